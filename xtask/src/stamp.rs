//! What trunk calls after a build: the build's id and day into index.html, the id and the list of
//! all files with their hashes into sw.js, and 404.html.

use crate::command::{Result, files, output, program, read, write};
use sha2::{Digest, Sha256};
use std::path::Path;

const INDEX: &str = "index.html";
/// Static hosts answer unknown addresses with this file; the page finds its way from the address.
const NOT_FOUND: &str = "404.html";
const WORKER: &str = "sw.js";

/// The build's id.
const BUILD: &str = "build";
/// The day that the build is of, `2026-11-23`; empty where nobody knows. A device whose clock
/// shows an earlier day is wrong.
const BUILT: &str = "built";
const BUILD_LINE: &str = "const BUILD = ";
const FILES_LINE: &str = "const FILES = ";

/// Length of the build id in hex digits; 64 bits tell builds apart.
const ID_DIGITS: usize = 16;

/// Stamps the build in `directory`. Doing it twice changes nothing.
pub fn stamp(directory: &Path) -> Result {
    let blank = with_meta(&read(&directory.join(INDEX))?, BUILD, "")?;
    // The day of the last commit, not of the clock: the same source gives the same build.
    let day = output(&mut program("git", &["log", "-1", "--format=%cs"])).unwrap_or_default();
    let blank = with_meta(&blank, BUILT, day.trim())?;
    let mut listed = Vec::new();
    for path in files(directory)? {
        let name = name(directory, &path)?;
        if ![INDEX, NOT_FOUND, WORKER].contains(&name.as_str()) {
            let bytes = std::fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
            listed.push((format!("/{name}"), hash(&bytes)));
        }
    }
    // The id covers index.html as it is without an id, so that no two builds share a cache.
    let mut all: String = listed.iter().map(|(name, hash)| format!("{hash} {name}\n")).collect();
    all.push_str(&hash(blank.as_bytes()));
    let id: String = hash(all.as_bytes()).chars().take(ID_DIGITS).collect();

    let index = with_meta(&blank, BUILD, &id)?;
    listed.insert(0, ("/".to_owned(), hash(index.as_bytes())));
    let worker = read(&directory.join(WORKER))?;
    let worker = with_line(&worker, BUILD_LINE, &format!("\"{id}\""))?;
    let list = serde_json::to_string(&listed).map_err(|error| error.to_string())?;
    let worker = with_line(&worker, FILES_LINE, &list)?;

    write(&directory.join(INDEX), &index)?;
    write(&directory.join(NOT_FOUND), &index)?;
    write(&directory.join(WORKER), worker)?;
    println!("build {id}: {} files", listed.len());
    Ok(())
}

/// The address of a file below the root of the page, without the leading slash.
fn name(directory: &Path, path: &Path) -> Result<String> {
    let relative = path.strip_prefix(directory).map_err(|error| error.to_string())?;
    let name = relative.to_string_lossy().replace('\\', "/");
    // sw.js compares addresses as browsers write them; such names would need escapes.
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if name.chars().all(plain) { Ok(name) } else { Err(format!("a file name that needs escapes: {name}")) }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// index.html with `value` in its `<meta name="…">`.
fn with_meta(index: &str, name: &str, value: &str) -> Result<String> {
    let meta = format!("<meta name=\"{name}\" content=\"");
    let missing = || format!("{INDEX}: no {meta}…\">");
    let (before, rest) = index.split_once(&meta).ok_or_else(missing)?;
    let (_, after) = rest.split_once('"').ok_or_else(missing)?;
    Ok(format!("{before}{meta}{value}\"{after}"))
}

/// `text` with `value` on the one line that begins with `start`.
fn with_line(text: &str, start: &str, value: &str) -> Result<String> {
    let (before, rest) = text.split_once(start).ok_or_else(|| format!("{WORKER}: no {start}…"))?;
    let (_, after) = rest.split_once('\n').ok_or_else(|| format!("{WORKER}: ends in {start}…"))?;
    Ok(format!("{before}{start}{value};\n{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_replaces_an_older_one() {
        let index = r#"<meta name="build" content="old"><title>"#;
        let stamped = with_meta(index, BUILD, "new").unwrap();
        assert_eq!(stamped, r#"<meta name="build" content="new"><title>"#);
        assert!(with_meta("<title>", BUILD, "new").is_err());
    }

    #[test]
    fn only_the_marked_line_changes() {
        let worker = "a\nconst BUILD = \"\";\nb\n";
        let stamped = with_line(worker, BUILD_LINE, "\"x\"").unwrap();
        assert_eq!(stamped, "a\nconst BUILD = \"x\";\nb\n");
    }

    #[test]
    fn a_directory_is_stamped_the_same_twice() {
        let directory = std::env::temp_dir().join(format!("ronghe-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        write(&directory.join(INDEX), r#"<meta name="build" content=""><meta name="built" content="">"#).unwrap();
        write(&directory.join(WORKER), "const BUILD = \"\";\nconst FILES = [];\n").unwrap();
        write(&directory.join("a.css"), "a{}").unwrap();
        stamp(&directory).unwrap();
        let first = read(&directory.join(WORKER)).unwrap();
        stamp(&directory).unwrap();
        assert_eq!(read(&directory.join(WORKER)).unwrap(), first);
        assert!(first.contains("\"/a.css\"") && first.contains("[\"/\","));
        let index = read(&directory.join(INDEX)).unwrap();
        assert_eq!(read(&directory.join(NOT_FOUND)).unwrap(), index);
        assert!(first.contains(&hash(index.as_bytes())));
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
