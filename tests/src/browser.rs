//! Browsers: a profile is one person's browser with its data on disk. It can be killed and started
//! again. What the browser logged is read here; what is on the page is in [`crate::page`].

use crate::Page;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

/// How long a browser may take to start or to go away.
const PATIENCE: Duration = Duration::from_secs(40);

/// Switches of every browser: nothing of its own on the network, no dialogs, Chinese.
const SWITCHES: [&str; 14] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-search-engine-choice-screen",
    "--hide-scrollbars",
    "--lang=zh-CN",
    // A camera that shows a moving picture, and a person who lets every page use it.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
];

/// What a browser shows its page on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 1280 × 800.
    Desk,
    /// 360 × 640, with touch.
    Phone,
}

impl Screen {
    fn metrics(self) -> Value {
        match self {
            Self::Desk => json!({ "width": 1280, "height": 800, "pixelRatio": 1, "mobile": false, "touch": false }),
            Self::Phone => json!({ "width": 360, "height": 640, "pixelRatio": 2, "mobile": true, "touch": true }),
        }
    }
}

/// One person's browser. Its data outlives the browser process and goes when this is dropped.
pub struct Profile {
    name: &'static str,
    origin: String,
    screen: Screen,
    /// Whether the browser writes down what the page logs and asks for; it costs time.
    logs: bool,
    home: TempDir,
    running: Option<Running>,
    /// What was logged by browsers of this profile that are gone, and what was read already.
    logged: Logged,
}

struct Running {
    chromedriver: Child,
    driver: WebDriver,
}

#[derive(Default)]
struct Logged {
    errors: Vec<String>,
    requests: Vec<String>,
}

impl Profile {
    /// Starts a browser with an empty profile. `name` stands in messages and names of pictures.
    pub async fn start(name: &'static str, origin: &str, screen: Screen) -> Self {
        Self::begin(name, origin, screen, true).await
    }

    /// [`Self::start`] for measurements: nothing is logged, so nothing can be asserted of it.
    pub async fn unobserved(name: &'static str, origin: &str, screen: Screen) -> Self {
        Self::begin(name, origin, screen, false).await
    }

    async fn begin(name: &'static str, origin: &str, screen: Screen, logs: bool) -> Self {
        let home =
            tempfile::Builder::new().prefix(&format!("ronghe-{name}-")).tempdir().expect("a temporary directory");
        std::fs::create_dir(home.path().join("downloads")).expect("a directory for downloads");
        let origin = origin.to_owned();
        let mut profile = Self { name, origin, screen, logs, home, running: None, logged: Logged::default() };
        profile.restart().await;
        profile
    }

    /// The page in the current tab.
    #[must_use]
    pub fn page(&self) -> Page {
        Page::new(self.driver().clone(), self.name)
    }

    /// What drives the browser.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.running.as_ref().expect("the browser is running").driver
    }

    /// Opens an address of the page in the current tab.
    pub async fn goto(&self, path: &str) {
        self.driver().goto(format!("{}{path}", self.origin)).await.expect("the page opens");
    }

    /// Opens an address in a new tab, which becomes the current one. Returns the tab left behind.
    pub async fn new_tab(&self, path: &str) -> thirtyfour::WindowHandle {
        let before = self.driver().window().await.expect("a tab");
        let tab = self.driver().new_tab().await.expect("a new tab");
        self.switch_to(tab).await;
        self.goto(path).await;
        before
    }

    /// Makes a tab the current one.
    pub async fn switch_to(&self, tab: thirtyfour::WindowHandle) {
        self.driver().switch_to_window(tab).await.expect("the tab is there");
    }

    /// Lets the page of the current tab believe that the device is set to dark or light.
    pub async fn dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.driver().cdp().send_raw("Emulation.setEmulatedMedia", features).await.expect("emulated media");
    }

    /// Lays the page of the current tab out as for paper.
    pub async fn paper(&self) {
        let media = json!({ "media": "print" });
        self.driver().cdp().send_raw("Emulation.setEmulatedMedia", media).await.expect("emulated media");
    }

    /// Runs JavaScript in every page of this tab before the page's own.
    pub async fn before_load(&self, script: &str) {
        let source = json!({ "source": script });
        self.driver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.expect("a script");
    }

    /// Lets the tab call itself another browser from the next page on.
    pub async fn user_agent(&self, name: &str) {
        let name = json!({ "userAgent": name });
        self.driver().cdp().send_raw("Network.setUserAgentOverride", name).await.expect("a user agent");
    }

    /// Where downloads arrive.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.home.path().join("downloads")
    }

    /// Kills every process of the browser with SIGKILL, as a phone does that needs the memory.
    pub async fn kill(&mut self) {
        self.read_logs().await;
        self.kill_now();
    }

    /// [`Self::kill`] without reading the logs first, where half a second matters.
    pub fn kill_now(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        kill_all(self.home.path());
        // The session is gone: nothing is to be closed.
        running.driver.leak().ok();
        running.chromedriver.kill().ok();
        running.chromedriver.wait().ok();
    }

    /// Ends the browser as a person does who closes it; what it still has to write, it writes.
    pub async fn quit(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        running.driver.quit().await.expect("the browser ends");
        running.chromedriver.kill().ok();
        running.chromedriver.wait().ok();
        kill_all(self.home.path());
    }

    /// Lets the processor of the current tab's page be so many times slower.
    pub async fn slow_down(&self, times: u32) {
        let rate = json!({ "rate": times });
        self.driver().cdp().send_raw("Emulation.setCPUThrottlingRate", rate).await.expect("a slower processor");
    }

    /// Resident memory of the largest renderer process, in bytes: the one that shows the page.
    #[must_use]
    pub fn renderer_memory(&self) -> u64 {
        let resident = |id: &String| {
            let line = std::fs::read(format!("/proc/{id}/cmdline")).ok()?;
            let renders = String::from_utf8_lossy(&line).contains("--type=renderer");
            let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok().filter(|_| renders)?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
            line.trim().trim_end_matches(" kB").parse::<u64>().ok()
        };
        processes_of(self.home.path()).iter().filter_map(resident).max().unwrap_or(0) * 1024
    }

    /// Starts the browser again on the same data.
    pub async fn restart(&mut self) {
        self.kill_now();
        let port = free_port();
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let chromedriver = Command::new(program)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let url = format!("http://127.0.0.1:{port}");
        let start = Instant::now();
        let driver = loop {
            match WebDriver::new(&url, self.capabilities()).await {
                Ok(driver) => break driver,
                Err(error) => assert!(start.elapsed() < PATIENCE, "{}: no browser: {error}", self.name),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        driver.set_script_timeout(Duration::from_secs(90)).await.expect("a longer script timeout");
        self.running = Some(Running { chromedriver, driver });
    }

    fn capabilities(&self) -> thirtyfour::ChromeCapabilities {
        let mut wanted = DesiredCapabilities::chrome();
        for switch in SWITCHES {
            wanted.add_arg(switch).unwrap();
        }
        wanted.add_arg(&format!("--user-data-dir={}", self.home.path().join("data").display())).unwrap();
        wanted.add_experimental_option("mobileEmulation", json!({ "deviceMetrics": self.screen.metrics() })).unwrap();
        let preferences = json!({
            "download.default_directory": self.downloads(),
            "download.prompt_for_download": false,
            "intl.accept_languages": "zh-CN",
        });
        wanted.add_experimental_option("prefs", preferences).unwrap();
        if self.logs {
            wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All).unwrap();
            wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All).unwrap();
        }
        wanted
    }

    /// Fails if the page of this profile has ever logged an error.
    pub async fn assert_no_console_errors(&mut self) {
        self.read_logs().await;
        assert!(self.logged.errors.is_empty(), "{}: console errors:\n{}", self.name, self.logged.errors.join("\n"));
    }

    /// Fails if this profile has ever asked another origin for anything.
    pub async fn assert_same_origin_only(&mut self) {
        self.read_logs().await;
        let at_home = |url: &&String| !is_local(url, &self.origin);
        let foreign: Vec<&String> = self.logged.requests.iter().filter(at_home).collect();
        assert!(foreign.is_empty(), "{}: requests to other origins: {foreign:#?}", self.name);
        assert!(!self.logged.requests.is_empty(), "{}: no request was seen at all", self.name);
    }

    async fn read_logs(&mut self) {
        let Some(running) = self.running.as_ref().filter(|_| self.logs) else { return };
        let browser = running.driver.get_log("browser").await.expect("the browser's log");
        let errors = browser.into_iter().filter(|entry| entry.level == "SEVERE");
        self.logged.errors.extend(errors.map(|entry| entry.message));
        let performance = running.driver.get_log("performance").await.expect("the performance log");
        self.logged.requests.extend(performance.into_iter().filter_map(|entry| requested(&entry.message)));
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.kill_now();
    }
}

/// The address in a performance log entry that says that a request was sent.
fn requested(message: &str) -> Option<String> {
    let entry: Value = serde_json::from_str(message).ok()?;
    let message = &entry["message"];
    let sent = message["method"] == "Network.requestWillBeSent";
    sent.then(|| message["params"]["request"]["url"].as_str().unwrap_or_default().to_owned())
}

/// Whether an address is of the page itself or of the browser.
fn is_local(url: &str, origin: &str) -> bool {
    let own = url.strip_prefix("blob:").unwrap_or(url);
    let inside = ["data:", "about:", "chrome:", "chrome-extension:"].iter().any(|scheme| url.starts_with(scheme));
    inside || own.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// Kills every process with `home` in its command line and waits until they are gone.
fn kill_all(home: &Path) {
    let start = Instant::now();
    loop {
        let alive = processes_of(home);
        if alive.is_empty() {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "processes that do not go away: {alive:?}");
        Command::new("kill").arg("-KILL").args(&alive).stderr(Stdio::null()).status().expect("kill runs");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn processes_of(home: &Path) -> Vec<String> {
    let home = home.display().to_string();
    let processes = std::fs::read_dir("/proc").expect("/proc").filter_map(Result::ok);
    let ids = processes.filter_map(|entry| {
        let id = entry.file_name().into_string().ok().filter(|name| name.bytes().all(|b| b.is_ascii_digit()))?;
        // A process that has just ended has no command line, and neither has a zombie.
        let line = std::fs::read(entry.path().join("cmdline")).ok()?;
        String::from_utf8_lossy(&line).contains(&home).then_some(id)
    });
    ids.collect()
}
