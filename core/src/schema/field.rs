//! A field: its name, words, type, and where its value lives in a record.

use super::{CodeList, Named};
use crate::id::Id;
use crate::value::{MoneyUnit, Precision, Shape};
use serde_json::Value;

/// What a field holds and therefore how it is asked for, checked, shown and searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text, kept exactly as typed.
    LongText,
    /// Digits of a telephone; searched by its digits.
    Phone,
    /// 统一社会信用代码, GB 32100-2015.
    Uscc,
    /// A civil date, precise to day, month or year.
    Date,
    /// An amount of money; stored in cents (分), typed in yuan.
    Money,
    /// A whole number that is not negative.
    Count,
    /// An amount with at most two decimals, in the field's unit; stored in hundredths.
    Quantity,
    /// A percentage from 0 to 100 with at most two decimals; stored in hundredths.
    Percent,
    /// 学年, as 2021-2022.
    SchoolYear,
    /// Yes or no.
    Bool,
    /// One code of a list.
    Choice(&'static CodeList),
    /// Any number of codes of a list; each is a register of its own.
    Choices(&'static CodeList),
    /// Any number of free words; each is a register of its own.
    Tags,
    /// The name of one of us: free text, offered from the people we know.
    PersonName,
    /// A record of the named kind.
    Ref(&'static str),
    /// Any number of records of the named kind; each is a register of its own.
    Refs(&'static str),
    /// A record of one of the named kinds.
    OneOf(&'static [&'static str]),
    /// Who counts how much of it: records of the named kind with percentages that sum to 100.
    Shares(&'static str),
    /// The steps that the record has taken from stage to stage; the program writes them.
    Steps,
    /// The name of a part of the schema. People read what that part is called; the program writes it.
    Named(Named),
}

impl FieldType {
    /// Whether the value is a set, stored as one register an element.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        matches!(self, Self::Choices(_) | Self::Tags | Self::Refs(_))
    }

    /// Whether the value is a number: it stands at the right of its column, and can be added up.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Money | Self::Count | Self::Quantity | Self::Percent)
    }

    /// The kinds that the field points to; empty unless it is a reference.
    #[must_use]
    pub const fn targets(&self) -> &[&'static str] {
        match self {
            Self::Ref(kind) | Self::Refs(kind) | Self::Shares(kind) => std::slice::from_ref(kind),
            Self::OneOf(kinds) => kinds,
            _ => &[],
        }
    }

    /// Whether the field points to other records.
    #[must_use]
    pub const fn is_reference(&self) -> bool {
        !self.targets().is_empty()
    }

    /// Whether the field points to records of `kind`, among others perhaps.
    #[must_use]
    pub fn points_to(&self, kind: &str) -> bool {
        self.targets().contains(&kind)
    }

    /// The records to which a stored value of the field points.
    #[must_use]
    pub fn ids(&self, value: &Value) -> Vec<Id> {
        let id = |v: &Value| v.as_str().and_then(Id::parse);
        match value {
            _ if !self.is_reference() => Vec::new(),
            Value::Array(many) => {
                many.iter().filter_map(|one| id(one.as_array().and_then(|row| row.first()).unwrap_or(one))).collect()
            }
            one => id(one).into_iter().collect(),
        }
    }

    /// Whether a form draws it over the whole width.
    #[must_use]
    pub const fn is_wide(&self) -> bool {
        matches!(self, Self::LongText | Self::Shares(_) | Self::Refs(_))
    }

    /// What the Rust type of a handle to such a field must be stored as.
    pub(super) const fn shape(&self) -> Shape {
        match self {
            Self::Text | Self::LongText | Self::Phone | Self::PersonName | Self::Choice(_) | Self::Named(_) => {
                Shape::Text
            }
            Self::Uscc => Shape::Uscc,
            Self::Date => Shape::Date,
            Self::Money => Shape::Money,
            Self::Count => Shape::Number,
            Self::Quantity | Self::Percent => Shape::Quantity,
            Self::SchoolYear => Shape::SchoolYear,
            Self::Shares(_) => Shape::Shares,
            Self::Steps => Shape::Steps,
            Self::Bool => Shape::YesNo,
            Self::Choices(_) | Self::Tags => Shape::Texts,
            Self::Ref(_) | Self::OneOf(_) => Shape::Record,
            Self::Refs(_) => Shape::Records,
        }
    }
}

/// How strongly a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A record cannot be saved without it.
    Must,
    /// The record is saved without it and stands under 待补 until it is there.
    Later,
    /// Nobody asks.
    Optional,
}

/// Where a field's value lives among the registers of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A register of its own, named as the field.
    Own,
    /// A member of a register that holds an object: values that only make sense together.
    Member(&'static str),
}

/// A field that is asked for only when another field holds one of these codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Name of the other field of the same kind (a `Choice`).
    pub field: &'static str,
    /// The codes for which this field makes sense.
    pub is: &'static [&'static str],
}

/// Everything the program knows about a field.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldDef {
    /// Name in code, files and test ids. Never changes.
    pub name: &'static str,
    /// The word people see.
    pub label: &'static str,
    /// One sentence of help, or empty.
    pub help: &'static str,
    /// Heading under which forms and pages show it.
    pub group: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// How strongly it is asked for.
    pub need: Need,
    /// Where its value lives.
    pub place: Place,
    /// When it is asked for; `None` = always.
    pub when: Option<When>,
    /// Unit shown beside the value, or empty.
    pub unit: &'static str,
    /// Whether 0 stands for no limit: it is shown as that.
    pub unlimited: bool,
    /// In which unit amounts of it stand wherever they are shown; typed they are in 元 as ever.
    pub money: MoneyUnit,
    /// Whether search reads it.
    pub searched: bool,
    /// Whether lists show it as a column by default.
    pub listed: bool,
    /// Whether the short form of the factory (phone) shows it before 更多.
    pub quick: bool,
    /// Columns of the ministry's table that it fills, with spaces between them, or empty.
    pub ministry: &'static str,
    /// Whether the program writes it and nobody types or reads it: no form and no page shows it.
    pub machine: bool,
    /// Whether it is a person's private means of contact.
    pub private: bool,
    /// Headings under which other people's tables have it, with spaces between them, or empty.
    pub also: &'static str,
    /// Whether nobody is asked for it any more; where it has a value it is shown and kept.
    pub retired: bool,
}

impl FieldDef {
    /// Returns an optional field in a register of its own.
    #[must_use]
    pub const fn new(name: &'static str, label: &'static str, ty: FieldType) -> Self {
        Self {
            name,
            label,
            ty,
            help: "",
            group: "基本情况",
            need: Need::Optional,
            place: Place::Own,
            when: None,
            unit: "",
            unlimited: false,
            money: MoneyUnit::Yuan,
            searched: matches!(
                ty,
                FieldType::Text
                    | FieldType::LongText
                    | FieldType::Phone
                    | FieldType::Uscc
                    | FieldType::Tags
                    | FieldType::PersonName
                    | FieldType::Named(_)
            ),
            listed: false,
            quick: false,
            ministry: "",
            machine: false,
            private: false,
            also: "",
            retired: false,
        }
    }

    /// A private means of contact; telephone numbers always are.
    #[must_use]
    pub const fn private(mut self) -> Self {
        self.private = true;
        self
    }
    /// Whether a file can leave it out to protect a person.
    #[must_use]
    pub const fn is_private(&self) -> bool {
        self.private || matches!(self.ty, FieldType::Phone)
    }

    /// A record cannot be saved without it; it is always in the short form.
    #[must_use]
    pub const fn must(mut self) -> Self {
        self.need = Need::Must;
        self.quick = true;
        self
    }
    /// The record waits under 待补 until it is there.
    #[must_use]
    pub const fn later(mut self) -> Self {
        self.need = Need::Later;
        self
    }
    /// Shown in the short form.
    #[must_use]
    pub const fn quick(mut self) -> Self {
        self.quick = true;
        self
    }
    /// Shown as a column of lists.
    #[must_use]
    pub const fn listed(mut self) -> Self {
        self.listed = true;
        self
    }
    /// Help, one sentence.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }
    /// Heading of the group.
    #[must_use]
    pub const fn group(mut self, group: &'static str) -> Self {
        self.group = group;
        self
    }
    /// Unit beside the value.
    #[must_use]
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }
    /// Amounts of it are such as people speak of in 万元: plans, budgets, equipment. What stands on a
    /// voucher or is paid to one person is said in 元.
    #[must_use]
    pub const fn in_ten_thousands(mut self) -> Self {
        self.money = MoneyUnit::TenThousand;
        self
    }
    /// Lives inside the register `register`, together with its other members.
    #[must_use]
    pub const fn in_register(mut self, register: &'static str) -> Self {
        self.place = Place::Member(register);
        self
    }
    /// Asked for only when `field` holds one of `is`.
    #[must_use]
    pub const fn when(mut self, field: &'static str, is: &'static [&'static str]) -> Self {
        self.when = Some(When { field, is });
        self
    }
    /// Written by the program; not for people's eyes.
    #[must_use]
    pub const fn machine(mut self) -> Self {
        self.machine = true;
        self.searched = false;
        self
    }
    /// Column of the ministry's table.
    #[must_use]
    pub const fn ministry(mut self, column: &'static str) -> Self {
        self.ministry = column;
        self
    }

    /// Not asked for any more.
    #[must_use]
    pub const fn retired(mut self) -> Self {
        self.retired = true;
        self.quick = false;
        self.listed = false;
        self
    }

    /// Returns it without its headings, which [`crate::fields`] keeps apart.
    #[must_use]
    pub const fn without_headings(mut self) -> Self {
        self.also = "";
        self
    }

    /// Headings under which other people's tables have it.
    #[must_use]
    pub const fn also(mut self, headings: &'static str) -> Self {
        self.also = headings;
        self
    }

    /// Makes 0 stand for no limit.
    #[must_use]
    pub const fn unlimited(mut self) -> Self {
        self.unlimited = true;
        self
    }

    /// Unit to write behind the shown value, or empty: money brings its own.
    #[must_use]
    pub const fn shown_unit(&self) -> &'static str {
        match self.ty {
            FieldType::Money | FieldType::Percent => "",
            _ => self.unit,
        }
    }

    /// Returns the unit of shown amounts, such as 万元 or 元/月.
    #[must_use]
    pub fn money_unit(&self) -> String {
        format!("{}{}", self.money.label(), self.per())
    }

    /// What stands behind 元 in the unit of money, as in 元/月; empty where there is nothing.
    #[must_use]
    pub fn per(&self) -> &'static str {
        self.unit.strip_prefix('元').unwrap_or_default()
    }

    /// How exactly a date is asked for: what is called a year, `month` or `period` is one, and of a
    /// house only the year is known. Whoever knows it more or less exactly may still say so.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match self.name {
            "built" => Precision::Year,
            name if name == "year" || name.ends_with("_year") => Precision::Year,
            "month" | "period" => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// Name of the register that holds the value (for sets: the prefix before `/`).
    #[must_use]
    pub const fn register(&self) -> &'static str {
        match self.place {
            Place::Own => self.name,
            Place::Member(register) => register,
        }
    }
}
