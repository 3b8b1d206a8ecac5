//! What a file for a new device of the same person carries beside records: history and unsaved forms,
//! as they are stored.
//!
//! They belong to one database and its revisions. Nobody else's device takes them, and what they
//! mean is the page's to know.

use serde::{Deserialize, Serialize};

/// Where a belonging is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keeping {
    /// What records were before, and which commits there were.
    History,
    /// Forms that are not saved yet.
    Drafts,
}

/// A stored row that is no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belonging {
    /// Where it is kept.
    #[serde(rename = "in")]
    pub kept: Keeping,
    /// Its key.
    pub key: String,
    /// The revision that is part of its key, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<u64>,
    /// What is stored.
    pub text: String,
}
