//! Which part of the records goes into a file: a college's, a partner's, one visit, or my work.

use crate::ui::form;
use crate::ui::state::App;
use crate::ui::text::exchange as words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ronghe_core::exchange::about;
use ronghe_core::ledger::Ledger;
use ronghe_core::record::Id;

/// A part of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// What this device wrote.
    #[default]
    Mine,
    /// A record and everything that belongs to it; nothing yet, until one is picked.
    About(&'static str, Option<Id>),
}

/// The kinds of which one can be sent with all that belongs to it.
const KINDS: [(&str, &str); 3] =
    [("unit", words::PART_UNIT), ("partner", words::PART_PARTNER), ("visit", words::PART_VISIT)];

impl Choice {
    /// The choice that the address asks for, as a record page's 导出 does.
    #[must_use]
    pub fn asked_for() -> Self {
        let asked = use_query_map().with_untracked(|query| query.get("about")).and_then(|id| Id::parse(&id));
        let app = App::here();
        let kind = asked.and_then(|id| app.read(|l| l.kind_of(&id).cloned()));
        let known = KINDS.iter().find(|(name, _)| kind.as_deref() == Some(*name));
        known.map_or(Self::Mine, |(name, _)| Self::About(name, asked))
    }

    /// Returns the records that are meant. Lines and what they refer to come along by themselves.
    #[must_use]
    pub fn records(&self, ledger: &Ledger) -> Vec<Id> {
        match self {
            Self::Mine => ledger.mine().collect(),
            Self::About(_, Some(id)) => about(ledger, *id),
            Self::About(_, None) => Vec::new(),
        }
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Mine => "",
            Self::About(kind, _) => kind,
        }
    }
}

/// Choosing a part.
#[component]
pub fn ChoiceView(choice: RwSignal<Choice>) -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let offered = Memo::new(move |_| match choice.get() {
        Choice::About(kind, None) => form::offers(app, &[kind], &typed.get()),
        _ => Vec::new(),
    });
    let picked = move || match choice.get() {
        Choice::About(_, Some(id)) => Some(app.read(|l| l.title(&id))),
        _ => None,
    };
    view! {
        <label class="field">
            {words::WHICH_PART}
            <select
                data-testid="export-part"
                on:change:target=move |ev| {
                    let name = ev.target().value();
                    let kind = KINDS.iter().find(|(kind, _)| *kind == name);
                    typed.set(String::new());
                    choice.set(kind.map_or(Choice::Mine, |(kind, _)| Choice::About(kind, None)));
                }
            >
                <option value="">{words::PART_MINE}</option>
                {KINDS.map(|(kind, label)| view! { <option value=kind prop:selected=move || choice.get().kind() == kind>{label}</option> })}
            </select>
        </label>
        <Show when=move || matches!(choice.get(), Choice::About(_, None))>
            <label class="field">
                {words::PART_WHICH}
                <input
                    type="text"
                    autocomplete="off"
                    data-testid="export-part-search"
                    prop:value=move || typed.get()
                    on:input:target=move |ev| typed.set(ev.target().value())
                />
            </label>
            <ul class="chips">
                <For each=move || offered.get() key=|id| *id let:id>
                    <li>
                        <button
                            type="button"
                            class="chip"
                            data-testid="export-part-pick"
                            data-id=id.to_string()
                            on:click=move |_| choice.update(|c| *c = Choice::About(c.kind(), Some(id)))
                        >
                            {app.read(|l| l.title(&id))}
                        </button>
                    </li>
                </For>
            </ul>
        </Show>
        {move || picked().map(|title| view! {
            <p>
                {title} " "
                <button
                    type="button"
                    class="btn small"
                    on:click=move |_| choice.update(|c| *c = Choice::About(c.kind(), None))
                >
                    {words::PART_OTHER}
                </button>
            </p>
        })}
    }
}
