//! How large the page is: every file as it is and after brotli, and whether the first part of the
//! program is within its budget.

use crate::build::dist;
use crate::command::{Result, files};
use crate::parts::{Part, part};

/// What the first part of the program may weigh after brotli. Bytes; see the bars in the design.
const FIRST_PART_BUDGET: usize = 500_000;

/// Brotli as static hosts prepare it: best quality, 4 MiB window.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

/// Prints the table. Over the budget is said, and is no failure.
pub fn print() -> Result {
    let dist = dist();
    let (mut raw_sum, mut packed_sum, mut first, mut rest) = (0, 0, 0, 0);
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    for path in files(&dist)? {
        let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let packed = packed(&bytes)?;
        let name = path.strip_prefix(&dist).unwrap_or(&path).to_string_lossy().into_owned();
        println!("{:>10} {packed:>10}  {name}", bytes.len());
        match part(&name) {
            Some(Part::First) => first = packed,
            Some(Part::Rest) => rest = packed,
            None => {}
        }
        raw_sum += bytes.len();
        packed_sum += packed;
    }
    println!("{raw_sum:>10} {packed_sum:>10}  all");
    let verdict = if first <= FIRST_PART_BUDGET { "within" } else { "OVER" };
    println!("program after brotli: first part {first}, rest {rest}, together {} bytes", first + rest);
    println!("main wasm {first} bytes after brotli: {verdict} the budget of {FIRST_PART_BUDGET}");
    Ok(())
}

/// Length after brotli.
fn packed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    let mut input = bytes;
    brotli::BrotliCompress(&mut input, &mut out, &parameters).map_err(|error| error.to_string())?;
    Ok(out.len())
}
