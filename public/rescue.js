// The rescue page: reads everything out of the database, and drops the program's files. Shares
// nothing with the page, so that it works when the page does not. Deletes no record. How an
// exchange file is made is in `rescue-file.js`.

const DATABASE = "ronghe";

/** What people call the stores; a store of a later version is shown by its own name. */
const NAMES = {
  head: "工作区",
  journal: "最近的修改",
  blocks: "整理好的记录",
  first: "首屏",
  history: "修改历史",
  photos: "照片",
  thumbs: "照片缩略图",
  drafts: "草稿",
};

const byId = (id) => document.getElementById(id);

function say(id, text) {
  byId(id).textContent = text;
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The database at whatever version it has; null when there is none. */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE);
    let absent = false;
    request.onupgradeneeded = () => {
      // Nothing here yet, and an empty database must not be left behind for the page to find.
      absent = true;
      request.transaction.abort();
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => (absent ? resolve(null) : reject(request.error));
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

/** A text that is kept as its UTF-8 bytes, as a text. What is none stays as it is. */
function text(value) {
  try {
    return ArrayBuffer.isView(value) ? new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(value) : value;
  } catch {
    return value;
  }
}

/** A value as JSON: binary becomes {"base64": …}, everything else is as it is. */
async function plain(value) {
  if (value instanceof Blob) value = await value.arrayBuffer();
  if (value instanceof ArrayBuffer) return { base64: base64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { base64: base64(bytes) };
  }
  return value;
}

/** One row as JSON. A blob of its own, because all rows at once may not fit into memory. */
async function row(key, found) {
  const content = found.failed ? { unread: found.failed } : { value: await plain(found.value) };
  return new Blob([JSON.stringify({ key: await plain(key), ...content })]);
}

/** One stored value. What the browser cannot read stops neither this transaction nor the rest. */
function valueAt(store, key) {
  return new Promise((resolve) => {
    const request = store.get(key);
    request.onsuccess = () => resolve({ value: request.result });
    request.onerror = (event) => {
      event.preventDefault();
      resolve({ failed: String(request.error) });
    };
  });
}

/**
 * Every store, as of one moment: rows move between stores while the page is in use, so all are
 * read in one transaction. It lives only from one request to the next; nothing else is awaited.
 */
async function everything(db) {
  const names = [...db.objectStoreNames];
  const transaction = db.transaction(names);
  const parts = [`{"format":"ronghe-rescue","layout":${db.version},"stores":{`];
  for (const [index, name] of names.entries()) {
    const store = transaction.objectStore(name);
    parts.push(`${index ? "," : ""}\n${JSON.stringify(name)}:[`);
    const keys = await done(store.getAllKeys());
    // The kept index says nothing that the records do not say, and is large.
    for (const [number, key] of keys.filter((key) => !(name === "first" && key === "index")).entries()) {
      const found = await valueAt(store, key);
      if (name === "blocks") found.value = text(found.value);
      parts.push(number ? ",\n" : "\n", row(key, found));
    }
    parts.push("]");
  }
  parts.push("}}\n");
  return new Blob(await Promise.all(parts), { type: "application/json" });
}

/** Head, blocks and journal as of one moment: what an exchange file is made of. */
async function records(db) {
  const names = ["head", "blocks", "journal"].filter((name) => db.objectStoreNames.contains(name));
  const found = { head: undefined, blocks: [], journal: [], unread: 0 };
  if (names.length === 0) return found;
  const transaction = db.transaction(names);
  for (const name of names) {
    const store = transaction.objectStore(name);
    for (const key of await done(store.getAllKeys())) {
      const { value, failed } = await valueAt(store, key);
      if (failed) found.unread += 1;
      else if (name === "head") found.head = value;
      else found[name].push([key, text(value)]);
    }
  }
  return found;
}

function download(blob, name) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(blob);
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
}

/** Date and minute for a file name, in China. */
function moment() {
  const digits = chinaTime(Date.now()).replace(/\D/g, "");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}`;
}

async function saveRecords(db) {
  const build = (await (await fetch("/").catch(() => undefined))?.text())?.match(/name="build" content="(\w*)"/)?.[1];
  const found = await records(db);
  const { blob, rows, damaged, device } = await exchangeFile({ ...found, build: build ?? "", now: Date.now() });
  download(blob, ["产教融合", device, moment(), "急救.json"].filter(Boolean).join("_"));
  const lost = damaged + found.unread;
  const rest = lost ? `；另有 ${lost} 处损坏，导入不了，请再存一份“全部原始内容”交给维护人员` : "";
  return `已存成交换文件，里面有 ${rows} 条记录${rest}；请在浏览器的下载里查看。`;
}

async function saveEverything(db) {
  download(await everything(db), `产教融合_${moment()}_原始内容.json`);
  return "已存下全部原始内容，请在浏览器的下载里查看。";
}

async function save(db, make) {
  const buttons = [byId("save"), byId("save-raw")];
  for (const button of buttons) button.disabled = true;
  say("state", "正在读取…");
  try {
    say("state", await make(db));
  } catch (error) {
    console.error(error);
    say("state", "没能读出本机的记录；记录没有改动，请关掉其他打开的工作台页面，刷新后再试。");
  }
  for (const button of buttons) button.disabled = false;
}

/** Shows how much stands in each store. Returns whether there is anything at all, or may be. */
async function count(db) {
  let any = false;
  const body = byId("stores").tBodies[0];
  for (const name of db.objectStoreNames) {
    const row = body.insertRow();
    const count = await done(db.transaction(name).objectStore(name).count()).catch(() => "数不出来");
    any ||= count !== 0;
    row.dataset.store = name;
    row.insertCell().textContent = NAMES[name] ?? name;
    row.insertCell().textContent = count;
  }
  byId("stores").hidden = false;
  return any;
}

async function show() {
  try {
    const db = await open();
    // A page that was opened once leaves an empty database behind.
    const any = db !== null && (await count(db));
    if (!any) return say("state", "这个浏览器里还没有记录。");
    say("state", "记录都在，可以存成文件。");
    for (const [id, make] of [["save", saveRecords], ["save-raw", saveEverything]]) {
      byId(id).addEventListener("click", () => save(db, make));
      byId(id).disabled = false;
    }
  } catch (error) {
    console.error(error);
    say("state", "没能打开本机的记录；记录没有改动，请关掉其他打开的工作台页面，刷新后再试。");
  }
}

/** Whether the host answers: `sw.js` is the one file that no worker keeps. */
async function hostAnswers() {
  try {
    return (await fetch("/sw.js", { cache: "no-store", method: "HEAD" })).ok;
  } catch {
    return false;
  }
}

async function renew() {
  byId("renew").disabled = true;
  say("renew-state", "正在看网站是否连得上…");
  if (!(await hostAnswers())) {
    byId("renew").disabled = false;
    say("renew-state", "连不上网站，程序没有清除；请联网后再点一次。");
    return;
  }
  say("renew-state", "正在清除程序文件，记录不受影响…");
  try {
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(registrations.map((registration) => registration.unregister()));
    const names = "caches" in window ? await caches.keys() : [];
    await Promise.all(names.map((name) => caches.delete(name)));
    location.assign("/");
  } catch (error) {
    console.error(error);
    byId("renew").disabled = false;
    say("renew-state", "程序文件没能清除；记录没有改动，请关掉其他打开的工作台页面后再点一次。");
  }
}

byId("renew").addEventListener("click", renew);
show();
