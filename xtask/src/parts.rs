//! The program in two files: what the first screen needs, and the rest, fetched right after it.
//!
//! `tools/wasm-bindgen-cli` makes the cut while trunk builds; here the rest is made small and gets
//! its place beside the first part. Both carry one hash in their names, which covers the whole
//! program, so that no part ever meets one of another build. `docs/decisions/splitting.md` says why.

use crate::command::{Result, files, program, read, root, run, write};
use crate::imports::shorten;
use std::path::{Path, PathBuf};

/// Where trunk puts what the splitter made.
const FROM: &str = "snippets/parts";
/// The rest, as the splitter calls it.
const REST: &str = "split_rest.wasm";
/// What fetches the rest, as the splitter calls it and as the first part imports it.
const LINK: &str = "link.js";
/// The first part, as what fetches the rest imports it.
const FIRST: &str = "first.js";

/// How the names of both parts begin and end; between is the hash of the program.
const PREFIX: &str = "ronghe-";
const FIRST_WASM: &str = "_bg.wasm";
const REST_WASM: &str = "_rest.wasm";

/// A part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the first screen needs.
    First,
    /// What is fetched after it.
    Rest,
}

/// Which part of the program a file of the page is, if any. Workers are none.
#[must_use]
pub fn part(name: &str) -> Option<Part> {
    let name = name.strip_prefix(PREFIX)?;
    let (first, rest) = (name.strip_suffix(FIRST_WASM), name.strip_suffix(REST_WASM));
    let part = if rest.is_some() { Part::Rest } else { Part::First };
    first.or(rest).filter(|hash| is_hash(hash)).map(|_| part)
}

fn is_hash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_hexdigit())
}

/// Puts the rest of the program beside its first part. Doing it twice changes nothing.
///
/// # Errors
/// When the program is in one piece, or the tools call its parts differently than before.
pub fn place(directory: &Path) -> Result {
    let from = directory.join(FROM);
    let glue = glue(directory)?;
    let name = glue.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if !from.is_dir() {
        let placed = directory.join(format!("{name}{REST_WASM}")).is_file();
        return if placed { Ok(()) } else { Err(format!("{FROM}: the program was not cut into parts")) };
    }
    let (link, rest) = (format!("{name}_{LINK}"), format!("{name}{REST_WASM}"));
    shrink(&from.join(REST), &directory.join(&rest))?;
    let text = renamed(&read(&from.join(LINK))?, REST, &rest)?;
    write(&directory.join(&link), imported(&text, FIRST, &format!("{name}.js"))?)?;
    let script = imported(&read(&glue)?, LINK, &link)?;
    let first = directory.join(format!("{name}{FIRST_WASM}"));
    let program = std::fs::read(&first).map_err(|error| format!("{}: {error}", first.display()))?;
    let (program, script) = shorten(&program, &script)?;
    std::fs::write(&first, program).map_err(|error| format!("{}: {error}", first.display()))?;
    write(&glue, script)?;
    std::fs::remove_dir_all(&from).map_err(|error| format!("{}: {error}", from.display()))?;
    // Only if nothing else has put anything there.
    std::fs::remove_dir(directory.join("snippets")).ok();
    Ok(())
}

/// The script that starts the program: `ronghe-<hash>.js`.
fn glue(directory: &Path) -> Result<PathBuf> {
    let is_glue = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        path.extension().is_some_and(|extension| extension == "js") && stem.strip_prefix(PREFIX).is_some_and(is_hash)
    };
    let found = files(directory)?.into_iter().find(is_glue);
    found.ok_or_else(|| format!("{}: no ronghe-<hash>.js", directory.display()))
}

/// `script` with another name where it imports `old` from, which it must. What the program itself calls
/// the file stays: that is only the name of a member.
fn imported(script: &str, old: &str, new: &str) -> Result<String> {
    replaced(script, &format!("from \"./{old}\""), &format!("from \"./{new}\""))
}

/// `script` with another name where it fetches `old`, which it must.
fn renamed(script: &str, old: &str, new: &str) -> Result<String> {
    replaced(script, &format!("\"./{old}\""), &format!("\"./{new}\""))
}

fn replaced(script: &str, old: &str, new: &str) -> Result<String> {
    if script.contains(old) { Ok(script.replace(old, new)) } else { Err(format!("a part does not name {old}")) }
}

/// Makes the rest as small as trunk makes the first part: with the parameters in index.html.
fn shrink(from: &Path, to: &Path) -> Result {
    let index = read(&root().join("index.html"))?;
    let (from, to) = (from.to_string_lossy(), to.to_string_lossy());
    let mut arguments = vec![format!("-O{}", attribute(&index, "data-wasm-opt")?)];
    arguments.extend(attribute(&index, "data-wasm-opt-params")?.split_whitespace().map(str::to_owned));
    arguments.extend(["-o".to_owned(), to.into_owned(), from.into_owned()]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    run(&mut program("wasm-opt", &arguments))
}

/// The value of an attribute that stands in `html`.
fn attribute<'a>(html: &'a str, name: &str) -> Result<&'a str> {
    let value = html.split_once(&format!(" {name}=\"")).and_then(|(_, after)| after.split_once('"'));
    value.map(|(value, _)| value).ok_or_else(|| format!("index.html: no {name}=\"…\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_of_trunk_are_read() {
        let html = r#"<link data-trunk data-wasm-opt="z" data-wasm-opt-params="--a --b">"#;
        assert_eq!(attribute(html, "data-wasm-opt").unwrap(), "z");
        assert_eq!(attribute(html, "data-wasm-opt-params").unwrap(), "--a --b");
        assert!(attribute(html, "data-other").is_err());
        let index = read(&root().join("index.html")).unwrap();
        assert!(attribute(&index, "data-wasm-opt-params").is_ok());
    }

    #[test]
    fn parts_are_told_from_workers() {
        assert_eq!(part("ronghe-0a1b_bg.wasm"), Some(Part::First));
        assert_eq!(part("ronghe-0a1b_rest.wasm"), Some(Part::Rest));
        assert_eq!(part("ronghe-xlsx_bg.wasm"), None);
        assert_eq!(part("ronghe-0a1b.js"), None);
    }

    #[test]
    fn a_part_that_is_not_named_is_an_error() {
        let script = r#"import * as a from "./link.js"; const imports = { "./link.js": a };"#;
        let placed = r#"import * as a from "./x_link.js"; const imports = { "./link.js": a };"#;
        assert_eq!(imported(script, LINK, "x_link.js").unwrap(), placed);
        assert!(imported("import * as a from './link.js'", LINK, "x").is_err());
        assert_eq!(renamed(r#"fetch("./split_rest.wasm")"#, REST, "x.wasm").unwrap(), r#"fetch("./x.wasm")"#);
        assert!(renamed("fetch()", REST, "x").is_err());
    }

    #[test]
    fn the_script_that_starts_the_program_is_found_by_its_hash() {
        let directory = std::env::temp_dir().join(format!("ronghe-parts-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        for name in ["boot.js", "ronghe-xlsx.js", "ronghe-0a1b_link.js", "ronghe-0a1b.js"] {
            write(&directory.join(name), "").unwrap();
        }
        assert_eq!(glue(&directory).unwrap(), directory.join("ronghe-0a1b.js"));
        assert!(place(&directory).is_err(), "a program in one piece");
        write(&directory.join("ronghe-0a1b_rest.wasm"), "").unwrap();
        place(&directory).unwrap();
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
