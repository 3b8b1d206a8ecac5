//! Long rows, read by a worker while the page works on those before (`public/read-worker.js`).
//!
//! It is a help and no more: whatever does not come from it in time, in order and whole, is read by
//! the page itself.

use super::codec::{data_from_js, key_from_js, key_to_js};
use super::schema;
use crate::platform::{Listener, PlatformError};
use crate::storage::{Data, Key, Range, Read};
use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent};

const PROGRAM: &str = "/read-worker.js";
/// After so long without an answer the page reads for itself. Milliseconds.
const PATIENCE_MS: u32 = 3_000;

/// Hands over an answer of the worker, or null if none will come.
type Tell = Rc<dyn Fn(JsValue)>;

/// A worker that reads ahead. Dropping it ends the worker.
pub(super) struct Reader {
    worker: web_sys::Worker,
    /// What was asked for and has not been handed out.
    asked: VecDeque<Read>,
    tell: Tell,
    answers: UnboundedReceiver<JsValue>,
    _messages: Listener,
    _failures: Listener,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Reader {
    /// Begins to read from database `name`; each of `reads` asks for all rows between two keys. `None`
    /// where there are no workers, or for nothing to read.
    pub fn begin(name: &str, reads: Vec<Read>) -> Option<Self> {
        // Naming a class that is not there would throw through the whole stack.
        let can = Reflect::has(&js_sys::global(), &"Worker".into()).unwrap_or(false);
        if !can || reads.is_empty() {
            return None;
        }
        Self::try_begin(name, reads).ok()
    }

    fn try_begin(name: &str, reads: Vec<Read>) -> Result<Self, PlatformError> {
        let ranges: Array = reads.iter().map(range_of).collect::<Option<_>>().ok_or(PlatformError::missing("range"))?;
        let worker = web_sys::Worker::new(PROGRAM)?;
        let (sender, answers) = unbounded();
        let tell: Tell = Rc::new(move |answer| {
            // Whoever reads no more hears no more.
            sender.unbounded_send(answer).ok();
        });
        let (message, failure) = (Rc::clone(&tell), Rc::clone(&tell));
        let message = move |event: Event| message(event.unchecked_ref::<MessageEvent>().data());
        let messages = Listener::new(&worker, "message", message)?;
        let failures = Listener::new(&worker, "error", move |_| failure(JsValue::NULL))?;
        let order = Object::new();
        Reflect::set(&order, &"name".into(), &name.into())?;
        Reflect::set(&order, &"ranges".into(), &ranges)?;
        worker.post_message(&order)?;
        Ok(Self { worker, asked: reads.into(), tell, answers, _messages: messages, _failures: failures })
    }

    /// Hands out the answer to `read`, and itself if there is more to come. `None` if that was not
    /// asked for next, or does not come.
    pub async fn answer(mut self, read: &Read) -> Option<(Vec<(Key, Data)>, Option<Self>)> {
        if self.asked.pop_front().as_ref() != Some(read) {
            return None;
        }
        let tell = self.tell.clone();
        // Like a worker that says that nothing comes.
        let _patience = Timeout::new(PATIENCE_MS, move || tell(JsValue::NULL));
        let rows = rows_of(&self.answers.next().await?)?;
        if self.asked.is_empty() {
            return Some((rows, None));
        }
        self.worker.post_message(&JsValue::NULL).ok()?;
        Some((rows, Some(self)))
    }
}

/// Store, lowest and highest key.
fn range_of(read: &Read) -> Option<JsValue> {
    let Range::Between(low, high) = &read.range else { return None };
    let (low, high) = (key_to_js(low).ok()?, key_to_js(high).ok()?);
    Some(Array::of3(&schema::name(read.store).into(), &low, &high).into())
}

fn rows_of(answer: &JsValue) -> Option<Vec<(Key, Data)>> {
    let member = |name: &str| Reflect::get(answer, &name.into()).ok()?.dyn_into::<Array>().ok();
    let (keys, values) = (member("keys")?, member("values")?);
    keys.iter()
        .zip(values.iter())
        .map(|(key, value)| Some((key_from_js(&key).ok()?, data_from_js(&value).ok()?)))
        .collect()
}
