//! What is searched for: Chinese, pinyin, initials and digits; frequent, rare and absent.

/// The queries of the keystroke line.
pub const QUERIES: [&str; 20] = [
    // Frequent, in about half of all records, and in a tenth.
    "示例",
    "学生",
    "实习",
    "公司",
    "顶岗",
    // In a hundredth and less.
    "溶剂回收",
    "王晓",
    "晟拓",
    "氦质谱",
    "蒲公英橡胶",
    // Absent, though each character is frequent.
    "生学",
    "龘龘",
    // Pinyin and initials.
    "huagong",
    "jxyxgs",
    "slst",
    "sl",
    "zzzq",
    // Digits: a number, the middle of a telephone number, absent.
    "138",
    "0000123",
    "99887766554",
];
