//! All figures by family.

use super::{Asking, Choices, Years};
use crate::ui::components::PageHead;
use crate::ui::text::figures as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use ronghe_core::figure::{Chosen, FAMILIES, FigureDef, Told, has_goals};

/// The page.
#[component]
pub fn Figures() -> impl IntoView {
    let asking = Asking::from_address();
    let families = FAMILIES.iter().filter(|family| !family.figures.is_empty()).map(|family| {
        view! {
            <section>
                <h2 class="sec">{family.label}</h2>
                {cards(asking, family.figures.iter())}
            </section>
        }
    });
    view! {
        <PageHead title=words::NAV />
        <p class="state">{words::LEAD}</p>
        <Choices asking years=Years::Both />
        <Show when=move || asking.chosen.with(|chosen| *chosen == Chosen::default())>
            <p class="state" data-testid="figure-years">{words::WHICH_YEAR}</p>
        </Show>
        {families.collect_view()}
    }
}

/// The cards of some figures. Each hears of its answer only when it is another than before: a change
/// touches a few of a hundred.
pub(super) fn cards(asking: Asking, figures: impl Iterator<Item = &'static FigureDef>) -> impl IntoView {
    let told = |figure| (figure, RwSignal::new(untrack(|| asking.answer(figure))));
    let told: Vec<(&'static FigureDef, RwSignal<Option<Told>>)> = figures.map(told).collect();
    let cards =
        told.iter().map(|(figure, answer)| view! { <FigureCard asking figure answer=*answer /> }).collect_view();
    Effect::new(move |_| {
        for (figure, answer) in &told {
            let now = asking.answer(figure);
            if answer.with_untracked(|before| *before != now) {
                answer.set(now);
            }
        }
    });
    view! { <div class="figures">{cards}</div> }
}

/// A figure as a card that opens: its value, its unit, its period.
#[component]
pub fn FigureCard(
    asking: Asking,
    figure: &'static FigureDef,
    #[prop(into)] answer: Signal<Option<Told>>,
) -> impl IntoView {
    let search = use_location().search;
    let href = move || {
        let search = search.get();
        let question = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
        format!("/figures/{}{question}", figure.name)
    };
    let amount = move || answer.with(|a| a.as_ref()?.value());
    let shown = move || match answer.get() {
        None => words::COUNTING.to_owned(),
        Some(answer) => answer.value().map_or_else(|| words::NO_VALUE.to_owned(), |v| v.show()),
    };
    let goal = Memo::new(move |_| has_goals(figure).then(|| asking.goal(figure)).flatten());
    let target = move || {
        let goal = goal.get()?;
        let stands = amount().and_then(|now| goal.standing(now)).map(words::standing);
        Some(words::target(goal.year, &goal.target?.show(), stands))
    };
    let doubt = move || answer.get().and_then(|a| words::doubts(a.doubts.0, a.doubts.1));
    view! {
        <A
            href=href
            attr:class="figure"
            attr:data-testid=format!("figure-{}", figure.name)
            attr:data-value=move || amount().map(|v| v.plain())
            attr:data-unit=figure.unit.label()
            attr:data-period=move || asking.period_label(figure)
        >
            <span class="figure-label">{figure.label}</span>
            <strong>{shown}</strong>
            {move || target().map(|target| view! { <small class="figure-target" data-testid="figure-target">{target}</small> })}
            <small>{move || [asking.period_label(figure).as_str(), asking.runs(figure).map_or("", words::runs)].concat()}</small>
            {move || doubt().map(|doubt| view! { <small class="t-soon">{doubt}</small> })}
        </A>
    }
}
