// TinyBase: a store of cells, kept by its own IndexedDB persister.
import { createStore } from './lib/tinybase.js';
import { createIndexedDbPersister } from './lib/tinybase-indexeddb.js';
import { best } from './memory.js';

class Cells {
  store = createStore();
  persister = createIndexedDbPersister(this.store, 'tinybase');

  async load() {
    await this.persister.load();
  }

  async put(rows) {
    this.store.transaction(() => {
      for (const row of rows) this.store.setRow('rows', row.id, flat(row));
    });
    await this.persister.save();
  }

  add(rows) {
    return this.put(rows);
  }

  * all() {
    for (const id of this.store.getRowIds('rows')) yield this.get(id);
  }

  get(id) {
    return this.store.hasRow('rows', id) ? this.store.getRow('rows', id) : undefined;
  }

  search(query) {
    const { store } = this;
    const has = (id, cell) => store.getCell('rows', id, cell).includes(query);
    const found = [];
    store.forEachRow('rows', (id) => {
      if (has(id, 'title') || has(id, 'text')) found.push(store.getRow('rows', id));
    });
    return best(found, () => true);
  }

  text() {
    return this.store.getJson();
  }
}

/** A cell holds a text, a number or a boolean; the rest goes in as JSON. */
function flat(row) {
  const cells = Object.entries(row).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]);
  return Object.fromEntries(cells);
}

export const peer = new Cells();
