//! Taking the JSON of an exchange file apart without building a tree: rows are borrowed as text.
//!
//! The visitors write into a [`Draft`] as they go, so that a file that breaks off can still say
//! how far it got. Members that this version does not know are passed over.

use super::super::{ENCRYPTED, End, FORMAT, FORMAT_VERSION, FileError, FileHeader};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fmt;

/// Most rows of a file.
const MAX_ROWS: usize = 1_000_000;

/// What has been read of a file.
#[derive(Default)]
pub(super) struct Draft<'a> {
    pub header: FileHeader,
    pub rows: Vec<&'a str>,
    pub end: End,
    format: Option<String>,
    ended: bool,
    /// Why reading was stopped, when that was not the JSON's fault.
    problem: Option<FileError>,
}

/// Reads the JSON text of a file.
pub(super) fn parse(text: &str) -> Result<Draft<'_>, FileError> {
    let mut draft = Draft::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Top(&mut draft).deserialize(&mut json).and_then(|()| json.end());
    if let Some(problem) = draft.problem {
        return Err(problem);
    }
    let truncated = FileError::Truncated { promised: draft.header.promised_rows(), read: draft.rows.len() };
    match read {
        Err(error) => Err(match error.classify() {
            Category::Eof | Category::Io => truncated,
            Category::Syntax => FileError::NotJson { line: error.line(), column: error.column() },
            Category::Data if draft.format.is_none() => FileError::OtherJson,
            Category::Data => FileError::Shape { line: error.line() },
        }),
        Ok(()) if draft.format.is_none() => Err(FileError::OtherJson),
        Ok(()) if !draft.ended => Err(truncated),
        Ok(()) => Ok(draft),
    }
}

impl Draft<'_> {
    fn stop<E: Error>(&mut self, problem: FileError) -> E {
        self.problem = Some(problem);
        E::custom("stopped")
    }

    /// A member that stands twice: which of the two was meant cannot be known.
    fn once<E: Error>(&mut self, seen: &mut BTreeSet<String>, name: &str) -> Result<(), E> {
        if seen.insert(name.to_owned()) { Ok(()) } else { Err(self.stop(FileError::Twice(name.to_owned()))) }
    }
}

/// A part of the file that writes into the draft: a seed that is its own visitor.
macro_rules! seed {
    ($name:ident, $how:ident) => {
        struct $name<'d, 'a>(&'d mut Draft<'a>);

        impl<'a> DeserializeSeed<'a> for $name<'_, 'a> {
            type Value = ();
            fn deserialize<D: serde::Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
                json.$how(self)
            }
        }
    };
}

seed!(Top, deserialize_map);
seed!(Tables, deserialize_map);
seed!(Table, deserialize_map);
seed!(TableRows, deserialize_seq);

impl<'a> Visitor<'a> for Top<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an exchange file")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(draft) = self;
        let mut seen = BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            draft.once(&mut seen, &name)?;
            match name.as_str() {
                "format" => {
                    let format: String = map.next_value()?;
                    match format.as_str() {
                        FORMAT => draft.format = Some(format),
                        ENCRYPTED => return Err(draft.stop(FileError::Encrypted)),
                        _ => return Err(draft.stop(FileError::OtherFormat(format))),
                    }
                }
                "minReader" => {
                    let needs: u64 = map.next_value()?;
                    if needs > FORMAT_VERSION {
                        return Err(draft.stop(FileError::Newer { needs }));
                    }
                }
                "kind" => draft.header.kind = map.next_value()?,
                "file" => draft.header.file = map.next_value()?,
                "workspace" => draft.header.workspace = map.next_value()?,
                "from" => draft.header.from = map.next_value()?,
                "contents" => draft.header.contents = map.next_value()?,
                "devices" => draft.header.devices = map.next_value()?,
                "tables" => map.next_value_seed(Tables(draft))?,
                "end" => {
                    draft.end = map.next_value()?;
                    draft.ended = true;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> Visitor<'a> for Tables<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tables by kind")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(draft) = self;
        let mut seen = BTreeSet::new();
        while let Some(kind) = map.next_key::<String>()? {
            draft.once(&mut seen, &kind)?;
            map.next_value_seed(Table(draft))?;
        }
        Ok(())
    }
}

impl<'a> Visitor<'a> for Table<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(draft) = self;
        let mut seen = BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            draft.once(&mut seen, &name)?;
            if name == "rows" {
                map.next_value_seed(TableRows(draft))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

impl<'a> Visitor<'a> for TableRows<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut rows: A) -> Result<(), A::Error> {
        let Self(draft) = self;
        while let Some(row) = rows.next_element::<&'a RawValue>()? {
            if draft.rows.len() == MAX_ROWS {
                return Err(draft.stop(FileError::TooManyRows));
            }
            draft.rows.push(row.get());
        }
        Ok(())
    }
}
