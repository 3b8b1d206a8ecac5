//! The program as people run it: what it prints, what it leaves on the disk, and its exit codes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use ronghe_core::exchange::read_file;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What the program answered.
struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// A folder in which the program runs.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, line: &str) -> Answer {
        let command = Command::new(env!("CARGO_BIN_EXE_ronghe"))
            .args(line.split_whitespace())
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Answer { code: command.status.code().unwrap(), out: text(command.stdout), err: text(command.stderr) }
    }

    /// As [`Self::run`], for what must go well.
    fn fine(&self, line: &str) -> Answer {
        let answer = self.run(line);
        assert_eq!(answer.code, 0, "{line}: {} {}", answer.out, answer.err);
        answer
    }

    fn make(&self, seed: u64, visits: u64, name: &str) {
        self.fine(&format!("generate --seed {seed} --visits {visits} -o {name}"));
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.0.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn hostile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile")
}

#[test]
fn a_seed_makes_the_same_file_and_check_finds_it_whole() {
    let desk = Desk::new();
    desk.make(1, 200, "a.json");
    desk.make(1, 200, "b.json");
    assert_eq!(fs::read(desk.path("a.json")).unwrap(), fs::read(desk.path("b.json")).unwrap());
    let answer = desk.fine("check a.json");
    assert!(answer.out.contains("示例甲 · 示例办公室电脑") && answer.out.contains("走访 200"), "{}", answer.out);
    let json = desk.fine("check --json a.json b.json").json();
    assert_eq!(json["ok"], true);
    assert_eq!(json["files"][1]["rows"]["visit"], 200);
    assert_eq!(json["files"][0]["header"]["workspace"]["name"], "示例职业技术学院");
}

#[test]
fn colleges_are_merged_into_one_file() {
    let desk = Desk::new();
    desk.make(1, 100, "a.json");
    desk.fine("generate --seed 1 --visits 100 --copy -o b.json");
    desk.make(2, 100, "c.json");
    let answer = desk.fine("merge a.json b.json c.json a.json -o all.json");
    assert!(
        answer.out.contains("更新") && answer.out.contains("相同") && answer.out.contains("走访 205"),
        "{}",
        answer.out
    );
    assert_eq!(answer.err, "");
    assert_eq!(desk.names(), ["a.json", "all.json", "b.json", "c.json"], "nothing is left lying about");
    let all = read_file(&fs::read(desk.path("all.json")).unwrap()).unwrap();
    assert_eq!(all.header.kind, "full");
    assert!(!all.altered && all.bad.is_empty() && all.header.from.device.is_none());
    let json = desk.fine("merge c.json b.json a.json -o other.json --json").json();
    assert_eq!(json["records"]["visit"], 205);
    let other = read_file(&fs::read(desk.path("other.json")).unwrap()).unwrap();
    let rows =
        |file: &ronghe_core::exchange::ExchangeFile| file.rows.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
    assert_eq!(rows(&all), rows(&other));
}

#[test]
fn clashes_are_listed_with_both_values() {
    let desk = Desk::new();
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/fixtures/v1/full.json");
    fs::copy(frozen, desk.path("full.json")).unwrap();
    let answer = desk.fine("merge full.json -o out.json");
    assert!(answer.out.contains("1 条记录有冲突") && answer.out.contains("示例路 1 号（示例甲）"), "{}", answer.out);
    let json = desk.fine("merge full.json -o out2.json --json").json();
    assert_eq!(json["clashing"], 1);
    assert_eq!(json["clashes"][0]["fields"][0]["label"], "地址");
    assert_eq!(json["clashes"][0]["fields"][0]["values"].as_array().unwrap().len(), 2);
}

#[test]
fn files_of_different_workspaces_are_kept_apart() {
    let desk = Desk::new();
    desk.make(1, 20, "a.json");
    let other = fs::read_to_string(desk.path("a.json")).unwrap().replacen("示例职业技术学院", "另一所学校", 1);
    let id = other.split("\"workspace\":{\"id\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    fs::write(desk.path("b.json"), other.replacen(&id, "00000000-0000-5000-8000-000000000001", 1)).unwrap();
    let answer = desk.run("merge a.json b.json -o out.json");
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("另一所学校") && answer.err.contains("--any-workspace"), "{}", answer.err);
    assert!(!desk.path("out.json").exists());
    desk.fine("merge a.json b.json -o out.json --any-workspace");
}

#[test]
fn what_cannot_be_taken_is_said_and_the_rest_is_merged() {
    let desk = Desk::new();
    desk.make(1, 20, "a.json");
    for name in ["edited-row.json", "cut-in-a-row.json", "row-removed.json"] {
        fs::copy(hostile().join(name), desk.path(name)).unwrap();
    }
    let answer =
        desk.run("merge a.json edited-row.json cut-in-a-row.json row-removed.json -o out.json --any-workspace");
    assert_eq!(answer.code, 1);
    for part in ["导出以后被改动过", "文件不完整", "加过或删过整行"] {
        assert!(answer.err.contains(part), "{part}: {}", answer.err);
    }
    desk.fine("check out.json");
    let answer = desk.run("merge cut-in-a-row.json -o none.json");
    assert_eq!(answer.code, 1);
    assert!(!desk.path("none.json").exists());
}

#[test]
fn nothing_is_replaced_unasked() {
    let desk = Desk::new();
    desk.make(1, 20, "a.json");
    let before = fs::read(desk.path("a.json")).unwrap();
    for line in ["generate --seed 2 --visits 20 -o a.json", "merge a.json -o a.json", "merge a.json -o a.json --force"]
    {
        assert_eq!(desk.run(line).code, 2, "{line}");
        assert_eq!(fs::read(desk.path("a.json")).unwrap(), before);
    }
    desk.fine("generate --seed 2 --visits 20 -o a.json --force");
    assert_ne!(fs::read(desk.path("a.json")).unwrap(), before);
}

#[test]
fn the_report_is_a_table_and_says_what_would_be_refused() {
    let desk = Desk::new();
    desk.make(1, 60, "a.json");
    let answer = desk.run("report visit-outreach a.json --school 1234567890 -o t.csv");
    assert!(answer.err.contains("会被退回"), "{}", answer.err);
    let csv = fs::read_to_string(desk.path("t.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}主键数据唯一性标识(ZJSJWYXBS),学校代码(XXDM)"), "{csv}");
    let all = desk.run("report visit-outreach a.json --school 1234567890 --all");
    assert!(all.out.lines().count() >= csv.lines().count());
    let json = desk.run("report visit-outreach a.json --school 1234567890 --year 2016 --json").json();
    assert_eq!(json["columns"][1], "XXDM");
    assert!(json["rows"].as_array().unwrap().len() < 60);
    assert_eq!(desk.run("report visit-outreach a.json").code, 1, "without the school's code every row is refused");
}

#[test]
fn wrong_use_and_missing_files_end_with_two() {
    let desk = Desk::new();
    for line in ["fly", "check", "check missing.json", "merge -o x", "generate --seed 1 --visits 1 -o no/where.json"] {
        let answer = desk.run(line);
        assert_eq!(answer.code, 2, "{line}: {}", answer.err);
        assert!(answer.out.is_empty() && answer.err.contains('。'), "{line}: {}", answer.err);
    }
    assert!(desk.run("check missing.json").err.contains("找不到它"));
}

#[test]
fn help_is_in_chinese_and_the_schema_is_the_published_one() {
    let desk = Desk::new();
    for line in ["", "--help", "merge --help", "help report", "generate -h"] {
        let help = desk.fine(line).out;
        assert!(help.contains("用法") && !help.contains("Usage"), "{line}");
    }
    let published = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/exchange.schema.json"));
    assert_eq!(desk.fine("schema").out, published.unwrap());
}

#[cfg(unix)]
#[test]
fn colleagues_may_read_a_result_as_any_other_file() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.make(1, 20, "a.json");
    fs::write(desk.path("plain"), "").unwrap();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("a.json"), mode("plain"));
}

/// `tests/hostile/expected.tsv` is what the page says; the desk says the same.
#[test]
fn every_hostile_file_gets_its_sentence() {
    let desk = Desk::new();
    let expected = fs::read_to_string(hostile().join("expected.tsv")).unwrap();
    for line in expected.lines() {
        let [name, outcome, sentence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let path = hostile().join(name).display().to_string();
        let answer = desk.run(&format!("check --json {path}"));
        let json = answer.json();
        let file = &json["files"][0];
        match outcome {
            // The desk looks into archives and envelopes, and has a sentence for what it finds there.
            "refused" if ["archive.json", "encrypted.json"].contains(&name) => {
                assert!(file["refused"].as_str().is_some_and(|s| s.ends_with('。')), "{name}");
            }
            "refused" => assert_eq!(file["refused"], sentence, "{name}"),
            "row" => {
                let bad = file["bad"].as_array().unwrap();
                assert!(bad.iter().any(|b| b["sentence"] == sentence), "{name}: {bad:?}");
            }
            "altered" => assert_eq!(file["altered"], true, "{name}"),
            "taken" => assert_eq!(file["ok"], true, "{name}"),
            other => panic!("{other}"),
        }
        assert_eq!(answer.code, i32::from(outcome != "taken"), "{name}");
        assert_eq!(answer.err, "", "{name}");
    }
}

#[test]
fn archives_and_sealed_files_are_read_like_others() {
    let desk = Desk::new();
    desk.make(1, 50, "plain.json");
    let data = fs::read(desk.path("plain.json")).unwrap();
    let sealed = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/fixtures/v1/sealed.json")).unwrap();
    let archive = |name: &str, entries: &[(&str, &[u8])]| {
        let mut zip = ronghe_core::exchange::zip::Writer::new();
        for (name, bytes) in entries {
            zip.add(name, bytes).unwrap();
        }
        fs::write(desk.path(name), zip.finish()).unwrap();
    };
    let photo = format!("photos/{}.jpg", "ab".repeat(32));
    archive("one.zip", &[("data.json", &data), (&photo, b"a photo")]);
    archive("two.zip", &[(&photo, b"a photo")]);
    archive("sealed.zip", &[("data.json", &sealed)]);

    // Of an archive with a file and photos the file; an archive of photos alone is passed over.
    let answer = desk.fine("check one.zip two.zip");
    assert!(answer.out.contains("one.zip/data.json") && answer.out.contains("走访 50"), "{}", answer.out);
    assert!(answer.err.contains("two.zip”里只有照片"), "{}", answer.err);
    desk.fine("merge plain.json one.zip -o all.json");
    assert_eq!(desk.fine("check --json all.json").json()["files"][0]["rows"]["visit"], 50);

    // Sealed: no passphrase, a wrong one, the right one in the spelling of another keyboard.
    let none = desk.run("check sealed.zip");
    assert_eq!(none.code, 1);
    assert!(none.out.contains("加了口令") && none.out.contains("RONGHE_PASSPHRASE"), "{}", none.out);
    let with = |passphrase: &str| {
        let command = Command::new(env!("CARGO_BIN_EXE_ronghe"))
            .args(["check", "sealed.zip"])
            .env("RONGHE_PASSPHRASE", passphrase)
            .current_dir(desk.0.path())
            .output()
            .unwrap();
        (command.status.code().unwrap(), String::from_utf8(command.stdout).unwrap())
    };
    let (code, out) = with("化工学院 2025");
    assert!(code == 1 && out.contains("口令不对"), "{out}");
    let (code, out) = with("化工学院 ２０２６");
    assert!(code == 0 && out.contains("条记录可用"), "{out}");
}
