//! A large file is chosen, previewed, taken and handed out again in short stretches, so that the
//! page answers all the while. A timing is nobody's verdict: the longest stretch is printed, and
//! what is checked is that the work let the page have its turn many times.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Page, Server, Start, dist, made, turn};
use std::time::Instant;

/// Visits of the file; about 30,000 records.
const VISITS: u64 = 20_000;

/// Counts the breaks that long work takes (each opens a channel), and notes every task over 50 ms.
const WATCH: &str = "
    window.__turns = 0; window.__long = [];
    const Channel = window.MessageChannel;
    window.MessageChannel = class extends Channel { constructor() { super(); window.__turns += 1; } };
    new PerformanceObserver((list) => { for (const e of list.getEntries()) window.__long.push(Math.round(e.duration)); })
        .observe({ type: 'longtask' });";

/// Ends one part of the work: prints its longest task, and returns how often the page had its turn.
async fn part(page: &Page, what: &str, began: Instant) -> u64 {
    let took = began.elapsed().as_millis();
    let script =
        "const r = [window.__turns, Math.max(0, ...window.__long), window.__long.filter((d) => d > 200).length];
        window.__turns = 0; window.__long = []; return r";
    let found = page.script(script, vec![]).await;
    let figure = |i: usize| found[i].as_u64().unwrap_or(0);
    println!("{what}: {took} ms, {} turns, longest task {} ms, {} over 200 ms", figure(0), figure(1), figure(2));
    figure(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_lets_the_page_answer() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.json");
    let records = made::workspace(&file, 7, VISITS);
    assert!(records > 25_000, "{records} records");
    let mut desk = Device::office(&server.origin(), Start::Empty).await;
    desk.open("nav-exchange").await;
    let page = desk.page();
    page.script(WATCH, vec![]).await;

    let began = Instant::now();
    page.choose(&id("import-file"), &[&file]).await;
    page.wait(&id("import-preview")).await;
    assert!(part(&page, "chosen and previewed", began).await > 2);

    let began = Instant::now();
    page.click(&id("import-apply")).await;
    page.wait(&id("import-result")).await;
    assert!(part(&page, "taken", began).await > 2);

    let began = Instant::now();
    desk.download("export-full").await;
    // The texts of the file lie ready: that takes one stretch or a few.
    part(&page, "handed out", began).await;

    // The next start has its records from a worker that reads ahead, and has all of them.
    let visits = desk.total("visit").await;
    desk.reload().await;
    let script =
        "return performance.getEntriesByType('resource').some((file) => file.name.endsWith('/read-worker.js'))";
    assert_eq!(page.script(script, vec![]).await, true, "nothing was read ahead");
    assert_eq!(desk.total("visit").await, visits);
    assert!(visits as u64 > VISITS / 2, "{visits} visits");
    desk.assert_clean().await;
}
