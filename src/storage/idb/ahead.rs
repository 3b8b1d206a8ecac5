//! Long rows, read by a worker while the page works on those before (`public/read-worker.js`).
//!
//! It is a help and no more: whatever does not come from it in time, in order and whole, is read by
//! the page itself.

use super::codec::{key_to_js, pairs_from_js};
use super::schema;
use crate::platform::Listener;
use crate::storage::{Data, Key, Range, Read};
use gloo_timers::callback::Timeout;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent};

const PROGRAM: &str = "/read-worker.js";
/// After so long without an answer the page reads for itself. Milliseconds.
const PATIENCE_MS: u32 = 3_000;

/// What the worker has answered and nobody has taken yet; null if nothing more will come.
#[derive(Default)]
struct Answers {
    come: RefCell<VecDeque<JsValue>>,
    waker: Cell<Option<Waker>>,
}

impl Answers {
    fn tell(&self, answer: JsValue) {
        self.come.borrow_mut().push_back(answer);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    async fn next(&self) -> JsValue {
        poll_fn(|context| match self.come.borrow_mut().pop_front() {
            Some(answer) => Poll::Ready(answer),
            None => {
                self.waker.set(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

/// A worker that reads ahead. Dropping it ends the worker.
pub(super) struct Reader {
    worker: web_sys::Worker,
    /// What was asked for and has not been handed out.
    asked: VecDeque<Read>,
    answers: Rc<Answers>,
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
    /// for nothing to read, or where that is not to be had.
    pub fn begin(name: &str, reads: Vec<Read>) -> Option<Self> {
        if reads.is_empty() {
            return None;
        }
        let ranges: Array = reads.iter().map(range_of).collect::<Option<_>>()?;
        let worker = web_sys::Worker::new(PROGRAM).ok()?;
        let answers = Rc::new(Answers::default());
        let (message, failure) = (Rc::clone(&answers), Rc::clone(&answers));
        let message = move |event: Event| message.tell(event.unchecked_ref::<MessageEvent>().data());
        let messages = Listener::new(&worker, "message", message).ok()?;
        let failures = Listener::new(&worker, "error", move |_| failure.tell(JsValue::NULL)).ok()?;
        worker.post_message(&Array::of2(&name.into(), &ranges)).ok()?;
        Some(Self { worker, asked: reads.into(), answers, _messages: messages, _failures: failures })
    }

    /// Hands out the answer to `read`, and itself if there is more to come. `None` if that was not
    /// asked for next, or does not come.
    pub async fn answer(mut self, read: &Read) -> Option<(Vec<(Key, Data)>, Option<Self>)> {
        if self.asked.pop_front().as_ref() != Some(read) {
            return None;
        }
        let answers = Rc::clone(&self.answers);
        // Like a worker that says that nothing comes.
        let _patience = Timeout::new(PATIENCE_MS, move || answers.tell(JsValue::NULL));
        let answer = self.answers.next().await.dyn_into::<Array>().ok()?;
        let rows = pairs_from_js(&Array::from(&answer.get(0)), &Array::from(&answer.get(1))).ok()?;
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
