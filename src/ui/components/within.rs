//! What a row need not say because the page on which it stands says it.

use ronghe_core::record::Id;
use ronghe_core::schema::KindDef;

/// The record on whose page rows stand, and the field through which all of them lead there.
pub type Within = (Id, &'static str);

/// Whether a page of the kind `page` says what a row's field `name` holds: the row leads there through
/// it, or both refer through it to the same.
pub fn is_said(page: Option<&KindDef>, via: &str, name: &str) -> bool {
    via == name || page.and_then(|page| page.field(name)).is_some_and(|field| field.ty.is_reference())
}

/// A title without the one on whose page it stands.
pub fn without_prefix(title: String, of_page: &str) -> String {
    let rest = title.strip_prefix(of_page).and_then(|rest| rest.strip_prefix(" · ")).map(str::to_owned);
    rest.unwrap_or(title)
}
