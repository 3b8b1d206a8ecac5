//! One record as a line of a short list: title, subtitle, what matters now.

use crate::ui::components::{Side, Tag, Tone};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::query::default_columns;
use ronghe_core::record::Id;
use ronghe_core::schema::KindDef;

/// Columns that a line of another page shows beside the title.
const COLUMNS: usize = 4;

/// One row of a list: title, subtitle, what matters now.
#[component]
pub fn RecordRow(
    kind: &'static KindDef,
    id: Id,
    /// Its name for tests.
    #[prop(default = "row".to_owned())]
    testid: String,
) -> impl IntoView {
    let app = App::here();
    let content = move || {
        app.track(&[kind.name]);
        let (title, note, clash, cells) = app.read(|l| {
            let record = l.get(&id);
            let note = record.as_ref().map(|r| l.shown_list(r, kind, kind.subtitle).join(" · ")).unwrap_or_default();
            let cell = |field| record.as_ref().map(|r| l.shown(r, field)).unwrap_or_default();
            let cells: Vec<String> = default_columns(kind).into_iter().take(COLUMNS).map(cell).collect();
            (l.title(&id), note, l.is_clashing(&id), cells)
        });
        view! {
            <A href=format!("/k/{}/{id}", kind.name)>
                <strong><Side id />{title}</strong>
                <p>{note}</p>
            </A>
            {cells.into_iter().map(|cell| view! { <span class="col">{cell}</span> }).collect_view()}
            {clash.then(|| view! { <Tag tone=Tone::Over text=text::CLASH_WORD /> })}
        }
    };
    view! {
        <li class="item" data-testid=testid data-id=id.to_string()>
            {content}
        </li>
    }
}
