//! How large the page is: every file as it is and after brotli, and whether the program is within
//! its budget.

use crate::build::dist;
use crate::command::{Result, files};

/// What the main wasm may weigh after brotli. Bytes; see the bars in the design.
const MAIN_WASM_BUDGET: usize = 500_000;

/// What a worker that reads or writes workbooks may weigh after brotli. Bytes; see the design again.
const WORKER_BUDGET: usize = 330_000;

/// Brotli as static hosts prepare it: best quality, 4 MiB window.
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
        if name.starts_with("ronghe-") && name.ends_with(".wasm") {
            programs.push(("main wasm".to_owned(), packed, MAIN_WASM_BUDGET));
        } else if let Some(worker) = name.strip_suffix("_bg.wasm").filter(|name| name.starts_with("sheet-")) {
            programs.push((worker.to_owned(), packed, WORKER_BUDGET));
        }
        raw_sum += bytes.len();
        packed_sum += packed;
    }
    println!("{raw_sum:>10} {packed_sum:>10}  all");
    for (program, packed, budget) in programs {
        let verdict = if packed <= budget { "within" } else { "OVER" };
        println!("{program} {packed} bytes after brotli: {verdict} the budget of {budget}");
    }
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
