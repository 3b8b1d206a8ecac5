//! A form's seat: the key under which it keeps its draft, held while the form is open.
//!
//! Two tabs with the same form do not write over one another's draft, and a draft that somebody is
//! still typing in another tab is not offered to be thrown away.

use crate::platform::locks::{self, Lock};
use crate::ui::state::App;
use crate::workspace::Draft;
use ronghe_core::order;
use ronghe_core::record::Id;
use ronghe_core::schema::KindDef;

/// How long to wait for a seat that may be taken, in milliseconds.
const PATIENCE_MS: u32 = 500;

/// The key of an open form, its own until it is dropped.
pub struct Seat {
    /// Key of the form's draft.
    pub key: String,
    _held: Option<Lock>,
}

/// Takes a seat for the form of a record, and the draft that was left on it, if there is one: the
/// one of the key `wanted`, else the latest of the record, or the latest new one of its kind.
pub async fn take(app: App, kind: &KindDef, id: &Id, exists: bool, wanted: Option<&str>) -> (Seat, Option<Draft>) {
    let own = if exists { id.to_string() } else { key_of_new(kind, id) };
    let of_kind = format!("new/{}/", kind.name);
    let fits = |found: &str| found.starts_with(&own) || !exists && found.starts_with(&of_kind);
    let drafts = match app.desk() {
        Some(desk) => desk.drafts().await.unwrap_or_default(),
        None => Default::default(),
    };
    let mut left: Vec<(String, Draft)> = drafts.into_iter().filter(|(key, _)| fits(key)).collect();
    order::sort_by_key(&mut left, |(_, draft)| std::cmp::Reverse(draft.at_ms));
    if let Some(place) = left.iter().position(|(key, _)| wanted == Some(key)) {
        left.swap(0, place);
    }
    for (key, draft) in left {
        if let Some(held) = hold(&key).await {
            return (Seat { key, _held: held }, Some(draft));
        }
    }
    match hold(&own).await {
        Some(held) => (Seat { key: own, _held: held }, None),
        // Another tab has this very record open: its draft stays its own.
        None => {
            let key = format!("{own}@{}", app.new_id());
            let held = hold(&key).await.flatten();
            (Seat { key, _held: held }, None)
        }
    }
}

/// Takes a seat for the form of a new record, and leaves every draft where it is.
pub async fn take_fresh(kind: &KindDef, id: &Id) -> Seat {
    let own = key_of_new(kind, id);
    let held = hold(&own).await;
    // The id was made for this form: nobody else can hold its key, or the browser has no locks.
    Seat { key: own, _held: held.flatten() }
}

/// A key under which a draft that somebody threw away is kept again, beside what is typed since.
#[must_use]
pub fn spare_key(draft: &Draft, fresh: &Id) -> String {
    match (draft.exists, draft.id) {
        (true, Some(id)) => format!("{id}@{fresh}"),
        _ => format!("new/{}/{fresh}", draft.kind),
    }
}

fn key_of_new(kind: &KindDef, id: &Id) -> String {
    format!("new/{}/{id}", kind.name)
}

/// Holds a key against other tabs; `None` if one of them has it. Where the browser has no locks
/// every key is free.
async fn hold(key: &str) -> Option<Option<Lock>> {
    match locks::acquire(&format!("ronghe-form/{key}"), PATIENCE_MS).await {
        Ok(Some(lock)) => Some(Some(lock)),
        Ok(None) => None,
        Err(_) => Some(None),
    }
}
