//! 报表与报送.

use leptos::prelude::*;

/// Temporary.
#[component]
pub fn Reports() -> impl IntoView {}
/// Temporary.
#[component]
pub fn VisitOutreach() -> impl IntoView {}
