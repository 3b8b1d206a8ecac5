//! Words of photos: taking, looking, and what cannot be taken or seen.

use super::number;
use ronghe_core::ledger::DeviceNote;

words! {
    PHOTOS = "照片";
    TAKE = "拍照";
    SHOOT_MANY = "连拍";
    SHUTTER = "拍一张";
    CHOOSE = "选照片";
    NONE_YET = "还没有照片。收下时会缩小，并去掉照片里记着的拍摄地点。";
    LOOKING = "正在取照片…";
    STOP = "停下";
    PREVIOUS = "上一张";
    NEXT = "下一张";
    PUT_BACK = "放回";
    REMOVED = "已移除";
    EDIT_CAPTION = "改说明";
    OPEN_LARGE = "点开看";
    CANNOT_SHOW = "这张照片浏览器打不开，原件完好，可以存到本机再看。";
    SAVE_ORIGINAL = "存到本机";
    NOT_KEPT = "这张照片没有存下，请重拍，再把这一张移除。";
    GONE_HERE = "照片的原图已不在这台设备上，文字记录都在；如果发给过同事，请同事连照片一起发回来。";
    GONE_SHORT = "原图已不在这台设备上";
    STILL_TAKING = "照片还在处理，处理完再按保存；已填的内容都在。";
    FORM_GONE = "填写的页面已经离开，请回到那一页再拍或再选一次。";
    DELETED = "已删除照片";
}

/// How many photos there are.
#[must_use]
pub fn count(n: usize) -> String {
    format!("{} 张", number(n))
}

/// How far the taking has come.
#[must_use]
pub fn progress(n: usize, of: usize) -> String {
    format!("正在处理第 {} 张，共 {} 张", number(n), number(of))
}

/// How many photos were taken since the camera was opened.
#[must_use]
pub fn shots(n: usize) -> String {
    if n == 0 {
        "拍下就存好，可以接着拍。".to_owned()
    } else {
        format!("已拍 {} 张，都存好了。", number(n))
    }
}

/// Why the camera inside the page is not on; `name` is that of the browser's exception.
#[must_use]
pub fn no_camera(name: &str) -> String {
    let why = match name {
        "NotAllowedError" => "浏览器没有允许使用摄像头",
        "NotFoundError" => "这台设备没有摄像头",
        _ => "摄像头打不开，可能正被别的程序占用",
    };
    format!("{why}，已填的内容和照片都在；请改用“{TAKE}”或“{CHOOSE}”。")
}

/// Which photo of how many is shown.
#[must_use]
pub fn place(n: usize, of: usize) -> String {
    format!("第 {} 张，共 {} 张", number(n), number(of))
}

/// What a photo is called for those who do not see it.
#[must_use]
pub fn alt(caption: &str, taken: &str, n: usize) -> String {
    let name = if caption.trim().is_empty() { format!("照片 {}", number(n)) } else { caption.trim().to_owned() };
    if taken.is_empty() { name } else { format!("{name}，{taken}") }
}

/// A photo that the browser cannot decode and that is kept nevertheless.
#[must_use]
pub fn kept_as_is(name: &str) -> String {
    format!("“{name}”的格式这个浏览器解不开，已按原样收下：没有缩小，也没有去掉拍摄地点，发给别人前请留意。")
}

/// A photo that the browser cannot decode and that is too large to be kept as it is.
#[must_use]
pub fn too_large(name: &str) -> String {
    format!("“{name}”解不开又超过 8 MB，没有收下，其他内容都在；请在手机里另存为 JPEG 或调小尺寸再选。")
}

/// A file that is no picture.
#[must_use]
pub fn not_a_picture(name: &str) -> String {
    format!("“{name}”不是照片，没有收下，其他内容都在；请选照片文件。")
}

/// A photo that the browser would not let us read or check.
#[must_use]
pub fn unreadable(name: &str) -> String {
    format!("“{name}”读不出来，没有收下，其他内容都在；请再拍一次或重新选。")
}

/// A photo that the storage would not take.
#[must_use]
pub fn not_stored(name: &str, why: &str) -> String {
    format!("“{name}”没有收下：{why}")
}

/// A photo that is here already.
#[must_use]
pub fn already(name: &str) -> String {
    format!("“{name}”已经在这里了，没有再收一份。")
}

/// Photos that were not taken because somebody stopped it or went away.
#[must_use]
pub fn rest(n: usize) -> String {
    format!("还有 {} 张没有收，收下的都在；需要时请再选一次。", number(n))
}

/// Where the bytes of a photo are that have not come.
#[must_use]
pub fn elsewhere(note: Option<&DeviceNote>) -> String {
    let on = match note {
        Some(note) if note.name.is_empty() && note.person.is_empty() => "同事的设备".to_owned(),
        Some(note) if note.name.is_empty() => format!("{}的设备", note.person),
        Some(note) if note.person.is_empty() || note.name.contains(&note.person) => note.name.clone(),
        Some(note) => format!("{}的“{}”", note.person, note.name),
        None => "同事的设备".to_owned(),
    };
    format!("照片在{on}上")
}

/// The name under which a photo is saved as a file.
#[must_use]
pub fn file_name(hash: &str, mime: &str) -> String {
    let ending = mime.strip_prefix("image/").filter(|e| !e.is_empty()).unwrap_or("jpg").replace("jpeg", "jpg");
    format!("照片_{}.{ending}", hash.get(..8).unwrap_or(hash))
}
