//! A small static server for trying the release page on this machine. Not for the internet: one thread
//! per request.

mod request;

use crate::command::Result;
use request::Request;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

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
            Request::read(&stream).and_then(|asked| asked.answer(&stream, &directory)).ok();
        });
    }
    Ok(())
}
