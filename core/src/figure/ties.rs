//! Ties: what there is between a partner and us besides visits, one fact for each thing and partner.
//!
//! Depth, lamps and the account between us are computed from them. A tie counts for the partner and
//! for the college that leads it, never for the one that did the work: that is what shares are for.

use super::{Extractor, Fact, Measure, PIECE, Sink};
use crate::kinds::{
    activity, agreement, base, competition, contract, course, employment, industry_college, input, internship, need,
    order_class, part_time_teacher, person, project, rd_center, skill_certificate, teacher_practice, team, textbook,
    training, visit,
};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::value::{Date, Money, Quantity};

/// A tie with a partner; its sort is a [`Tie`], its amount is in that tie's unit.
pub const TIE: Measure = Measure("tie");

macro_rules! ties {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// What ties a partner to us.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Tie { $($(#[$doc])* $name),+ }

        impl Tie {
            /// The code that facts carry.
            const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
            /// Returns the tie that a fact is about.
            #[must_use]
            pub fn of(fact: &Fact<'_>) -> Option<Self> {
                match fact.tag { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

ties! {
    /// An agreement that was not ended, from its signing to its last day.
    Agreement = "agreement",
    /// Students in an internship, in people.
    Internship = "internship",
    /// Graduates employed, in people.
    Employment = "employment",
    /// An order class.
    OrderClass = "order",
    /// A course made together.
    Course = "course",
    /// A course made together that is taught by a standard of the industry.
    Standard = "standard",
    /// A textbook made together.
    Textbook = "textbook",
    /// A part-time teacher with a letter of appointment, as long as it holds.
    Teacher = "teacher",
    /// What such a teacher taught in the school year, in lessons.
    Lessons = "lessons",
    /// A base.
    Base = "base",
    /// Money that the partner put in, in cents.
    Money = "money",
    /// Equipment and other things that it put in, in cents.
    Equipment = "equipment",
    /// A project of the mode 共建实体, or a research centre.
    Entity = "entity",
    /// An industry college that was opened.
    College = "college",
    /// A contract for services, from its signing to its last day.
    Contract = "contract",
    /// Training of its employees, in person-days.
    Training = "training",
    /// A teacher's practice there in which he works for the partner, in days.
    Practice = "practice",
    /// The same in which the partner teaches or shows him something.
    Trained = "trained",
    /// Posts that the partner offered at a visit.
    Posts = "posts",
    /// Machine hours shared a year, in hours.
    Machine = "machine",
    /// A competition with it.
    Competition = "competition",
    /// A certificate examined with it.
    Skill = "skill",
    /// A team with members from it.
    Team = "team",
    /// A teacher who came from it, or an event to find some.
    Hiring = "hiring",
    /// An event to win students.
    Admission = "admission",
    /// An event with alumni.
    Alumni = "alumni",
}

macro_rules! read {
    ($kind:ident, $read:expr) => {
        Extractor { kind: &$kind::KIND, also: &[], read: |_, record, sink| $read(record, sink) }
    };
}

/// What records say towards ties.
pub static EXTRACTORS: &[Extractor] = &[
    read!(agreement, agreements),
    read!(internship, internships),
    read!(employment, employments),
    read!(order_class, order_classes),
    read!(course, courses),
    read!(textbook, textbooks),
    read!(part_time_teacher, teachers),
    read!(base, bases),
    read!(input, inputs),
    read!(project, projects),
    read!(rd_center, centres),
    read!(industry_college, colleges),
    read!(contract, contracts),
    read!(training, trainings),
    read!(teacher_practice, practices),
    read!(competition, competitions),
    read!(skill_certificate, skills),
    read!(team, teams),
    read!(person, people),
    read!(activity, activities),
    Extractor { kind: &need::KIND, also: &[], read: needs },
];

/// A stretch of time that something lasts.
type During = (Option<Date>, Option<Date>);

/// Something that happens on one day.
const fn on(date: Option<Date>) -> During {
    (date, date)
}

fn say(sink: &mut Sink<'_>, tie: Tie, partners: impl IntoIterator<Item = Id>, during: During, amount: i64) {
    for partner in partners {
        let tag = Some(tie.code().to_owned());
        sink.say(TIE).partner(Some(partner)).during(during.0, during.1).amount(amount).tag(tag).end();
    }
}

/// People, as pieces.
fn people_of(count: Option<u64>) -> i64 {
    i64::try_from(count.unwrap_or_default()).unwrap_or_default().saturating_mul(PIECE)
}

/// A measured amount, in hundredths.
fn measured(amount: Option<Quantity>) -> i64 {
    i64::try_from(amount.unwrap_or_default().hundredths()).unwrap_or(i64::MAX)
}

fn agreements(record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(agreement::STATE).unwrap_or_default();
    if state == "draft" || state == "ended" {
        return;
    }
    let during = (record.get(agreement::SIGNED), record.get(agreement::EXPIRES));
    say(sink, Tie::Agreement, record.get(agreement::PARTNERS).unwrap_or_default(), during, PIECE);
}

fn internships(record: &Record, sink: &mut Sink<'_>) {
    let partner = record.get(internship::PARTNER);
    let tag = Some(Tie::Internship.code().to_owned());
    let said = sink.say(TIE).partner(partner).during(record.get(internship::START), record.get(internship::END));
    let said = said.or_in(record.get(internship::SCHOOL_YEAR)).tag(tag);
    said.amount(people_of(record.get(internship::HEADCOUNT))).end();
}

fn employments(record: &Record, sink: &mut Sink<'_>) {
    let amount = people_of(record.get(employment::HEADCOUNT));
    say(sink, Tie::Employment, record.get(employment::PARTNER), on(record.get(employment::YEAR)), amount);
}

fn order_classes(record: &Record, sink: &mut Sink<'_>) {
    let tag = Some(Tie::OrderClass.code().to_owned());
    let said = sink.say(TIE).partner(record.get(order_class::PARTNER)).tag(tag);
    said.during(record.get(order_class::START), record.get(order_class::END))
        .or_in(record.get(order_class::INTAKE))
        .end();
}

fn courses(record: &Record, sink: &mut Sink<'_>) {
    let during = (record.get(course::START), record.get(course::END));
    let partners = record.get(course::PARTNERS).unwrap_or_default();
    if by_standard(record) {
        say(sink, Tie::Standard, partners.clone(), during, PIECE);
    }
    say(sink, Tie::Course, partners, during, PIECE);
}

/// Whether a course is taught by a standard of the industry.
pub(super) fn by_standard(record: &Record) -> bool {
    record.get(course::STANDARD_NAME).is_some() || record.get(course::STANDARDS).is_some_and(|ids| !ids.is_empty())
}

fn textbooks(record: &Record, sink: &mut Sink<'_>) {
    let partners = record.get(textbook::PARTNERS).unwrap_or_default();
    say(sink, Tie::Textbook, partners, on(record.get(textbook::PUBLISHED)), PIECE);
}

fn teachers(record: &Record, sink: &mut Sink<'_>) {
    // Domain §6.8: counted only with a letter of appointment and lessons.
    let hours = measured(record.get(part_time_teacher::HOURS));
    if record.get(part_time_teacher::LETTER) != Some(true) || hours == 0 {
        return;
    }
    let (partner, year) = (record.get(part_time_teacher::PARTNER), record.get(part_time_teacher::SCHOOL_YEAR));
    let letter = (record.get(part_time_teacher::START), record.get(part_time_teacher::EXPIRES));
    let said = sink.say(TIE).partner(partner).tag(Some(Tie::Teacher.code().to_owned()));
    said.during(letter.0, letter.1).or_in(year).end();
    let said = sink.say(TIE).partner(partner).amount(hours).tag(Some(Tie::Lessons.code().to_owned()));
    // The hours are those of the school year, however long the letter holds.
    if year.is_some() { said.or_in(year).end() } else { said.during(letter.0, letter.1).end() }
}

fn bases(record: &Record, sink: &mut Sink<'_>) {
    let mut partners = record.get(base::PARTNERS).unwrap_or_default();
    partners.extend(record.get(base::HOST).filter(|host| !partners.contains(host)));
    say(sink, Tie::Base, partners, (record.get(base::ESTABLISHED), record.get(base::EXPIRES)), PIECE);
}

fn inputs(record: &Record, sink: &mut Sink<'_>) {
    let arrived = record.get(input::ARRIVED).map_or(0, Money::cents);
    if record.get(input::GIVER).as_deref() != Some("partner") || arrived == 0 {
        return;
    }
    let money = matches!(record.get(input::SORT).as_deref(), Some("money" | "scholarship"));
    let tie = if money { Tie::Money } else { Tie::Equipment };
    say(sink, tie, record.get(input::PARTNER), on(record.get(input::ARRIVED_ON)), arrived);
}

fn projects(record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(project::STATE).unwrap_or_default();
    let partners = record.get(project::PARTNERS).unwrap_or_default();
    let during = (record.get(project::START), record.get(project::END));
    if matches!(state.as_str(), "idea" | "talks" | "terminated") {
        return;
    }
    match record.get(project::MODE).as_deref() {
        Some("entity") => say(sink, Tie::Entity, partners, during, PIECE),
        Some("sharing") => {
            say(sink, Tie::Machine, partners, during, measured(record.get(project::MACHINE_HOURS)));
        }
        _ => {}
    }
}

fn centres(record: &Record, sink: &mut Sink<'_>) {
    let during = (record.get(rd_center::ESTABLISHED), record.get(rd_center::EXPIRES));
    say(sink, Tie::Entity, record.get(rd_center::PARTNERS).unwrap_or_default(), during, PIECE);
}

fn colleges(record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(industry_college::STATE).unwrap_or_default();
    if matches!(state.as_str(), "" | "arguing" | "planned" | "council" | "closed") {
        return;
    }
    let partners = record.get(industry_college::PARTNERS).unwrap_or_default();
    say(sink, Tie::College, partners, (record.get(industry_college::FOUNDED), None), PIECE);
}

fn contracts(record: &Record, sink: &mut Sink<'_>) {
    let signed = record.get(contract::SIGNED);
    if signed.is_some() {
        say(sink, Tie::Contract, record.get(contract::PARTNER), (signed, record.get(contract::ENDS)), PIECE);
    }
}

fn trainings(record: &Record, sink: &mut Sink<'_>) {
    let during = (record.get(training::START), record.get(training::END).or_else(|| record.get(training::START)));
    say(sink, Tie::Training, record.get(training::PARTNER), during, measured(training::person_days(record)));
}

fn practices(record: &Record, sink: &mut Sink<'_>) {
    let start = record.get(teacher_practice::START);
    let during = (start, record.get(teacher_practice::END).or(start));
    let days = measured(record.get(teacher_practice::DAYS));
    let is_taught = matches!(record.get(teacher_practice::FORM).as_deref(), Some("observe" | "trained"));
    let tie = if is_taught { Tie::Trained } else { Tie::Practice };
    say(sink, tie, record.get(teacher_practice::PARTNER), during, days);
}

/// Posts are offered on the day of the visit at which they were told; a changed visit has its needs read
/// again (`contacts`).
fn needs(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let visit = record.get(need::VISIT).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let day = visit.and_then(|id| ledger.get(&id)?.get(visit::DATE));
    let is_post = matches!(record.get(need::TYPE).as_deref(), Some("talent" | "employment"));
    let posts = people_of(record.get(need::HEADCOUNT).filter(|_| is_post));
    if day.is_some() && posts > 0 {
        say(sink, Tie::Posts, record.get(need::PARTNER), on(day), posts);
    }
}

fn competitions(record: &Record, sink: &mut Sink<'_>) {
    let partners = record.get(competition::PARTNERS).unwrap_or_default();
    say(sink, Tie::Competition, partners, on(record.get(competition::DATE)), PIECE);
}

fn skills(record: &Record, sink: &mut Sink<'_>) {
    say(sink, Tie::Skill, record.get(skill_certificate::PARTNER), on(record.get(skill_certificate::YEAR)), PIECE);
}

fn teams(record: &Record, sink: &mut Sink<'_>) {
    say(sink, Tie::Team, record.get(team::PARTNERS).unwrap_or_default(), (record.get(team::FOUNDED), None), PIECE);
}

fn people(record: &Record, sink: &mut Sink<'_>) {
    say(sink, Tie::Hiring, record.get(person::FROM_PARTNER), on(record.get(person::HIRED)), PIECE);
}

fn activities(record: &Record, sink: &mut Sink<'_>) {
    let tie = match record.get(activity::PART).as_deref() {
        Some("admission") => Tie::Admission,
        Some("alumni") => Tie::Alumni,
        Some("hiring") => Tie::Hiring,
        _ => return,
    };
    say(sink, tie, record.get(activity::PARTNERS).unwrap_or_default(), on(record.get(activity::DATE)), PIECE);
}
