//! The harness itself, on a page that cannot be wrong.

#![allow(clippy::unwrap_used, reason = "a test")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Profile, Screen, Server, axe, turn};

const PAGE: &str = r#"<!doctype html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width"><title>试</title><link rel="icon" href="data:,"></head><body><main><h1>试</h1>
<label for="n">名</label><input id="n" data-testid="n">
<label for="s">选</label><select id="s" data-testid="s"><option value="">无</option><option value="b">乙</option></select>
<button type="button" data-testid="keep" onclick="localStorage.setItem('n', document.getElementById('n').value)">存</button>
<p data-testid="kept"></p></main>
<script>document.querySelector('p').textContent = localStorage.getItem('n') ?? '空'</script></body></html>"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_types_is_killed_and_comes_back() {
    let _turn = turn().await;
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("index.html"), PAGE).unwrap();
    let mut server = Server::start(directory.path());
    let mut profile = Profile::start("harness", &server.origin(), Screen::Phone).await;
    profile.goto("/").await;
    let page = profile.page();
    page.wait_text(&id("kept"), "空").await;
    page.fill(&id("n"), "合全").await;
    page.fill(&id("n"), "药业").await;
    page.fill(&id("s"), "b").await;
    assert_eq!(page.script("return innerWidth", vec![]).await, 360);
    page.click(&id("keep")).await;
    assert_eq!(axe::violations(&profile).await, "");
    // The browser writes localStorage after a while; a page that is left is written at once.
    profile.goto("/again").await;
    profile.page().wait_text(&id("kept"), "药业").await;

    server.stop();
    server.restart();
    profile.kill().await;
    profile.restart().await;
    profile.goto("/").await;
    profile.page().wait(&id("kept")).await;
    profile.assert_no_console_errors().await;
    profile.assert_same_origin_only().await;
    assert!(server.requests().iter().any(|path| path == "/again"));
}
