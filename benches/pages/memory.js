// Rows in a Map, scanned: what the peers without a search of their own do.
const SHOWN = 50;

/** Matches of a predicate, newest first. */
export function best(rows, matches) {
  const found = [];
  for (const row of rows) if (!row.gone && matches(row)) found.push(row);
  found.sort((a, b) => (a.date < b.date ? 1 : -1));
  return { count: found.length, rows: found.slice(0, SHOWN) };
}

export class Memory {
  rows = new Map();

  take(rows) {
    for (const row of rows) this.rows.set(row.id, row);
  }

  all() {
    return this.rows.values();
  }

  get(id) {
    return this.rows.get(id);
  }

  search(query) {
    return best(this.rows.values(), (row) => row.title.includes(query) || row.text.includes(query));
  }

  text() {
    return JSON.stringify([...this.rows.values()]);
  }
}
