//! A program of this build that runs in a worker of its own for one request, and is ended with its
//! answer: what it took of memory goes with it. `public/sheet-worker.js` is the other side.

use super::{Listener, PlatformError};
use futures::channel::oneshot;
use js_sys::{Array, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, WorkerOptions};

/// Starts whichever program its name says.
const STARTER: &str = "/sheet-worker.js";

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The program did not start: no such file, forbidden, or a browser without workers.
    Start(PlatformError),
    /// It stopped at its work.
    Work(PlatformError),
}

impl From<PlatformError> for Trouble {
    fn from(error: PlatformError) -> Self {
        Self::Start(error)
    }
}

impl From<JsValue> for Trouble {
    fn from(thrown: JsValue) -> Self {
        Self::Start(thrown.into())
    }
}

/// Ends its worker when it is dropped, so that whoever stops waiting for an answer stops the work.
struct Running(web_sys::Worker);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Hands `bytes` over to the program `name` and returns its answer. Dropping the future ends it.
///
/// # Errors
/// When it does not start or breaks off.
pub async fn ask(name: &str, bytes: &Uint8Array) -> Result<JsValue, Trouble> {
    // Naming a class that is not there would throw through the whole stack.
    if !Reflect::has(&js_sys::global(), &"Worker".into()).unwrap_or(false) {
        return Err(PlatformError::missing("Worker").into());
    }
    let options = WorkerOptions::new();
    options.set_name(name);
    let running = Running(web_sys::Worker::new_with_options(STARTER, &options)?);
    let (tell, told) = oneshot::channel();
    let tell = Rc::new(Cell::new(Some(tell)));
    let answer = {
        let tell = Rc::clone(&tell);
        move |event: Event| {
            if let Some(tell) = tell.take() {
                // Nobody may be waiting any longer.
                tell.send(answer_in(event.unchecked_ref::<MessageEvent>())).ok();
            }
        }
    };
    let failed = move |event: Event| {
        if let Some(tell) = tell.take() {
            let words = Reflect::get(&event, &"message".into()).ok().and_then(|words| words.as_string());
            let error = PlatformError { name: "worker".to_owned(), detail: words.unwrap_or_default() };
            tell.send(Err(Trouble::Start(error))).ok();
        }
    };
    let _answers = Listener::new(&running.0, "message", answer)?;
    let _failures = Listener::new(&running.0, "error", failed)?;
    running.0.post_message_with_transfer(bytes, &Array::of1(&bytes.buffer()))?;
    told.await.map_err(|_| PlatformError::missing("answer"))?
}

fn answer_in(event: &MessageEvent) -> Result<JsValue, Trouble> {
    let data = event.data();
    let member = |name: &str| Reflect::get(&data, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let answer = member("answer");
    if !answer.is_undefined() {
        return Ok(answer);
    }
    let detail = member("detail").as_string().unwrap_or_default();
    let error = PlatformError { name: "worker".to_owned(), detail };
    Err(if member("trouble").as_string().as_deref() == Some("work") {
        Trouble::Work(error)
    } else {
        Trouble::Start(error)
    })
}
