//! A value over months as bars, with the target as a line across.

use leptos::prelude::*;

/// Width and height of the drawing, and the room below for the months, in its own units.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 190.0;
const FOOT: f64 = 34.0;
/// The room above the highest bar: what stands over it is larger on a phone.
const HEAD: f64 = 26.0;

/// Room for so many bars at least: of a year that has begun, the months to come stay open.
const MONTHS: usize = 12;

/// One month.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What stands below the bar.
    pub label: String,
    /// The value as people read it.
    pub shown: String,
    /// The same as short as may be: it stands over the bar.
    pub brief: String,
    /// The value to draw; `None` = there is none.
    pub value: Option<f64>,
}

/// The chart. Every bar says its month and value when it is pointed at or read out.
#[component]
pub fn Trend(
    /// The months in their order.
    #[prop(into)]
    points: Signal<Vec<Point>>,
    /// What is drawn, for people who cannot see it.
    #[prop(into)]
    label: Signal<String>,
    /// A value to compare with.
    #[prop(optional, into)]
    target: Signal<Option<f64>>,
) -> impl IntoView {
    let bars = move || {
        let points = points.get();
        let values = points.iter().filter_map(|p| p.value).chain(target.get());
        let top = values.fold(0.0_f64, f64::max).max(f64::MIN_POSITIVE);
        let room = HEIGHT - FOOT - HEAD;
        let step = WIDTH / points.len().max(MONTHS) as f64;
        let height = move |value: f64| (value / top * room).max(if value > 0.0 { 2.0 } else { 0.0 });
        let line = target.get().map(|value| {
            let y = format!("{:.1}", HEIGHT - FOOT - height(value));
            view! { <line class="chart-target" x1="0" x2=WIDTH.to_string() y1=y.clone() y2=y data-testid="chart-target" /> }
        });
        let count = points.len();
        let columns = points.into_iter().enumerate().map(move |(place, point)| {
            let tall = height(point.value.unwrap_or_default());
            let x = step * place as f64;
            let middle = format!("{:.1}", x + step / 2.0);
            let top = HEIGHT - FOOT - tall;
            let said = format!("{} {}", point.label, point.shown);
            view! {
                <g>
                    <title>{said}</title>
                    <rect
                        class="chart-bar"
                        x=format!("{:.1}", x + step * 0.18)
                        y=format!("{top:.1}")
                        width=format!("{:.1}", step * 0.64)
                        height=format!("{tall:.1}")
                        rx="2"
                    />
                    <text class="chart-value" class:chart-last=place + 1 == count x=middle.clone() y=format!("{:.1}", top - 4.0)>{point.value.map(|_| point.brief)}</text>
                    <text class="chart-label" x=middle y=format!("{:.1}", HEIGHT - 8.0)>{point.label}</text>
                </g>
            }
        });
        view! { {columns.collect_view()} {line} }
    };
    view! {
        <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=move || label.get()>
            <line class="chart-axis" x1="0" x2=WIDTH.to_string() y1=(HEIGHT - FOOT).to_string() y2=(HEIGHT - FOOT).to_string() />
            {bars}
        </svg>
    }
}
