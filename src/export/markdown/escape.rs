//! Text of a catalogue as Markdown that shows it, and obeys nothing in it.
//!
//! What means something within a line is escaped wherever it stands: emphasis, code, links, tables, footnotes, mathematics, tags,
//! entities, mentions, and the addresses that GitHub makes links of. What means something only at the beginning of a line is escaped
//! there. Full stops, hyphens and brackets stay as they are elsewhere: many read the source.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What ends an address, or is none of it.
const NOT_OF_ADDRESSES: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'(').add(b')').add(b'<').add(b'>').add(b'[').add(b']').add(b'\\').add(b'`').add(b'|');

/// `text` within a line.
pub(super) fn escaped(text: &str) -> String {
    let text = text.trim();
    let mut written = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '@' | '#' => written.extend(['\\', c]),
            ':' if text[at..].starts_with("://") => written.push_str("\\:"),
            '.' if ends_with_www(&text[..at]) => written.push_str("\\."),
            _ => written.push(c),
        }
    }
    written
}

fn ends_with_www(before: &str) -> bool {
    before.len().checked_sub(3).and_then(|at| before.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// `text` at the beginning of a line: no item of a list, no rule.
pub(super) fn paragraph(text: &str) -> String {
    let escaped = escaped(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = escaped.split_at(digits);
    if rest.starts_with(if digits == 0 { &['-', '+', '='][..] } else { &['.', ')'] }) {
        format!("{number}\\{rest}")
    } else {
        escaped
    }
}

/// `url` as what a link leads to.
pub(super) fn target(url: &str) -> String {
    utf8_percent_encode(url, NOT_OF_ADDRESSES).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_obeyed() {
        for (text, expected) in [
            ("a | b", "a \\| b"),
            ("a \\| b", "a \\\\\\| b"),
            ("`ls` *now* _then_ ~~no~~", "\\`ls\\` \\*now\\* \\_then\\_ \\~\\~no\\~\\~"),
            ("[x](https://bay.example) ![y]", "\\[x\\](https\\://bay.example) !\\[y\\]"),
            ("see WWW.bay.example or a@bay.example", "see WWW\\.bay.example or a\\@bay.example"),
            ("</script> &amp;", "&lt;/script&gt; &amp;amp;"),
            ("shut at 7:30, 3.5 m (so - far)", "shut at 7:30, 3.5 m (so - far)"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn no_text_begins_a_list_or_a_rule() {
        for (text, expected) in [
            ("- shut", "\\- shut"),
            ("+ 1", "\\+ 1"),
            ("1. shut", "1\\. shut"),
            ("12) shut", "12\\) shut"),
            ("---", "\\---"),
            ("    shut", "shut"),
            ("# shut", "\\# shut"),
            ("7 days", "7 days"),
        ] {
            assert_eq!(paragraph(text), expected);
        }
    }

    #[test]
    fn an_address_ends_where_its_link_does() {
        assert_eq!(target("https://bay.example/a)b <c>#:~:text=x"), "https://bay.example/a%29b%20%3Cc%3E#:~:text=x");
    }
}
