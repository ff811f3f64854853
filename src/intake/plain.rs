//! Plain text: lines as paragraphs.
//!
//! Where lines were broken to fit a width, those of a paragraph are joined again; verse and lists, whose lines end where somebody
//! wanted, stay.

use super::{
    Taken,
    composed::{Composed, on_one_line},
};
use crate::catalogue::PartKind;

/// Code points of the longest first line that is a headline.
const HEADLINE: usize = 150;
/// Lines that were broken to fit a width are this long, in code points.
const BROKEN: std::ops::RangeInclusive<usize> = 45..=90;

/// The text of `text`, which was written in `encoding`.
pub(super) fn take(text: &str, encoding: &str) -> Taken {
    let paragraphs = paragraphs(text);
    let mut composed = Composed::default();
    let title = paragraphs.first().filter(|first| is_headline(first, paragraphs.len()));
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at == 0 && title.is_some() {
            composed.part(PartKind::Headline, paragraph);
        } else {
            composed.body(paragraph);
        }
    }
    let (text, parts) = composed.finish();
    let title = title.map(|title| on_one_line(title));
    Taken { text, parts, title, encoding: Some(encoding.to_owned()), ..Taken::default() }
}

/// Whether the first of so many `paragraphs` looks like what stands over the others.
pub(super) fn is_headline(first: &str, paragraphs: usize) -> bool {
    paragraphs > 1 && !first.contains('\n') && first.chars().count() <= HEADLINE && !first.ends_with(['.', ',', ';'])
}

/// The paragraphs of `text`, with the lines joined that were broken to fit a width.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
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
    fn the_first_line_is_a_headline_where_it_looks_like_one() {
        let taken = take("Bridge shut overnight\r\n\r\nNobody had been told.\r\n", "UTF-8");
        assert_eq!((taken.title.as_deref(), taken.parts), (Some("Bridge shut overnight"), vec![(PartKind::Headline, 0..21)]));
        assert_eq!(take("The bridge is shut.\n\nNobody was told.\n", "UTF-8").title, None);
    }
}
