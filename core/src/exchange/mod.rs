//! The exchange file: one readable JSON file that carries records from device to device.
//!
//! [`write_file`] copies stored rows into a file, [`read_file`] takes a file apart and says in one
//! sentence why it cannot, [`preview`] says what taking it would do, and [`Preview::batch`] makes
//! the changes for the one door. Nothing here writes to the ledger or knows where files come from.
//! Around a file may be an [`envelope`] with a passphrase, and a [`zip`] archive with photos
//! ([`bundle`]). The format is described in `docs/format.md` and `docs/exchange.schema.json`.

mod belonging;
pub mod bundle;
mod class;
mod detail;
pub mod envelope;
mod error;
mod header;
mod preview;
mod read;
mod select;
mod sniff;
mod verify;
mod write;
mod writer;
pub mod zip;

pub use belonging::{Belonging, Keeping};
pub use class::{Class, class_of};
pub use detail::{Detail, FieldChange, Relation, Written};
pub use error::{BadRow, FileError, Foreign, RowFault};
pub use header::{End, FileHeader, FileNote, Range, Sender};
pub use preview::{Counts, Item, Preview, Previewing, preview};
pub use read::{ExchangeFile, FileRow, MAX_BYTES, MAX_ROWS, Place, Reader, read_file};
pub use select::{Parcel, STARTER_KINDS, Select, about};
pub use verify::left_out;
pub use write::{Contents, FileStamp, FileWriter, contents, file_name, going_out, handed_out, write_file};
pub use writer::RowWriter;

use crate::record::{Id, Record};
use crate::schema::Schema;

/// Value of `format` in every exchange file.
pub const FORMAT: &str = "ronghe-exchange";
/// Value of `format` in an encrypted envelope around an exchange file.
pub const ENCRYPTED: &str = "ronghe-encrypted";
/// Version of the format that this build writes, and the newest that it reads.
pub const FORMAT_VERSION: u64 = 1;

/// Returns the records that `record` refers to, in the order of its fields; nothing for a kind
/// that this version does not know.
fn references(record: &Record, schema: Schema) -> Vec<Id> {
    let fields = schema.kind(&record.kind).map(|k| k.fields).unwrap_or_default();
    let pointing = fields.iter().filter(|f| f.ty.is_reference());
    pointing.filter_map(|field| Some(field.ty.ids(&record.value(field)?))).flatten().collect()
}

#[cfg(test)]
pub(crate) mod tests;
