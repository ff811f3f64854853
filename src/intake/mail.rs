//! What was written in a mail (RFC 5322, MIME), and pages that a browser saved as one (MHTML).
//!
//! Heads, parts and encodings are read by `mailparse`. Of a mail that says the same as a page and as plain text the page is taken,
//! which the senders of newsletters care for, unless less than half of the words are an article. The head is no text: it says who
//! wrote it, on which day and about what. What hangs on a mail is not taken, other mails neither.

use encoding_rs::Encoding;
use mailparse::{
    DispositionType, MailAddr, MailHeader, MailHeaderMap, MailParseError, ParsedMail, addrparse, addrparse_header, parse_mail,
};

use super::{
    IntakeError, Kind, Taken,
    composed::{Composed, on_one_line},
    day::day,
    html, plain,
};
use crate::text::{encoding::decode, words::words};

/// The fields one of which a mail has beside that of its sender.
const BESIDE_SENDER: [&str; 4] = ["subject", "date", "to", "message-id"];
/// Bytes of the longest head.
const HEAD: usize = 256 << 10;
/// Lines that may part one part of a mail from another.
const PARTS: usize = 20_000;
/// What browsers write as the sender of a page.
const SAVED: &str = "saved by";
/// The field in which they write its address.
const PLACE: &str = "Snapshot-Content-Location";

/// Whether `text` begins with the head of a mail: fields up to the first empty line, the sender among them.
pub(super) fn is_mail(text: &str) -> bool {
    let (mut names, mut length) = (Vec::new(), 0);
    for line in text.trim_start().lines().take_while(|line| !line.is_empty()) {
        length += line.len();
        if length > HEAD {
            return false;
        }
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
    // Each of its parts may be in an encoding of its own, but not where the head is in none that mails are sent in.
    let is_wide = encoding.starts_with("UTF-16");
    let bytes = without_envelope(if is_wide { text.as_bytes() } else { bytes }.trim_ascii_start());
    if memchr::memmem::find_iter(bytes, b"\n--").count() > PARTS {
        return Err(IntakeError::TooDeep);
    }
    let mail = parse_mail(bytes).map_err(|error| broken(&error))?;
    let Bodies { pages, texts, encodings, attachments } = Bodies::of(&mail)?;
    let encoding = if is_wide { encoding.to_owned() } else { encodings.join(", ") };
    let from = mail.headers.get_first_header("From");
    let is_saved = from.is_some_and(|from| value(from).trim_start_matches(['<', '"']).to_lowercase().starts_with(SAVED));
    let sender = from.and_then(sender);
    let article = (!pages.is_empty()).then(|| html::take(&pages.join("\n"), &encoding));
    let article = match article {
        Some(page) if is_saved => {
            let place = mail.headers.get_first_value(PLACE);
            return page.map(|page| Taken { url: page.url.or(place), ..page });
        }
        article => article,
    };
    let paragraphs = plain::paragraphs(&texts.join("\n\n"));
    let written: usize = paragraphs.iter().map(|paragraph| words(paragraph).count()).sum();
    let taken = match article {
        Some(Ok(article)) if 2 * words(&article.text).count() >= written => article,
        Some(Err(error)) if written == 0 => return Err(error),
        _ => {
            let mut composed = Composed::default();
            for paragraph in &paragraphs {
                composed.body(paragraph);
            }
            let (text, parts) = composed.finish();
            Taken { text, parts, ..Taken::default() }
        }
    };
    let subject = mail.headers.get_first_header("Subject").map(value).map(|subject| on_one_line(&subject));
    Ok(Taken {
        title: subject.filter(|subject| !subject.is_empty()).or(taken.title),
        author: sender.or(taken.author),
        published: mail.headers.get_first_value("Date").and_then(|date| day(&date)).or(taken.published),
        kind: Kind::Mail,
        encoding: Some(encoding).filter(|encoding| !encoding.is_empty()),
        attachments,
        ..taken
    })
}

/// `mail` without the line that a folder of mails has before each.
fn without_envelope(mail: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'\n', mail).filter(|_| mail.starts_with(b"From "));
    end.map_or(mail, |end| &mail[end + 1..])
}

fn broken(error: &MailParseError) -> IntakeError {
    IntakeError::Broken("mail", error.to_string())
}

/// What there is to read in a mail.
#[derive(Debug, Default)]
struct Bodies {
    pages: Vec<String>,
    texts: Vec<String>,
    /// The encodings of both.
    encodings: Vec<&'static str>,
    /// How many files hang on it; pictures within a page are none.
    attachments: usize,
}

impl Bodies {
    fn of(mail: &ParsedMail<'_>) -> Result<Self, IntakeError> {
        let mut bodies = Self::default();
        for part in mail.parts().filter(|part| part.subparts.is_empty()) {
            let hangs_on = part.get_content_disposition().disposition == DispositionType::Attachment;
            let to = match part.ctype.mimetype.as_str() {
                kind if !hangs_on && (kind.starts_with("image/") || kind.starts_with("multipart/")) => continue,
                "text/html" if !hangs_on => &mut bodies.pages,
                "text/plain" if !hangs_on => &mut bodies.texts,
                _ => {
                    bodies.attachments += 1;
                    continue;
                }
            };
            let (text, encoding) = body(part)?;
            to.push(text);
            if !bodies.encodings.contains(&encoding) {
                bodies.encodings.push(encoding);
            }
        }
        Ok(bodies)
    }
}

/// The text of `part` and its encoding: the one it names, or else the one that can be told.
fn body(part: &ParsedMail<'_>) -> Result<(String, &'static str), IntakeError> {
    let bytes = part.get_body_raw().map_err(|error| broken(&error))?;
    let named = part.ctype.params.get("charset").and_then(|name| Encoding::for_label(name.as_bytes()));
    if let Some(named) = named {
        let (text, encoding, _) = named.decode(&bytes);
        return Ok((text.into_owned(), encoding.name()));
    }
    decode(&bytes).ok_or(IntakeError::NoText)
}

/// What a field says, be it in the encoding of RFC 2047 or, against the rules, in UTF-8 or Latin-1.
fn value(field: &MailHeader<'_>) -> String {
    field.get_value_utf8().unwrap_or_else(|_| field.get_value())
}

/// The name of who sent it, or the address where there is none.
fn sender(from: &MailHeader<'_>) -> Option<String> {
    let ascii = from.get_value_raw().is_ascii();
    let senders = if ascii { addrparse_header(from) } else { addrparse(&value(from)) };
    let (name, address) = match senders.ok()?.into_inner().into_iter().next()? {
        MailAddr::Single(one) => (one.display_name, one.addr),
        MailAddr::Group(group) => (Some(group.group_name), String::new()),
    };
    let name = name.map(|name| on_one_line(&name)).filter(|name| !name.is_empty());
    name.or(Some(on_one_line(&address))).filter(|name| !name.is_empty())
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
        assert_eq!((mail.text.as_str(), mail.source().as_str()), ("Die Brücke ist gesperrt.\n", "a mail in windows-1252"));
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
