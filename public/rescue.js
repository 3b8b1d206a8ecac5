// Reads everything out of the database without knowing what it means, and drops the program's
// files. Shares nothing with the page, so that it works when the page does not. Deletes no record.

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
async function row(key, value) {
  return new Blob([JSON.stringify({ key: await plain(key), value: await plain(value) })]);
}

/**
 * Every store, as of one moment: rows move between stores while the page is in use, so all are
 * read in one transaction. It lives only from one request to the next; nothing else is awaited.
 */
async function everything(db) {
  const names = [...db.objectStoreNames];
  const transaction = db.transaction(names);
  const parts = ['{"format":"ronghe-rescue","stores":{'];
  for (const [index, name] of names.entries()) {
    const store = transaction.objectStore(name);
    parts.push(`${index ? "," : ""}\n${JSON.stringify(name)}:[`);
    for (const [number, key] of (await done(store.getAllKeys())).entries()) {
      parts.push(number ? ",\n" : "\n", row(key, await done(store.get(key))));
    }
    parts.push("]");
  }
  parts.push("}}\n");
  return new Blob(await Promise.all(parts), { type: "application/json" });
}

function download(blob) {
  const a = document.createElement("a");
  const day = new Date().toLocaleDateString("sv-SE");
  a.href = URL.createObjectURL(blob);
  a.download = `产教融合-应急备份-${day}.json`;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
}

async function save(db) {
  byId("save").disabled = true;
  say("state", "正在读取…");
  try {
    download(await everything(db));
    say("state", "已存成一个文件，请在浏览器的下载里查看。");
  } catch (error) {
    console.error(error);
    say("state", "没能读出本机的记录；记录没有改动，请关掉其他打开的工作台页面，刷新后再试。");
  }
  byId("save").disabled = false;
}

async function count(db) {
  const body = byId("stores").tBodies[0];
  for (const name of db.objectStoreNames) {
    const row = body.insertRow();
    row.insertCell().textContent = NAMES[name] ?? name;
    row.insertCell().textContent = await done(db.transaction(name).objectStore(name).count());
  }
  byId("stores").hidden = false;
}

async function show() {
  try {
    const db = await open();
    if (!db) return say("state", "这个浏览器里还没有记录。");
    await count(db);
    say("state", "记录都在，可以存成一个文件。");
    byId("save").addEventListener("click", () => save(db));
    byId("save").disabled = false;
  } catch (error) {
    console.error(error);
    say("state", "没能打开本机的记录；记录没有改动，请关掉其他打开的工作台页面，刷新后再试。");
  }
}

async function renew() {
  if (!navigator.onLine) {
    say("renew-state", "现在没有联网，程序没有清除；请联网后再点一次。");
    return;
  }
  byId("renew").disabled = true;
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
