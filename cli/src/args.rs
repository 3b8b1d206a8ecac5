//! Reading the arguments. Not here: what the commands do, and the help (`help`).

use ronghe_core::period::{Period, SCHOOL_YEAR_STARTS};
use ronghe_core::report::{TABLES, TableDef, table};
use ronghe_core::value::Month;
use std::path::PathBuf;

/// What the program is asked to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help(About),
    Check(Check),
    Merge(Merge),
    Report(Report),
    Generate(Generate),
    Schema,
}

/// What help is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    All,
    Check,
    Merge,
    Report,
    Generate,
    Schema,
    Version,
}

/// How a command speaks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Voice {
    /// One JSON document instead of sentences.
    pub json: bool,
    /// No progress.
    pub quiet: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub files: Vec<PathBuf>,
    pub voice: Voice,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    pub files: Vec<PathBuf>,
    pub out: PathBuf,
    /// Whether files of different workspaces may be put together.
    pub any_workspace: bool,
    /// Whether the result may replace a file.
    pub force: bool,
    pub voice: Voice,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub table: &'static TableDef,
    pub files: Vec<PathBuf>,
    /// Where the table goes; the standard output if nowhere.
    pub out: Option<PathBuf>,
    pub school: String,
    pub period: Option<Period>,
    /// Whether rows that would be refused stand in the table too.
    pub all: bool,
    pub force: bool,
    pub voice: Voice,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Generate {
    pub seed: u64,
    pub visits: u64,
    /// The copy that a colleague sends back, instead of the workspace itself.
    pub copy: bool,
    pub out: PathBuf,
    pub force: bool,
    pub voice: Voice,
}

/// Options with a value, by name.
const VALUED: &[&str] = &["-o", "--seed", "--visits", "--school", "--year", "--school-year", "--month"];
/// Options without.
const PLAIN: &[&str] = &["--json", "--quiet", "--any-workspace", "--force", "--all", "--copy"];

/// Reads the arguments; an error is one Chinese sentence.
pub(crate) fn parse(arguments: Vec<String>) -> Result<Command, String> {
    let mut rest = arguments.into_iter();
    let Some(first) = rest.next() else { return Ok(Command::Help(About::All)) };
    let (about, allowed): (About, &[&str]) = match first.as_str() {
        "help" | "-h" | "--help" => return Ok(Command::Help(rest.next().map_or(About::All, |name| about(&name)))),
        "-V" | "--version" => return Ok(Command::Help(About::Version)),
        "check" => (About::Check, &["--json", "--quiet"]),
        "merge" => (About::Merge, &["-o", "--any-workspace", "--force", "--json", "--quiet"]),
        "report" => (
            About::Report,
            &["-o", "--school", "--year", "--school-year", "--month", "--all", "--force", "--json", "--quiet"],
        ),
        "generate" => (About::Generate, &["-o", "--seed", "--visits", "--copy", "--force", "--quiet"]),
        "schema" => (About::Schema, &[]),
        other => return Err(format!("没有“{other}”这个命令。")),
    };
    let Some(given) = Given::read(rest, allowed)? else { return Ok(Command::Help(about)) };
    given.command(about)
}

fn about(name: &str) -> About {
    match name {
        "check" => About::Check,
        "merge" => About::Merge,
        "report" => About::Report,
        "generate" => About::Generate,
        "schema" => About::Schema,
        _ => About::All,
    }
}

/// The arguments of a command, taken apart.
#[derive(Debug, Default)]
struct Given {
    options: Vec<(String, String)>,
    plain: Vec<String>,
    others: Vec<String>,
}

impl Given {
    /// `None` if help was asked for.
    fn read(mut rest: impl Iterator<Item = String>, allowed: &[&str]) -> Result<Option<Self>, String> {
        let mut given = Self::default();
        while let Some(argument) = rest.next() {
            if argument == "-h" || argument == "--help" {
                return Ok(None);
            }
            if argument == "--" {
                given.others.extend(rest.by_ref());
                break;
            }
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => (argument, None),
            };
            let name = if name == "--output" { "-o".to_owned() } else { name };
            if !name.starts_with('-') || name == "-" {
                given.others.push(name);
            } else if !allowed.contains(&name.as_str()) {
                return Err(format!("这个命令没有选项“{name}”。"));
            } else if PLAIN.contains(&name.as_str()) {
                given.plain.push(name);
            } else if VALUED.contains(&name.as_str()) {
                let value = value.or_else(|| rest.next()).ok_or_else(|| format!("选项“{name}”后面要写内容。"))?;
                if given.value(&name).is_some() {
                    return Err(format!("选项“{name}”写了两次。"));
                }
                given.options.push((name, value));
            }
        }
        Ok(Some(given))
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.plain.iter().any(|n| n == name)
    }

    fn voice(&self) -> Voice {
        Voice { json: self.has("--json"), quiet: self.has("--quiet") }
    }

    fn out(&self) -> Result<PathBuf, String> {
        self.value("-o").map(PathBuf::from).ok_or_else(|| "要用 -o 写明结果存到哪个文件。".to_owned())
    }

    fn files(&self) -> Result<Vec<PathBuf>, String> {
        if self.others.is_empty() {
            return Err("没有写要读哪些交换文件。".to_owned());
        }
        Ok(self.others.iter().map(PathBuf::from).collect())
    }

    fn command(mut self, about: About) -> Result<Command, String> {
        let (voice, force) = (self.voice(), self.has("--force"));
        match about {
            About::Check => Ok(Command::Check(Check { files: self.files()?, voice })),
            About::Merge => {
                let any_workspace = self.has("--any-workspace");
                Ok(Command::Merge(Merge { files: self.files()?, out: self.out()?, any_workspace, force, voice }))
            }
            About::Report => {
                if self.others.is_empty() {
                    return Err("没有写要哪一张表，例如 visit-outreach。".to_owned());
                }
                let name = self.others.remove(0);
                let Some(table) = table(&name) else {
                    let known: Vec<String> = TABLES.iter().map(|t| format!("{}（{}）", t.name, t.title)).collect();
                    return Err(format!("没有“{name}”这张表，现在有：{}。", known.join("、")));
                };
                let school = self.value("--school").unwrap_or_default().to_owned();
                let (out, all) = (self.value("-o").map(PathBuf::from), self.has("--all"));
                let period = self.period()?;
                Ok(Command::Report(Report { table, files: self.files()?, out, school, period, all, force, voice }))
            }
            About::Generate => {
                if let Some(other) = self.others.first() {
                    return Err(format!("generate 不读文件，多写了“{other}”。"));
                }
                let (seed, visits) = (self.number("--seed")?, self.number("--visits")?);
                let (out, copy) = (self.out()?, self.has("--copy"));
                Ok(Command::Generate(Generate { seed, visits, copy, out, force, voice }))
            }
            About::Schema => Ok(Command::Schema),
            About::All | About::Version => Ok(Command::Help(about)),
        }
    }

    fn number(&self, name: &str) -> Result<u64, String> {
        let text = self.value(name).ok_or_else(|| format!("要用 {name} 写一个数，例如 {name} 1000。"))?;
        text.parse().map_err(|_| format!("{name} 后面要写 0 或正整数，“{text}”不是。"))
    }

    fn period(&self) -> Result<Option<Period>, String> {
        let year = |text: &str| {
            let year = text.parse().ok().filter(|y| (1900..=2999).contains(y));
            year.ok_or_else(|| format!("年份要写四位数，例如 2022，“{text}”不是。"))
        };
        let year_of = |name| self.value(name).map(year).transpose();
        let calendar = year_of("--year")?.map(Period::Year);
        let school = year_of("--school-year")?.map(|from| Period::SchoolYear { from, starts: SCHOOL_YEAR_STARTS });
        let month = self.value("--month").map(month).transpose()?.map(Period::Month);
        let mut given = [calendar, school, month].into_iter().flatten();
        match (given.next(), given.next()) {
            (period, None) => Ok(period),
            _ => Err("--year、--school-year、--month 只能写一个。".to_owned()),
        }
    }
}

fn month(text: &str) -> Result<Month, String> {
    let parts = text.split_once('-').and_then(|(year, month)| Month::new(year.parse().ok()?, month.parse().ok()?));
    parts.ok_or_else(|| format!("月份要写成 2022-03 的样子，“{text}”不是。"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn options_stand_anywhere() {
        let merge = |json| {
            let files = vec![PathBuf::from("a.json"), PathBuf::from("b.json")];
            let voice = Voice { json, quiet: false };
            Command::Merge(Merge { files, out: "c.json".into(), any_workspace: false, force: false, voice })
        };
        assert_eq!(read("merge a.json -o c.json b.json"), Ok(merge(false)));
        assert_eq!(read("merge --json --output=c.json a.json b.json"), Ok(merge(true)));
    }

    #[test]
    fn what_makes_no_sense_is_one_sentence() {
        for line in [
            "fly",
            "check",
            "check --loud a",
            "merge a",
            "merge a -o",
            "merge a -o b -o c",
            "report a.json",
            "report",
            "report visit-outreach a --year 22",
            "report visit-outreach a --year 2022 --month 2022-01",
            "report visit-outreach a --month 2022-13",
            "generate --seed x --visits 1 -o a",
            "generate --seed 1 -o a",
            "generate --seed 1 --visits 1 -o a b",
        ] {
            let sentence = read(line).unwrap_err();
            assert!(sentence.ends_with('。') && sentence.matches('。').count() == 1, "{line}: {sentence}");
        }
    }

    #[test]
    fn help_is_found_everywhere() {
        assert_eq!(read(""), Ok(Command::Help(About::All)));
        assert_eq!(read("help merge"), Ok(Command::Help(About::Merge)));
        assert_eq!(read("merge a.json --help"), Ok(Command::Help(About::Merge)));
        assert_eq!(read("--version"), Ok(Command::Help(About::Version)));
    }
}
