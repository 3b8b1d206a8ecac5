//! One request of a browser and its answer out of a directory: GET and HEAD only, and the page itself
//! wherever the address of a page is asked for. The end-to-end tests take this very file for their
//! server, so that both answer alike (`tests/src/server.rs`).

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// A browser that opens a connection and says nothing is let go after this.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest request head that is read. Bytes.
const LONGEST_HEAD: u64 = 64 * 1024;

/// What a browser asks for.
pub struct Request {
    method: String,
    /// The address, as it was written.
    pub target: String,
    wants_page: bool,
}

impl Request {
    /// Reads the head of a request.
    ///
    /// # Errors
    /// The connection broke, or nothing came in time.
    pub fn read(stream: &TcpStream) -> Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        let mut wants_page = false;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            wants_page |= line.starts_with("accept:") && line.contains("text/html");
        }
        let mut words = first.split(' ').map(str::to_owned);
        let mut word = || words.next().unwrap_or_default();
        Ok(Self { method: word(), target: word(), wants_page })
    }

    /// Answers with the file that is meant.
    ///
    /// # Errors
    /// The connection broke, or the file cannot be read.
    pub fn answer(&self, stream: &TcpStream, directory: &Path) -> Result<()> {
        if !matches!(self.method.as_str(), "GET" | "HEAD") {
            return self.reply(stream, "405 Method Not Allowed", "text/plain", b"");
        }
        let path = match resolve(directory, &self.target).filter(|path| path.is_file()) {
            Some(path) => path,
            None if self.wants_page => directory.join("index.html"),
            None => return self.reply(stream, "404 Not Found", "text/plain", b"not found\n"),
        };
        self.reply(stream, "200 OK", content_type(&path), &std::fs::read(&path)?)
    }

    /// Answers in the server's own words.
    ///
    /// # Errors
    /// The connection broke.
    pub fn reply(&self, mut stream: &TcpStream, status: &str, kind: &str, body: &[u8]) -> Result<()> {
        // no-cache for everything: a new build at the same address must show at once.
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        if self.method != "HEAD" {
            stream.write_all(body)?;
        }
        stream.flush()
    }
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
        Some("txt" | "tsv") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, TcpListener};

    /// The whole answer to one request, as the browser gets it.
    fn ask(directory: &Path, request: &str) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut browser = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        browser.write_all(request.as_bytes()).unwrap();
        let stream = listener.accept().unwrap().0;
        Request::read(&stream).unwrap().answer(&stream, directory).unwrap();
        // The browser reads until the connection ends.
        drop(stream);
        let mut text = String::new();
        browser.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn pages_fall_back_to_the_index_and_files_do_not() {
        let directory = std::env::temp_dir().join(format!("ronghe-serve-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join("index.html"), "the page").unwrap();
        std::fs::write(directory.join("a.wasm"), "x").unwrap();

        let page = ask(&directory, "GET /visits?q=1 HTTP/1.1\r\nAccept: text/html,*/*\r\n\r\n");
        assert!(page.starts_with("HTTP/1.1 200 ") && page.ends_with("\r\n\r\nthe page"), "{page}");
        assert!(page.contains("Cache-Control: no-cache"), "{page}");
        let file = ask(&directory, "GET /a.wasm HTTP/1.1\r\nAccept: */*\r\n\r\n");
        assert!(file.contains("Content-Type: application/wasm"), "{file}");
        let absent = ask(&directory, "GET /b.wasm HTTP/1.1\r\nAccept: */*\r\n\r\n");
        assert!(absent.starts_with("HTTP/1.1 404 "), "{absent}");
        let head = ask(&directory, "HEAD / HTTP/1.1\r\n\r\n");
        assert!(head.contains("Content-Length: 8") && head.ends_with("\r\n\r\n"), "{head}");
        let written = ask(&directory, "POST / HTTP/1.1\r\n\r\n");
        assert!(written.starts_with("HTTP/1.1 405 "), "{written}");

        std::fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn addresses_stay_inside() {
        let root = Path::new("dist");
        assert_eq!(resolve(root, "/"), Some(root.join("index.html")));
        assert_eq!(resolve(root, "/a/b.js?v=1"), Some(root.join("a/b.js")));
        assert_eq!(resolve(root, "/../Cargo.toml"), None);
        assert_eq!(resolve(root, "//etc/passwd"), Some(root.join("etc/passwd")));
    }
}
