//! Where the photos of a row belong: to a visit that is there, or to a form that is not saved yet.

use crate::ui::form::{DraftPlace, Form, control};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::photos as words;
use crate::workspace::{NewPhoto, batch};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::kinds::photo;
use ronghe_core::ledger::{Change, Why, form_changes};
use ronghe_core::photo::PhotoFile;
use ronghe_core::record::{Id, Record};
use ronghe_core::schema::{input_text, parse_input, show_value};
use ronghe_core::value::{CivilDate, Date, FieldValue};
use serde_json::Value;

/// Where photos belong.
#[derive(Clone, Copy)]
#[allow(clippy::large_enum_variant, reason = "a form is a handful of handles, copied a few times a page")]
pub enum Album {
    /// To the visit of this id: a photo is saved at once.
    OfRecord(Id),
    /// To the visit that this form makes or changes: a photo waits in its draft.
    OfForm(Form),
}

/// Where one photo is to be kept.
pub enum Place {
    /// With the visit of this id.
    Visit(Id),
    /// In a form, or in its draft if it has left the page.
    Form(Box<(Form, DraftPlace)>),
}

/// One photo of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoItem {
    /// Its record, or its line in the form.
    pub id: Id,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Their media type.
    pub mime: String,
    /// What is to be seen, as typed.
    pub caption: String,
    /// When it was taken, as people read it.
    pub taken: String,
    /// Taken out of the form; deleted when the form is saved.
    pub removed: bool,
}

impl PhotoItem {
    /// Returns the item of a photo's record.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let file = PhotoFile::of(record)?;
        let taken = record.get(photo::TAKEN).map(Date::show).unwrap_or_default();
        let caption = record.get(photo::CAPTION).unwrap_or_default();
        Some(Self { id: record.id, hash: file.sha256, mime: file.mime, caption, taken, removed: false })
    }
}

impl Album {
    /// Returns its photos, the oldest first; subscribes.
    #[must_use]
    pub fn items(self, app: App) -> Vec<PhotoItem> {
        match self {
            Self::OfRecord(visit) => {
                app.track(&[photo::KIND.name]);
                app.read(|ledger| {
                    let ids = ledger.referring(&visit, photo::KIND.name, photo::VISIT.name());
                    ids.filter_map(|id| PhotoItem::of(&ledger.get(&id)?)).collect()
                })
            }
            Self::OfForm(form) => {
                let here = form.lines(photo::KIND.name).into_iter().map(|id| (id, false));
                let removed = form.removed_lines(photo::KIND.name).into_iter().map(|id| (id, true));
                let mut all: Vec<(Id, bool)> = here.chain(removed).collect();
                all.sort_unstable();
                all.into_iter().map(|(id, removed)| typed_item(form, id, removed)).collect()
            }
        }
    }

    /// Whether a photo is in the album already; does not subscribe.
    #[must_use]
    pub fn holds(self, app: App, hash: &str) -> bool {
        match self {
            Self::OfRecord(_) => untrack(|| self.items(app)).iter().any(|item| item.hash == hash),
            Self::OfForm(form) => form.has_line_with(photo::KIND.name, photo::SHA256.name(), hash),
        }
    }

    /// Returns where a photo that comes now is to be kept, whatever becomes of the page; `None` if
    /// the form has left it already.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        match self {
            Self::OfRecord(visit) => Some(Place::Visit(visit)),
            Self::OfForm(form) => form.place().map(|draft| Place::Form(Box::new((form, draft)))),
        }
    }

    /// Says whether photos are being taken in.
    pub fn set_taking(self, taking: bool) {
        if let Self::OfForm(form) = self {
            form.taking.try_set(taking);
        }
    }

    /// Makes sure that nothing is lost if the camera costs this page its life.
    pub fn before_camera(self) {
        if let Self::OfForm(form) = self {
            spawn_local(form.keep_even_untouched());
        }
    }

    /// Takes a photo out.
    pub fn remove(self, app: App, id: Id) {
        match self {
            Self::OfForm(form) => form.drop_line(photo::KIND.name, id),
            Self::OfRecord(_) => spawn_local(async move {
                let seen = app.read(|l| l.seen(&id));
                let change = Change::Delete { id, because: String::new(), seen: Some(seen) };
                if app.commit(Why::Delete, vec![change]).await.is_some() {
                    app.offer_undo(words::DELETED.to_owned(), vec![Change::Restore { id }]);
                }
            }),
        }
    }

    /// Puts back a photo that was taken out of the form.
    pub fn put_back(self, id: Id) {
        if let Self::OfForm(form) = self {
            form.restore_line(photo::KIND.name, id);
        }
    }
}

impl Place {
    /// Makes a photo durable. The error is a sentence.
    pub async fn keep(self, app: App, new: NewPhoto, taken: Option<CivilDate>) -> Result<(), String> {
        let Some(desk) = app.desk() else { return Err(text::DAMAGED.to_owned()) };
        let mut values = new.file.values();
        if let Some(day) = taken {
            values.insert(photo::TAKEN.name(), Date::from(day).write());
        }
        match self {
            Self::Visit(visit) => {
                let id = app.new_id();
                values.insert(photo::VISIT.name(), visit.write());
                let mut made = batch(Why::Edit);
                made.changes = form_changes(&photo::KIND, id, &Record::new(photo::KIND.name, id), &values);
                let done = desk.add_photo(made, &new).await.map_err(|failure| text::failure(&failure))?;
                app.finish(Ok(done));
                Ok(())
            }
            Self::Form(there) => {
                let (form, place) = *there;
                let texts = photo::FIELDS.iter().filter_map(|f| Some((f.name, input_text(f, values.get(f.name)?))));
                let texts: Vec<(&str, String)> = texts.collect();
                form.add_photo(&desk, place, (photo::KIND.name, &texts), &new).await
            }
        }
    }
}

/// What the controls of a line in a form say about its photo.
fn typed_item(form: Form, id: Id, removed: bool) -> PhotoItem {
    let text = |field: &str| form.text(&control(Some((photo::KIND.name, id)), field));
    let def = photo::TAKEN.def();
    let taken = parse_input(def, &text(def.name), crate::ui::today()).unwrap_or(Value::Null);
    PhotoItem {
        id,
        hash: text(photo::SHA256.name()),
        mime: text(photo::TYPE.name()),
        caption: text(photo::CAPTION.name()),
        taken: show_value(def, &taken),
        removed,
    }
}
