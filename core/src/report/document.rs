//! A document for people: headed sections with figures and lists, printed on A4. What stands in each
//! is computed; pages draw any of them.

use super::{Ask, Cell, Group};
use crate::record::Id;
use crate::schema::KindDef;

/// A document that can be made.
#[derive(Debug)]
pub struct DocumentDef {
    /// Name in code, URLs and test ids. Never changes.
    pub name: &'static str,
    /// The words people see.
    pub title: &'static str,
    /// Under which heading the list of reports has it.
    pub group: Group,
    /// What it is, in a few words.
    pub row: &'static str,
    /// One sentence for the page.
    pub help: &'static str,
    /// The periods for which it can be made, the usual one first.
    pub clocks: &'static [super::Clock],
    /// With which period of which clock the page opens; `None` = with all records.
    pub start: Option<(crate::period::Opens, super::Clock)>,
    /// Of which kind the one record is that it is about; `None` = of the whole school.
    pub about: Option<&'static KindDef>,
    /// Makes it.
    pub make: fn(&Ask<'_>, Option<Id>) -> Document,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Its sections in order.
    pub sections: Vec<Section>,
}

impl Document {
    /// Whether any record stands in it.
    #[must_use]
    pub fn says_something(&self) -> bool {
        let stands =
            |section: &Section| !section.items.is_empty() || section.figures.iter().any(|f| !f.from.is_empty());
        self.sections.iter().any(stands)
    }
}

/// A headed part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Its figures.
    pub figures: Vec<Line>,
    /// Its records.
    pub items: Vec<Item>,
    /// What is said when there is no record; empty = nothing.
    pub none: &'static str,
}

/// A figure of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub label: String,
    /// The value.
    pub cell: Cell,
    /// Its unit, or empty.
    pub unit: &'static str,
    /// The formula in words.
    pub words: &'static str,
    /// The records behind it.
    pub from: Vec<Id>,
    /// Whether a condition is met; `None` = it is no condition.
    pub met: Option<bool>,
}

/// A record in a list of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which record.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What to know of it, in words.
    pub detail: String,
}

impl Section {
    /// An empty section.
    #[must_use]
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// Says this when there is no record.
    #[must_use]
    pub const fn none(mut self, words: &'static str) -> Self {
        self.none = words;
        self
    }

    /// Adds a figure.
    #[must_use]
    pub fn figure(
        mut self,
        label: impl Into<String>,
        unit: &'static str,
        words: &'static str,
        answer: super::Answer,
    ) -> Self {
        self.figures.push(Line { label: label.into(), cell: answer.cell, unit, words, from: answer.from, met: None });
        self
    }

    /// Adds records with what to know of each: the shown values of some of its fields.
    #[must_use]
    pub fn records(mut self, ask: &Ask<'_>, ids: &[Id], fields: &[&str]) -> Self {
        for id in ids {
            let detail = ask.ledger.get(id).zip(ask.ledger.kind_def(id));
            let detail = detail.map(|(record, kind)| ask.ledger.shown_list(&record, kind, fields).join(" · "));
            self.items.push(Item { id: *id, title: ask.ledger.title(id), detail: detail.unwrap_or_default() });
        }
        self
    }
}
