// Drives one peer, named in the address, through the operations that the release page goes through.
// A peer is an object with
//   load()            everything stored, into whatever it searches in
//   add(rows)         stores rows; resolves when they are durable
//   all()             every row, from what `load` or `add` has filled
//   get(id)           one row
//   search(query)     { count, rows }: matches in title and text, newest first, at most 50
//   put(rows)         replaces or adds these rows; resolves when they are durable
//   text()            every row as one JSON text, from the peer's own store or structure
const SHOWN = 50;
const parameters = new URLSearchParams(location.search);
const { peer } = await import(`./${parameters.get('peer')}.js`);

const since = (start) => performance.now() - start;
const chosen = async () => JSON.parse(await document.querySelector('#file').files[0].text());
const newest = (rows) => [...rows].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, SHOWN);

/** Puts rows into the document and lays them out. */
function draw(rows) {
  const list = document.querySelector('#list');
  list.replaceChildren(...rows.map((row) => {
    const item = document.createElement('li');
    item.textContent = `${row.title} ${row.date}`;
    return item;
  }));
  return list.offsetHeight;
}

/** FNV-1a of a text's UTF-16 units. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

window.bench = {
  /** Milliseconds from navigation until everything is in memory and the newest rows are laid out. */
  async open() {
    await peer.load();
    draw(newest(peer.all()));
    return performance.now();
  },
  /** Reads the chosen file, parses and stores it. */
  async import() {
    const start = performance.now();
    await peer.add(await chosen());
    return since(start);
  },
  /** One keystroke: the search, its hits in the document and laid out. */
  search(query) {
    const start = performance.now();
    return Promise.resolve(peer.search(query)).then(({ count, rows }) => {
      draw(rows);
      return { ms: since(start), count };
    });
  },
  /** Takes what is newer in the chosen copy. */
  async merge() {
    const start = performance.now();
    const newer = (theirs) => {
      const ours = peer.get(theirs.id);
      return !ours || theirs.at > ours.at;
    };
    await peer.put((await chosen()).filter(newer));
    return since(start);
  },
  /** Changes two values of one row. */
  async save() {
    const [row] = newest(peer.all());
    const start = performance.now();
    await peer.put([{ ...row, text: `${row.text}补`, date: row.date }]);
    const ms = since(start);
    await peer.put([row]);
    return ms;
  },
  /** Everything as one JSON text. */
  async export() {
    const start = performance.now();
    const text = await peer.text();
    return { ms: since(start), length: text.length };
  },
  /** A sum over all rows that does not depend on their order. */
  checksum() {
    let [count, sum] = [0, 0];
    for (const row of peer.all()) {
      count += 1;
      sum = (sum + hash(`${row.id}|${row.at}|${row.gone ? 1 : 0}|${row.text}`)) >>> 0;
    }
    return { count, sum };
  },
};
