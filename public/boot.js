// Starts the page and keeps the service worker. Plain JavaScript, so that it can still speak when
// WebAssembly cannot. Everything else is in Rust.

/** After this long without the page, people are told what may be wrong. Milliseconds. */
const PATIENCE = 10_000;

/** How often a page that stays open looks for a new build. Milliseconds. */
const LOOK_EVERY = 60 * 60 * 1000;

const BROWSERS =
  "请用较新的浏览器打开：Chrome 或 Edge 114、Firefox 125、Safari 17（iOS 17）以上；在微信里请点右上角“…”，选“在浏览器打开”。";

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

function paragraph(text) {
  const p = document.createElement("p");
  p.textContent = text;
  return p;
}

function link(text, href) {
  const a = document.createElement("a");
  a.className = "btn";
  a.textContent = text;
  a.href = href;
  return a;
}

/** Says in the skeleton what is the matter. Does nothing once the page has replaced it. */
function explain(what) {
  const note = document.getElementById("boot-note");
  if (!note) return;
  note.setAttribute("role", "alert");
  note.textContent = what;
  if (document.getElementById("boot-help")) return;
  const help = document.createElement("div");
  help.id = "boot-help";
  const ways = document.createElement("p");
  ways.append(link("刷新页面", location.href), " ", link("取出本机的记录", "/rescue.html"));
  help.append(paragraph(BROWSERS), ways);
  note.after(help);
}

async function start() {
  const slow = setTimeout(
    () => explain("页面还没有打开，可能是网络慢或浏览器太旧；已保存的记录都在本机，没有改动，请再等一会儿或刷新页面。"),
    PATIENCE,
  );
  try {
    const { default: init } = await import(meta("app-js"));
    await init({ module_or_path: meta("app-wasm") });
  } catch (error) {
    clearTimeout(slow);
    console.error(error);
    explain("页面没能打开；已保存的记录都在本机，没有改动，请刷新页面或换一个浏览器。");
  }
}

/** Tells the page that a new build lies ready. The flag is for a page that listens later. */
function announce() {
  window.__ronghe_update = true;
  window.dispatchEvent(new Event("ronghe:update-available"));
}

async function keepServiceWorker() {
  const container = navigator.serviceWorker;
  if (!container) return; // no HTTPS, or a private window of some browsers: works, but only online
  let hadWorker = container.controller !== null;
  let registration;
  let asked = false;

  container.addEventListener("controllerchange", () => {
    if (asked) {
      asked = false;
      location.reload();
    } else if (hadWorker) {
      // Another tab took the new build. This one may hold a draft, so it only says so.
      announce();
    }
    hadWorker = true; // the first worker claims a page that came from the network: no news
  });

  window.addEventListener("ronghe:apply-update", () => {
    const waiting = registration?.waiting;
    if (!waiting) return location.reload();
    asked = true;
    waiting.postMessage("skipWaiting");
  });

  try {
    registration = await container.register("/sw.js", { updateViaCache: "none" });
  } catch (error) {
    console.warn("service worker", error);
    return;
  }

  const watch = (worker) =>
    worker?.addEventListener("statechange", () => {
      // Without an active worker this is the first build, and nothing to announce.
      if (worker.state === "installed" && registration.active) announce();
    });
  if (registration.waiting && registration.active) announce();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));

  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < LOOK_EVERY) return;
    looked = Date.now();
    registration.update().catch(() => {}); // offline: the build at hand goes on working
  });
}

start();
if (document.readyState === "complete") keepServiceWorker();
else window.addEventListener("load", keepServiceWorker, { once: true });
