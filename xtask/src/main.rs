//! `cargo xtask …`: which command does what. The work is in the modules.

mod build;
mod command;
mod imports;
mod parts;
mod serve;
mod sizes;
mod stamp;
mod steps;
mod tidy;
mod tools;

use command::{Result, program};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask tools              install what is missing (Rust target, trunk, wasm-bindgen, npm, Chromium)
cargo xtask serve [--port N]   build and serve the page on 127.0.0.1, port 8080 unless told
cargo xtask dist               build the page into dist/ and print its sizes
cargo xtask bench [--quick]    the page in dist/ beside its peers, over the same data (--help says more)
cargo xtask test               everything that must hold; .ci/run calls this
cargo xtask tidy               the rules of the house that no compiler checks
cargo xtask postbuild          called by trunk: the parts of the program, the build's stamp, its files for sw.js";

const DEFAULT_PORT: u16 = 8080;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result {
    match arguments {
        ["tools"] => tools::install(),
        ["serve"] => serve(DEFAULT_PORT),
        ["serve", "--port", port] => serve(port.parse().map_err(|_| format!("not a port: {port}"))?),
        ["dist"] => {
            tools::for_building()?;
            build::release()?;
            sizes::print()
        }
        ["bench", rest @ ..] => bench(rest),
        ["test"] => steps::run_all(),
        ["tidy"] => tidy::check(),
        ["postbuild"] => {
            parts::place(&build::staging())?;
            stamp::stamp(&build::staging())
        }
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("unknown: {}\n{HELP}", other.join(" "))),
    }
}

/// Runs the benchmark over what is in `dist/`.
fn bench(arguments: &[&str]) -> Result {
    tools::install()?;
    let mut command = vec!["run", "--quiet", "--locked", "--package", "ronghe-bench", "--"];
    command.extend(arguments);
    command::run(program("cargo", &command).env("CHROMEDRIVER", tools::chromedriver()))
}

fn serve(port: u16) -> Result {
    tools::for_building()?;
    build::release()?;
    serve::serve(&build::dist(), port)
}
