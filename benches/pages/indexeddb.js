// The floor: bare IndexedDB, 500 rows a block of JSON text, strict durability.
import { Memory } from './memory.js';

const BLOCK = 500;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

class Blocks extends Memory {
  /** Block in which each row stands, and where in it. */
  places = new Map();
  blocks = [];

  async database() {
    if (!this.opened) {
      const request = indexedDB.open('floor', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('blocks');
      this.opened = await done(request);
    }
    return this.opened;
  }

  async load() {
    const store = (await this.database()).transaction('blocks').objectStore('blocks');
    const texts = await done(store.getAll());
    texts.forEach((text) => this.append(JSON.parse(text)));
  }

  append(rows) {
    rows.forEach((row, i) => this.places.set(row.id, [this.blocks.length, i]));
    this.blocks.push(rows);
    this.take(rows);
  }

  async write(numbers) {
    const transaction = (await this.database()).transaction('blocks', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('blocks');
    const complete = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    for (const number of numbers) store.put(JSON.stringify(this.blocks[number]), number);
    await complete;
  }

  async add(rows) {
    const first = this.blocks.length;
    for (let from = 0; from < rows.length; from += BLOCK) this.append(rows.slice(from, from + BLOCK));
    await this.write([...this.blocks.keys()].slice(first));
  }

  async put(rows) {
    const touched = new Set();
    const fresh = [];
    for (const row of rows) {
      const place = this.places.get(row.id);
      if (place === undefined) {
        fresh.push(row);
      } else {
        const [block, i] = place;
        this.blocks[block][i] = row;
        touched.add(block);
      }
    }
    this.take(rows);
    if (touched.size > 0) await this.write(touched);
    if (fresh.length > 0) await this.add(fresh);
  }
}

export const peer = new Blocks();
