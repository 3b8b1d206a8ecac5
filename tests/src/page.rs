//! What is on a page and what a person does with it. Everything waits for what it needs, by looking
//! again and again; nothing sleeps and hopes.
//!
//! Elements are named by CSS; [`id`] makes it from a testid. Only what can be seen counts.

use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use thirtyfour::components::SelectElement;
use thirtyfour::{By, Key, WebDriver, WebElement};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often to look.
const PAUSE: Duration = Duration::from_millis(40);

/// All elements in sight that fit the selector.
const SEEN: &str = "[...document.querySelectorAll(arguments[0])].filter(e => e.getClientRects().length > 0)";

/// The selector of a testid.
#[must_use]
pub fn id(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

/// The page in the current tab of a browser.
pub struct Page {
    driver: WebDriver,
    name: &'static str,
}

impl Page {
    pub(crate) const fn new(driver: WebDriver, name: &'static str) -> Self {
        Self { driver, name }
    }

    /// Looks until `look` finds something. `what` stands in the message if it never does.
    pub async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if start.elapsed() > PATIENCE {
                self.fail(what).await;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Stops the test with what is on the page.
    pub async fn fail(&self, what: &str) -> ! {
        let text = self.script("return document.body.innerText", vec![]).await;
        let address = self.script("return location.href", vec![]).await;
        let shot = format!("{}-{}.png", std::thread::current().name().unwrap_or("test").replace("::", "-"), self.name);
        let shots = crate::root().join("tests/shots");
        std::fs::create_dir_all(&shots).ok();
        self.driver.screenshot(&shots.join(&shot)).await.ok();
        panic!("{}: {what}\nat {address}\ntests/shots/{shot}\n{}", self.name, text.as_str().unwrap_or_default());
    }

    /// Runs JavaScript in the page; null if the page is just changing.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        match self.driver.execute(script, arguments).await {
            Ok(result) => result.json().clone(),
            Err(_) => Value::Null,
        }
    }

    /// How many such elements are in sight now.
    pub async fn count(&self, css: &str) -> usize {
        let n = self.script(&format!("return {SEEN}.length"), vec![json!(css)]).await;
        usize::try_from(n.as_u64().unwrap_or(0)).unwrap_or(0)
    }

    /// Whether such an element is in sight now.
    pub async fn has(&self, css: &str) -> bool {
        self.count(css).await > 0
    }

    /// Waits until such an element is in sight.
    pub async fn wait(&self, css: &str) {
        self.until(&format!("never came: {css}"), async || self.has(css).await.then_some(())).await;
    }

    /// Waits until one such element shows `words`.
    pub async fn wait_text(&self, css: &str, words: &str) {
        let script = format!("return {SEEN}.some(e => e.innerText.includes(arguments[1]))");
        let what = format!("never came: {words} in {css}");
        self.until(&what, async || (self.script(&script, vec![json!(css), json!(words)]).await == true).then_some(()))
            .await;
    }

    /// Waits until no such element is in sight.
    pub async fn gone(&self, css: &str) {
        self.until(&format!("never went: {css}"), async || (!self.has(css).await).then_some(())).await;
    }

    /// The text of the first such element.
    pub async fn text(&self, css: &str) -> String {
        self.wait(css).await;
        let text = self.script(&format!("return {SEEN}[0]?.innerText"), vec![json!(css)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The texts of all such elements that are in sight now.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let texts = self.script(&format!("return {SEEN}.map(e => e.innerText)"), vec![json!(css)]).await;
        let texts = texts.as_array().cloned().unwrap_or_default();
        texts.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// An attribute of the first such element that has it, now.
    pub async fn attr_now(&self, css: &str, name: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1])";
        let value = self.script(script, vec![json!(css), json!(name)]).await;
        value.as_str().map(str::to_owned)
    }

    /// An attribute of the first such element.
    pub async fn attr(&self, css: &str, name: &str) -> String {
        self.until(&format!("no {name} of {css}"), async || self.attr_now(css, name).await).await
    }

    /// Waits until the attribute of the first such element is `value`.
    pub async fn wait_attr(&self, css: &str, name: &str, value: &str) {
        let what = format!("{name} of {css} never became {value}");
        self.until(&what, async || (self.attr_now(css, name).await.as_deref() == Some(value)).then_some(())).await;
    }

    /// What stands in the first such input now.
    pub async fn value(&self, css: &str) -> String {
        self.wait(css).await;
        let value = self.script(&format!("return {SEEN}[0]?.value"), vec![json!(css)]).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Scrolls to the first such element in sight and activates it as a person does.
    pub async fn click(&self, css: &str) {
        self.act(css, "cannot be clicked", async |element| self.press_on(&element).await).await;
    }

    /// [`Self::click`] on the first such element that shows `words`.
    pub async fn click_text(&self, css: &str, words: &str) {
        let mark = "data-e2e-chosen";
        let script = format!(
            "document.querySelectorAll('[{mark}]').forEach(e => e.removeAttribute('{mark}'));
             const found = {SEEN}.find(e => e.innerText.includes(arguments[1]));
             found?.setAttribute('{mark}', ''); return !!found"
        );
        let what = format!("never came: {words} in {css}");
        self.until(&what, async || {
            let found = self.script(&script, vec![json!(css), json!(words)]).await == true;
            (found && self.try_click(&format!("[{mark}]")).await).then_some(())
        })
        .await;
    }

    /// Sets a control to `value`: types it, chooses the option with that value, or presses the chip.
    pub async fn fill(&self, css: &str, value: &str) {
        self.wait(css).await;
        let tag = self.script(&format!("return {SEEN}[0]?.tagName"), vec![json!(css)]).await;
        match tag.as_str() {
            Some("SELECT") => {
                self.act(css, "has no such option", async |element| {
                    let Ok(select) = SelectElement::new(&element).await else { return false };
                    select.select_by_value(value).await.is_ok()
                })
                .await;
            }
            Some("INPUT" | "TEXTAREA") => {
                self.act(css, "cannot be typed into", async |element| {
                    let all = element.send_keys(Key::Control + "a").await;
                    all.is_ok() && element.send_keys(Key::Delete).await.is_ok()
                })
                .await;
                self.type_in(css, value).await;
                let what = format!("{css} never held {value}");
                self.until(&what, async || (self.value(css).await == value).then_some(())).await;
            }
            _ => self.click(&format!("{css} [data-value=\"{value}\"]")).await,
        }
    }

    /// Types at the end of what stands in a control.
    pub async fn type_in(&self, css: &str, keys: &str) {
        self.act(css, "cannot be typed into", async |element| element.send_keys(keys).await.is_ok()).await;
    }

    /// Presses a key in a control.
    pub async fn press(&self, css: &str, key: Key) {
        self.act(css, "takes no key", async |element| element.send_keys(key.clone()).await.is_ok()).await;
    }

    /// Waits until what has the focus fits the selector.
    pub async fn focused(&self, css: &str) {
        let script = "return document.activeElement.matches(arguments[0])";
        self.until(&format!("{css} never had the focus"), async || {
            (self.script(script, vec![json!(css)]).await == true).then_some(())
        })
        .await;
    }

    /// Chooses files in a file input, which need not be in sight.
    pub async fn choose(&self, css: &str, files: &[&Path]) {
        let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        let paths = paths.join("\n");
        self.until(&format!("no file input {css}"), async || {
            let input = self.driver.find(By::Css(css)).await.ok()?;
            input.send_keys(paths.as_str()).await.ok()
        })
        .await;
    }

    /// Writes a picture of what is in sight.
    pub async fn picture(&self, path: &Path) {
        self.driver.screenshot(path).await.expect("a picture");
    }

    async fn try_click(&self, css: &str) -> bool {
        match self.in_sight(css).await {
            Some(element) => self.press_on(&element).await,
            None => false,
        }
    }

    /// Clicks on the middle of an element; false if something else was hit, because the page moved
    /// between looking and pressing. A person would see that and press again.
    async fn press_on(&self, element: &WebElement) -> bool {
        let watch = "window.e2eHit = false;
            arguments[0].addEventListener('mousedown', () => { window.e2eHit = true }, { capture: true, once: true })";
        let Ok(target) = element.to_json() else { return false };
        if self.driver.execute(watch, vec![target]).await.is_err() || element.click().await.is_err() {
            return false;
        }
        // On a page that was just left there is nothing left to ask.
        self.script("return window.e2eHit === false", vec![]).await != true
    }

    async fn act(&self, css: &str, problem: &str, act: impl AsyncFn(WebElement) -> bool) {
        self.until(&format!("{css} is not there or {problem}"), async || {
            let element = self.in_sight(css).await?;
            act(element).await.then_some(())
        })
        .await;
    }

    /// The first such element that can be seen, scrolled to the middle of the screen.
    async fn in_sight(&self, css: &str) -> Option<WebElement> {
        let script =
            format!("const e = {SEEN}[0]; e?.scrollIntoView({{ block: 'center', behavior: 'instant' }}); return e");
        self.driver.execute(script, vec![json!(css)]).await.ok()?.element().ok()
    }
}
