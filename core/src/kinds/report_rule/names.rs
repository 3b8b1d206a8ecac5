//! What the tables of the reports and their columns are called: written by the test
//! `names_of_reports` of core, from the tables themselves.
//!
//! Records name tables and columns, and every page shows records; how a table is made is known to
//! the pages of the reports alone, and comes in the second part of the program.

use crate::schema::Words;

/// The tables by their names.
pub const TABLES: Words = Words(
    "\
visit-outreach 访企拓岗
cooperation 产学合作
joint-course 校企合作共同开发课程
teacher-practice 教师企业兼职、实践
training-base 实训基地
research-project 科研项目
internship-basics 实习基础
skill-assessment 职业技能鉴定机构
status-cooperation 产学合作（状态数据）
status-major-group 专业(群)情况（状态数据）
status-offcampus-base 校外实习实训基地
school-cooperation 学校校企合作情况
service-contribution 服务贡献（质量年报）
visit-summary 访企拓岗汇总
model-school 校企合作指标变化（示范校口径）
double-high 双高资金到位与执行
double-high-indicators 双高指标完成度
city-figures 产教融合型城市：公布的数与本校的数
industry-college 产业学院七大任务自查
teacher-clock 教师企业实践时钟
three-lists 三张清单（市域产教联合体）
firm-conditions 产教融合型企业六条件一览",
);

/// The columns that are not stored by their headings.
pub const COLUMNS: Words = Words(
    "\
BFSJ 拜访时间
DDPYRS 订单培养人数
FTZYXS 访谈成果主要形式
GTKFJCS 共同开发教材数
GTKFKCMS 共同开发课程门数
HZKSNY 合作开始年月
HZQYMC 合作企业名称
HZQYTYSHXYDM 合作企业统一社会信用代码
JDHZQY 基地合作企业
JDRZW 接待人职务
JGH 教工号
JLRQ 建立日期
JSBYSJYS 接受毕业生就业数
JSDGSXXSS 接受顶岗实习学生数
JSRQ 结束日期
JSSXSZYBC 实习报酬
JSSXSZYCC 接收实习生专业层次
JSSXSZYDM 接收实习生专业代码
JSSXSZYMC 接收实习生专业名称
JSSXSZYRS 接收实习生人数
JSXM 教师姓名
JSXSJYQXX 起薪线
JSXSJYRS 接收学生就业人数
JSXSJYZYCC 接收学生就业专业层次
JSXSJYZYDM 接收学生就业专业代码
JSXSJYZYMC 接收学生就业专业名称
KCH 课程号
KCJJ 课程简介
KCMC 课程名称
joint-course/KSRQ 开始日期
teacher-practice/KSRQ 在企业实践/兼职开始日期
KTGGWS 可提供岗位数
PJXC 平均薪酬
QTBFR 牵头拜访人
QTDCYXHZ 其他达成意向的合作
QYDLLXM 企业锻炼类型码
QYFZR 企业负责人
QYJDR 企业接待人
QYJGDM 企业机构代码
QYMC 企业名称
QYSSHYM 企业所属行业码
QYXZM 企业性质码
SJCJSJ 数据采集时间
SJJZGW 企业实践/兼职岗位
SSGLDWMC 所属管理单位名称
SXJDBH 实训基地编号
SXJDLBM 实训基地类别码
SXJDMC 实训基地名称
SYZYMC 适应专业名称
XQZYCC 需求专业层次
XQZYDM 需求专业代码
XQZYMC 需求专业名称
XXDM 学校代码
XXFZR 学校负责人
XXFZRGH 学校负责人工号
XXWQYJSFWNSR 学校为企业技术服务年收入
YTDW 依托单位
ZCXXJZJSS 支持学校兼职教师数
ZFQYDM 走访企业统一社会信用代码
ZFQYMC 走访企业名称
ZJSJWYXBS 主键数据唯一性标识
ZW 职务
ZYH 专业号
ZZRQ 终止日期",
);
