//! Headings, tags, empty pages.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a colour means. The word stands beside it always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Overdue or broken.
    Over,
    /// Soon.
    Soon,
    /// Done.
    Done,
    /// To be noticed.
    Accent,
    /// Nothing in particular.
    Plain,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Over => "tag t-over",
            Self::Soon => "tag t-soon",
            Self::Done => "tag t-done",
            Self::Accent => "tag t-acc",
            Self::Plain => "tag t-line",
        }
    }
}

/// A word in its colour.
#[component]
pub fn Tag(tone: Tone, #[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <span class=tone.class()>{move || text.get()}</span> }
}

/// The heading of a page; takes the focus when the page opens, and names the window.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] testid: Option<&'static str>,
    /// A mark before the title.
    #[prop(optional, into)]
    mark: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H1>::new();
    Effect::new(move |first: Option<()>| {
        document().set_title(&format!("{} · {}", title.get(), crate::ui::text::APP));
        if first.is_none()
            && let Some(heading) = heading.get()
        {
            focus_heading(&heading);
        }
    });
    view! {
        <header class="page-head">
            {mark}
            <h1 node_ref=heading tabindex="-1" data-testid=testid>
                {move || title.get()}
            </h1>
            {children.map(|c| c())}
        </header>
    }
}

/// Focus without scrolling, and only if nobody is typing already.
fn focus_heading(heading: &web_sys::HtmlElement) {
    let busy =
        document().active_element().is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
    if !busy {
        let calm = web_sys::FocusOptions::new();
        calm.set_prevent_scroll(true);
        // A heading that cannot take the focus is still read first.
        if heading.unchecked_ref::<web_sys::HtmlElement>().focus_with_options(&calm).is_err() {
            leptos::logging::warn!("heading without focus");
        }
    }
}

/// A page with nothing in it yet: what this is and the first step.
#[component]
pub fn Empty(#[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{text}</p>
            {children.map(|c| c())}
        </div>
    }
}
