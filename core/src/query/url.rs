//! A query as the parameters of an address, and back.
//!
//! ```text
//! q=药业&purpose=expand,internship&date=2021-09..2022-08&budget=1000..&_sort=-date,partner
//! ```
//!
//! A field's condition stands under its name: `-` = empty, `*` = not empty, codes and ids with
//! commas between them, `yes` and `no`, ranges with `..`, `s2021` for a school year, text as it is
//! (with `~` in front if it would mean something else). What is not about a field begins with `_`,
//! as no field does; `q` and `deleted` are older than that rule. What cannot be read is left out:
//! an address that somebody has cut shows more records, never an error.

use super::filter::{read_number, write_number};
use super::{By, Filter, Grain, Group, Order, Query, Span, Test, groupings, listable};
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef, Named};
use crate::value::{Date, SchoolYear};
use std::fmt::Write;

const WORDS: &str = "q";
const DELETED: &str = "deleted";
const CLASHING: &str = "_clash";
const LACKING: &str = "_lack";
const SORT: &str = "_sort";
const GROUP: &str = "_group";
const COLUMNS: &str = "_cols";
const TITLE: &str = "_title";
/// Parameters that no field may be called.
#[cfg(test)]
pub(super) const RESERVED: [&str; 2] = [WORDS, DELETED];

impl Query {
    /// Reads the part of an address behind `?`.
    #[must_use]
    pub fn parse(kind: &KindDef, search: &str) -> Self {
        let mut query = Self::default();
        let pairs = search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
        for (name, value) in pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))) {
            let (name, value) = (decode(name), decode(value));
            match name.as_str() {
                WORDS => query.words = value,
                DELETED => query.deleted = true,
                CLASHING => query.clashing = true,
                LACKING => query.lacking = true,
                SORT => query.sort = value.split(',').filter_map(|part| read_order(kind, part)).collect(),
                GROUP => query.group = read_group(kind, &value),
                COLUMNS => {
                    let columns = value.split(',').filter_map(|name| listed(kind, name));
                    query.columns = Some(columns.collect::<Vec<_>>()).filter(|columns| !columns.is_empty());
                }
                name => {
                    if let Some(field) = listed(kind, name)
                        && let Some(test) = read_test(field, &value)
                    {
                        query.set_test(field, Some(test));
                    }
                }
            }
        }
        query
    }

    /// Returns the part of an address behind `?`; empty if nothing is asked for.
    #[must_use]
    pub fn print(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push((WORDS, self.words.clone()));
        }
        pairs.extend(self.filters.iter().map(|Filter { field, test }| (field.name, write_test(field, test))));
        let flags = [(DELETED, self.deleted), (CLASHING, self.clashing), (LACKING, self.lacking)];
        pairs.extend(flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| (name, "1".to_owned())));
        if !self.sort.is_empty() {
            pairs.push((SORT, self.sort.iter().map(write_order).collect::<Vec<_>>().join(",")));
        }
        pairs.extend(self.group.map(|group| (GROUP, write_group(&group))));
        if let Some(columns) = &self.columns {
            pairs.push((COLUMNS, columns.iter().map(|field| field.name).collect::<Vec<_>>().join(",")));
        }
        let pairs = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

fn listed(kind: &KindDef, name: &str) -> Option<&'static FieldDef> {
    listable(kind).find(|field| field.name == name)
}

fn read_order(kind: &KindDef, part: &str) -> Option<Order> {
    let (name, down) = part.strip_prefix('-').map_or((part, false), |name| (name, true));
    let by = if name == TITLE { By::Title } else { By::Field(listed(kind, name)?) };
    Some(Order { by, down })
}

fn write_order(order: &Order) -> String {
    let name = match order.by {
        By::Title => TITLE,
        By::Field(field) => field.name,
    };
    if order.down { format!("-{name}") } else { name.to_owned() }
}

const GRAINS: [(Grain, &str); 3] = [(Grain::Year, "year"), (Grain::SchoolYear, "school"), (Grain::Month, "month")];

fn read_group(kind: &KindDef, text: &str) -> Option<Group> {
    let (name, grain) = text.split_once(':').unwrap_or((text, ""));
    let grain = GRAINS.iter().find(|(_, word)| *word == grain).map_or(Grain::Value, |(grain, _)| *grain);
    groupings(kind).into_iter().find(|group| group.field.name == name && group.grain == grain)
}

fn write_group(group: &Group) -> String {
    match GRAINS.iter().find(|(grain, _)| *grain == group.grain) {
        Some((_, word)) => format!("{}:{word}", group.field.name),
        None => group.field.name.to_owned(),
    }
}

impl Group {
    /// Returns the name of the grouping, as it stands in an address.
    #[must_use]
    pub fn name(&self) -> String {
        write_group(self)
    }
}

fn read_test(field: &FieldDef, text: &str) -> Option<Test> {
    match text {
        "" => return None,
        "-" => return Some(Test::Empty),
        "*" => return Some(Test::Present),
        _ => {}
    }
    match field.ty {
        FieldType::Choice(list) | FieldType::Choices(list) => codes(text, &|code| list.find(code)),
        FieldType::Named(Named::Of(words)) => codes(text, &|name| words.find(name)),
        FieldType::Ref(_) | FieldType::Refs(_) | FieldType::OneOf(_) | FieldType::Shares(_) => {
            Some(Test::Records(text.split(',').filter_map(Id::parse).collect())).filter(some)
        }
        FieldType::Bool => match text {
            "yes" | "true" | "1" | "是" => Some(Test::Is(true)),
            "no" | "false" | "0" | "否" => Some(Test::Is(false)),
            _ => None,
        },
        FieldType::Date => read_span(text).map(Test::Days),
        FieldType::Money | FieldType::Count | FieldType::Quantity | FieldType::Percent => {
            let (least, most) = text.split_once("..").unwrap_or((text, text));
            let bound = |text: &str| if text.is_empty() { Some(None) } else { read_number(field, text).map(Some) };
            match (bound(least)?, bound(most)?) {
                (None, None) => None,
                (least, most) => Some(Test::Between(least, most)),
            }
        }
        FieldType::SchoolYear => {
            let years = text.split(',').filter_map(|year| SchoolYear::parse(year).ok());
            Some(Test::SchoolYears(years.collect())).filter(some)
        }
        FieldType::Text
        | FieldType::LongText
        | FieldType::Phone
        | FieldType::Uscc
        | FieldType::PersonName
        | FieldType::Named(_)
        | FieldType::Tags => Some(Test::Has(text.strip_prefix('~').unwrap_or(text).to_owned())),
        FieldType::Steps => None,
    }
}

/// Codes with commas between them, each by itself or by its word.
fn codes(text: &str, find: &dyn Fn(&str) -> Option<&'static str>) -> Option<Test> {
    let codes = text.split(',').map(|code| find(code).unwrap_or(code).to_owned());
    Some(Test::Codes(codes.filter(|code| !code.is_empty()).collect())).filter(some)
}

fn some(test: &Test) -> bool {
    match test {
        Test::Codes(codes) => !codes.is_empty(),
        Test::Records(ids) => !ids.is_empty(),
        Test::SchoolYears(years) => !years.is_empty(),
        _ => true,
    }
}

fn read_span(text: &str) -> Option<Span> {
    if let Some(year) = text.strip_prefix('s') {
        return SchoolYear::parse(year).ok().map(|year| Span::SchoolYear(year.0));
    }
    let Some((from, to)) = text.split_once("..") else { return Date::from_iso(text).map(Span::Within) };
    let bound = |text: &str| if text.is_empty() { Some(None) } else { Date::from_iso(text).map(Some) };
    match (bound(from)?, bound(to)?) {
        (None, None) => None,
        (from, to) => Some(Span::Between(from, to)),
    }
}

fn write_test(field: &FieldDef, test: &Test) -> String {
    match test {
        Test::Empty => "-".to_owned(),
        Test::Present => "*".to_owned(),
        Test::Codes(codes) => codes.join(","),
        Test::Records(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        Test::Is(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Test::Days(Span::Within(date)) => date.iso(),
        Test::Days(Span::SchoolYear(from)) => format!("s{from}"),
        Test::Days(Span::Between(from, to)) => {
            let text = |date: &Option<Date>| date.map(Date::iso).unwrap_or_default();
            format!("{}..{}", text(from), text(to))
        }
        Test::Between(least, most) if least == most => least.map(|n| write_number(field, n)).unwrap_or_default(),
        Test::Between(least, most) => {
            let text = |n: &Option<i64>| n.map(|n| write_number(field, n)).unwrap_or_default();
            format!("{}..{}", text(least), text(most))
        }
        Test::SchoolYears(years) => years.iter().map(|year| year.iso()).collect::<Vec<_>>().join(","),
        Test::Has(text) if text.is_empty() || text == "-" || text == "*" || text.starts_with('~') => format!("~{text}"),
        Test::Has(text) => text.clone(),
    }
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~*,:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            write!(out, "%{byte:02X}").unwrap_or_default();
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let escaped = match byte {
            b'+' => Some(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let hex = [ahead.next(), ahead.next()].map(|digit| digit.and_then(|d| char::from(d).to_digit(16)));
                match hex {
                    [Some(high), Some(low)] => {
                        rest = ahead;
                        u8::try_from(high * 16 + low).ok()
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        bytes.push(escaped.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
