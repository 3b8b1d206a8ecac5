//! What people read of a record: its title, its values as text, and its place in a list.
//!
//! Nothing here knows where on the screen it is shown; the words for states are the kinds' own.

use super::Ledger;
use crate::order;
use crate::record::{Id, Record};
use crate::schema::{FieldDef, FieldType, KindDef, Named, show_value, used};
use crate::value::{FieldValue, Quantity, Shares};
use serde_json::Value;

/// One value of a title or of what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The value as people read it.
    pub text: String,
    /// Whether it must stand there whole where room is scarce: an amount, a day, a short word. Half of
    /// a name still says whose it is.
    pub whole: bool,
}

/// So many characters are a short word, and as many still fit beside half a name on a phone.
const SHORT: usize = 4;
const FITTING: usize = 16;

impl Shown {
    fn of(field: &FieldDef, text: String) -> Self {
        let long = match field.ty {
            FieldType::Date | FieldType::SchoolYear | FieldType::Bool | FieldType::Phone => FITTING,
            ty if ty.is_number() => FITTING,
            _ => SHORT,
        };
        Self { whole: text.chars().count() <= long, text }
    }
}

/// The other values of the record of which one is shown.
type Beside<'a> = &'a dyn Fn(&FieldDef) -> Option<Value>;

impl Ledger {
    /// Returns the visible records of a kind, newest date first, or by title.
    #[must_use]
    pub fn sorted(&self, kind: &KindDef) -> Vec<Id> {
        if kind.by_date.is_some() {
            return self.newest(kind.name).collect();
        }
        let mut titled: Vec<(String, Id)> = self.ids(kind.name).map(|id| (self.title(&id), id)).collect();
        order::sort(&mut titled);
        titled.into_iter().map(|(_, id)| id).collect()
    }

    /// Returns what people call the record: the shown values of its title fields.
    ///
    /// A record that has not been received is 未收到; one without a title is 未命名 and its kind.
    #[must_use]
    pub fn title(&self, id: &Id) -> String {
        self.title_within(id, 3)
    }

    /// Returns the title in its parts, of which there is always one.
    #[must_use]
    pub fn title_parts(&self, id: &Id) -> Vec<Shown> {
        self.parts_within(id, 3)
    }

    /// The title as it stands inside the title of another record.
    pub(crate) fn title_inside(&self, id: &Id) -> String {
        self.title_within(id, 2)
    }

    fn title_within(&self, id: &Id, depth: u8) -> String {
        joined(self.parts_within(id, depth))
    }

    fn parts_within(&self, id: &Id, depth: u8) -> Vec<Shown> {
        let only = |text: String| vec![Shown { text, whole: false }];
        let id = &self.standing_for(id);
        let Some(record) = self.peek(id) else { return only("（未收到）".to_owned()) };
        let Some(kind) = self.schema.kind(record.kind()) else { return only("（新版本的内容）".to_owned()) };
        let beside = |field: &FieldDef| record.value(field);
        let fields = kind.title.iter().filter_map(|name| kind.field(name));
        let shown = fields.filter_map(|field| {
            let text = self.shown_value(field, &record.value(field)?, depth, &beside);
            (!text.is_empty()).then(|| Shown::of(field, text))
        });
        let parts: Vec<Shown> = shown.collect();
        if parts.is_empty() { only(format!("未命名{}", kind.label)) } else { parts }
    }

    /// Returns the shown values of the fields `names` that are not empty.
    #[must_use]
    pub fn shown_list(&self, record: &Record, kind: &KindDef, names: &[&str]) -> Vec<String> {
        let fields = names.iter().filter_map(|name| kind.field(name));
        fields.map(|f| self.shown(record, f)).filter(|t| !t.is_empty()).collect()
    }

    /// Returns the values of the fields `names` as they stand below a title: a number with its label
    /// and unit, yes and no and the day on which something is due with theirs, which nothing else
    /// there says.
    #[must_use]
    pub fn noted_parts(&self, record: &Record, kind: &KindDef, names: &[&str]) -> Vec<Shown> {
        let fields = names.iter().filter_map(|name| kind.field(name));
        let noted = |field: &'static FieldDef| {
            let shown = self.shown(record, field);
            if shown.is_empty() {
                return None;
            }
            let said = field.ty.is_number() || field.ty == FieldType::Bool || kind.due_field() == Some(field);
            let unit = self.unit_of(record, field);
            let words = if said { [field.label, &shown, &unit] } else { ["", &shown, ""] };
            let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
            Some(Shown::of(field, words.join(" ")))
        };
        fields.filter_map(noted).collect()
    }

    /// Returns [`Self::noted_parts`] as texts.
    #[must_use]
    pub fn noted_list(&self, record: &Record, kind: &KindDef, names: &[&str]) -> Vec<String> {
        self.noted_parts(record, kind, names).into_iter().map(|part| part.text).collect()
    }

    /// Returns the unit behind a shown number, or empty: its own, else in what the record says that
    /// it counts. Money and percentages bring theirs.
    #[must_use]
    pub fn unit_of(&self, record: &Record, field: &FieldDef) -> String {
        let own = field.shown_unit();
        if field.unlimited && record.value(field).is_some_and(|value| field.is_limitless(&value)) {
            return String::new();
        }
        if !own.is_empty() || !matches!(field.ty, FieldType::Quantity | FieldType::Count) {
            return own.to_owned();
        }
        let kind = self.schema.kind(&record.kind);
        let said = kind.and_then(|kind| record.value(kind.field(kind.measured_in?)?));
        said.and_then(|unit| unit.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Returns the value of a field with the unit of a number behind it; empty if there is none.
    #[must_use]
    pub fn counted(&self, record: &Record, field: &FieldDef) -> String {
        let (shown, unit) = (self.shown(record, field), self.unit_of(record, field));
        if shown.is_empty() || unit.is_empty() { shown } else { format!("{shown} {unit}") }
    }

    /// Returns the value of a field as people read it; a reference is its record's title.
    #[must_use]
    pub fn shown(&self, record: &Record, field: &FieldDef) -> String {
        let beside = |field: &FieldDef| record.value(field);
        record.value(field).map(|value| self.shown_value(field, &value, 3, &beside)).unwrap_or_default()
    }

    /// Returns one stored value of a field as people read it.
    #[must_use]
    pub fn shown_json(&self, field: &FieldDef, value: &Value) -> String {
        self.shown_value(field, value, 3, &|_| None)
    }

    /// As [`Self::shown_json`], of a record whose other values `beside` gives.
    pub(crate) fn shown_beside(&self, field: &FieldDef, value: &Value, beside: Beside<'_>) -> String {
        self.shown_value(field, value, 3, beside)
    }

    fn shown_value(&self, field: &FieldDef, value: &Value, depth: u8, beside: Beside<'_>) -> String {
        if let FieldType::Named(what) = field.ty {
            let called = value.as_str().and_then(|name| self.called(what, name, beside));
            return called.unwrap_or_else(|| show_value(field, value));
        }
        if !field.ty.is_reference() || depth == 0 {
            return show_value(field, value);
        }
        if let (FieldType::Shares(_), Some(shares)) = (field.ty, Shares::read(value)) {
            let part = |(id, part): (Id, Quantity)| format!("{} {}%", self.title_within(&id, depth - 1), part.plain());
            return shares.iter().map(part).collect::<Vec<_>>().join("、");
        }
        let name = |v: &Value| match v.as_str().and_then(Id::parse) {
            Some(id) => self.title_within(&id, depth - 1),
            None => show_value(field, v),
        };
        match value {
            Value::Array(ids) => ids.iter().map(name).collect::<Vec<_>>().join("、"),
            one => name(one),
        }
    }

    /// What people call the part of the schema that has this name; `None` if there is none.
    fn called(&self, what: Named, name: &str, beside: Beside<'_>) -> Option<String> {
        let list = |name: &str| used(self.schema).into_iter().find(|used| used.list.name == name);
        match what {
            Named::Kind => self.schema.kind(name).map(|kind| kind.label.to_owned()),
            Named::List => list(name).map(|used| used.name()),
            Named::Code(of) => list(beside(of)?.as_str()?)?.list.label(name).map(str::to_owned),
            // As a choice is shown.
            Named::Of(_) => None,
            Named::Among(of, words) => {
                let of = beside(of);
                let own = of.and_then(|of| words.word(&format!("{}/{name}", of.as_str()?)));
                own.or_else(|| words.word(name)).map(str::to_owned)
            }
        }
    }
}

fn joined(parts: Vec<Shown>) -> String {
    parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::SCHEMA;
    use crate::sample::{Seed, records};
    use crate::search::Index;

    fn ledger(seeds: &[(&'static str, &[(&str, &str)])]) -> Ledger {
        let owned = |fields: &[(&str, &str)]| fields.iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect();
        let seed = |(kind, fields): &(&'static str, &[(&str, &str)])| Seed {
            kind,
            key: (*kind).to_owned(),
            fields: owned(fields),
        };
        Ledger::new(SCHEMA, records(seeds.iter().map(seed).collect()))
    }

    fn noted(ledger: &Ledger, kind: &str) -> Vec<String> {
        let (id, def) = (Id::of_key(kind, kind), SCHEMA.kind(kind).unwrap());
        ledger.noted_list(&ledger.get(&id).unwrap(), def, def.subtitle)
    }

    #[test]
    fn names_of_the_schema_are_shown_as_people_call_them() {
        let ledger = ledger(&[
            ("custom_field", &[("kind", "room"), ("label", "朝向"), ("type", "text")]),
            ("code_entry", &[("list", "visit_purpose"), ("code", "signing"), ("retired", "true")]),
            ("saved_view", &[("name", "各年走访"), ("kind", "no_such_kind")]),
        ]);
        assert_eq!(noted(&ledger, "custom_field"), ["房屋", "一行文字"]);
        let entry = Id::of_key("code_entry", "code_entry");
        assert_eq!(ledger.title(&entry), "走访类型 · 签约");
        assert_eq!(noted(&ledger, "code_entry"), ["停用 是"]);
        assert_eq!(noted(&ledger, "saved_view"), ["no_such_kind"], "what nobody knows stays as it is");
        let mut index = Index::default();
        index.update(&ledger, &entry);
        assert_eq!(index.search("走访类型 签约", 5, &[]).len(), 1);
    }

    #[test]
    fn what_has_no_limit_has_no_unit_either() {
        for (max, shown) in [("60", "最长 60 字"), ("0", "最长 不限")] {
            let ledger = ledger(&[("report_rule", &[("table", "visit-outreach"), ("column", "ZFQYMC"), ("max", max)])]);
            assert_eq!(noted(&ledger, "report_rule"), [shown]);
        }
    }

    #[test]
    fn rules_of_reports_call_tables_and_columns_by_their_headings() {
        let ledger = ledger(&[("report_rule", &[("table", "visit-outreach"), ("column", "ZFQYMC"), ("max", "60")])]);
        let id = Id::of_key("report_rule", "report_rule");
        assert_eq!(ledger.title(&id), "访企拓岗 · 走访企业名称");
        let record = ledger.get(&id).unwrap();
        let def = SCHEMA.kind("report_rule").unwrap();
        let columns = [def.field("table").unwrap(), def.field("column").unwrap()];
        assert_eq!(crate::query::table_of(&ledger, &columns, &[id]).rows, [["访企拓岗", "走访企业名称"]]);
        assert_eq!(record.get(crate::kinds::report_rule::TABLE).as_deref(), Some("visit-outreach"), "as it is stored");
        // Alone, as in a history or a file.
        assert_eq!(ledger.shown_json(columns[1], &"ZFQYMC".into()), "走访企业名称");
        assert_eq!(ledger.shown_json(columns[1], &"KSRQ".into()), "KSRQ", "two tables call it differently");
        let mut index = Index::default();
        index.update(&ledger, &id);
        for words in ["访企拓岗", "走访企业名称", "fqtg"] {
            assert_eq!(index.search(words, 5, &[]).len(), 1, "{words}");
        }
    }

    #[test]
    fn several_choices_stand_in_the_order_in_which_they_are_offered() {
        let ledger = ledger(&[("meeting", &[("sides", "school、firm、association、gov")])]);
        let meeting = ledger.get(&Id::of_key("meeting", "meeting")).unwrap();
        let sides = SCHEMA.kind("meeting").unwrap().field("sides").unwrap();
        assert_eq!(ledger.shown(&meeting, sides), "政、行、企、校");
    }

    #[test]
    fn a_number_says_in_what_it_counts() {
        let ledger = ledger(&[
            ("city_figure", &[("name", "吻合度"), ("value", "85"), ("measured_in", "%"), ("date", "2022")]),
            ("platform_target", &[("what", "双师教师"), ("year", "2022"), ("target", "10"), ("measure", "人")]),
        ]);
        assert_eq!(noted(&ledger, "city_figure"), ["数值 85 %", "2022年"]);
        let target = ledger.get(&Id::of_key("platform_target", "platform_target")).unwrap();
        let of_target = |name: &str| SCHEMA.kind("platform_target").unwrap().field(name).unwrap();
        assert_eq!(ledger.counted(&target, of_target("target")), "10 人");
        assert_eq!(ledger.counted(&target, of_target("done")), "", "no unit without a number");
        assert_eq!(noted(&ledger, "platform_target"), ["目标值 10 人"]);
    }

    #[test]
    fn a_day_on_which_something_is_due_says_so() {
        let ledger = ledger(&[("task", &[("title", "走访"), ("due", "2022-12-20")])]);
        assert_eq!(noted(&ledger, "task"), ["期限 2022年12月20日"]);
    }

    #[test]
    fn amounts_days_and_states_stand_whole_where_names_are_cut() {
        let ledger = ledger(&[
            ("partner", &[("name", "示例金阳光伏材料有限公司")]),
            ("receipt", &[("partner", "partner"), ("amount", "102500"), ("date", "2022-10-17")]),
        ]);
        let parts = ledger.title_parts(&Id::of_key("receipt", "receipt"));
        let parts: Vec<_> = parts.iter().map(|part| (part.text.as_str(), part.whole)).collect();
        assert_eq!(parts, [("示例金阳光伏材料有限公司", false), ("102,500 元", true)]);
    }
}
