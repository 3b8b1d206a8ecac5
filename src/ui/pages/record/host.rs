//! Who received us on a visit, as a contact of the partner: what was typed once is not typed again.

use crate::ui::state::App;
use crate::ui::text::record as words;
use leptos::prelude::*;
use leptos_router::components::A;
use ronghe_core::kinds::{contact, visit};
use ronghe_core::record::Id;

/// Leads to the form of a new contact with what the visit says of the host; nothing once the partner
/// has a contact of that name.
#[component]
pub fn HostAsContact(id: Id) -> impl IntoView {
    let app = App::here();
    move || {
        app.track(&[visit::KIND.name, contact::KIND.name]);
        let record = app.get(&id)?;
        let partner = record.get(visit::PARTNER)?;
        let host = record.get(visit::HOST).filter(|host| !host.trim().is_empty())?;
        let of_partner = contact::PARTNER.name();
        let known = app.read(|l| l.referring(&partner, contact::KIND.name, of_partner).any(|id| l.title(&id) == host));
        let said = [
            (contact::PARTNER.name(), Some(partner.to_string())),
            (contact::NAME.name(), Some(host.clone())),
            (contact::TITLE.name(), record.get(visit::HOST_TITLE)),
            (contact::PHONE.name(), record.get(visit::HOST_PHONE)),
        ];
        let given = said.into_iter().filter_map(|(name, text)| {
            text.map(|text| format!("{name}={}", String::from(js_sys::encode_uri_component(&text))))
        });
        let href = format!("/k/{}/new?{}", contact::KIND.name, given.collect::<Vec<_>>().join("&"));
        (!known).then(|| {
            view! {
                <A href=href attr:class="btn small" attr:data-testid="host-as-contact">{words::as_contact(&host)}</A>
            }
        })
    }
}
