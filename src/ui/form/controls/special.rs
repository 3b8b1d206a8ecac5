//! Controls that know what they hold: dates, credit codes, names of people, free words.

use super::{Base, is_composing, untrack, word_list, words};
use crate::ui::state::App;
use crate::ui::text;
use leptos::prelude::*;
use ronghe_core::period::{Period, SCHOOL_YEAR_STARTS};
use ronghe_core::value::{CivilDate, Date, Precision, SchoolYear, Uscc, UsccHint, UsccProblem};

/// Days in a week.
const WEEK: i64 = 7;

/// The two values that are meant most often, as they are typed.
type Near = [(&'static str, String); 2];

/// This and the last day, month or year.
fn near(precision: Precision, today: CivilDate) -> Near {
    let this = Date::at(today, precision);
    let last = Date::at(this.earliest().add_days(-1), precision);
    let (this_word, last_word) = match precision {
        Precision::Day => (text::TODAY, text::YESTERDAY),
        Precision::Month => (text::list::THIS_MONTH, text::LAST_MONTH),
        Precision::Year => (text::list::THIS_YEAR, text::list::LAST_YEAR),
    };
    [(this_word, this.iso()), (last_word, last.iso())]
}

/// Today and a week from now, for a day that lies ahead.
fn ahead(today: CivilDate) -> Near {
    let iso = |days| Date::at(today.add_days(days), Precision::Day).iso();
    [(text::TODAY, iso(0)), (text::days::IN_A_WEEK, iso(WEEK))]
}

/// A year and three years from the day on which it begins, for a day on which something runs out.
fn terms(from: CivilDate) -> Near {
    let iso = |years| Date::at(from.last_of_years(years), Precision::Day).iso();
    [(text::days::FOR_A_YEAR, iso(1)), (text::days::FOR_THREE_YEARS, iso(3))]
}

/// This and the last school year.
fn near_school_years(today: CivilDate) -> Near {
    let from = match Period::school_year_of(today, SCHOOL_YEAR_STARTS) {
        Period::SchoolYear { from, .. } => from,
        _ => today.year(),
    };
    let iso = |from: u16| SchoolYear(from).iso();
    [(text::list::THIS_SCHOOL_YEAR, iso(from)), (text::list::LAST_SCHOOL_YEAR, iso(from.saturating_sub(1)))]
}

impl Base {
    /// A line of text with two buttons that fill it, with what is meant when they are pressed.
    fn with_near(self, near: impl Fn() -> Near + Clone + 'static) -> AnyView {
        let typed = self.typed();
        let field = self.field.label;
        let buttons = near().into_iter().enumerate().map(|(place, (word, _))| {
            let (typed, near) = (typed.clone(), near.clone());
            let set = move |_| {
                if let Some((_, value)) = near().into_iter().nth(place) {
                    typed(value);
                }
            };
            view! {
                <button type="button" class="btn small" aria-label=text::set_day(field, word) on:click=set>{word}</button>
            }
        });
        view! {
            <div class="with-buttons">
                {self.line("text")}
                {buttons.collect_view()}
            </div>
        }
        .into_any()
    }

    pub(super) fn school_year(self) -> AnyView {
        self.with_near(|| near_school_years(crate::ui::today()))
    }

    pub(super) fn date(self) -> AnyView {
        let shown = self.shown();
        let (form, field) = (self.form, self.field);
        let begins = form.kind.begins(field.name).filter(|_| self.name == field.name);
        let near = move || match field.precision() {
            Precision::Day if field.lies_ahead() => ahead(crate::ui::today()),
            Precision::Day if field.runs_out() => {
                let begun = begins.and_then(|begins| {
                    let typed = form.texts.with_untracked(|texts| texts.get(begins).cloned())?;
                    Date::parse(typed.trim(), crate::ui::today()).ok()
                });
                terms(begun.map_or_else(crate::ui::today, Date::earliest))
            }
            precision => near(precision, crate::ui::today()),
        };
        // What was understood, with its weekday: a slip of the finger is seen at once.
        let understood = move || {
            let date = Date::parse(shown().trim(), crate::ui::today()).ok()?;
            let weekday = date.day().map(text::weekday).unwrap_or_default();
            Some([date.show(), weekday].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
        };
        view! {
            {self.with_near(near)}
            <p class="help">{understood}</p>
        }
        .into_any()
    }

    /// 统一社会信用代码: cleaned at once when pasted, checked on leaving; suggests side and type.
    pub(super) fn uscc(self) -> AnyView {
        let (form, name) = (self.form, self.name.clone());
        let (typed, shown) = (self.typed(), self.shown());
        let verdict = {
            let shown = shown.clone();
            Memo::new(move |_| Some(shown()).filter(|t| !t.trim().is_empty()).map(|t| Uscc::parse(&t)))
        };
        let suggest = move || {
            let Some(Ok(code)) = verdict.get() else { return None };
            let hint = UsccHint::of(&code)?;
            let free = |field: &str| form.text(field).is_empty();
            if !free("side") && !free("type") {
                return None;
            }
            let take = move |_| {
                for (field, value) in [("side", hint.side), ("type", hint.kind)] {
                    if form.texts.with_untracked(|t| t.get(field).is_none_or(String::is_empty)) {
                        form.type_in(field, value.to_owned());
                    }
                }
            };
            Some(
                view! { <button type="button" class="btn small" on:click=take>{text::take_hint(hint.side, hint.kind)}</button> },
            )
        };
        let problem = move || verdict.get().and_then(Result::err).map(|p: UsccProblem| p.to_string());
        view! {
            <div class="with-buttons">
                <input
                    type="text"
                    id=self.id.clone()
                    inputmode="text"
                    autocomplete="off"
                    autocapitalize="characters"
                    data-testid=self.testid()
                    aria-describedby=self.described.clone()
                    aria-invalid=self.invalid()
                    prop:value=shown
                    on:input:target=move |ev| {
                        if !is_composing(&ev) {
                            typed(ev.target().value());
                        }
                    }
                    on:change:target=move |ev| {
                        let cleaned = Uscc::clean(&ev.target().value());
                        form.type_in(&name, cleaned.clone());
                        if let Err(problem) = Uscc::parse(&cleaned) && !cleaned.is_empty() {
                            form.errors.update(|e| {
                                e.insert(name.clone(), problem.to_string());
                            });
                        }
                    }
                />
                {suggest}
            </div>
            <p class="help" aria-live="polite">{problem}</p>
        }
        .into_any()
    }

    /// A name of one of us: free text, offered from the people we know.
    pub(super) fn person(self) -> AnyView {
        let app = App::here();
        let list = format!("people-{}", self.id);
        let known = move || {
            app.track(&["person"]);
            app.read(|l| {
                let me = app.head.with_untracked(|h| h.as_ref().and_then(|h| h.me.as_ref().map(|m| m.name.clone())));
                let people = l.ids("person").map(|id| l.title(&id));
                me.into_iter().chain(people).take(200).collect::<Vec<_>>()
            })
        };
        let options = move || known().into_iter().map(|name| view! { <option value=name></option> }).collect_view();
        view! {
            {self.input("text", Some(list.clone()))}
            <datalist id=list>{options}</datalist>
        }
        .into_any()
    }

    /// Free words: typed with Enter or a comma between them.
    pub(super) fn tags(self) -> AnyView {
        let (typed, shown) = (self.typed(), self.shown());
        let pending = RwSignal::new(String::new());
        let add = {
            let (typed, shown) = (typed.clone(), shown.clone());
            move || {
                let mut now = words(&untrack(&shown));
                let fresh = pending.get_untracked();
                for word in fresh.split(['，', ',', '、', ';', '；', ' ']).map(str::trim).filter(|w| !w.is_empty()) {
                    if !now.iter().any(|w| w == word) {
                        now.push(word.to_owned());
                    }
                }
                pending.set(String::new());
                typed(word_list(&now));
            }
        };
        let on_enter = add.clone();
        let chips = {
            let shown = shown.clone();
            move || {
                let typed = typed.clone();
                let shown = shown.clone();
                words(&shown())
                    .into_iter()
                    .map(move |word| {
                        let (typed, shown, gone) = (typed.clone(), shown.clone(), word.clone());
                        let remove = move |_| {
                            let left: Vec<String> =
                                words(&untrack(&shown)).into_iter().filter(|w| *w != gone).collect();
                            typed(word_list(&left));
                        };
                        view! {
                            <li class="chip on">
                                {word.clone()}
                                <button type="button" class="chip-x" aria-label=text::remove(&word) on:click=remove>
                                    "×"
                                </button>
                            </li>
                        }
                    })
                    .collect_view()
            }
        };
        view! {
            <ul class="chips">{chips}</ul>
            <input
                type="text"
                id=self.id.clone()
                autocomplete="off"
                placeholder=text::TAG_HINT
                data-testid=self.testid()
                aria-describedby=self.described.clone()
                prop:value=move || pending.get()
                on:input:target=move |ev| pending.set(ev.target().value())
                on:keydown=move |ev| {
                    if ev.key() == "Enter" && !ev.is_composing() && ev.key_code() != 229 {
                        ev.prevent_default();
                        on_enter();
                    }
                }
                on:blur=move |_| add()
            />
        }
        .into_any()
    }
}
