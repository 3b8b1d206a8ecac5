//! What building and testing need, installed where it is missing. Into the checkout (`.tools`,
//! `node_modules`), except Chromium and what rustup keeps. Nothing comes from anywhere but the
//! package registries, and every version is pinned.

use crate::command::{Result, output, program, read, root, run};
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Native build directory of the tools: their release builds are of no use to anything else.
const TOOLS_TARGET: &str = "target-tools";
const WASM_BINDGEN: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];
const NPM: [&str; 4] = ["binaryen", "axe-core", "dexie", "tinybase"];
const BROWSER: [&str; 2] = ["/usr/bin/chromium", "/usr/bin/chromedriver"];

/// Everything, for building and for testing.
pub fn install() -> Result {
    for_building()?;
    rust_component("clippy", "cargo-clippy")?;
    rust_component("rustfmt", "rustfmt")?;
    browser()
}

/// What the page is built with.
pub fn for_building() -> Result {
    rust_target()?;
    fetch()?;
    trunk()?;
    wasm_bindgen()?;
    npm()
}

/// The chromedriver that the browser tests talk to.
pub fn chromedriver() -> PathBuf {
    std::env::var_os("CHROMEDRIVER").map_or_else(|| BROWSER[1].into(), PathBuf::from)
}

fn rust_target() -> Result {
    let sysroot =
        output(&mut program("rustc", &["--print", "sysroot"])).ok_or("rustc does not run; install Rust with rustup")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    run(&mut program("rustup", &["target", "add", WASM_TARGET]))
}

fn rust_component(name: &str, binary: &str) -> Result {
    if output(&mut program(binary, &["--version"])).is_some() {
        return Ok(());
    }
    run(&mut program("rustup", &["component", "add", name]))
}

/// Trunk builds offline, so every crate of the lock file must be here before.
fn fetch() -> Result {
    let offline = ["fetch", "--quiet", "--locked", "--offline"];
    if output(&mut program("cargo", &offline)).is_some() {
        return Ok(());
    }
    run(&mut program("cargo", &["fetch", "--quiet", "--locked"]))
}

fn trunk() -> Result {
    if has_version("trunk", TRUNK) {
        return Ok(());
    }
    let target = root().join(TOOLS_TARGET);
    run(program(
        "cargo",
        // Without its features trunk can neither download nor look for news, and needs no TLS.
        &["install", "trunk", "--version", TRUNK, "--locked", "--no-default-features", "--root", ".tools"],
    )
    .env("CARGO_TARGET_DIR", target)
    // Its own profile takes twice as long to compile, and trunk only calls programs and copies.
    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
    .env("CARGO_PROFILE_RELEASE_LTO", "off")
    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"))
}

/// The generator must be of exactly the version of the library, which Cargo.lock says; what cuts the
/// program in two, which is inside of it, of its own.
fn wasm_bindgen() -> Result {
    let version = locked_version("wasm-bindgen")?;
    let splitter = locked_version("wasm_split_cli_support")?;
    let present =
        || WASM_BINDGEN.iter().all(|name| has_version(name, &version)) && has_version(WASM_BINDGEN[0], &splitter);
    if present() {
        return Ok(());
    }
    run(program("cargo", &["build", "--release", "--locked", "--package", "wasm-bindgen-cli-runner"])
        .env("CARGO_TARGET_DIR", root().join(TOOLS_TARGET)))?;
    let bin = root().join(".tools/bin");
    std::fs::create_dir_all(&bin).map_err(|error| format!("{}: {error}", bin.display()))?;
    for name in WASM_BINDGEN {
        let built = root().join(TOOLS_TARGET).join("release").join(name);
        // Away first: a running program cannot be written over.
        let to = bin.join(name);
        std::fs::remove_file(&to).ok();
        std::fs::copy(&built, &to).map_err(|error| format!("{}: {error}", to.display()))?;
    }
    if present() {
        Ok(())
    } else {
        Err(format!("tools/wasm-bindgen-cli is not of versions {version} and {splitter}, as Cargo.lock wants"))
    }
}

fn npm() -> Result {
    let wanted = read(&root().join("package.json"))?;
    let wanted: serde_json::Value = serde_json::from_str(&wanted).map_err(|error| error.to_string())?;
    let present = NPM.iter().all(|name| {
        let installed = root().join("node_modules").join(name).join("package.json");
        let installed = std::fs::read_to_string(installed).ok();
        let installed = installed.and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
        let version = installed.as_ref().and_then(|package| package.get("version"));
        version.is_some() && version == wanted.pointer(&format!("/devDependencies/{name}"))
    });
    if present { Ok(()) } else { run(&mut program("npm", &["ci"])) }
}

fn browser() -> Result {
    if BROWSER.iter().all(|path| Path::new(path).exists()) {
        return Ok(());
    }
    let root_on_debian = Path::new("/etc/debian_version").exists()
        && output(&mut program("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if !root_on_debian {
        return Err(format!(
            "the tests need {} and {}; on Debian: apt-get install chromium chromium-driver fonts-noto-cjk",
            BROWSER[0], BROWSER[1]
        ));
    }
    run(&mut program("apt-get", &["update", "-qq"]))?;
    let packages = ["install", "-y", "-qq", "chromium", "chromium-driver", "fonts-noto-cjk"];
    run(program("apt-get", &packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether `name --version` says `… version`.
fn has_version(name: &str, version: &str) -> bool {
    let said = output(&mut program(name, &["--version"]));
    said.is_some_and(|said| said.split_whitespace().any(|word| word == version))
}

/// The version of a package in Cargo.lock.
fn locked_version(name: &str) -> Result<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    let start = format!("name = \"{name}\"\nversion = \"");
    let version = lock.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    version.map(|(version, _)| version.to_owned()).ok_or_else(|| format!("Cargo.lock: no {name}"))
}
