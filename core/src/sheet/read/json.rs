//! Foreign JSON: a list of records, an object that holds one, or a record a line. What is nested in
//! a record becomes columns `a.b`.

use crate::sheet::{Counted, Grid, GridRow, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;

/// How deep inside an object the list may lie.
const MAX_DEPTH: usize = 3;

/// Records being read.
#[derive(Debug)]
pub struct JsonReader {
    text: String,
    /// Where each record stands in the text.
    records: Vec<Range<usize>>,
    next: usize,
    columns: HashMap<String, usize>,
    heading: Vec<String>,
    rows: Vec<GridRow>,
    cells: usize,
}

impl JsonReader {
    /// Finds the records of the text, which begins with a bracket.
    pub fn open(text: String) -> Result<Self, SheetError> {
        let records = records(&text)?;
        if records.len() > MAX_ROWS {
            return Err(SheetError::TooMuch);
        }
        let (columns, heading) = (HashMap::new(), Vec::new());
        Ok(Self { text, records, next: 0, columns, heading, rows: Vec::new(), cells: 0 })
    }

    /// Reads `rows` records more; returns whether it is at the end.
    pub fn step(&mut self, rows: usize) -> Result<bool, SheetError> {
        for record in self.records.iter().skip(self.next).take(rows) {
            let number = self.rows.len() + 1;
            let text = self.text.get(record.clone()).unwrap_or_default();
            let Ok(Node::Object(members)) = serde_json::from_str(text) else {
                return Err(SheetError::NotARecord { number });
            };
            let mut flat = Vec::new();
            flatten("", members, &mut flat);
            let mut row = GridRow { number, cells: Vec::new() };
            for (name, cell) in flat {
                let column = *self.columns.entry(name).or_insert_with_key(|name| {
                    self.heading.push(name.clone());
                    self.heading.len() - 1
                });
                if column >= MAX_COLUMNS {
                    return Err(SheetError::TooMuch);
                }
                row.cells.resize(row.cells.len().max(column + 1), String::new());
                if let Some(place) = row.cells.get_mut(column) {
                    // A name that stands twice: both are kept.
                    *place = if place.is_empty() { cell } else { format!("{place}、{cell}") };
                }
            }
            self.cells += row.cells.len();
            if self.cells > MAX_CELLS {
                return Err(SheetError::TooMuch);
            }
            self.rows.push(row);
        }
        self.next = self.rows.len();
        Ok(self.next >= self.records.len())
    }

    /// Returns what was read.
    pub fn finish(self) -> Result<Grid, SheetError> {
        if self.rows.is_empty() {
            return Err(SheetError::NoRows);
        }
        let mut rows = vec![GridRow { number: 0, cells: self.heading }];
        rows.extend(self.rows);
        let mut grid = Grid::new(Counted::Items, rows)?;
        grid.set_heading(0);
        Ok(grid)
    }
}

fn records(text: &str) -> Result<Vec<Range<usize>>, SheetError> {
    let list = match serde_json::from_str::<&RawValue>(text) {
        Ok(whole) if whole.get().starts_with('{') => {
            let members = members(whole.get());
            let format = members.get("format").map(|format| format.get());
            if format.is_some_and(|format| format.contains("ronghe-")) {
                return Err(SheetError::Exchange);
            }
            let list = if format.is_some() { None } else { longest_list(whole.get(), MAX_DEPTH) };
            list.ok_or(SheetError::NoList)?
        }
        Ok(whole) => list(whole.get()).ok_or(SheetError::NoList)?,
        // More than one value: a record a line.
        Err(error) => lines(text).ok_or(SheetError::NotJson { line: error.line() })?,
    };
    let start = text.as_ptr() as usize;
    let place = |part: &str| {
        let from = (part.as_ptr() as usize).saturating_sub(start);
        from..from + part.len()
    };
    match list.iter().position(|record| !record.starts_with('{')) {
        Some(at) => Err(SheetError::NotARecord { number: at + 1 }),
        None if list.is_empty() => Err(SheetError::NoList),
        None => Ok(list.into_iter().map(place).collect()),
    }
}

fn members(object: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(object).unwrap_or_default()
}

fn list(array: &str) -> Option<Vec<&str>> {
    let items: Vec<&RawValue> = serde_json::from_str(array).ok()?;
    Some(items.into_iter().map(RawValue::get).collect())
}

/// The longest list of records within an object.
fn longest_list(object: &str, depth: usize) -> Option<Vec<&str>> {
    let lists = members(object).into_values().filter_map(|member| match member.get().as_bytes().first() {
        Some(b'[') => list(member.get()).filter(|items| items.iter().any(|item| item.starts_with('{'))),
        Some(b'{') if depth > 1 => longest_list(member.get(), depth - 1),
        _ => None,
    });
    lists.max_by_key(Vec::len)
}

fn lines(text: &str) -> Option<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let whole = lines.iter().all(|line| line.starts_with('{') && serde_json::from_str::<&RawValue>(line).is_ok());
    (whole && lines.len() > 1).then_some(lines)
}

fn flatten(prefix: &str, members: Vec<(String, Node)>, flat: &mut Vec<(String, String)>) {
    for (name, node) in members {
        let name = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        match node {
            Node::Object(members) => flatten(&name, members, flat),
            other => flat.push((name, other.text())),
        }
    }
}

/// A JSON value whose members stay in their order, which is the order of the columns.
enum Node {
    Null,
    Bool(bool),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    fn text(self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(yes) => if yes { "是" } else { "否" }.to_owned(),
            Self::Text(text) => text,
            Self::List(items) => items.into_iter().map(Self::text).collect::<Vec<_>>().join("、"),
            Self::Object(members) => {
                let member = |(name, node): (String, Self)| format!("{name}：{}", node.text());
                members.into_iter().map(member).collect::<Vec<_>>().join("，")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_bool<E>(self, yes: bool) -> Result<Node, E> {
        Ok(Node::Bool(yes))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Text(number.to_string()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Text(number.to_string()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Text(number.to_string()))
    }
    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Node::Object(object))
    }
}
