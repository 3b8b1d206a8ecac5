//! Values side by side: a table of which every row has a bar, so that the chart is its own table.

use leptos::prelude::*;
use leptos_router::components::A;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Whose value it is.
    pub label: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// The value as people read it.
    pub shown: String,
    /// What is said below it, such as what a share is made of; possibly empty.
    pub note: String,
    /// The value to draw.
    pub value: f64,
}

/// The chart.
#[component]
pub fn Bars(
    /// The rows in their order.
    rows: Vec<Bar>,
    /// What is drawn, for people who cannot see it.
    label: String,
    /// What the rows are.
    of: &'static str,
    /// What the values are.
    value: &'static str,
) -> impl IntoView {
    let top = rows.iter().map(|bar| bar.value).fold(0.0_f64, f64::max).max(f64::MIN_POSITIVE);
    let rows = rows.into_iter().map(|bar| {
        let width = format!("{:.1}", (bar.value / top * 100.0).clamp(0.0, 100.0));
        let name = match bar.href {
            Some(href) => view! { <A href=href>{bar.label}</A> }.into_any(),
            None => bar.label.into_any(),
        };
        let note = (!bar.note.is_empty()).then(|| view! { <small>{bar.note}</small> });
        view! {
            <tr data-testid="bar">
                <th scope="row">{name}</th>
                <td class="num">{bar.shown}{note}</td>
                <td class="bar" aria-hidden="true">
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                        <rect class="chart-bar" x="0" y="1" width=width height="8" />
                    </svg>
                </td>
            </tr>
        }
    });
    view! {
        <table class="bars" aria-label=label>
            <thead>
                <tr><th scope="col">{of}</th><th scope="col" class="num">{value}</th><td class="bar"></td></tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
