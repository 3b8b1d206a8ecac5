//! What the teaching side of the invented sample holds: industry colleges, platforms, bases, courses.

use super::Maker;

pub(super) fn make(_maker: &mut Maker) {}
