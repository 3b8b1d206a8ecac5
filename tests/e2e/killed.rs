//! The browser is killed while a large file is being taken: all of it is there afterwards or none,
//! and the page says which.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Device, Server, Start, dist, made, turn};
use serde_json::json;

/// Visits of the file; more than three thousand records, which go straight into blocks.
const VISITS: u64 = 1_800;

/// How far the import has come when the browser is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// At once.
    Clicked,
    /// When it is noted that it has begun.
    Begun,
    /// When the transaction that writes it has written something.
    Writing,
    /// When it is said to be done.
    Told,
}

/// Lets the page stop for good at a moment, after it has told the server: what was asked of the
/// database by then goes on, as it does in a browser that is killed.
fn stop_at(moment: Moment) -> Option<String> {
    const STOP: &str = "
        const stop = () => {
            const tell = new XMLHttpRequest();
            tell.open('GET', '/reached', false);
            tell.send();
            for (;;) {}
        };
        const put = IDBObjectStore.prototype.put;";
    let at = match moment {
        Moment::Clicked | Moment::Told => return None,
        Moment::Begun => {
            "IDBObjectStore.prototype.put = function (data, key) {
                const request = put.call(this, data, key);
                if (key === 'import-under-way') this.transaction.addEventListener('complete', stop);
                return request;
            };"
        }
        Moment::Writing => {
            "IDBObjectStore.prototype.put = function (data, key) {
                const request = put.call(this, data, key);
                if (this.name === 'blocks') request.addEventListener('success', stop);
                return request;
            };"
        }
    };
    Some(format!("{STOP}{at}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_killed_in_a_large_import_has_all_of_it_or_none_and_says_so() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.json");
    assert!(made::workspace(&file, 7, VISITS) > 3_000);
    let all = usize::try_from(VISITS).unwrap();

    for moment in [Moment::Clicked, Moment::Begun, Moment::Writing, Moment::Told] {
        let mut desk = Device::office(&server.origin(), Start::Empty).await;
        desk.preview(&[&file]).await;
        let page = desk.page();
        match stop_at(moment) {
            Some(stop) => {
                // The click never returns from a page that has stopped, and is not waited for.
                let asked = server.requests().len();
                let click = "const button = document.querySelector(arguments[0]); setTimeout(() => button.click());";
                page.script(&format!("{stop}{click}"), vec![json!(id("import-apply"))]).await;
                let told = || server.requests().iter().skip(asked).any(|path| path.starts_with("/reached"));
                page.until(&format!("never came as far as {moment:?}"), async || told().then_some(())).await;
            }
            None => {
                page.click(&id("import-apply")).await;
                if moment == Moment::Told {
                    page.wait(&id("import-result")).await;
                }
            }
        }
        desk.profile.kill_now();

        desk.profile.restart().await;
        desk.profile.goto("/").await;
        let visits = desk.total("visit").await;
        assert!(visits == 0 || visits == all, "{moment:?}: {visits} visits");
        assert!(moment != Moment::Told || visits == all, "what was said to be there is there");
        // Begun and not ended: it is said that nothing was taken. Ended: it stands in the list.
        let page = desk.page();
        if visits == all {
            desk.open("nav-exchange").await;
            page.wait(&id("import-past")).await;
            assert!(!page.has(&id("import-cut")).await, "{moment:?}");
        } else if moment != Moment::Clicked {
            page.wait_text(&id("import-cut"), "large.json").await;
            page.wait_text(&id("import-cut"), "什么都没有写入").await;
        }
        // Whatever there was, the same file makes it whole, and then there is nothing more to say.
        desk.import(&[&file]).await;
        page.gone(&id("import-cut")).await;
        assert_eq!(desk.total("visit").await, all, "{moment:?}");
        desk.assert_clean().await;
    }
}
