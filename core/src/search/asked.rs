//! Answering a query: every distinct word is judged once, then only what it stands in is looked at.
//! Nothing is ranked that does not match, and a long text is read only when better hits do not fill
//! the list.

use super::entry::{self, Order};
use super::postings::{How, NO, PERHAPS, SPELLED_FROM_START, SPELLED_INSIDE, TEXT, TITLE, TITLE_START};
use super::signature::Candidates;
use super::{Hit, Index, Rank, bare, normal};
use crate::schema::{KindDef, Schema};
use std::ops::RangeInclusive;

/// How many ranks are of titles.
const TITLED: usize = 4;

/// One word of a query, judged.
struct Typed<'a> {
    word: &'a str,
    /// Its letters and digits if it is a code or a number.
    bare: Option<String>,
    /// Whether it stands in a row as it stands in the normalised text.
    is_simple: bool,
    candidates: Candidates,
    /// How each entry is found by it, by place.
    how: Vec<How>,
}

impl Index {
    /// Returns the best `limit` records that match every word of `query`, best first. `kinds`
    /// narrows the search; empty means all. Behind everything that people have to do with come the
    /// settings of the workspace, best first again.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize, kinds: &[&str]) -> Vec<Hit> {
        let query = normal(query);
        let mut typed: Vec<Typed<'_>> = query.split(' ').filter(|w| !w.is_empty()).map(|w| self.typed(w)).collect();
        let Some(schema) = self.schema.filter(|_| !typed.is_empty()) else { return Vec::new() };
        let mut hits = Vec::new();
        for settings in [false, true] {
            let is_asked = |k: &KindDef| k.setting == settings && (kinds.is_empty() || kinds.contains(&k.name));
            let wanted: Vec<bool> = schema.kinds().iter().map(|k| is_asked(k)).collect();
            if hits.len() < limit && wanted.contains(&true) {
                hits.extend(self.among(&mut typed, limit - hits.len(), schema, &wanted));
            }
        }
        hits
    }

    /// The best hits among the kinds that are wanted, by their places in the schema.
    fn among(&self, typed: &mut [Typed<'_>], limit: usize, schema: Schema, wanted: &[bool]) -> Vec<Hit> {
        let is_wanted = |place: usize| {
            let kind = self.entries.get(place).map(|entry| entry.kind as usize);
            kind.and_then(|kind| wanted.get(kind)).copied().unwrap_or(false)
        };
        let mut hits = self.titled(&together(typed), limit, &is_wanted);
        if hits.len() >= limit {
            return hits;
        }
        for typed in &mut *typed {
            typed.candidates.each(|text| {
                let how = self.texts.get(text as usize).and_then(|place| typed.how.get_mut(*place as usize));
                if let Some(how) = how.filter(|how| **how == NO) {
                    *how = PERHAPS;
                }
            });
        }
        let all = together(typed);
        let texts = self.in_order(&all, TEXT..=PERHAPS).filter(|(place, _)| is_wanted(*place));
        let sure = texts.filter(|(place, how)| *how == TEXT || self.is_confirmed(*place, typed, schema));
        let left = limit - hits.len();
        hits.extend(sure.filter_map(|(place, _)| self.hit(place, Rank::Text)).take(left));
        hits
    }

    fn typed<'a>(&self, word: &'a str) -> Typed<'a> {
        let bare = word.is_ascii().then(|| bare(word)).filter(|b| b.len() >= 2);
        let candidates = self.signature.candidates(std::iter::once(word).chain(bare.as_deref()));
        let mut how = vec![NO; self.entries.len()];
        self.postings.judge(&self.words.judge(word, bare.as_deref()), &mut how);
        Typed { word, is_simple: word.chars().all(entry::is_simple), bare, candidates, how }
    }

    /// The best hits by titles.
    fn titled(&self, all: &[How], limit: usize, is_wanted: &impl Fn(usize) -> bool) -> Vec<Hit> {
        let mut ranks: [Vec<Hit>; TITLED] = Default::default();
        for (place, how) in self.in_order(all, TITLE_START..=SPELLED_INSIDE) {
            let rank = rank(how);
            if let Some(hits) = ranks.get_mut(rank as usize).filter(|hits| hits.len() < limit && is_wanted(place)) {
                hits.extend(self.hit(place, rank));
                // Nothing that follows is better.
                if rank == Rank::TitleStart && hits.len() >= limit {
                    break;
                }
            }
        }
        ranks.into_iter().flatten().take(limit).collect()
    }

    fn hit(&self, place: usize, rank: Rank) -> Option<Hit> {
        self.entries.get(place).map(|entry| Hit { id: entry.id, rank })
    }

    /// The places of those that are found in one of these ways, in the order in which they are shown.
    fn in_order<'a>(&'a self, all: &'a [How], ways: RangeInclusive<How>) -> impl Iterator<Item = (usize, How)> + 'a {
        let order = |place: usize| self.entries.get(place).map(entry::Entry::order);
        let (settled, newer) = all.split_at_checked(self.settled).unwrap_or((all, &[]));
        let mut newer: Vec<(Option<Order>, usize, How)> = newer
            .iter()
            .zip(self.settled..)
            .filter(|(how, _)| ways.contains(*how))
            .map(|(how, place)| (order(place), place, *how))
            .collect();
        crate::order::sort(&mut newer);
        let mut newer = newer.into_iter().peekable();
        let settled = settled.iter().copied().enumerate();
        let mut settled = settled.filter(move |(_, how)| ways.contains(how)).peekable();
        std::iter::from_fn(move || {
            let Some((before, ..)) = newer.peek() else { return settled.next() };
            match settled.peek() {
                Some((place, _)) if order(*place) < *before => settled.next(),
                _ => newer.next().map(|(_, place, how)| (place, how)),
            }
        })
    }

    /// Whether the long texts of an entry hold the words that nothing else of it holds.
    fn is_confirmed(&self, place: usize, typed: &[Typed<'_>], schema: Schema) -> bool {
        let Some(entry) = self.entries.get(place) else { return false };
        let Some(kind) = schema.kinds().get(entry.kind as usize).copied() else { return false };
        let open = || typed.iter().filter(|typed| typed.how.get(place) == Some(&PERHAPS));
        open().all(|typed| entry.may_hold(typed.word, typed.bare.as_deref(), typed.is_simple))
            && holds(entry, kind, open())
    }
}

fn holds<'a, 'b: 'a>(entry: &entry::Entry, kind: &KindDef, mut open: impl Iterator<Item = &'a Typed<'b>>) -> bool {
    let texts = entry.long_texts(kind);
    open.all(|typed| {
        let bare = typed.bare.as_deref();
        texts.iter().any(|text| text.contains(typed.word) || bare.is_some_and(|bare| text.contains(bare)))
    })
}

/// How each entry is found by all of the words: as badly as by the worst of them.
fn together(typed: &[Typed<'_>]) -> Vec<How> {
    let mut words = typed.iter();
    let mut all = words.next().map(|typed| typed.how.clone()).unwrap_or_default();
    for typed in words {
        for (all, how) in all.iter_mut().zip(&typed.how) {
            *all = (*all).max(*how);
        }
    }
    all
}

const fn rank(how: How) -> Rank {
    match how {
        TITLE_START => Rank::TitleStart,
        SPELLED_FROM_START => Rank::SpelledStart,
        TITLE => Rank::Title,
        TEXT.. => Rank::Text,
        _ => Rank::Spelled,
    }
}
