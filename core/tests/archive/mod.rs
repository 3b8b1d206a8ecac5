//! Archives as other programs pack them, right and wrong: what `zip::Writer` never writes.

#![allow(dead_code, reason = "each test takes what it needs")]

use miniz_oxide::deflate::compress_to_vec;

/// An entry before it is packed, with everything that may be wrong about it.
#[derive(Debug, Clone)]
pub struct Packed {
    pub name: Vec<u8>,
    pub content: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    /// Size that is claimed instead of the true one.
    pub claimed: Option<u32>,
    /// Packed by DEFLATE, whatever the method says.
    pub deflate: bool,
    pub crc_off: bool,
    /// The directory points to the entry before instead.
    pub over_the_last: bool,
}

impl Packed {
    pub fn stored(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.into(),
            content: content.into(),
            flags: 1 << 11,
            method: 0,
            claimed: None,
            deflate: false,
            crc_off: false,
            over_the_last: false,
        }
    }

    pub fn deflated(name: &str, content: &[u8]) -> Self {
        Self { method: 8, deflate: true, ..Self::stored(name, content) }
    }
}

/// Packs entries as Windows and chat programs do: sizes in front of an entry, one disk, no comment.
pub fn pack(entries: &[Packed]) -> Vec<u8> {
    let (mut out, mut list, mut last) = (Vec::new(), Vec::new(), 0);
    for entry in entries {
        let body = if entry.deflate { compress_to_vec(&entry.content, 6) } else { entry.content.clone() };
        let size = entry.claimed.unwrap_or(entry.content.len() as u32);
        let crc = crc32(&entry.content) ^ u32::from(entry.crc_off);
        let mut shared = Vec::new();
        [20, entry.flags, entry.method, 0, 0x21].iter().for_each(|n: &u16| shared.extend(n.to_le_bytes()));
        [crc, body.len() as u32, size].iter().for_each(|n| shared.extend(n.to_le_bytes()));
        shared.extend((entry.name.len() as u16).to_le_bytes());
        shared.extend([0; 2]);
        let at = if entry.over_the_last { last } else { out.len() as u32 };
        last = out.len() as u32;
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(&entry.name);
        out.extend(body);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&shared);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(&entry.name);
    }
    let (size, offset, count) = (list.len() as u32, out.len() as u32, entries.len() as u16);
    out.extend(list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    [count, count].iter().for_each(|n| out.extend(n.to_le_bytes()));
    [size, offset].iter().for_each(|n| out.extend(n.to_le_bytes()));
    out.extend([0; 2]);
    out
}

/// CRC-32, bit by bit: another way than the program's own.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// Packs one gzip member without optional parts, as `CompressionStream` does.
pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    out.extend(compress_to_vec(content, 6));
    out.extend(crc32(content).to_le_bytes());
    out.extend((content.len() as u32).to_le_bytes());
    out
}
