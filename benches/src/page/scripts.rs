//! What runs inside the page while it is measured. Each script has its arguments in `arguments`, the
//! last of an asynchronous one being who waits for its answer.

/// Runs before the page: notes tasks over 50 ms, when a person chose or pressed something, and the
/// program's memory.
pub const BEFORE: &str = r"
window.benchTasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) benchTasks.push([startTime, duration]);
}).observe({ type: 'longtask', buffered: true });
addEventListener('change', () => performance.mark('bench:act'), true);
addEventListener('click', () => performance.mark('bench:act'), true);
for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const result = await original.apply(WebAssembly, given);
    // Its second part has none of its own.
    window.benchMemory ??= (result.instance ?? result).exports.memory;
    return result;
  };
}";

/// Waits for the mark `arguments[0]` behind the time `arguments[1]`.
pub const WAIT: &str = r"
const [name, after, done] = arguments;
const look = () => {
  const found = performance.getEntriesByName(name).find((mark) => mark.startTime > after);
  found ? done(found.startTime) : setTimeout(look, 50);
};
look();";

/// One keystroke: until the hits are in the document and laid out. What comes of an event runs
/// before the next task.
pub const TYPE: &str = r"
const [query, done] = arguments;
const box = document.querySelector('[data-testid=search]');
const set = (text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text);
  box.dispatchEvent(new Event('input', { bubbles: true }));
};
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  document.querySelector('#search-hits')?.offsetHeight;
  const ms = performance.now() - start;
  const ids = [...document.querySelectorAll('[data-testid=search-result]')].map((hit) => hit.dataset.id);
  set('');
  setTimeout(() => done({ ms, ids }), 30);
};
const start = performance.now();
set(query);
port2.postMessage(0);";

/// The sum over the row hashes in the database, rows of `arguments[0]` left out. Later rows win.
pub const STORED: &str = r"
const [without, done] = arguments;
const ask = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = no; });
(async () => {
  const database = await ask(indexedDB.open('ronghe'));
  const transaction = database.transaction(['head', 'blocks', 'journal']);
  const [head, blocks, journal] = await Promise.all([
    ask(transaction.objectStore('head').get('head')),
    ask(transaction.objectStore('blocks').getAll()),
    ask(transaction.objectStore('journal').getAll()),
  ]);
  database.close();
  const text = (data) => (typeof data === 'string' ? data : new TextDecoder().decode(data));
  const { base } = JSON.parse(text(head));
  const rows = new Map();
  const take = (data, from) => {
    const [note, ...lines] = text(data).split('\n');
    const { rev, gone = [] } = JSON.parse(note);
    if (rev <= from) return;
    for (const line of lines) if (line) rows.set(line.slice(line.indexOf('id') + 5).slice(0, 36), line.slice(-18, -2));
    for (const id of gone) rows.delete(id);
  };
  for (const block of blocks) take(block, -1);
  for (const row of journal) take(row, base);
  let sum = 0n;
  for (const id of without) rows.delete(id);
  for (const hash of rows.values()) sum ^= BigInt('0x' + hash);
  done({ count: rows.size, sum: String(sum) });
})();";

/// Goes to an address of the page without loading it again.
pub const GO: &str = r"
const link = document.createElement('a');
link.href = arguments[0];
document.body.append(link);
link.click();
link.remove();";

/// Adds to the record of a visit, as typing does.
pub const ADD: &str = r"
const box = document.querySelector('[data-testid=field-remarks]');
Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, box.value + arguments[0]);
box.dispatchEvent(new Event('input', { bubbles: true }));";

/// Types into a field of a form, as a person does, over what stands there.
pub const REPLACE: &str = r"
const box = document.querySelector(`[data-testid=${arguments[0]}]`);
Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, arguments[1]);
for (const event of ['input', 'change', 'blur']) box.dispatchEvent(new Event(event, { bubbles: true }));";

/// Takes the last commit back, as Ctrl+Z does.
pub const UNDO: &str = r"
document.activeElement?.blur();
window.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }));";
