//! One change of a record: when, why, who, and each part with its values before and after.

use super::author::{author, is_me, me};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::history as words;
use crate::workspace::Past;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{Altered, Change, Part, Version, Why, back_to, bring_back};
use ronghe_core::record::Record;
use serde_json::Value;

/// The change that `past` was followed by, in these parts of the record.
#[component]
pub fn Entry(past: Past, parts: Vec<Altered>) -> impl IntoView {
    let app = App::here();
    let id = past.before.id;
    let own = match &past.why {
        // The reason names the sender; every value names its author.
        Why::Import(_) => String::new(),
        _ => me(app),
    };
    let before = StoredValue::new(past.before);
    let whole = move |_| restore(app, id, move |now| before.with_value(|before| back_to(now, before)));
    let parts = parts.into_iter().map(|altered| view! { <PartView id altered /> }).collect_view();
    view! {
        <li class="history-entry" data-testid="history-entry" data-rev=past.rev.to_string()>
            <p class="state">{words::head(&words::when(past.at_ms), &text::why(&past.why), &own)}</p>
            <ul>{parts}</ul>
            <button type="button" class="btn small" data-testid="history-restore" on:click=whole>{text::HISTORY_RESTORE}</button>
        </li>
    }
}

#[component]
fn PartView(id: ronghe_core::record::Id, altered: Altered) -> impl IntoView {
    let app = App::here();
    let Altered { part, before, after, by } = altered;
    let label = label(&part);
    let now = app.get(&id);
    let values = StoredValue::new(part.clone());
    let back = |value: Value, shown: &str| {
        let wanted = now.as_ref().is_some_and(|now| !bring_back(now, &part, &value).is_empty());
        let value = StoredValue::new(value);
        let restore = move |_| {
            restore(app, id, move |now| values.with_value(|part| value.with_value(|v| bring_back(now, part, v))));
        };
        wanted.then(|| {
            view! {
                <button
                    type="button"
                    class="btn small quiet"
                    data-testid="history-value-restore"
                    aria-label=words::value_back(&label, shown)
                    on:click=restore
                >
                    {words::VALUE_BACK}
                </button>
            }
        })
    };
    let shown = |version: Option<&Version>| show(app, &part, version);
    let old = shown(before.first());
    let old_back = back(before.first().map_or(Value::Null, |v| v.value.clone()), &old);
    let lost = before.iter().skip(1).map(|version| {
        let (value, who) = (shown(Some(version)), signed(app, version));
        let back = back(version.value.clone(), &value);
        view! {
            <p class="was" data-testid="history-lost">
                <span>{words::AND_CLASHED} <del>{value}</del> <span class="state">{who}</span></span>
                {back}
            </p>
        }
    });
    let lost = lost.collect_view();
    let new = if after.is_empty() {
        shown(None)
    } else {
        after.iter().map(|v| shown(Some(v))).collect::<Vec<_>>().join("／")
    };
    let by = by.filter(|(device, _)| !is_me(app, device));
    let by = by.map(|(device, at)| words::written(&author(app, &device), &words::when(at.ms())));
    view! {
        <li data-testid="history-part" data-field=name(&part)>
            <p class="was">
                <span>{label.clone()} "：" <del>{old}</del></span>
                {old_back}
            </p>
            {lost}
            <p>"→ " <ins>{new}</ins> " " <span class="state" data-testid="history-author">{by}</span></p>
        </li>
    }
}

/// Makes the changes that `plan` says for the record as it is now.
fn restore(app: App, id: ronghe_core::record::Id, plan: impl FnOnce(&Record) -> Vec<Change> + 'static) {
    spawn_local(async move {
        let Some(now) = app.get(&id) else { return };
        let changes = plan(&now);
        if changes.is_empty() {
            return app.say(words::ALREADY.to_owned());
        }
        if let Some(done) = app.commit(Why::Restore, changes).await {
            app.say_saved(&done);
        }
    });
}

/// The words of a part.
fn label(part: &Part) -> String {
    match part {
        Part::Fields(_, fields) => fields.iter().map(|f| f.label).collect::<Vec<_>>().join("、"),
        Part::Set(field) => field.label.to_owned(),
        Part::Deletion => words::DELETION.to_owned(),
        Part::Newer(_) => words::NEWER.to_owned(),
    }
}

/// The name of a part for tests.
fn name(part: &Part) -> String {
    match part {
        Part::Fields(register, _) | Part::Newer(register) => register.to_string(),
        Part::Set(field) => field.name.to_owned(),
        Part::Deletion => String::new(),
    }
}

/// A value as people read it; `None` is an empty part.
fn show(app: App, part: &Part, version: Option<&Version>) -> String {
    let shown = match (part, version) {
        (Part::Deletion, None) => words::HERE.to_owned(),
        (Part::Deletion, Some(_)) => words::GONE.to_owned(),
        (Part::Newer(_), Some(_)) => words::NEWER_VALUE.to_owned(),
        (_, None) => String::new(),
        (_, Some(version)) => app.read(|l| l.shown_part(part, &version.value)),
    };
    if shown.is_empty() { text::EMPTY_VALUE.to_owned() } else { shown }
}

fn signed(app: App, version: &Version) -> String {
    words::written(&author(app, &version.by), &words::when(version.at.ms()))
}
