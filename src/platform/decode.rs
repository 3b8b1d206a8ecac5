//! Text in encodings other than UTF-8, which every browser can read.

use super::PlatformError;
use web_sys::{TextDecoder, TextDecoderOptions};

/// Reads GB18030, of which GBK and GB2312 are parts.
///
/// # Errors
/// When the bytes are not of that encoding.
pub fn gb18030(bytes: &[u8]) -> Result<String, PlatformError> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options)?;
    Ok(decoder.decode_with_u8_array(bytes)?)
}
