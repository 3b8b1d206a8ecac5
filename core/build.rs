//! Packs the table of readings, which must be there before the first search: a quarter less to ship.
//!
//! `src/search/pinyin.txt` stays what people read and mend. Packed, the readings stand first, with
//! blanks between them. After a line feed come, for each of them, its characters in ascending order,
//! each as the distance from the one before (seven bits a byte, the lowest first; the highest bit says
//! that more follows), and a zero.

use std::error::Error;
use std::path::Path;

const TABLE: &str = "src/search/pinyin.txt";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={TABLE}");
    println!("cargo::rerun-if-changed=build.rs");
    let text = std::fs::read_to_string(TABLE)?;
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    let (mut names, mut packed) = (Vec::new(), Vec::new());
    for (name, characters) in lines {
        names.push(name);
        let mut codes: Vec<u32> = characters.chars().map(u32::from).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut before = 0;
        for code in codes {
            push(&mut packed, code - before);
            before = code;
        }
        packed.push(0);
    }
    let mut out = names.join(" ").into_bytes();
    out.push(b'\n');
    out.append(&mut packed);
    let directory = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    Ok(std::fs::write(Path::new(&directory).join("pinyin.bin"), out)?)
}

fn push(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
