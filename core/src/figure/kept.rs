//! Answers that are kept, part by part, until something changes on which they rest.
//!
//! An answer that adds up over parts is computed for each part of the facts. What it looks at is
//! noted meanwhile; after a change only those parts are computed again in which a measure changed
//! that it looks at. Beside the facts an answer may look only at thresholds, and at records whose own
//! facts lie in the part.

use super::part::{PARTS, Seen, Which, home_of};
use super::{Ask, Measure, Scope};
use crate::period::Period;
use crate::record::Id;
use crate::value::CivilDate;
use std::any::{Any, TypeId};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Questions whose answers are kept at most, twice: those asked lately, and those before.
const MOST: usize = 512;

/// A question, as far as answers differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Question {
    name: &'static str,
    /// The type of its answers: of one figure there are several.
    sort: TypeId,
    scope: Scope,
    period: Period,
    today: CivilDate,
    passed_only: bool,
}

/// The answers of all parts to one question.
#[derive(Debug, Clone, Default)]
struct Answers {
    /// What they look at.
    reads: BTreeSet<Seen>,
    /// The turn in which all of them were right.
    right_in: u64,
    parts: Vec<Rc<dyn Any>>,
}

/// What has been answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    lately: HashMap<Question, Answers>,
    before: HashMap<Question, Answers>,
    /// What the answer that is being given has looked at so far.
    reads: BTreeSet<Seen>,
}

impl Kept {
    /// Notes that an answer looks at a measure.
    pub fn note(&mut self, measure: Measure) {
        self.reads.insert(Seen::Facts(measure));
    }

    fn take(&mut self, question: &Question) -> Answers {
        self.lately.remove(question).or_else(|| self.before.remove(question)).unwrap_or_default()
    }

    fn put(&mut self, question: Question, answers: Answers) {
        if self.lately.len() >= MOST {
            self.before = std::mem::take(&mut self.lately);
        }
        // Whoever asked for these looks at what they look at.
        self.reads.extend(&answers.reads);
        self.lately.insert(question, answers);
    }
}

impl<'a> Ask<'a> {
    /// Returns the answer of each part, computing those on which something has changed. `name` tells
    /// questions with answers of the same type apart. What is asked within a part is answered of that
    /// part alone, and not kept.
    pub(super) fn by_parts<T: 'static>(&self, name: &'static str, answer: impl Fn(&Ask<'a>) -> T) -> Vec<Rc<T>> {
        self.keep(name, (0..PARTS).map(Which::Part), answer)
    }

    /// Returns an answer that does not add up over parts; kept until anything changes on which it rests.
    pub(super) fn as_a_whole<T: 'static>(&self, name: &'static str, answer: impl Fn(&Ask<'a>) -> T) -> Option<Rc<T>> {
        self.keep(name, std::iter::once(Which::All), answer).into_iter().next()
    }

    /// Of answers by parts, the one of the part in which facts about something lie, and those of a
    /// partner.
    pub(super) fn at_home<'p, T>(&self, parts: &'p [Rc<T>], id: &Id) -> Option<&'p T> {
        // What is asked of one part, or at once, has but one answer.
        let place = if parts.len() == 1 { 0 } else { home_of(&self.ledger.standing_for(id)) };
        parts.get(place).map(AsRef::as_ref)
    }

    /// Notes that the answer being given looks up records of a kind in the ledger.
    pub(super) fn looks_up(&self, kind: &'static str) {
        self.facts.facts.kept.borrow_mut().reads.insert(Seen::Kind(kind));
    }

    fn keep<T: 'static>(
        &self,
        name: &'static str,
        pieces: impl Iterator<Item = Which>,
        answer: impl Fn(&Ask<'a>) -> T,
    ) -> Vec<Rc<T>> {
        if self.facts.which != Which::All {
            return vec![Rc::new(answer(self))];
        }
        let facts = self.facts.facts;
        let question = Question {
            name,
            sort: TypeId::of::<T>(),
            scope: self.scope_that_stays(),
            period: self.period,
            today: self.today,
            passed_only: self.passed_only,
        };
        let mut kept = facts.kept.borrow_mut().take(&question);
        let outer = std::mem::take(&mut facts.kept.borrow_mut().reads);
        let (right_in, reads) = (kept.right_in, std::mem::take(&mut kept.reads));
        let any = facts.packed.changed_since(right_in, &reads, Which::All);
        let mut before = kept.parts.into_iter();
        let parts: Vec<Rc<T>> = pieces
            .map(|piece| {
                let known = before.next().filter(|_| !any || !facts.packed.changed_since(right_in, &reads, piece));
                let known = known.and_then(|known| known.downcast::<T>().ok());
                known.unwrap_or_else(|| Rc::new(answer(&self.among(piece))))
            })
            .collect();
        let mut kept_now = facts.kept.borrow_mut();
        let mut now_reads = std::mem::replace(&mut kept_now.reads, outer);
        now_reads.extend(reads);
        let answers = Answers {
            reads: now_reads,
            right_in: facts.packed.turn(),
            parts: parts.iter().map(|part| Rc::clone(part) as Rc<dyn Any>).collect(),
        };
        kept_now.put(question, answers);
        parts
    }
}
