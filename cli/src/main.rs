//! The desk tool `ronghe`: see [`ronghe_cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    ExitCode::from(ronghe_cli::run(arguments).code())
}
