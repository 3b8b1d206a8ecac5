//! The state of an open form: the raw text of every control, kept as a draft until it is saved.
//!
//! A form edits one record and the lines it owns. Controls are named `field` for the record and
//! `kind:id/field` for a line; a line that is there has the control `kind:id`.

mod lines;
mod one;
mod reading;

pub use lines::DraftPlace;

use crate::ui::state::App;
use crate::workspace::{Draft, Failure};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::order;
use ronghe_core::record::{Id, Record, Register};
use ronghe_core::schema::{KindDef, Line, input_text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A draft is on disk this long after the last key, in milliseconds.
const DRAFT_PAUSE_MS: u32 = 150;

/// An open form. A copyable handle; the texts live in one signal.
#[derive(Clone, Copy)]
pub struct Form {
    app: App,
    /// Kind of the record.
    pub kind: &'static KindDef,
    /// The record.
    pub id: Id,
    /// Whether the record exists already.
    pub exists: bool,
    key: StoredValue<String>,
    /// The records as they were on the screen when the form opened.
    seen: StoredValue<BTreeMap<Id, Record>>,
    /// Raw text by control.
    pub texts: RwSignal<BTreeMap<String, String>>,
    /// What is wrong, by control.
    pub errors: RwSignal<BTreeMap<String, String>>,
    /// Whether photos are being taken in; a form is not saved meanwhile.
    pub taking: RwSignal<bool>,
    touched: RwSignal<u64>,
    keeping: RwSignal<Keeping>,
}

/// How the text of a form is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Keeping {
    /// No draft is kept any more: the one there is goes with the commit.
    closed: bool,
    /// Why the form could not be saved, until the next try.
    unsaved: Option<Failure>,
    /// Why its draft could not be kept, until it can.
    unkept: Option<Failure>,
}

/// The control of a field, or of a line's field.
#[must_use]
pub fn control(line: Option<(&str, Id)>, field: &str) -> String {
    match line {
        Some((kind, id)) => format!("{kind}:{id}/{field}"),
        None => field.to_owned(),
    }
}

impl Form {
    /// Opens a form for the record `id`, going on with `draft` if there is one. `key` is where its
    /// draft is kept, `given` are texts that a new record starts with.
    #[must_use]
    pub fn open(
        app: App,
        kind: &'static KindDef,
        id: Id,
        key: String,
        draft: Option<Draft>,
        given: BTreeMap<String, String>,
    ) -> Self {
        let record = app.get(&id);
        let exists = record.is_some();
        let mut seen = BTreeMap::new();
        let mut texts = given;
        if let Some(record) = record {
            texts.extend(start_texts(kind, &record, None));
            for line in kind.lines.iter().filter(|l| l.owned) {
                open_lines(app, &id, line, &mut seen, &mut texts);
            }
            seen.insert(id, record);
        }
        if let Some(draft) = draft {
            // What is on the screen is what the draft was written over, not what came since.
            for (target, record) in &mut seen {
                as_seen(record, *target, &draft);
            }
            texts.extend(draft.texts);
        }
        Self {
            app,
            kind,
            id,
            exists,
            key: StoredValue::new(key),
            seen: StoredValue::new(seen),
            texts: RwSignal::new(texts),
            errors: RwSignal::new(BTreeMap::new()),
            taking: RwSignal::new(false),
            touched: RwSignal::new(0),
            keeping: RwSignal::new(Keeping::default()),
        }
    }

    /// Returns the handle of the page.
    #[must_use]
    pub const fn app(&self) -> App {
        self.app
    }

    /// Returns the key under which the form's draft is kept.
    #[must_use]
    pub fn key(&self) -> String {
        self.key.get_value()
    }

    /// Returns the raw text of a control; subscribes.
    #[must_use]
    pub fn text(&self, control: &str) -> String {
        self.texts.with(|t| t.get(control).cloned().unwrap_or_default())
    }

    /// Takes what was typed into a control and keeps the draft soon.
    pub fn type_in(self, control: &str, text: String) {
        self.texts.update(|t| {
            t.insert(control.to_owned(), text);
        });
        self.errors.update(|e| {
            e.remove(control);
        });
        self.keep_soon();
    }

    fn keep_soon(self) {
        let Some(turn) = self.touched.try_update(|n| {
            *n += 1;
            *n
        }) else {
            return;
        };
        spawn_local(async move {
            TimeoutFuture::new(DRAFT_PAUSE_MS).await;
            let latest = self.touched.try_get_untracked() == Some(turn);
            // A burst of keys is written when it pauses, and every sixteenth key on the way.
            if latest || turn.is_multiple_of(16) {
                self.keep_now().await;
            }
        });
    }

    /// Keeps the draft at once.
    pub async fn keep_now(self) {
        let (Some(desk), Some(draft)) = (self.app.desk(), self.draft()) else { return };
        if self.keeping.try_with_untracked(|k| k.closed) != Some(false) || self.touched.try_get_untracked() == Some(0) {
            return;
        }
        let failed = desk.keep_draft(&self.key(), &draft).await.err().map(Failure::from);
        if self.keeping.try_with_untracked(|k| k.unkept != failed) == Some(true) {
            self.keeping.update(|k| k.unkept = failed);
        }
    }

    /// Why what was typed is in the form alone, or has not been saved; subscribes.
    #[must_use]
    pub fn trouble(self) -> Option<Failure> {
        self.keeping.with(|k| k.unsaved.clone().or_else(|| k.unkept.clone()))
    }

    /// Everything that was typed as lines of text, for a person who must keep it elsewhere.
    #[must_use]
    pub fn as_text(self) -> String {
        let texts = self.texts.get_untracked();
        let mut out = Vec::new();
        self.lines_of(self.kind, None, &texts, &mut out);
        for line in self.kind.lines.iter().filter(|l| l.owned) {
            let Some(kind) = self.app.schema().kind(line.kind) else { continue };
            let there = texts.iter().filter(|(_, state)| *state == "here");
            let ids = there.filter_map(|(name, _)| Id::parse(name.strip_prefix(&format!("{}:", kind.name))?));
            for id in ids {
                out.push(kind.label.to_owned());
                self.lines_of(kind, Some(id), &texts, &mut out);
            }
        }
        out.join("\n")
    }

    fn lines_of(self, kind: &KindDef, line: Option<Id>, texts: &BTreeMap<String, String>, out: &mut Vec<String>) {
        for field in kind.fields {
            let name = control(line.map(|id| (kind.name, id)), field.name);
            let Some(text) = texts.get(&name).filter(|text| !text.is_empty()) else { continue };
            let referred = Some(text).filter(|_| field.ty.is_reference()).and_then(|text| Id::parse(text));
            let shown = referred.map_or_else(|| text.clone(), |id| self.app.read(|ledger| ledger.title(&id)));
            out.push(format!("{}：{shown}", field.label));
        }
    }

    /// Keeps the draft at once although nothing may have been typed: what comes now, a camera, can
    /// cost the page its life.
    pub async fn keep_even_untouched(self) {
        self.touched.try_update(|n| *n += 1);
        self.keep_now().await;
    }

    /// The form as a draft; `None` if it has left the page.
    fn draft(self) -> Option<Draft> {
        Some(Draft {
            kind: self.kind.name.to_owned(),
            id: Some(self.id),
            exists: self.exists,
            at_ms: crate::platform::clock::now_ms(),
            texts: self.texts.try_get_untracked()?,
            seen: self.seen.try_with_value(seen_dots)?,
        })
    }

    /// Whether somebody has changed the record since the form opened.
    #[must_use]
    pub fn is_behind(&self, now: &Record) -> bool {
        self.seen.with_value(|seen| {
            seen.get(&self.id)
                .is_some_and(|seen| now.registers.iter().any(|(name, register)| register.dots() != seen.dots(name)))
        })
    }

    /// Keeps no draft from now on: the one there is goes with the commit.
    pub fn close(self) {
        self.keeping.set(Keeping { closed: true, ..Keeping::default() });
    }

    /// Keeps drafts again, after a commit that failed for the reason given.
    pub async fn reopen(self, why: Failure) {
        self.keeping.try_set(Keeping { closed: false, unsaved: Some(why), unkept: None });
        self.keep_now().await;
    }
}

fn start_texts(kind: &KindDef, record: &Record, line: Option<Id>) -> BTreeMap<String, String> {
    let line = line.map(|id| (kind.name, id));
    let texts = kind.fields.iter().filter_map(|f| Some((control(line, f.name), input_text(f, &record.value(f)?))));
    order::map(texts)
}

fn open_lines(
    app: App,
    parent: &Id,
    line: &Line,
    seen: &mut BTreeMap<Id, Record>,
    texts: &mut BTreeMap<String, String>,
) {
    let Some(kind) = app.schema().kind(line.kind) else { return };
    let ids: Vec<Id> = app.read(|ledger| ledger.referring(parent, line.kind, line.via).collect());
    for id in ids {
        let Some(record) = app.get(&id) else { continue };
        texts.insert(format!("{}:{id}", kind.name), "here".to_owned());
        texts.extend(start_texts(kind, &record, Some(id)));
        seen.insert(id, record);
    }
}

/// The dots of every record on the screen, as `id/register`.
fn seen_dots(seen: &BTreeMap<Id, Record>) -> BTreeMap<String, Vec<String>> {
    let dots = seen.iter().flat_map(|(id, record)| {
        record.registers.iter().map(move |(name, register)| {
            (format!("{id}/{name}"), register.dots().iter().map(ToString::to_string).collect())
        })
    });
    order::map(dots)
}

/// Takes out of a record what the draft's screen did not show: a value that came later is not
/// replaced by what was typed before it came.
fn as_seen(record: &mut Record, id: Id, draft: &Draft) {
    let names: Vec<Arc<str>> = record.registers.keys().cloned().collect();
    for name in names {
        let dots = draft.dots(&format!("{id}/{name}"));
        let Some(register) = record.registers.get_mut(&name) else { continue };
        let shown = register.entries().iter().filter(|e| dots.contains(&e.dot)).cloned().collect();
        *register = Register::new(shown, register.context().clone());
    }
}
