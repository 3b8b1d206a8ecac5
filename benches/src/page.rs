//! The release page through all operations, as a person would do them.

mod scripts;

use crate::data::{Data, Sum, sum_of_file};
use crate::queries::QUERIES;
use crate::table::Table;
use ronghe_core::record::Id;
use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Profile, Screen, Server, Start};
use scripts::{ADD, BEFORE, GO, REPLACE, STORED, TYPE, UNDO, WAIT};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// How long one operation may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// The figures and boards that visits go into, and the day to which a visit is moved for each, so
/// that it counts there until that is taken back. The page with every figure is among them.
const FIGURES: [&str; 5] =
    ["/figures", "/cockpit", "/figures/visits-year", "/figures/visited-partners-year", "/figures/quality-missing-rate"];
const BOARDS: [&str; 5] = ["/boards/visits", "/boards/depth", "/boards/towns", "/boards/quality", "/boards/lamps"];
const DAY: &str = "2022-06-15";
const YEAR: &str = "year=2022";
/// How often each of these is saved after. Odd: the one in the middle counts.
const ROUNDS: usize = 5;

/// How a file was taken, in milliseconds. The time in which a person reads the preview is in none.
struct Taken {
    /// From choosing to the preview and from pressing to durable.
    durable: f64,
    /// From choosing to the preview and from pressing until every record shows and is found.
    shown: f64,
    /// The longest task meanwhile.
    longest: f64,
}

struct Desk<'a> {
    device: Device,
    table: &'a mut Table,
}

/// Takes the page through everything.
pub async fn measure(data: &Data, table: &mut Table) {
    let server = Server::start(&ronghe_e2e::dist());
    let profile = Profile::unobserved("page", &server.origin(), Screen::Desk).await;
    let mut desk = Desk { device: Device { profile }, table };
    desk.goto("/").await;
    desk.device.first_start("示例主任", "产学研办公室", "示例电脑", Start::Empty).await;
    let taken = desk.import(&data.ours.exchange).await;
    desk.add("import until durable", taken.durable);
    desk.add("import until searchable", taken.shown);
    desk.add("longest task: import", taken.longest);
    desk.check_stored("import", data.rows.0, &[]).await;
    // The first screen is kept when 今日 has been open for a moment.
    desk.go("/").await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    desk.device.ready_offline().await;

    desk.again().await;
    desk.goto("/").await;
    let ready = desk.wait("ronghe:ready", 0.0).await;
    let first = desk.first_mark("ronghe:first-rows").await.unwrap_or(ready);
    desk.add("cold open: first rows", first);
    desk.add("cold open: everything searchable", ready);
    for mark in ["ronghe:load-kept", "ronghe:load-rows", "ronghe:load-index"] {
        eprintln!("    {mark} at {:.0}", desk.first_mark(mark).await.unwrap_or(0.0));
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let longest = desk.longest_task(0.0).await;
    desk.add("longest task: load", longest);
    let resident = desk.device.profile.renderer_memory() as f64 / 1e6;
    desk.add("renderer memory", resident);
    let heap = desk.script("return benchMemory.buffer.byteLength", vec![]).await.as_f64().unwrap_or(0.0);
    desk.add("wasm heap", heap / 1e6);

    let mut times = Vec::new();
    for (query, hits) in QUERIES.iter().zip(&data.hits) {
        let found = desk.asynchronous(TYPE, vec![json!(query)]).await;
        assert_eq!(found["ids"], json!(hits), "{query}: other hits than a search over the generator's records");
        times.push(found["ms"].as_f64().unwrap());
    }
    desk.table.add_keystrokes(crate::PAGE, times);
    desk.export(data.rows.0).await;

    let taken = desk.import(&data.copy.exchange).await;
    desk.add("merge of a changed copy", taken.durable);
    desk.add("merge until searchable", taken.shown);
    desk.add("longest task: merge", taken.longest);
    desk.check_stored("merge", data.rows.1, &[]).await;
    let mut saves = Vec::new();
    for record in &data.edited {
        saves.push(desk.save(record).await);
    }
    saves.sort_by(f64::total_cmp);
    let median = saves[saves.len() / 2];
    desk.add("save one record", median);
    desk.check_saved(data).await;
    desk.after_a_save("a figure after a save", &FIGURES, data).await;
    desk.after_a_save("a board after a save", &BOARDS, data).await;
    // The first screen is kept when 今日 has been open for a moment.
    desk.go("/").await;
    tokio::time::sleep(Duration::from_secs(4)).await;

    for slower in [4, 6] {
        desk.again().await;
        desk.device.profile.slow_down(slower).await;
        desk.goto("/").await;
        let ready = desk.wait("ronghe:ready", 0.0).await;
        let first = desk.first_mark("ronghe:first-rows").await.unwrap_or(ready);
        desk.add(&format!("first content, CPU {slower}x slower"), first);
        desk.add(&format!("everything searchable, CPU {slower}x slower"), ready);
    }
    desk.device.profile.quit().await;
}

impl Desk<'_> {
    fn add(&mut self, line: &str, value: f64) {
        // Said at once: a run that stops later has told what it knew.
        eprintln!("    {line}: {value:.1}");
        self.table.add(line, crate::PAGE, value);
    }

    /// Opens an address as the first page of its tab.
    async fn goto(&self, path: &str) {
        self.device.profile.driver().set_script_timeout(PATIENCE).await.expect("a longer timeout");
        self.device.profile.before_load(BEFORE).await;
        self.device.profile.goto(path).await;
    }

    /// A new browser process over the same data.
    async fn again(&mut self) {
        self.device.profile.quit().await;
        self.device.profile.restart().await;
    }

    async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.device.page().script(script, arguments).await
    }

    async fn asynchronous(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.device.profile.driver().execute_async(script, arguments).await {
            Ok(result) => result.json().clone(),
            Err(error) => self.device.page().fail(&format!("no answer: {error}")).await,
        }
    }

    /// Waits for a mark behind `after` and returns its time, in milliseconds since navigation.
    async fn wait(&self, mark: &str, after: f64) -> f64 {
        self.asynchronous(WAIT, vec![json!(mark), json!(after)]).await.as_f64().expect("a time")
    }

    async fn first_mark(&self, mark: &str) -> Option<f64> {
        let script = "return performance.getEntriesByName(arguments[0])[0]?.startTime";
        self.script(script, vec![json!(mark)]).await.as_f64()
    }

    async fn last_mark(&self, mark: &str) -> f64 {
        let script = "return performance.getEntriesByName(arguments[0]).at(-1)?.startTime";
        self.script(script, vec![json!(mark)]).await.as_f64().expect("a mark")
    }

    async fn now(&self) -> f64 {
        self.script("return performance.now()", vec![]).await.as_f64().expect("a time")
    }

    /// Length of the longest task that began behind `after`; 0 if none was over 50 ms.
    async fn longest_task(&self, after: f64) -> f64 {
        let script = "return Math.max(0, ...benchTasks.filter(([at]) => at >= arguments[0]).map(([, ms]) => ms))";
        self.script(script, vec![json!(after)]).await.as_f64().unwrap_or(0.0)
    }

    /// Says where the longest tasks behind `after` began, for whoever looks for their cause.
    async fn tell_tasks(&self, after: f64, marks: &[(&str, f64)]) {
        let tasks = self
            .script("return benchTasks.filter(([at, ms]) => at >= arguments[0] && ms > 80)", vec![json!(after)])
            .await;
        for (name, at) in marks {
            eprintln!("    {name} at {at:.0}");
        }
        for task in tasks.as_array().into_iter().flatten() {
            eprintln!("    a task of {} ms at {}", task[1], task[0]);
        }
    }

    /// Goes to another page of the program.
    async fn go(&self, path: &str) {
        self.script(GO, vec![json!(path)]).await;
    }

    /// Chooses a file and takes it.
    async fn import(&self, file: &Path) -> Taken {
        self.go("/exchange").await;
        let page = self.device.page();
        let begun = self.now().await;
        page.choose(&id("import-file"), &[file]).await;
        let chosen = self.wait("bench:act", begun).await;
        let previewed = self.wait("ronghe:import-previewed", chosen).await;
        let counts = self.device.counts().await;
        assert_eq!((counts.conflicts, counts.bad, counts.unknown), (0, 0, 0), "a preview that is not as generated");
        if page.has(&id("import-confirm-delete")).await {
            page.click(&id("import-confirm-delete")).await;
        }
        let before = self.now().await;
        page.click(&id("import-apply")).await;
        let pressed = self.wait("bench:act", before).await;
        let committed = self.wait("ronghe:import-committed", pressed).await;
        // The mark of the last commit before that: the file's.
        let durable = self.last_mark("ronghe:durable").await;
        self.tell_tasks(
            begun,
            &[
                ("chosen", chosen),
                ("previewed", previewed),
                ("pressed", pressed),
                ("durable", durable),
                ("committed", committed),
            ],
        )
        .await;
        let previewed = previewed - chosen;
        Taken {
            durable: previewed + durable - pressed,
            shown: previewed + committed - pressed,
            longest: self.longest_task(begun).await,
        }
    }

    /// Exports everything and holds the file against the generator.
    async fn export(&mut self, expected: Sum) {
        self.go("/exchange").await;
        let page = self.device.page();
        page.wait(&id("export-full")).await;
        let before = self.now().await;
        let file = self.device.download("export-full").await;
        let pressed = self.wait("bench:act", before).await;
        let exported = self.wait("ronghe:exported", pressed).await;
        self.add("export everything", exported - pressed);
        assert_eq!(sum_of_file(&file), expected, "after a cold open: the file holds other records");
    }

    /// Adds to a visit and saves it. Returns the time from pressing to durable.
    async fn save(&self, record: &Id) -> f64 {
        self.go(&format!("/k/visit/{record}/edit")).await;
        let page = self.device.page();
        page.wait(&id("field-remarks")).await;
        self.script(ADD, vec![json!(ADDED)]).await;
        // The draft is written first, as it is when a person types.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let before = self.now().await;
        page.click(&id("save")).await;
        let pressed = self.wait("bench:act", before).await;
        self.wait("ronghe:saved", pressed).await - pressed
    }

    /// Moves a visit into the year and takes that back with the page open, [`ROUNDS`] times for each of
    /// these pages. Adds the time from durable until what the page shows is right and laid out: of the
    /// slowest page the median, and the longest of all, which is as a rule the first on a page.
    async fn after_a_save(&mut self, line: &str, paths: &[&str], data: &Data) {
        let (mut slowest, mut longest) = (0.0_f64, 0.0_f64);
        for path in paths {
            let mut rounds = Vec::new();
            for record in data.edited.iter().cycle().take(ROUNDS) {
                rounds.push(self.once_after_a_save(path, record).await);
            }
            let told: Vec<String> = rounds.iter().map(|ms| format!("{ms:.1}")).collect();
            eprintln!("    {path}: {} ms", told.join(", "));
            rounds.sort_by(f64::total_cmp);
            slowest = slowest.max(rounds[ROUNDS / 2]);
            longest = longest.max(rounds[ROUNDS - 1]);
        }
        self.add(line, slowest);
        self.add(&format!("{line}, longest"), longest);
    }

    async fn once_after_a_save(&self, path: &str, record: &Id) -> f64 {
        self.go(&format!("/k/visit/{record}/edit")).await;
        self.device.page().wait(&id("field-date")).await;
        self.script(REPLACE, vec![json!("field-date"), json!(DAY)]).await;
        // A next visit before this one is refused.
        self.script(REPLACE, vec![json!("field-next_visit"), json!("")]).await;
        tokio::time::sleep(Duration::from_millis(400)).await;
        let before = self.now().await;
        self.device.page().click(&id("save")).await;
        self.wait("ronghe:saved", before).await;
        let before = self.now().await;
        self.go(&format!("{path}?{YEAR}")).await;
        self.wait("ronghe:figures-shown", before).await;
        // What opening the page has begun is over.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let before = self.now().await;
        self.script(UNDO, vec![]).await;
        let durable = self.wait("ronghe:durable", before).await;
        self.wait("ronghe:figures-shown", durable).await - durable
    }

    /// Holds the database against the generator.
    async fn check_stored(&self, after: &str, expected: Sum, without: &[Id]) {
        let found = self.asynchronous(STORED, vec![json!(without)]).await;
        let sum = found["sum"].as_str().and_then(|sum| sum.parse().ok()).expect("a sum");
        let found = Sum { count: found["count"].as_u64().unwrap(), sum };
        assert_eq!(found, expected, "after {after}: the database holds other records");
    }

    /// Nothing but the records that were saved may have changed, and those hold what was typed.
    async fn check_saved(&self, data: &Data) {
        self.check_stored("saving", data.untouched(), &data.edited).await;
        for record in &data.edited {
            self.go(&format!("/k/visit/{record}")).await;
            self.device.page().wait_text("main", ADDED).await;
        }
    }
}

/// What is typed into a visit.
const ADDED: &str = "（补记一句）";
