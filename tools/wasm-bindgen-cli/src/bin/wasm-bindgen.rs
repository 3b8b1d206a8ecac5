//! `wasm-bindgen` as its authors ship it, at the version in Cargo.lock, with one addition: a program
//! that says where it can be cut in two is cut first, and its first part is bound.
//!
//! Why here: trunk calls `wasm-bindgen` with what the linker wrote, and the cut needs exactly that.
//! `xtask/src/parts.rs` puts the rest of the program into the page; `docs/decisions/splitting.md`
//! says how the cut works.

use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasm_split_cli_support::{Options, transform};

/// The version of the splitter in Cargo.lock; the dependency names exactly this one.
const SPLITTER: &str = "0.2.4";

/// Only a program that has a place to be cut has names that begin so.
const MARK: &[u8] = b"__wasm_split_00";

/// Where the rest of the program and what fetches it go, inside the output directory: trunk takes
/// everything below `snippets` along.
const REST: &str = "snippets/parts";

fn main() -> ExitCode {
    env_logger::init();
    match run(std::env::args_os().collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Vec<OsString>) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--version") {
        println!("wasm-bindgen {} wasm-split {SPLITTER}", env!("CARGO_PKG_VERSION"));
        return Ok(());
    }
    if let Some(place) = arguments.iter().skip(1).position(is_program).map(|place| place + 1) {
        let input = arguments.remove(place);
        let program = std::fs::read(&input).with_context(|| format!("{}", input.display()))?;
        if program.windows(MARK.len()).any(|bytes| bytes == MARK) {
            arguments.push(cut(&program, &output_directory(&arguments)?)?.into());
            // The rest reaches memory and stack of the first part by the linker's exports.
            arguments.push("--keep-lld-exports".into());
        } else {
            arguments.push(input);
        }
    }
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
}

fn is_program(argument: &OsString) -> bool {
    Path::new(argument).extension().is_some_and(|extension| extension == "wasm")
}

fn output_directory(arguments: &[OsString]) -> Result<PathBuf> {
    let given = arguments.iter().find_map(|argument| argument.to_str()?.strip_prefix("--out-dir="));
    given.map(PathBuf::from).context("a program in parts needs --out-dir=…, as trunk gives it")
}

/// Cuts the program. Returns the file with its first part.
fn cut(program: &[u8], directory: &Path) -> Result<PathBuf> {
    let (rest, first) = (directory.join(REST), directory.join("first.wasm"));
    // What an older build left must not be taken along.
    if rest.exists() {
        std::fs::remove_dir_all(&rest).with_context(|| format!("{}", rest.display()))?;
    }
    std::fs::create_dir_all(&rest).with_context(|| format!("{}", rest.display()))?;
    let mut options = Options::new(program);
    options.output_dir = &rest;
    options.main_out_path = &first;
    // Names that `xtask` looks for and replaces.
    options.link_name = "./link.js";
    options.main_module = "./first.js";
    let parts = transform(options).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    ensure!(parts.split_modules.len() == 1, "the program is to have one rest: {:?}", parts.split_modules);
    Ok(first)
}
