//! The linker's notes of what refers to what, by which the release build cuts the program in two
//! (`docs/decisions/splitting.md`). Only this program has use for them: in a worker they would be
//! shipped.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_PARTS").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
