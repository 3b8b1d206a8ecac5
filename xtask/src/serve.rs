//! A small static server for trying the release page on this machine. Not for the internet:
//! one thread per request, GET and HEAD only.

use crate::command::Result;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// A browser that opens a connection and says nothing is let go after this.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest request head that is read. Bytes.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Serves `directory` on 127.0.0.1 until stopped.
pub fn serve(directory: &Path, port: u16) -> Result {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| format!("port {port}: {error} (another one: --port N)"))?;
    println!("http://127.0.0.1:{port}/  (Ctrl-C ends it)");
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let directory = directory.to_owned();
        std::thread::spawn(move || {
            // A connection that breaks is the browser's business.
            answer(&stream, &directory).ok();
        });
    }
    Ok(())
}

fn answer(stream: &TcpStream, directory: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(std::io::Read::take(stream, LONGEST_HEAD)).lines();
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
    let only_head = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return reply(stream, "405 Method Not Allowed", "text/plain", b"", false),
    };
    let found = resolve(directory, target).filter(|path| path.is_file());
    let path = match found {
        Some(path) => path,
        None if wants_page => directory.join("index.html"),
        None => return reply(stream, "404 Not Found", "text/plain", b"not found\n", only_head),
    };
    let body = std::fs::read(&path)?;
    reply(stream, "200 OK", content_type(&path), &body, only_head)
}

fn reply(mut stream: &TcpStream, status: &str, kind: &str, body: &[u8], only_head: bool) -> std::io::Result<()> {
    // no-cache for everything: a new build on the same port must show at once.
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
        Some("txt" | "tsv") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_inside() {
        let root = Path::new("dist");
        assert_eq!(resolve(root, "/"), Some(root.join("index.html")));
        assert_eq!(resolve(root, "/a/b.js?v=1"), Some(root.join("a/b.js")));
        assert_eq!(resolve(root, "/../Cargo.toml"), None);
        assert_eq!(resolve(root, "//etc/passwd"), Some(root.join("etc/passwd")));
    }
}
