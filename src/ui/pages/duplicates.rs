//! 疑似重复: records that are probably the same, side by side, to be made one; and on a record's
//! page what was made one, to be taken apart again.

use crate::ui::components::{Empty, PageHead, Tag, Tone};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::clashes as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::duplicates::{KINDS, Pair, probable};
use ronghe_core::ledger::{Change, Why, join_records, keep_apart, take_apart};
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{FieldDef, KindDef};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Pairs listed at a time.
const LISTED: usize = 30;

/// The page.
#[component]
pub fn Duplicates() -> impl IntoView {
    let app = App::here();
    let pairs = Memo::new(move |_| {
        app.track(KINDS);
        let kinds = KINDS.iter().filter_map(|name| app.schema().kind(name));
        kinds
            .flat_map(|kind| app.read(|l| probable(l, kind)).into_iter().map(move |pair| (kind.name, pair)))
            .collect::<Vec<_>>()
    });
    let listed = move || pairs.with(|pairs| pairs.iter().take(LISTED).cloned().collect::<Vec<_>>());
    view! {
        <PageHead title=words::DUPLICATES>
            <span class="count">{move || text::number(pairs.with(Vec::len))}</span>
        </PageHead>
        <Show when=move || pairs.with(Vec::is_empty) fallback=|| view! { <p class="state">{words::DUPLICATES_LEAD}</p> }>
            <Empty text=words::DUPLICATES_NONE />
        </Show>
        <For each=listed key=|(_, pair)| (pair.keep, pair.give_up) let:one>
            {app.schema().kind(one.0).map(|kind| view! { <OnePair kind pair=one.1 /> })}
        </For>
    }
}

/// Two records side by side.
#[component]
fn OnePair(kind: &'static KindDef, pair: Pair) -> impl IntoView {
    let app = App::here();
    let order = RwSignal::new((pair.keep, pair.give_up));
    let taken = RwSignal::new(BTreeSet::<Arc<str>>::new());
    let (a, b) = (pair.keep, pair.give_up);
    let reasons = pair.reasons.iter().map(|reason| view! { <Tag tone=Tone::Soon text=reason.label() /> " " });
    let rows = move || {
        let (keep, give_up) = order.get();
        let (Some(keep), Some(give_up)) = (app.get(&keep), app.get(&give_up)) else { return Vec::new() };
        differing(app, kind, &keep, &give_up).into_iter().map(|row| view! { <Row row taken /> }.into_any()).collect()
    };
    let merge = move |_| {
        let (keep, give_up) = order.get_untracked();
        let taken: Vec<Arc<str>> = taken.get_untracked().into_iter().collect();
        let changes = app.read(|l| join_records(l, &keep, &give_up, &taken));
        spawn_local(done(app, Why::Edit, changes, words::MERGED));
    };
    let apart = move |_| {
        let changes = app.read(|l| keep_apart(l, &a, &b)).into_iter().collect();
        spawn_local(done(app, Why::Edit, changes, words::KEPT_APART));
    };
    let title = move |id: Id| view! { <A href=format!("/k/{}/{id}", kind.name)>{app.read(|l| l.title(&id))}</A> };
    view! {
        <article class="clash" data-testid="duplicate" data-kind=kind.name data-id=a.to_string() data-other=b.to_string()>
            <p>{kind.label} " " {reasons.collect_view()}</p>
            <div class="table-wrap" tabindex="0" role="region" aria-label=words::DUPLICATES>
                <table>
                    <thead>
                        <tr>
                            <th>{words::ITEM}</th>
                            <th>{words::KEEP} "：" {move || title(order.get().0)}</th>
                            <th>{words::GIVE_UP} "：" {move || title(order.get().1)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="clash-acts">
                <button type="button" class="btn" data-testid="duplicate-dismiss" on:click=apart>{words::APART}</button>
                <button
                    type="button"
                    class="btn"
                    data-testid="duplicate-swap"
                    on:click=move |_| {
                        taken.set(BTreeSet::new());
                        order.update(|(keep, give_up)| std::mem::swap(keep, give_up));
                    }
                >
                    {words::SWAP}
                </button>
                <button type="button" class="btn primary" data-testid="duplicate-merge" on:click=merge>{words::MERGE}</button>
            </div>
        </article>
    }
}

/// One register in which two records differ.
#[derive(Clone)]
struct Differing {
    register: Arc<str>,
    label: &'static str,
    keep: String,
    give_up: String,
}

fn differing(app: App, kind: &'static KindDef, keep: &Record, give_up: &Record) -> Vec<Differing> {
    let shown = |record: &Record, field: &FieldDef| app.read(|l| l.shown(record, field));
    let fields = kind.fields.iter().filter(|f| !f.ty.is_set());
    let rows = fields.filter_map(|field| {
        let (keep, give_up) = (shown(keep, field), shown(give_up, field));
        (keep != give_up).then(|| Differing { register: field.register().into(), label: field.label, keep, give_up })
    });
    rows.collect()
}

/// Both values; the other one is taken over by a tap.
#[component]
fn Row(row: Differing, taken: RwSignal<BTreeSet<Arc<str>>>) -> impl IntoView {
    let register = Arc::clone(&row.register);
    let is_taken = move || taken.with(|t| t.contains(&register));
    let or_dash = |text: String| if text.is_empty() { text::EMPTY_VALUE.to_owned() } else { text };
    let label = format!("{}：{}", row.label, row.give_up);
    view! {
        <tr>
            <td>{row.label}</td>
            <td>{or_dash(row.keep)}</td>
            <td>
                <label class="check">
                    <input
                        type="checkbox"
                        aria-label=label
                        data-testid=format!("duplicate-take-{}", row.register)
                        prop:checked=is_taken
                        on:change:target=move |ev| {
                            let take = ev.target().checked();
                            let register = Arc::clone(&row.register);
                            taken.update(|t| {
                                if take { t.insert(register) } else { t.remove(&register) };
                            });
                        }
                    />
                    {or_dash(row.give_up)}
                </label>
            </td>
        </tr>
    }
}

/// Makes changes durable and offers to take them back.
async fn done(app: App, why: Why, changes: Vec<Change>, said: &'static str) {
    let (Some(committed), Some(desk)) = (app.commit(why, changes).await, app.desk()) else { return };
    let Ok(Some(log)) = desk.batch(committed.rev).await else { return app.say_saved(&committed) };
    match desk.plan_undo(&log).await {
        Ok(plan) => app.offer_undo(said.to_owned(), plan.changes),
        Err(_) => app.say_saved(&committed),
    }
}

/// On a record's page: what it was made one with.
#[component]
pub fn Joined(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let split = move |loser: Id| {
        let changes = app.read(|l| take_apart(l, &loser));
        spawn_local(done(app, Why::Edit, changes, words::SPLIT_DONE));
    };
    let button = move |loser: Id| {
        view! {
            <button type="button" class="btn small" data-testid="duplicate-undo" data-id=loser.to_string() on:click=move |_| split(loser)>
                {words::SPLIT}
            </button>
        }
    };
    // Its own name, not the one of the record that stands for it.
    let own_name = move |id: &Id| {
        let record = app.get(id);
        app.read(|l| record.map(|r| l.shown_list(&r, kind, kind.title).join(" · "))).unwrap_or_default()
    };
    move || {
        app.track(&[kind.name]);
        let stays = app.read(|l| Some(l.standing_for(&id)))?;
        if stays != id {
            let href = format!("/k/{}/{stays}", kind.name);
            return Some(
                view! {
                    <div class="brief" data-testid="merged-into">
                        <A href=href>{words::merged_into(&app.read(|l| l.title(&stays)))}</A>
                        {button(id)}
                    </div>
                }
                .into_any(),
            );
        }
        let losers = app.read(|l| l.given_up_for(&id));
        let both_ways = app.read(|l| l.is_joined_both_ways(&id));
        let lines = losers.into_iter().map(|loser| {
            view! {
                <div class="brief" data-testid="merged-here">
                    <span>{words::holds(&own_name(&loser))}</span>
                    {button(loser)}
                </div>
            }
        });
        Some(
            view! {
                {lines.collect_view()}
                {both_ways.then(|| view! { <p class="brief">{words::BOTH_WAYS}</p> })}
            }
            .into_any(),
        )
    }
}
