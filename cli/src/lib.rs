//! The desk tool: the office's exchange files checked, merged and reported without a browser, with
//! the same core as the page.
//!
//! [`run`] is the whole program. Commands write to a [`Desk`], so that tests read what people read.
//! Nothing here decides what a record or a merge is; that is `ronghe-core`.

mod args;
mod check;
mod desk;
mod generate;
mod help;
mod input;
pub mod merge;
mod output;
mod report;
mod sealed;

pub use desk::{Desk, Exit, Failure};

use args::Command;
use std::io::{self, IsTerminal};

/// The variable of the environment that holds the passphrase of sealed files. An argument would stand
/// in the list of processes for everybody to read.
const PASSPHRASE: &str = "RONGHE_PASSPHRASE";

/// What docs/exchange.schema.json publishes.
const SCHEMA: &str = include_str!("../../docs/exchange.schema.json");

/// Runs the program with these arguments (without its name) on the real streams.
#[must_use]
pub fn run(arguments: Vec<String>) -> Exit {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let mut desk = Desk::new(&mut out, &mut err, io::stderr().is_terminal());
    desk.passphrase = std::env::var(PASSPHRASE).ok().filter(|p| !p.is_empty());
    run_on(&mut desk, arguments)
}

/// Runs the program on other streams.
#[must_use]
pub fn run_on(desk: &mut Desk<'_>, arguments: Vec<String>) -> Exit {
    let done = args::parse(arguments).map_err(Failure::Usage).and_then(|command| match command {
        Command::Help(about) => desk.print(help::of(about)).map(|()| Exit::Fine),
        Command::Check(request) => check::run(desk, &request),
        Command::Merge(request) => merge::run(desk, &request),
        Command::Report(request) => report::run(desk, &request),
        Command::Generate(request) => generate::run(desk, &request),
        Command::Schema => desk.print(SCHEMA).map(|()| Exit::Fine),
    });
    done.unwrap_or_else(|failure| {
        desk.complain(&failure.sentence());
        failure.exit()
    })
}
