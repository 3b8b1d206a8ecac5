//! 统一社会信用代码 of GB 32100-2015: 18 characters, the last of which checks the others.

use super::typed::compact;
use super::{FieldValue, Shape};
use serde_json::Value;
use std::fmt;

/// The characters of a code in the order of their values; I, O, S, V and Z are not among them.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weights of positions 1 to 17, 3 to the power of the position modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Characters of a code.
const LENGTH: usize = 18;

/// A valid code, in upper case without spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc(String);

/// Why a text is no code. Shown as one Chinese sentence. Positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UsccProblem {
    /// It has so many characters instead of 18.
    Length(usize),
    /// A character that no code contains.
    Character {
        /// Where it stands.
        position: usize,
        /// The character.
        found: char,
        /// What it was probably meant to be.
        likely: Option<char>,
    },
    /// The last character does not fit the others: one of the 18 is wrong.
    Check {
        /// What the others ask for at position 18.
        expected: char,
        /// What stands there.
        found: char,
    },
}

impl UsccProblem {
    /// Returns the position, from 1, at which it shows; `None` if the length is wrong.
    #[must_use]
    pub const fn position(&self) -> Option<usize> {
        match self {
            Self::Length(_) => None,
            Self::Character { position, .. } => Some(*position),
            Self::Check { .. } => Some(LENGTH),
        }
    }
}

impl fmt::Display for UsccProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Length(0) => write!(f, "统一社会信用代码是空的，应有 18 位。"),
            Self::Length(n) if n < LENGTH => {
                write!(f, "统一社会信用代码应有 18 位，现在是 {n} 位，少了 {} 位。", LENGTH - n)
            }
            Self::Length(n) => write!(f, "统一社会信用代码应有 18 位，现在是 {n} 位，多了 {} 位。", n - LENGTH),
            Self::Character { position, found, likely: Some(likely) } => {
                write!(f, "第 {position} 位是“{found}”，代码里不用这个字母，是不是“{likely}”？")
            }
            Self::Character { position, found, likely: None } => {
                write!(f, "第 {position} 位是“{found}”，代码里只有数字和大写字母（没有 I、O、S、V、Z）。")
            }
            Self::Check { expected, found } => {
                write!(f, "第 18 位校验码是“{found}”，按前 17 位算应是“{expected}”，请逐位核对。")
            }
        }
    }
}

impl Uscc {
    /// Returns what was typed or pasted without spaces and hyphens, in half width and upper case.
    #[must_use]
    pub fn clean(raw: &str) -> String {
        let kept = compact(raw).to_ascii_uppercase();
        kept.chars().filter(|c| !matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '_' | '·')).collect()
    }

    /// Reads what was typed or pasted, after [`Uscc::clean`].
    ///
    /// # Errors
    /// What is wrong and at which position.
    pub fn parse(raw: &str) -> Result<Self, UsccProblem> {
        let code = Self::clean(raw);
        let length = code.chars().count();
        if length != LENGTH {
            return Err(UsccProblem::Length(length));
        }
        let expected = check_character(&code)?;
        match code.chars().last() {
            Some(found) if found != expected => Err(UsccProblem::Check { expected, found }),
            _ => Ok(Self(code)),
        }
    }

    /// Returns the code that begins with these 17 characters.
    ///
    /// # Errors
    /// What is wrong with them and at which position.
    pub fn complete(first: &str) -> Result<Self, UsccProblem> {
        let check = check_character(first)?;
        Self::parse(&format!("{first}{check}"))
    }

    /// Returns the 18 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The 18th character, which the first 17 decide.
fn check_character(code: &str) -> Result<char, UsccProblem> {
    let mut sum = 0;
    for (i, found) in code.chars().enumerate() {
        let wrong = || UsccProblem::Character { position: i + 1, found, likely: likely(found) };
        let value = ALPHABET.find(found).ok_or_else(wrong)?;
        sum += value * WEIGHTS.get(i).copied().unwrap_or(0);
    }
    Ok(ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap_or('0'))
}

/// What a letter that no code contains was probably meant to be.
const fn likely(found: char) -> Option<char> {
    match found {
        'O' => Some('0'),
        'I' => Some('1'),
        'Z' => Some('2'),
        'S' => Some('5'),
        _ => None,
    }
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FieldValue for Uscc {
    const SHAPE: Shape = Shape::Uscc;
    fn read(json: &Value) -> Option<Self> {
        Self::parse(json.as_str()?).ok()
    }
    fn write(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// What the first two characters of a code suggest about a partner. A suggestion only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsccHint {
    /// Code of the field `partner.side`.
    pub side: &'static str,
    /// Code of the field `partner.type`.
    pub kind: &'static str,
}

impl UsccHint {
    /// Returns what the code suggests; `None` for registering bodies that suggest nothing.
    #[must_use]
    pub fn of(code: &Uscc) -> Option<Self> {
        let (side, kind) = match code.0.get(..2)? {
            "11" => ("gov", "government"),
            // 事业单位: among a college's partners these are mostly schools.
            "12" => ("school", "school"),
            "51" => ("association", "association"),
            "52" | "53" => ("association", "other"),
            "91" | "92" | "93" => ("firm", "enterprise"),
            _ => return None,
        };
        Some(Self { side, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GOOD: [&str; 4] = ["91110000600037341L", "913204116081345677", "12320000466007089T", "513204005090123454"];

    #[test]
    fn known_codes_are_taken() {
        for code in GOOD {
            assert_eq!(Uscc::parse(code).unwrap().as_str(), code);
        }
    }

    #[test]
    fn a_pasted_code_is_cleaned() {
        assert_eq!(Uscc::clean(" 9111 0000-6000３７３４１ｌ\n"), "91110000600037341L");
        assert_eq!(Uscc::parse("９１１１ 0000 6000 3734 1l").unwrap().as_str(), "91110000600037341L");
    }

    #[test]
    fn a_wrong_code_says_where_and_why() {
        let problem = |raw: &str| Uscc::parse(raw).unwrap_err();
        assert_eq!(problem("9111000060003734").to_string(), "统一社会信用代码应有 18 位，现在是 16 位，少了 2 位。");
        assert_eq!(problem("91110000600037341LL").to_string(), "统一社会信用代码应有 18 位，现在是 19 位，多了 1 位。");
        assert_eq!(problem("9111O000600037341L").to_string(), "第 5 位是“O”，代码里不用这个字母，是不是“0”？");
        assert_eq!(problem("9i110000600037341L").position(), Some(2));
        assert_eq!(
            problem("911100006000字7341L").to_string(),
            "第 13 位是“字”，代码里只有数字和大写字母（没有 I、O、S、V、Z）。"
        );
        assert_eq!(problem("911100006000373415").to_string(), "第 18 位校验码是“5”，按前 17 位算应是“L”，请逐位核对。");
    }

    #[test]
    fn the_prefix_suggests_side_and_type() {
        let hint = |code: &str| UsccHint::of(&Uscc::parse(code).unwrap()).map(|h| (h.side, h.kind));
        assert_eq!(hint(GOOD[0]), Some(("firm", "enterprise")));
        assert_eq!(hint(GOOD[2]), Some(("school", "school")));
        assert_eq!(hint(GOOD[3]), Some(("association", "association")));
    }

    fn checked(body: &[usize]) -> String {
        let text: String = body.iter().filter_map(|v| ALPHABET.chars().nth(*v)).collect();
        Uscc::complete(&text).unwrap().0
    }

    proptest! {
        #[test]
        fn one_changed_character_is_always_caught(
            body in prop::collection::vec(0usize..31, 17), at in 0usize..18, by in 1usize..31,
        ) {
            let code = checked(&body);
            prop_assert!(Uscc::parse(&code).is_ok());
            let change = |(i, c): (usize, char)| {
                if i != at { return c; }
                let value = ALPHABET.find(c).unwrap();
                ALPHABET.chars().nth((value + by) % 31).unwrap()
            };
            let changed: String = code.chars().enumerate().map(change).collect();
            let is_caught = matches!(Uscc::parse(&changed), Err(UsccProblem::Check { .. }));
            prop_assert!(is_caught);
        }

        #[test]
        fn any_text_is_read_or_refused(raw in "\\PC*") {
            drop(Uscc::parse(&raw));
        }
    }
}
