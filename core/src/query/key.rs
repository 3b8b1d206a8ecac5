//! Keys by which lists are sorted: Chinese by pinyin, numbers within text by their value.

use super::cell::Cell;
use crate::ledger::Ledger;
use crate::record::Id;
use crate::schema::{FieldDef, FieldType, Named};
use crate::search::{normal, readings};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

/// What one record is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Key {
    /// It has none and comes last.
    #[default]
    None,
    Number(i64),
    Text(Arc<str>),
}

impl Key {
    /// Compares two keys of one column; what is not there comes last in either direction.
    pub fn compare(&self, other: &Self, down: bool) -> Ordering {
        let turned = |order: Ordering| if down { order.reverse() } else { order };
        match (self, other) {
            (Self::None, Self::None) => Ordering::Equal,
            (Self::None, _) => Ordering::Greater,
            (_, Self::None) => Ordering::Less,
            (Self::Number(a), Self::Number(b)) => turned(a.cmp(b)),
            (Self::Text(a), Self::Text(b)) => turned(a.cmp(b)),
            // A code that this version does not know stands behind those that it knows.
            (Self::Number(_), Self::Text(_)) => turned(Ordering::Less),
            (Self::Text(_), Self::Number(_)) => turned(Ordering::Greater),
        }
    }
}

/// Keys of the titles of records that others refer to.
#[derive(Debug, Clone, Default)]
pub(super) struct Titles(HashMap<Id, Arc<str>>);

impl Titles {
    /// The key by which what is titled so is sorted.
    pub fn key(&mut self, ledger: &Ledger, id: &Id) -> Arc<str> {
        let id = ledger.standing_for(id);
        Arc::clone(self.0.entry(id).or_insert_with(|| pinyin_key(&normal(&ledger.title(&id))).into()))
    }

    /// Forgets them: a title may have changed.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Returns a text that sorts as the phone books do: Latin letters and numbers first, numbers by
/// their value, Chinese characters by pinyin and then by themselves. `text` is in the form of
/// [`crate::search::normal`].
#[must_use]
pub fn pinyin_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    let (mut rest, mut before, mut read) = (text, None, 0_usize);
    while let Some(c) = rest.chars().next() {
        if let Some((number, after)) = chinese_number(rest, before, read) {
            push_number(&mut key, &number.to_string());
            rest = after;
            before = Some(c);
            continue;
        }
        (before, read) = (Some(c), read.saturating_add(1));
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, after) = rest.split_at(end);
            push_number(&mut key, digits);
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match readings(c).first() {
            // Behind every ASCII sign.
            Some(reading) => {
                key.push('\u{7f}');
                key.push_str(reading);
                key.push(' ');
                key.push(c);
            }
            None => key.push(c),
        }
    }
    key
}

/// The number in Chinese with which `rest` begins, and what comes behind it, where such characters
/// count something: 第二条, 二、 and （二） at the beginning, 工作方向二 at the end. Elsewhere, as in a
/// name, they are words. `before` stands in front, the last of `read` characters.
fn chinese_number(rest: &str, before: Option<char>, read: usize) -> Option<(u32, &str)> {
    let end = rest.find(|c| place_value(c).is_none()).unwrap_or(rest.len());
    if end == 0 || before.is_some_and(|c| place_value(c).is_some()) {
        return None;
    }
    let (written, after) = rest.split_at(end);
    let counts = match (before, after.chars().next()) {
        (Some('第'), _) => true,
        (None | Some('(' | '（'), Some('、' | ')' | '）')) => true,
        // 张三 is a name.
        (Some(_), None) => read >= 2,
        _ => false,
    };
    if counts { Some((written_number(written)?, after)) } else { None }
}

/// The length first: 9 before 10. More than 42 digits are no number.
fn push_number(key: &mut String, digits: &str) {
    let digits = digits.trim_start_matches('0');
    key.push(char::from(b'0'.saturating_add(u8::try_from(digits.len().min(42)).unwrap_or(42))));
    key.push_str(digits);
}

/// A number written in Chinese, up to 9999; `None` if it is none or is larger.
fn written_number(text: &str) -> Option<u32> {
    let (mut sum, mut digit) = (0, None);
    for c in text.chars() {
        match place_value(c)? {
            // 二〇二二 is a year that was spelled, and no number of a clause.
            (_, false) if digit.is_some_and(|digit| digit != 0) => return None,
            (value, false) => digit = Some(value),
            // 十二 is twelve.
            (place, true) => sum += digit.take().unwrap_or(1) * place,
        }
    }
    Some(sum + digit.unwrap_or(0)).filter(|number| (1..10_000).contains(number))
}

/// What a Chinese numeral is worth, and whether it says of what the digit before it is counted.
const fn place_value(c: char) -> Option<(u32, bool)> {
    Some(match c {
        '零' | '〇' => (0, false),
        '一' => (1, false),
        '二' | '两' => (2, false),
        '三' => (3, false),
        '四' => (4, false),
        '五' => (5, false),
        '六' => (6, false),
        '七' => (7, false),
        '八' => (8, false),
        '九' => (9, false),
        '十' => (10, true),
        '百' => (100, true),
        '千' => (1_000, true),
        _ => return None,
    })
}

/// Returns the key of a cell of `field`.
pub(super) fn key_of(field: &FieldDef, cell: &Cell, ledger: &Ledger, titles: &mut Titles) -> Key {
    match cell {
        Cell::Unread | Cell::Empty | Cell::Odd => Key::None,
        Cell::Number(n) => Key::Number(*n),
        Cell::Date(date) => Key::Number(date.earliest().unix_days()),
        Cell::Yes(yes) => Key::Number(i64::from(*yes)),
        Cell::Text(text) => match (field.ty, place_of(field, text)) {
            (FieldType::Choice(_) | FieldType::Named(Named::Of(_)), Some(place)) => Key::Number(place),
            (FieldType::Phone | FieldType::Uscc, _) => Key::Text(Arc::from(&**text)),
            _ => Key::Text(pinyin_key(text).into()),
        },
        Cell::Texts(words) => {
            let word = |word: &str| match place_of(field, word) {
                Some(place) => format!("{place:04} "),
                None => pinyin_key(word),
            };
            Key::Text(words.iter().map(|w| word(w)).collect::<String>().into())
        }
        Cell::Record(id) => Key::Text(titles.key(ledger, id)),
        Cell::Records(ids) => match ids.first() {
            Some(first) => Key::Text(titles.key(ledger, first)),
            None => Key::None,
        },
    }
}

/// The place of a code in its list.
pub(super) fn place_of(field: &FieldDef, code: &str) -> Option<i64> {
    match field.ty {
        FieldType::Named(Named::Of(words)) => {
            words.pairs().position(|(name, _)| name == code).and_then(|place| i64::try_from(place).ok())
        }
        FieldType::Choice(list) | FieldType::Choices(list) => {
            list.codes.iter().position(|c| c.code == code).and_then(|place| i64::try_from(place).ok())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_pinyin_and_numbers_by_value() {
        let mut names = ["第10章", "中德", "第9章", "阿里", "abc", "北京", "示例2号", "示例10号"];
        names.sort_by_key(|name| pinyin_key(name));
        assert_eq!(names, ["abc", "阿里", "北京", "第9章", "第10章", "示例2号", "示例10号", "中德"]);
    }

    #[test]
    fn headings_with_a_number_at_either_end_sort_by_it() {
        let sorted = |order: &[&str]| {
            let mut names = order.to_vec();
            names.reverse();
            names.sort_by_key(|name| pinyin_key(name));
            assert_eq!(names, order);
        };
        sorted(&["工作方向一", "工作方向二", "工作方向三", "工作方向四", "工作方向五", "工作方向十一"]);
        sorted(&["一、规划", "二、督查", "三、转化", "十、其他", "十二、附则"]);
        sorted(&["(一)总则", "(二)分则", "(三)附则"]);
        // People and spelled years stay as they are read.
        sorted(&["李四", "张三", "张五", "张一"]);
        sorted(&["示例一二三", "示例一三二"]);
    }

    #[test]
    fn what_is_numbered_in_chinese_sorts_by_its_number() {
        let order = ["第一条", "第二条", "第三条", "第9条", "第十条", "第十二条", "第二十条", "第一百零三条", "第一"];
        let mut names = order;
        names.reverse();
        names.sort_by_key(|name| pinyin_key(name));
        // A shorter text comes before the longer one that begins like it.
        assert_eq!(
            names,
            ["第一", "第一条", "第二条", "第三条", "第9条", "第十条", "第十二条", "第二十条", "第一百零三条"]
        );
        let numbers =
            ["十", "二十一", "一百零三", "三千", "零", "一二三四五", "九千九百九十九千", ""].map(written_number);
        assert_eq!(numbers, [Some(10), Some(21), Some(103), Some(3_000), None, None, None, None]);
    }
}
