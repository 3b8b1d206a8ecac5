// Keeps one complete, verified copy of the page, so that it opens without a network.
// Holds program files only; records are in IndexedDB and never pass through here.
// `cargo xtask postbuild` fills in the two lines below.

const BUILD = "";
/** Every file of the build: address and SHA-256 in hex. "/" is index.html. */
const FILES = [];

const PREFIX = "ronghe-";
const CACHE = PREFIX + BUILD;
const HASHES = new Map(FILES);

async function hasHash(response, hash) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, "0")).join("");
  return hex === hash;
}

/** The file in a cache of ours, this build's or an older one's, if its bytes are right. */
async function fromCaches(names, path, hash) {
  for (const name of names) {
    const cache = await caches.open(name);
    const response = await cache.match(path);
    if (response && (await hasHash(response.clone(), hash))) return response;
  }
  return undefined;
}

/** The file from the host. A stale copy on the way is asked for once more past every cache. */
async function fromNetwork(path, hash) {
  for (const cache of ["no-cache", "reload"]) {
    const response = await fetch(path, { cache, credentials: "same-origin" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    if (await hasHash(response.clone(), hash)) return unredirected(response);
  }
  throw new Error(`${path}: not the file of build ${BUILD}`);
}

/** Browsers refuse a redirected response for a navigation; the rest stays as the host sent it. */
function unredirected(response) {
  if (!response.redirected) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Fills the cache. Fails as a whole; what is right by then is reused at the next try. */
async function fill() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async ([path, hash]) => {
      const known = await fromCaches(names, path, hash);
      await cache.put(path, known ?? (await fromNetwork(path, hash)));
    }),
  );
}

async function dropOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** Which file answers a request; undefined if none of ours. */
function pathFor(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return undefined;
  if (HASHES.has(url.pathname)) return url.pathname;
  return request.mode === "navigate" ? "/" : undefined;
}

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

// No skipWaiting here: the build changes only when the person says so.
self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) =>
  event.waitUntil(dropOlder().then(() => self.clients.claim())),
);

self.addEventListener("message", (event) => {
  if (event.data === "skipWaiting") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const path = pathFor(event.request);
  if (path) event.respondWith(answer(event.request, path));
});
