//! Partners of the invented workspace, the people there, and what is signed with them.

use super::draft::{Draft, Write, day_of, person_name, phone};
use super::rng::Rng;
use super::words::{AGREEMENTS, BRAND_FIRST, BRAND_SECOND, FIRM_FORMS, ROADS, SAMPLE, TAGS, THEIR_POSTS, TRADES};
use super::{Kind, PEOPLE, Plan, UNITS, school};
use crate::kinds::{agreement, contact, partner};
use crate::record::Record;
use crate::value::Uscc;
use serde_json::json;

/// Registering body 9 (industry and commerce), enterprise 1, and a district that does not exist,
/// so that no code is that of a real firm.
const INVENTED_REGION: &str = "91329999";

pub(super) fn partner(plan: &Plan, index: u64, write: Write, rng: &mut Rng) -> Record {
    let mut draft = Draft::new(partner::KIND.name, plan.id(Kind::Partner, index), write);
    let (trade, industry) = rng.pick(TRADES);
    let name = [SAMPLE, rng.pick(BRAND_FIRST), rng.pick(BRAND_SECOND), trade, rng.pick(FIRM_FORMS)].concat();
    draft.text(partner::NAME, name);
    if let Some(code) = code(rng).filter(|_| rng.chance(90)) {
        draft.put(partner::USCC, &code);
    }
    draft.text(partner::SIDE, "firm");
    draft.text(partner::TYPE, "enterprise");
    if let Some((town, district)) = plan.town(rng) {
        draft.text(partner::DISTRICT, district);
        draft.put(partner::TOWN, &town);
    }
    draft.text(partner::ADDRESS, format!("{}路 {} 号", rng.pick(ROADS), rng.between(1, 399)));
    draft.text(partner::INDUSTRY, industry);
    draft.text(partner::SCALE, rng.code(&partner::SCALES));
    for _ in 0..rng.below(3) {
        draft.element(partner::TAGS, rng.pick(TAGS));
    }
    draft.put(partner::LEAD_UNIT, &plan.id(Kind::Unit, rng.below(UNITS)));
    draft.text(partner::OWNER, school::colleague(plan, rng.below(PEOPLE)).0);
    draft.done()
}

/// A code that passes the check of GB 32100 and belongs to nobody.
fn code(rng: &mut Rng) -> Option<Uscc> {
    Uscc::complete(&format!("{INVENTED_REGION}{:09}", rng.below(1_000_000_000))).ok()
}

pub(super) fn contact(plan: &Plan, index: u64, write: Write) -> Record {
    let mut draft = Draft::new(contact::KIND.name, plan.id(Kind::Contact, index), write);
    let host = host(plan, index);
    draft.put(contact::PARTNER, &plan.id(Kind::Partner, index / super::CONTACTS_EACH));
    draft.text(contact::NAME, host.name);
    draft.text(contact::TITLE, host.post);
    draft.text(contact::PHONE, host.phone);
    draft.done()
}

/// A person at a partner, the same wherever it is written.
pub(super) struct Host {
    pub name: String,
    pub post: &'static str,
    pub phone: String,
}

pub(super) fn host(plan: &Plan, index: u64) -> Host {
    let mut rng = plan.dice(Kind::Contact, index);
    Host { name: person_name(&mut rng), post: rng.pick(THEIR_POSTS), phone: phone(&mut rng) }
}

pub(super) fn agreement(plan: &Plan, index: u64, write: Write, rng: &mut Rng) -> Record {
    let signed = day_of(write.stamp.ms());
    let mut draft = Draft::new(agreement::KIND.name, plan.id(Kind::Agreement, index), write);
    draft.element(agreement::PARTNERS, &plan.id(Kind::Partner, index * 2).to_string());
    draft.text(agreement::TITLE, rng.pick(AGREEMENTS));
    draft.text(agreement::TYPE, rng.code(&agreement::TYPES));
    draft.text(agreement::NUMBER, format!("SL{:04}{:05}", signed.year(), index + 1));
    let expires = signed.add_days(i64::try_from(365 * rng.between(1, 5)).unwrap_or(365));
    draft.register(
        agreement::SIGNED.def().register(),
        &json!({ agreement::SIGNED.name(): signed.to_string(), agreement::EXPIRES.name(): expires.to_string() }),
    );
    draft.text(agreement::STATE, "running");
    draft.put(agreement::LEAD_UNIT, &plan.id(Kind::Unit, rng.below(UNITS)));
    draft.done()
}
