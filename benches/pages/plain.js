// Plain JS, no database: the file lies on the server, and nothing is stored.
import { Memory } from './memory.js';

class Plain extends Memory {
  async load() {
    this.take(await (await fetch(`data.json`)).json());
  }

  async add(rows) {
    this.take(rows);
  }

  async put(rows) {
    this.take(rows);
  }
}

export const peer = new Plain();
