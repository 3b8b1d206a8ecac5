//! A static server on a random port that can be stopped, started again on the same port, pointed to
//! another directory, and that can hold single files back. One thread per request, GET and HEAD only.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A browser that opens a connection and says nothing is let go after this.
const PATIENCE: Duration = Duration::from_secs(5);

/// Longest request head that is read. Bytes.
const LONGEST_HEAD: u64 = 64 * 1024;

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
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut wants_page = false;
    for line in lines {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        wants_page |= line.starts_with("accept:") && line.contains("text/html");
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    shared.requests.lock().unwrap().push(target.to_owned());
    if !matches!(method, "GET" | "HEAD") {
        return reply(stream, "405 Method Not Allowed", "text/plain", b"", false);
    }
    let held = shared.let_go.wait_while(
        shared.holding.lock().unwrap(),
        |holding| matches!(holding, Some(Holding::Withheld(ending)) if target.ends_with(*ending)),
    );
    if matches!(&*held.unwrap(), Some(Holding::Refused(ending)) if target.ends_with(*ending)) {
        return reply(stream, "503 Service Unavailable", "text/plain", b"held back\n", method == "HEAD");
    }
    let directory = shared.directory.lock().unwrap().clone();
    let found = resolve(&directory, target).filter(|path| path.is_file());
    let path = match found {
        Some(path) => path,
        None if wants_page => directory.join("index.html"),
        None => return reply(stream, "404 Not Found", "text/plain", b"not found\n", method == "HEAD"),
    };
    reply(stream, "200 OK", content_type(&path), &std::fs::read(&path)?, method == "HEAD")
}

fn reply(mut stream: &TcpStream, status: &str, kind: &str, body: &[u8], only_head: bool) -> std::io::Result<()> {
    // no-cache for everything: a new build must show at once.
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if !only_head {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The file an address means; none if it points out of `directory`.
fn resolve(directory: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| directory.join(path))
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
