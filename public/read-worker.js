// Reads long rows of the database in a thread of its own while the page works on those before: taking
// them out of the browser's storage is half of a start. `src/storage/idb/ahead.rs` is the other side.
"use strict";

/** So many answers may lie with the page unread: what is read ahead takes room. */
const AHEAD = 3;

let unread = 0;
let taken = () => {};

const answerOf = (request) =>
  new Promise((answer, failed) => {
    request.onsuccess = () => answer(request.result);
    request.onerror = () => failed(request.error);
  });

async function read([name, ranges]) {
  const opening = indexedDB.open(name);
  // It is not there, and is not made here.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await answerOf(opening);
  database.onversionchange = () => database.close();
  for (const [store, low, high] of ranges) {
    const rows = database.transaction(store).objectStore(store);
    const range = IDBKeyRange.bound(low, high);
    const [keys, values] = await Promise.all([answerOf(rows.getAllKeys(range)), answerOf(rows.getAll(range))]);
    while (unread >= AHEAD) await new Promise((room) => (taken = room));
    unread += 1;
    const buffers = values.filter((value) => value instanceof Uint8Array).map((value) => value.buffer);
    self.postMessage([keys, values], buffers);
  }
  database.close();
}

self.onmessage = ({ data }) => {
  if (data) {
    // The page reads for itself what does not come.
    read(data).catch(() => self.postMessage(null));
  } else {
    unread -= 1;
    taken();
  }
};
