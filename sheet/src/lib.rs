//! Workbooks around the table model of `ronghe-core`: `read` makes sheets of text of the bytes of an
//! .xlsx, .xlsm, .xlsb, .xls or .ods.
//!
//! Of its own here is only what lies between calamine and people: what a cell says ([`text`]), what
//! merged cells mean ([`merged`]), and how much of a hostile file is borne ([`container`]). The page
//! runs this in a worker (`bin/reader.rs`) that ends after one workbook, so that its memory goes too
//! and nothing of it is in the page's own program.

mod collect;
mod container;
mod merged;
mod read;
mod text;

pub use read::read;
