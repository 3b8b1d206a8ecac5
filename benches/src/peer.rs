//! One peer through all operations.

use crate::data::{Data, Sum};
use crate::queries::QUERIES;
use crate::table::Table;
use ronghe_e2e::{Profile, Screen, Server};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// How long one operation may take.
const PATIENCE: Duration = Duration::from_secs(300);
/// A peer that asks its database spends no more on its queries, in milliseconds.
const ENOUGH_MS: f64 = 15_000.0;

struct Peer<'a> {
    profile: Profile,
    script: &'a str,
}

impl Peer<'_> {
    async fn goto_page(&self) {
        self.profile.driver().set_script_timeout(PATIENCE).await.expect("a longer timeout");
        self.profile.goto(&format!("/peer.html?peer={}", self.script)).await;
        let there = "return typeof window.bench === 'object'";
        let page = self.profile.page();
        page.until("the peer's page", async || (page.script(there, vec![]).await == true).then_some(())).await;
    }

    /// Calls `bench.<call>` and returns what it gives.
    async fn call(&self, call: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             Promise.resolve().then(() => bench.{call}).then(done, (e) => done('failed: ' + e))"
        );
        let result = self.profile.driver().execute_async(script, vec![]).await.expect("an answer");
        let result = result.json().clone();
        assert!(!result.as_str().is_some_and(|text| text.starts_with("failed")), "{}: {call}: {result}", self.script);
        result
    }

    async fn ms(&self, call: &str) -> f64 {
        self.call(call).await.as_f64().expect("milliseconds")
    }

    async fn check(&self, after: &str, expected: Sum) {
        let found = self.call("checksum()").await;
        let found = Sum { count: found["count"].as_u64().unwrap(), sum: found["sum"].as_u64().unwrap() };
        assert_eq!(found, expected, "{} after {after}: wrong records", self.script);
    }
}

/// Takes the peer through everything.
pub async fn measure(name: &str, script: &str, data: &Data, stage: &Path, table: &mut Table) {
    let server = Server::start(stage);
    let profile = Profile::unobserved("peer", &server.origin(), Screen::Desk).await;
    let mut peer = Peer { profile, script };
    peer.goto_page().await;
    peer.profile.page().choose("#file", &[&data.ours.plain]).await;
    table.add("import until durable", name, peer.ms("import()").await);
    peer.check("import", data.plain.0).await;

    peer.profile.quit().await;
    peer.profile.restart().await;
    peer.goto_page().await;
    let opened = peer.ms("open()").await;
    table.add("cold open: first rows", name, opened);
    table.add("cold open: everything searchable", name, opened);
    tokio::time::sleep(Duration::from_secs(2)).await;
    table.add("renderer memory", name, peer.profile.renderer_memory() as f64 / 1e6);
    peer.check("cold open", data.plain.0).await;

    let mut times = Vec::new();
    for query in QUERIES {
        let query = json!(query);
        times.push(peer.call(&format!("search({query})")).await["ms"].as_f64().unwrap());
        if times.iter().sum::<f64>() > ENOUGH_MS {
            break;
        }
    }
    table.add_keystrokes(name, times);
    let exported = peer.call("export()").await;
    table.add("export everything", name, exported["ms"].as_f64().unwrap());

    peer.profile.page().choose("#file", &[&data.copy.plain]).await;
    table.add("merge of a changed copy", name, peer.ms("merge()").await);
    peer.check("merge", data.plain.1).await;
    let mut saves = Vec::new();
    for _ in 0..5 {
        saves.push(peer.ms("save()").await);
    }
    saves.sort_by(f64::total_cmp);
    table.add("save one record", name, saves[2]);
    peer.check("save", data.plain.1).await;
    peer.profile.quit().await;
}
