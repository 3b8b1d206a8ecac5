//! What this device remembers of its workspace outside of the database, so that data that the
//! browser threw away is told apart from a first start. Nothing personal but the owner's name.

use super::state::{App, Desk};
use crate::platform::keepsake;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::Owner;
use serde::{Deserialize, Serialize};

/// What there was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canary {
    /// Name of the workspace.
    pub workspace: String,
    /// Name of the person whose device this is.
    pub owner: String,
    /// How many records there were.
    pub records: usize,
    /// When everything was last handed out, in milliseconds since 1970 UTC.
    pub exported_at_ms: Option<u64>,
}

impl Canary {
    /// What there is now; `None` before the first start is finished.
    fn of(desk: &Desk) -> Option<Self> {
        let head = desk.head();
        Some(Self {
            workspace: head.workspace.as_ref()?.name.clone(),
            owner: head.me.as_ref().map(|me| me.name.clone()).unwrap_or_default(),
            records: desk.ledger().len(),
            exported_at_ms: head.exported.as_ref().map(|e| e.at_ms),
        })
    }

    /// The owner, for a device that begins again from a file.
    #[must_use]
    pub fn owner(&self) -> Owner {
        Owner {
            name: self.owner.clone(),
            unit: String::new(),
            device_name: super::text::default_device().to_owned(),
            person: None,
        }
    }
}

/// What was there, if this browser remembers anything.
pub async fn find() -> Option<Canary> {
    serde_json::from_str(&keepsake::find().await?).ok()
}

/// Remembers what there is, now and after every change of any tab.
pub fn keep(app: App) {
    let kept = StoredValue::new(None::<Canary>);
    Effect::new(move |_| {
        app.track_all();
        let Some(now) = app.desk().and_then(|desk| Canary::of(&desk)) else { return };
        if kept.with_value(|kept| kept.as_ref() == Some(&now)) {
            return;
        }
        let Ok(text) = serde_json::to_string(&now) else { return };
        kept.set_value(Some(now));
        spawn_local(async move {
            // Without it a lost database looks like a first start, which is how it was before.
            if !keepsake::keep(&text).await {
                leptos::logging::warn!("no keepsake");
            }
        });
    });
}
