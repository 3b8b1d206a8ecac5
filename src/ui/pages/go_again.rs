//! 约好再去, on the first page: the partners to whom somebody said that he would come again.

use crate::ui::components::Tag;
use crate::ui::follow::follow;
use crate::ui::shell::due_tone;
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::agenda::{Arranged, LATEST, again};

/// Most rows.
const ROWS: usize = 30;
/// Who is to be visited shows when it is due within so many days.
const SOON_DAYS: i64 = 30;
/// Who was not visited in so many days after the one that was named is forgotten here.
const LATE_DAYS: i64 = 60;

/// To whom somebody said that he would come again, with a way to write that visit down.
#[component]
pub fn GoAgain() -> impl IntoView {
    let app = App::here();
    let visits = follow(app, "visit", LATEST, |l| l.newest("visit").take(LATEST).collect(), Arranged::of);
    move || {
        let due = again(&visits.get().unwrap_or_default(), app.today(), SOON_DAYS, LATE_DAYS);
        app.track(&["partner"]);
        (!due.is_empty()).then(|| {
            let n = due.len();
            let rows = due.into_iter().take(ROWS).map(|again| {
                let title = app.read(|l| l.title(&again.partner));
                view! {
                    <li class="item" data-testid="again" data-id=again.visit.to_string()>
                        <A href=format!("/k/visit/{}", again.visit)>
                            <strong>{title}</strong>
                            <p>{text::days::last_visit(&again.date.show())}</p>
                        </A>
                        <Tag tone=due_tone(again.left) text=text::due(again.left) />
                        <A href=format!("/k/visit/new?partner={}", again.partner) attr:class="btn small">
                            {text::RECORD_VISIT}
                        </A>
                    </li>
                }
            });
            view! {
                <section>
                    <h2 class="sec">{text::days::AGAIN} <span class="count">{text::number(n)}</span></h2>
                    <ul class="items">{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}
