//! 设置与数据: who I am, whether my data is safe, and what the office can change.

mod demo;
mod fields;
mod lists;

pub use fields::CustomFields;
pub use lists::{CodeListPage, CodeLists};

use crate::platform::service_worker;
use crate::ui::components::PageHead;
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use crate::ui::text::settings as office;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ronghe_core::ledger::{HeadChange, Owner, Why};

/// Who I am, whether my data is safe, which build this is.
#[component]
pub fn Settings() -> impl IntoView {
    let app = App::here();
    let me = app.head.with_untracked(|h| h.as_ref().and_then(|h| h.me.clone()));
    let name = RwSignal::new(me.as_ref().map(|m| m.name.clone()).unwrap_or_default());
    let unit = RwSignal::new(me.as_ref().map(|m| m.unit.clone()).unwrap_or_default());
    let device = RwSignal::new(me.as_ref().map(|m| m.device_name.clone()).unwrap_or_default());
    let person = me.and_then(|m| m.person);
    let save = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        let owner = Owner {
            name: name.get_untracked().trim().to_owned(),
            unit: unit.get_untracked().trim().to_owned(),
            device_name: device.get_untracked().trim().to_owned(),
            person,
        };
        spawn_local(async move {
            if let Some(done) = app.commit_head(Why::Setup, Vec::new(), vec![HeadChange::Own(owner)]).await {
                app.say_saved(&done);
            }
        });
    };
    let field = |label: &'static str, id: &'static str, value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id type="text" data-testid=id prop:value=move || value.get() on:input:target=move |ev| value.set(ev.target().value()) />
            </div>
        }
    };
    view! {
        <PageHead title=text::NAV_SETTINGS />
        <form class="form" on:submit=save>
            <h2 class="sec">{words::ME}</h2>
            <div class="fields">
                {field(text::MY_NAME, "my-name", name)} {field(text::MY_UNIT, "my-unit", unit)}
                {field(text::DEVICE_NAME, "device-name", device)}
            </div>
            <button type="submit" class="btn primary" data-testid="save">{words::SAVE_ME}</button>
        </form>
        <section>
            <h2 class="sec">{office::OFFICE}</h2>
            <p>{office::OFFICE_LEAD}</p>
            <div class="buttons">
                <A href="/settings/lists" attr:class="btn" attr:data-testid="open-lists">{office::LISTS}</A>
                <A href="/settings/fields" attr:class="btn" attr:data-testid="open-fields">{office::FIELDS}</A>
                {app.schema().kind("threshold").map(|kind| view! {
                    <A href=format!("/k/{}", kind.name) attr:class="btn" attr:data-testid="open-thresholds">{office::THRESHOLDS}</A>
                })}
            </div>
        </section>
        <section>
            <h2 class="sec">{text::safe::TITLE}</h2>
            <p>{move || text::held(app.rev.get(), app.read(ronghe_core::ledger::Ledger::len))}</p>
            <A href="/safe" attr:class="btn" attr:data-testid="open-safe">{words::SAFE}</A>
        </section>
        <demo::Demo />
        <section>
            <h2 class="sec">{words::ABOUT}</h2>
            <p>{words::ABOUT_TEXT}</p>
            <p class="state">{words::BUILD} " " {service_worker::build_id().unwrap_or_default()}</p>
        </section>
    }
}
