//! `docs/glossary.md` lists every kind, field and choice as the schema has them.
//!
//! `RONGHE_WRITE=1 cargo test -p ronghe-core glossary` writes the list anew; the terms before it are
//! written by hand.

use super::{SCHEMA, code_list, empty};
use crate::schema::{FieldDef, FieldType, KindDef, Named, Need, Place};
use std::fmt::Write;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/glossary.md");
const BEGIN: &str = "<!-- From here on written by the test `glossary` of core. -->\n";

#[test]
fn the_glossary_tells_what_the_schema_has() {
    let file = fs::read_to_string(FILE).unwrap();
    let (by_hand, written) = file.split_once(BEGIN).expect("the glossary has lost its mark");
    let list = list();
    if std::env::var_os("RONGHE_WRITE").is_some() {
        fs::write(FILE, format!("{by_hand}{BEGIN}{list}")).unwrap();
    } else {
        assert!(written == list, "docs/glossary.md is behind: RONGHE_WRITE=1 cargo test -p ronghe-core glossary");
    }
}

fn list() -> String {
    let mut text = String::from("\n## Kinds\n\n| kind | 名称 | lines |\n|---|---|---|\n");
    for kind in SCHEMA.kinds() {
        let lines = kind.lines.iter().map(|l| format!("`{}`{}", l.kind, if l.owned { " (owned)" } else { "" }));
        writeln!(text, "| `{}` | {} | {} |", kind.name, kind.label, lines.collect::<Vec<_>>().join(", ")).unwrap();
    }
    for kind in SCHEMA.kinds() {
        text.push_str(&fields_of(kind));
    }
    text.push_str("\n## Choices\n\n| list | codes and labels |\n|---|---|\n");
    let fields = SCHEMA.kinds().iter().flat_map(|k| k.fields.iter().copied());
    let mut lists: Vec<_> = fields.filter_map(code_list).collect();
    lists.sort_by_key(|list| list.name);
    lists.dedup_by_key(|list| list.name);
    for list in lists {
        let codes: Vec<_> = list.codes.iter().map(|c| format!("`{}` {}", c.code, c.label)).collect();
        writeln!(text, "| {} | {} |", list.name, codes.join(" · ")).unwrap();
    }
    text
}

fn fields_of(kind: &KindDef) -> String {
    let mut text = format!("\n### `{}` {}\n\n{}\n\n", kind.name, kind.label, empty(kind.name));
    text.push_str("| field | 名称 | holds | asked | ministry |\n|---|---|---|---|---|\n");
    for field in kind.fields {
        let row = [holds(field), asked(field), field.ministry.to_owned()];
        writeln!(text, "| `{}` | {} | {} |", field.name, field.label, row.join(" | ")).unwrap();
    }
    text
}

fn holds(field: &FieldDef) -> String {
    let ty = match field.ty {
        FieldType::Text => "text".to_owned(),
        FieldType::LongText => "long text".to_owned(),
        FieldType::Phone => "telephone".to_owned(),
        FieldType::Uscc => "统一社会信用代码".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Money => format!("money, {}", field.unit),
        FieldType::Count if field.unit.is_empty() => "count".to_owned(),
        FieldType::Count => format!("count, {}", field.unit),
        FieldType::Quantity => format!("number with two decimals, {}", field.unit),
        FieldType::Percent => "percentage".to_owned(),
        FieldType::SchoolYear => "school year".to_owned(),
        FieldType::Bool => "yes or no".to_owned(),
        FieldType::Choice(list) => format!("choice of {}", list.name),
        FieldType::Choices(list) => format!("choices of {}", list.name),
        FieldType::Tags => "words".to_owned(),
        FieldType::PersonName => "name of one of us".to_owned(),
        FieldType::Ref(kind) => format!("→ `{kind}`"),
        FieldType::Refs(kind) => format!("→ `{kind}`, any number"),
        FieldType::OneOf(kinds) => format!("→ one of `{}`", kinds.join("`, `")),
        FieldType::Shares(kind) => format!("shares of `{kind}`, 100 % together"),
        FieldType::Steps => "steps from stage to stage".to_owned(),
        FieldType::Named(Named::Kind) => "name of a kind".to_owned(),
        FieldType::Named(Named::List) => "name of a code list".to_owned(),
        FieldType::Named(Named::Of(_)) => "name of a table of the reports".to_owned(),
        FieldType::Named(Named::Among(of, _)) => format!("name of a part of what `{}` names", of.name),
        FieldType::Named(Named::Code(list)) => format!("code of the list in `{}`", list.name),
    };
    match field.place {
        Place::Own => ty,
        Place::Member(register) => format!("{ty}; in register `{register}`"),
    }
}

fn asked(field: &FieldDef) -> String {
    let need = match field.need {
        Need::Must => "must",
        Need::Later => "待补",
        Need::Optional if field.machine => "by the program",
        Need::Optional => "",
    };
    let when = field.when.map(|w| format!("when `{}` is {}", w.field, w.is.join(", ")));
    let words: Vec<&str> = [need, when.as_deref().unwrap_or_default()].into_iter().filter(|w| !w.is_empty()).collect();
    words.join(", ")
}
