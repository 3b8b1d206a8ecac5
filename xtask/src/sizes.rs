//! How large the page is: every file as it is and after brotli, and whether the first part of the
//! program is within its budget.

use crate::build::dist;
use crate::command::{Result, files};
use crate::parts::{Part, part};

/// What the first part of the program may weigh after brotli. Bytes; see the bars in the design.
const FIRST_PART_BUDGET: usize = 500_000;

/// What a worker that reads or writes workbooks may weigh after brotli. Bytes; see the design again.
const WORKER_BUDGET: usize = 330_000;

/// Brotli as static hosts prepare it: best quality, 4 MiB window, and told how long the file is.
const QUALITY: i32 = 11;
const WINDOW: i32 = 22;

/// Prints the table. Over the budget is said, and is no failure.
pub fn print() -> Result {
    let dist = dist();
    let (mut raw_sum, mut packed_sum, mut programs) = (0, 0, Vec::new());
    println!("{:>10} {:>10}  file", "bytes", "brotli");
    for path in files(&dist)? {
        let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let packed = packed(&bytes)?;
        let name = path.strip_prefix(&dist).unwrap_or(&path).to_string_lossy().into_owned();
        println!("{:>10} {packed:>10}  {name}", bytes.len());
        if let Some(part) = part(&name) {
            let (label, budget) = match part {
                Part::First => ("main wasm, first part", FIRST_PART_BUDGET),
                Part::Rest => ("main wasm, rest", usize::MAX),
            };
            programs.push((label.to_owned(), packed, budget));
        } else if let Some(worker) = name.strip_suffix("_bg.wasm").filter(|name| name.starts_with("sheet-")) {
            programs.push((worker.to_owned(), packed, WORKER_BUDGET));
        }
        raw_sum += bytes.len();
        packed_sum += packed;
    }
    println!("{raw_sum:>10} {packed_sum:>10}  all");
    for (program, packed, budget) in programs {
        let verdict = match packed <= budget {
            true if budget == usize::MAX => String::new(),
            true => format!(": within the budget of {budget}"),
            false => format!(": OVER the budget of {budget}"),
        };
        println!("{program} {packed} bytes after brotli{verdict}");
    }
    Ok(())
}

/// Length after brotli.
fn packed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut input = bytes;
    brotli::BrotliCompress(&mut input, &mut out, &parameters).map_err(|error| error.to_string())?;
    Ok(out.len())
}
