//! What was written in a mail (RFC 5322, MIME), and pages that a browser saved as one (MHTML).
//!
//! Heads, parts and encodings are read by `mail-parser`. Of a mail that says the same as a page and as plain text the page is taken,
//! which the senders of newsletters care for, unless less than half of the words are an article. The head is no text: it says who
//! wrote it, on which day and about what. What hangs on a mail is not taken.

use mail_parser::{Message, MessageParser, PartType};

use super::{
    IntakeError, Kind, Taken,
    composed::{Composed, on_one_line},
    day::date,
    html, plain,
};
use crate::text::words::words;

/// The fields one of which a mail has beside that of its sender.
const BESIDE_SENDER: [&str; 4] = ["subject", "date", "to", "message-id"];
/// What browsers write as the sender of a page.
const SAVED: &str = "saved by";
/// The field in which they write its address.
const PLACE: &str = "Snapshot-Content-Location";

/// Whether `text` begins with the head of a mail: fields up to the first empty line, the sender among them.
pub(super) fn is_mail(text: &str) -> bool {
    let mut names = Vec::new();
    for line in text.trim_start().lines().take_while(|line| !line.is_empty()) {
        match line.split_once(':') {
            _ if line.starts_with([' ', '\t']) && !names.is_empty() => {}
            Some((name, _))
                if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) =>
            {
                names.push(name.to_ascii_lowercase());
            }
            // How a folder of mails begins, and some programs save a single one.
            _ if names.is_empty() && line.starts_with("From ") => {}
            _ => return false,
        }
    }
    let has = |name: &str| names.iter().any(|other| other == name);
    has("from") && BESIDE_SENDER.into_iter().any(has)
}

/// What was written in the mail that `bytes` are, which read as `text` where they are all in one `encoding`.
pub(super) fn take(bytes: &[u8], text: &str, encoding: &str) -> Result<Taken, IntakeError> {
    // Each of its parts may be in an encoding of its own. Where none is named, it is the one that could be told.
    let names_its_own = !encoding.starts_with("UTF-16") && text.to_ascii_lowercase().contains("charset=");
    let mail = if names_its_own { bytes } else { text.as_bytes() };
    let mail = without_envelope(mail.trim_ascii_start());
    let message = parser().parse(mail).ok_or(IntakeError::Empty)?;
    let encoding = if names_its_own { None } else { Some(encoding.to_owned()) };
    let (page, sender) = (page(&message), sender(&message));
    let article = page.map(|page| html::take(&page, encoding.as_deref().unwrap_or_default()));
    let article = match article {
        Some(page) if sender.as_ref().is_some_and(|sender| sender.to_lowercase().starts_with(SAVED)) => {
            let place = message.header(PLACE).and_then(|place| place.as_text()).map(str::to_owned);
            return page.map(|page| Taken { url: page.url.or(place), encoding, ..page });
        }
        article => article,
    };
    let paragraphs = plain::paragraphs(&plain_text(&message));
    let written: usize = paragraphs.iter().map(|paragraph| words(paragraph).count()).sum();
    let taken = match article {
        Some(Ok(article)) if 2 * words(&article.text).count() >= written => article,
        Some(Err(error)) if written == 0 => return Err(error),
        _ => {
            let mut composed = Composed::default();
            paragraphs.iter().for_each(|paragraph| composed.body(paragraph));
            let (text, parts) = composed.finish();
            Taken { text, parts, ..Taken::default() }
        }
    };
    let day = message.date().and_then(|day| date(day.year, day.month, day.day));
    Ok(Taken {
        title: message.subject().map(on_one_line).filter(|subject| !subject.is_empty()).or(taken.title),
        author: sender.or(taken.author),
        published: day.or(taken.published),
        kind: Kind::Mail,
        encoding,
        attachments: message.attachments().filter(|part| !matches!(part.body, PartType::InlineBinary(_))).count(),
        ..taken
    })
}

/// What reads the fields that are needed, and no other.
fn parser() -> MessageParser {
    MessageParser::new().with_minimal_headers().header_text(PLACE).default_header_ignore()
}

/// `mail` without the line that a folder of mails has before each.
fn without_envelope(mail: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'\n', mail).filter(|_| mail.starts_with(b"From "));
    end.map_or(mail, |end| &mail[end + 1..])
}

/// The page that the mail is, where it is one.
fn page(message: &Message<'_>) -> Option<String> {
    let pages: Vec<&str> = message
        .html_bodies()
        .filter_map(|part| if let PartType::Html(page) = &part.body { Some(&**page) } else { None })
        .collect();
    (!pages.is_empty()).then(|| pages.join("\n"))
}

fn plain_text(message: &Message<'_>) -> String {
    let texts: Vec<&str> = message
        .text_bodies()
        .filter_map(|part| if let PartType::Text(text) = &part.body { Some(&**text) } else { None })
        .collect();
    texts.join("\n\n")
}

/// The name of who sent it, or the address where there is none.
fn sender(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    let name = from.name.as_deref().filter(|name| !name.trim().is_empty());
    name.or(from.address.as_deref()).map(on_one_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "From: Ada Quill <ada@bay.example>\r\nDate: Mon, 3 Mar 2031 09:15:00 +0100\r\n";

    fn taken(mail: &str) -> Taken {
        assert!(is_mail(mail), "{mail}");
        super::super::take(mail.as_bytes()).unwrap()
    }

    #[test]
    fn a_mail_is_told_by_its_head() {
        for mail in [
            "From: ada\nSubject: The bridge\n\nShut.",
            "Received: by bay\r\n\twith care\r\nFrom: ada\r\nTo: post\r\n\r\nShut.",
            "From ada@bay.example Mon Mar 3 09:15:00 2031\nFrom: ada\nDate: today\n\nShut.",
        ] {
            assert!(is_mail(mail), "{mail}");
        }
        for text in [
            "From: the bridge\n\nShut.",
            "Subject: the bridge\nTo: all\n\nShut.",
            "From the bridge to the harbour\nTo: all\n\nShut.",
            "From: ada\nIt is shut.\nTo: all\n\nShut.",
            "",
        ] {
            assert!(!is_mail(text), "{text}");
        }
    }

    #[test]
    fn words_are_read_in_the_encodings_that_the_head_names() {
        let mail = taken(&format!(
            "{HEAD}Subject: =?utf-8?B?RGllIEJyw7xja2U=?=\r\n =?iso-8859-1?Q?_f=FCr_alle?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\nDie Br=FCcke ist =\r\ngesperrt.\r\n"
        ));
        assert_eq!((mail.title.as_deref(), mail.author.as_deref()), (Some("Die Brücke für alle"), Some("Ada Quill")));
        assert_eq!(mail.published.map(|day| day.to_string()).as_deref(), Some("2031-03-03"));
        assert_eq!((mail.text.as_str(), mail.source().as_str()), ("Die Brücke ist gesperrt.\n", "a mail"));
        let mail = taken(&format!(
            "{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nRGllIEJyw7xja2Ug\naXN0IHp1Lg==\n"
        ));
        assert_eq!(mail.text, "Die Brücke ist zu.\n");
        let plain = taken("From: <ada@bay.example>\nSubject: The bridge,\n again\n\nIt is shut.\n");
        assert_eq!((plain.title.as_deref(), plain.author.as_deref()), (Some("The bridge, again"), Some("ada@bay.example")));
        assert_eq!(plain.source(), "a mail in UTF-8");
    }

    /// A mail of these parts, each with its type.
    fn parts(kind: &str, parts: &[(&str, &str)]) -> Taken {
        let parts: String =
            parts.iter().map(|(kind, text)| format!("--gull\r\nContent-Type: {kind}\r\n\r\n{text}\r\n")).collect();
        taken(&format!("{HEAD}Subject: Shut\r\nContent-Type: multipart/{kind}; boundary=gull\r\n\r\n{parts}--gull--\r\n"))
    }

    const WORDS: &str = "The harbour bridge was closed at midnight, and nobody had been told about it, neither in the town nor on the far \
        bank, where the market is held on every Monday of the spring and where the ferry does not go.";

    #[test]
    fn the_page_goes_before_the_plain_text_unless_it_says_less() {
        let page =
            format!("<html><body><nav><a href='/'>Home</a></nav><article><p>{WORDS}</p><p>{WORDS}</p></article></body></html>");
        let plain = ("text/plain; charset=utf-8", "Read this in your browser: https://bay.example/1");
        let mail = parts("alternative", &[plain, ("text/html; charset=utf-8", &page)]);
        assert_eq!(mail.text, format!("{WORDS}\n\n{WORDS}\n"));
        let long = format!("{WORDS}\r\n\r\n{WORDS}");
        let mail =
            parts("alternative", &[("text/plain; charset=utf-8", &long), ("text/html; charset=utf-8", "<p>See below.</p>")]);
        assert_eq!(mail.text, format!("{WORDS}\n\n{WORDS}\n"));
    }

    #[test]
    fn what_hangs_on_a_mail_is_counted() {
        let pdf = "application/pdf; name=minutes.pdf\r\nContent-Disposition: attachment; filename=minutes.pdf";
        let mail = parts("mixed", &[("text/plain", "See the minutes."), (pdf, "%PDF-1.4")]);
        assert_eq!(
            (mail.text.as_str(), mail.source().as_str()),
            ("See the minutes.\n", "a mail in UTF-8, without its attachment")
        );
    }

    #[test]
    fn a_page_saved_as_a_mail_is_a_page() {
        let page = format!(
            "<html><head><title>Shut</title></head><body><article><h1>Bridge shut</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
        );
        let mail = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bay.example/1\r\nSubject: Shut\r\nDate: Tue, 4 Mar 2031 09:15:00 +0100\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=gull\r\n\r\n\
             --gull\r\nContent-Type: text/html\r\n\r\n{page}\r\n--gull--\r\n"
        );
        let page = taken(&mail);
        assert_eq!(
            (page.kind, page.title.as_deref(), page.author, page.published),
            (Kind::Page, Some("Bridge shut"), None, None)
        );
        assert_eq!(page.url.as_deref(), Some("https://bay.example/1"));
    }
}
