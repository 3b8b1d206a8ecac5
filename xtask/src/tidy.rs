//! The rules of the house that no compiler checks. Reads every tracked text file and every new one
//! that is not ignored; what it finds is a failure, except long files, which are a warning.

use crate::command::{Result, output, program, root};
use std::fmt;

/// A file as git knows it, with its text.
struct Source {
    /// From the root of the checkout, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    fn is_below(&self, directory: &str) -> bool {
        self.path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Lines with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, without_comment(line)))
    }
}

/// Something that is not as it should be.
struct Finding {
    path: String,
    line: usize,
    why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}

/// A rule looks at one file.
type Rule = fn(&Source, &mut Vec<Finding>);

const RULES: [Rule; 6] =
    [module_line, pure_core, indexed_db, storage_behind_workspace, no_machine_paths, interface_text];

/// Files longer than this are listed. Lines.
const LONG: usize = 400;

/// Words that have no business in core: browser, clock, randomness.
const IMPURE: [&str; 9] =
    ["leptos", "web_sys", "js_sys", "wasm_bindgen", "std::time", "SystemTime", "rand", "getrandom", "std::fs"];

/// Parts of `crate::storage` that `src/ui/state.rs` may name, since it opens the store.
const STATE_MAY_NAME: [&str; 2] = ["crate::storage::idb::", "crate::storage::StoreError"];

/// Chinese in `src/ui` outside `text/` that is no interface text. Path and the reason.
const CHINESE_ALLOWED: [(&str, &str); 0] = [];

/// Paths of some machine. In parts, so that this file does not break its own rule.
const MACHINE_PATHS: [&str; 2] = [concat!("/", "root/"), concat!("/", "home/")];

/// Checks everything and prints what was found.
pub fn check() -> Result {
    let sources = sources()?;
    let mut findings = Vec::new();
    for source in &sources {
        for rule in RULES {
            rule(source, &mut findings);
        }
        let lines = source.text.lines().count();
        if source.is_rust() && lines > LONG {
            println!("warning: {} has {lines} lines", source.path);
        }
    }
    for finding in &findings {
        println!("{finding}");
    }
    println!("tidy: {} files, {} findings", sources.len(), findings.len());
    if findings.is_empty() { Ok(()) } else { Err(format!("tidy: {} findings", findings.len())) }
}

/// Every text file that is, or is about to be, part of the project.
fn sources() -> Result<Vec<Source>> {
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = output(&mut program("git", &arguments)).ok_or("git ls-files does not run")?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // What is not there (deleted, not yet committed) or is no text has nothing to check.
    let read = |path: &str| {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        Some(Source { path: path.to_owned(), text })
    };
    Ok(paths.filter_map(read).collect())
}

/// Every module begins by saying what lives in it.
fn module_line(source: &Source, findings: &mut Vec<Finding>) {
    if source.is_rust() && !source.text.starts_with("//!") {
        found(findings, source, 1, "does not begin with a `//!` line");
    }
}

/// Core knows no browser, no clock, no randomness and no files; its tests may read fixtures.
fn pure_core(source: &Source, findings: &mut Vec<Finding>) {
    let test = source.path.contains("/tests/") || source.path.ends_with("/tests.rs");
    if !source.is_rust() || !source.is_below("core/src") || test {
        return;
    }
    for (line, code) in source.code() {
        for word in IMPURE.iter().filter(|word| has_word(code, word)) {
            found(findings, source, line, &format!("core must not use {word}"));
        }
    }
}

/// The browser's IndexedDB types stay in one place.
fn indexed_db(source: &Source, findings: &mut Vec<Finding>) {
    if !source.is_rust() || !source.is_below("src") || source.is_below("src/storage/idb") {
        return;
    }
    for (line, code) in source.code() {
        if code.contains("web_sys::Idb") || has_browser_idb(code) {
            found(findings, source, line, "IndexedDB belongs into src/storage/idb");
        }
    }
}

/// Whether the line names a type such as `IdbRequest`; `IdbStore` is our own.
fn has_browser_idb(code: &str) -> bool {
    words(code).any(|word| {
        word != "IdbStore"
            && word.strip_prefix("Idb").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    })
}

/// The interface talks to the workspace, never to the store.
fn storage_behind_workspace(source: &Source, findings: &mut Vec<Finding>) {
    if !source.is_rust() || !source.is_below("src/ui") {
        return;
    }
    for (line, code) in source.code().filter(|(_, code)| code.contains("crate::storage")) {
        let allowed = source.path == "src/ui/state.rs" && STATE_MAY_NAME.iter().any(|name| code.contains(name));
        if !allowed {
            found(findings, source, line, "the interface talks to the workspace, not to the store");
        }
    }
}

/// Nothing committed knows one particular machine.
fn no_machine_paths(source: &Source, findings: &mut Vec<Finding>) {
    for (index, text) in source.text.lines().enumerate() {
        if MACHINE_PATHS.iter().any(|path| text.contains(path)) {
            found(findings, source, index + 1, "a path of one machine");
        }
    }
}

/// What people read stands in `src/ui/text`, so that words stay the same everywhere.
fn interface_text(source: &Source, findings: &mut Vec<Finding>) {
    let allowed = CHINESE_ALLOWED.iter().any(|(path, _)| *path == source.path);
    if !source.is_rust() || !source.is_below("src/ui") || source.is_below("src/ui/text") || allowed {
        return;
    }
    for (line, code) in source.code() {
        if code.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            found(findings, source, line, "interface text belongs into src/ui/text");
        }
    }
}

fn found(findings: &mut Vec<Finding>, source: &Source, line: usize, why: &str) {
    findings.push(Finding { path: source.path.clone(), line, why: why.to_owned() });
}

/// The line up to `//`, unless that is inside a string such as an address.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let mut previous = ' ';
    for (index, c) in line.char_indices() {
        if c == '"' && previous != '\\' {
            quoted = !quoted;
        }
        if c == '/' && previous == '/' && !quoted {
            return line.get(..index - 1).unwrap_or_default();
        }
        previous = c;
    }
    line
}

/// Whether `word` stands in the line by itself, not as part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line.get(start + word.len()..).and_then(|text| text.chars().next());
        !part(before) && !part(after)
    })
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        let source = Source { path: path.to_owned(), text: format!("//! x\n{text}\n") };
        let mut found = Vec::new();
        RULES.iter().for_each(|rule| rule(&source, &mut found));
        found.len()
    }

    #[test]
    fn core_is_pure_in_code_and_free_in_comments() {
        assert_eq!(findings("core/src/a.rs", "let now = std::time::Instant::now();"), 1);
        assert_eq!(findings("core/src/a.rs", "use rand::Rng;"), 1);
        assert_eq!(findings("core/src/a.rs", "let operand = 1; // no rand here"), 0);
        assert_eq!(findings("src/a.rs", "use web_sys::Window;"), 0);
        assert_eq!(findings("core/src/a/tests/b.rs", "std::fs::read(path)"), 0);
    }

    #[test]
    fn the_store_is_behind_the_workspace() {
        assert_eq!(findings("src/ui/state.rs", "use crate::storage::idb::IdbStore;"), 0);
        assert_eq!(findings("src/ui/state.rs", "use crate::storage::Writes;"), 1);
        assert_eq!(findings("src/ui/pages/a.rs", "use crate::storage::StoreError;"), 1);
        assert_eq!(findings("src/workspace/a.rs", "use web_sys::IdbRequest;"), 1);
        assert_eq!(findings("src/storage/idb/a.rs", "use web_sys::IdbRequest;"), 0);
    }

    #[test]
    fn words_for_people_stand_together() {
        assert_eq!(findings("src/ui/pages/a.rs", "let t = \"保存\";"), 1);
        assert_eq!(findings("src/ui/pages/a.rs", "let t = SAVE; // 保存"), 0);
        assert_eq!(findings("src/ui/text/a.rs", "let t = \"保存\";"), 0);
    }

    #[test]
    fn a_comment_begins_outside_strings() {
        assert_eq!(without_comment("let a = \"http://x\"; // y"), "let a = \"http://x\"; ");
        assert_eq!(without_comment("let a = 1;"), "let a = 1;");
    }
}
