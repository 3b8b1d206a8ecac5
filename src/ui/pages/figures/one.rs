//! One figure: value, formula, period, trend by month, and every record behind it.

use super::{Asking, Choices, FigureCard, Years, is_open};
use crate::ui::chart::{Bar, Bars, Point, Trend};
use crate::ui::components::{Empty, PageHead, Side, Tag, Tone};
use crate::ui::state::App;
use crate::ui::text::figures as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};
use ronghe_core::figure::{
    Amount, Better, Evidence, FIRST, Figure, FigureDef, Goal, Listed, Next, Rest, Told, Unit, Written, figure,
    has_goals,
};
use ronghe_core::record::Id;
use ronghe_core::value::Date;

/// The page of the figure named in the address.
#[component]
pub fn FigurePage() -> impl IntoView {
    let params = use_params_map();
    let named = Memo::new(move |_| params.with(|p| p.get("name")).unwrap_or_default());
    move || match figure(&named.get()) {
        Some(figure) => view! { <OneFigure figure /> }.into_any(),
        None => view! { <PageHead title=words::NAV /><Empty text=words::NO_SUCH /> }.into_any(),
    }
}

#[component]
fn OneFigure(figure: &'static FigureDef) -> impl IntoView {
    let asking = Asking::from_address();
    let answer = Memo::new(move |_| asking.answer(figure));
    let goal = Memo::new(move |_| asking.goal(figure));
    let before = Memo::new(move |_| asking.year_before(figure));
    let shown = Memo::new(move |_| asking.period(figure).0);
    let years = Years::of(figure.span, figure.opens(), shown.into());
    let better = match figure.better {
        Better::More => Some(words::MORE),
        Better::Less => Some(words::LESS),
        Better::Neither => None,
    };
    view! {
        <PageHead title=figure.label>
            {better.map(|word| view! { <Tag tone=Tone::Plain text=word.to_owned() /> })}
        </PageHead>
        <Choices asking years />
        <div class="figures one"><FigureCard asking figure answer /></div>
        {move || before.get().map(|(day, amount)| {
            let text = words::year_before(&Date::from(day).show(), &amount.show());
            view! { <p class="state" data-testid="figure-year-before">{text}</p> }
        })}
        {move || has_goals(figure).then(|| view! { <GoalOf goal=goal.get() now=answer.with(|a| a.as_ref()?.value()) /> })}
        <section class="formula">
            <h2 class="sec">{words::FORMULA}</h2>
            <p>{figure.formula}</p>
            {move || answer.get().and_then(|a| parts(&a)).map(|parts| view! { <p class="state" data-testid="figure-parts">{parts}</p> })}
            {move || answer.get().filter(|a| a.value().is_none()).map(|_| view! { <p class="state">{words::NOTHING_YET}</p> })}
            {move || answer.get().map(|a| a.unclear).filter(|n| *n > 0).map(|n| view! { <p class="state">{words::unclear(n)}</p> })}
        </section>
        <Months asking figure now=Signal::derive(move || answer.with(|a| a.as_ref()?.value())) goal />
        <ByUnit asking figure />
        <NextSteps asking figure />
        <Behind asking figure answer />
    }
}

/// The trend by month, as far as the dates of the records tell it.
#[component]
fn Months(
    asking: Asking,
    figure: &'static FigureDef,
    #[prop(into)] now: Signal<Option<Amount>>,
    goal: Memo<Option<Goal>>,
) -> impl IntoView {
    let months = Memo::new(move |_| asking.months(figure));
    let points = Signal::derive(move || {
        let point = |(label, amount): (String, Option<Amount>)| Point {
            label,
            shown: amount.map_or_else(|| words::NO_VALUE.to_owned(), Amount::short),
            brief: amount.map(Amount::brief).unwrap_or_default(),
            value: amount.map(|a| a.raw as f64),
        };
        months.get().into_iter().map(point).collect::<Vec<_>>()
    });
    let target = move || goal.get().and_then(|goal| goal.target);
    let line = Signal::derive(move || target().map(|a| a.raw as f64));
    let has_months = Memo::new(move |_| months.with(|all| all.iter().any(|(_, amount)| amount.is_some())));
    // Bars of no height beside no target say nothing.
    let is_flat = move || {
        target().is_none()
            && months.with(|all| all.iter().all(|(_, amount)| amount.is_none_or(|amount| amount.raw == 0)))
    };
    // A record that is dated to the year alone counts in the year and in none of its months.
    let coarse = move || {
        let last = months.with(|all| all.last().and_then(|(_, amount)| *amount));
        now.get().filter(|now| Some(*now) != last).map(|_| words::no_months(has_months.get()))
    };
    let drawn = move || {
        if has_months.get() && is_flat() {
            return Some(view! { <p class="state" data-testid="trend-flat">{words::ALL_ZERO}</p> }.into_any());
        }
        let then = Some(figure.as_it_was()).filter(|then| then.name != figure.name).map(|then| then.formula);
        let each = then.unwrap_or_else(|| words::each_month(figure.span));
        let lead = [Some(each.to_owned()), target().map(|a| words::target_line(&a.show()))];
        has_months.get().then(|| {
            view! {
                <p class="state" data-testid="trend-lead">{lead.into_iter().flatten().collect::<String>()}</p>
                <Trend points label=words::chart(figure.label) target=line />
                <details>
                    <summary>{words::AS_TABLE}</summary>
                    <table class="plain-table">
                        <thead>
                            <tr><th scope="col">{words::MONTH}</th><th scope="col">{words::VALUE}</th></tr>
                        </thead>
                        <tbody>
                            {move || {
                                let row = |p: Point| view! { <tr><th scope="row">{p.label}</th><td class="num">{p.shown}</td></tr> };
                                points.get().into_iter().map(row).collect_view()
                            }}
                        </tbody>
                    </table>
                </details>
            }
            .into_any()
        })
    };
    view! {
        <Show when=move || has_months.get() || now.get().is_some()>
            <section>
                <h2 class="sec">{words::TREND} <span class="unit">{figure.unit.charted_in()}</span></h2>
                {drawn}
                {move || coarse().map(|text| view! { <p class="state" data-testid="trend-coarse">{text}</p> })}
            </section>
        </Show>
    }
}

/// Baseline, target, what is left to it and who answers for it; or where to write a goal down.
#[component]
fn GoalOf(goal: Option<Goal>, now: Option<Amount>) -> impl IntoView {
    let Some(goal) = goal else {
        return view! {
            <p class="state" data-testid="figure-no-goal">
                {words::NO_GOAL} <A href="/k/shortfall_target">{words::WRITE_GOAL}</A>
            </p>
        }
        .into_any();
    };
    let shown = |amount: Option<Amount>| amount.map_or_else(|| words::NO_VALUE.to_owned(), Amount::show);
    let stands = now.and_then(|now| goal.standing(now)).map(words::standing);
    let facts = [
        (words::BASELINE, "figure-baseline", shown(goal.baseline)),
        (words::TARGET, "figure-target", shown(goal.target)),
        (words::NOW, "figure-now", shown(now)),
        (words::OWNER, "figure-owner", if goal.owner.is_empty() { words::NO_VALUE.to_owned() } else { goal.owner }),
    ];
    let facts =
        facts.map(|(label, testid, text)| view! { <div><dt>{label}</dt><dd data-testid=testid>{text}</dd></div> });
    view! {
        <section class="goal" data-testid="figure-goal">
            <dl class="goal-facts">{facts.into_iter().collect_view()}</dl>
            {stands.map(|text| view! { <p class="state">{text}</p> })}
            {goal.other_unit.map(|text| view! { <p class="state">{words::other_unit(&text)}</p> })}
            {(!goal.measures.is_empty()).then(|| view! { <p>{goal.measures}</p> })}
            <A href=written_at(goal.written)>{words::OPEN_GOAL}</A>
        </section>
    }
    .into_any()
}

/// Where a goal is written down, or where to write it.
fn written_at(written: Written) -> String {
    match written {
        Written::Target(id) => format!("/k/shortfall_target/{id}"),
        Written::Threshold(_, Some(id)) => format!("/k/threshold/{id}"),
        Written::Threshold(code, None) => format!("/k/threshold/new?name={code}"),
    }
}

/// The same figure for each college; computed when it is opened.
#[component]
fn ByUnit(asking: Asking, figure: &'static FigureDef) -> impl IntoView {
    let open = RwSignal::new(false);
    let query = use_query_map();
    // The year chosen goes along to the college.
    let of_unit = move |id: Id| {
        let mut query = query.get();
        query.replace("unit", id.to_string());
        query.remove("partner");
        format!("/figures/{}{}", figure.name, query.to_query_string())
    };
    let bars = move || {
        let row = |(id, label, told): (Option<Id>, String, Told)| {
            let value = told.value();
            Bar {
                label,
                href: id.map(of_unit),
                shown: value.map_or_else(|| words::NO_VALUE.to_owned(), Amount::show),
                note: parts(&told).unwrap_or_default(),
                value: value.map_or(0.0, |a| a.raw as f64),
            }
        };
        let told = asking.by_unit(figure);
        let apart = told.iter().any(|(.., told)| told.of_whole().is_some());
        let rows: Vec<Bar> = told.into_iter().map(row).collect();
        if rows.is_empty() {
            view! { <p class="state">{words::NO_UNIT_HAS}</p> }.into_any()
        } else {
            view! {
                <p class="state" data-testid="figure-adds-up">{words::adds_up(figure, apart)}</p>
                <Bars rows label=words::by_unit(figure.label) of=words::UNIT value=words::VALUE />
            }
            .into_any()
        }
    };
    view! {
        <section>
            <h2 class="sec">{words::BY_UNIT}</h2>
            <details data-testid="figure-by-unit" prop:open=move || open.get() on:toggle=move |ev| open.set(is_open(&ev))>
                <summary>{words::BY_UNIT_OPEN}</summary>
                {move || open.get().then(bars)}
            </details>
        </section>
    }
}

/// What would move the figure next.
#[component]
fn NextSteps(asking: Asking, figure: &'static FigureDef) -> impl IntoView {
    let steps = Memo::new(move |_| asking.next(figure));
    let row = |step: Next| {
        let app = App::here();
        let id = step.id;
        let (kind, title) = app.read(|l| (l.kind_of(&id).map(ToString::to_string).unwrap_or_default(), l.title(&id)));
        view! {
            <li class="item" data-testid="next-step" data-id=id.to_string()>
                <div class="m">
                    <A href=format!("/k/{kind}/{id}")><strong><Side id />{title}</strong></A>
                    <p>{step.what}</p>
                </div>
            </li>
        }
    };
    move || {
        let steps = steps.get();
        (!steps.is_empty()).then(|| {
            view! {
                <section>
                    <h2 class="sec">{words::NEXT}</h2>
                    <ul class="items" data-testid="figure-next">{steps.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// Part and whole of a ratio, as people read them.
fn parts(answer: &Told) -> Option<String> {
    let (part, whole) = answer.of_whole()?;
    Some(words::part_of(&part.show(), &whole.show()))
}

/// The records behind: those that count, and of a ratio those that do not yet.
#[component]
fn Behind(asking: Asking, figure: &'static FigureDef, answer: Memo<Option<Told>>) -> impl IntoView {
    let behind = Memo::new(move |_| asking.behind(figure));
    let unit = Memo::new(move |_| answer.with(|a| a.as_ref().map_or(figure.unit, Told::counted_in)));
    let whole_in = Memo::new(move |_| answer.with(|a| a.as_ref().map_or(figure.unit, Told::whole_in)));
    let counted = Signal::derive(move || behind.with(|b| b.counted.clone()));
    let short = Signal::derive(move || behind.with(|b| b.short.clone()));
    let all_counted = Callback::new(move |()| asking.all_behind(figure, false));
    let all_short = Callback::new(move |()| asking.all_behind(figure, true));
    let rest = match figure.rest() {
        Rest::NotYet => (words::NOT_COUNTED, words::NOT_COUNTED_LEAD),
        Rest::DividedBy => (words::DIVIDED_BY, ""),
    };
    let is_there = move || answer.with(Option::is_some);
    let is_short = move || behind.with(|b| b.short.total > 0);
    view! {
        <Show when=is_there>
            <EvidenceList title=words::COUNTED testid="figure-evidence" list=counted all=all_counted unit />
            <Show when=is_short>
                <EvidenceList title=rest.0 lead=rest.1 testid="figure-short" list=short all=all_short unit=whole_in />
            </Show>
        </Show>
    }
}

/// The records of an evidence, the largest first; all of them when somebody asks.
#[component]
fn EvidenceList(
    title: &'static str,
    #[prop(optional)] lead: &'static str,
    testid: &'static str,
    #[prop(into)] list: Signal<Listed>,
    all: Callback<(), Vec<Evidence>>,
    #[prop(into)] unit: Signal<Unit>,
) -> impl IntoView {
    let app = App::here();
    let total = move || list.with(|list| list.total);
    let every = RwSignal::new(false);
    // A row is drawn anew when its record changed: what it says stands there too.
    let rows = move || {
        app.track_all();
        let shown = if every.get() { all.run(()) } else { list.with(|list| list.first.clone()) };
        let rev = |one: &Evidence| app.read(|l| l.rev_of(&one.id));
        shown.into_iter().map(|one| (rev(&one), unit.get(), one)).collect::<Vec<_>>()
    };
    view! {
        <section>
            <h2 class="sec">{title} <span class="count">{move || words::records(total())}</span></h2>
            {(!lead.is_empty()).then_some(view! { <p class="state">{lead}</p> })}
            <ul class="items long" data-testid=testid data-total=move || total().to_string()>
                <For each=rows key=Clone::clone children=|(_, unit, one)| view! { <Row one unit /> } />
            </ul>
            <Show when=move || !every.get() && total().gt(&FIRST)>
                <button type="button" class="btn more" on:click=move |_| every.set(true)>{words::SHOW_ALL}</button>
            </Show>
        </section>
    }
}

/// The records of an answer that is at hand, such as a cell of a board.
#[component]
pub fn EvidenceOf(testid: &'static str, figure: Figure) -> impl IntoView {
    let (list, unit) = (ronghe_core::figure::Behind::of(&figure).counted, figure.counted_in());
    let figure = StoredValue::new(figure);
    let all = Callback::new(move |()| figure.with_value(Figure::largest_first));
    view! { <EvidenceList title=words::COUNTED testid list=Signal::stored(list) all unit=Signal::stored(unit) /> }
}

/// One record behind a figure, with what it adds and why it counts.
#[component]
fn Row(one: Evidence, unit: Unit) -> impl IntoView {
    let app = App::here();
    let id = one.id;
    let (kind, title, note) = app.read(|l| {
        let kind = l.kind_def(&id);
        let record = l.get(&id);
        let note = kind.zip(record).map(|(k, r)| l.noted_list(&r, k, k.subtitle).join(" · ")).unwrap_or_default();
        (kind.map_or("", |k| k.name), l.title(&id), note)
    });
    let whole = matches!(unit, Unit::Pieces(_)) && one.amount == ronghe_core::figure::PIECE;
    let amount = (!whole).then(|| Amount { unit, raw: one.amount }.show());
    let because = (!one.because.is_empty()).then(|| {
        let reasons = one.because.iter().map(|id| {
            let (kind, title) = app.read(|l| (l.kind_of(id).map(ToString::to_string).unwrap_or_default(), l.title(id)));
            view! { <li><A href=format!("/k/{kind}/{id}")>{title}</A></li> }
        });
        view! {
            <details class="because">
                <summary>{words::because(one.because.len() + one.more)}</summary>
                <ul class="plain">{reasons.collect_view()}</ul>
                {(one.more > 0).then(|| view! { <p class="state">{words::more_reasons(one.more)}</p> })}
            </details>
        }
    });
    view! {
        <li class="item" data-testid="evidence" data-id=id.to_string()>
            <div class="m">
                <A href=format!("/k/{kind}/{id}")>
                    <strong><Side id />{title}</strong>
                </A>
                <p>{note}</p>
                {because}
            </div>
            {amount.map(|amount| view! { <span class="num">{amount}</span> })}
        </li>
    }
}
