//! From events to futures.

use super::codec::{error_from_exception, error_from_js};
use crate::storage::StoreError;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbRequest;

/// A value that one side sets, once, and the other waits for.
pub(super) struct Latch<T> {
    state: Rc<RefCell<LatchState<T>>>,
}

struct LatchState<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

impl<T> Latch<T> {
    pub(super) fn new() -> Self {
        Self { state: Rc::new(RefCell::new(LatchState { value: None, waker: None })) }
    }

    /// Sets the value, unless it has been set, and wakes the waiting side.
    pub(super) fn set(&self, value: T) {
        let mut state = self.state.borrow_mut();
        if state.value.is_none() {
            state.value = Some(value);
            if let Some(waker) = state.waker.take() {
                waker.wake();
            }
        }
    }
}

impl<T> Clone for Latch<T> {
    fn clone(&self) -> Self {
        Self { state: Rc::clone(&self.state) }
    }
}

impl<T> Future for Latch<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut state = self.state.borrow_mut();
        match state.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// The result of a request that has succeeded.
pub(super) fn result_of(request: &IdbRequest) -> Result<JsValue, StoreError> {
    request.result().map_err(|error| error_from_js(&error))
}

/// The error of a request that has failed.
pub(super) fn failure_of(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(exception)) => error_from_exception(&exception),
        Ok(None) => StoreError::Aborted,
        Err(error) => error_from_js(&error),
    }
}

/// A request inside a transaction. It resolves in the microtask after its event, while the
/// transaction is still active.
pub(super) struct Answer {
    request: IdbRequest,
    latch: Latch<Result<JsValue, StoreError>>,
    _on_success: Closure<dyn FnMut()>,
    _on_error: Closure<dyn FnMut()>,
}

impl Answer {
    /// Listens to `request`; a former listener must be gone.
    pub(super) fn new(request: IdbRequest) -> Self {
        let latch = Latch::new();
        let on_success = {
            let (latch, request) = (latch.clone(), request.clone());
            Closure::<dyn FnMut()>::new(move || latch.set(result_of(&request)))
        };
        let on_error = {
            let (latch, request) = (latch.clone(), request.clone());
            Closure::<dyn FnMut()>::new(move || latch.set(Err(failure_of(&request))))
        };
        request.set_onsuccess(Some(on_success.as_ref().unchecked_ref()));
        request.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Self { request, latch, _on_success: on_success, _on_error: on_error }
    }

    /// The request listened to; a cursor answers to the same one again.
    pub(super) fn request(&self) -> IdbRequest {
        self.request.clone()
    }
}

impl Future for Answer {
    type Output = Result<JsValue, StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.latch).poll(context)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.request.set_onsuccess(None);
        self.request.set_onerror(None);
    }
}
