//! Several values in one line that may be too narrow for them: names give way, amounts, days and
//! states do not.

use leptos::prelude::*;
use ronghe_core::ledger::Shown;

/// The values one behind the other.
#[component]
pub fn Parts(parts: Vec<Shown>) -> impl IntoView {
    if parts.len() < 2 {
        return parts.into_iter().map(|part| part.text).collect::<String>().into_any();
    }
    let part = |(place, part): (usize, Shown)| {
        view! {
            {(place > 0).then(|| view! { <span class="whole">" · "</span> })}
            <span class:whole=part.whole>{part.text}</span>
        }
    };
    view! { <span class="parts">{parts.into_iter().enumerate().map(part).collect_view()}</span> }.into_any()
}
