//! One value for all that are chosen: which field, what, what would change, then one act.

use super::panel::{ListPanel, close};
use super::selection::finish;
use super::state::Lister;
use crate::platform::turn::Turns;
use crate::ui::form::{FieldControl, Form};
use crate::ui::text;
use crate::ui::text::list as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::bulk::{BulkPlan, Edit, editable, plan};
use ronghe_core::ledger::Why;
use ronghe_core::schema::{FieldDef, input_text};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records that are planned between two looks at the clock.
const STRETCH: usize = 50;
/// Records that are shown of what would change; the count is of all.
const SHOWN: usize = 100;

/// What is to be done with the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Set,
    Clear,
    Add,
    Remove,
}

impl How {
    const fn label(self) -> &'static str {
        match self {
            Self::Set => words::HOW_SET,
            Self::Clear => words::HOW_CLEAR,
            Self::Add => words::HOW_ADD,
            Self::Remove => words::HOW_REMOVE,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Clear => "clear",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// The edit of many records while it is put together.
#[derive(Clone, Copy)]
struct Bulk {
    lister: Lister,
    field: RwSignal<Option<&'static FieldDef>>,
    how: RwSignal<How>,
    form: RwSignal<Option<Form>>,
    plan: RwSignal<Option<Arc<BulkPlan>>>,
    busy: RwSignal<bool>,
}

/// The panel in which many records are given one value.
#[component]
pub fn BulkPanel(lister: Lister) -> impl IntoView {
    let bulk = Bulk {
        lister,
        field: RwSignal::new(None),
        how: RwSignal::new(How::Set),
        form: RwSignal::new(None),
        plan: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let options = editable(lister.kind).map(|field| view! { <option value=field.name>{field.label}</option> });
    view! {
        <ListPanel lister title=words::BULK testid="bulk-panel">
            <p class="state">{move || words::bulk_lead(lister.chosen.with(std::collections::BTreeSet::len))}</p>
            <div class="field">
                <label for="bulk-field">{words::WHICH_FIELD}</label>
                <select
                    id="bulk-field"
                    data-testid="bulk-field"
                    on:change:target=move |ev| bulk.take(lister.kind.field(&ev.target().value()))
                >
                    <option value="">{words::WHICH_FIELD}</option>
                    {options.collect_view()}
                </select>
            </div>
            <Hows bulk />
            {move || {
                let field = bulk.field.get().filter(|_| bulk.how.get() != How::Clear)?;
                bulk.form.get().map(|form| view! { <FieldControl form field line=None /> })
            }}
            <Preview bulk />
            <div class="foot">
                <button type="button" class="btn" on:click=move |_| close(lister)>{text::CANCEL}</button>
                <Show
                    when=move || bulk.plan.with(|plan| plan.as_ref().is_some_and(|plan| !plan.changes.is_empty()))
                    fallback=move || view! {
                        <button
                            type="button"
                            class="btn primary"
                            data-testid="bulk-preview"
                            disabled=move || bulk.busy.get() || bulk.field.with(Option::is_none)
                            on:click=move |_| bulk.look()
                        >
                            {words::LOOK}
                        </button>
                    }
                >
                    <button type="button" class="btn primary" data-testid="bulk-apply" on:click=move |_| bulk.apply()>
                        {move || bulk.plan.with(|plan| words::apply(plan.as_ref().map_or(0, |plan| plan.changed.len())))}
                    </button>
                </Show>
            </div>
        </ListPanel>
    }
}

impl Bulk {
    /// Takes the field, with a form of its own that nobody keeps as a draft.
    fn take(self, field: Option<&'static FieldDef>) {
        let (app, kind) = (self.lister.app, self.lister.kind);
        let form = field.map(|field| {
            let when = field.when.and_then(|when| Some((kind.field(when.field)?, *when.is.first()?)));
            // The control shows itself only where the field applies.
            let given = when.map(|(other, code)| (other.name.to_owned(), input_text(other, &Value::from(code))));
            let given: BTreeMap<String, String> = given.into_iter().collect();
            let form = Form::open(app, kind, app.new_id(), String::new(), None, given);
            form.close();
            form
        });
        self.plan.set(None);
        self.how.set(How::Set);
        self.form.set(form);
        self.field.set(field);
        if let (Some(form), Some(field)) = (form, field) {
            // Another value is another plan.
            Effect::new(move |first: Option<String>| {
                let typed = form.text(field.name);
                if first.is_some_and(|before| before != typed) {
                    self.plan.set(None);
                }
                typed
            });
        }
    }

    /// What is to be done; `None` if what was typed cannot be read, and the control says why.
    fn edit(self, field: &'static FieldDef) -> Option<Edit> {
        let how = self.how.get_untracked();
        if how == How::Clear {
            return Some(Edit::Clear);
        }
        let form = self.form.get_untracked()?;
        let value = form.read_one(field)?;
        if value.is_null() {
            form.errors.update(|errors| {
                errors.insert(field.name.to_owned(), words::no_value(field.label));
            });
            return None;
        }
        let words = || serde_json::from_value::<Vec<String>>(value.clone()).unwrap_or_default();
        Some(match how {
            How::Add => Edit::Add(words()),
            How::Remove => Edit::Remove(words()),
            How::Set | How::Clear => Edit::Set(value),
        })
    }

    /// Works out what would change.
    fn look(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let Some(edit) = self.edit(field) else { return };
        let ids = self.lister.chosen_or_all();
        self.busy.set(true);
        spawn_local(async move {
            let mut turns = Turns::new();
            let mut whole = BulkPlan::default();
            for stretch in ids.chunks(STRETCH) {
                let more = self.lister.app.read(|l| plan(l, self.lister.kind, field, &edit, stretch));
                whole.extend(more);
                turns.breathe().await;
            }
            self.plan.try_set(Some(Arc::new(whole)));
            self.busy.try_set(false);
        });
    }

    /// Makes it happen, as one act.
    fn apply(self) {
        let (Some(plan), Some(field)) = (self.plan.get_untracked(), self.field.get_untracked()) else { return };
        let said = words::changed(field.label, plan.changed.len());
        close(self.lister);
        finish(self.lister, Why::Edit, plan.changes.clone(), said);
    }
}

/// What can be done with the field: a set also grows and shrinks.
#[component]
fn Hows(bulk: Bulk) -> impl IntoView {
    let one = move |how: How| {
        let on = move || bulk.how.get() == how;
        let press = move |_| {
            bulk.how.set(how);
            bulk.plan.set(None);
        };
        view! {
            <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() data-testid=format!("bulk-{}", how.name()) on:click=press>
                {how.label()}
            </button>
        }
    };
    move || {
        let field = bulk.field.get()?;
        let hows: &[How] =
            if field.ty.is_set() { &[How::Set, How::Add, How::Remove, How::Clear] } else { &[How::Set, How::Clear] };
        let chips = hows.iter().map(|how| one(*how)).collect_view();
        Some(view! { <div class="chips" role="group" aria-label=words::HOW>{chips}</div> })
    }
}

/// What would change, record by record, and what would not.
#[component]
fn Preview(bulk: Bulk) -> impl IntoView {
    let app = bulk.lister.app;
    move || {
        let plan = bulk.plan.get()?;
        let title = |id| app.read(|l| l.title(id));
        let rows = plan.changed.iter().take(SHOWN).map(|planned| {
            let before = (!planned.before.is_empty()).then(|| view! { <del>{planned.before.clone()}</del> " → " });
            let after = if planned.after.is_empty() { words::EMPTY.to_owned() } else { planned.after.clone() };
            view! {
                <li data-testid="bulk-row" data-id=planned.id.to_string()>
                    <strong>{title(&planned.id)}</strong>
                    <p>{before} <ins>{after}</ins></p>
                </li>
            }
        });
        let refused = plan.refused.iter().take(SHOWN).map(|(id, why)| {
            view! { <li data-testid="bulk-refused"><strong>{title(id)}</strong><p>{why.clone()}</p></li> }
        });
        let (changed, refusals) = (plan.changed.len(), plan.refused.len());
        let refused_list = (refusals > 0).then(|| {
            view! {
                <h3>{words::REFUSED}</h3>
                <ul class="planned refused">{refused.collect_view()}</ul>
            }
        });
        Some(view! {
            <section
                class="bulk-plan"
                data-testid="bulk-plan"
                data-changed=changed.to_string()
                data-same=plan.same.to_string()
                data-refused=refusals.to_string()
            >
                <p role="status">{words::plan(changed, plan.same, refusals)}</p>
                <ul class="planned">{rows.collect_view()}</ul>
                {(changed > SHOWN).then(|| view! { <p class="state">{words::and_more(changed - SHOWN)}</p> })}
                {refused_list}
            </section>
        })
    }
}
