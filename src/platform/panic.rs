//! What people see if the page stops: that everything saved is safe, and how to go on.

use std::panic;

/// The one sentence; drawn by hand, since nothing else can be relied on then.
const STOPPED: &str = "页面意外停止；已保存的内容和草稿都在本机，没有丢失，请刷新页面继续。";

/// Shows a message over the page when the program stops, and writes the cause to the console.
pub fn show_on_panic() {
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if show().is_none() {
            web_sys::console::error_1(&STOPPED.into());
        }
    }));
}

fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let note = document.create_element("p").ok()?;
    note.set_class_name("stopped");
    note.set_attribute("role", "alert").ok()?;
    note.set_text_content(Some(STOPPED));
    document.body()?.append_child(&note).ok()?;
    Some(())
}
