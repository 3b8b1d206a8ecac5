//! Every record that refers here through any field, by kind and field, with a way to its list and
//! to a new one.

use super::lines::{AddLink, AllLink};
use crate::ui::components::{RecordRow, RowHeads};
use crate::ui::state::App;
use crate::ui::text::record as words;
use leptos::prelude::*;
use ronghe_core::ledger::Ledger;
use ronghe_core::query::sort_as_listed;
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldDef, KindDef};
use std::collections::{BTreeSet, HashMap};

/// Rows shown of each group.
const SHOWN: usize = 5;

/// A field of another kind that can refer here.
type Way = (&'static KindDef, &'static FieldDef);

/// The records that refer to one, by kind and field.
#[component]
pub fn Related(id: Id, kind: &'static KindDef) -> impl IntoView {
    let app = App::here();
    let groups = Memo::new(move |_| {
        app.track_all();
        app.read(|l| referring(l, &id, kind))
    });
    let shown = move || {
        let groups = groups.get();
        let shown = groups.iter().filter(|(_, ids)| !ids.is_empty()).cloned();
        let shown = shown.map(|(way, ids)| view! { <GroupOf id way ids /> }).collect_view();
        let others: Vec<Way> = groups.into_iter().filter(|(_, ids)| ids.is_empty()).map(|(way, _)| way).collect();
        view! {
            {shown}
            {(!others.is_empty()).then(|| view! { <Others id others /> })}
        }
    };
    view! { <div data-testid="related">{shown}</div> }
}

#[component]
fn GroupOf(id: Id, way: Way, ids: Vec<Id>) -> impl IntoView {
    let app = App::here();
    let (kind, field) = way;
    let n = ids.len();
    let mut ids = ids;
    app.read(|l| sort_as_listed(l, kind, &mut ids));
    let row = |row: Id| view! { <RecordRow kind id=row testid="related-row".to_owned() within=(id, field.name) /> };
    let rows = ids.into_iter().take(SHOWN).map(row);
    view! {
        <section data-testid=format!("related-{}-{}", kind.name, field.name)>
            <h2 class="sec">
                {kind.label} <span class="count">{words::by_field(field.label)} {n}</span>
                <AddLink kind field=field.name id testid=format!("add-related-{}-{}", kind.name, field.name) />
            </h2>
            <RowHeads kind within=(id, field.name) />
            <ul class="items">{rows.collect_view()}</ul>
            {(n > SHOWN).then(|| view! { <AllLink kind field=field.name id n /> })}
        </section>
    }
}

/// What refers nowhere here yet, and can be begun.
#[component]
fn Others(id: Id, others: Vec<Way>) -> impl IntoView {
    let mut named = BTreeSet::new();
    // One way is enough to begin a record: the first field of its kind that leads here.
    let links =
        others.into_iter().filter(|(kind, _)| kind.is_typed() && named.insert(kind.name)).map(|(kind, field)| {
            view! { <AddLink kind field=field.name id testid=format!("add-related-{}-{}", kind.name, field.name) /> }
        });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! {
            <details class="fold also" data-testid="related-others">
                <summary>{words::ALSO}</summary>
                <div class="buttons">{links}</div>
            </details>
        }
    })
}

/// The listed records that refer here, by way, in the order of the schema; what the page shows as
/// lines, or through another field of the same kind, is left out.
fn referring(ledger: &Ledger, id: &Id, kind: &'static KindDef) -> Vec<(Way, Vec<Id>)> {
    let mut found: HashMap<(&str, &str), BTreeSet<Id>> = HashMap::new();
    let all = std::iter::once(*id).chain(ledger.given_up_for(id)).collect::<Vec<_>>();
    for link in all.iter().flat_map(|id| ledger.links_to(id)).filter(|link| ledger.is_listed(&link.from)) {
        found.entry((&*link.kind, link.field)).or_default().insert(link.from);
    }
    let is_line = |way: &Way| kind.lines.iter().any(|l| l.kind == way.0.name && l.via == way.1.name);
    let leads_here = |other: &'static KindDef| {
        other.fields.iter().copied().filter(|f| f.ty.points_to(kind.name)).map(move |field| (other, field))
    };
    let ways = ledger.schema().kinds().iter().copied().flat_map(leads_here).filter(|way| !is_line(way));
    let lines = kind.lines.iter().filter_map(|line| found.get(&(line.kind, line.via)));
    let mut shown: BTreeSet<Id> = lines.flatten().copied().collect();
    let with_ids = ways.map(|way| {
        let ids = found.get(&(way.0.name, way.1.name)).into_iter().flatten().copied();
        (way, ids.filter(|id| shown.insert(*id)).collect())
    });
    with_ids.collect()
}
