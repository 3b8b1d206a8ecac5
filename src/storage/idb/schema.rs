//! The layout on disk: its version, its object stores and how they come to be.

use crate::storage::StoreName;
use web_sys::IdbDatabase;

/// Name of the database of the released page.
pub const DEFAULT_NAME: &str = "ronghe";

/// Version of the layout, and of the IndexedDB database. Raise it with every new object store.
pub const LAYOUT: u32 = 1;

/// What a store is called on disk. The rescue page reads these names too.
pub(super) fn name(store: StoreName) -> &'static str {
    match store {
        StoreName::Head => "head",
        StoreName::Journal => "journal",
        StoreName::Blocks => "blocks",
        StoreName::First => "first",
        StoreName::History => "history",
        StoreName::Photos => "photos",
        StoreName::Thumbs => "thumbs",
        StoreName::Drafts => "drafts",
    }
}

/// Creates what is missing, from whatever layout. Only ever adds: deleting a large store can take
/// minutes, and moving data belongs into later, resumable commits.
pub(super) fn upgrade(database: &IdbDatabase) -> Result<(), wasm_bindgen::JsValue> {
    let present = database.object_store_names();
    for store in StoreName::ALL {
        if !present.contains(name(store)) {
            database.create_object_store(name(store))?;
        }
    }
    Ok(())
}
