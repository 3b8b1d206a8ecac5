//! Handing out a file: what goes into it, how it is protected, and who gets it.

use super::choice::{Choice, ChoiceView};
use super::give::{Given, give, give_bundle};
use crate::platform::{clock, crypto, files, marks, service_worker, turn::Turns};
use crate::ui::state::App;
use crate::ui::text;
use crate::ui::text::exchange as words;
use crate::workspace::StoreError;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ronghe_core::exchange::{
    Belonging, Contents, FileStamp, FileWriter, Parcel, Select, contents, file_name, going_out, handed_out,
};
use ronghe_core::ledger::{HeadChange, SendNote, Why};
use ronghe_core::record::{Device, Id};

/// How long after a change it is said what would be in a file, in milliseconds.
const PAUSE_MS: u32 = 60;

/// Kinds in a file that are named at once; more are named when asked for.
const FEW_KINDS: usize = 2;

/// What a person asked for. The records that it means are looked up when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Everything.
    Full,
    /// What changed since the last file for everybody.
    News,
    /// What one colleague has not confirmed to hold.
    For(Device),
    /// A part, with what it refers to.
    Part(Choice),
    /// Units, majors and people for a new device.
    Starter,
    /// Everything for a new phone of the same person.
    Transfer,
}

/// How files go out, chosen once for all buttons.
#[derive(Clone, Copy)]
pub struct Manner {
    redacted: RwSignal<bool>,
    share: RwSignal<bool>,
    photos: RwSignal<bool>,
    passphrase: RwSignal<String>,
}

impl Manner {
    fn new() -> Self {
        Self {
            redacted: RwSignal::new(false),
            share: RwSignal::new(false),
            photos: RwSignal::new(false),
            passphrase: RwSignal::new(String::new()),
        }
    }
}

/// The buttons that make files.
#[component]
pub fn Send() -> impl IntoView {
    let app = App::here();
    let manner = Manner::new();
    let peers = Memo::new(move |_| peers(app));
    let peer = RwSignal::new(None::<Device>);
    let picked = Memo::new(move |_| peer.get().or_else(|| peers.with(|p| p.first().map(|(device, _)| device.clone()))));
    let choice = RwSignal::new(Choice::asked_for());
    let again = move || app.head.with(|h| h.as_ref().is_some_and(|h| h.exported.is_some()));
    let send = move |wanted: Wanted| spawn_local(hand_out_in(app, wanted, manner));
    view! {
        <fieldset class="kinds">
            <legend>{words::MANNER}</legend>
            <label class="check">
                <input type="checkbox" data-testid="export-redacted" on:change:target=move |ev| manner.redacted.set(ev.target().checked()) />
                {words::REDACT}
            </label>
            <label class="check">
                <input type="checkbox" data-testid="export-photos" on:change:target=move |ev| manner.photos.set(ev.target().checked()) />
                {words::WITH_PHOTOS}
            </label>
            <label class="check only-phone">
                <input type="checkbox" data-testid="export-share" on:change:target=move |ev| manner.share.set(ev.target().checked()) />
                {words::SHARE}
            </label>
            <label class="field">
                {words::SEAL}
                <input
                    type="password"
                    autocomplete="new-password"
                    data-testid="export-passphrase"
                    on:input:target=move |ev| manner.passphrase.set(ev.target().value())
                />
                <span class="help">{words::SEAL_HELP}</span>
            </label>
        </fieldset>
        <div class="parcels">
            <Offer name="export-full" label=words::EXPORT_FULL wanted=Signal::derive(|| Wanted::Full) manner send primary=true />
            <Show when=again>
                <Offer name="export-delta" label=words::EXPORT_DELTA wanted=Signal::derive(|| Wanted::News) manner send />
            </Show>
            <Show when=move || picked.with(Option::is_some)>
                <div class="parcel">
                    <label class="field">
                        {words::TO_WHOM}
                        <select
                            data-testid="export-to"
                            on:change:target=move |ev| peer.set(Device::parse(&ev.target().value()))
                        >
                            {move || peers.get().into_iter().map(|(device, name)| view! {
                                <option value=device.code().to_owned()>{name}</option>
                            }).collect_view()}
                        </select>
                    </label>
                    {move || picked.get().map(|device| {
                        let wanted = Signal::derive(move || Wanted::For(device.clone()));
                        view! { <Offer name="export-peer" label=words::EXPORT_PEER wanted manner send /> }
                    })}
                </div>
            </Show>
            <div class="parcel">
                <ChoiceView choice />
                <Offer
                    name="export-selection"
                    label=words::EXPORT_PART
                    wanted=Signal::derive(move || Wanted::Part(choice.get()))
                    manner
                    send
                />
            </div>
        </div>
        <h3 class="sec">{words::NEW_DEVICE}</h3>
        <div class="parcels">
            <Offer name="export-starter" label=words::EXPORT_STARTER wanted=Signal::derive(|| Wanted::Starter) manner send />
            <p class="help">{words::STARTER_HELP}</p>
            <Offer name="export-transfer" label=words::EXPORT_TRANSFER wanted=Signal::derive(|| Wanted::Transfer) manner send />
            <p class="help">{words::TRANSFER_HELP}</p>
        </div>
    }
}

/// One kind of file: what would be in it, and the button that makes it.
#[component]
fn Offer(
    name: &'static str,
    label: &'static str,
    wanted: Signal<Wanted>,
    manner: Manner,
    send: impl Fn(Wanted) + Copy + 'static,
    #[prop(optional)] primary: bool,
) -> impl IntoView {
    let app = App::here();
    let inside = RwSignal::new(None::<Contents>);
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        app.track_all();
        let (wanted, redacted) = (wanted.get(), manner.redacted.get());
        turn.update_value(|n| *n += 1);
        let mine = turn.get_value();
        // Each in a task of its own, and not while a commit still has something to do.
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if turn.try_get_value() == Some(mine) {
                inside.try_set(with_parcel(app, &wanted, redacted, contents));
            }
        });
    });
    // A list of twenty kinds would push the next button away from under the finger: it opens on a tap.
    let said = move || {
        inside.get().map(|contents| {
            if contents.kinds.len() <= FEW_KINDS {
                return words::inside(&contents).into_any();
            }
            view! {
                <details class="fold">
                    <summary>{words::inside_in_all(&contents)}</summary>
                    {words::inside_kinds(&contents)}
                </details>
            }
            .into_any()
        })
    };
    view! {
        <div class="offer">
            <button type="button" class="btn" class:primary=primary data-testid=name on:click=move |_| send(wanted.get_untracked())>
                {label}
            </button>
            <div class="state" data-testid=format!("{name}-contents")>{said}</div>
        </div>
    }
}

/// The devices that files have told about, with the names of their owners.
fn peers(app: App) -> Vec<(Device, String)> {
    app.head.with(|head| {
        let devices = head.iter().flat_map(|head| &head.devices);
        let mut peers: Vec<_> =
            devices.map(|(device, note)| (device.clone(), words::peer(&note.person, &note.name))).collect();
        peers.sort_by(|a, b| a.1.cmp(&b.1));
        peers
    })
}

/// Looks up what `wanted` means and gives it to `f`.
fn with_parcel<R>(
    app: App,
    wanted: &Wanted,
    redacted: bool,
    f: impl FnOnce(&ronghe_core::ledger::Ledger, &ronghe_core::ledger::Head, Parcel<'_>) -> R,
) -> Option<R> {
    let desk = app.desk()?;
    let (ledger, head) = (desk.ledger(), desk.head());
    let ids = match wanted {
        Wanted::Part(choice) => choice.records(&ledger),
        _ => Vec::new(),
    };
    let what = match wanted {
        Wanted::Full => Select::Full,
        Wanted::News => Select::Since(head.exported.as_ref().map_or(0, |e| e.rev)),
        Wanted::For(device) => Select::For(device),
        Wanted::Part(_) => Select::Records(&ids),
        Wanted::Starter => Select::Starter,
        Wanted::Transfer => Select::Transfer,
    };
    Some(f(&ledger, &head, Parcel { what, redacted }))
}

/// A file, ready to be given away.
struct Made {
    name: String,
    note: SendNote,
    exported: Option<HeadChange>,
    /// The records of photos in it.
    photos: Vec<Id>,
    writer: FileWriter,
}

/// Hands out a file as it is, without anything left out or sealed.
pub async fn hand_out(app: App, wanted: Wanted) {
    hand_out_in(app, wanted, Manner::new()).await;
}

async fn hand_out_in(app: App, wanted: Wanted, manner: Manner) {
    let Some(desk) = app.desk() else { return };
    let (redacted, share) = (manner.redacted.get_untracked(), manner.share.get_untracked());
    let now = clock::now_ms();
    let build = service_worker::build_id().unwrap_or_default();
    let stamp = FileStamp { id: app.new_id(), created_ms: now, app: env!("CARGO_PKG_VERSION"), build: &build };
    // What is in a file cannot be unsaid; that must be known before anybody has it.
    let told = going_out(&desk.head());
    if app.commit_head(Why::Send(SendNote::default()), Vec::new(), vec![told]).await.is_none() {
        return;
    }
    let to = match &wanted {
        Wanted::For(device) => Some(device.clone()),
        _ => None,
    };
    let made = with_parcel(app, &wanted, redacted, |ledger, head, parcel| {
        let Contents { rows, .. } = contents(ledger, head, parcel);
        let name = file_name(head, parcel, now, rows);
        let kind = parcel.kind().to_owned();
        let note =
            SendNote { name: name.clone(), file: Some(stamp.id), kind, to, rows: rows as u64, ..SendNote::default() };
        Made {
            name,
            photos: parcel.records(ledger, head, "photo"),
            note,
            exported: handed_out(head, parcel, stamp),
            writer: FileWriter::new(ledger, head, parcel, stamp),
        }
    });
    let Some(made) = made else { return };
    let passphrase = manner.passphrase.get_untracked();
    let sealed = !passphrase.is_empty();
    let moving = wanted == Wanted::Transfer;
    let Ok((mut parts, mut bytes)) = written(app, made.writer, moving).await else {
        return app.say(text::EXPORT_FAILED.to_owned());
    };
    if sealed {
        match crypto::seal(&parts.text(), &passphrase).await {
            Ok(text) => {
                bytes = text.len() as u64;
                parts = files::Parts::new();
                parts.push_text(&text);
            }
            Err(error) => return app.say(error.sentence()),
        }
    }
    let photos = match manner.photos.get_untracked() {
        _ if moving => all_photos(app).await,
        true => photos(app, &made.photos).await,
        false => Vec::new(),
    };
    let given = if photos.is_empty() {
        give(app, &made.name, &parts, share).await
    } else {
        give_bundle(app, &made.name, &parts, &photos).await
    };
    let Some(given) = given else { return };
    marks::mark("exported");
    let note = SendNote { bytes, sealed, ..made.note };
    app.commit_head(Why::Send(note), Vec::new(), made.exported.into_iter().collect()).await;
    app.say(match given {
        Given::Shared => words::SHARED.to_owned(),
        Given::Saved(name) => words::saved_as(&name),
    });
}

/// The photos among the records that are here, with their sizes in bytes.
async fn photos(app: App, records: &[Id]) -> Vec<(String, u64)> {
    let Some(desk) = app.desk() else { return Vec::new() };
    let found = desk.photos_for(records.iter().copied()).await.unwrap_or_default();
    found.into_iter().filter(|photo| photo.here).map(|photo| (photo.file.sha256, photo.file.bytes)).collect()
}

/// Every photo on this device, those of unsaved forms too, with its size in bytes.
async fn all_photos(app: App) -> Vec<(String, u64)> {
    let Some(desk) = app.desk() else { return Vec::new() };
    let mut photos = Vec::new();
    for hash in desk.photos_here().await.unwrap_or_default() {
        // One at a time: all of them together may not fit into memory.
        if let Ok(Some(bytes)) = desk.photo_bytes(&hash).await {
            photos.push((hash, bytes.len() as u64));
        }
    }
    photos
}

/// The text of the file in parts, and its length in bytes; with what moves to a new device if it is
/// for one.
async fn written(app: App, mut writer: FileWriter, moving: bool) -> Result<(files::Parts, u64), StoreError> {
    let mut turns = Turns::new();
    let mut parts = files::Parts::new();
    let mut bytes = 0;
    let mut push = |part: String| {
        bytes += part.len() as u64;
        parts.push_text(&part);
    };
    while let Some(part) = writer.rows() {
        push(part);
        turns.breathe().await;
    }
    if let Some(mut end) = writer.into_end() {
        if let Some(desk) = app.desk().filter(|_| moving) {
            let mut each = async |some: Vec<Belonging>| {
                some.iter().for_each(|one| end.belonging(one));
                push(end.take());
                turns.breathe().await;
            };
            desk.belongings(&mut each).await?;
        }
        push(end.finish());
    }
    Ok((parts, bytes))
}
