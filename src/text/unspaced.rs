//! Words of languages that are written without blanks: Chinese, Japanese, Thai, Lao, Khmer, Burmese; and where their lines may end.
//!
//! Chinese and Japanese are cut by a dictionary, the others by a trained model, both as ICU ships them ([`icu_segmenter`]). What is cut
//! is a run of such letters, whole: no part of it need be cut as it is within the whole.

use icu_segmenter::{
    LineSegmenter, WordSegmenter,
    options::{LineBreakOptions, WordBreakInvariantOptions},
};

/// Whether `c` is a letter of a script that has no blanks between words.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' // Burmese
        | '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}'..='\u{17dd}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' // Kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}' // Han
    )
}

/// Where the words of `run` end, in bytes of it, the last at its end.
pub(super) fn ends(run: &str) -> Vec<usize> {
    WordSegmenter::new_auto(WordBreakInvariantOptions::default()).segment_str(run).skip(1).collect()
}

/// Where a line of `text` may end (UAX #14), in bytes, the last at its end.
pub(super) fn line_ends(text: &str) -> Vec<usize> {
    LineSegmenter::new_auto(LineBreakOptions::default()).segment_str(text).skip(1).collect()
}
