//! Shares (分摊): who counts how much of a work that several did together, summing to 100 %.
//!
//! The whole list is one value: two half-edited lists must never mix to something that does not sum.

use super::{FieldValue, Problem, Quantity, Shape};
use crate::id::Id;
use serde_json::{Value, json};

/// A list of sharers with percentages that sum to exactly 100 %.
/// Stored as `[["<id>", hundredths of a percent], …]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares(Vec<(Id, Quantity)>);

impl Shares {
    /// Returns the shares, if nobody stands twice, nobody has nothing and they sum to 100 %.
    ///
    /// # Errors
    /// One Chinese sentence that says by how much they miss 100 %, or who stands twice.
    pub fn new(shares: Vec<(Id, Quantity)>) -> Result<Self, Problem> {
        let sum: u64 = shares.iter().map(|(_, part)| part.hundredths()).fold(0, u64::saturating_add);
        let whole = Quantity::HUNDRED.hundredths();
        let twice = shares.iter().enumerate().any(|(i, (id, _))| shares.iter().take(i).any(|(other, _)| other == id));
        if twice {
            return Err(Problem::new("分摊里同一个单位（人）写了两行，请并成一行。".to_owned()));
        }
        if shares.iter().any(|(_, part)| *part == Quantity::default()) {
            return Err(Problem::new("分摊里有一行是 0%，请填上比例或去掉这一行。".to_owned()));
        }
        if sum != whole {
            let gap = Quantity(sum.abs_diff(whole)).plain();
            let side = if sum < whole { "还差" } else { "多了" };
            return Err(Problem::new(format!("分摊合计 {}%，{side} {gap}%，要正好是 100%。", Quantity(sum).plain())));
        }
        Ok(Self(shares))
    }

    /// Returns everything for one.
    #[must_use]
    pub fn of_one(id: Id) -> Self {
        Self(vec![(id, Quantity::HUNDRED)])
    }

    /// Reads what a control holds: `[["<id>", "60"], …]`; rows without sharer and percentage are skipped.
    ///
    /// # Errors
    /// As [`Self::new`], or that a row is not finished.
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let rows: Vec<(String, String)> = serde_json::from_str(raw)
            .map_err(|_| Problem::new("分摊请在页面上一行一行地填：谁，百分之几。".to_owned()))?;
        let mut shares = Vec::new();
        for (who, part) in rows.iter().filter(|(who, part)| !who.trim().is_empty() || !part.trim().is_empty()) {
            let id = Id::parse(who)
                .ok_or_else(|| Problem::new(format!("分摊里 {}% 的那一行还没有选是谁。", part.trim())))?;
            shares.push((id, Quantity::parse(part.trim().trim_end_matches(['%', '％']))?));
        }
        Self::new(shares)
    }

    /// Returns the text with which a control starts; [`Self::parse`] makes the same value of it.
    #[must_use]
    pub fn typed(&self) -> String {
        let rows: Vec<_> = self.0.iter().map(|(id, part)| (id.to_string(), part.plain())).collect();
        json!(rows).to_string()
    }

    /// Returns the sharers with their percentages, in the order in which they were typed.
    pub fn iter(&self) -> impl Iterator<Item = (Id, Quantity)> {
        self.0.iter().copied()
    }

    /// Splits an amount so that the parts sum to it exactly: by largest remainder, ties to the first.
    #[must_use]
    pub fn split(&self, amount: i64) -> Vec<(Id, i64)> {
        let whole = i128::from(Quantity::HUNDRED.hundredths());
        let exact: Vec<i128> = self.0.iter().map(|(_, p)| i128::from(amount) * i128::from(p.hundredths())).collect();
        let mut parts: Vec<i128> = exact.iter().map(|e| e.div_euclid(whole)).collect();
        let mut left = i128::from(amount) - parts.iter().sum::<i128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        crate::order::sort_by_key(&mut order, |i| std::cmp::Reverse(exact.get(*i).map_or(0, |e| e.rem_euclid(whole))));
        for i in order {
            if left <= 0 {
                break;
            }
            if let Some(part) = parts.get_mut(i) {
                *part += 1;
                left -= 1;
            }
        }
        let cents = |part: i128| i64::try_from(part).unwrap_or(i64::MAX);
        self.0.iter().zip(parts).map(|((id, _), part)| (*id, cents(part))).collect()
    }
}

impl FieldValue for Shares {
    const SHAPE: Shape = Shape::Shares;
    fn read(json: &Value) -> Option<Self> {
        let row = |row: &Value| {
            let row = row.as_array()?;
            Some((Id::read(row.first()?)?, Quantity::read(row.get(1)?)?))
        };
        Self::new(json.as_array()?.iter().map(row).collect::<Option<Vec<_>>>()?).ok()
    }
    fn write(&self) -> Value {
        self.0.iter().map(|(id, part)| json!([id.to_string(), part.hundredths()])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u8) -> Id {
        Id::of_key("unit", &n.to_string())
    }

    #[test]
    fn shares_sum_to_exactly_a_hundred_percent() {
        let typed = |rows: &[(u8, &str)]| {
            let rows: Vec<_> = rows.iter().map(|(n, part)| (id(*n).to_string(), (*part).to_owned())).collect();
            Shares::parse(&json!(rows).to_string())
        };
        let fine = typed(&[(1, "60"), (2, "40%")]).unwrap();
        assert_eq!(Shares::read(&fine.write()), Some(fine.clone()));
        assert_eq!(Shares::parse(&fine.typed()), Ok(fine));
        assert!(typed(&[(1, "60"), (2, "30")]).unwrap_err().message.contains("还差 10%"));
        assert!(typed(&[(1, "60"), (2, "60")]).unwrap_err().message.contains("多了 20%"));
        assert!(typed(&[(1, "50"), (1, "50")]).unwrap_err().message.contains("两行"));
        assert!(typed(&[(1, "100"), (2, "0")]).is_err());
    }

    proptest! {
        #[test]
        fn the_parts_of_an_amount_sum_to_it(amount in -1_000_000_000_i64..1_000_000_000, cut in 1_u64..9_999) {
            let shares = Shares::new(vec![(id(1), Quantity(cut)), (id(2), Quantity(10_000 - cut))]).unwrap();
            prop_assert_eq!(shares.split(amount).iter().map(|(_, part)| part).sum::<i64>(), amount);
        }
    }
}
