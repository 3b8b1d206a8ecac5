//! Our own side of the invented workspace: units, groups of majors, majors and people.

use super::draft::{Draft, Write, person_name};
use super::rng::Rng;
use super::words::{COLLEGES, GROUPS, HONOURS, MAJORS, OFFICES, OUR_POSTS, SAMPLE};
use super::{Kind, Plan};
use crate::kinds::{major, major_group, person, unit};
use crate::record::Record;

/// How many colleges there are.
const COLLEGE_COUNT: u64 = COLLEGES.len() as u64;

pub(super) fn unit(plan: &Plan, index: u64, write: Write) -> Record {
    let mut draft = Draft::new(unit::KIND.name, plan.id(Kind::Unit, index), write);
    let at = usize::try_from(index).unwrap_or(0);
    let (name, sort) = match COLLEGES.get(at) {
        Some(name) => (*name, "college"),
        None => (OFFICES.get(at - COLLEGES.len()).copied().unwrap_or_default(), "office"),
    };
    draft.text(unit::NAME, format!("{SAMPLE}{name}"));
    draft.text(unit::SORT, sort);
    draft.done()
}

pub(super) fn major_group(plan: &Plan, index: u64, write: Write) -> Record {
    let mut draft = Draft::new(major_group::KIND.name, plan.id(Kind::MajorGroup, index), write);
    let name = usize::try_from(index).ok().and_then(|at| GROUPS.get(at)).copied().unwrap_or_default();
    draft.text(major_group::NAME, format!("{SAMPLE}{name}"));
    draft.put(major_group::LEAD_UNIT, &plan.id(Kind::Unit, index % COLLEGE_COUNT));
    draft.done()
}

pub(super) fn major(plan: &Plan, index: u64, write: Write, rng: &mut Rng) -> Record {
    let mut draft = Draft::new(major::KIND.name, plan.id(Kind::Major, index), write);
    let name = usize::try_from(index).ok().and_then(|at| MAJORS.get(at)).copied().unwrap_or_default();
    draft.text(major::NAME, name);
    // No code of the national catalogue begins with 99.
    draft.text(major::CODE, format!("99{index:04}"));
    draft.text(major::LEVEL, "associate");
    draft.put(major::GROUP, &plan.id(Kind::MajorGroup, index % GROUPS.len() as u64));
    draft.put(major::UNIT, &plan.id(Kind::Unit, index % COLLEGE_COUNT));
    if rng.chance(40) {
        draft.element(major::HONOURS, rng.pick(HONOURS));
    }
    draft.done()
}

pub(super) fn person(plan: &Plan, index: u64, write: Write) -> Record {
    let mut draft = Draft::new(person::KIND.name, plan.id(Kind::Person, index), write);
    let (name, post) = colleague(plan, index);
    draft.text(person::NAME, name);
    draft.put(person::UNIT, &plan.id(Kind::Unit, index % super::UNITS));
    draft.text(person::TITLE, post);
    draft.done()
}

/// Name and post of one of us, the same wherever they are written.
pub(super) fn colleague(plan: &Plan, index: u64) -> (String, &'static str) {
    let mut rng = plan.dice(Kind::Person, index);
    (person_name(&mut rng), rng.pick(OUR_POSTS))
}
