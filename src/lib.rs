//! 产教融合工作台: the page. Everything that touches a browser lives in this crate; what records
//! are and how they merge lives in `ronghe-core`.

pub mod platform;
pub mod storage;
pub mod ui;
pub mod workspace;
