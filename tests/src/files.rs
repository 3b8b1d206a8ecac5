//! The verbs of a [`Device`] for files: what goes out, and what comes in.

use crate::Device;
use crate::page::id;
use serde_json::json;
use std::path::{Path, PathBuf};

/// How many records a preview counts in each class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the classes of the exchange")]
pub struct Preview {
    pub new: usize,
    pub updated: usize,
    pub same: usize,
    pub deleted: usize,
    pub conflicts: usize,
    pub missing: usize,
    pub bad: usize,
    pub unknown: usize,
}

impl Device {
    /// Hands out everything and returns the file.
    pub async fn export_full(&self) -> PathBuf {
        self.export("export-full").await
    }

    /// Makes the file from which new devices start.
    pub async fn export_starter(&self) -> PathBuf {
        self.export("export-starter").await
    }

    async fn export(&self, button: &str) -> PathBuf {
        self.open("nav-exchange").await;
        let page = self.page();
        let last = page.attr(&id("status-line"), "data-last-export").await;
        let file = self.download(button).await;
        if button != "export-starter" {
            page.until("the export was never noted", async || {
                (page.attr_now(&id("status-line"), "data-last-export").await? != last).then_some(())
            })
            .await;
        }
        file
    }

    /// Activates what downloads a file, and returns the file when it is complete.
    pub async fn download(&self, button: &str) -> PathBuf {
        let before = files_in(&self.profile.downloads());
        self.page().click(&id(button)).await;
        self.page()
            .until(&format!("{button} gave no file"), async || {
                // The browser first reserves the name with an empty file.
                let complete = |path: &PathBuf| {
                    path.extension().is_some_and(|e| ["json", "csv", "xlsx", "zip"].iter().any(|known| e == *known))
                        && std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
                };
                files_in(&self.profile.downloads()).into_iter().find(|path| complete(path) && !before.contains(path))
            })
            .await
    }

    /// Chooses files on the exchange page and reads the counts of the preview.
    pub async fn preview(&self, files: &[&Path]) -> Preview {
        self.open("nav-exchange").await;
        let page = self.page();
        if page.has(&id("import-cancel")).await {
            page.click(&id("import-cancel")).await;
            page.gone(&id("import-preview")).await;
        }
        page.choose(&id("import-file"), files).await;
        page.wait(&id("import-preview")).await;
        self.counts().await
    }

    /// The counts of the preview that is open.
    pub async fn counts(&self) -> Preview {
        let script = "return {...document.querySelector(arguments[0]).dataset}";
        let data = self.page().script(script, vec![json!(id("import-preview"))]).await;
        let count = |name: &str| data[name].as_str().and_then(|n| n.parse().ok()).expect("a count");
        Preview {
            new: count("new"),
            updated: count("updated"),
            same: count("same"),
            deleted: count("deleted"),
            conflicts: count("conflicts"),
            missing: count("missing"),
            bad: count("bad"),
            unknown: count("unknown"),
        }
    }

    /// Takes what the preview shows.
    pub async fn apply_import(&self) {
        let page = self.page();
        page.click(&id("import-apply")).await;
        page.wait(&id("import-result")).await;
    }

    /// Chooses files and takes them. Returns what the preview counted.
    pub async fn import(&self, files: &[&Path]) -> Preview {
        let counts = self.preview(files).await;
        self.apply_import().await;
        counts
    }

    /// Takes the newest import back.
    pub async fn undo_import(&self) {
        let page = self.page();
        let undone = "已撤销";
        page.click(&id("import-undo")).await;
        page.until("the import was never taken back", async || {
            if page.has(&id("import-undo-confirm")).await {
                page.script("document.querySelector(arguments[0])?.click()", vec![json!(id("import-undo-confirm"))])
                    .await;
            }
            let past = page.texts(&id("import-past")).await;
            past.iter().any(|text| text.contains(undone)).then_some(())
        })
        .await;
    }
}

fn files_in(directory: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(directory).expect("the directory of downloads");
    files.filter_map(|entry| Some(entry.ok()?.path())).collect()
}
