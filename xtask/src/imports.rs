//! Short names for what the program asks of its script.
//!
//! `wasm-bindgen` names every import after what it does and the hash of where it comes from: 19 KB
//! that nobody reads and that hardly compress. Only the two files have to agree on the names, so both
//! are renamed together. Of a program, nothing but the section of imports is looked into.

use crate::command::Result;

/// Bytes before the first section: the magic word and the version.
const PREAMBLE: usize = 8;
/// Number of the section of imports.
const IMPORTS: u8 = 2;
/// The kind of an import that is a function.
const FUNCTION: u8 = 0;
/// How the names begin that `wasm-bindgen` makes.
const MADE: &str = "__wb";

/// Returns the program and the script that serves it with short names for the functions between them.
///
/// # Errors
/// When the program is not laid out as expected, or the script does not serve each function once.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut out = program.get(..PREAMBLE).ok_or("the program has no beginning")?.to_vec();
    let mut script = script.to_owned();
    let mut rest = Bytes(program.get(PREAMBLE..).unwrap_or_default());
    while !rest.0.is_empty() {
        let section = rest.byte()?;
        let content = rest.counted()?;
        let renamed;
        let content = match section {
            IMPORTS => {
                renamed = rename(content, &mut script)?;
                &renamed
            }
            _ => content,
        };
        out.push(section);
        push_counted(&mut out, content)?;
    }
    Ok((out, script))
}

/// The section of imports with short names, which `script` gets, too.
fn rename(content: &[u8], script: &mut String) -> Result<Vec<u8>> {
    let mut from = Bytes(content);
    let count = from.number()?;
    let mut out = Vec::with_capacity(content.len());
    push_number(&mut out, count);
    for number in 0..count {
        let (module, name) = (from.counted()?, from.counted()?);
        push_counted(&mut out, module)?;
        let name = std::str::from_utf8(name).map_err(|error| error.to_string())?;
        if name.starts_with(MADE) {
            let short = format!("f{number}");
            *script = served(script, name, &short)?;
            push_counted(&mut out, short.as_bytes())?;
        } else {
            push_counted(&mut out, name.as_bytes())?;
        }
        match from.byte()? {
            FUNCTION => out.push(FUNCTION),
            kind => return Err(format!("{name} is no function but of kind {kind}")),
        }
        push_number(&mut out, from.number()?);
    }
    if from.0.is_empty() { Ok(out) } else { Err("more than the imports in their section".to_owned()) }
}

/// `script` with another name for a function that it serves, once.
fn served(script: &str, name: &str, short: &str) -> Result<String> {
    let member = |name: &str| format!(" {name}: function(");
    let member_as_text = member(name);
    match script.matches(member_as_text.as_str()).count() {
        1 => Ok(script.replacen(&member_as_text, &member(short), 1)),
        count => Err(format!("the script serves {name} {count} times")),
    }
}

/// What is left to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().ok_or("the program ends too early")?;
        self.0 = rest;
        Ok(*first)
    }

    /// A number of up to 32 bits, seven a byte, the lowest first.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("a number of more than 32 bits".to_owned())
    }

    /// As many bytes as the number before them says.
    fn counted(&mut self) -> Result<&'a [u8]> {
        let count = self.number()? as usize;
        let (counted, rest) = self.0.split_at_checked(count).ok_or("the program ends too early")?;
        self.0 = rest;
        Ok(counted)
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_counted(out: &mut Vec<u8>, bytes: &[u8]) -> Result {
    push_number(out, u32::try_from(bytes.len()).map_err(|error| error.to_string())?);
    out.extend_from_slice(bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "__wbg_getItem_a7cc1d4f154f2e6f";

    /// A program with two functions from elsewhere, and a section behind that nobody looks into.
    fn program(names: [&str; 2], kind: u8) -> Vec<u8> {
        let mut imports = vec![2];
        for name in names {
            push_counted(&mut imports, b"./ronghe_bg.js").unwrap();
            push_counted(&mut imports, name.as_bytes()).unwrap();
            imports.extend([kind, 0x83, 0x01]);
        }
        let mut all = b"\0asm\x01\0\0\0".to_vec();
        for (section, content) in [(1, b"types".as_slice()), (IMPORTS, &imports), (10, &[7; 200])] {
            all.push(section);
            push_counted(&mut all, content).unwrap();
        }
        all
    }

    #[test]
    fn both_files_are_renamed_and_nothing_else() {
        let script = format!("const i = {{\n    {LONG}: function(a) {{}},\n    other: function() {{}} }}");
        let (short, renamed) = shorten(&program([LONG, "other"], FUNCTION), &script).unwrap();
        assert_eq!(short, program(["f0", "other"], FUNCTION));
        assert_eq!(renamed, script.replace(LONG, "f0"));
    }

    #[test]
    fn what_is_laid_out_otherwise_is_refused() {
        let script = format!("{{ {LONG}: function() {{}} }}");
        assert!(shorten(&program([LONG, LONG], FUNCTION), &script).is_err(), "asked for twice, served once");
        assert!(shorten(&program([LONG, "other"], 3), &script).is_err(), "no function");
        assert!(shorten(&program([LONG, "other"], FUNCTION), "").is_err(), "served by nobody");
        let whole = program([LONG, "other"], FUNCTION);
        // Only behind a whole section may it end.
        let whole_sections = [PREAMBLE, PREAMBLE + 2 + 5, whole.len() - 3 - 200];
        for end in 0..whole.len() {
            let read = shorten(&whole[..end], &script);
            assert_eq!(read.is_ok(), whole_sections.contains(&end), "{end}");
        }
    }
}
