//! The worker of the page that reads one workbook and is then ended. `public/sheet-worker.js` starts
//! it; `src/platform/worker.rs` talks to it.
//!
//! It is given the bytes of a file, and answers with its sheets, packed, one buffer each; or with
//! one sentence, if nothing of the file can be taken.

#[cfg(target_arch = "wasm32")]
mod worker {
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::prelude::wasm_bindgen;
    use wasm_bindgen::{JsCast, JsValue};

    /// Reads the workbook `bytes`. Returns its sheets as an array of buffers, or a sentence.
    #[wasm_bindgen]
    pub fn answer(bytes: &[u8]) -> JsValue {
        match ronghe_sheet::read(bytes) {
            Ok(sheets) => {
                let packed = sheets.iter().map(|sheet| Uint8Array::from(sheet.pack().as_bytes()));
                packed.collect::<Array>().unchecked_into()
            }
            Err(error) => JsValue::from_str(&error.sentence()),
        }
    }
}

fn main() {}
