//! A kind of record, and the schema: all kinds together.

use super::{FieldDef, FieldType, Flow, Need, Rule};

/// The office's five duties (表 1-2): the groups of the main menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// 规划与制度.
    Planning,
    /// 项目督查.
    Supervision,
    /// 成果转化.
    Transfer,
    /// 合同与到账.
    Contracts,
    /// 档案与报送.
    Archive,
}

/// Records of another kind that belong to this one and are shown and edited in its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Kind of the lines.
    pub kind: &'static str,
    /// Their `Ref` field that points here.
    pub via: &'static str,
    /// Whether they exist only as part of this record: a live line keeps its parent visible, and
    /// they are entered inside the parent's form.
    pub owned: bool,
}

/// Everything the program knows about a kind of record.
#[derive(Debug)]
pub struct KindDef {
    /// Name in code, files, URLs and test ids. Never changes.
    pub name: &'static str,
    /// The word people see.
    pub label: &'static str,
    /// Where the menu keeps it; `None` = only reachable through other records.
    pub duty: Option<Duty>,
    /// Names of the fields whose shown values, joined by " · ", are the title of a record.
    pub title: &'static [&'static str],
    /// Names of the fields shown below the title in lists.
    pub subtitle: &'static [&'static str],
    /// All fields in the order of the form.
    pub fields: &'static [&'static FieldDef],
    /// Lines shown on the record's page.
    pub lines: &'static [Line],
    /// Name of the `Date` field by which lists are sorted, newest first; `None` = by title. It
    /// also says to which time a record belongs.
    pub by_date: Option<&'static str>,
    /// Names of the fields by which lists go where neither dates nor titles say what comes first, such
    /// as the steps of a plan; with `-` in front the largest comes first. Behind them goes the title.
    pub sequence: &'static [&'static str],
    /// Name of the text that says in what the numbers without a unit of their own are counted.
    pub measured_in: Option<&'static str>,
    /// Name of the field that says for which year the numbers hold: over years they are not added.
    pub holds_for: Option<&'static str>,
    /// Pairs of `Date` fields of which the second must not be before the first.
    pub in_order: &'static [(&'static str, &'static str)],
    /// The stages that a record goes through; `None` = it has none.
    pub flow: Option<&'static Flow>,
    /// Codes of its `state` in which nothing has to be done any more; the last stages of a flow
    /// need not be named.
    pub closed: &'static [&'static str],
    /// Rules of the whole record, beyond what its fields ask for.
    pub rules: &'static [Rule],
    /// Whether a new record begins with today in the field of `by_date`, although it may be without it.
    pub from_today: bool,
    /// Whether it says how the workspace works, and not what people have to do with: whoever searches
    /// means it last.
    pub setting: bool,
}

/// One definition stands for one kind: the same place in memory, the same kind.
impl PartialEq for KindDef {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
impl Eq for KindDef {}

impl KindDef {
    /// What a kind is that says nothing about itself, for `..KindDef::PLAIN`.
    pub const PLAIN: Self = Self {
        name: "",
        label: "",
        duty: None,
        title: &[],
        subtitle: &[],
        fields: &[],
        lines: &[],
        by_date: None,
        sequence: &[],
        measured_in: None,
        holds_for: None,
        in_order: &[],
        flow: None,
        closed: &[],
        rules: &[],
        from_today: false,
        setting: false,
    };

    /// Returns the field named `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldDef> {
        self.fields.iter().copied().find(|f| f.name == name)
    }

    /// Returns the date before which a date of the same record cannot lie: when that began which it ends.
    #[must_use]
    pub fn begins(&self, ends: &str) -> Option<&'static str> {
        self.in_order.iter().find(|(_, second)| *second == ends).map(|(first, _)| *first)
    }

    /// Returns the fields that people type and read.
    pub fn typed_fields(&self) -> impl Iterator<Item = &'static FieldDef> + use<> {
        self.fields.iter().copied().filter(|f| !f.machine)
    }

    /// Whether something has to be done about such a record until it is closed.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.flow.is_some() || !self.closed.is_empty()
    }

    /// Whether nothing has to be done any more about a record whose `state` has this code.
    #[must_use]
    pub fn is_closed(&self, state: &str) -> bool {
        let last = |flow: &Flow| !state.is_empty() && flow.open(state).next().is_none();
        self.closed.contains(&state) || self.flow.is_some_and(last)
    }

    /// Whether a state in which nothing has to be done any more means that nothing came of it: every
    /// step to it asks for the reason, or its code says so where there are no stages.
    #[must_use]
    pub fn is_given_up(&self, state: &str) -> bool {
        const CODES: [&str; 4] = ["dropped", "declined", "skipped", "needless"];
        let reasoned = |flow: &Flow| {
            let mut into = flow.steps.iter().filter(|step| step.to == state).peekable();
            into.peek().is_some() && into.all(|step| step.note)
        };
        self.is_closed(state) && (CODES.contains(&state) || self.flow.is_some_and(reasoned))
    }

    /// Returns the date until which something has to be done: `due`, or `expires` of what runs out.
    #[must_use]
    pub fn due_field(&self) -> Option<&'static FieldDef> {
        let date = |name| self.field(name).filter(|f| f.ty == FieldType::Date);
        date("due").or_else(|| date("expires"))
    }

    /// Returns the date field of a new record that means today unless somebody says otherwise: when
    /// something was, if the record cannot be without it or begins with that day. What is due is due
    /// later; and another date that can wait is not guessed, or nobody would ask again on which day a
    /// certificate was given or a centre was founded.
    #[must_use]
    pub fn field_of_today(&self) -> Option<&'static FieldDef> {
        let date = self.by_date.and_then(|name| self.field(name))?;
        ((date.need == Need::Must || self.from_today) && self.due_field() != Some(date)).then_some(date)
    }

    /// Whether such a record can come into being by typing alone: a photo needs its file, too, and
    /// what names a part of the schema is made where that part is shown.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.fields.iter().all(|f| match f.ty {
            FieldType::Steps => true,
            FieldType::Named(_) => false,
            _ => !f.machine,
        })
    }

    /// Returns the `Ref` field through which a record of this kind belongs to `parent`, if that
    /// kind owns lines of this one.
    #[must_use]
    pub fn owner_field(&self, parent: &KindDef) -> Option<&'static FieldDef> {
        parent.lines.iter().find(|l| l.owned && l.kind == self.name).and_then(|l| self.field(l.via))
    }
}

/// All kinds that this workspace knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    kinds: &'static [&'static KindDef],
}

impl Schema {
    /// Returns the schema made of `kinds`.
    #[must_use]
    pub const fn new(kinds: &'static [&'static KindDef]) -> Self {
        Self { kinds }
    }
    /// Returns all kinds in the order of the menu.
    #[must_use]
    pub const fn kinds(&self) -> &'static [&'static KindDef] {
        self.kinds
    }
    /// Returns the kind named `name`; a newer version's kind is `None`.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&'static KindDef> {
        self.kinds.iter().copied().find(|k| k.name == name)
    }
    /// Returns the kinds that own lines of the kind `name`, with the field that points to them.
    pub fn owners(&self, name: &str) -> impl Iterator<Item = (&'static KindDef, &'static FieldDef)> + use<> {
        let kinds = self.kinds;
        let child = self.kind(name);
        kinds.iter().copied().filter_map(move |k| child.and_then(|c| c.owner_field(k)).map(|f| (k, f)))
    }
}
