//! Which rows of a long list are in sight, so that only they are drawn.

use leptos::prelude::*;

/// Rows drawn above and below what is in sight.
const MARGIN: usize = 16;

/// Which rows to draw, and how to look again.
#[derive(Clone, Copy)]
pub struct Sight {
    /// The first row, and the one behind the last.
    pub rows: Memo<(usize, usize)>,
    seen: RwSignal<(usize, usize)>,
    height: u32,
    element: StoredValue<Box<dyn Fn() -> Option<web_sys::Element>>, LocalStorage>,
}

impl Sight {
    /// Watches a list of `total` rows, each `height` pixels high, of which `element` holds all. It
    /// may scroll with the page or within a frame; a frame calls [`Self::look`] when it scrolls.
    #[must_use]
    pub fn of(
        element: impl Fn() -> Option<web_sys::Element> + 'static,
        height: u32,
        total: impl Fn() -> usize + Send + Sync + 'static,
    ) -> Self {
        let seen = RwSignal::new((0_usize, 40_usize));
        let total = Memo::new(move |_| total());
        let rows = Memo::new(move |_| {
            let ((first, last), total) = (seen.get(), total.get());
            let last = last.min(total);
            (first.min(last), last)
        });
        let sight = Self { rows, seen, height, element: StoredValue::new_local(Box::new(element)) };
        let scroll = window_event_listener(leptos::ev::scroll, move |_| sight.look());
        let resize = window_event_listener(leptos::ev::resize, move |_| sight.look());
        on_cleanup(move || {
            scroll.remove();
            resize.remove();
        });
        Effect::new(move |_| {
            total.track();
            request_animation_frame(move || sight.look());
        });
        sight
    }

    /// Looks which rows are in sight now.
    pub fn look(self) {
        let element = self.element.try_with_value(|element| element()).flatten();
        let Some(element) = element else { return };
        let top = -element.get_bounding_client_rect().top();
        let screen = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(800.0);
        let per = f64::from(self.height);
        let first = whole((top / per).max(0.0)).saturating_sub(MARGIN);
        let last = whole(((top + screen) / per).max(0.0)) + MARGIN;
        if self.seen.try_get_untracked().is_some_and(|seen| seen != (first, last)) {
            self.seen.set((first, last));
        }
    }
}

/// Cuts off the fraction; what is out of range becomes the nearest number in range.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is what is wanted")]
const fn whole(value: f64) -> usize {
    value as usize
}
