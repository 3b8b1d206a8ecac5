//! The code lists of the kinds. A code is stored for ever; a label may change.

use crate::schema::{Code, CodeList};

/// 政、行、企、校: the four sides (四方).
pub static SIDE: CodeList = CodeList {
    name: "side",
    codes: &[
        Code { code: "gov", label: "政府" },
        Code { code: "assoc", label: "行业" },
        Code { code: "firm", label: "企业" },
        Code { code: "school", label: "学校" },
    ],
};

/// What a partner is.
pub static PARTNER_TYPE: CodeList = CodeList {
    name: "partner-type",
    codes: &[
        Code { code: "enterprise", label: "企业" },
        Code { code: "association", label: "协会" },
        Code { code: "park", label: "园区" },
        Code { code: "government", label: "政府部门" },
        Code { code: "town", label: "乡镇街道" },
        Code { code: "platform", label: "平台公司" },
        Code { code: "school", label: "学校" },
        Code { code: "other", label: "其他" },
    ],
};

/// Size of an enterprise by staff.
pub static SCALE: CodeList = CodeList {
    name: "scale",
    codes: &[
        Code { code: "micro", label: "20 人以下" },
        Code { code: "small", label: "20–299 人" },
        Code { code: "medium", label: "300–999 人" },
        Code { code: "large", label: "1000 人以上" },
    ],
};

/// What a unit of the college is.
pub static UNIT_KIND: CodeList = CodeList {
    name: "unit-kind",
    codes: &[
        Code { code: "college", label: "二级学院" },
        Code { code: "department", label: "职能部门" },
        Code { code: "office", label: "办公室" },
    ],
};

/// Level of a major.
pub static LEVEL: CodeList = CodeList {
    name: "level",
    codes: &[
        Code { code: "higher", label: "高职专科" },
        Code { code: "bachelor", label: "职业本科" },
        Code { code: "secondary", label: "中职" },
    ],
};

/// What a visit is for.
pub static PURPOSE: CodeList = CodeList {
    name: "purpose",
    codes: &[
        Code { code: "expand", label: "访企拓岗" },
        Code { code: "internship", label: "实习巡查" },
        Code { code: "technology", label: "技术对接" },
        Code { code: "base", label: "基地回访" },
        Code { code: "signing", label: "签约" },
        Code { code: "public", label: "园区、政府、协会拜访" },
        Code { code: "other", label: "其他" },
    ],
};

/// What is needed.
pub static NEED_TYPE: CodeList = CodeList {
    name: "need-type",
    codes: &[
        Code { code: "talent", label: "人才需求" },
        Code { code: "internship", label: "岗位实习" },
        Code { code: "employment", label: "毕业生就业" },
        Code { code: "technology", label: "技术需求" },
        Code { code: "training", label: "培训需求" },
        Code { code: "faculty", label: "师资互派" },
        Code { code: "equipment", label: "设备与捐赠" },
        Code { code: "curriculum", label: "课程与标准意见" },
        Code { code: "space", label: "用房需求" },
        Code { code: "graduate_feedback", label: "毕业生反馈" },
    ],
};

/// Whose need it is.
pub static NEED_SOURCE: CodeList = CodeList {
    name: "need-source",
    codes: &[
        Code { code: "gov", label: "政府" },
        Code { code: "industry", label: "产业" },
        Code { code: "firm", label: "企业" },
        Code { code: "teacher", label: "教师" },
        Code { code: "student", label: "学生" },
    ],
};

/// Who promised.
pub static PROMISE_SIDE: CodeList = CodeList {
    name: "promise-side",
    codes: &[Code { code: "ours", label: "我方" }, Code { code: "theirs", label: "对方" }],
};

/// Whether a promise was kept.
pub static PROMISE_STATE: CodeList = CodeList {
    name: "promise-state",
    codes: &[
        Code { code: "open", label: "未办" },
        Code { code: "done", label: "已办" },
        Code { code: "dropped", label: "不办了" },
    ],
};

/// What an agreement is about (the list is unverified: 请核对).
pub static AGREEMENT_TYPE: CodeList = CodeList {
    name: "agreement-type",
    codes: &[
        Code { code: "major", label: "共建专业" },
        Code { code: "campus_base", label: "校内共建基地" },
        Code { code: "offcampus_base", label: "校外实践基地" },
        Code { code: "order", label: "订单培养" },
        Code { code: "service", label: "社会服务" },
        Code { code: "course", label: "共编教材与课程" },
        Code { code: "fund", label: "教学科研基金" },
        Code { code: "academy", label: "产业学院" },
        Code { code: "strategic", label: "战略合作" },
        Code { code: "other", label: "其他" },
    ],
};

/// How far an agreement is.
pub static AGREEMENT_STATE: CodeList = CodeList {
    name: "agreement-state",
    codes: &[
        Code { code: "draft", label: "起草" },
        Code { code: "approving", label: "审批中" },
        Code { code: "signed", label: "已签" },
        Code { code: "running", label: "执行中" },
        Code { code: "expired", label: "已到期" },
        Code { code: "ended", label: "已终止" },
    ],
};

/// Town or subdistrict.
pub static TOWN_SORT: CodeList = CodeList {
    name: "town-sort",
    codes: &[Code { code: "town", label: "镇" }, Code { code: "subdistrict", label: "街道" }],
};
