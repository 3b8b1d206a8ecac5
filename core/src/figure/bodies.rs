//! 三会一组四方: whether all four sides sit in a body, when its term ends, how often it meets beside
//! what its charter asks, and what became of its resolutions (domain §6.4).

use super::board::{Board, BoardDef, Cell, Head, Ranked, by_thing, ranked};
use super::{
    Ask, Better, Extractor, Fact, Family, Figure, FigureDef, Lies, Measure, PIECE, Sink, Span, Sum, Unit, Window,
};
use crate::kinds::threshold::TERM_NOTICE;
use crate::kinds::{body, meeting, member, partner, resolution};
use crate::ledger::Ledger;
use crate::record::{Id, Record};
use crate::schema::Duty;
use crate::value::{CivilDate, Date};
use std::collections::{BTreeMap, BTreeSet};

/// A body, to the day on which it ceased; its sort is that of the body.
const BODY: Measure = Measure("body");
/// A body whose term has a last day, on that day.
const TERM_ENDS: Measure = Measure("body-term-ends");
/// Meetings a year that the charter of a body asks for, as pieces.
const CHARTER: Measure = Measure("body-charter");
/// A seat, for its term; about the body; its sort is the side.
const SEAT: Measure = Measure("body-seat");
/// A meeting, on its day; about the body.
const MET: Measure = Measure("body-met");
/// A seat of ours from which a body is led, for its term; about the body.
const OFFICE: Measure = Measure("body-office");
/// What was on the agenda of a meeting of those who lead the school, as pieces, on its day.
const TOPICS: Measure = Measure("meeting-topics");
/// A resolution that was not dropped, on the day it is due; about the body; its sort is its state.
const DECIDED: Measure = Measure("body-decided");

const BODIES: Unit = Unit::Pieces("个");
const MEETINGS: Unit = Unit::Pieces("次");
const TOPICS_IN: Unit = Unit::Pieces("个");

/// The family.
pub static FAMILY: Family = Family {
    name: "bodies",
    label: "三会一组四方",
    extractors: &[
        Extractor { kind: &body::KIND, also: &[("meeting", "body")], read: read_body },
        Extractor { kind: &member::KIND, also: &[], read: read_member },
        Extractor { kind: &meeting::KIND, also: &[("resolution", "meeting")], read: read_meeting },
        Extractor { kind: &resolution::KIND, also: &[], read: read_resolution },
    ],
    figures: &[
        FigureDef {
            name: "bodies-four-sides-rate",
            label: "四方齐全的三会",
            unit: Unit::Percent,
            formula: "办学理事会、专业建设指导委员会、校友工作委员会里，今天政、行、企、校四方都有成员的占比；没写哪一方、写了校内部门的成员算校方。",
            span: Span::Today,
            better: Better::More,
            compute: four_sides,
        },
        FigureDef {
            name: "bodies-term-ending",
            label: "届满或快届满的机构",
            unit: BODIES,
            formula: "没有撤销、本届届满日期已过，或者在“机构届满前几天提醒”的天数内的机构个数：该换届了。",
            span: Span::Today,
            better: Better::Less,
            compute: term_ending,
        },
        FigureDef {
            name: "bodies-met-rate",
            label: "会次达到章程",
            unit: Unit::Percent,
            formula: "章程写了每年会次的机构，本自然年开会的次数占章程规定次数的比例；多开的不超过规定次数计。",
            span: Span::Year,
            better: Better::More,
            compute: met,
        },
        FigureDef {
            name: "topics-year",
            label: "上会议题数",
            unit: TOPICS_IN,
            formula: "本自然年领导小组的会、名称里有“办公会”“党委会”的机构的会上，议题的个数：议题一行一个，也可以用分号隔开；没写议题的会不算。",
            span: Span::Year,
            better: Better::More,
            compute: |ask| ask.total(TOPICS_IN, TOPICS, Span::Year),
        },
        FigureDef {
            name: "offices-held",
            label: "在联盟任职",
            unit: Unit::Pieces("席"),
            formula: "今天没有撤销的联盟里，由校方成员担任理事长、副理事长、理事、秘书长的席位数；写了校内部门的成员算校方。",
            span: Span::Today,
            better: Better::More,
            compute: offices,
        },
    ],
};

/// 组织机构.
pub static BOARD: BoardDef = BoardDef {
    name: "bodies",
    label: "三会一组：四方、会次、决议",
    duty: Duty::Planning,
    asks: "哪个机构缺一方、该换届、没开够会？",
    lead: "每个机构四方各有几个席位（空着的就是缺的一方）、本自然年开了几次会、章程要几次、决议办了几条。",
    span: Span::Year,
    covers: false,
    compute,
};

fn read_body(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let (unit, over) = (record.get(body::UNIT), record.get(body::DISSOLVED));
    let sort = record.get(body::SORT).unwrap_or_default();
    sink.say(BODY).unit(unit).during(None, over).tag(Some(sort)).end();
    if over.is_none() && record.get(body::TERM_END).is_some() {
        sink.say(TERM_ENDS).unit(unit).on(record.get(body::TERM_END)).end();
    }
    if let Some(times) = record.get(body::CHARTER_MEETINGS).filter(|times| *times > 0) {
        let pieces = i64::try_from(times).unwrap_or(i64::MAX).saturating_mul(PIECE);
        sink.say(CHARTER).unit(unit).during(None, over).amount(pieces).end();
    }
}

fn read_member(_: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let ours = || record.get(member::UNIT).map(|_| "school".to_owned());
    let side = record.get(member::SIDE).or_else(ours);
    let leads = matches!(record.get(member::ROLE).as_deref(), Some("chair" | "vice_chair" | "director" | "secretary"));
    let term = (record.get(member::START), record.get(member::END));
    if leads && side.as_deref() == Some("school") {
        let said = sink.say(OFFICE).about(record.get(member::BODY)).unit(record.get(member::UNIT));
        said.during(term.0, term.1).end();
    }
    sink.say(SEAT).about(record.get(member::BODY)).tag(side).during(term.0, term.1).end();
}

/// What was on an agenda: one a line, or between semicolons.
fn topics(text: &str) -> usize {
    text.split(['\n', '；', ';']).filter(|topic| topic.chars().any(char::is_alphanumeric)).count()
}

/// Whether those who lead the school sit in a body.
fn leads_the_school(body: &Record) -> bool {
    let name = body.get(body::NAME).unwrap_or_default();
    body.get(body::SORT).as_deref() == Some("leading_group")
        || ["办公会", "党委会"].iter().any(|word| name.contains(word))
}

fn read_meeting(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let (body, date) = (record.get(meeting::BODY), record.get(meeting::DATE));
    sink.say(MET).about(body).on(date).end();
    let of = body.map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id)).and_then(|id| ledger.get(&id));
    let topics = record.get(meeting::TOPICS).map_or(0, |text| topics(&text));
    if let Some(of) = of.filter(|of| topics > 0 && leads_the_school(of)) {
        let pieces = i64::try_from(topics).unwrap_or(i64::MAX).saturating_mul(PIECE);
        sink.say(TOPICS).about(body).unit(of.get(body::UNIT)).on(date).amount(pieces).end();
    }
}

fn read_resolution(ledger: &Ledger, record: &Record, sink: &mut Sink<'_>) {
    let state = record.get(resolution::STATE).unwrap_or_else(|| "open".to_owned());
    let meeting = record.get(resolution::MEETING).map(|id| ledger.standing_for(&id)).filter(|id| ledger.is_listed(id));
    let body = meeting.and_then(|id| ledger.get(&id)).and_then(|meeting| meeting.get(meeting::BODY));
    if state != "dropped" {
        sink.say(DECIDED).about(body).on(record.get(resolution::DUE)).tag(Some(state)).end();
    }
}

/// The bodies that are there today.
fn there<'a>(ask: &Ask<'a>, measure: Measure) -> impl Iterator<Item = Fact<'a>> {
    let now = now(ask);
    ask.facts(measure).filter(move |fact| now.may_meet(fact))
}

fn now(ask: &Ask<'_>) -> Window {
    let today = ask.window(Span::Today).last;
    Window { first: today, last: today }
}

/// The seats of today by body.
fn seats<'a>(ask: &Ask<'a>) -> BTreeMap<Id, Vec<Fact<'a>>> {
    let now = now(ask);
    by_thing(ask, SEAT, |seat| now.may_meet(seat))
}

fn four_sides(ask: &Ask<'_>) -> Figure {
    let seats = seats(ask);
    let (mut whole, mut all) = (Sum::default(), Sum::default());
    for body in there(ask, BODY).filter(|fact| three(fact.tag)) {
        let here = seats.get(&body.of).map(Vec::as_slice).unwrap_or_default();
        let sides: BTreeSet<&str> = here.iter().map(|seat| seat.tag).filter(|side| !side.is_empty()).collect();
        let full = partner::SIDES.codes.iter().all(|side| sides.contains(side.code));
        for sum in [Some(&mut all), full.then_some(&mut whole)].into_iter().flatten() {
            sum.add(body.of, PIECE);
            here.iter().for_each(|seat| sum.because(body.of, seat.of));
        }
    }
    Figure::ratio(Unit::Percent, BODIES, whole, all)
}

/// Of the part: a body and its seats lie together.
fn offices(ask: &Ask<'_>) -> Figure {
    let now = now(ask);
    let bodies = ask.facts.all(BODY).filter(|body| body.tag == "alliance" && now.may_meet(body));
    let alliances: BTreeSet<Id> = bodies.map(|body| body.of).collect();
    let mut held = Sum::default();
    for seat in ask.facts(OFFICE).filter(|seat| now.may_meet(seat)) {
        if let Some(body) = seat.about.map(|id| ask.ledger.standing_for(&id)).filter(|id| alliances.contains(id)) {
            held.add(seat.of, PIECE);
            held.because(seat.of, body);
        }
    }
    Figure::sum(Unit::Pieces("席"), held)
}

fn term_ending(ask: &Ask<'_>) -> Figure {
    let notice = i32::try_from(ask.whole(TERM_NOTICE)).unwrap_or(i32::MAX);
    let until = ask.window(Span::Today).last.saturating_add(notice);
    let (sum, unclear) = ask.sum_in(TERM_ENDS, Window { first: i32::MIN, last: until }, |_| true);
    Figure::sum(BODIES, sum).unclear(unclear)
}

/// Meetings held of meetings that charters ask for, no more than that, body by body.
fn met(ask: &Ask<'_>) -> Figure {
    let window = ask.window(Span::Year);
    let meetings = by_thing(ask, MET, |meeting| window.has(meeting) == Lies::In);
    let (mut held, mut asked) = (Sum::default(), Sum::default());
    for body in there(ask, CHARTER) {
        let here: Vec<Id> = meetings.get(&body.of).into_iter().flatten().map(|meeting| meeting.of).collect();
        let times = i64::try_from(here.len()).unwrap_or(i64::MAX).saturating_mul(PIECE).min(body.amount);
        asked.add(body.of, body.amount);
        here.iter().for_each(|meeting| asked.because(body.of, *meeting));
        if times > 0 {
            held.add(body.of, times);
            here.iter().for_each(|meeting| held.because(body.of, *meeting));
        }
    }
    Figure::ratio(Unit::Percent, MEETINGS, held, asked)
}

fn compute(ask: &Ask<'_>) -> Board {
    let columns = partner::SIDES.codes.iter().map(|side| Head::words(side.label));
    let columns = columns.chain(["本年会次", "本年决议办结"].map(Head::words)).collect();
    Board { of: "机构", rows: ranked(ask, BOARD.name, usize::MAX, rows), columns }
}

/// The bodies of a part: everything about one lies in its part.
fn rows(ask: &Ask<'_>) -> Vec<Ranked<(usize, String)>> {
    let (seats, window) = (seats(ask), ask.window(Span::Year));
    let [meetings, decided] = [MET, DECIDED].map(|measure| by_thing(ask, measure, |fact| window.has(fact) == Lies::In));
    let sides = partner::SIDES.codes;
    let pieces =
        |facts: &[&Fact<'_>], unit| Cell::of(Figure::sum(unit, facts.iter().map(|fact| (fact.of, PIECE)).collect()));
    let row = |body: Fact<'_>| {
        let record = ask.ledger.get(&body.of);
        let here: Vec<&Fact<'_>> = seats.get(&body.of).into_iter().flatten().collect();
        let mut cells: Vec<Cell> = sides
            .iter()
            .map(|side| {
                let of_side: Vec<&Fact<'_>> = here.iter().filter(|seat| seat.tag == side.code).copied().collect();
                pieces(&of_side, Unit::Pieces("席"))
            })
            .collect();
        let all = |found: &BTreeMap<Id, Vec<Fact<'_>>>| -> Vec<Id> {
            found.get(&body.of).into_iter().flatten().map(|fact| fact.of).collect()
        };
        let held = all(&meetings);
        let charter = record.as_ref().and_then(|record| record.get(body::CHARTER_MEETINGS));
        let times = charter.map_or_else(|| format!("{}", held.len()), |charter| format!("{}/{charter}", held.len()));
        cells.push(Cell::of(Figure::sum(MEETINGS, held.iter().map(|id| (*id, PIECE)).collect())).marked(times));
        let due = all(&decided);
        let done = decided.get(&body.of).into_iter().flatten().filter(|fact| fact.tag == "done");
        let share = format!("{}/{}", done.count(), due.len());
        let sum = due.iter().map(|id| (*id, PIECE)).collect();
        cells.push(Cell::of(Figure::sum(Unit::Pieces("条"), sum)).marked(share));
        let missing: Vec<&str> =
            sides.iter().filter(|side| !here.iter().any(|seat| seat.tag == side.code)).map(|side| side.label).collect();
        let lacks = (!missing.is_empty() && three(body.tag)).then(|| format!("缺{}", missing.join("、")));
        let term = record.and_then(|record| record.get(body::TERM_END)).map(|end| term(ask, end));
        let note = [lacks, term].into_iter().flatten().collect::<Vec<_>>().join("，");
        let sort = body::SORTS.codes.iter().position(|code| code.code == body.tag);
        let head = Head::of(ask.ledger, body.of);
        let rank = (sort.unwrap_or(usize::MAX), head.label.clone());
        Ranked { id: body.of, rank, head: head.noted(note), cells }
    };
    there(ask, BODY).map(row).collect()
}

/// Whether a sort is one of 三会, in which all four sides are to sit.
fn three(sort: &str) -> bool {
    matches!(sort, "council" | "major_board" | "alumni_board")
}

/// When the term ends, in words.
fn term(ask: &Ask<'_>, end: Date) -> String {
    let today = CivilDate::from_unix_days(i64::from(ask.window(Span::Today).last));
    let over = end.latest() < today;
    format!("{}{}届满", end.show(), if over { "已" } else { "" })
}
