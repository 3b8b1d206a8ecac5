//! A static server on a random port that can be stopped, started again on the same port, pointed to
//! another directory, and that can hold single files back. One thread per request; what a request is
//! and how it is answered is that of `cargo xtask serve`.

#[path = "../../xtask/src/serve/request.rs"]
mod request;

use request::Request;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;

/// What happens to files whose address has a certain ending.
enum Holding {
    /// They come when they are let go.
    Withheld(&'static str),
    /// They are not to be had.
    Refused(&'static str),
}

#[derive(Default)]
struct Shared {
    directory: Mutex<PathBuf>,
    requests: Mutex<Vec<String>>,
    holding: Mutex<Option<Holding>>,
    let_go: Condvar,
    stopping: AtomicBool,
}

/// A running or stopped server. Dropping it stops it.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `directory` on a free port of 127.0.0.1.
    #[must_use]
    pub fn start(directory: &Path) -> Self {
        let shared = Arc::new(Shared { directory: Mutex::new(directory.to_owned()), ..Shared::default() });
        let mut server = Self { port: 0, shared, accepting: None };
        server.listen();
        server
    }

    /// The origin of the page, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Refuses connections from now on, as a host does that cannot be reached.
    pub fn stop(&mut self) {
        let Some(accepting) = self.accepting.take() else { return };
        self.shared.stopping.store(true, Ordering::SeqCst);
        self.let_go();
        // The accepting thread looks at the flag when somebody connects.
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
        accepting.join().expect("the accepting thread ends");
        assert!(!self.answers(), "the server still answers");
    }

    /// Whether anybody listens on the port. Where nobody does, the system may give the caller
    /// that very port to call from, and the call reaches itself: that is no server.
    fn answers(&self) -> bool {
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))
            .is_ok_and(|stream| stream.local_addr().ok() != stream.peer_addr().ok())
    }

    /// Serves again on the same port.
    pub fn restart(&mut self) {
        assert!(self.accepting.is_none(), "the server is running");
        self.listen();
    }

    /// Serves another directory from the next request on: a new build on the same host.
    pub fn serve(&self, directory: &Path) {
        directory.clone_into(&mut self.shared.directory.lock().unwrap());
    }

    /// The addresses that were asked for so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// Lets whoever asks for an address that ends so wait, until [`Self::let_go`].
    pub fn withhold(&self, ending: &'static str) {
        *self.shared.holding.lock().unwrap() = Some(Holding::Withheld(ending));
    }

    /// Has nothing under addresses that end so, until [`Self::let_go`].
    pub fn refuse(&self, ending: &'static str) {
        *self.shared.holding.lock().unwrap() = Some(Holding::Refused(ending));
    }

    /// Serves everything again, to those who wait, too.
    pub fn let_go(&self) {
        *self.shared.holding.lock().unwrap() = None;
        self.shared.let_go.notify_all();
    }

    fn listen(&mut self) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).expect("the port is free");
        self.port = listener.local_addr().unwrap().port();
        self.shared.stopping.store(false, Ordering::SeqCst);
        let shared = Arc::clone(&self.shared);
        self.accepting = Some(std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.stopping.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || {
                    // A connection that breaks is the browser's business.
                    answer(&stream, &shared).ok();
                });
            }
        }));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn answer(stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    let asked = Request::read(stream)?;
    shared.requests.lock().unwrap().push(asked.target.clone());
    let held = shared.let_go.wait_while(
        shared.holding.lock().unwrap(),
        |holding| matches!(holding, Some(Holding::Withheld(ending)) if asked.target.ends_with(*ending)),
    );
    if matches!(&*held.unwrap(), Some(Holding::Refused(ending)) if asked.target.ends_with(*ending)) {
        return asked.reply(stream, "503 Service Unavailable", "text/plain", b"held back\n");
    }
    let directory = shared.directory.lock().unwrap().clone();
    asked.answer(stream, &directory)
}
