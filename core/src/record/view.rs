//! A stored row, its members found and nothing decoded.
//!
//! What indexes, titles and lists ask of a record are a few values; decoding every stamp of every
//! register for them costs ten times as much. A view is of rows as this program writes them; for
//! any other row there is none, and the caller decodes. Not here: checking a row from elsewhere.

use super::{DELETION, Device, Dot, INTO, Id, special};
use crate::clock::Stamp;
use crate::schema::{FieldDef, Place};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The members of a row that are no registers.
const BOOKKEEPING: [&str; 6] = ["_k", "id", "_s", "_f", "_c", "_h"];

/// A row as it stands.
#[derive(Debug, Clone)]
pub struct RowView<'a> {
    kind: &'a str,
    id: Id,
    /// Registers and the JSON text of their shown values, in the order of their names.
    members: Vec<(&'a str, &'a str)>,
    /// The JSON array of the stamps.
    stamps: &'a str,
    /// The JSON object that says which register has which stamp.
    chosen: &'a str,
    clashes: bool,
}

impl<'a> RowView<'a> {
    /// Finds the members of a row; `None` if it is not written as this program writes rows.
    #[must_use]
    pub fn read(row: &'a str) -> Option<Self> {
        let mut scan = Scan { text: row, at: 0 };
        let mut view =
            Self { kind: "", id: Id::of_bytes([0; 16]), members: Vec::new(), stamps: "", chosen: "", clashes: false };
        view.members.reserve(16);
        let mut open = scan.eat(b'{').is_some();
        let mut has_id = false;
        let mut seen = 0_u8;
        while open {
            let name = scan.name()?;
            let value = scan.value()?;
            let own = if name.starts_with('_') || name == "id" { own(name) } else { None };
            if let Some(bit) = own {
                // What stands twice cannot be known.
                if seen & bit != 0 {
                    return None;
                }
                seen |= bit;
            } else if view.members.last().is_some_and(|(last, _)| *last >= name) {
                // In ascending order no name stands twice.
                return None;
            }
            match name {
                _ if own.is_none() => view.members.push((name, value)),
                "_k" => view.kind = plain(value)?,
                "id" => {
                    view.id = Id::parse(plain(value)?)?;
                    has_id = true;
                }
                "_s" => view.stamps = value,
                "_c" => view.clashes = true,
                "_f" => view.chosen = value,
                _ => {}
            }
            open = scan.eat(b',').is_some();
        }
        scan.eat(b'}')?;
        let whole = scan.at == row.len() && has_id && !view.kind.is_empty() && !view.stamps.is_empty();
        whole.then_some(view)
    }

    /// Returns the name of the kind.
    #[must_use]
    pub const fn kind(&self) -> &'a str {
        self.kind
    }

    /// Returns the identity.
    #[must_use]
    pub const fn id(&self) -> Id {
        self.id
    }

    /// Whether nothing in the row needs more than its shown values: no clash, no deletion, not
    /// joined with another record.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        !self.clashes && self.raw(DELETION).is_none() && self.raw(INTO).is_none()
    }

    /// Whether decoding the row would succeed: all of its values are JSON, and its stamps are there.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_json = |value: &str| !value.starts_with(['{', '[']) || serde_json::from_str::<IgnoredAny>(value).is_ok();
        let stamps = self.stamps.matches('"').count() / 2;
        let chosen = || serde_json::from_str::<BTreeMap<Cow<'_, str>, usize>>(self.chosen);
        let chooses = self.chosen.is_empty()
            || chosen().is_ok_and(|all| all.iter().all(|(name, n)| *n < stamps && self.raw(name).is_some()));
        chooses && stamps > 0 && self.writes().is_some() && self.members.iter().all(|(_, value)| is_json(value))
    }

    /// Returns the JSON text of the shown value of a register.
    #[must_use]
    pub fn raw(&self, register: &str) -> Option<&'a str> {
        let at = self.members.binary_search_by(|(name, _)| (*name).cmp(register)).ok()?;
        self.members.get(at).map(|(_, value)| *value)
    }

    /// Returns the shown value of a register if it is a text without escapes.
    #[must_use]
    pub fn text(&self, register: &str) -> Option<&'a str> {
        plain(self.raw(register)?)
    }

    /// Returns the names of the registers, in their order.
    pub fn registers(&self) -> impl Iterator<Item = &'a str> {
        self.members.iter().map(|(name, _)| *name)
    }

    /// Returns the elements of a set, in the order of their names.
    pub fn elements(&self, field: &str) -> impl Iterator<Item = &'a str> {
        let from = self.members.partition_point(|(name, _)| *name < field);
        let rest = self.members.get(from..).unwrap_or_default();
        rest.iter()
            .map(move |(name, value)| (name.strip_prefix(field), *value))
            .take_while(|(rest, _)| rest.is_some())
            .filter(|(_, value)| *value == "true")
            .filter_map(|(rest, _)| rest?.strip_prefix('/'))
    }

    /// Returns the value of a field, as [`super::Record::value`] does.
    #[must_use]
    pub fn value(&self, def: &FieldDef) -> Option<Value> {
        if def.ty.is_set() {
            let elements: Vec<Value> = self.elements(def.name).map(Value::from).collect();
            return if elements.is_empty() { None } else { Some(Value::Array(elements)) };
        }
        let raw = self.raw(def.register())?;
        let value = plain(raw).map_or_else(|| serde_json::from_str(raw).ok(), |text| Some(Value::from(text)))?;
        match def.place {
            _ if value.is_null() => None,
            Place::Own => Some(value),
            Place::Member(_) => value.get(def.name).filter(|v| !v.is_null()).cloned(),
        }
    }

    /// Returns the stamps of the writes that are still here, with their dots. `None` if one of them
    /// cannot be read.
    #[must_use]
    pub fn writes(&self) -> Option<Vec<(&'a str, u64, Stamp)>> {
        let mut found = Vec::new();
        // Stamps hold neither quotes nor escapes.
        for stamp in self.stamps.split('"').skip(1).step_by(2) {
            let (writes, seen) = stamp.split_once(';').unwrap_or((stamp, ""));
            if !seen.is_empty() && !seen.split(',').all(|dot| Dot::parse(dot).is_some()) {
                return None;
            }
            for write in writes.split('+') {
                let (dot, at) = write.split_once('@')?;
                let (device, n) = dot.split_once('.')?;
                found.push((device, n.parse().ok()?, Stamp::parse(at)?));
            }
        }
        Some(found)
    }

    /// Whether one of these devices is named in the row's stamps, as writer or as seen.
    #[must_use]
    pub fn names_any(&self, devices: &[Device]) -> bool {
        devices.iter().any(|device| self.stamps.contains(device.code()))
    }
}

/// The bit of a member that is no register.
fn own(name: &str) -> Option<u8> {
    BOOKKEEPING.iter().position(|own| *own == name).map(|at| 1 << at)
}

/// The content of a JSON text without escapes.
fn plain(value: &str) -> Option<&str> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    if inner.as_bytes().contains(&b'\\') { None } else { Some(inner) }
}

/// Where a row has been read up to.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// The name of a member, without escapes, with the colon behind it. Names are short: every byte is
    /// looked at in turn.
    fn name(&mut self) -> Option<&'a str> {
        self.eat(b'"')?;
        let rest = self.text.as_bytes().get(self.at..)?;
        let length = rest.iter().position(|b| matches!(b, b'"' | b'\\') || *b < b' ')?;
        let name = self.text.get(self.at..self.at + length)?;
        self.at += length;
        self.eat(b'"')?;
        self.eat(b':')?;
        Some(name)
    }

    /// One value as it is written, without blanks around it.
    fn value(&mut self) -> Option<&'a str> {
        let from = self.at;
        match self.peek()? {
            b'"' => self.skip_text()?,
            b'{' | b'[' => self.skip_nested()?,
            _ => self.skip_word()?,
        }
        self.text.get(from..self.at)
    }

    fn skip_text(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let stop = special(rest)?;
            self.at += stop + 1;
            match rest.get(stop)? {
                b'"' => return Some(()),
                b'\\' => {
                    self.at += 1;
                    rest.get(stop + 1).filter(|b| b"\"\\/bfnrtu".contains(b))?;
                }
                // A control character does not stand in JSON text.
                _ => return None,
            }
        }
    }

    fn skip_nested(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.skip_text()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn skip_word(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let word = rest.split([',', '}']).next()?;
        let number = || {
            word.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
                && word.parse::<f64>().is_ok_and(f64::is_finite)
        };
        let fits = !word.is_empty() && (matches!(word, "true" | "false" | "null") || number());
        fits.then(|| self.at += word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Generator, Side};
    use crate::kinds::SCHEMA;
    use crate::record::{Register, encode};
    use proptest::prelude::*;

    #[test]
    fn a_view_says_what_the_record_says() {
        let made = Generator::new(7, 60);
        for record in made.records(Side::Ours).chain(made.records(Side::Copy)) {
            let row = encode(&record);
            let view = RowView::read(&row).unwrap();
            assert_eq!((view.kind(), view.id()), (&*record.kind, record.id));
            for field in SCHEMA.kind(&record.kind).unwrap().fields {
                assert_eq!(view.value(field), record.value(field), "{} in {row}", field.name);
            }
            let mut writes: Vec<_> =
                record.registers.values().flat_map(Register::entries).map(|e| (e.dot.clone(), e.stamp)).collect();
            writes.sort();
            writes.dedup();
            for (dot, stamp) in &writes {
                let found = view.writes().unwrap();
                assert!(found.contains(&(dot.device.code(), dot.n, *stamp)), "{dot} in {row}");
            }
            assert_eq!(view.is_plain(), record.shown(DELETION).is_none());
        }
    }

    #[test]
    fn a_row_that_is_laid_out_otherwise_has_no_view() {
        let row = r#"{"_k":"visit","id":"00000000-03e9-7000-8000-000000000000","a":1,"b":"x","_s":["d.1@2026-11-20T08:00:12.001Z"],"_h":"0000000000000000"}"#;
        assert!(RowView::read(row).is_some());
        for (from, to) in [
            ("\"a\":1", "\"a\": 1"),
            ("\"a\":1", "\"a\":x"),
            ("\"b\"", "\"a\""),
            ("\"b\"", "\"\\u0062\""),
            ("}", ""),
            ("_k", "k"),
            ("\"a\":1", "\"id\":\"00000000-03e9-7000-8000-000000000001\""),
        ] {
            let other = row.replacen(from, to, 1);
            assert_ne!(row, other);
            assert!(RowView::read(&other).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn looking_never_panics(row in "\\PC{0,80}", tail in "[\\[\\]{}\",:\\\\a1]{0,40}") {
            let _seen = RowView::read(&row);
            let _seen = RowView::read(&format!("{{\"_k\":{tail}"));
        }
    }
}
