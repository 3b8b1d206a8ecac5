//! Answers that are kept part by part are those that would be given anew and in one piece: whatever
//! changed in between, of whom and as of which day is asked.

use super::desk::{Desk, any_step};
use super::today;
use crate::figure::part::Which;
use crate::figure::{Ask, BOARDS, FAMILIES, Facts, FigureDef, Scope, Told, map, next, raised};
use crate::period::Period;
use crate::record::Id;
use crate::value::CivilDate;
use proptest::prelude::*;

/// Of whom is asked.
fn scope(n: u8) -> Scope {
    let id = |kind: &str, n: u8| Id::of_key(kind, &n.to_string());
    match n % 8 {
        0 => Scope::NoUnit,
        1 => Scope::Partner(id("partner", n / 8 % 5)),
        2 => Scope::Person(id("person", n / 8 % 5)),
        3..=5 => Scope::Unit(id("unit", n / 8 % 5)),
        _ => Scope::School,
    }
}

/// Whom [`scope`] takes for the whole school.
const SCHOOL: u8 = 7;

/// So many figures and boards are looked at after a change: one in so many.
const ONE_IN: usize = 4;

/// Who asks, of whom and so many days ago.
struct Asked<'d> {
    desk: &'d Desk,
    whom: u8,
    days: i64,
}

impl Asked<'_> {
    fn of<'a>(&'a self, facts: &'a Facts) -> Ask<'a> {
        let day = CivilDate::from_unix_days(today().unix_days() - self.days);
        let ask = Ask::new(&self.desk.ledger, facts, scope(self.whom), Period::Year(2022), day);
        if self.whom.is_multiple_of(2) { ask.as_known() } else { ask }
    }

    /// What facts that have followed every change answer, beside facts that are read anew and looked
    /// at in one piece.
    fn both<R>(&self, kept: &Facts, anew: &Facts, f: impl Fn(&Ask<'_>) -> R) -> (R, R) {
        (f(&self.of(kept)), f(&self.of(anew).among(Which::AtOnce)))
    }

    /// Whether both answer a figure alike, in all that is asked of it.
    fn same(&self, kept: &Facts, anew: &Facts, def: &FigureDef) -> Result<(), TestCaseError> {
        let (kept, anew) = self.both(kept, anew, |ask| {
            let all = def.answer(ask);
            (def.tell(ask), def.behind(ask), next(ask, def), all.value(), all.evidence(), all.whole(), all.unclear)
        });
        prop_assert_eq!(kept, anew, "{}, {:?}", def.name, scope(self.whom));
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_kept_is_right_after_every_change(
        // Few questions, so that the same is asked before and after a change.
        whoms in prop::array::uniform3(0_u8..40),
        days in prop::array::uniform2(0_i64..400),
        steps in prop::collection::vec((any_step(), 0_usize..3, 0_usize..2, 0..ONE_IN), 1..30),
    ) {
        let mut desk = Desk::new();
        let mut kept = desk.facts();
        for (step, whom, day, first) in steps {
            let changed = desk.take(&step);
            kept.follow(&desk.ledger, changed);
            let anew = desk.facts();
            let asked = Asked { desk: &desk, whom: whoms[whom], days: days[day] };
            for def in FAMILIES.iter().flat_map(|family| family.figures).skip(first).step_by(ONE_IN) {
                asked.same(&kept, &anew, def)?;
            }
            for def in BOARDS.iter().skip(first).step_by(ONE_IN) {
                let (kept, anew) = asked.both(&kept, &anew, |ask| (def.compute)(ask));
                prop_assert_eq!(kept, anew, "{}, {:?}", def.name, scope(asked.whom));
            }
            let (map_kept, map_anew) = asked.both(&kept, &anew, map);
            prop_assert_eq!(map_kept, map_anew, "map, {:?}", scope(asked.whom));
            let (kept, anew) = asked.both(&kept, &anew, raised);
            prop_assert_eq!(kept, anew, "raised, {:?}", scope(asked.whom));
        }
        prop_assert_eq!(kept.said(), desk.facts().said());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Among all kinds few records meet; among those of one family what it joins does.
    #[test]
    fn what_a_family_joins_is_right_after_every_change(
        family in any::<prop::sample::Index>(),
        (whom, days) in (0_u8..40, prop_oneof![Just(0), 0_i64..400]),
        steps in prop::collection::vec(any_step(), 1..50),
    ) {
        let family = family.get(FAMILIES);
        let mut desk = Desk::of_family(family);
        let mut kept = desk.facts();
        for step in steps {
            let changed = desk.take(&step);
            kept.follow(&desk.ledger, changed);
            let anew = desk.facts();
            for whom in [SCHOOL, whom] {
                let asked = Asked { desk: &desk, whom, days };
                family.figures.iter().try_for_each(|def| asked.same(&kept, &anew, def))?;
            }
        }
    }
}

#[test]
fn a_reference_that_comes_later_is_no_longer_a_doubt() {
    let mut desk = Desk::new();
    let firm = Id::of_key("partner", "late");
    desk.put(
        "visit",
        "v",
        &[("partner", serde_json::json!(firm.to_string())), ("date", serde_json::json!("2022-03-01"))],
    );
    let mut facts = desk.facts();
    let told = |desk: &Desk, facts: &Facts| -> Told {
        let ask = Ask::new(&desk.ledger, facts, Scope::School, Period::Year(2022), today());
        crate::figure::figure("visits-year").unwrap().tell(&ask)
    };
    assert_eq!(told(&desk, &facts).doubts, (0, 1));
    let changed = desk.write_at("partner", firm, &[("name", serde_json::json!("示例化工"))]);
    facts.follow(&desk.ledger, changed);
    assert_eq!(told(&desk, &facts).doubts, (0, 0));
}
