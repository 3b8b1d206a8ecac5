// Dexie: a table of objects, searched through Dexie's own interface.
import Dexie from './lib/dexie.js';
import { Memory, best } from './memory.js';

class Table extends Memory {
  database = new Dexie('dexie', { chromeTransactionDurability: 'strict' });

  constructor() {
    super();
    this.database.version(1).stores({ rows: 'id' });
  }

  async load() {
    this.take(await this.database.rows.toArray());
  }

  async put(rows) {
    await this.database.rows.bulkPut(rows);
    this.take(rows);
  }

  add(rows) {
    return this.put(rows);
  }

  async search(query) {
    const matches = (row) => !row.gone && (row.title.includes(query) || row.text.includes(query));
    return best(await this.database.rows.filter(matches).toArray(), () => true);
  }

  async text() {
    return JSON.stringify(await this.database.rows.toArray());
  }
}

export const peer = new Table();
