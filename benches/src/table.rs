//! Medians and ratios.

use std::collections::BTreeMap;

/// The lines of the table, as design §10 has them, with the unit.
pub const LINES: [(&str, &str); 24] = [
    ("import until durable", "ms"),
    ("import until searchable", "ms"),
    ("cold open: first rows", "ms"),
    ("cold open: everything searchable", "ms"),
    ("keystroke, median", "ms"),
    ("keystroke, p95", "ms"),
    ("keystroke, longest", "ms"),
    ("merge of a changed copy", "ms"),
    ("merge until searchable", "ms"),
    ("export everything", "ms"),
    ("save one record", "ms"),
    ("a figure after a save", "ms"),
    ("a figure after a save, longest", "ms"),
    ("a board after a save", "ms"),
    ("a board after a save, longest", "ms"),
    ("renderer memory", "MB"),
    ("wasm heap", "MB"),
    ("longest task: load", "ms"),
    ("longest task: import", "ms"),
    ("longest task: merge", "ms"),
    ("first content, CPU 4x slower", "ms"),
    ("everything searchable, CPU 4x slower", "ms"),
    ("first content, CPU 6x slower", "ms"),
    ("everything searchable, CPU 6x slower", "ms"),
];

/// What was measured: by line, then by who.
#[derive(Default)]
pub struct Table {
    seen: BTreeMap<(String, String), Vec<f64>>,
}

impl Table {
    /// Adds one measurement.
    pub fn add(&mut self, line: &str, who: &str, value: f64) {
        assert!(LINES.iter().any(|(name, _)| *name == line), "no such line: {line}");
        self.seen.entry((line.to_owned(), who.to_owned())).or_default().push(value);
    }

    /// Adds the median, the 95th percentile and the longest of many keystrokes.
    pub fn add_keystrokes(&mut self, who: &str, mut times: Vec<f64>) {
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
        self.add("keystroke, median", who, at(0.5));
        self.add("keystroke, p95", who, at(0.95));
        self.add("keystroke, longest", who, at(1.0));
    }

    fn median(&self, line: &str, who: &str) -> Option<f64> {
        let mut values = self.seen.get(&(line.to_owned(), who.to_owned()))?.clone();
        values.sort_by(f64::total_cmp);
        Some(values[values.len() / 2])
    }

    /// Prints medians with their ratios to the floor.
    pub fn print(&self) {
        let mut who: Vec<&str> = self.seen.keys().map(|(_, who)| who.as_str()).collect();
        who.sort_unstable();
        who.dedup();
        // The page first, then the floor.
        who.sort_by_key(|name| (*name != crate::PAGE, *name != "floor"));
        print!("| {:<38} | unit", "median");
        who.iter().for_each(|name| print!(" | {name:>18}"));
        println!(" |\n|{:-<40}|-----{}|", "", "|-------------------:".repeat(who.len()));
        for (line, unit) in LINES {
            if !who.iter().any(|name| self.median(line, name).is_some()) {
                continue;
            }
            // One record is compared with one put.
            let base = if line == "save one record" { "one-a-record" } else { "floor" };
            let base = self.median(line, base).or_else(|| self.median(line, "floor"));
            print!("| {line:<38} | {unit:<4}");
            for name in &who {
                match self.median(line, name) {
                    None => print!(" | {:>18}", "–"),
                    Some(value) => {
                        let ratio = base.filter(|base| *base > 0.0).map(|base| format!(" ({:.2})", value / base));
                        print!(" | {:>18}", format!("{value:.1}{}", ratio.unwrap_or_default()));
                    }
                }
            }
            println!(" |");
        }
        println!(
            "In brackets: the ratio to the floor (bare IndexedDB, 500 rows a block, strict; of saving one record,"
        );
        println!("bare IndexedDB with a record a row).");
    }
}
