//! Words of the page that says whether the data are safe, and of clearing a device.

use super::number;

words! {
    TITLE = "数据安全";
    ONLY_HERE = "只在这台设备上";
    UNCONFIRMED = "已发出、还没人确认收到";
    UNCONFIRMED_LEAD = "对方把他的文件发回来、本机收了以后，这里会自动减少。";
    GO_EXPORT = "去导出";
    KEPT = "浏览器会不会清掉";
    PERSIST = "请浏览器保护存储";
    PERSIST_REFUSED = "浏览器这次没有答应保护存储，数据没有变化；把本页装到桌面或多用几天后再试，其间请勤导出。";
    RESCUE_LEAD = "页面打不开时，急救页能把全部数据存成一个文件。";
    INSTALLED = "已装到桌面，数据比普通网页标签保存得更久。";
    INSTALL_APPLE = "在 iPhone、iPad 上请点“分享”→“添加到主屏幕”，从桌面图标打开；普通标签里的数据，七天不用就可能被清掉。";
    INSTALL_ANDROID = "请在浏览器菜单里点“添加到主屏幕”或“安装应用”，以后从桌面图标打开。";
    INSTALL_DESK = "请点地址栏右边的“安装”图标，以后像普通程序一样打开。";
    CLEAR = "清除本机（设备要还给别人时）";
    CLEAR_LEAD = "先存一个装着全部数据的文件，再选回这个文件核对；核对无误，才能清除。有照片时会存成几个 .zip，核对时请全部选上。";
    CLEAR_EXPORT = "一、存下全部数据";
    CLEAR_VERIFY = "二、选回刚才的文件核对";
    VERIFIED = "核对无误：本机的每一条记录都在这个文件里。";
    CLEAR_NOW = "清除本机";
    CLEARED_IN_PART = "记录已经清除，但浏览器还留着一部分程序文件；请在浏览器设置里清除本网站的数据。";
    FAREWELL = "本机已清除";
    FAREWELL_LEAD = "这台设备上已没有任何记录。可以关闭这个页面；要恢复，在任何设备上打开工作台，选择刚才存下的文件。";
    CLOCK_WRONG = "这台设备的时间不对（比程序发布的日子还早），保存不受影响；请到系统设置里校正时间。";
}

/// How much exists only here, and for how long.
#[must_use]
pub fn only_here(records: usize, days: u64) -> String {
    match (records, days) {
        (0, _) => "没有。这台设备丢了，也不会丢数据。".to_owned(),
        (_, 0) => "都是今天的。".to_owned(),
        (_, days) => format!("最早的一条已经 {days} 天没有发出去。"),
    }
}

/// What one colleague has not confirmed.
#[must_use]
pub fn confirmed_by(who: &str, waiting: usize) -> String {
    if waiting == 0 {
        format!("{who}：已确认全部收到")
    } else {
        format!("{who}：还有 {} 条没有确认", number(waiting))
    }
}

/// More than is listed.
#[must_use]
pub fn and_more(n: usize) -> String {
    format!("还有 {} 条。", number(n))
}

/// A reminder to hand out what exists only here.
#[must_use]
pub fn remind(records: usize, days: u64) -> String {
    let since = if days == 0 { String::new() } else { format!("，最早的已有 {days} 天") };
    format!("有 {} 条记录只在这台设备上{since}；设备坏了就没有了，请导出一份发给同事或存到别处。", number(records))
}

/// What the chosen file lacks.
#[must_use]
pub fn missing(records: usize) -> String {
    format!(
        "选的文件里少 {} 条本机现有的记录，可能是旧文件或选错了；本机数据没有改动，请重新存一次再选。",
        number(records)
    )
}

/// Photos that are not in the chosen files.
#[must_use]
pub fn missing_photos(photos: usize) -> String {
    format!(
        "选的文件里少 {} 张本机现有的照片；本机数据没有改动，请把刚才存下的 .zip 文件全部选上，再核对一次。",
        number(photos)
    )
}

/// Rows that no file can hold.
#[must_use]
pub fn unreadable(rows: usize) -> String {
    let rows = number(rows);
    format!(
        "本机有 {rows} 行数据读不出来，任何文件里都没有它们；本机数据没有改动，请先用急救页存下全部数据，再决定是否清除。"
    )
}

/// What is to be typed before clearing.
#[must_use]
pub fn type_name(device: &str) -> String {
    format!("三、输入这台设备的名称“{device}”")
}
