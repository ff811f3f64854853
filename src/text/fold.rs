//! Folds away what a reader does not hear: case, accents, the shape of quotation marks, dashes and blanks.
//!
//! Two texts that fold to the same are the same words. [`fold`] gives the folded text alone; [`Folded`] keeps the way back,
//! so that what was found in the folded text can be shown in the original.
//!
//! The folding is Unicode compatibility decomposition (NFKD, UAX #15) without accents, points and what nobody sees, lower-cased,
//! with the few letters that do not decompose (ø, ł, ß, …) spelt out. It works on one code point at a time: no context, so any part of a
//! text folds as it does within the whole. Folding twice changes nothing.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::char::decompose_compatible;

/// `text` folded.
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    Cow::Owned(folded)
}

/// Whether `text` is seen at once to be folded already: printable ASCII without capitals.
pub(super) fn is_folded(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !byte.is_ascii_uppercase() && byte != b'`')
}

/// Appends `text`, folded, to `folded`: for folding many texts without an allocation each.
pub fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        fold_char(c, |c| folded.push(c));
    }
}

/// Hands the code points that `c` folds to to `emit`: none for a combining mark, several for a ligature.
pub fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        emit(fold_ascii(c));
    } else if let Some(spelt) = spelt_out(c) {
        spelt.chars().for_each(emit);
    } else {
        decompose_compatible(c, |part| {
            for lower in part.to_lowercase().filter(|&lower| !is_unheard(lower)) {
                match spelt_out(lower) {
                    Some(spelt) => spelt.chars().for_each(&mut emit),
                    None => emit(fold_ascii(lower)),
                }
            }
        });
    }
}

/// Whether a reader sees nothing of `c` in a word: soft hyphens, joiners, marks of direction, variation selectors.
///
/// The default ignorable code points of Unicode that texts hold.
pub(crate) const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Whether `c` is heard in no word, though it may be seen: accents, the points of Hebrew and Arabic, the stroke that stretches an
/// Arabic word, and what [`is_unseen`]. A vowel sign of an Indic script, or what makes "ga" of a "ka", is heard.
const fn is_unheard(c: char) -> bool {
    is_unseen(c)
        || matches!(c,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
            | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
            | '\u{8d3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        )
}

fn fold_ascii(c: char) -> char {
    match c {
        '`' => '\'',
        _ if c.is_ascii_whitespace() || c == '\u{b}' => ' ',
        _ => c.to_ascii_lowercase(),
    }
}

/// What Unicode does not decompose, or not into what a reader takes it for: marks, blanks, and letters with a stroke.
fn spelt_out(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | 'ʹ' | '＇' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => "-",
        '…' => "...",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        '⁄' => "/",
        'ς' => "σ",
        _ if !c.is_ascii() && c.is_whitespace() => " ",
        _ => return None,
    })
}

/// A folded text with the way back to the original bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For every byte of `text` the byte range of the original code point it came from, as its start; one more at the end.
    starts: Vec<u32>,
    /// Likewise its end.
    ends: Vec<u32>,
}

impl Folded {
    /// Folds `original`; what lies beyond its first 4 GiB leads back to no place in it.
    pub fn new(original: &str) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let mut folded = Self { text: String::with_capacity(original.len()), starts: Vec::new(), ends: Vec::new() };
        for (offset, c) in original.char_indices() {
            let before = folded.text.len();
            fold_char(c, |c| folded.text.push(c));
            let added = folded.text.len() - before;
            folded.starts.extend(std::iter::repeat_n(narrow(offset), added));
            folded.ends.extend(std::iter::repeat_n(narrow(offset + c.len_utf8()), added));
            // A mark folds to nothing; it belongs to the letter before it.
            if added == 0
                && let Some(end) = folded.ends.last_mut()
            {
                *end = narrow(offset + c.len_utf8());
            }
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte range of the original that `range`, a byte range of the folded text, came from; empty where that is empty.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let (Some(&start), Some(&end)) = (self.starts.get(range.start), self.ends.get(range.end.wrapping_sub(1))) else {
            let end = self.ends.last().map_or(0, |&end| end as usize);
            return end..end;
        };
        start as usize..(end as usize).max(start as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_typography_do_not_matter() {
        assert_eq!(fold("González"), "gonzalez");
        assert_eq!(fold("ÉCOLE"), "ecole");
        assert_eq!(fold("Machado’s “win” – 81 %…"), "machado's \"win\" - 81 %...");
        assert_eq!(fold("Straße, Łódź, Ærø"), "strasse, lodz, aero");
        assert_eq!(fold("ﬁnal\u{a0}vote"), "final vote");
        assert_eq!(fold("e\u{301}"), "e");
        assert_eq!(fold("har\u{ad}bour mi\u{200c}ravam ſo"), "harbour miravam so");
    }

    #[test]
    fn points_are_folded_away_and_vowel_signs_are_not() {
        assert_eq!(fold("שָׁלוֹם"), "שלום");
        assert_eq!(fold("مُحَمَّـد"), "محمد");
        assert_ne!(fold("काल"), fold("कल"));
        assert_ne!(fold("が"), fold("か"));
        assert_eq!(fold("ﾍﾞ"), fold("ベ"));
    }

    #[test]
    fn folded_text_is_borrowed() {
        assert!(matches!(fold("nothing to do: 51.2 %"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_way_back_covers_whole_letters() {
        let original = "“Gonza\u{301}lez”";
        let folded = Folded::new(original);
        let at = folded.text().find("za").unwrap();
        assert_eq!(&original[folded.original(at..at + 2)], "za\u{301}");
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "\\PC*") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
        }

        #[test]
        fn a_part_folds_as_within_the_whole(a in "\\PC*", b in "\\PC*") {
            let whole = format!("{a}{b}");
            prop_assert_eq!(fold(&whole), format!("{}{}", fold(&a), fold(&b)));
        }

        #[test]
        fn the_way_back_lands_on_code_points(text in "\\PC*") {
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
            for (start, c) in folded.text().char_indices() {
                let range = folded.original(start..start + c.len_utf8());
                prop_assert!(text.get(range).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
