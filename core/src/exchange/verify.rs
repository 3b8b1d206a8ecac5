//! Whether a file holds what is here, before what is here is deleted.

use super::ExchangeFile;
use crate::ledger::Ledger;
use crate::record::Id;
use std::collections::HashSet;

/// Returns the stored records whose rows are not in the file byte for byte. Empty means that
/// nothing that this build can read would be lost with the device; rows that it cannot read are in
/// no file (`Ledger::unreadable`).
#[must_use]
pub fn left_out(ledger: &Ledger, file: &ExchangeFile) -> Vec<Id> {
    let there: HashSet<&str> = file.rows.iter().map(|row| &*row.text).collect();
    ledger.stored().filter(|(_, _, row)| !there.contains(&***row)).map(|(_, id, _)| id).collect()
}
