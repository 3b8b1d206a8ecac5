//! What a form would refuse does not come in with a table either.

use super::*;

#[test]
fn a_row_that_a_form_would_refuse_at_its_stage_is_held_back_and_the_others_come_in() {
    let mut desk = Desk::new();
    desk.add("unit", "u", &[("name", json!("化工学院"))]);
    let text = "样板名称,牵头学院,阶段,成果说明,受益学生\n\
        没有成果的,化工学院,已成样板,,40\n\
        没人受益的,化工学院,已成样板,一条示范线,0\n\
        没有牵头的,,已成样板,一条示范线,40\n\
        成了的,化工学院,已成样板,一条示范线,40\n\
        才选的,,已选定,,\n";
    let plan = desk.plan(&mapping("sample", text), text);
    use RowClass::{Bad, New};
    assert_eq!(classes(&plan), [Bad, Bad, Bad, New, New]);
    assert_eq!(
        problems(&plan),
        [
            "第 2 行：融必有果：已成样板要有一项成果，请选成果或写成果说明；这一行不导入，其余照常。",
            "第 3 行：合必利人：已成样板要有人受益，学生、教师、企业、居民里至少一项要大于零；这一行不导入，其余照常。",
            "第 4 行：阶段是“已成样板”，还要有牵头学院，请填上或改选阶段；这一行不导入，其余照常。",
        ]
    );
    assert_eq!(plan.rows[0].title, "没有成果的", "it is called by its name");
    desk.import(&plan);
    assert_eq!(desk.titles("sample").len(), 2);

    // A row that takes what a sample closed with away is no row either; one about something else is.
    let text = "样板名称,受益学生,备注\n成了的,0,\n";
    let plan = desk.plan(&mapping("sample", text), text);
    assert_eq!(classes(&plan), [RowClass::Same]);
    assert!(problems(&plan)[0].starts_with("第 2 行 受益学生：合必利人"), "{:?}", problems(&plan));
    let text = "样板名称,备注\n成了的,来年推广\n";
    assert_eq!(classes(&desk.plan(&mapping("sample", text), text)), [RowClass::Updated]);
}

#[test]
fn a_cell_that_no_form_would_save_is_left_out_and_said() {
    let desk = Desk::new();
    let text = "课程名称,总学时,其中企业教师授课\n甲课,10,20\n乙课,20,10\n";
    let read = mapping("course", text);
    let plan = desk.plan(&read, text);
    assert_eq!(classes(&plan), [RowClass::New, RowClass::New], "{:?} {:?}", names(&read), problems(&plan));
    assert_eq!(problems(&plan).len(), 1, "{:?}", problems(&plan));
}
