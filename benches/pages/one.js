// Bare IndexedDB, one object a record, strict: the floor of saving one record.
import { Memory } from './memory.js';

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

class Objects extends Memory {
  async database() {
    if (!this.opened) {
      const request = indexedDB.open('objects', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' });
      this.opened = await done(request);
    }
    return this.opened;
  }

  async load() {
    this.take(await done((await this.database()).transaction('rows').objectStore('rows').getAll()));
  }

  async put(rows) {
    const transaction = (await this.database()).transaction('rows', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('rows');
    const complete = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    for (const row of rows) store.put(row);
    await complete;
    this.take(rows);
  }

  add(rows) {
    return this.put(rows);
  }
}

export const peer = new Objects();
