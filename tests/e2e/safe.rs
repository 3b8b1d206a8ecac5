//! What stops the page before it starts, and whether the data are safe once it runs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use ronghe_e2e::page::id;
use ronghe_e2e::{Build, Profile, Screen, Server, dist, turn};
use serde_json::json;

/// The page must say this of itself, and offer both ways out.
async fn assert_problem(profile: &Profile, why: &str, words: &str) {
    let page = profile.page();
    page.wait_attr(&id("boot-problem"), "data-why", why).await;
    let said = page.text(&id("boot-problem")).await;
    assert!(said.contains(words) && said.contains("没有改动") && said.matches('。').count() == 1, "{said}");
    assert!(page.text(&id("boot-browsers")).await.contains("Safari 17"));
    assert_eq!(page.attr(&id("boot-rescue"), "href").await, "/rescue.html");
    page.wait(&id("boot-retry")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_cannot_run_the_program_is_told_so() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let profile = Profile::start("no-wasm", &server.origin(), Screen::Phone).await;
    profile.before_load("delete window.WebAssembly").await;
    profile.goto("/").await;
    assert_problem(&profile, "no-wasm", "不能运行 WebAssembly 程序").await;

    // WebAssembly is there, but without what the program needs of it.
    let profile = Profile::start("old", &server.origin(), Screen::Phone).await;
    profile.before_load("if (window.WebAssembly) WebAssembly.validate = () => false").await;
    profile.goto("/").await;
    assert_problem(&profile, "old", "太旧").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_does_not_come_or_does_not_start_is_told_apart() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let missing = Build::copy();
    std::fs::remove_file(missing.program()).unwrap();

    let glue = Build::copy();
    let name = glue.program().with_extension("").to_string_lossy().replace("_bg", "") + ".js";
    std::fs::remove_file(name).unwrap();

    let broken = Build::copy();
    std::fs::write(broken.program(), b"no wasm").unwrap();

    let forbidden = Build::copy();
    forbidden.change("index.html", |text| text.replace(" 'wasm-unsafe-eval'", ""));

    let builds = [
        (missing, "missing", "程序文件没有取到"),
        (glue, "missing", "程序文件没有取到"),
        (broken, "broken", "程序文件不完整"),
        (forbidden, "forbidden", "安全设置"),
    ];
    let mut last = None;
    for (build, why, words) in &builds {
        server.serve(build.path());
        // A browser of its own for each: the worker of one damaged build may become whole with the
        // files of the next, and would rightly start the page.
        let profile = Profile::start("boot", &server.origin(), Screen::Phone).await;
        profile.goto("/").await;
        assert_problem(&profile, why, words).await;
        last = Some(profile);
    }

    // Once the host is mended, trying again is enough. A worker of a broken build may have come
    // meanwhile; it must not keep the page away.
    let mut profile = last.unwrap();
    server.serve(&dist());
    profile.page().click(&id("boot-retry")).await;
    profile.page().wait(&id("first-run")).await;
    profile.kill().await;
}

/// User agents of chat programs, and what people call these.
const CHATS: [(&str, &str); 4] = [
    (
        "微信",
        "Mozilla/5.0 (Linux; Android 13; V2183A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 \
         Mobile Safari/537.36 MicroMessenger/8.0.50.2701(0x28003253) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN",
    ),
    (
        "企业微信",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 \
         wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh",
    ),
    (
        "QQ",
        "Mozilla/5.0 (Linux; Android 12; Mate) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/109.0 \
         MQQBrowser/6.2 TBS/046291 Mobile Safari/537.36 V1_AND_SQ_9.0.0_1 QQ/9.0.0.14110 NetType/WIFI",
    ),
    (
        "钉钉",
        "Mozilla/5.0 (Linux; U; Android 12; zh-CN; Mate) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 \
         Chrome/100.0 Mobile Safari/537.36 AliApp(DingTalk/7.1.0) com.alibaba.android.rimet/1 Channel/1",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn inside_a_chat_program_nothing_is_kept_unless_the_person_insists() {
    let _turn = turn().await;
    let server = Server::start(&dist());
    let profile = Profile::start("chat", &server.origin(), Screen::Phone).await;
    let page = profile.page();
    for (name, agent) in CHATS {
        profile.user_agent(agent).await;
        profile.goto("/").await;
        page.wait_attr(&id("in-app"), "data-app", name).await;
        assert!(page.text(&id("in-app")).await.contains("请点右上角 … 在浏览器中打开"));
        page.wait(".boot-arrow").await;
        assert_eq!(page.text(&id("in-app-address")).await, format!("{}/", server.origin()));
    }
    let script = "const done = arguments[0]; (async () => done([(await indexedDB.databases()).length,
        (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]))()";
    let left = profile.driver().execute_async(script, vec![]).await.unwrap();
    assert_eq!(left.json(), &json!([0, 0, 0]), "databases, workers, caches");
    page.click(&id("in-app-copy")).await;
    page.wait_text(&id("in-app-told"), "复制").await;

    // Who insists is let in, and is not asked again in this session.
    page.click(&id("in-app-go-on")).await;
    page.wait(&id("first-run")).await;
    profile.driver().refresh().await.unwrap();
    page.wait(&id("first-run")).await;
    assert!(!page.has(&id("in-app")).await);

    // QQ Browser is a browser.
    let profile = Profile::start("browser", &server.origin(), Screen::Phone).await;
    let browser = "Mozilla/5.0 (Linux; U; Android 12; zh-cn; Mate) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 \
                   Chrome/109.0 MQQBrowser/14.9 Mobile Safari/537.36 COVC/046829";
    profile.user_agent(browser).await;
    profile.goto("/").await;
    profile.page().wait(&id("first-run")).await;
}
