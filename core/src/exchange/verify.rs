//! Whether a file holds what is here, before what is here is deleted.

use super::ExchangeFile;
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::HashSet;

/// Returns the stored records whose rows are not in the files byte for byte. Empty means that
/// nothing that this build can read would be lost with the device; rows that it cannot read are in
/// no file (`Ledger::unreadable`).
#[must_use]
pub fn left_out(ledger: &Ledger, files: &[ExchangeFile]) -> Vec<Id> {
    let there: HashSet<&str> = files.iter().flat_map(|file| &file.rows).map(|row| &*row.text).collect();
    ledger.stored().filter(|(_, _, row)| !there.contains(&***row)).map(|(_, id, _)| id).collect()
}
