// Makes an exchange file out of stored text, without knowing what a record means: which version of
// each row is the last, and the layout of docs/format.md. Reads nothing and shows nothing.

const RESCUE_EXPLANATION =
  "产教融合工作台急救页取出的记录，可用记事本查看，在“交换”里导入。以 _ 开头的是合并所需的记录，请勿改动。";

/** Length of `,"_h":"0123456789abcdef"}` at the end of a row. */
const HASH_TAIL = 25;

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hash that a row claims, or undefined. */
function claimedHash(row) {
  return /,"_h":"([0-9a-f]{16})"\}$/.exec(row.slice(-HASH_TAIL))?.[1];
}

/** Whether a row is as it was written. Without hashing (no HTTPS) nobody can tell. */
async function isWhole(row) {
  if (!globalThis.crypto?.subtle) return true;
  const claimed = claimedHash(row);
  return claimed !== undefined && (await sha256(row.slice(0, -HASH_TAIL))).startsWith(claimed);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Every row that stands in the given texts (blocks or journal rows, oldest first), with the
 * revision it belongs to. `otherwise` is the revision of a text whose first line is damaged.
 */
function* rowsIn(texts, otherwise) {
  let last = 0;
  for (const [key, text] of texts) {
    if (typeof text !== "string") {
      yield { rev: last, row: String(text) };
      continue;
    }
    const [first, ...rows] = text.split("\n");
    const note = parsed(first);
    const rev = Number.isSafeInteger(note?.rev) ? note.rev : otherwise(key, last);
    last = rev;
    for (const row of rows) if (row !== "") yield { rev, row };
    // As the program does it: a record that is gone is gone after the rows of the same text.
    for (const id of Array.isArray(note?.gone) ? note.gone : []) yield { rev, gone: id };
    if (note === undefined && first !== "") yield { rev, row: first };
  }
}

/** All versions of every record, oldest first, and what is no row at all. */
function versionsOf(blocks, journal) {
  const records = new Map();
  const damaged = [];
  const take = ({ rev, row, gone }) => {
    const value = row === undefined ? undefined : parsed(row);
    const id = gone ?? value?.id;
    if (typeof id !== "string" || (row !== undefined && typeof value?._k !== "string")) {
      damaged.push(row);
      return;
    }
    const versions = records.get(id) ?? [];
    versions.push({ rev, row, kind: value?._k });
    records.set(id, versions);
  };
  // Blocks come in the order in which they were written; a text without its revision goes with
  // the one before it. The journal holds one commit a row, under its revision.
  for (const found of rowsIn(blocks, (key, last) => last)) take(found);
  for (const found of rowsIn(journal, (key) => key)) take(found);
  // The sort is stable: at the same revision the journal stays above the blocks.
  for (const versions of records.values()) versions.sort((a, b) => a.rev - b.rev);
  return { records, damaged };
}

/**
 * The last version of every record by kind. A damaged one does not hide a whole one beneath it;
 * where none is whole, the last goes as it is and the reader will name it.
 */
async function lastRows(blocks, journal) {
  const { records, damaged } = versionsOf(blocks, journal);
  const tables = new Map();
  for (const versions of records.values()) {
    const last = versions.at(-1);
    if (last.row === undefined) continue;
    let chosen = last;
    for (let at = versions.length - 1; at >= 0 && versions[at].row !== undefined; at -= 1) {
      if (await isWhole(versions[at].row)) {
        chosen = versions[at];
        break;
      }
    }
    if (chosen !== last) damaged.push(last.row);
    if (!tables.has(chosen.kind)) tables.set(chosen.kind, []);
    tables.get(chosen.kind).push(chosen.row);
  }
  return { tables, damaged };
}

async function endOf(tables) {
  const rows = [...tables.values()].flat();
  if (!globalThis.crypto?.subtle) return { rows: rows.length, sha256: "" };
  const hashes = rows.map(claimedHash).filter((hash) => hash !== undefined);
  return { rows: rows.length, sha256: await sha256(hashes.sort().map((hash) => `${hash}\n`).join("")) };
}

/** A wall time in China, as ISO 8601 to the second. */
function chinaTime(ms) {
  return `${new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** What the head says about the sender; nothing if it is damaged. */
function headerOf(head, whole) {
  const me = head?.me ?? {};
  const devices = { ...head?.devices };
  for (const code of [head?.device, ...(head?.former ?? [])]) {
    if (typeof code === "string") devices[code] = { name: me.device_name ?? "", person: me.name ?? "" };
  }
  const from = { deviceName: me.device_name ?? "", person: me.name ?? "", unit: me.unit ?? "" };
  if (typeof head?.device === "string") from.device = head.device;
  // A number says "everything up to here is in this file"; where something is damaged it is not.
  if (whole && Number.isSafeInteger(head?.seq)) Object.assign(from, { seq: head.seq, rev: head.rev });
  return { workspace: head?.workspace ?? undefined, from, devices };
}

/**
 * The exchange file of a database: `head` is the stored text, `blocks` and `journal` are lists of
 * [key, text] in the order of their keys, `unread` is how many stored values the browser itself
 * could not read. Returns the file as a blob, how many rows it holds and how many were damaged.
 */
async function exchangeFile({ head, blocks, journal, unread, build, now }) {
  const { tables, damaged } = await lastRows(blocks, journal);
  const whole = damaged.length === 0 && unread === 0;
  const { workspace, from, devices } = headerOf(parsed(head ?? ""), whole);
  const json = JSON.stringify;
  const contents = Object.fromEntries([...tables].map(([kind, rows]) => [kind, rows.length]));
  const file = { id: crypto.randomUUID?.() ?? String(now), app: "rescue", build, created: chinaTime(now) };
  const parts = [
    `{\n"format":"ronghe-exchange","formatVersion":1,"minReader":1,\n"说明":${json(RESCUE_EXPLANATION)},\n`,
    `"kind":${json(whole ? "full" : "selection")},\n"file":${json(file)},\n`,
    workspace ? `"workspace":${json(workspace)},\n` : "",
    `"from":${json(from)},\n"contents":${json(contents)},\n"devices":${json(devices)},\n`,
    // No reader takes these; they are here so that nothing is left behind.
    damaged.length ? `"damaged":${json(damaged)},\n` : "",
    `"tables":{`,
  ];
  let first = true;
  for (const [kind, rows] of tables) {
    parts.push(`${first ? "" : ","}\n${json(kind)}:{"名称":${json(kind)},"fields":{},"rows":[\n`);
    parts.push(rows.join(",\n"), "\n]}");
    first = false;
  }
  parts.push(`\n},\n"end":${json(await endOf(tables))}\n}\n`);
  const rows = [...tables.values()].reduce((sum, list) => sum + list.length, 0);
  const device = from.deviceName.replace(/[^\p{L}\p{N}_-]/gu, "");
  return { blob: new Blob(parts, { type: "application/json" }), rows, damaged: damaged.length, device };
}
