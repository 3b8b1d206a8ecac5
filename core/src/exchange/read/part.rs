//! Where a part of a file ends: a value of JSON, found as its bytes arrive and looked at once.

use crate::record::special;

/// How far the end of a part has been looked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Progress {
    seen: usize,
    depth: usize,
    pub deepest: usize,
    /// Whether there are line breaks between its parts.
    pub broken: bool,
    in_text: bool,
    escaped: bool,
    /// A number, `true`, `false` or `null`: ends before what follows it.
    bare: bool,
}

/// Whether the end of a part has come.
pub(super) enum End {
    /// It is so many bytes long.
    At(usize),
    /// It goes on in the next bytes.
    Later,
    /// A line break inside a text at this place, which JSON does not know: a quote is missing.
    Broken(usize),
}

impl Progress {
    /// Looks for the end of the part that `bytes` begin with.
    pub fn look(&mut self, bytes: &[u8]) -> End {
        if self.seen == 0 {
            self.bare = !matches!(bytes.first(), Some(b'{' | b'[' | b'"'));
        }
        let mut at = self.seen;
        while let Some(byte) = bytes.get(at).copied() {
            if self.bare {
                if matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n') {
                    return End::At(at);
                }
            } else if self.escaped {
                self.escaped = false;
            } else if self.in_text {
                // Most of a file is text, in which only few bytes mean anything.
                let rest = bytes.get(at..).unwrap_or_default();
                let Some(stop) = special(rest) else {
                    at = bytes.len();
                    break;
                };
                at += stop;
                match rest.get(stop) {
                    Some(b'\\') => self.escaped = true,
                    Some(b'"') => {
                        self.in_text = false;
                        if self.depth == 0 {
                            return End::At(at + 1);
                        }
                    }
                    _ => return End::Broken(at),
                }
            } else {
                match byte {
                    b'"' => self.in_text = true,
                    b'{' | b'[' => {
                        self.depth += 1;
                        self.deepest = self.deepest.max(self.depth);
                    }
                    b'}' | b']' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return End::At(at + 1);
                        }
                    }
                    b'\r' | b'\n' => self.broken = true,
                    _ => {}
                }
            }
            at += 1;
        }
        self.seen = at;
        End::Later
    }
}
