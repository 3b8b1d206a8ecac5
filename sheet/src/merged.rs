//! What merged cells mean: a value that holds for each cell of the range, or a caption that only
//! stands across the table.

use crate::collect::Collected;
use crate::text::Doubts;
use calamine::Dimensions;

/// A heading is at most so many rows high.
const HEADING_ROWS: u32 = 4;

/// Fills merged ranges with their value, and finds the row that is the heading where the heading is
/// of two tiers: the last row that its merged cells reach.
pub(crate) fn fill(cells: &mut Collected, ranges: &[Dimensions], doubts: &mut Doubts) -> Option<usize> {
    let (left, right) = cells.columns()?;
    let width = right - left + 1;
    let mut heading: Option<(u32, u32)> = None;
    let mut wide = Vec::new();
    for range in ranges {
        let ((top, first), (bottom, last)) = (range.start, range.end);
        if bottom < top || last < first || (top == bottom && first == last) {
            continue;
        }
        // A title or a note across the table is no value of its columns.
        if last > first && (last.min(right) - first.min(right) + 1) * 2 > width {
            continue;
        }
        if last > first {
            wide.push(range);
        }
        let Some(value) = cells.get(top, first).map(str::to_owned) else { continue };
        doubts.merged += 1;
        for row in top..=bottom.min(cells.last_row()) {
            for column in first..=last.min(right) {
                if !cells.set_if_empty(row, column, &value) {
                    return None;
                }
            }
        }
        if bottom > top && bottom - top < HEADING_ROWS && heading.is_none_or(|(above, _)| top < above) {
            heading = Some((top, bottom));
        }
    }
    // Only beside a group of columns is a tall cell part of a heading; else it groups rows.
    let (top, bottom) = heading?;
    wide.iter().any(|range| range.start.0 == top && range.end.0 < bottom).then_some(bottom as usize + 1)
}
