//! Bytes as characters: which encoding they are in, and the text.
//!
//! A byte order mark decides, then zero bytes, which no text has but those of UTF-16, then sound UTF-8, then what a web page says
//! of itself, then a guess by the letters (`chardetng`, which is what Firefox guesses with). Encodings and their names are those of
//! the WHATWG Encoding Standard.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes in which a page must name its encoding, as browsers look.
const NAMED_WITHIN: usize = 1024;

/// The text that `bytes` are, without a byte order mark, and the name of their encoding; none where they are no text.
pub fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let encoding = encoding(bytes)?;
    let (text, encoding, _) = encoding.decode(bytes);
    // Zero bytes are in no text; a picture read as Windows-1252 is full of them.
    (!text.contains('\0')).then(|| (text.into_owned(), encoding.name()))
}

fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    if bytes.contains(&0) {
        return by_zero_bytes(bytes);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Some(UTF_8);
    }
    named(bytes).or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        Some(detector.guess(None, Utf8Detection::Deny))
    })
}

/// UTF-16 where every second byte of a good part is zero; none where zero bytes are anywhere else.
fn by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = |zeros: usize, others: usize| zeros > 8 * others && 16 * zeros > bytes.len();
    if enough(odd, even) { Some(UTF_16LE) } else { enough(even, odd).then_some(UTF_16BE) }
}

/// The encoding that a page names in its head: `<meta charset=…>`, or within the type of its content.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(NAMED_WITHIN)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + "charset=".len();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_:".contains(byte);
    let name: Vec<u8> = head[at..].iter().skip_while(|byte| b"\"' ".contains(byte)).take_while(is_name).copied().collect();
    // What calls itself UTF-16 in bytes that are read as ASCII is not.
    Encoding::for_label(&name).filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Die Brücke über die Förde ist gesperrt – „seit Montag“, sagte Jürgen Weiß.";

    fn utf_16(bytes_of: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
        mark.then_some(0xfeff).into_iter().chain(TEXT.encode_utf16()).flat_map(bytes_of).collect()
    }

    #[test]
    fn every_encoding_is_recognised() {
        let windows = encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned();
        let page = |charset: &str| format!("<meta charset='{charset}'>{TEXT}");
        let cyrillic = "Мост через залив закрыт с понедельника, сообщила администрация порта.";
        for (bytes, text, name) in [
            (TEXT.as_bytes().to_vec(), TEXT.to_owned(), "UTF-8"),
            ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), TEXT.to_owned(), "UTF-8"),
            (utf_16(u16::to_le_bytes, true), TEXT.to_owned(), "UTF-16LE"),
            (utf_16(u16::to_be_bytes, true), TEXT.to_owned(), "UTF-16BE"),
            (utf_16(u16::to_le_bytes, false), TEXT.to_owned(), "UTF-16LE"),
            (utf_16(u16::to_be_bytes, false), TEXT.to_owned(), "UTF-16BE"),
            (windows, TEXT.to_owned(), "windows-1252"),
            (
                encoding_rs::ISO_8859_15.encode(&page("iso-8859-15").replace(['–', '„', '“'], "-")).0.into_owned(),
                page("iso-8859-15").replace(['–', '„', '“'], "-"),
                "ISO-8859-15",
            ),
            (encoding_rs::WINDOWS_1251.encode(cyrillic).0.into_owned(), cyrillic.to_owned(), "windows-1251"),
        ] {
            assert_eq!(decode(&bytes), Some((text, name)));
        }
    }

    #[test]
    fn what_has_zero_bytes_elsewhere_is_no_text() {
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0"), None);
    }
}
