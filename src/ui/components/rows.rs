//! A list of which only the rows in sight are drawn.

use leptos::prelude::*;
use ronghe_core::record::Id;
use std::sync::Arc;

/// Rows drawn above and below what is in sight.
const MARGIN: usize = 12;

/// A virtual list over `ids`; every row is `height` pixels high and drawn by `row`.
///
/// The list scrolls with the page, so that a phone's address bar folds away.
#[component]
pub fn VirtualList(
    #[prop(into)] ids: Signal<Arc<[Id]>>,
    height: u32,
    label: &'static str,
    row: impl Fn(Id) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Ul>::new();
    let seen = RwSignal::new((0_usize, 40_usize));
    let look = move || {
        let Some(list) = list.get_untracked() else { return };
        let top = -list.get_bounding_client_rect().top();
        let screen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(800.0);
        let per = f64::from(height);
        let first = usize::from_f64((top / per).max(0.0)).saturating_sub(MARGIN);
        let last = usize::from_f64(((top + screen) / per).max(0.0)) + MARGIN;
        if seen.get_untracked() != (first, last) {
            seen.set((first, last));
        }
    };
    let scroll = window_event_listener(leptos::ev::scroll, move |_| look());
    let resize = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
    Effect::new(move |_| {
        ids.track();
        request_animation_frame(look);
    });
    let window = Memo::new(move |_| {
        let (first, last) = seen.get();
        ids.with(|ids| {
            let last = last.min(ids.len());
            let first = first.min(last);
            (first, ids.get(first..last).unwrap_or_default().to_vec())
        })
    });
    let total = move || ids.with(|ids| ids.len());
    let before = move || format!("{}px", window.with(|(first, _)| *first) as u64 * u64::from(height));
    let full = move || format!("{}px", total() as u64 * u64::from(height));
    view! {
        <ul
            class="rows"
            node_ref=list
            aria-label=label
            data-testid="list"
            data-total=move || total().to_string()
            style:min-height=full
        >
            <li class="gap" aria-hidden="true" style:height=before></li>
            <For each=move || window.get().1 key=|id| *id let:id>
                {row.clone()(id)}
            </For>
        </ul>
    }
}

trait FromF64 {
    fn from_f64(value: f64) -> Self;
}

impl FromF64 for usize {
    /// Cuts off the fraction; what is out of range becomes the nearest number in range.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, which is what is wanted"
    )]
    fn from_f64(value: f64) -> Self {
        value as Self
    }
}
