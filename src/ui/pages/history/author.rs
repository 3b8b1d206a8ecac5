//! Who holds a device, as people call him.

use crate::ui::state::App;
use crate::ui::text::history as words;
use leptos::prelude::*;
use ronghe_core::record::Device;

/// Returns the person and the device that write under the code `device`, as far as they are known.
#[must_use]
pub fn author(app: App, device: &Device) -> String {
    if device.is_builtin() {
        return words::BUILTIN.to_owned();
    }
    app.head.with_untracked(|head| {
        let Some(head) = head else { return words::NOBODY.to_owned() };
        let known = if head.is_own(device) {
            head.me.as_ref().map(|me| words::author(&me.name, &me.device_name))
        } else {
            head.devices.get(device).map(|note| words::author(&note.person, &note.name))
        };
        known.unwrap_or_else(|| words::NOBODY.to_owned())
    })
}

/// Returns who holds this device.
#[must_use]
pub fn me(app: App) -> String {
    let device = app.head.with_untracked(|head| head.as_ref().map(|h| h.device.clone()));
    device.map(|device| author(app, &device)).unwrap_or_default()
}

/// Whether `device` is this one.
#[must_use]
pub fn is_me(app: App, device: &Device) -> bool {
    app.head.with_untracked(|head| head.as_ref().is_some_and(|h| h.is_own(device)))
}
