//! Mail and plain text: lines as paragraphs.
//!
//! Where lines were broken to fit a width, those of a paragraph are joined again; verse and lists, whose lines end where somebody
//! wanted, stay. The head of a mail is no text: it says who wrote it, on which day and about what.

use super::{
    Taken,
    composed::{Composed, on_one_line},
    day::day,
};
use crate::catalogue::PartKind;

/// Code points of the longest first line that is a headline.
const HEADLINE: usize = 150;
/// Lines that were broken to fit a width are this long, in code points.
const BROKEN: std::ops::RangeInclusive<usize> = 45..=90;

/// The text of `text`, which was written in `encoding`.
pub(super) fn take(text: &str, encoding: &str) -> Taken {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (head, body) = mail_head(&text);
    let field = |name: &str| head.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let paragraphs = paragraphs(body);
    let mut composed = Composed::default();
    let subject = field("subject");
    let first = paragraphs.first().filter(|first| subject.is_none() && is_headline(first, paragraphs.len()));
    let title = subject.clone().or_else(|| first.cloned());
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at == 0 && first.is_some() {
            composed.part(PartKind::Headline, paragraph);
        } else {
            composed.body(paragraph);
        }
    }
    let (text, parts) = composed.finish();
    let kind = if head.is_empty() { "plain text" } else { "a mail" };
    Taken {
        text,
        parts,
        title,
        author: field("from").map(|from| sender(&from)),
        published: field("date").and_then(|date| day(&date)),
        source: format!("{kind} in {encoding}"),
        ..Taken::default()
    }
}

/// The fields before the first empty line, with names in lower case, where it is the head of a mail; and what follows.
fn mail_head(text: &str) -> (Vec<(String, String)>, &str) {
    let none = (Vec::new(), text);
    let Some((head, body)) = text.trim_start_matches('\u{feff}').trim_start().split_once("\n\n") else { return none };
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        match (line.strip_prefix([' ', '\t']), line.split_once(':')) {
            (Some(more), _) if !fields.is_empty() => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(more.trim());
                }
            }
            (_, Some((name, value))) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => return none,
        }
    }
    let is_mail = ["from", "subject"].iter().all(|name| fields.iter().any(|(field, _)| field == name));
    if is_mail { (fields, body) } else { none }
}

/// "Ada Quill <ada@example.org>": the name, or the address where there is none.
fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"');
    if name.is_empty() { from.trim_matches(['<', '>']).to_owned() } else { name.to_owned() }
}

fn is_headline(first: &str, paragraphs: usize) -> bool {
    paragraphs > 1 && !first.contains('\n') && first.chars().count() <= HEADLINE && !first.ends_with(['.', ',', ';'])
}

/// The paragraphs of `text`, with the lines joined that were broken to fit a width.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), paragraphs.last_mut()) {
            (false, Some(paragraph)) => paragraph.push(line.trim_end()),
            (true, Some(paragraph)) if paragraph.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    let inner = || paragraphs.iter().filter_map(|lines| lines.split_last().map(|(_, before)| before)).flatten();
    let broken = inner().filter(|line| BROKEN.contains(&line.chars().count())).count();
    let is_broken = broken > 2 && 10 * broken >= 7 * inner().count();
    let joined = |lines: Vec<&str>| if is_broken { on_one_line(&join(&lines)) } else { lines.join("\n") };
    paragraphs.into_iter().map(joined).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// `lines` that were one; a word hyphenated at the end of a line is whole again where its rest begins with a small letter.
pub(super) fn join(lines: &[&str]) -> String {
    let mut joined = String::new();
    for line in lines {
        let line = line.trim();
        let small = line.starts_with(char::is_lowercase);
        if let Some(before) =
            joined.strip_suffix(['-', '\u{ad}', '\u{2010}']).filter(|before| small && before.ends_with(char::is_alphabetic))
        {
            joined.truncate(before.len());
        } else if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_fit_a_width_are_joined_and_verse_is_not() {
        let mail = "The harbour bridge was closed at midnight, and nobody had been\n\
            told about it, neither in the town nor on the far bank of the\nwater, where the mar-\nket is held.\n\nThe mayor was away on that Sunday, as she is on every Sunday of\nthe spring.\n";
        assert_eq!(
            paragraphs(mail)[0],
            "The harbour bridge was closed at midnight, and nobody had been told about it, neither in the town nor on the far bank of the water, where the market is held."
        );
        assert_eq!(paragraphs("Gull,\nyou loud one,\n\nsleep.\n"), ["Gull,\nyou loud one,", "sleep."]);
    }

    #[test]
    fn a_mail_says_who_wrote_it() {
        let taken = take(
            "From: Ada Quill <ada@bay.example>\nSubject: The bridge,\n again\nDate: Mon, 3 Mar 2031 09:15:00 +0100\n\nIt is shut.\n",
            "UTF-8",
        );
        assert_eq!((taken.title.as_deref(), taken.author.as_deref()), (Some("The bridge, again"), Some("Ada Quill")));
        assert_eq!(taken.published.map(|day| day.to_string()).as_deref(), Some("2031-03-03"));
        assert_eq!((taken.text.as_str(), taken.source.as_str()), ("It is shut.\n", "a mail in UTF-8"));
    }

    #[test]
    fn the_first_line_is_a_headline_where_it_looks_like_one() {
        let taken = take("Bridge shut overnight\r\n\r\nNobody had been told.\r\n", "UTF-8");
        assert_eq!((taken.title.as_deref(), taken.parts), (Some("Bridge shut overnight"), vec![(PartKind::Headline, 0..21)]));
        assert_eq!(take("The bridge is shut.\n\nNobody was told.\n", "UTF-8").title, None);
    }
}
