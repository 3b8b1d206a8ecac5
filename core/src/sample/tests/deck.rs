//! Every statement of the source document stands in the sample.

use crate::sample::deck;

/// What the document says, in its order: kind of the record, words that stand in one of its fields.
const STATEMENTS: &[(&str, &str)] = &[
    ("clause", "完善职业教育和培训体系，深化产教融合、校企合作"),
    ("clause", "试点布局50个左右产教融合型城市"),
    ("clause", "在全国建设培育1万家以上的产教融合型企业"),
    ("clause", "组合式激励政策体系"),
    ("clause", "由单向自发走向双向自觉"),
    ("clause", "校企双方都是合作主导者"),
    ("clause", "企业冠名班"),
    ("clause", "认知、情感或态度倾向融为一体"),
    ("clause", "成果转化模式、技术开发模式、人才培养模式、共建实体模式、校企联盟模式、战略联盟模式、科技资源共享模式"),
    ("clause", "编制学院产学研合作发展规划"),
    ("clause", "督查产学研合作项目执行"),
    ("clause", "成果转化、技术转移"),
    ("clause", "横向科研合同的管理"),
    ("clause", "档案的管理及数据的统计、分析诊断、报送"),
    ("clause", "教学运行科、教学建设科、考试中心"),
    ("clause", "校内外教学实践基地建设与管理"),
    ("body", "产学研工作领导小组"),
    ("member", "产学研工作分管副部长"),
    ("member", "科技发展部负责人"),
    ("policy", "常工职院科〔2020〕6号"),
    ("policy", "学校2020年第10次党委会审议通过"),
    ("clause", "共同育人、合作研究、共建机构、共享资源"),
    ("clause", "专业建设、人才培养、技术创新、就业创业、社会服务、文化传承"),
    ("clause", "三会一组四方"),
    ("body", "办学理事会"),
    ("body", "专业建设指导委员会"),
    ("body", "校友工作委员会"),
    ("body", "产教融合工作领导小组"),
    ("body", "产教融合工作办公室"),
    ("member", "分管副院长"),
    ("policy", "常工职院科〔2021〕3号"),
    ("policy", "2021-04-08"),
    ("policy", "2021年第5次院长办公会审议通过"),
    ("clause", "设施设备先进、资源集聚集约、团队结构优化、管理集约高效"),
    ("clause", "育训结合"),
    ("clause", "2021年立项建设4个，培育2个"),
    ("major_group", "绿色化工专业群"),
    ("major", "应用化工技术"),
    ("major", "高分子材料智能制造技术"),
    ("major", "建筑材料工程技术"),
    ("major", "光伏材料制备技术"),
    ("major", "精细化工生产技术"),
    ("major", "药品生产技术"),
    ("major", "国骨干、省高水平骨干"),
    ("major", "生物制药技术"),
    ("major", "安全技术与管理"),
    ("partner", "常州滨江化工园区"),
    ("partner", "常熟新材料产业园"),
    ("partner", "南通洋口化学工业园"),
    ("partner", "连云港医药产业园"),
    ("partner", "苏州工业园区"),
    ("partner", "ARLANXEO"),
    ("partner", "BASF"),
    ("partner", "ECOLAB"),
    ("partner", "P&G"),
    ("partner", "中国石化"),
    ("partner", "天合光能"),
    ("partner", "扬子江药业集团"),
    ("partner", "东方日升"),
    ("clause", "江苏万亿级化工产业、常州市500亿级生物医药产业"),
    ("clause", "学生学业水平依据企业标准测评"),
    ("clause", "“四结合、六合一”化工实训基地建设模式"),
    ("clause", "国家教学成果一等奖"),
    ("clause", "石化行业学生技能大赛"),
    ("clause", "国家教学成果二等奖"),
    ("clause", "师徒结对仪式"),
    ("shortfall_target", "societies"),
    ("shortfall_target", "leaders"),
    ("shortfall_target", "parks"),
    ("shortfall_target", "government"),
    ("shortfall_target", "support"),
    ("shortfall_target", "attention"),
    ("shortfall_target", "linkage"),
    ("shortfall_target", "majors"),
    ("clause", "坚持知行合一、工学结合"),
    ("clause", "校企“命运共同体”"),
    ("clause", "高水平实训基地"),
    ("clause", "“双师型”教师队伍"),
    ("clause", "职业教育与培训一体化"),
    ("clause", "现代产业学院"),
    ("clause", "产教融合型企业"),
    ("clause", "产教融合型城市"),
    ("clause", "其它学校好的做法"),
    ("body", "产教深度融合工作组"),
    ("member", "校长"),
    ("member", "dept-shuangchuang"),
    ("clause", "日常沟通机制"),
    ("clause", "部门、学院联动机制"),
    ("clause", "任务分解与绩效、激励制度，考核制度"),
    ("clause", "检查、监督、审计、诊改制度"),
    ("clause", "“开放”“多元”“灵活”“切实”型多方“主动合作”"),
    ("clause", "人才培养（岗课赛证）、学生就业，校友工作"),
    ("clause", "教师招聘、“双师型”师资建设、团队建设、教师社会服务、教师企业培训"),
    ("clause", "一学院一标杆，一专业（群）一特色"),
    ("clause", "“融”必有果，“合”必利人"),
    ("partner", "“合全药业”/“药明康德”产业学院（化工和检测学院）"),
    ("partner", "江苏环亚（医疗建筑）产业学院（艺术和建工学院）"),
    ("partner", "中船（邮轮、游艇）产业学院（艺术、智能制造、经管学院）"),
    ("partner", "“金匠人”地坪产业学院（建工、化工、艺术学院）"),
    ("partner", "连云港化工园区"),
    ("partner", "金坛经济开发园区"),
    ("partner", "常州市应急管理局"),
    ("partner", "健康江苏建设"),
    ("partner", "晋陵集团"),
    ("clause", "国际化智造名城；工业立市、制造强市、质量兴市；下沉地方、分布式办学"),
    ("clause", "产教常州行---院镇结对干"),
    ("clause", "让每一平米用房、每一寸空间都发挥效益"),
    ("clause", "信息化平台提质增效"),
    ("feasibility_item", "产教融合大楼"),
    ("policy", "江苏省十四五规划"),
    ("policy", "常州市十四五规划"),
    ("policy", "532战略布局"),
    ("policy", "九个方面重点工作"),
    ("study", "vocational"),
    ("study", "planning"),
    ("study", "industry"),
    ("study", "major"),
    ("study", "talent"),
    ("study", "training"),
    ("clause", "信息沟通、共享；工作预研、方案整合"),
    ("clause", "我为企业，企业为我；水乳交融，合胆同心"),
    ("sample", "合全药业／药明康德产业学院"),
    ("sample", "江苏环亚（医疗建筑）产业学院"),
    ("sample", "中船（邮轮、游艇）产业学院"),
    ("sample", "“金匠人”地坪产业学院"),
    ("sample", "洋口化工园区"),
    ("sample", "常州滨江/金坛（经济开发）园区"),
    ("sample", "健康江苏建设"),
    ("sample", "产教常州行·院镇结对干"),
    ("industry_college", "合全药业／药明康德产业学院"),
    ("award", "国家教学成果一等奖"),
    ("award", "国家教学成果二等奖"),
    ("platform", "2021年立项建设平台（4）"),
    ("platform", "2021年培育平台（2）"),
];

#[test]
fn every_statement_of_the_document_is_in_the_sample() {
    let seeds = deck();
    let stands = |kind: &str, words: &str| {
        let of_kind = seeds.iter().filter(|seed| seed.kind == kind);
        of_kind.flat_map(|seed| &seed.fields).any(|(_, text)| text.contains(words))
    };
    let missing: Vec<_> = STATEMENTS.iter().filter(|(kind, words)| !stands(kind, words)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn clauses_that_the_document_only_names_wait_for_their_text() {
    let empty = |policy: &str| {
        let clauses: Vec<_> = deck().into_iter().filter(|s| s.kind == "clause" && s.key.starts_with(policy)).collect();
        assert!(clauses.iter().all(|c| c.fields.iter().all(|(field, _)| field != "text")), "{policy}");
        clauses.len()
    };
    assert_eq!(["p-532", "p-145-js", "p-145-cz", "p-nine"].map(empty), [1, 1, 1, 9]);
}

#[test]
fn offices_not_people_sit_in_the_bodies() {
    let members: Vec<_> = deck().into_iter().filter(|seed| seed.kind == "member").collect();
    assert!(members.iter().all(|m| m.fields.iter().all(|(field, _)| field != "person")));
    let of = |body: &str| members.iter().filter(|m| m.fields.contains(&("body".to_owned(), body.to_owned()))).count();
    assert_eq!(["b-2020", "b-rule", "b-2022"].map(of), [15, 15, 17]);
}

#[test]
fn the_checklist_of_the_base_waits_for_its_wording() {
    let items: Vec<_> = deck().into_iter().filter(|seed| seed.kind == "base_item").collect();
    assert!(items.iter().all(|item| item.fields.iter().all(|(field, _)| field != "wording")));
    let of = |part: &str| items.iter().filter(|i| i.fields.contains(&("part".to_owned(), part.to_owned()))).count();
    assert_eq!(["four", "six"].map(of), [4, 6]);
}
