//! The phone's 更多: the whole navigation on a page, with a box that finds an entry by its name.

use super::bar::{GroupView, Links};
use super::{find, groups};
use crate::ui::components::PageHead;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::nav as words;
use leptos::prelude::*;

/// Every page that the phone's bottom bar has no room for.
#[component]
pub fn More() -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let all = Memo::new(move |_| groups(app.schema_now()));
    let found = move || {
        let words_typed = typed.get();
        if words_typed.trim().is_empty() {
            let groups = all.get().into_iter().map(|group| view! { <GroupView group /> });
            return groups.collect_view().into_any();
        }
        let items = find(app.schema_now(), &words_typed);
        if items.is_empty() {
            return view! { <p class="state">{words::NO_PAGE}</p> }.into_any();
        }
        view! { <Links items /> }.into_any()
    };
    view! {
        <PageHead title=text::NAV_MORE />
        <input
            type="search"
            aria-label=words::FIND_PAGE
            placeholder=words::FIND_HINT
            data-testid="nav-filter"
            prop:value=move || typed.get()
            on:input:target=move |ev| typed.set(ev.target().value())
        />
        <div class="menu">{found}</div>
    }
}
