//! Every list, every form and a record page of every kind, over the sample, at both widths: nothing
//! is wider than the screen, nothing logs an error. `RONGHE_SHOTS=1` keeps a picture of each in
//! `tests/shots`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_core::kinds::SCHEMA;
use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Page, Screen, Server, Start, dist, root, turn};
use serde_json::{Value, json};

/// Pages that are no list of one kind.
const PAGES: [&str; 18] = [
    "/",
    "/tasks",
    "/exchange",
    "/clashes",
    "/duplicates",
    "/reports",
    "/history",
    "/bin",
    "/settings",
    "/settings/lists",
    "/settings/fields",
    "/cockpit",
    "/figures",
    "/boards",
    "/raised",
    "/safe",
    "/more",
    "/exchange/table",
];

/// What is on the page that must never be read there, how much wider than the screen it is, and which
/// words do not fit where they stand: amounts and days beside names are read whole.
const LOOK: &str = r"
const text = document.querySelector('main')?.innerText ?? '';
const raw = text.match(/(undefined|null|NaN|\[object|\{\x22|\[\[|\b[a-z]+_[a-z_]+\b)/)?.[0] ?? '';
const wide = document.documentElement.scrollWidth - innerWidth;
const who = wide <= 0 ? '' : [...document.querySelectorAll('main *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'fixed')
  .slice(-1).map(e => e.outerHTML.slice(0, 200)).join();
const cut = [...document.querySelectorAll('main :is(.btn, .chip, .tag, h1, h2, legend, label, .sorter > span:first-child)')]
  .filter(e => e.clientWidth > 3 && e.scrollWidth > e.clientWidth + 1)
  .concat([...document.querySelectorAll('main .parts > .whole')]
    .filter(e => e.getBoundingClientRect().right > e.parentElement.getBoundingClientRect().right + 1))
  .map(e => e.outerHTML.slice(0, 200)).join();
return { raw, wide, who, cut };
";

#[tokio::test(flavor = "multi_thread")]
async fn every_list_and_record_on_the_phone() {
    everywhere(Screen::Phone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_and_record_on_the_desk() {
    everywhere(Screen::Desk).await;
}

async fn everywhere(screen: Screen) {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let mut device = Device::office_on(&server.origin(), screen, Start::Sample).await;
    let mut walk = Walk { page: device.page(), screen, found: String::new() };
    for path in PAGES {
        walk.see(path).await;
    }
    for kind in SCHEMA.kinds() {
        let list = format!("/k/{}", kind.name);
        walk.see(&list).await;
        if let Some(record) = walk.first_record().await {
            walk.see(&record).await;
            walk.see(&format!("{record}/edit")).await;
        }
        if kind.is_typed() {
            walk.see(&format!("{list}/new")).await;
        }
    }
    assert!(walk.found.is_empty(), "{}", walk.found);
    device.assert_clean().await;
}

/// A walk inside one loaded page.
struct Walk {
    page: Page,
    screen: Screen,
    found: String,
}

impl Walk {
    /// Goes to an address as a link does, and looks at what is there.
    async fn see(&mut self, path: &str) {
        let go = "if (location.pathname === arguments[0]) return;
            const old = document.querySelector('main h1');
            old?.setAttribute('data-left', old.innerText);
            history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))";
        // From list to list the heading stays and says something else.
        let there = "const h = document.querySelector('main h1');
            return location.pathname === arguments[0] && !!h && h.dataset.left !== h.innerText";
        self.page
            .until(&format!("{path} never came"), async || {
                // The page before may still be on its way and take the address back once.
                self.page.script(go, vec![json!(path)]).await;
                (self.page.script(there, vec![json!(path)]).await == true).then_some(())
            })
            .await;
        // A form looks for a draft first.
        if path.ends_with("/new") || path.ends_with("/edit") {
            self.page.wait(&id("save")).await;
        }
        let seen = self.page.script(LOOK, vec![]).await;
        if seen["wide"].as_i64().unwrap_or(0) > 0 {
            self.found += &format!("{path}: {} px wider than the screen: {}\n", seen["wide"], text(&seen["who"]));
        }
        if !text(&seen["cut"]).is_empty() {
            self.found += &format!("{path}: cuts off {}\n", text(&seen["cut"]));
        }
        if !text(&seen["raw"]).is_empty() {
            self.found += &format!("{path}: shows {}\n", text(&seen["raw"]));
        }
        if std::env::var_os("RONGHE_SHOTS").is_some() {
            self.shot(path).await;
        }
    }

    /// The record that the list shows first.
    async fn first_record(&self) -> Option<String> {
        self.page.attr_now(&format!("{} a", id("row")), "href").await
    }

    async fn shot(&self, path: &str) {
        let shots = root().join("tests/shots").join(format!("{:?}", self.screen).to_lowercase());
        std::fs::create_dir_all(&shots).unwrap();
        let mut name: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        // A record is shown under its kind: one of each is seen.
        if name.len() >= 3 && name[2] != "new" {
            name[2] = "record";
        }
        let name = if name.is_empty() { "today".to_owned() } else { name.join("-") };
        self.page.picture(&shots.join(format!("{name}.png"))).await;
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
