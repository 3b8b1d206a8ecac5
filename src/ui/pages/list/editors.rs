//! One condition on one field, asked for by the field's type.

use super::state::Lister;
use crate::ui::form::{is_composing, offers};
use crate::ui::text::list as words;
use leptos::prelude::*;
use ronghe_core::period::{Period, SCHOOL_YEAR_STARTS};
use ronghe_core::query::{Span, Test};
use ronghe_core::record::Id;
use ronghe_core::schema::{FieldDef, FieldType, Named};
use ronghe_core::value::{CivilDate, Date, Month, SchoolYear};

/// School years offered before and after the present one.
const YEARS_BACK: u16 = 4;

/// A field with the condition on it.
#[component]
pub fn Editor(lister: Lister, field: &'static FieldDef) -> impl IntoView {
    let here = Here { lister, field };
    let control = match field.ty {
        FieldType::Choice(list) | FieldType::Choices(list) => {
            here.codes(list.codes.iter().map(|code| (code.code, code.label)).collect())
        }
        FieldType::Named(Named::Of(words)) => here.codes(words.pairs().collect()),
        FieldType::Bool => here.yes_no(),
        FieldType::Date => here.days(),
        FieldType::SchoolYear => here.school_years(),
        FieldType::Ref(_) | FieldType::Refs(_) | FieldType::OneOf(_) | FieldType::Shares(_) => here.records(),
        FieldType::Money | FieldType::Count | FieldType::Quantity | FieldType::Percent => here.numbers(),
        _ => here.text(),
    };
    view! {
        <fieldset class="condition" data-testid=format!("condition-{}", field.name)>
            <legend>{field.label}</legend>
            {control}
            <div class="chips">
                {here.chip(words::EMPTY.to_owned(), "-", Test::Empty)}
                {here.chip(words::PRESENT.to_owned(), "*", Test::Present)}
            </div>
        </fieldset>
    }
}

/// The condition that is edited.
#[derive(Clone, Copy)]
struct Here {
    lister: Lister,
    field: &'static FieldDef,
}

impl Here {
    fn test(self) -> Option<Test> {
        self.lister.query.with(|q| q.test_of(self.field).cloned())
    }

    fn set(self, test: Option<Test>) {
        self.lister.change(|query| query.set_test(self.field, test));
    }

    /// A chip that stands for a whole condition.
    fn chip(self, label: String, value: &'static str, test: Test) -> AnyView {
        let on = {
            let test = test.clone();
            move || self.test().as_ref() == Some(&test)
        };
        self.toggle(label, value.to_owned(), on.clone(), move || {
            let next = if untrack(&on) { None } else { Some(test.clone()) };
            self.set(next);
        })
    }

    fn toggle(
        self,
        label: String,
        value: String,
        on: impl Fn() -> bool + Clone + Send + Sync + 'static,
        press: impl Fn() + Send + Sync + 'static,
    ) -> AnyView {
        let pressed = on.clone();
        view! {
            <button
                type="button"
                class="chip"
                class:on=on
                data-value=value
                aria-pressed=move || pressed().to_string()
                on:click=move |_| press()
            >
                {label}
            </button>
        }
        .into_any()
    }

    /// Codes to choose from, each with its word.
    fn codes(self, all: Vec<(&'static str, &'static str)>) -> AnyView {
        let held = move || match self.test() {
            Some(Test::Codes(codes)) => codes,
            _ => Vec::new(),
        };
        let one = |(code, label): (&'static str, &'static str)| {
            let on = move || held().iter().any(|c| c == code);
            self.toggle(label.to_owned(), code.to_owned(), on, move || {
                let mut codes = untrack(held);
                match codes.iter().position(|c| c == code) {
                    Some(place) => drop(codes.remove(place)),
                    None => codes.push(code.to_owned()),
                }
                self.set((!codes.is_empty()).then_some(Test::Codes(codes)));
            })
        };
        view! { <div class="chips">{all.into_iter().map(one).collect_view()}</div> }.into_any()
    }

    fn yes_no(self) -> AnyView {
        view! {
            <div class="chips">
                {self.chip(crate::ui::text::YES.to_owned(), "yes", Test::Is(true))}
                {self.chip(crate::ui::text::NO.to_owned(), "no", Test::Is(false))}
            </div>
        }
        .into_any()
    }

    fn school_years(self) -> AnyView {
        let Period::SchoolYear { from, .. } = Period::school_year_of(crate::ui::today(), SCHOOL_YEAR_STARTS) else {
            return ().into_any();
        };
        let held = move || match self.test() {
            Some(Test::SchoolYears(years)) => years,
            _ => Vec::new(),
        };
        let years = (from.saturating_sub(YEARS_BACK)..=from.saturating_add(1)).rev().map(SchoolYear);
        let one = |year: SchoolYear| {
            let on = move || held().contains(&year);
            self.toggle(year.show(), year.iso(), on, move || {
                let mut years = untrack(held);
                match years.iter().position(|y| *y == year) {
                    Some(place) => drop(years.remove(place)),
                    None => years.push(year),
                }
                self.set((!years.is_empty()).then_some(Test::SchoolYears(years)));
            })
        };
        view! { <div class="chips">{years.map(one).collect_view()}</div> }.into_any()
    }

    fn days(self) -> AnyView {
        let today = crate::ui::today();
        let chips = spans(today).into_iter().map(|(label, value, span)| self.chip(label, value, Test::Days(span)));
        view! {
            <div class="chips">{chips.collect_view()}</div>
            {self.range(move |from, to| Test::typed_days(from, to, today))}
        }
        .into_any()
    }

    fn numbers(self) -> AnyView {
        let field = self.field;
        self.range(move |least, most| Test::typed_range(field, least, most))
    }

    /// Two boxes with a range between them, read when one is left.
    fn range(self, read: impl Fn(&str, &str) -> Option<Test> + Clone + Send + Sync + 'static) -> AnyView {
        let field = self.field;
        let texts = Memo::new(move |_| self.test().map(|test| test.range_texts(field)).unwrap_or_default());
        let wrong = RwSignal::new(false);
        let first = NodeRef::<leptos::html::Input>::new();
        let second = NodeRef::<leptos::html::Input>::new();
        let leave = move || {
            let typed =
                |node: NodeRef<leptos::html::Input>| node.get_untracked().map(|n| n.value()).unwrap_or_default();
            let (least, most) = (typed(first), typed(second));
            let test = read(&least, &most);
            wrong.set(test.is_none() && !(least.trim().is_empty() && most.trim().is_empty()));
            // What cannot be read changes nothing; it stands there to be mended.
            if !wrong.get_untracked() {
                self.set(test);
            }
        };
        let (left, right) = (leave.clone(), leave);
        view! {
            <div class="range">
                <input
                    type="text"
                    node_ref=first
                    autocomplete="off"
                    aria-label=words::from(field.label)
                    placeholder=words::FROM
                    data-testid="range-from"
                    prop:value=move || texts.get().0
                    on:change=move |_| left()
                />
                <span aria-hidden="true">"–"</span>
                <input
                    type="text"
                    node_ref=second
                    autocomplete="off"
                    aria-label=words::to(field.label)
                    placeholder=words::TO
                    data-testid="range-to"
                    prop:value=move || texts.get().1
                    on:change=move |_| right()
                />
                <span class="unit">{field.unit}</span>
            </div>
            <p class="error" role="alert">{move || wrong.get().then_some(words::NOT_READ)}</p>
        }
        .into_any()
    }

    fn text(self) -> AnyView {
        let held = move || match self.test() {
            Some(Test::Has(text)) => text,
            _ => String::new(),
        };
        let type_in = move |typed: String| {
            if untrack(held) != typed {
                self.set((!typed.trim().is_empty()).then_some(Test::Has(typed)));
            }
        };
        view! {
            <input
                type="text"
                autocomplete="off"
                aria-label=words::has(self.field.label)
                placeholder=words::HAS
                data-testid="condition-text"
                prop:value=held
                on:input:target=move |ev| {
                    if !is_composing(&ev) {
                        type_in(ev.target().value());
                    }
                }
                on:compositionend:target=move |ev| type_in(ev.target().value())
            />
        }
        .into_any()
    }

    fn records(self) -> AnyView {
        let (app, field) = (self.lister.app, self.field);
        let typed = RwSignal::new(String::new());
        let held = move || match self.test() {
            Some(Test::Records(ids)) => ids,
            _ => Vec::new(),
        };
        // Those that are chosen stay in sight, whatever is typed.
        let shown = Memo::new(move |_| {
            let mut ids: Vec<Id> = held();
            let offered = offers(app, field.ty.targets(), &typed.get());
            ids.extend(offered.into_iter().filter(|id| !held().contains(id)));
            ids
        });
        let one = move |id: Id| {
            let on = move || held().contains(&id);
            self.toggle(app.read(|l| l.title(&id)), id.to_string(), on, move || {
                let mut ids = untrack(held);
                match ids.iter().position(|held| *held == id) {
                    Some(place) => drop(ids.remove(place)),
                    None => ids.push(id),
                }
                self.set((!ids.is_empty()).then_some(Test::Records(ids)));
            })
        };
        view! {
            <input
                type="text"
                autocomplete="off"
                aria-label=words::find(field.label)
                placeholder=crate::ui::text::PICK
                data-testid="condition-find"
                prop:value=move || typed.get()
                on:input:target=move |ev| typed.set(ev.target().value())
            />
            <div class="chips">
                <For each=move || shown.get() key=|id| *id let:id>
                    {one(id)}
                </For>
            </div>
        }
        .into_any()
    }
}

/// The stretches of days that people ask for most.
fn spans(today: CivilDate) -> Vec<(String, &'static str, Span)> {
    let year = |year: u16| Date::of_year(year).map(Span::Within);
    let Period::SchoolYear { from, .. } = Period::school_year_of(today, SCHOOL_YEAR_STARTS) else { return Vec::new() };
    let spans = [
        (words::THIS_MONTH, "month", Some(Span::Within(Month::of(today).into()))),
        (words::THIS_YEAR, "year", year(today.year())),
        (words::LAST_YEAR, "last-year", year(today.year().saturating_sub(1))),
        (words::THIS_SCHOOL_YEAR, "school-year", Some(Span::SchoolYear(from))),
        (words::LAST_SCHOOL_YEAR, "last-school-year", Some(Span::SchoolYear(from.saturating_sub(1)))),
    ];
    spans.into_iter().filter_map(|(label, value, span)| Some((label.to_owned(), value, span?))).collect()
}
