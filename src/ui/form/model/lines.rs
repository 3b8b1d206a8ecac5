//! The lines of an open form: which there are, adding one, taking one out and putting it back.

use super::{Form, control};
use crate::ui::state::Desk;
use crate::workspace::{Draft, NewPhoto};
use leptos::prelude::*;
use ronghe_core::order;
use ronghe_core::record::Id;

/// Where the draft of a form is kept.
#[derive(Clone)]
pub struct DraftPlace {
    key: String,
    draft: Draft,
}

impl Form {
    /// Returns where the draft of the form is kept, and what it is now; `None` if it has left the
    /// page.
    #[must_use]
    pub fn place(self) -> Option<DraftPlace> {
        Some(DraftPlace { key: self.key.try_get_value()?, draft: self.draft()? })
    }

    /// Adds a line for a photo of which bytes, thumbnail and line become durable together; on
    /// failure there is no line. `place` is what [`Self::place`] gave when the photo came: if the
    /// form has left the page meanwhile, the line waits in its draft.
    ///
    /// # Errors
    /// Says why in a sentence.
    pub async fn add_photo(
        self,
        desk: &Desk,
        place: DraftPlace,
        (kind, given): (&str, &[(&str, String)]),
        photo: &NewPhoto,
    ) -> Result<(), String> {
        if self.keeping.try_with_untracked(|k| k.closed) == Some(true) {
            return Err(crate::ui::text::photos::FORM_GONE.to_owned());
        }
        let id = self.app.new_id();
        let fields = given.iter().map(|(field, text)| (control(Some((kind, id)), field), text.clone()));
        let line = order::map(fields.chain([(format!("{kind}:{id}"), "here".to_owned())]));
        // The line comes first, so that no draft that is kept from now on is without it.
        self.texts.try_update(|texts| texts.extend(line.clone()));
        let DraftPlace { key, draft } = self.place().unwrap_or(place);
        let done = desk.keep_photo(&key, &draft, &line, photo).await;
        if done.is_err() {
            self.texts.try_update(|texts| texts.retain(|name, _| !line.contains_key(name)));
        }
        done.map_err(|error| error.message().to_owned())
    }

    /// Whether a line that is there holds `text` in `field`; does not subscribe, and a form that
    /// has left the page holds nothing.
    #[must_use]
    pub fn has_line_with(&self, kind: &str, field: &str, text: &str) -> bool {
        let held = self.texts.try_with_untracked(|texts| {
            texts.iter().any(|(name, held)| {
                let line = name.strip_suffix(field).and_then(|name| name.strip_suffix('/'));
                let here = line.filter(|line| line.starts_with(kind)).and_then(|line| texts.get(line));
                held == text && here.is_some_and(|state| state == "here")
            })
        });
        held.unwrap_or(false)
    }

    /// Returns the lines of one kind that the form holds; subscribes.
    #[must_use]
    pub fn lines(&self, kind: &str) -> Vec<Id> {
        self.lines_that_are("here", kind)
    }

    /// Returns the lines of one kind that were taken out and can be put back; subscribes.
    #[must_use]
    pub fn removed_lines(&self, kind: &str) -> Vec<Id> {
        self.lines_that_are("gone", kind)
    }

    fn lines_that_are(&self, state: &str, kind: &str) -> Vec<Id> {
        let prefix = format!("{kind}:");
        self.texts.with(|texts| {
            let there = texts.iter().filter(|(name, text)| !name.contains('/') && *text == state);
            there.filter_map(|(name, _)| Id::parse(name.strip_prefix(&prefix)?)).collect()
        })
    }

    /// Adds a line, with texts it starts with.
    pub fn add_line(self, kind: &str, given: &[(&str, &str)]) -> Id {
        let id = self.app.new_id();
        self.texts.update(|texts| {
            texts.insert(format!("{kind}:{id}"), "here".to_owned());
            for (field, text) in given {
                texts.insert(control(Some((kind, id)), field), (*text).to_owned());
            }
        });
        self.keep_soon();
        id
    }

    /// Takes a line out of the form; it is deleted when the form is saved.
    pub fn drop_line(self, kind: &str, id: Id) {
        self.set_line(kind, id, "gone");
    }

    /// Puts back a line that was taken out.
    pub fn restore_line(self, kind: &str, id: Id) {
        self.set_line(kind, id, "here");
    }

    fn set_line(self, kind: &str, id: Id, state: &str) {
        self.texts.update(|texts| {
            texts.insert(format!("{kind}:{id}"), state.to_owned());
        });
        self.keep_soon();
    }
}
