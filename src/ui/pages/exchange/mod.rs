//! 交换: what I send, what I got, what a file would change, and taking it back.

mod choice;
mod give;
pub mod intake;
pub mod opening;
pub mod past;
mod preview;
mod receive;
mod receiving;
mod send;

pub use intake::{Found, Photos, Watch, take_photos, weigh};
pub use opening::{Busy, Opening, OpeningView};
pub use send::{Wanted, hand_out};

use crate::ui::components::PageHead;
use crate::ui::text;
use crate::ui::text::exchange as words;
use leptos::prelude::*;

/// The page of the exchange.
#[component]
pub fn Exchange() -> impl IntoView {
    view! {
        <PageHead title=text::NAV_EXCHANGE />
        <section>
            <h2 class="sec">{words::RECEIVE}</h2>
            <p class="state">{words::RECEIVE_LEAD}</p>
            <receive::Receive />
        </section>
        <section>
            <h2 class="sec">{words::SEND}</h2>
            <p class="state">{words::SEND_LEAD}</p>
            <send::Send />
        </section>
        <past::Past />
    }
}
