//! What a workspace adds to the schema: fields of its own on any kind, and edited code lists.
//!
//! The constants stay as they are; an [`Extension`] makes a new schema beside them. Definitions
//! live as long as the program, since forms and lists hold on to them; each distinct extension is
//! made once, and they change only when somebody edits them, so what they take stays small.

use super::{Code, CodeList, FieldDef, FieldType, KindDef, Schema};
use crate::order;
use std::collections::BTreeMap;

/// Heading under which fields of the workspace itself are shown.
const GROUP: &str = "自定义";

/// A field that the workspace has added to a kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CustomField {
    /// Name of the kind.
    pub kind: String,
    /// Name of the field in files: made from the id of the record that defines it.
    pub name: String,
    /// The word people see.
    pub label: String,
    /// One sentence of help, or empty.
    pub help: String,
    /// Code of its type in [`crate::kinds::custom_field::TYPES`].
    pub ty: String,
    /// Unit, or empty.
    pub unit: String,
    /// Whether lists show it as a column.
    pub listed: bool,
    /// Whether nobody is asked for it any more.
    pub retired: bool,
}

/// What the workspace says about one code of a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodeEdit {
    /// Name of the list.
    pub list: String,
    /// The code, one of the program's or a new one.
    pub code: String,
    /// The word people see; empty = as the program has it.
    pub label: String,
    /// Place in the order, smallest first; `None` = as the program has it, new ones last.
    pub order: Option<u64>,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// Everything that a workspace adds to the schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extension {
    /// Fields of its own, in their order.
    pub fields: Vec<CustomField>,
    /// Edited codes.
    pub codes: Vec<CodeEdit>,
}

impl Extension {
    /// Returns the schema with what the workspace adds to it.
    #[must_use]
    pub fn over(&self, base: Schema) -> Schema {
        if self.fields.is_empty() && self.codes.is_empty() {
            return base;
        }
        let mut lists = Lists { edits: &self.codes, made: BTreeMap::new() };
        let kinds: Vec<&'static KindDef> = base.kinds().iter().map(|kind| self.kind(kind, &mut lists)).collect();
        Schema::new(kept(kinds))
    }

    fn kind(&self, kind: &'static KindDef, lists: &mut Lists<'_>) -> &'static KindDef {
        let added: Vec<&CustomField> = self.fields.iter().filter(|f| f.kind == kind.name).collect();
        let mut fields: Vec<&'static FieldDef> = kind.fields.iter().map(|field| lists.field(field)).collect();
        let untouched = fields.iter().zip(kind.fields).all(|(new, old)| std::ptr::eq(*new, *old));
        if added.is_empty() && untouched {
            return kind;
        }
        fields.extend(added.into_iter().map(|field| custom(field, lists)));
        kept_one(KindDef { fields: kept(fields), ..*kind })
    }
}

fn custom(field: &CustomField, lists: &mut Lists<'_>) -> &'static FieldDef {
    let ty = match field.ty.as_str() {
        "long_text" => FieldType::LongText,
        "count" => FieldType::Count,
        "quantity" => FieldType::Quantity,
        "money" => FieldType::Money,
        "date" => FieldType::Date,
        "bool" => FieldType::Bool,
        "tags" => FieldType::Tags,
        "partner" => FieldType::Ref("partner"),
        "unit" => FieldType::Ref("unit"),
        "choice" => FieldType::Choice(lists.own(&field.name)),
        _ => FieldType::Text,
    };
    let unit = if ty == FieldType::Money { "元" } else { text(&field.unit) };
    let def = FieldDef::new(text(&field.name), text(&field.label), ty).group(GROUP).help(text(&field.help)).unit(unit);
    let def = if field.listed { def.listed() } else { def };
    kept_one(if field.retired { def.retired() } else { def })
}

/// The code lists as the workspace has them.
struct Lists<'a> {
    edits: &'a [CodeEdit],
    made: BTreeMap<String, &'static CodeList>,
}

impl Lists<'_> {
    fn field(&mut self, field: &'static FieldDef) -> &'static FieldDef {
        let edited = |lists: &mut Self, list: &'static CodeList| lists.edited(list);
        let ty = match field.ty {
            FieldType::Choice(list) => edited(self, list).map(FieldType::Choice),
            FieldType::Choices(list) => edited(self, list).map(FieldType::Choices),
            _ => None,
        };
        ty.map_or(field, |ty| kept_one(FieldDef { ty, ..*field }))
    }

    fn edited(&mut self, list: &'static CodeList) -> Option<&'static CodeList> {
        if !self.edits.iter().any(|edit| edit.list == list.name) {
            return None;
        }
        if let Some(made) = self.made.get(list.name) {
            return Some(made);
        }
        let made = self.make(list.name, list.codes);
        self.made.insert(list.name.to_owned(), made);
        Some(made)
    }

    /// The list of a custom field, all of whose codes the workspace has added.
    fn own(&mut self, name: &str) -> &'static CodeList {
        self.make(text(name), &[])
    }

    fn make(&self, name: &'static str, base: &'static [Code]) -> &'static CodeList {
        let edits: Vec<&CodeEdit> = self.edits.iter().filter(|edit| edit.list == name).collect();
        let edit = |code: &str| edits.iter().find(|edit| edit.code == code);
        let mut codes: Vec<(u64, usize, Code)> = Vec::new();
        for (place, code) in base.iter().enumerate() {
            let (mut label, mut order, mut retired) = (code.label, place as u64, code.retired);
            if let Some(edit) = edit(code.code) {
                label = if edit.label.is_empty() { label } else { text(&edit.label) };
                order = edit.order.unwrap_or(order);
                retired = edit.retired;
            }
            codes.push((order, place, Code { code: code.code, label, retired }));
        }
        let new = edits.iter().filter(|edit| base.iter().all(|code| code.code != edit.code) && !edit.label.is_empty());
        for (place, edit) in new.enumerate() {
            let code = Code { code: text(&edit.code), label: text(&edit.label), retired: edit.retired };
            codes.push((edit.order.unwrap_or(u64::MAX), base.len() + place, code));
        }
        order::sort_by_key(&mut codes, |(order, place, _)| (*order, *place));
        kept_one(CodeList { name, codes: kept(codes.into_iter().map(|(_, _, code)| code).collect()) })
    }
}

fn text(words: &str) -> &'static str {
    Box::leak(words.to_owned().into_boxed_str())
}
fn kept<T>(many: Vec<T>) -> &'static [T] {
    Box::leak(many.into_boxed_slice())
}
fn kept_one<T>(one: T) -> &'static T {
    Box::leak(Box::new(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::SCHEMA;

    fn edit(code: &str, label: &str, order: Option<u64>, retired: bool) -> CodeEdit {
        CodeEdit { list: "visit_purpose".to_owned(), code: code.to_owned(), label: label.to_owned(), order, retired }
    }

    #[test]
    fn a_workspace_adds_fields_and_edits_lists_without_touching_what_is_stored() {
        let extension = Extension {
            fields: vec![CustomField {
                kind: "visit".to_owned(),
                name: "x_weather".to_owned(),
                label: "天气".to_owned(),
                help: String::new(),
                ty: "text".to_owned(),
                unit: String::new(),
                listed: true,
                retired: false,
            }],
            codes: vec![
                edit("expand", "开拓岗位", None, false),
                edit("signing", "", None, true),
                edit("x_1", "招生宣传", Some(0), false),
            ],
        };
        let schema = extension.over(SCHEMA);
        let visit = schema.kind("visit").unwrap();
        assert_eq!(visit.field("x_weather").map(|f| f.label), Some("天气"));
        let Some(FieldType::Choice(list)) = visit.field("purpose").map(|f| f.ty) else { panic!("no list") };
        assert_eq!(list.label("expand"), Some("开拓岗位"));
        assert_eq!(list.label("signing"), Some("签约"), "what is stored keeps its word");
        assert!(list.offered().all(|c| c.code != "signing"));
        assert_eq!(list.codes.iter().map(|c| c.code).take(2).collect::<Vec<_>>(), ["expand", "x_1"]);
        let (same, base) = (schema.kind("partner").unwrap(), SCHEMA.kind("partner").unwrap());
        assert!(std::ptr::eq(same, base), "a kind that nobody extended is the constant itself");
    }
}
