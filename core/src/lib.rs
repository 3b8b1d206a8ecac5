//! The heart of ronghe: values, schema, records, merge, ledger, exchange, search and reports.
//!
//! Everything here is a pure function of its arguments. The crate knows no browser, no clock, no
//! randomness and no I/O: time, ids and device codes come in from outside, rows go out as text.

pub mod agenda;
pub mod bulk;
mod bytes;
pub mod clock;
pub mod duplicates;
pub mod exchange;
pub mod figure;
pub mod generate;
mod id;
pub mod kinds;
pub mod ledger;
pub mod order;
pub mod period;
pub mod photo;
pub mod query;
pub mod record;
pub mod report;
pub mod risk;
pub mod sample;
pub mod schema;
pub mod search;
pub mod sheet;
pub mod value;
