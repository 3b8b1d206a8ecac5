// Starts the page and keeps the service worker. Plain JavaScript, so that it can still speak when
// WebAssembly cannot. What stops the page before it starts is in `guard.js`; the rest is in Rust.

/** After this long without the page, people are told what may be wrong. Milliseconds. */
const PATIENCE = 10_000;

/** How long until a new build that somebody wants is asked for again. Milliseconds. */
const ASK_AGAIN = 1_000;

/** How often a page that stays open looks for a new build. Milliseconds. */
const LOOK_EVERY = 60 * 60 * 1000;

/** From `guard.js`; without it the page starts all the same. */
const guard = window.__ronghe_guard ?? { held: false, explain: () => {} };

const SAFE = "已保存的记录都在本机，没有改动，";

/** Why the program did not start, and what to do about it. */
const PROBLEMS = {
  slow: `页面还没有打开，可能是网络慢或浏览器太旧；${SAFE}请再等一会儿或再试一次。`,
  missing: `程序文件没有取到，可能是断网，或网站正在更新；${SAFE}请稍后再试。`,
  forbidden: `浏览器或单位的安全设置不让程序运行；${SAFE}请换一个能用的浏览器，或请管理员放行本网站。`,
  broken: `程序文件不完整，或新旧混在了一起；${SAFE}请再试一次，仍不行就到“取出本机的记录”那一页重新下载程序。`,
  memory: `这台设备的内存不够，程序没能打开；${SAFE}请关掉一些别的程序和标签页后再试。`,
  other: `页面没能打开；${SAFE}请再试一次，或换一个能用的浏览器。`,
};

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

/** A program file that is not on the host. */
class Missing extends Error {}

/** The name of the problem that an error from the start means. */
function problemOf(error) {
  if (error instanceof Missing) return "missing";
  if (error instanceof RangeError || /out of memory/i.test(error?.message)) return "memory";
  if (/Content Security Policy|unsafe-eval|disallowed by embedder/i.test(error?.message)) return "forbidden";
  const wasm = [WebAssembly.CompileError, WebAssembly.LinkError, SyntaxError];
  return wasm.some((kind) => error instanceof kind) ? "broken" : "other";
}

/** The compiled part of the program, on its way. */
async function fetchProgram() {
  const response = await fetch(meta("app-wasm")).catch((error) => {
    throw new Missing(error.message);
  });
  // A host that answers every address with index.html does not have the file either.
  const page = /text\/html/.test(response.headers.get("Content-Type") ?? "");
  if (!response.ok || page) throw new Missing(`${response.url}: ${response.status}`);
  return response;
}

async function importGlue() {
  try {
    return await import(meta("app-js"));
  } catch (error) {
    // Browsers say a TypeError when the file did not come, and a SyntaxError when it is no program.
    throw error instanceof TypeError ? new Missing(error.message) : error;
  }
}

async function start() {
  const slow = setTimeout(() => guard.explain("slow", PROBLEMS.slow), PATIENCE);
  try {
    const [glue, program] = await Promise.all([importGlue(), fetchProgram()]);
    await glue.default({ module_or_path: program });
  } catch (error) {
    clearTimeout(slow);
    console.error(error);
    const why = problemOf(error);
    guard.explain(why, PROBLEMS[why]);
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
  // While the new build is awaited; 0 when nobody has asked for it.
  let asking = 0;

  container.addEventListener("controllerchange", () => {
    if (asking) {
      clearInterval(asking);
      asking = 0;
      location.reload();
    } else if (hadWorker) {
      // Another tab took the new build. This one may hold a draft, so it only says so.
      announce();
    }
    hadWorker = true; // the first worker claims a page that came from the network: no news
  });

  window.addEventListener("ronghe:apply-update", () => {
    if (!registration?.waiting) return location.reload();
    // Said again until it happens: a worker that is just being started may miss a word.
    const ask = () => registration.waiting?.postMessage("skipWaiting");
    clearInterval(asking);
    asking = setInterval(ask, ASK_AGAIN);
    ask();
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

function go() {
  start();
  if (document.readyState === "complete") keepServiceWorker();
  else window.addEventListener("load", keepServiceWorker, { once: true });
}

// Held back, the page also leaves no worker behind: nothing is kept where nothing lasts.
if (guard.held) guard.go = go;
else go();
