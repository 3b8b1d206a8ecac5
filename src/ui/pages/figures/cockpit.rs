//! 总览: five questions that a president asks, each answered by a few figures that open.

use super::{Asking, Choices, overview::cards};
use crate::ui::components::PageHead;
use crate::ui::text;
use crate::ui::text::figures as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::figure::figure;

/// The questions and the names of the figures that answer them.
const QUESTIONS: [(&str, &[&str]); 5] = [
    (words::ASK_CLOSE, &["visited-partners-year", "depth-l3-share", "mode-breadth"]),
    (words::ASK_MONEY, &["received-year", "contracted-year", "contract-arrived-rate"]),
    (words::ASK_KEPT, &["visit-closing-rate", "promise-kept-rate", "task-done-rate"]),
    (
        words::ASK_SHORT,
        &[
            "shortfall-association",
            "shortfall-flagship",
            "shortfall-park",
            "shortfall-government",
            "shortfall-enterprise-input",
            "shortfall-attention",
            "shortfall-linkage",
            "shortfall-adjustment",
        ],
    ),
    (words::ASK_RESULT, &["samples-running", "platforms-built", "agreements-expiring", "findings-open"]),
];

/// The page.
#[component]
pub fn Cockpit() -> impl IntoView {
    let asking = Asking::from_address();
    let questions = QUESTIONS.iter().map(|(question, names)| {
        view! {
            <section data-testid="question">
                <h2 class="sec">{*question}</h2>
                {cards(asking, names.iter().filter_map(|name| figure(name)))}
            </section>
        }
    });
    view! {
        <PageHead title=words::COCKPIT>
            <A href="/figures" attr:class="btn small">{words::ALL_FIGURES}</A>
            <A href="/boards" attr:class="btn small">{words::BOARDS}</A>
            <A href="/map" attr:class="btn small">{text::map::NAV}</A>
        </PageHead>
        <p class="state">{words::COCKPIT_LEAD}</p>
        <Choices asking />
        {questions.collect_view()}
    }
}
