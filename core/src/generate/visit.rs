//! Visits of the invented workspace, and the needs and promises that came out of them.

use super::draft::{Draft, Write, day_of, fill};
use super::rng::Rng;
use super::words::{DETAILS, ENDINGS, MAJORS, OPENINGS, POSTS, PROMISED, RARE, TALK, TOPICS};
use super::{CONTACTS_EACH, Kind, PEOPLE, Plan, partner, school};
use crate::kinds::{need, promise, visit};
use crate::record::Record;
use crate::value::Money;

/// Shortest and longest record of a visit, in characters.
const REMARKS: (u64, u64) = (60, 200);

pub(super) fn visit(plan: &Plan, index: u64, write: Write, rng: &mut Rng) -> Record {
    let entered = day_of(write.stamp.ms());
    let mut draft = Draft::new(visit::KIND.name, plan.id(Kind::Visit, index), write);
    let visited = plan.visited(index);
    draft.put(visit::PARTNER, &plan.id(Kind::Partner, visited));
    let date = entered.add_days(-i64::try_from(rng.below(3)).unwrap_or(0));
    draft.day(visit::DATE, date);
    draft.text(visit::PURPOSE, rng.code(&visit::PURPOSES));
    let (lead, title) = school::colleague(plan, rng.below(PEOPLE));
    draft.text(visit::LEAD, lead);
    draft.text(visit::LEAD_TITLE, title);
    if rng.chance(25) {
        draft.text(visit::COMPANIONS, school::colleague(plan, rng.below(PEOPLE)).0);
    }
    let host = partner::host(plan, visited * CONTACTS_EACH + rng.below(CONTACTS_EACH));
    draft.text(visit::HOST, host.name);
    if rng.chance(40) {
        draft.text(visit::HOST_TITLE, host.post);
    }
    if rng.chance(20) {
        draft.text(visit::HOST_PHONE, host.phone);
    }
    draft.text(visit::REMARKS, remarks(rng));
    if rng.chance(20) {
        draft.day(visit::NEXT_VISIT, date.add_days(i64::try_from(rng.between(14, 120)).unwrap_or(30)));
    }
    draft.done()
}

/// What was seen and said: 60 to 200 characters, short ones more often.
fn remarks(rng: &mut Rng) -> String {
    let (least, most) = REMARKS;
    let wanted = least + rng.skewed(most - least);
    let mut text = fill(rng.pick(OPENINGS), rng);
    if rng.below(1_000) == 0 {
        add(&mut text, rng.pick(RARE));
    }
    // A long sentence may not fit any more; what is there is enough then.
    while (length(&text) + 24 < wanted || length(&text) < least) && length(&text) + 40 <= most {
        let sentence = fill(rng.pick(TALK), rng);
        add(&mut text, &sentence);
    }
    if rng.chance(40) {
        let ending = fill(rng.pick(ENDINGS), rng);
        add(&mut text, &ending);
    }
    text.push('。');
    text
}

fn length(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Goes on with a sentence, if it fits.
fn add(text: &mut String, sentence: &str) {
    if length(text) + length(sentence) + 1 < REMARKS.1 {
        text.push('；');
        text.push_str(sentence);
    }
}

pub(super) fn need(plan: &Plan, index: u64, write: Write, rng: &mut Rng) -> Record {
    let visit = plan.visit_of_need(index);
    let mut draft = Draft::new(need::KIND.name, plan.id(Kind::Need, index), write);
    draft.put(need::VISIT, &plan.id(Kind::Visit, visit));
    draft.put(need::PARTNER, &plan.id(Kind::Partner, plan.visited(visit)));
    let sort = rng.pick(&["talent", "talent", "internship", "internship", "employment", "technology", "training"]);
    draft.text(need::TYPE, sort);
    if matches!(sort, "talent" | "internship" | "employment") {
        draft.put(need::MAJOR, &plan.id(Kind::Major, rng.below(MAJORS.len() as u64)));
        draft.put(need::HEADCOUNT, &rng.between(1, 60));
        let pay = Money(i64::try_from(rng.between(20, 90)).unwrap_or(50) * 10_000);
        match sort {
            "employment" => draft.put(need::STARTING_PAY, &pay),
            _ => draft.put(need::MONTHLY_PAY, &pay),
        }
        if sort == "talent" {
            draft.text(need::POST, rng.pick(POSTS));
        }
        if sort == "internship" {
            draft.put(need::LODGING, &rng.chance(60));
        }
    } else {
        draft.text(need::TOPIC, fill(rng.pick(TOPICS), rng));
    }
    if rng.chance(60) {
        draft.text(need::DETAIL, rng.pick(DETAILS));
    }
    draft.done()
}

pub(super) fn promise(plan: &Plan, index: u64, write: Write, rng: &mut Rng) -> Record {
    let visit = plan.visit_of_promise(index);
    let made = day_of(write.stamp.ms());
    let mut draft = Draft::new(promise::KIND.name, plan.id(Kind::Promise, index), write);
    draft.put(promise::VISIT, &plan.id(Kind::Visit, visit));
    draft.put(promise::PARTNER, &plan.id(Kind::Partner, plan.visited(visit)));
    draft.text(promise::SIDE, rng.code(&promise::SIDES));
    draft.text(promise::WHAT, fill(rng.pick(PROMISED), rng));
    draft.text(promise::OWNER, school::colleague(plan, rng.below(PEOPLE)).0);
    draft.day(promise::DUE, made.add_days(i64::try_from(rng.between(7, 60)).unwrap_or(30)));
    if rng.chance(50) {
        draft.text(promise::STATE, "done");
    }
    draft.done()
}
