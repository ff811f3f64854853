//! How a program counted positions: nobody says it, and the programs differ.
//!
//! The standard (REFI-QDA 1.5) counts code points and names the last one; QualCoder and Taguette write the end exclusive. MAXQDA counts a
//! line end of Windows as two, ATLAS.ti as one; what was made in JavaScript or .NET counts UTF-16 code units. The texts tell: under the
//! right reading selections are what they are called, begin and end with whole words, and have no blanks around them.

use std::fmt;

use crate::text::lines::unix;

/// Selections of a project that are looked at, at the most.
const SAMPLE: usize = 2000;

/// A way to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Whether the end is the last position, not the one behind it.
    is_inclusive: bool,
    /// Whether `\r\n` counts as two.
    counts_returns: bool,
    /// Whether what lies beyond the basic plane counts as two.
    is_utf_16: bool,
}

impl Reading {
    /// All of them; of two that fit alike the first is taken.
    fn all() -> impl Iterator<Item = Self> {
        let truths = [false, true];
        let each = move |is_inclusive| truths.map(|counts_returns| (is_inclusive, counts_returns));
        let each = truths.into_iter().flat_map(each);
        each.flat_map(move |(is_inclusive, counts_returns)| {
            truths.map(|is_utf_16| Self { is_inclusive, counts_returns, is_utf_16 })
        })
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = if self.is_utf_16 { "UTF-16 code units" } else { "code points" };
        let returns = if self.counts_returns { ", line ends of Windows as two" } else { "" };
        write!(f, "positions counted in {units}{returns}, the end {}", if self.is_inclusive { "inclusive" } else { "exclusive" })
    }
}

/// A text with Unix line ends, in which positions of the one it was made of are found.
pub(super) struct Source {
    pub(super) text: String,
    chars: Vec<char>,
    /// Code points of the original that went.
    removed: Vec<usize>,
    /// Code points of the text that are two code units, in order.
    wide: Vec<usize>,
}

/// A selection: its positions, and what it is called.
pub(super) struct Selected<'n> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: &'n str,
}

impl Source {
    pub(super) fn new(original: &str) -> Self {
        let (text, removed) = unix(original);
        let chars: Vec<char> = text.chars().collect();
        let wide = (0..).zip(&chars).filter(|(_, c)| c.len_utf16() > 1).map(|(at, _)| at).collect();
        Self { text, chars, removed, wide }
    }

    /// The code point of the text at the `position` of the original as `reading` counts; none beyond its end.
    fn at(&self, position: usize, reading: Reading) -> Option<usize> {
        let fits = |at: &usize| self.position(*at, reading) < position;
        let (mut low, mut high) = (0, self.chars.len() + 1);
        while low < high {
            let middle = usize::midpoint(low, high);
            if fits(&middle) { low = middle + 1 } else { high = middle }
        }
        (low <= self.chars.len()).then_some(low)
    }

    /// At which position of the original the code point `at` of the text is, as `reading` counts.
    fn position(&self, at: usize, reading: Reading) -> usize {
        let wide = if reading.is_utf_16 { self.wide.partition_point(|&wide| wide < at) } else { 0 };
        // The returns that went before it: of the original the one of this number stood so much further.
        let returns = if reading.counts_returns {
            let (mut low, mut high) = (0, self.removed.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                if self.removed[middle] < at + middle { low = middle + 1 } else { high = middle }
            }
            low
        } else {
            0
        };
        at + wide + returns
    }

    /// The code points that `selected` means, without blanks at its ends; none where there are none.
    pub(super) fn range(&self, selected: &Selected<'_>, reading: Reading) -> Option<std::ops::Range<usize>> {
        let (mut start, mut end) = self.ends(selected, reading)?;
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while start < end && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    fn ends(&self, selected: &Selected<'_>, reading: Reading) -> Option<(usize, usize)> {
        let start = self.at(selected.start, reading)?;
        let end = self.at(selected.end, reading)? + usize::from(reading.is_inclusive);
        (start <= end && end <= self.chars.len()).then_some((start, end))
    }

    /// The code points of a `range` on one line.
    pub(super) fn quote(&self, range: &std::ops::Range<usize>) -> String {
        let words: String = self.chars[range.clone()].iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How well `reading` fits `selected`.
    fn fit(&self, selected: &Selected<'_>, reading: Reading) -> usize {
        let Some((start, end)) = self.ends(selected, reading).filter(|(start, end)| start < end) else { return 0 };
        let cuts = |at: usize| {
            let letter = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(|c| c.is_alphanumeric());
            letter(at.checked_sub(1)) && letter(Some(at))
        };
        let blank = |at: usize| self.chars.get(at).is_some_and(|c| c.is_whitespace());
        let fits = [!cuts(start), !cuts(end), !blank(start), !blank(end - 1)];
        let name = selected.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let stem = name.trim_end_matches(['.', '…']).trim_end();
        let called = match self.quote(&(start..end)) {
            _ if stem.is_empty() => 0,
            quote if quote == name => 8,
            quote if name.ends_with(['.', '…']) && quote.starts_with(stem) => 4,
            _ => 0,
        };
        called + fits.into_iter().filter(|&fits| fits).count()
    }
}

/// The reading that fits these selections best, each of one of the `sources`.
pub(super) fn reading<'n>(sources: &[Source], selected: impl Iterator<Item = (usize, Selected<'n>)>) -> Reading {
    let sample: Vec<(usize, Selected<'n>)> = selected.take(SAMPLE).collect();
    let fit = |reading| sample.iter().map(|(source, selected)| sources[*source].fit(selected, reading)).sum::<usize>();
    let mut best = Reading { is_inclusive: false, counts_returns: false, is_utf_16: false };
    let mut most = fit(best);
    for reading in Reading::all() {
        let fit = fit(reading);
        if fit > most {
            (best, most) = (reading, fit);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "🌉 Shut\r\n\r\nThe bridge is shut. 🌉 Nobody was told.\r\nThe ferry sails.\r\n";

    /// The words as a program finds and counts them that counts so.
    fn positions(words: &str, reading: Reading) -> (usize, usize) {
        let before = &TEXT[..TEXT.find(words).unwrap()];
        let count = |text: &str| {
            let text = if reading.counts_returns { text.to_owned() } else { text.replace("\r\n", "\n") };
            if reading.is_utf_16 { text.encode_utf16().count() } else { text.chars().count() }
        };
        (count(before), count(before) + count(words) - usize::from(reading.is_inclusive))
    }

    #[test]
    fn the_text_tells_how_a_program_counted() {
        let words = ["bridge", "shut. 🌉 Nobody", "ferry", "told.\r\nThe"];
        for reading in Reading::all() {
            let source = [Source::new(TEXT)];
            let places = words.map(|words| positions(words, reading));
            let selected = || places.iter().map(|&(start, end)| (0, Selected { start, end, name: "" }));
            let found = super::reading(&source, selected());
            assert_eq!(found, reading);
            for ((_, selected), words) in selected().zip(words) {
                let range = source[0].range(&selected, found).unwrap();
                assert_eq!(source[0].quote(&range), words.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }

    #[test]
    fn a_name_decides_where_words_do_not() {
        let source = [Source::new("ab cd")];
        let selected = |name| [(0, Selected { start: 0, end: 1, name })].into_iter();
        assert!(!super::reading(&source, selected("a")).is_inclusive);
        assert!(super::reading(&source, selected("ab")).is_inclusive);
    }

    #[test]
    fn what_lies_beyond_the_text_is_nowhere() {
        let source = Source::new("ab\r\n");
        let reading = Reading { is_inclusive: false, counts_returns: true, is_utf_16: false };
        let range = |start, end| source.range(&Selected { start, end, name: "" }, reading);
        assert_eq!((range(0, 2), range(0, 4), range(0, 9), range(2, 4), range(2, 1)), (Some(0..2), Some(0..2), None, None, None));
    }
}
