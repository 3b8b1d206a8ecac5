//! Drafts that were left: what stands in one, and the question whether to go on with it. Nothing here
//! throws one away for good. The list of all of them is `left`.

use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::drafts as words;
use crate::workspace::Draft;
use leptos::prelude::*;
use ronghe_core::schema::{FieldDef, FieldType, KindDef, parse_input, show_value};

/// How many characters of a long text tell a draft from the next.
const FEW: usize = 16;

/// What tells a draft from others of its kind: what its record would be called, and how its longest
/// text begins.
#[must_use]
pub fn about(app: App, kind: &KindDef, draft: &Draft) -> String {
    let text = |field: &FieldDef| draft.texts.get(field.name).filter(|raw| !raw.trim().is_empty());
    let title = kind.title.iter().filter_map(|name| kind.field(name));
    let title = title.filter_map(|field| Some(shown(app, field, text(field)?)));
    let long = kind.typed_fields().filter(|f| f.ty == FieldType::LongText).find_map(text);
    let long = long.map(|raw| beginning(raw.trim()));
    title.chain(long).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What was typed into a field as people read it; as it was typed where it means nothing yet.
#[must_use]
pub fn shown(app: App, field: &FieldDef, raw: &str) -> String {
    let Ok(value) = parse_input(field, raw, app.today()) else { return raw.trim().to_owned() };
    let ids = field.ty.ids(&value);
    if ids.is_empty() {
        return show_value(field, &value);
    }
    app.read(|l| ids.iter().map(|id| l.title(id)).collect::<Vec<_>>().join("、"))
}

/// How a text begins.
#[must_use]
pub fn beginning(text: &str) -> String {
    let mut begun: String = text.chars().take(FEW).collect();
    if begun.len() < text.len() {
        begun.push('…');
    }
    begun
}

/// The question whether to go on with a draft.
#[component]
pub fn Found(
    kind: &'static KindDef,
    draft: Draft,
    go_on: Callback<()>,
    discard: Callback<()>,
    /// Begins another record and leaves this draft where it is.
    later: Option<Callback<()>>,
) -> impl IntoView {
    let left = words::left_at(&about(App::here(), kind, &draft), &text::moment(draft.at_ms));
    view! {
        <div class="brief" data-testid="form-draft">
            <p>
                <b>{words::FOUND}</b>
                {left}
            </p>
            <div class="buttons">
                <button type="button" class="btn" data-testid="draft-discard" on:click=move |_| discard.run(())>
                    {words::DISCARD}
                </button>
                {later
                    .map(|later| view! {
                        <button type="button" class="btn" data-testid="draft-later" on:click=move |_| later.run(())>
                            {words::LATER}
                        </button>
                    })}
                <button type="button" class="btn primary" data-testid="draft-continue" on:click=move |_| go_on.run(())>
                    {words::CONTINUE}
                </button>
            </div>
        </div>
    }
}
