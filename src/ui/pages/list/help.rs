//! The keys of a list.

use super::panel::SidePanel;
use super::state::Lister;
use crate::ui::text::list as words;
use leptos::prelude::*;

/// The panel that names every key.
#[component]
pub fn HelpPanel(lister: Lister) -> impl IntoView {
    let rows = words::KEY_LIST.iter().map(|(keys, what)| {
        let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect_view();
        view! {
            <div>
                <dt>{keys}</dt>
                <dd>{*what}</dd>
            </div>
        }
    });
    view! {
        <SidePanel lister title=words::KEYS testid="keys-panel">
            <dl class="keys">{rows.collect_view()}</dl>
        </SidePanel>
    }
}
