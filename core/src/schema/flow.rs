//! Stages: which steps a record may take, and what each step asks for.
//!
//! A wrong step is refused with its reason; so is entering a record at a stage without what every way
//! there asks for. What a step writes is one register, [`stage::REGISTER`]:
//! two offices that step at once clash, they do not mix.

use super::{CodeList, FieldDef, FieldType, KindDef, Rule};
use crate::schema::rule::{Facts, Moment};

/// The stages of a kind. Its stage is the field `state`.
#[derive(Debug)]
pub struct Flow {
    /// Code of the stage in which a new record starts.
    pub start: &'static str,
    /// The steps that are allowed.
    pub steps: &'static [Step],
}

/// A step that is allowed.
#[derive(Debug)]
pub struct Step {
    /// Codes of the stages from which it leads.
    pub from: &'static [&'static str],
    /// Code of the stage to which it leads.
    pub to: &'static str,
    /// Which office or body decides it.
    pub who: &'static str,
    /// Names of the fields that must be there before.
    pub asks: &'static [&'static str],
    /// Whether it needs the number of a document.
    pub number: bool,
    /// Whether it needs a reason.
    pub note: bool,
}

impl Step {
    /// A step that asks for nothing.
    #[must_use]
    pub const fn new(from: &'static [&'static str], to: &'static str, who: &'static str) -> Self {
        Self { from, to, who, asks: &[], number: false, note: false }
    }
    /// Asks for fields.
    #[must_use]
    pub const fn asks(mut self, fields: &'static [&'static str]) -> Self {
        self.asks = fields;
        self
    }
    /// Asks for the number of a document.
    #[must_use]
    pub const fn numbered(mut self) -> Self {
        self.number = true;
        self
    }
    /// Asks for a reason.
    #[must_use]
    pub const fn reasoned(mut self) -> Self {
        self.note = true;
        self
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongStep {
    /// No step leads there from here; the labels of the stages that can be reached.
    NotFromHere {
        /// Label of the stage that it is in.
        from: String,
        /// Label of the stage that was asked for.
        to: String,
        /// Labels of the stages that can be reached.
        open: Vec<String>,
    },
    /// These fields have no value yet; their labels.
    Lacks(Vec<&'static str>),
    /// It needs the number of a document.
    NoNumber,
    /// It needs a reason.
    NoNote,
    /// A rule of the kind does not hold; its own sentence.
    Rule(String),
}

impl WrongStep {
    /// One sentence for the person.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotFromHere { from, to, open } if open.is_empty() => {
                format!("“{from}”已是最后一步，不能再到“{to}”，什么都没有改。")
            }
            Self::NotFromHere { from, to, open } => {
                format!("不能从“{from}”直接到“{to}”，现在可以到：{}；什么都没有改。", open.join("、"))
            }
            Self::Lacks(labels) => format!("这一步之前要先填：{}；什么都没有改，补上再来。", labels.join("、")),
            Self::NoNumber => "这一步要有文号，请填上文号再走。".to_owned(),
            Self::NoNote => "这一步要写明原因，请填上再走。".to_owned(),
            Self::Rule(sentence) => format!("{}；什么都没有改。", sentence.trim_end_matches('。')),
        }
    }
}

impl Flow {
    /// Returns the steps that lead on from a stage.
    pub fn open(&self, from: &str) -> impl Iterator<Item = &'static Step> {
        let steps = self.steps;
        let from = if from.is_empty() { self.start } else { from }.to_owned();
        steps.iter().filter(move |step| step.from.contains(&from.as_str()))
    }

    /// Returns the step from where `facts` are to the stage `to`, if it may be taken.
    ///
    /// # Errors
    /// Says why not.
    pub fn step(
        &self,
        kind: &KindDef,
        facts: &dyn Facts,
        to: &str,
        number: &str,
        note: &str,
    ) -> Result<&'static Step, WrongStep> {
        let from = facts.code(stage::STATE).unwrap_or_else(|| self.start.to_owned());
        let label = |code: &str| stage::label(kind, code);
        let Some(step) = self.open(&from).find(|step| step.to == to) else {
            let open = self.open(&from).map(|s| label(s.to)).collect();
            return Err(WrongStep::NotFromHere { from: label(&from), to: label(to), open });
        };
        let asked = step.asks.iter().filter_map(|name| kind.field(name));
        let lacking: Vec<&'static str> = asked.filter(|f| facts.value(f).is_none()).map(|f| f.label).collect();
        if !lacking.is_empty() {
            return Err(WrongStep::Lacks(lacking));
        }
        if step.number && number.trim().is_empty() {
            return Err(WrongStep::NoNumber);
        }
        if step.note && note.trim().is_empty() {
            return Err(WrongStep::NoNote);
        }
        let due =
            |rule: &&Rule| matches!(rule.at, Moment::Step(codes) | Moment::StepOfLines(codes) if codes.contains(&to));
        match kind.rules.iter().filter(due).find_map(|rule| (rule.check)(facts)) {
            Some(sentence) => Err(WrongStep::Rule(sentence)),
            None => Ok(step),
        }
    }

    /// Returns what a record lacks in the stage that it says it has reached, however it came there: the
    /// fields for which every way asks, the number or the reason for which every last step asks, and
    /// what the rules of the stages passed find in the record itself. The field and the sentence.
    #[must_use]
    pub fn lacks(&self, kind: &KindDef, facts: &dyn Facts) -> Vec<(&'static str, String)> {
        let Some(state) = facts.code(stage::STATE).filter(|state| state != self.start) else { return Vec::new() };
        let label = stage::label(kind, &state);
        let absent = |name: &&'static str| kind.field(name).is_some_and(|field| facts.value(field).is_none());
        let asked = self.on_every_way(&state, |step| step.asks).into_iter();
        let asked = asked.filter_map(|name| Some((name, kind.field(name)?.label)));
        let asks_last = |asks: fn(&Step) -> bool| {
            let mut last = self.steps.iter().filter(|step| step.to == state).peekable();
            last.peek().is_some() && last.all(asks)
        };
        let number = asks_last(|step| step.number).then_some((stage::number().name, "文号"));
        let note = asks_last(|step| step.note).then_some((stage::note().name, "原因"));
        let mut found: Vec<(&'static str, String)> = asked
            .chain(number)
            .chain(note)
            .filter(|(name, _)| absent(name))
            .map(|(name, what)| (name, format!("阶段是“{label}”，还要有{what}，请填上或改选阶段。")))
            .collect();
        found.extend(self.broken(kind, facts, &state, |rule| match rule.at {
            Moment::Step(codes) => codes,
            _ => &[],
        }));
        found
    }

    /// Returns what the stages that a record has passed find in what belongs to it: its lines may still
    /// come.
    #[must_use]
    pub fn lacks_lines(&self, kind: &KindDef, facts: &dyn Facts) -> Vec<(&'static str, String)> {
        let state = facts.code(stage::STATE).unwrap_or_default();
        self.broken(kind, facts, &state, |rule| match rule.at {
            Moment::StepOfLines(codes) => codes,
            _ => &[],
        })
    }

    /// What the rules find that are asked at a stage through which every way to `state` leads.
    fn broken(
        &self,
        kind: &KindDef,
        facts: &dyn Facts,
        state: &str,
        stages: impl Fn(&Rule) -> &'static [&'static str],
    ) -> Vec<(&'static str, String)> {
        let mut rules = kind.rules.iter().filter(|rule| !stages(rule).is_empty()).peekable();
        if rules.peek().is_none() {
            return Vec::new();
        }
        let passed = self.on_every_way(state, |step| std::slice::from_ref(&step.to));
        rules
            .filter(|rule| stages(rule).iter().any(|code| passed.contains(code)))
            .filter_map(|rule| Some((rule.field, (rule.check)(facts)?)))
            .collect()
    }

    /// Returns the words that the steps of every way from the start to `state` give: a word that one way
    /// does without is not among them, and none are where no way leads.
    fn on_every_way(&self, state: &str, gives: impl Fn(&'static Step) -> &'static [&'static str]) -> Vec<&'static str> {
        let mut known: Vec<(&'static str, Vec<&'static str>)> = vec![(self.start, Vec::new())];
        let mut settled = false;
        // What is known of a stage only shrinks, so that this ends.
        while !settled {
            settled = true;
            for (step, from) in self.steps.iter().flat_map(|step| step.from.iter().map(move |from| (step, *from))) {
                let Some((_, before)) = known.iter().find(|(code, _)| *code == from) else { continue };
                let mut way = before.clone();
                way.extend(gives(step).iter().filter(|word| !before.contains(word)));
                match known.iter_mut().find(|(code, _)| *code == step.to) {
                    None => {
                        known.push((step.to, way));
                        settled = false;
                    }
                    Some((_, words)) => {
                        let many = words.len();
                        words.retain(|word| way.contains(word));
                        settled &= words.len() == many;
                    }
                }
            }
        }
        known.into_iter().find(|(code, _)| *code == state).map(|(_, words)| words).unwrap_or_default()
    }
}

/// The fields of the register that a step writes.
pub mod stage {
    use super::{CodeList, FieldDef, FieldType, KindDef};

    /// Name of the register.
    pub const REGISTER: &str = "stage";
    /// Name of the field that holds the stage.
    pub const STATE: &str = "state";
    /// Name of the field that holds the steps taken.
    pub const LOG: &str = "state_log";
    const GROUP: &str = "进展";

    /// The stage.
    #[must_use]
    pub const fn state(list: &'static CodeList) -> FieldDef {
        FieldDef::new(STATE, "阶段", FieldType::Choice(list)).in_register(REGISTER).group(GROUP).quick().listed()
    }
    /// Since when.
    #[must_use]
    pub const fn since() -> FieldDef {
        FieldDef::new("state_since", "进入阶段日期", FieldType::Date).in_register(REGISTER).group(GROUP)
    }
    /// Who decided.
    #[must_use]
    pub const fn by() -> FieldDef {
        FieldDef::new("state_by", "决定方", FieldType::Text).in_register(REGISTER).group(GROUP)
    }
    /// Document number.
    #[must_use]
    pub const fn number() -> FieldDef {
        FieldDef::new("state_number", "文号", FieldType::Text).in_register(REGISTER).group(GROUP)
    }
    /// Reason.
    #[must_use]
    pub const fn note() -> FieldDef {
        FieldDef::new("state_note", "阶段说明", FieldType::Text).in_register(REGISTER).group(GROUP)
    }
    /// Steps so far.
    #[must_use]
    pub const fn log() -> FieldDef {
        FieldDef::new(LOG, "历次阶段", FieldType::Steps).in_register(REGISTER).group(GROUP).machine()
    }

    /// Returns the word for a stage of `kind`; an unknown code is itself.
    #[must_use]
    pub fn label(kind: &KindDef, code: &str) -> String {
        match kind.field(STATE).map(|f| f.ty) {
            Some(FieldType::Choice(list)) => list.label(code).unwrap_or(code).to_owned(),
            _ => code.to_owned(),
        }
    }
}
