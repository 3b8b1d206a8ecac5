//! Texts that are typed outside of a form of a record — the reason of a step, a value of one's own in
//! a clash, a pasted table, a new word of a list — and must outlive a reload like everything else that
//! is typed. They lie among the drafts; the first page lists them.

use crate::platform::clock;
use crate::ui::state::App;
use crate::workspace::{Committed, Draft, batch};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::ledger::{Change, Why};
use ronghe_core::order;
use ronghe_core::record::Id;
use std::collections::BTreeMap;

/// What the key of every scrap begins with.
const PREFIX: &str = "scrap/";

/// What texts outside of forms belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScrapOf {
    /// The step of a record to the stage of this code.
    Step(Id, String),
    /// A value of one's own for the register of a record, in which values clash.
    Own(Id, String),
    /// A table that is pasted.
    Table,
    /// A new word of the code list of this name.
    Code(String),
    /// A new field of the workspace itself.
    Field,
}

impl ScrapOf {
    /// The key under which the texts are kept.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Step(id, to) => format!("{PREFIX}step/{id}/{to}"),
            Self::Own(id, register) => format!("{PREFIX}own/{id}/{register}"),
            Self::Table => format!("{PREFIX}table"),
            Self::Code(list) => format!("{PREFIX}code/{list}"),
            Self::Field => format!("{PREFIX}field"),
        }
    }

    /// What a key says; `None` if it is no scrap's.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix(PREFIX)?.splitn(3, '/');
        let mut next = || parts.next().map(str::to_owned);
        match (next()?.as_str(), next(), next()) {
            ("step", Some(id), Some(to)) => Some(Self::Step(Id::parse(&id)?, to)),
            ("own", Some(id), Some(register)) => Some(Self::Own(Id::parse(&id)?, register)),
            ("table", None, None) => Some(Self::Table),
            ("code", Some(list), None) => Some(Self::Code(list)),
            ("field", None, None) => Some(Self::Field),
            _ => None,
        }
    }
}

/// Texts that are kept under one key until they are saved.
#[derive(Clone, Copy)]
pub struct Scrap {
    app: App,
    key: StoredValue<String>,
    texts: StoredValue<Vec<(String, RwSignal<String>)>>,
    /// What stands there before anybody types: it is not kept.
    begins: StoredValue<BTreeMap<String, String>>,
    /// Whether what was left has been looked for, and nothing is saved yet.
    open: StoredValue<bool>,
}

impl Scrap {
    /// Keeps `texts` from now on, each under its name, and fills those that nobody has touched since
    /// with what was left. Call inside of a component: the texts go with it, what is kept stays.
    pub fn keep(app: App, of: &ScrapOf, texts: Vec<(String, RwSignal<String>)>) -> Self {
        let begins = order::map(texts.iter().map(|(name, text)| (name.clone(), text.get_untracked())));
        let scrap = Self {
            app,
            key: StoredValue::new(of.key()),
            texts: StoredValue::new(texts.clone()),
            begins: StoredValue::new(begins),
            open: StoredValue::new(false),
        };
        spawn_local(async move {
            scrap.find().await;
            scrap.open.try_set_value(true);
            // What was typed while this was looked for.
            let typed = scrap.typed();
            if scrap.begins.try_with_value(|begins| *begins != typed).unwrap_or_default() && !typed.is_empty() {
                scrap.write(typed).await;
            }
        });
        // Each key is a row of its own: these texts are short, and whoever closes the page now has
        // typed them all the same.
        Effect::new(move |before: Option<()>| {
            let now = order::map(texts.iter().map(|(name, text)| (name.clone(), text.get())));
            if before.is_some() && scrap.open.get_value() {
                spawn_local(scrap.write(now));
            }
        });
        scrap
    }

    async fn find(self) {
        let (Some(desk), Some(key)) = (self.app.desk(), self.key.try_get_value()) else { return };
        let Some(left) = desk.drafts().await.unwrap_or_default().remove(&key) else { return };
        let Some(begins) = self.begins.try_get_value() else { return };
        self.texts.try_with_value(|texts| {
            for (name, text) in texts {
                let untouched = text.try_get_untracked().as_ref() == begins.get(name);
                if let Some(left) = left.texts.get(name).filter(|_| untouched) {
                    text.set(left.clone());
                }
            }
        });
    }

    async fn write(self, texts: BTreeMap<String, String>) {
        let (Some(desk), Some(key)) = (self.app.desk(), self.key.try_get_value()) else { return };
        let done = if self.begins.try_with_value(|begins| *begins == texts).unwrap_or_default() {
            desk.drop_draft(&key).await
        } else {
            desk.keep_draft(&key, &Draft { at_ms: clock::now_ms(), texts, ..Draft::default() }).await
        };
        if let Err(error) = done {
            self.app.say(error.message().to_owned());
        }
    }

    /// Makes changes durable that were made of these texts, and forgets what was kept in the same
    /// transaction; then they are as they began, but for those that somebody has typed on. `None` if
    /// nothing was written: the person has been told, and the texts are kept.
    pub async fn commit(self, why: Why, changes: Vec<Change>) -> Option<Committed> {
        let key = self.key.try_get_value()?;
        let typed = self.typed();
        self.open.try_set_value(false);
        let mut batch = batch(why);
        batch.changes = changes;
        let done = self.app.commit_form(batch, &key).await.ok();
        self.open.try_set_value(true);
        if done.is_some() {
            self.begin_again(&typed);
        }
        done
    }

    /// What stands there now; empty if the component is gone.
    fn typed(self) -> BTreeMap<String, String> {
        let typed = |texts: &Vec<(String, RwSignal<String>)>| {
            order::map(texts.iter().filter_map(|(name, text)| Some((name.clone(), text.try_get_untracked()?))))
        };
        self.texts.try_with_value(typed).unwrap_or_default()
    }

    /// Puts what begins there in the place of each text that is still as it was.
    fn begin_again(self, was: &BTreeMap<String, String>) {
        let begins = self.begins.try_get_value().unwrap_or_default();
        for (name, text) in self.texts.try_get_value().unwrap_or_default() {
            if text.try_get_untracked().as_ref() == was.get(&name) {
                text.try_set(begins.get(&name).cloned().unwrap_or_default());
            }
        }
    }
}
