//! One value of one record, as columns keep it: small, and ready to be compared.

use crate::record::Id;
use crate::value::Date;

/// One value of one record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Cell {
    /// Nobody has looked yet.
    #[default]
    Unread,
    /// There is none.
    Empty,
    /// A number in the unit in which it is stored; a school year by the year in which it starts.
    Number(i64),
    /// A date.
    Date(Date),
    /// A code, or text in the form in which it is searched.
    Text(Box<str>),
    /// Codes or words of a set.
    Texts(Box<[Box<str>]>),
    /// Yes or no.
    Yes(bool),
    /// A record.
    Record(Id),
    /// Records of a set.
    Records(Box<[Id]>),
    /// There is one that this version does not understand.
    Odd,
}
