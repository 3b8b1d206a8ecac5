//! Building the page with trunk: where it comes from and where it goes.

use crate::command::{Result, program, root, run};
use std::path::PathBuf;
use std::process::Command;

/// Everything compiled for wasm32 goes here, so that it does not wait for native builds.
pub const WEB_TARGET: &str = "target-web";

/// Cargo for wasm32 work.
pub fn web_cargo(arguments: &[&str]) -> Command {
    let mut command = program("cargo", arguments);
    command.env("CARGO_TARGET_DIR", root().join(WEB_TARGET));
    command
}

/// The finished page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What `postbuild` works on: trunk's staging directory inside trunk, the finished page outside.
pub fn staging() -> PathBuf {
    std::env::var_os("TRUNK_STAGING_DIR").map_or_else(dist, PathBuf::from)
}

/// Builds the page as it is released into `dist/`.
pub fn release() -> Result {
    let mut trunk = program("trunk", &["build", "--release"]);
    trunk
        .env("CARGO_TARGET_DIR", root().join(WEB_TARGET))
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // One piece of code for many views instead of one for each: an eighth less to ship.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg=erase_components")
        // Trunk wants true or false here, others set 1.
        .env_remove("NO_COLOR");
    run(&mut trunk)
}
