//! The sheets of a workbook that a worker has read, and the choice of one.
//!
//! They stay with the browser until one is chosen: what the page's own program takes, it keeps.

use super::slices;
use crate::platform::worker::{Trouble, ask};
use crate::ui::text::mapping as words;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use ronghe_core::sheet::{Grid, SheetError, SheetHead, TableReader};
use wasm_bindgen::{JsCast, JsValue};

/// The program that reads workbooks.
const READER: &str = "sheet-reader";
/// The head of a packed sheet is no longer than this, in bytes.
const HEAD: u32 = 16 << 10;

/// A workbook.
#[derive(Debug, Clone)]
pub(super) struct Book {
    sheets: Vec<(SheetHead, Uint8Array)>,
}

impl Book {
    /// Has a workbook read.
    ///
    /// # Errors
    /// Why it cannot be read, in one sentence.
    pub async fn read(bytes: &[u8]) -> Result<Self, String> {
        let answer = ask(READER, &Uint8Array::from(bytes)).await.map_err(|trouble| match trouble {
            Trouble::Start(_) => words::READER_MISSING.to_owned(),
            Trouble::Work(_) => words::READER_BROKE.to_owned(),
        })?;
        if let Some(sentence) = answer.as_string() {
            return Err(sentence);
        }
        let sheets = answer.unchecked_ref::<Array>().iter().map(sheet).collect::<Option<Vec<_>>>();
        match sheets {
            Some(sheets) if !sheets.is_empty() => Ok(Self { sheets }),
            _ => Err(SheetError::OtherBuild.sentence()),
        }
    }

    /// The heads of its sheets.
    pub fn heads(&self) -> impl Iterator<Item = &SheetHead> {
        self.sheets.iter().map(|(head, _)| head)
    }

    /// The sheet that is most likely meant: the first that can be taken and is not hidden.
    pub fn first(&self) -> usize {
        self.heads().position(|head| head.refusal.is_empty() && !head.hidden).unwrap_or_default()
    }

    /// The head of one sheet.
    pub fn head(&self, place: usize) -> Option<&SheetHead> {
        self.heads().nth(place)
    }

    /// The table of one sheet.
    ///
    /// # Errors
    /// Why there is none, in one sentence.
    pub async fn table(&self, place: usize) -> Result<Grid, String> {
        let (head, packed) = self.sheets.get(place).ok_or_else(|| SheetError::NoSheet.sentence())?;
        if !head.refusal.is_empty() {
            return Err(head.refusal.clone());
        }
        let text = String::from_utf8(packed.to_vec()).map_err(|_| SheetError::OtherBuild.sentence())?;
        slices::table(TableReader::open_packed(text)).await.map_err(SheetError::sentence)
    }
}

fn sheet(packed: JsValue) -> Option<(SheetHead, Uint8Array)> {
    let packed: Uint8Array = packed.dyn_into().ok()?;
    let head = SheetHead::of_bytes(&packed.subarray(0, HEAD.min(packed.length())).to_vec())?;
    Some((head, packed))
}

/// Which sheet, and what there is to know of it.
#[component]
pub(super) fn SheetChoice(book: Book, chosen: usize, choose: Callback<usize>) -> impl IntoView {
    let doubts = book.head(chosen).map(|head| head.doubts.clone()).unwrap_or_default();
    let several = book.sheets.len() > 1;
    let options: Vec<_> = book.heads().map(|head| words::sheet(&head.name, head.rows, head.hidden)).collect();
    let options = options.into_iter().enumerate().map(|(place, label)| {
        view! { <option value=place.to_string() prop:selected=place == chosen>{label}</option> }
    });
    let picker = several.then(|| {
        view! {
            <div class="field">
                <label for="table-sheet">{words::SHEET}</label>
                <select
                    id="table-sheet"
                    data-testid="table-sheet"
                    on:change:target=move |ev| {
                        if let Ok(place) = ev.target().value().parse() {
                            choose.run(place);
                        }
                    }
                >
                    {options.collect_view()}
                </select>
            </div>
        }
    });
    let notes = (!doubts.is_empty()).then(|| {
        view! {
            <ul class="brief" data-testid="table-doubts">
                {doubts.into_iter().map(|doubt| view! { <li>{doubt}</li> }).collect_view()}
            </ul>
        }
    });
    view! { {picker} {notes} }
}
