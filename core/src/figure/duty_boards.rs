//! 五个工作方向: the tasks that each of them has, and what became of these.

use super::board::{Board, BoardDef, Cell, Head};
use super::tasks::{TASK, is_done};
use super::{Amount, Ask, Fact, Figure, Lies, Span, Unit};
use crate::kinds::task;
use crate::schema::Duty;

/// 五个方向.
pub static DIRECTIONS: BoardDef = BoardDef {
    name: "directions",
    label: "五个工作方向",
    duty: Duty::Planning,
    asks: "五个方向的任务办了几项、逾期几项？",
    lead: "本自然年到期的任务按五个方向数：一共几项、办了几项、逾期几项；到期办结率是到今天已到期（今天到期的算在内）的任务里办了的占比，今天到期的明天起才算逾期。",
    span: Span::Year,
    covers: false,
    compute: directions,
};

fn directions(ask: &Ask<'_>) -> Board {
    let (year, elapsed) = (ask.window(Span::Year), ask.elapsed(Span::Year));
    let row = |code: &str| -> Vec<Cell> {
        let here = |fact: &Fact<'_>| fact.tag.split('/').next() == Some(code);
        let sum = |window, is: &dyn Fn(&Fact<'_>) -> bool| {
            Cell::of(Figure::sum(Unit::Pieces("项"), ask.sum_in(TASK, window, |fact| here(fact) && is(fact)).0))
        };
        let past = ask.passed(Span::Year);
        let late = |fact: &Fact<'_>| !is_done(fact.tag) && past.has(fact) == Lies::In;
        let all = |_: &Fact<'_>| true;
        let due = |is: &dyn Fn(&Fact<'_>) -> bool| ask.sum_in(TASK, elapsed, |fact| here(fact) && is(fact)).0;
        let rate = Figure::ratio(Unit::Percent, Unit::Pieces("项"), due(&|fact| is_done(fact.tag)), due(&all));
        let shown = rate.value().map_or_else(String::new, Amount::show);
        vec![sum(year, &all), sum(year, &|fact| is_done(fact.tag)), sum(past, &late), Cell::of(rate).marked(shown)]
    };
    let directions = task::DIRECTIONS.codes.iter().map(|code| (Head::words(code.label), row(code.code)));
    Board {
        of: "工作方向",
        rows: directions.chain([(Head::words("没写方向"), row(""))]).collect(),
        columns: ["任务", "已办", "逾期未办", "到期办结率"].map(Head::words).to_vec(),
    }
}
