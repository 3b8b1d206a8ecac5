//! Everything that must hold, in the order in which a mistake shows soonest.

use crate::build::{release, web_cargo};
use crate::command::{Result, program, run};
use crate::{sizes, tidy, tools};
use std::process::Command;
use std::time::Instant;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// One step: what it is called and what it does.
type Step = (&'static str, fn() -> Result);

const STEPS: [Step; 10] = [
    ("tools", tools::install),
    ("format", || run(&mut program("cargo", &["fmt", "--all", "--check"]))),
    ("tidy", tidy::check),
    ("lint, host", lint_host),
    ("lint, page", lint_page),
    ("tests of core, desk tool and xtask", test_host),
    ("tests of the page in Chromium", test_page),
    ("release build", release),
    ("sizes", sizes::print),
    ("end to end", test_end_to_end),
];

/// Runs every step and stops at the first that fails.
pub fn run_all() -> Result {
    let start = Instant::now();
    for (number, (name, step)) in STEPS.iter().enumerate() {
        println!("\n== {}/{} {name}", number + 1, STEPS.len());
        let begun = Instant::now();
        let result = step();
        let seconds = begun.elapsed().as_secs_f64();
        if let Err(error) = result {
            println!("== {name}: FAILED after {seconds:.1} s");
            println!("{number} passed, 1 failed");
            return Err(error);
        }
        println!("== {name}: ok, {seconds:.1} s");
    }
    println!("\nall in {:.0} s", start.elapsed().as_secs_f64());
    println!("{} passed, 0 failed", STEPS.len());
    Ok(())
}

/// The crates that run on the machine itself and have tests of their own.
const HOST: [&str; 8] = ["-p", "ronghe-core", "-p", "ronghe-sheet", "-p", "ronghe-cli", "-p", "xtask"];

fn lint_host() -> Result {
    let mut arguments = vec!["clippy", "--locked", "--all-targets"];
    arguments.extend(HOST);
    arguments.extend(["-p", "ronghe-e2e", "-p", "ronghe-bench", "--", "-D", "warnings"]);
    run(&mut program("cargo", &arguments))
}

fn lint_page() -> Result {
    let mut arguments = vec!["clippy", "--locked", "--all-targets", "-p", "ronghe"];
    arguments.extend(WASM);
    arguments.extend(["--", "-D", "warnings"]);
    run(&mut web_cargo(&arguments))?;
    let mut workers = vec!["clippy", "--locked", "--bins", "-p", "ronghe-sheet"];
    workers.extend(WASM);
    workers.extend(["--", "-D", "warnings"]);
    run(&mut web_cargo(&workers))
}

fn test_host() -> Result {
    let mut arguments = vec!["test", "--locked", "--no-fail-fast"];
    arguments.extend(HOST);
    run(&mut program("cargo", &arguments))
}

fn test_page() -> Result {
    let mut arguments = vec!["test", "--locked", "-p", "ronghe", "--lib"];
    arguments.extend(WASM);
    run(with_browser(&mut web_cargo(&arguments)))
}

fn test_end_to_end() -> Result {
    run(with_browser(&mut program("cargo", &["test", "--locked", "--no-fail-fast", "-p", "ronghe-e2e"])))
}

fn with_browser(command: &mut Command) -> &mut Command {
    command.env("CHROMEDRIVER", tools::chromedriver())
}
