//! What a table for others is: its columns, and for each column where it comes from. How rows are
//! made from it is in `make`; the tables themselves have a file each.

use super::{Answer, Ask, Subject};
use crate::period::{Opens, Period, SCHOOL_YEAR_STARTS};
use crate::schema::{Field, FieldDef, KindDef};
use crate::value::{CivilDate, Month};

/// A table: what the map of the ministry's and our own reports says of it.
#[derive(Debug)]
pub struct TableDef {
    /// Name in code, URLs and test ids. Never changes.
    pub name: &'static str,
    /// The words people see.
    pub title: &'static str,
    /// Under which heading the list of reports has it.
    pub group: Group,
    /// Where its columns were found.
    pub origin: Origin,
    /// What one row is, in words.
    pub row: &'static str,
    /// The periods by which it can be counted, the usual one first; empty = it has none.
    pub clocks: &'static [Clock],
    /// With which period of which clock the page opens; `None` = with all records.
    pub start: Option<(Opens, Clock)>,
    /// Whether it can be made for one college.
    pub scoped: bool,
    /// One sentence for the page: how it counts, what to check.
    pub help: &'static str,
    /// The columns in the order of the source.
    pub columns: &'static [ColumnDef],
    /// The rows in the order of the table.
    pub subjects: fn(&Ask<'_>) -> Vec<Subject>,
}

/// One definition stands for one table: the same place in memory, the same table.
impl PartialEq for TableDef {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
impl Eq for TableDef {}

impl TableDef {
    /// Returns the column with the ministry's name or, where it has none, the heading `code`.
    #[must_use]
    pub fn column(&self, code: &str) -> Option<&'static ColumnDef> {
        self.columns.iter().find(|c| c.id() == code)
    }

    /// Whether any column holds money whose unit the exporter chooses.
    #[must_use]
    pub fn has_money(&self) -> bool {
        self.columns.iter().any(|c| c.format == Format::Money)
    }
}

/// The headings of the list of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Tables of the ministry's interface.
    Ministry,
    /// 状态数据, per major and per base.
    Status,
    /// Figures of the whole school, 质量年报 and 双高.
    School,
    /// What is handed to a partner, and what teachers need.
    Partners,
}

/// Where a table was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The ministry's name of the table, or empty.
    pub code: &'static str,
    /// The document.
    pub document: &'static str,
    /// How sure we are of it.
    pub sure: Sure,
}

/// How sure we are of what a definition says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// Headings and order stand in a public source.
    Found,
    /// Put together by us: 请核对.
    Unverified,
}

/// By what a table can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    /// 自然年.
    Year,
    /// 学年.
    SchoolYear,
    /// One month.
    Month,
}

impl Clock {
    /// Returns the period that runs on a day.
    #[must_use]
    pub const fn running(self, today: CivilDate) -> Period {
        match self {
            Self::Year => Period::year_of(today),
            Self::SchoolYear => Period::school_year_of(today, SCHOOL_YEAR_STARTS),
            Self::Month => Period::Month(Month::of(today)),
        }
    }
}

/// A column, and the one place from which it is filled.
#[derive(Debug)]
pub struct ColumnDef {
    /// The ministry's name of the column, or empty.
    pub code: &'static str,
    /// The Chinese heading.
    pub label: &'static str,
    /// From where it is filled.
    pub source: Source,
    /// Unit of its numbers, or empty.
    pub unit: &'static str,
    /// How a value is written.
    pub format: Format,
    /// Most characters that the source gives; `None` = not known.
    pub max: Option<usize>,
    /// Whether a row without it is refused. The sources hardly say: 请核对.
    pub required: bool,
}

/// From where a column is filled. There is no column without one.
#[derive(Debug)]
pub enum Source {
    /// A field of the record of this kind that the row is about.
    Field(&'static KindDef, &'static FieldDef),
    /// A figure.
    Computed(Formula),
    /// What is the same in every row.
    Constant(Setting),
    /// The period for which the table is made.
    Period,
    /// The key of the row: 32 capital letters and digits, the same whenever the row is made.
    Key,
    /// Not collected here, with the reason in words; the column stays empty.
    Withheld(&'static str),
}

/// A computed column: what it is called, how it is computed in words, and the computation.
#[derive(Debug, Clone, Copy)]
pub struct Formula {
    /// Name in English, for the map.
    pub name: &'static str,
    /// The formula in words, for the page.
    pub words: &'static str,
    /// The computation.
    pub of: fn(&Ask<'_>, &Subject) -> Answer,
}

/// Values that the exporter sets once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// 学校（机构）标识码.
    SchoolCode,
    /// 数据采集时间.
    Collected,
}

/// How a value of a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text as it is.
    Text,
    /// Text of which what is too long is cut, and it is said so.
    Cut,
    /// A whole number.
    Count,
    /// A number with at most two decimals.
    Quantity,
    /// Money in 元 or 万元, as the exporter chooses.
    Money,
    /// Money in 元 whatever the exporter chooses.
    Yuan,
    /// A percentage with two decimals, without the sign.
    Percent,
    /// `YYYYMMDD`; a vaguer date is refused.
    Day,
    /// `YYYYMM`; a date of which only the year is known is refused.
    Month,
    /// 18 characters with the right check character.
    Uscc,
    /// Ten digits.
    SchoolCode,
}

impl Format {
    /// Whether a spreadsheet should take the cells for numbers.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Quantity | Self::Money | Self::Yuan | Self::Percent)
    }
}

impl ColumnDef {
    /// Returns a column that is text, of any length, and may be empty.
    #[must_use]
    pub const fn new(code: &'static str, label: &'static str, source: Source) -> Self {
        Self { code, label, source, unit: "", format: Format::Text, max: None, required: false }
    }
    /// A column of people's numbers, counted in `unit`.
    #[must_use]
    pub const fn count(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self.format = Format::Count;
        self
    }
    /// An amount with decimals, in `unit`.
    #[must_use]
    pub const fn quantity(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self.format = Format::Quantity;
        self
    }
    /// Money, in the unit `unit` (元 or 万元) unless the exporter chooses.
    #[must_use]
    pub const fn money(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self.format = Format::Money;
        self
    }
    /// A percentage.
    #[must_use]
    pub const fn percent(mut self) -> Self {
        self.unit = "%";
        self.format = Format::Percent;
        self
    }
    /// The unit of its numbers, whatever the format.
    #[must_use]
    pub const fn counted(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }
    /// How a value is written.
    #[must_use]
    pub const fn written(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
    /// Most characters.
    #[must_use]
    pub const fn max(mut self, max: usize) -> Self {
        self.max = Some(max);
        self
    }
    /// A row without it is refused.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What names the column within its table: the ministry's name or, where it has none, the heading.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        if self.code.is_empty() { self.label } else { self.code }
    }
}

/// The key of the row.
pub const KEY: ColumnDef = ColumnDef::new("ZJSJWYXBS", "主键数据唯一性标识", Source::Key).max(32).required();
/// The school's code.
pub const SCHOOL: ColumnDef = ColumnDef::new("XXDM", "学校代码", Source::Constant(Setting::SchoolCode))
    .written(Format::SchoolCode)
    .max(10)
    .required();
/// When the data were collected.
pub const COLLECTED: ColumnDef =
    ColumnDef::new("SJCJSJ", "数据采集时间", Source::Constant(Setting::Collected)).max(15).required();

/// A column filled by a field of the record of `kind` that the row is about.
#[must_use]
pub const fn field<T>(code: &'static str, label: &'static str, kind: &'static KindDef, field: Field<T>) -> ColumnDef {
    ColumnDef::new(code, label, Source::Field(kind, field.def()))
}

/// A column filled by a figure: its name, its formula in words, and its computation.
#[must_use]
pub const fn computed(
    code: &'static str,
    label: &'static str,
    (name, words): (&'static str, &'static str),
    of: fn(&Ask<'_>, &Subject) -> Answer,
) -> ColumnDef {
    ColumnDef::new(code, label, Source::Computed(Formula { name, words, of }))
}
