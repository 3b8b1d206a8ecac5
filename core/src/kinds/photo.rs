//! 照片: a picture taken at a visit. Here is what is said about it; its bytes rest apart, under their
//! SHA-256, and may be on another device.

use crate::fields;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, KindDef};
use crate::value::Date;

/// The register that holds what the program knows about the file: it is written once, as a whole.
pub const FILE: &str = "file";

fields! {
    /// The visit at which it was taken.
    VISIT: Id = FieldDef::new("visit", "走访", FieldType::Ref("visit"));
    /// What is to be seen.
    CAPTION: String = FieldDef::new("caption", "说明", FieldType::Text).quick().listed().help("一句话，例如“二车间的反应釜”。");
    /// The day on which it was taken.
    TAKEN: Date = FieldDef::new("taken", "拍摄日期", FieldType::Date).quick().listed();
    /// SHA-256 of the stored bytes, 64 lower-case hexadecimal digits: the name of the file.
    SHA256: String = FieldDef::new("sha256", "文件指纹", FieldType::Text).in_register(FILE).machine();
    /// Length of the stored bytes.
    BYTES: u64 = FieldDef::new("bytes", "大小", FieldType::Count).unit("字节").in_register(FILE).machine();
    /// Media type of the stored bytes.
    TYPE: String = FieldDef::new("type", "文件类型", FieldType::Text).in_register(FILE).machine();
    /// Width in pixels; none if it could not be decoded.
    WIDTH: u64 = FieldDef::new("width", "宽", FieldType::Count).unit("像素").in_register(FILE).machine();
    /// Height in pixels; none if it could not be decoded.
    HEIGHT: u64 = FieldDef::new("height", "高", FieldType::Count).unit("像素").in_register(FILE).machine();
}

/// What an empty page says.
pub const EMPTY: &str = "这里是走访时拍的照片；在走访的页面上拍或选，例如车间、设备、会议和签到表。";

/// A photo of a visit.
pub static KIND: KindDef = KindDef {
    name: "photo",
    label: "照片",
    // Photos are seen at their visits.
    title: &["caption", "taken"],
    subtitle: &["visit"],
    fields: FIELDS,
    by_date: Some("taken"),
    ..KindDef::PLAIN
};
