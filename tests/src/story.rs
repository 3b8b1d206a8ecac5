//! The verbs in which the stories are told: what one person does on one device.

use crate::page::id;
use crate::{Page, Profile, Screen, axe};
use serde_json::json;
use std::path::Path;
use thirtyfour::{Key, TypingData};

/// The day on which a device with the invented sample lives: later than any build, so that no clock is
/// called wrong, and late in its year, so that all of the sample has happened.
const DEMO_DAY: &str = "2040-11-26T12:00:00+08:00";

/// How a device begins.
#[derive(Debug, Clone, Copy)]
pub enum Start<'a> {
    /// With nothing.
    Empty,
    /// With the invented sample.
    Demo,
    /// With the sample.
    Sample,
    /// With a file, as the person of that name in it.
    File(&'a Path, &'a str),
}

/// One person's device with the page open.
pub struct Device {
    /// The browser.
    pub profile: Profile,
}

/// A control of the record itself, not of one of its lines.
#[must_use]
pub fn field(name: &str) -> String {
    format!("{}:not(fieldset *)", id(&format!("field-{name}")))
}

/// A control inside a line that [`Device::add_line`] returned.
#[must_use]
pub fn line_field(line: &str, name: &str) -> String {
    format!("{line} {}", id(&format!("field-{name}")))
}

impl Device {
    /// A new browser with the page open at its first start.
    pub async fn new(name: &'static str, origin: &str, screen: Screen) -> Self {
        let profile = Profile::start(name, origin, screen).await;
        profile.goto("/").await;
        Self { profile }
    }

    /// The office's computer, of which the questions of the first start are answered.
    pub async fn office(origin: &str, start: Start<'_>) -> Self {
        Self::office_on(origin, Screen::Desk, start).await
    }

    /// The same on a screen of this size.
    pub async fn office_on(origin: &str, screen: Screen, start: Start<'_>) -> Self {
        let device = Self::new("office", origin, screen).await;
        device.first_start("示例主任", "产学研办公室", "办公室电脑", start).await;
        device
    }

    /// The computer or phone of a college's secretary, likewise.
    pub async fn secretary(origin: &str, screen: Screen, start: Start<'_>) -> Self {
        let device = Self::new("secretary", origin, screen).await;
        device.first_start("示例秘书", "化工学院", "示例设备", start).await;
        device
    }

    /// A teacher's phone, likewise; on any screen.
    pub async fn teacher(origin: &str, screen: Screen, start: Start<'_>) -> Self {
        let device = Self::new("teacher", origin, screen).await;
        device.first_start("示例老师", "化工学院", "示例手机", start).await;
        device
    }

    /// Writes a partner down and saves it.
    pub async fn add_partner(&self, name: &str) {
        self.add("partner").await;
        self.fill("name", name).await;
        self.save().await;
    }

    /// Waits until the page is of another build than `old`.
    pub async fn until_other_build(&self, old: &str) {
        let page = self.page();
        page.until("the new build never came", async || {
            let build = page.attr_now(&id("build"), "data-build").await?;
            (build != old).then_some(())
        })
        .await;
    }

    /// The page in the current tab.
    #[must_use]
    pub fn page(&self) -> Page {
        self.profile.page()
    }

    /// Answers the questions of the first start.
    pub async fn first_start(&self, name: &str, unit: &str, device: &str, start: Start<'_>) {
        let page = self.page();
        page.wait(&id("first-run")).await;
        page.fill(&id("my-name"), name).await;
        page.fill(&id("my-unit"), unit).await;
        page.fill(&id("device-name"), device).await;
        match start {
            Start::Empty => page.click(&id("start-empty")).await,
            Start::Demo => {
                page.click(&id("start-empty")).await;
                self.ready().await;
                self.load_demo().await;
            }
            Start::Sample => page.click(&id("start-sample")).await,
            Start::File(path, person) => {
                page.choose(&id("start-file-input"), &[path]).await;
                page.click_text(&id("pick-me"), person).await;
            }
        }
        self.ready().await;
    }

    /// Puts the invented sample in, on [`DEMO_DAY`]: it is laid up to the day.
    pub async fn load_demo(&self) {
        self.profile.before_load(&format!("window.__ronghe_now = Date.parse('{DEMO_DAY}')")).await;
        self.profile.goto("/settings").await;
        self.page().click(&id("demo-load")).await;
        self.page().wait(&id("demo-remove")).await;
    }

    /// Waits until the records are loaded.
    pub async fn ready(&self) {
        self.page().wait(&id("nav-today")).await;
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let active = self.profile.driver().active_element().await.expect("something has the focus");
        active.send_keys(keys).await.expect("it takes keys");
    }

    /// Waits until the page would open without the server.
    pub async fn ready_offline(&self) {
        let page = self.page();
        let script = "return !!navigator.serviceWorker.controller";
        page.until("no service worker took over", async || (page.script(script, vec![]).await == true).then_some(()))
            .await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.profile.driver().refresh().await.expect("the page loads again");
        self.ready().await;
    }

    /// Follows a link of the navigation, through 更多 where there is no room for it.
    pub async fn open(&self, nav: &str) {
        let page = self.page();
        self.ready().await;
        if !page.has(&id(nav)).await && page.has(&id("nav-more")).await {
            page.click(&id("nav-more")).await;
        }
        self.unfold(nav).await;
        let href = self.href_of(nav).await;
        page.click(&id(nav)).await;
        self.arrived(&href).await;
    }

    /// Opens the part of the navigation in which a rarer entry is folded away.
    async fn unfold(&self, nav: &str) {
        let page = self.page();
        let script = "const e = document.querySelector(arguments[0]);
            const fold = e && [...document.querySelectorAll('details')].find(d => !d.open && d.contains(e));
            fold?.querySelector('summary').click(); return !!e && !fold";
        page.until(&format!("{nav} never came"), async || {
            (page.script(script, vec![json!(id(nav))]).await == true).then_some(())
        })
        .await;
    }

    async fn href_of(&self, nav: &str) -> String {
        self.page().attr(&id(nav), "href").await
    }

    async fn arrived(&self, path: &str) {
        let page = self.page();
        page.until(&format!("never came to {path}"), async || {
            (page.script("return location.pathname", vec![]).await == json!(path)).then_some(())
        })
        .await;
    }

    /// Waits until the page of a record is open, and returns its address.
    pub async fn on_record(&self, kind: &str) -> String {
        let page = self.page();
        page.wait(&id("history")).await;
        let path = page.script("return location.pathname", vec![]).await;
        let path = path.as_str().unwrap_or_default().to_owned();
        assert!(path.starts_with(&format!("/k/{kind}/")), "{path} is no {kind}");
        path
    }

    /// Types into the search box and waits until a hit shows `expected`.
    pub async fn search(&self, words: &str, expected: &str) {
        let page = self.page();
        page.fill(&id("search"), words).await;
        page.wait_text(&id("search-result"), expected).await;
    }

    /// Searches, and opens the hit that shows `expected`.
    pub async fn search_and_open(&self, words: &str, expected: &str) {
        self.search(words, expected).await;
        self.page().click_text(&format!("{} a", id("search-result")), expected).await;
        self.page().wait_text(&id("record-title"), expected).await;
    }

    /// Opens the form of a new record from the list of its kind.
    pub async fn add(&self, kind: &str) {
        self.open(&nav_of(kind)).await;
        self.page().click(&id("add")).await;
        self.page().wait(&id("save")).await;
    }

    /// Opens the form of the record whose page is open.
    pub async fn edit(&self) {
        self.page().click(&id("edit")).await;
        self.page().wait(&id("save")).await;
    }

    /// Fills a field of the record.
    pub async fn fill(&self, name: &str, value: &str) {
        self.page().fill(&field(name), value).await;
    }

    /// Picks the record that `words` find first in a reference field.
    pub async fn pick(&self, control: &str, words: &str) {
        let page = self.page();
        page.fill(control, words).await;
        page.wait(".picker [role=option]").await;
        page.press(control, Key::Enter).await;
        page.until(&format!("{words} was never picked in {control}"), async || {
            let picked = page.attr_now(control, "data-value").await.is_some_and(|v| !v.is_empty() && v != words);
            (picked && page.attr_now(control, "aria-expanded").await.as_deref() == Some("false")).then_some(())
        })
        .await;
    }

    /// Adds a line and returns its selector.
    pub async fn add_line(&self, kind: &str) -> String {
        let page = self.page();
        let lines = format!("fieldset{}", id(&format!("line-{kind}")));
        let before = page.count(&lines).await;
        page.click(&id(&format!("add-line-{kind}"))).await;
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.id)";
        let ids = page
            .until(&format!("no new line {kind}"), async || {
                let ids = page.script(script, vec![json!(lines)]).await;
                ids.as_array().filter(|ids| ids.len() > before).cloned()
            })
            .await;
        let last = ids.last().and_then(|id| id.as_str()).unwrap_or_default();
        format!("{lines}[data-id=\"{last}\"]")
    }

    /// Fills fields of a line.
    pub async fn fill_line(&self, line: &str, fields: &[(&str, &str)]) {
        for (name, value) in fields {
            self.page().fill(&line_field(line, name), value).await;
        }
    }

    /// Saves the form and waits until it is on disk.
    pub async fn save(&self) {
        let page = self.page();
        let before = page.attr_now(&id("saved"), "data-at").await;
        page.click(&id("save")).await;
        page.until("never saved", async || {
            let at = page.attr_now(&id("saved"), "data-at").await;
            (at.is_some() && at != before).then_some(())
        })
        .await;
    }

    /// Settles the only open clash with one of its buttons: `take-mine`, `take-theirs`, `take-both`.
    pub async fn settle(&self, take: &str) {
        self.profile.goto("/clashes").await;
        self.page().click(&format!("{} {}", id("conflict"), id(take))).await;
        self.page().gone(&id("conflict")).await;
    }

    /// How many records changed since the last export.
    pub async fn unsent(&self) -> usize {
        self.page().attr(&id("status-line"), "data-unsent").await.parse().expect("a number")
    }

    /// How many records the list of a kind holds.
    pub async fn total(&self, kind: &str) -> usize {
        self.open(&nav_of(kind)).await;
        self.page().attr(&id("list"), "data-total").await.parse().expect("a number")
    }

    /// What axe finds on these pages in light and in dark, and which of them are wider than the
    /// screen; empty if nothing.
    pub async fn inaccessible(&self, pages: &[&str]) -> String {
        let page = self.page();
        let mut found = String::new();
        for path in pages {
            self.profile.goto(path).await;
            // Not the heading of what comes before the page.
            page.wait("main:not(.loading) h1").await;
            for dark in [false, true] {
                self.profile.dark(dark).await;
                let violations = axe::violations(&self.profile).await;
                if !violations.is_empty() {
                    found += &format!("{path}{}\n{violations}", if dark { " (dark)" } else { "" });
                }
            }
            let width = "return document.documentElement.scrollWidth - innerWidth";
            let too_wide = page.script(width, vec![]).await.as_i64().unwrap_or(0);
            if too_wide > 0 {
                found += &format!("{path}\n  {too_wide} px wider than the screen\n");
            }
        }
        self.profile.dark(false).await;
        found
    }

    /// What must hold at the end of every story.
    pub async fn assert_clean(&mut self) {
        self.profile.assert_no_console_errors().await;
        self.profile.assert_same_origin_only().await;
    }
}

/// The entry of the navigation that leads to the list of a kind.
fn nav_of(kind: &str) -> String {
    let dashed = kind.replace('_', "-");
    match (kind, dashed.strip_suffix('y')) {
        ("room", _) => "nav-assets".to_owned(),
        (_, Some(stem)) => format!("nav-{stem}ies"),
        _ if dashed.ends_with('s') => format!("nav-{dashed}es"),
        _ => format!("nav-{dashed}s"),
    }
}
