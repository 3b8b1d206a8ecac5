//! Starts the page: a message instead of silence if it stops, then the page itself.

fn main() {
    ronghe::platform::panic::show_on_panic();
    ronghe::ui::start();
}
