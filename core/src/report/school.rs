//! 学校校企合作情况 of the status data: the figures of the whole school in one row.

use super::cooperation::part_time_hours;
use super::service::{arrived, promised};
use super::{
    Answer, Ask, Cell, Clock, ColumnDef, Group, Origin, Source, Subject, Sure, TableDef, computed, counts, pairs,
};
use crate::kinds::{
    agreement, base, base_number, course, employment, internship, order_class, part_time_teacher, partner, rd_center,
    teacher_practice, textbook,
};
use crate::period::Opens;
use crate::record::{Id, Record};
use crate::schema::{Field, KindDef};
use crate::value::{Money, Quantity};
use std::collections::BTreeSet;
use std::rc::Rc;

/// 学校校企合作情况.
pub static COOPERATION: TableDef = TableDef {
    name: "school-cooperation",
    title: "学校校企合作情况",
    group: Group::School,
    origin: Origin { code: "", document: "高职人才培养工作状态数据采集平台", sure: Sure::Found },
    row: "全校一行",
    clocks: &[Clock::SchoolYear, Clock::Year],
    start: Some((Opens::Finished, Clock::SchoolYear)),
    scoped: false,
    help: "比例的分母取自基数，基数每学年填一次；产值取基地和研发中心记录里最近的数。",
    columns: &[
        ColumnDef::new("", "统计时间", Source::Period),
        computed("", "校企合作覆盖专业数", ("majors_covered", "这段时间里和企业有记录的专业数。"), majors).count("个"),
        computed("", "签订合作协议的企业数", ("firms_agreed", "协议在这段时间里有效的企业数。"), firms).count("个"),
        computed(
            "",
            "签订合作协议的专业数",
            ("majors_agreed", "和协议有效的企业一起做事的专业数；协议本身不记专业，请核对。"),
            majors_agreed,
        )
        .count("个"),
        computed("", "合作企业参与教学的专业数", ("majors_taught", "兼职教师所授课程面向的专业数。"), majors_taught)
            .count("个"),
        computed("", "合作企业参与教学的教师数", counts::TEACHERS, counts::teachers).count("人"),
        computed("", "合作企业参与教学的课时数", ("hours_taught", "兼职教师的专业课课时相加。"), hours)
            .quantity("学时"),
        computed(
            "",
            "合作企业投入资金总额",
            ("funds_promised", "企业投入的资金、奖助学金，承诺在这段时间到位的数相加；没写承诺的取到位的数。"),
            |ask, _| promised(ask, &["money", "scholarship"]),
        )
        .money("万元"),
        computed(
            "",
            "合作企业投入到账资金",
            ("funds_arrived", "企业投入的资金、奖助学金，这段时间到位的数相加。"),
            |ask, _| arrived(ask, &["money", "scholarship"]),
        )
        .money("万元"),
        computed(
            "",
            "合作企业投入设备总值",
            ("equipment_arrived", "企业投入的设备、捐赠设备、准捐赠设备，这段时间到位的价值相加。"),
            |ask, _| arrived(ask, &["equipment", "donated", "lent"]),
        )
        .money("万元"),
        computed("", "与企业共建研发中心数", ("rd_centers", "这段时间里还在有效期的研发中心数。"), rd_centers)
            .count("个"),
        computed("", "校外教师培训基地数", ("teacher_bases", "校外的教师企业实践基地数。"), teacher_bases).count("个"),
        computed("", "生产性实训基地产值", ("base_output", "生产性实训基地记录里的产值相加。"), base_output)
            .money("万元"),
        computed("", "订单班人数", counts::ORDERED, counts::ordered).count("人"),
        computed("", "开发课程数", counts::COURSES, counts::courses).count("门"),
        computed("", "专任教师企业实践人次", ("practices", "开始日期在这段时间里的教师企业实践次数。"), practices)
            .count("人次"),
        computed(
            "",
            "专任教师人均企业实践时间",
            ("practice_days_each", "教师企业实践的实际天数相加 ÷ 专任教师数（基数）。"),
            practice_days,
        )
        .quantity("天"),
        computed(
            "",
            "企业兼职教师专业课课时占比",
            ("part_time_share", "兼职教师专业课课时 ÷ 专业课总课时（基数）× 100%。"),
            hours_share,
        )
        .percent(),
        computed("", "校企合作开发教材/资料", counts::TEXTBOOKS, counts::textbooks).count("种"),
        computed(
            "",
            "接收顶岗实习学生比例",
            ("interns_share", "企业接收的岗位实习学生 ÷ 毕业生数（基数）× 100%；分母的算法请核对。"),
            |ask, s| share(ask, &counts::interns(ask, s), base_number::GRADUATES),
        )
        .percent(),
        computed(
            "",
            "录取应届毕业生比例",
            ("employed_share", "合作企业接收就业的毕业生 ÷ 毕业生数（基数）× 100%。"),
            |ask, s| share(ask, &counts::employed(ask, s), base_number::GRADUATES),
        )
        .percent(),
        computed("", "研发成果产值", ("rd_output", "研发中心记录里的研发成果产值相加。"), rd_output).money("万元"),
        computed("", "年支付企业兼职教师课酬", ("part_time_pay", "兼职教师的课酬相加。"), pay).money("万元"),
        computed(
            "",
            "企业捐赠总值",
            ("donations", "捐赠设备、奖助学金这段时间到位的价值，加上款项类别为捐赠的到账。"),
            donations,
        )
        .money("万元"),
        computed("", "校外实践教学基地数量", ("outside_bases", "这段时间里还在有效期的校外基地数。"), outside_bases)
            .count("个"),
    ],
    subjects: |ask| vec![whole(ask)],
};

/// The one row, with every record that counts.
pub(super) fn whole(ask: &Ask<'_>) -> Subject {
    let mut subject = Subject::line(0, "school", "全校");
    let kinds: [&'static KindDef; 6] = [
        &course::KIND,
        &textbook::KIND,
        &order_class::KIND,
        &internship::KIND,
        &employment::KIND,
        &part_time_teacher::KIND,
    ];
    for kind in kinds {
        subject.records.extend(ask.all(kind).iter().filter(|r| pairs::counts(ask, r)).cloned());
    }
    subject
}

fn donations(ask: &Ask<'_>, _: &Subject) -> Answer {
    let (goods, money) = (arrived(ask, &["donated", "scholarship"]), counts::received(ask, &["donation"]));
    let from = goods.from.iter().chain(&money.from).copied().collect();
    let notes = goods.notes.iter().chain(&money.notes).cloned().collect();
    Answer { notes, ..Answer::money(goods.number().saturating_add(money.number()), from) }
}

fn majors(ask: &Ask<'_>, _: &Subject) -> Answer {
    let majors: BTreeSet<Id> = pairs::pairs(ask).into_keys().map(|(major, _)| major).collect();
    Answer::of(majors.into_iter().collect())
}

/// The firms with an agreement that holds in the period.
fn agreed(ask: &Ask<'_>) -> BTreeSet<Id> {
    let all = ask.all(&agreement::KIND);
    let holds = |r: &&Rc<Record>| {
        r.get(agreement::SIGNED).is_some() && ask.touches(r.get(agreement::SIGNED), r.get(agreement::EXPIRES))
    };
    let partners = all.iter().filter(holds).flat_map(|r| ask.targets(r, agreement::PARTNERS));
    let is_firm = |id: &Id| {
        let side = ask.ledger.get(id).and_then(|r| r.get(partner::SIDE));
        side.is_none_or(|side| side == "firm")
    };
    partners.filter(is_firm).collect()
}

pub(super) fn firms(ask: &Ask<'_>, _: &Subject) -> Answer {
    Answer::of(agreed(ask).into_iter().collect())
}

pub(super) fn majors_agreed(ask: &Ask<'_>, _: &Subject) -> Answer {
    let agreed = agreed(ask);
    let pairs = pairs::pairs(ask).into_keys().filter(|(_, partner)| agreed.contains(partner));
    let majors: BTreeSet<Id> = pairs.map(|(major, _)| major).collect();
    Answer::of(majors.into_iter().collect())
}

pub(super) fn majors_taught(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let teachers = subject.all(&part_time_teacher::KIND);
    let majors: BTreeSet<Id> = teachers.flat_map(|r| pairs::majors_taught(ask, r)).collect();
    Answer::of(majors.into_iter().collect())
}

/// Adds up what each record of a row says.
fn total<'r>(records: impl Iterator<Item = &'r Rc<Record>>, of: impl Fn(&Record) -> Option<i64>) -> (i64, Vec<Id>) {
    let mut from = Vec::new();
    let mut sum = 0_i64;
    for (record, n) in records.filter_map(|r| Some((r, of(r)?))) {
        sum = sum.saturating_add(n);
        from.push(record.id);
    }
    (sum, from)
}

fn hundredths((sum, from): (i64, Vec<Id>)) -> Answer {
    Answer { cell: Cell::Hundredths(sum), from, notes: Vec::new() }
}

fn cents(field: Field<Money>) -> impl Fn(&Record) -> Option<i64> {
    move |r| r.get(field).map(Money::cents)
}

fn hours(_: &Ask<'_>, subject: &Subject) -> Answer {
    hundredths(total(subject.all(&part_time_teacher::KIND), part_time_hours))
}

fn pay(_: &Ask<'_>, subject: &Subject) -> Answer {
    let (sum, from) = total(subject.all(&part_time_teacher::KIND), cents(part_time_teacher::PAY));
    Answer::money(sum, from)
}

fn rd_centers(ask: &Ask<'_>, _: &Subject) -> Answer {
    let all = ask.all(&rd_center::KIND);
    let running = all.iter().filter(|r| ask.touches(r.get(rd_center::ESTABLISHED), r.get(rd_center::EXPIRES)));
    Answer::of(running.map(|r| r.id).collect())
}

fn rd_output(ask: &Ask<'_>, _: &Subject) -> Answer {
    let all = ask.all(&rd_center::KIND);
    let (sum, from) = total(all.iter(), cents(rd_center::OUTPUT));
    Answer::money(sum, from)
}

/// The bases that hold in the period and pass `wanted`.
fn bases(ask: &Ask<'_>, wanted: impl Fn(&Record) -> bool) -> Vec<Rc<Record>> {
    let all = ask.all(&base::KIND);
    let holds = |r: &&Rc<Record>| ask.touches(r.get(base::ESTABLISHED), r.get(base::EXPIRES)) && wanted(r);
    all.iter().filter(holds).cloned().collect()
}

fn is_outside(base: &Record) -> bool {
    base.get(base::PLACE).is_some_and(|place| place == "outside")
}

fn outside_bases(ask: &Ask<'_>, _: &Subject) -> Answer {
    Answer::of(bases(ask, is_outside).iter().map(|r| r.id).collect())
}

fn teacher_bases(ask: &Ask<'_>, _: &Subject) -> Answer {
    let for_teachers = |r: &Record| is_outside(r) && r.get(base::SORT).is_some_and(|sort| sort == "teacher");
    Answer::of(bases(ask, for_teachers).iter().map(|r| r.id).collect())
}

fn base_output(ask: &Ask<'_>, _: &Subject) -> Answer {
    let productive = bases(ask, |r| r.get(base::SORT).is_some_and(|sort| sort == "productive"));
    let (sum, from) = total(productive.iter(), cents(base::OUTPUT));
    Answer::money(sum, from)
}

/// The practices that began in the period.
fn begun(ask: &Ask<'_>) -> Vec<Rc<Record>> {
    let all = ask.all(&teacher_practice::KIND);
    all.iter().filter(|r| ask.counts(r.get(teacher_practice::START))).cloned().collect()
}

fn practices(ask: &Ask<'_>, _: &Subject) -> Answer {
    Answer::of(begun(ask).iter().map(|r| r.id).collect())
}

/// Adds up a base number over the majors: of the school year asked for, or of all.
fn base_sum(ask: &Ask<'_>, of: impl Fn(&Record) -> Option<i64>) -> (i64, Vec<Id>) {
    let year = ask.school_year();
    let all = ask.all(&base_number::KIND);
    total(all.iter().filter(|r| year.is_none() || r.get(base_number::SCHOOL_YEAR) == year), of)
}

/// A number in relation to a base number; without the base it stays empty.
fn share(ask: &Ask<'_>, part: &Answer, base: Field<u64>) -> Answer {
    let (whole, mut from) = base_sum(ask, |r| r.get(base).and_then(|n| i64::try_from(n).ok()));
    from.extend(&part.from);
    Answer::share(part.number(), whole, from)
}

fn practice_days(ask: &Ask<'_>, _: &Subject) -> Answer {
    let practices = begun(ask);
    let days = |r: &Record| r.get(teacher_practice::DAYS).map(Quantity::hundredths).and_then(|n| i64::try_from(n).ok());
    let (days, mut from) = total(practices.iter(), days);
    let (teachers, base) =
        base_sum(ask, |r| r.get(base_number::FULL_TIME_TEACHERS).and_then(|n| i64::try_from(n).ok()));
    from.extend(base);
    let Some(each) = days.checked_div(teachers) else { return Answer { from, ..Answer::default() } };
    hundredths((each, from))
}

fn hours_share(ask: &Ask<'_>, subject: &Subject) -> Answer {
    let part = hours(ask, subject);
    let major_hours = |r: &Record| r.get(base_number::MAJOR_HOURS).and_then(|q| i64::try_from(q.hundredths()).ok());
    let (whole, mut from) = base_sum(ask, major_hours);
    from.extend(&part.from);
    Answer::share(part.number(), whole, from)
}
