//! Texts that are typed outside of a form of a record — the reason of a step, a value of one's own in
//! a clash — and must outlive a reload like everything else that is typed.

use crate::platform::clock;
use crate::ui::state::App;
use crate::workspace::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::order;

/// Texts that are kept under one key until they are saved.
#[derive(Clone, Copy)]
pub struct Scrap {
    app: App,
    key: StoredValue<String>,
    texts: StoredValue<Vec<(String, RwSignal<String>)>>,
    /// Whether what was left has been looked for, and nothing is saved yet.
    open: StoredValue<bool>,
}

impl Scrap {
    /// Keeps `texts` from now on, each under its name, and fills those that nobody has touched since
    /// with what was left under `key`. Call inside of a component: the texts go with it, what is kept
    /// stays.
    #[must_use]
    pub fn keep(app: App, key: &str, texts: Vec<(String, RwSignal<String>)>) -> Self {
        let scrap = Self {
            app,
            key: StoredValue::new(format!("scrap/{key}")),
            texts: StoredValue::new(texts.clone()),
            open: StoredValue::new(false),
        };
        let start: Vec<String> = texts.iter().map(|(_, text)| text.get_untracked()).collect();
        spawn_local(async move {
            scrap.find(&start).await;
            scrap.open.try_set_value(true);
        });
        // Each key is a row of its own: these texts are short, and whoever closes the page now has
        // typed them all the same.
        Effect::new(move |before: Option<()>| {
            let now = order::map(texts.iter().map(|(name, text)| (name.clone(), text.get())));
            if before.is_some() && scrap.open.get_value() {
                let draft = Draft { at_ms: clock::now_ms(), texts: now, ..Draft::default() };
                spawn_local(scrap.write(draft));
            }
        });
        scrap
    }

    async fn find(self, start: &[String]) {
        let (Some(desk), Some(key)) = (self.app.desk(), self.key.try_get_value()) else { return };
        let Some(left) = desk.drafts().await.unwrap_or_default().remove(&key) else { return };
        self.texts.try_with_value(|texts| {
            for ((name, text), start) in texts.iter().zip(start) {
                if let Some(left) = left.texts.get(name).filter(|_| text.get_untracked() == *start) {
                    text.set(left.clone());
                }
            }
        });
    }

    async fn write(self, draft: Draft) {
        let (Some(desk), Some(key)) = (self.app.desk(), self.key.try_get_value()) else { return };
        if let Err(error) = desk.keep_draft(&key, &draft).await {
            self.app.say(error.message().to_owned());
        }
    }

    /// Forgets what was kept: it is saved.
    pub fn done(self) {
        self.open.try_set_value(false);
        let Some(key) = self.key.try_get_value() else { return };
        spawn_local(async move {
            if let Some(desk) = self.app.desk()
                && let Err(error) = desk.drop_draft(&key).await
            {
                self.app.say(error.message().to_owned());
            }
        });
    }
}
