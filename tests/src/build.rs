//! Builds of the page that differ from the release: copied, changed, stamped again or not.

use crate::{dist, root};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A copy of the release page that a test may change. Gone when dropped.
pub struct Build {
    directory: TempDir,
}

impl Build {
    /// Copies the release page.
    #[must_use]
    pub fn copy() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        copy(&dist(), directory.path());
        Self { directory }
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// The file at the top whose name ends so.
    #[must_use]
    pub fn file(&self, ending: &str) -> PathBuf {
        let files = std::fs::read_dir(self.path()).expect("the build").filter_map(Result::ok);
        let found = files.map(|entry| entry.path()).find(|path| path.to_string_lossy().ends_with(ending));
        found.unwrap_or_else(|| panic!("no file {ending} in the build"))
    }

    /// The first part of the program; the workers' files end as it does.
    #[must_use]
    pub fn program(&self) -> PathBuf {
        let files = std::fs::read_dir(self.path()).expect("the build").filter_map(Result::ok);
        let is_program = |name: &str| name.starts_with("ronghe-") && name.ends_with("_bg.wasm");
        let found = files
            .map(|entry| entry.path())
            .find(|path| path.file_name().is_some_and(|name| is_program(&name.to_string_lossy())));
        found.expect("no program in the build")
    }

    /// Changes a text file.
    pub fn change(&self, ending: &str, change: impl FnOnce(String) -> String) {
        let path = self.file(ending);
        let text = std::fs::read_to_string(&path).expect("a text file");
        std::fs::write(&path, change(text)).expect("the file is written");
    }

    /// Stamps it as a release is stamped: with an id of its own.
    pub fn stamp(&self) {
        let stamped = Command::new("cargo")
            .args(["run", "--quiet", "--package", "xtask", "--", "postbuild"])
            .current_dir(root())
            .env("TRUNK_STAGING_DIR", self.path())
            .status();
        assert!(stamped.expect("cargo runs").success());
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).expect("the page").filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name());
        // Trunk's staging directory is no part of the page.
        if name == ".stage" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            std::fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}
