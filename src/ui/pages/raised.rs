//! 程序提示: what the program finds by its rules, and putting it on the list of findings. The rules
//! and what people made of each lie in `core`.

use super::figures::{Asking, Choices};
use crate::ui::components::{Empty, PageHead, Tag, Tone};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::raised as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::figure::{Made, RULES, Raised, Rule, finding_id, finding_of};
use ronghe_core::kinds::finding;
use ronghe_core::ledger::{Change, Why, form_changes};
use ronghe_core::record::{Id, Record};

/// So many are listed under a rule at first.
const LISTED: usize = 50;

/// The page.
#[component]
pub fn RaisedPage() -> impl IntoView {
    let asking = Asking::from_address();
    let all = Memo::new(move |_| asking.raised());
    let rules = RULES.iter().map(|rule| view! { <OfRule rule all /> });
    view! {
        <PageHead title=words::NAV>
            <A href=format!("/k/{}", finding::KIND.name) attr:class="btn small">{words::ALL_FINDINGS}</A>
        </PageHead>
        <p class="state">{words::LEAD}</p>
        <Choices asking />
        {rules.collect_view()}
    }
}

/// What was found by one rule.
#[component]
fn OfRule(rule: &'static Rule, all: Memo<Option<Vec<Raised>>>) -> impl IntoView {
    let shown = RwSignal::new(LISTED);
    let settled_too = RwSignal::new(false);
    let of_rule = Memo::new(move |_| {
        all.with(|all| Some(all.as_ref()?.iter().filter(|one| one.rule == rule.code).cloned().collect::<Vec<_>>()))
    });
    let settled = |one: &Raised| matches!(one.made, Made::Settled(_));
    let count =
        move |is: fn(bool) -> bool| of_rule.with(|all| all.iter().flatten().filter(|one| is(settled(one))).count());
    let rows = Memo::new(move |_| {
        let wanted = |one: &&Raised| settled_too.get() || !settled(one);
        of_rule.with(|all| all.iter().flatten().filter(wanted).take(shown.get()).cloned().collect::<Vec<_>>())
    });
    let open = move || count(|settled| !settled);
    let total = move || if settled_too.get() { open() + count(|settled| settled) } else { open() };
    let is_more = move || total() > shown.get();
    let has_settled = move || count(|settled| settled) > 0;
    let said = move || if of_rule.with(Option::is_none) { words::LOOKING.to_owned() } else { words::found(open()) };
    view! {
        <section data-testid=format!("rule-{}", rule.code) data-total=move || open().to_string()>
            <h2 class="sec">{rule.what} " " <small class="count">{said}</small></h2>
            <p class="state">{rule.advice}</p>
            <Show when=move || of_rule.with(Option::is_some) && total() == 0>
                <Empty text=words::NONE />
            </Show>
            <ul class="items">
                <For each=move || rows.get() key=|one| (one.about, one.made, one.because.len()) let:one>
                    <Row one />
                </For>
            </ul>
            <div class="chips">
                <Show when=is_more>
                    <button type="button" class="btn" on:click=move |_| shown.update(|n| *n += LISTED)>
                        {move || text::tasks::more((total() - shown.get()).min(LISTED))}
                    </button>
                </Show>
                <Show when=has_settled>
                    <button
                        type="button"
                        class="chip"
                        class:on=move || settled_too.get()
                        aria-pressed=move || settled_too.get().to_string()
                        on:click=move |_| settled_too.update(|on| *on = !*on)
                    >
                        {words::SHOW_SETTLED} " " {move || count(|settled| settled)}
                    </button>
                </Show>
            </div>
        </section>
    }
}

/// One record that was found.
#[component]
fn Row(one: Raised) -> impl IntoView {
    let app = App::here();
    let about = one.about;
    let (kind, title, note) = app.read(|l| {
        let kind = l.kind_def(&about);
        let note = kind.zip(l.get(&about)).map(|(kind, record)| l.noted_list(&record, kind, kind.subtitle));
        (kind.map_or("", |kind| kind.name), l.title(&about), note.unwrap_or_default().join(" · "))
    });
    let made = match one.made {
        Made::Nothing => {
            let list = move |_| spawn_local(put_on_list(app, one.clone()));
            view! { <button type="button" class="btn small" data-testid="raise" on:click=list>{words::LIST}</button> }
                .into_any()
        }
        Made::Listed(id) => finding_link(id, Tone::Soon, words::LISTED),
        Made::Settled(id) => finding_link(id, Tone::Done, words::SETTLED),
    };
    view! {
        <li class="item" data-testid="raised" data-id=about.to_string()>
            <A href=format!("/k/{kind}/{about}")>
                <strong>{title}</strong>
                <p>{note}</p>
            </A>
            {made}
        </li>
    }
}

fn finding_link(id: Id, tone: Tone, word: &'static str) -> AnyView {
    view! {
        <A href=format!("/k/{}/{id}", finding::KIND.name) attr:class="plain" attr:data-testid="raised-finding">
            <Tag tone=tone text=word />
        </A>
    }
    .into_any()
}

/// Makes a finding of it, and offers to take that back.
async fn put_on_list(app: App, one: Raised) {
    let id = finding_id(one.rule, &one.about);
    let (values, before) = app.read(|l| (finding_of(l, &one, app.today()), l.get(&id)));
    let what = values.get(finding::WHAT.name()).and_then(|what| what.as_str()).unwrap_or_default().to_owned();
    // One that was taken back before comes back, even with the very same words.
    let was_deleted = before.as_ref().is_some_and(Record::is_dead);
    let mut changes: Vec<Change> = was_deleted.then_some(Change::Restore { id }).into_iter().collect();
    let record = before.unwrap_or_else(|| Record::new(finding::KIND.name, id));
    changes.extend(form_changes(&finding::KIND, id, &record, &values));
    if app.commit(Why::Edit, changes).await.is_some() {
        let back = vec![Change::Delete { id, because: String::new(), seen: None }];
        app.offer_undo(words::listed(&what), back);
    }
}
