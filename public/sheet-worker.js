// Runs a program that reads or writes workbooks, for one request: the worker's name says which. Plain
// JavaScript, so that a program that does not start can still be told of.
"use strict";

self.onmessage = async ({ data }) => {
  try {
    importScripts(`/${self.name}.js`);
    await wasm_bindgen({ module_or_path: `/${self.name}_bg.wasm` });
  } catch (error) {
    self.postMessage({ trouble: "start", detail: String(error) });
    return;
  }
  try {
    const answer = wasm_bindgen.answer(data);
    const parts = Array.isArray(answer) ? answer : [answer];
    const buffers = parts.filter((part) => part instanceof Uint8Array).map((part) => part.buffer);
    self.postMessage({ answer }, buffers);
  } catch (error) {
    // A program that stops half way, for want of memory most likely.
    self.postMessage({ trouble: "work", detail: String(error) });
  }
};
