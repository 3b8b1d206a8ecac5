//! Words of bad weather: data that the browser threw away, storage that is full, text that could
//! not be kept.

use super::number;
use ronghe_core::value::CivilDate;

words! {
    LOST_TITLE = "本机数据被浏览器清除了";
    LOST_RESTORE = "从备份文件恢复";
    LOST_RESTORE_HINT = "任何一份以前导出的文件，或同事发来的文件都可以，恢复后还能继续收其他文件";
    LOST_AGAIN = "重新开始";
    WRITTEN_BACK = "浏览器清除过本机数据，这个窗口里的全部记录已重新写回，没有丢失；照片和修改历史可能不全，请尽快导出一份备份。";
    LOW = "这台设备的存储空间快满了，已存的内容都在，请先导出一份备份，再删掉不用的照片、视频或应用。";
    CUT_AGAIN = "重新导入";
    FULL_EXPORT = "去导出备份";
    COPY_TEXT = "复制文字";
    COPIED = "已复制，可以粘贴到备忘录或聊天里留存";
    COPY_REFUSED = "浏览器不让复制；填的内容还在表单里，请长按选中后复制。";
    STILL_IN_FORM = "刚才填的内容还在这个表单里。";
}

/// What is known of the data that was thrown away.
#[must_use]
pub fn lost(workspace: &str, owner: &str, records: usize, exported_at_ms: Option<u64>) -> String {
    let records = number(records);
    let exported = match exported_at_ms {
        Some(at) => format!("最后一次导出全部内容是 {}，用那以后的文件可以恢复", date(at)),
        None => "这里还没有导出过全部内容，同事收到过的文件里可能有".to_owned(),
    };
    format!(
        "这个浏览器里原有{owner}的“{workspace}”，{records} 条记录，现在是空的，多半是浏览器或清理软件清掉了网站数据；{exported}，请选一份文件恢复。"
    )
}

/// An import that the end of the page cut short.
#[must_use]
pub fn import_cut(files: &[String]) -> String {
    let names: Vec<String> = files.iter().map(|name| format!("“{name}”")).collect();
    format!("上次导入{}时页面被关掉了，什么都没有写入，本机原有的数据没有改动；请重新选择文件导入。", names.join("、"))
}

/// Stored rows that cannot be read.
#[must_use]
pub fn unreadable(rows: usize) -> String {
    let rows = number(rows);
    format!(
        "本机有 {rows} 行数据读不出来，可能是浏览器或磁盘出过错；它们原样保留着，没有删除，其余记录照常使用，请打开急救页存下全部数据，再请同事发一份最近的文件来补。"
    )
}

fn date(ms: u64) -> String {
    let day = CivilDate::of_shanghai(ms);
    format!("{} 年 {}", day.year(), super::moment(ms))
}
