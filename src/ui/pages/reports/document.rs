//! The page of a document for people: the period or the partner that it is about, its sections, the
//! paper.

use super::choice::{PeriodChoice, PeriodSelect, periods_of};
use super::preview::Behind;
use crate::platform::clock;
use crate::ui::components::{Empty, PageHead, Tag, Tone, print};
use crate::ui::form::offers;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::reports as words;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::query_signal;
use ronghe_core::period::Period;
use ronghe_core::record::Id;
use ronghe_core::report::{Ask, Document, DocumentDef, Format, Item, Line, MoneyUnit, Request, Section};
use ronghe_core::schema::KindDef;

/// The page of a document.
#[component]
pub fn DocumentReport(document: &'static DocumentDef) -> impl IntoView {
    let app = App::here();
    let (about, set_about) = query_signal::<String>("about");
    let about_id = Memo::new(move |_| about.get().and_then(|id| Id::parse(&id)));
    let make = move |period: Option<Period>, id: Option<Id>| {
        let collected = text::collected(clock::now_ms());
        app.desk().map(|desk| {
            let ledger = desk.ledger();
            let request =
                Request { period, unit: None, school: "", collected: &collected, today: app.today(), money: None };
            (document.make)(&Ask::new(&ledger, request), id)
        })
    };
    let choice = PeriodChoice::from_url(document.start, move |period| {
        make(Some(period), about_id.get_untracked()).is_some_and(|made| made.says_something())
    });
    let made = Memo::new(move |_| {
        app.track_all();
        let id = about_id.get();
        if document.about.is_some() && id.is_none() {
            return None;
        }
        make(choice.period(), id)
    });
    let subject = move || about_id.get().map(|id| app.read(|l| l.title(&id)));
    let periods = (!document.clocks.is_empty())
        .then(|| view! { <PeriodSelect choice options=periods_of(app, document.clocks) /> });
    let picker = document.about.map(|kind| view! { <AboutPicker kind chosen=about_id set=Callback::new(move |id: Id| set_about.set(Some(id.to_string()))) /> });
    let body = move || match made.get() {
        Some(made) => view! { <Sections made /> }.into_any(),
        None => view! { <Empty text=words::choose_about(document.about.map_or("", |kind| kind.label)) /> }.into_any(),
    };
    view! {
        <article class="report document" data-testid=format!("report-{}", document.name)>
            <PageHead title=document.title>
                <span class="count">{subject}</span>
                <button type="button" class="btn primary" data-testid="report-print" on:click=|_| print()>{words::PRINT}</button>
            </PageHead>
            {(!document.clocks.is_empty()).then(|| view! { <p class="only-print">{move || choice.label()}</p> })}
            <p class="state only-screen">{document.help}</p>
            <div class="fields report-choices">{picker} {periods}</div>
            {body}
        </article>
    }
}

#[component]
fn Sections(made: Document) -> impl IntoView {
    made.sections.into_iter().map(|section| view! { <OneSection section /> }).collect_view()
}

#[component]
fn OneSection(section: Section) -> impl IntoView {
    let none = section.items.is_empty() && !section.none.is_empty();
    let figures = section.figures.into_iter().map(|line| view! { <Figure line /> }).collect_view();
    let items = section.items.into_iter().map(|item| view! { <Listed item /> }).collect_view();
    view! {
        <section data-testid="report-section">
            <h2 class="sec">{section.heading}</h2>
            <dl class="report-figures">{figures}</dl>
            {none.then(|| view! { <p class="state">{section.none}</p> })}
            <ul class="items">{items}</ul>
        </section>
    }
}

#[component]
fn Figure(line: Line) -> impl IntoView {
    let shown = line.cell.write(Format::Text, MoneyUnit::Yuan).unwrap_or_default();
    let shown = if shown.is_empty() { words::UNKNOWN.to_owned() } else { format!("{shown} {}", line.unit) };
    let met = line.met.map(|met| {
        let (tone, word) = if met { (Tone::Done, words::MET) } else { (Tone::Soon, words::NOT_MET) };
        view! { <Tag tone text=word.to_owned() /> }
    });
    view! {
        <div>
            <dt>{line.label} " " {met}</dt>
            <dd>
                <strong>{shown}</strong>
                <p class="state">{line.words}</p>
                <div class="only-screen">{(!line.from.is_empty()).then(|| view! { <Behind from=line.from /> })}</div>
            </dd>
        </div>
    }
}

#[component]
fn Listed(item: Item) -> impl IntoView {
    let app = App::here();
    let kind = app.read(|l| l.kind_of(&item.id).map(ToString::to_string)).unwrap_or_default();
    view! {
        <li class="item">
            <A href=format!("/k/{kind}/{}", item.id)>
                <strong>{item.title}</strong>
                <p>{item.detail}</p>
            </A>
        </li>
    }
}

/// Which record a document is about: type a name or its initials, press the one that is meant.
#[component]
fn AboutPicker(kind: &'static KindDef, chosen: Memo<Option<Id>>, set: Callback<Id>) -> impl IntoView {
    let app = App::here();
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(chosen.get_untracked().is_none());
    let found = move || {
        let offered = if open.get() { offers(app, &[kind.name], &typed.get()) } else { Vec::new() };
        offered
            .into_iter()
            .map(|id| {
                let title = app.read(|l| l.title(&id));
                let pick = move |_| {
                    open.set(false);
                    set.run(id);
                };
                view! { <button type="button" class="chip" data-testid="report-about-option" on:click=pick>{title}</button> }
            })
            .collect_view()
    };
    view! {
        <div class="field">
            <label for="report-about">{kind.label}</label>
            <input
                id="report-about"
                type="search"
                autocomplete="off"
                data-testid="report-about"
                placeholder=text::PICK
                on:focus=move |_| open.set(true)
                on:input:target=move |ev| typed.set(ev.target().value())
            />
            <div class="chips">{found}</div>
        </div>
    }
}
