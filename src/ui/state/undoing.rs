//! Taking back: a commit as planned, the last one of this tab, and the offer at the foot of the page.
//! What a commit takes back lies in `workspace`.

use super::App;
use crate::ui::text;
use crate::workspace::Draft;
use ronghe_core::ledger::{BatchLog, Change, UndoPlan};

/// How an act is taken back.
#[derive(Debug, Clone)]
pub enum Undo {
    /// By these changes.
    Changes(Vec<Change>),
    /// By taking back the whole commit of this revision.
    Commit(u64),
    /// By keeping a draft again, under this key.
    Draft(String, Draft),
}

impl App {
    /// Takes back a batch as planned, and says how that ended.
    pub async fn take_back(self, log: &BatchLog, plan: UndoPlan) {
        let Some(desk) = self.desk() else { return };
        let (back, left) = (plan.put_back.len() + plan.written_back.len(), plan.left.len());
        let done = desk.undo(log, plan).await;
        if self.finish(done).is_some() {
            self.say(text::history::undone(back, left));
        }
    }

    /// Takes back the commit of a revision. Returns whether anything was done or said; it was not if
    /// there is nothing of it left to take back.
    pub async fn take_back_commit(self, rev: u64) -> bool {
        let Some(desk) = self.desk() else { return false };
        let plan = match desk.batch(rev).await {
            Ok(Some(log)) if !log.undone => desk.plan_undo(&log).await.map(|plan| Some((log, plan))),
            Ok(_) => Ok(None),
            Err(error) => Err(error),
        };
        match plan {
            Ok(Some((log, plan))) if !plan.is_empty() => self.take_back(&log, plan).await,
            Ok(_) => return false,
            Err(error) => self.say(error.message().to_owned()),
        }
        true
    }

    /// [`Self::take_back_commit`]; says so if nothing is left of it.
    pub async fn take_back_commit_or_say(self, rev: u64) {
        if !self.take_back_commit(rev).await {
            self.say(text::history::NOTHING_TO_UNDO.to_owned());
        }
    }

    /// Takes back the last change that this tab has made since it was opened.
    pub async fn undo_last(self) {
        let Some(desk) = self.desk() else { return };
        while let Some(rev) = desk.last_made() {
            if self.take_back_commit(rev).await {
                return;
            }
        }
        self.say(text::history::NOTHING_LAST.to_owned());
    }

    /// Says what was done and offers to take it back for ten seconds.
    pub fn offer_undo(self, text: String, undo: Vec<Change>) {
        self.show(text, None, Some(Undo::Changes(undo)));
    }

    /// Drops the draft under `key`, and offers for ten seconds to keep it again, under the key `again`.
    pub async fn throw_away(self, key: &str, draft: Draft, again: String) {
        let Some(desk) = self.desk() else { return };
        match desk.drop_draft(key).await {
            Ok(()) => {
                self.show(text::drafts::DISCARDED.to_owned(), None, Some(Undo::Draft(again, draft)));
            }
            Err(error) => self.say(error.message().to_owned()),
        }
    }

    /// Keeps a draft again that was thrown away.
    pub async fn keep_again(self, key: &str, draft: &Draft) {
        let Some(desk) = self.desk() else { return };
        match desk.keep_draft(key, draft).await {
            Ok(()) => self.say(text::drafts::KEPT_AGAIN.to_owned()),
            Err(error) => self.say(error.message().to_owned()),
        }
    }

    /// Says what was done with many records and offers to take back the whole commit of `rev`.
    pub fn offer_take_back(self, text: String, rev: u64) {
        self.show(text, None, Some(Undo::Commit(rev)));
    }
}
