//! 专业群—园区—企业—服务区域: a drawing in four columns, and the same as a table, which is what phones,
//! screen readers and paper live on. What is on it lies in `core`.

use super::{Asking, Choices, is_open};
use crate::ui::components::{Empty, PageHead, Side, print};
use crate::ui::state::App;
use crate::ui::text::map as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::query_signal;
use ronghe_core::figure::{Column, Line, Map, Node};
use ronghe_core::record::Id;

/// Width of the drawing, of a name and its height, in the units of the drawing.
const WIDTH: f64 = 1_000.0;
const NAME: f64 = 190.0;
const TALL: f64 = 30.0;
/// Room for the headings, and between two names.
const HEAD: f64 = 34.0;
const STEP: f64 = 40.0;
/// Characters of a name that fit.
const FIT: usize = 12;
/// Records of a line that are named at once.
const NAMED: usize = 20;

/// The page.
#[component]
pub fn MapPage() -> impl IntoView {
    let asking = Asking::from_address();
    let drawn = Memo::new(move |_| asking.map());
    // The name that is looked at stands in the address, by its place.
    let (at, set_at) = query_signal::<usize>("at");
    let body = move || match drawn.get() {
        None => view! { <p class="state">{words::COUNTING}</p> }.into_any(),
        Some(map) if map.lines.is_empty() => view! { <Empty text=words::NOTHING /> }.into_any(),
        Some(map) => view! { <Drawn map at set_at /> }.into_any(),
    };
    view! {
        <article data-testid="map">
            <PageHead title=words::NAV>
                <A href="/boards/majors" attr:class="btn small">{words::MAJORS}</A>
                <button type="button" class="btn" data-testid="map-print" on:click=|_| print()>{words::PRINT}</button>
            </PageHead>
            <p class="state">{words::LEAD}</p>
            <Choices asking />
            {body}
        </article>
    }
}

#[component]
fn Drawn(map: Map, at: Memo<Option<usize>>, set_at: SignalSetter<Option<usize>>) -> impl IntoView {
    let more = (map.more > 0).then(|| view! { <p class="state">{words::more(map.more)}</p> });
    let options = Column::ALL
        .into_iter()
        .map(|column| {
            let nodes = map.nodes.iter().enumerate().filter(|(_, node)| node.column == column);
            let options = nodes.map(|(place, node)| {
                let label = node.label.clone();
                view! { <option value=place.to_string() selected=move || at.get() == Some(place)>{label}</option> }
            });
            view! { <optgroup label=column.label()>{options.collect_view()}</optgroup> }
        })
        .collect_view();
    let quiet: Vec<Node> = map.nodes.iter().filter(|node| node.quiet).cloned().collect();
    view! {
        <div class="map-frame" tabindex="0" role="region" aria-label=words::FRAME>
            <Drawing map=map.clone() at set_at />
        </div>
        {more}
        <Quiet nodes=quiet />
        <div class="field map-choice">
            <label for="map-at">{words::ONLY}</label>
            <select
                id="map-at"
                data-testid="map-at"
                on:change:target=move |ev| set_at.set(ev.target().value().parse().ok())
            >
                <option value="" selected=move || at.get().is_none()>{words::ALL}</option>
                {options}
            </select>
        </div>
        <Lines map at />
    }
}

/// Where a name stands: its left upper corner.
fn places(map: &Map) -> (Vec<(f64, f64)>, f64) {
    let many = |column: Column| map.nodes.iter().filter(|node| node.column == column).count();
    let longest = Column::ALL.into_iter().map(many).max().unwrap_or_default().max(1);
    let height = HEAD + STEP * longest as f64;
    let mut next = [0_usize; 4];
    let place = |node: &Node| {
        let column = Column::ALL.iter().position(|column| *column == node.column).unwrap_or_default();
        let x = (WIDTH - NAME) / 3.0 * column as f64;
        let row = next.get_mut(column).map_or(0, |row| std::mem::replace(row, *row + 1));
        // Columns with few names spread over the whole height.
        let step = (height - HEAD) / many(node.column).max(1) as f64;
        (x, HEAD + step * (row as f64 + 0.5) - TALL / 2.0)
    };
    (map.nodes.iter().map(place).collect(), height)
}

fn short(label: &str) -> String {
    if label.chars().count() <= FIT {
        return label.to_owned();
    }
    label.chars().take(FIT - 1).chain(['…']).collect()
}

/// The drawing. Pressing a name is the same as choosing it below.
#[component]
fn Drawing(map: Map, at: Memo<Option<usize>>, set_at: SignalSetter<Option<usize>>) -> impl IntoView {
    let (places, height) = places(&map);
    let heads = Column::ALL.into_iter().enumerate().map(|(column, of)| {
        let x = (WIDTH - NAME) / 3.0 * column as f64 + NAME / 2.0;
        view! { <text class="map-head" x=format!("{x:.1}") y="20">{of.label()}</text> }
    });
    let touches = move |line: (usize, usize)| at.get().is_none_or(|at| line.0 == at || line.1 == at);
    let lines = map.lines.iter().filter_map(|line| {
        let (from, to) = (places.get(line.from)?, places.get(line.to)?);
        let (x1, y1, x2, y2) = (from.0 + NAME, from.1 + TALL / 2.0, to.0, to.1 + TALL / 2.0);
        let middle = f64::midpoint(x1, x2);
        let path = format!("M{x1:.1} {y1:.1} C{middle:.1} {y1:.1} {middle:.1} {y2:.1} {x2:.1} {y2:.1}");
        let width = format!("{:.1}", (1.0 + line.because.len() as f64 / 3.0).min(6.0));
        let (stated, ends) = (line.because.is_empty(), (line.from, line.to));
        Some(view! {
            <path class="map-line" class:stated=stated class:faint=move || !touches(ends) d=path stroke-width=width />
        })
    });
    let names = map.nodes.iter().zip(&places).enumerate().map(|(place, (node, (x, y)))| {
        let title = if node.note.is_empty() { node.label.clone() } else { format!("{}，{}", node.label, node.note) };
        let press = move |_| set_at.set(if at.get_untracked() == Some(place) { None } else { Some(place) });
        view! {
            <g class="map-name" class:quiet=node.quiet class:chosen=move || at.get() == Some(place) on:click=press>
                <title>{title}</title>
                <rect x=format!("{x:.1}") y=format!("{y:.1}") width=NAME.to_string() height=TALL.to_string() rx="4" />
                <text x=format!("{:.1}", x + 8.0) y=format!("{:.1}", y + 20.0)>{short(&node.label)}</text>
            </g>
        }
    });
    view! {
        <svg class="map-drawing" viewBox=format!("0 0 {WIDTH} {height:.0}") role="img" aria-label=words::DRAWING data-testid="map-drawing">
            {lines.collect_view()}
            {heads.collect_view()}
            {names.collect_view()}
        </svg>
    }
}

/// What is quiet: the first thing to do something about.
#[component]
fn Quiet(nodes: Vec<Node>) -> impl IntoView {
    (!nodes.is_empty()).then(|| {
        let rows = nodes.into_iter().map(|node| {
            let note = [node.column.label().to_owned(), node.note.clone()];
            let note = note.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("，");
            view! { <li class="item" data-testid="map-quiet"><div class="m"><Named node /><p>{note}</p></div></li> }
        });
        view! { <section><h2 class="sec">{words::QUIET}</h2><ul class="items">{rows.collect_view()}</ul></section> }
    })
}

/// A name that opens its record, if it has one.
#[component]
fn Named(node: Node) -> impl IntoView {
    let app = App::here();
    let Some(id) = node.id else { return view! { <strong>{node.label}</strong> }.into_any() };
    let kind = app.read(|l| l.kind_of(&id).map(ToString::to_string)).unwrap_or_default();
    view! { <A href=format!("/k/{kind}/{id}")><strong><Side id />{node.label}</strong></A> }.into_any()
}

/// The lines as a table.
#[component]
fn Lines(map: Map, at: Memo<Option<usize>>) -> impl IntoView {
    let count = map.lines.len();
    let map = StoredValue::new(map);
    let rows = move || {
        let at = at.get();
        map.with_value(|map| {
            let wanted = map.lines.iter().filter(|line| at.is_none_or(|at| line.from == at || line.to == at));
            let row = |line: &Line| {
                let (from, to) = (map.nodes.get(line.from)?.clone(), map.nodes.get(line.to)?.clone());
                Some(view! { <Row from to because=line.because.clone() /> })
            };
            wanted.filter_map(row).collect_view()
        })
    };
    view! {
        <section>
            <h2 class="sec">{words::TABLE} <span class="count">{words::lines(count)}</span></h2>
            <div class="table-wrap" tabindex="0" role="region" aria-label=words::TABLE>
                <table class="map-table">
                    <thead><tr><th scope="col">{words::FROM}</th><th scope="col">{words::TO}</th><th scope="col">{words::RECORDS}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(from: Node, to: Node, because: Vec<Id>) -> impl IntoView {
    let app = App::here();
    let records = if because.is_empty() {
        view! { <span class="state">{words::STATED}</span> }.into_any()
    } else {
        let open = RwSignal::new(false);
        let count = because.len();
        let list = move || {
            open.get().then(|| {
                let one = |id: &Id| {
                    let (kind, title) =
                        app.read(|l| (l.kind_of(id).map(ToString::to_string).unwrap_or_default(), l.title(id)));
                    view! { <li><A href=format!("/k/{kind}/{id}")>{title}</A></li> }
                };
                view! { <ul class="plain">{because.iter().take(NAMED).map(one).collect_view()}</ul> }
            })
        };
        view! {
            <details class="because" prop:open=move || open.get() on:toggle=move |ev| open.set(is_open(&ev))>
                <summary>{words::records(count)}</summary>
                {list}
            </details>
        }
        .into_any()
    };
    view! {
        <tr data-testid="map-line">
            <td><Named node=from /></td>
            <td><Named node=to /></td>
            <td>{records}</td>
        </tr>
    }
}
