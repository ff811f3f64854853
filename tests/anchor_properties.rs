//! A quotation is cut from a text at random and something is done to it: its state must say what was done.
//!
//! The texts are made of invented words, so that two passages agree by chance as little as in prose. White space and
//! overlapping places are held against a plain search written for this test.

use std::ops::Range;

use parallax::text::anchor::{Anchoring, Haystack, Wanted, clearance, tolerated};
use proptest::{prelude::*, sample::Index};

/// A text of 60 to 200 words, as a list of pieces: a word with its punctuation, then what separates it from the next.
fn pieces() -> impl Strategy<Value = Vec<(String, &'static str)>> {
    let word = "([bdfgklmnprst][aeiouéøñ]){1,5}";
    let dressed = (word, 0..16_u8).prop_map(|(word, dress)| match dress {
        0 => format!("“{word}”"),
        1 => format!("{word} —"),
        2 => format!("{word},"),
        3 => format!("{word}."),
        4 => format!("{word};"),
        5 => format!("{word}’s"),
        6 => word[..1].to_uppercase() + &word[1..],
        _ => word,
    });
    let gap = prop_oneof![8 => Just(" "), 1 => Just("\n"), 1 => Just("\r\n\r\n"), 1 => Just("\u{a0} ")];
    prop::collection::vec((dressed, gap), 60..200)
}

fn joined(pieces: &[(String, &str)]) -> String {
    pieces.iter().flat_map(|(word, gap)| [word.as_str(), gap]).collect()
}

/// A text and the code points at which a quotation of 8 to 24 words stands in it.
fn text_and_place() -> impl Strategy<Value = (String, Range<usize>)> {
    (pieces(), any::<Index>(), 8..25_usize).prop_map(|(pieces, first, length)| {
        let first = first.index(pieces.len() - length);
        let start = joined(&pieces[..first]).chars().count();
        let quoted = joined(&pieces[first..first + length]);
        let end = start + quoted.trim_end().chars().count();
        (joined(&pieces), start..end)
    })
}

fn cut(text: &str, range: &Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

fn anchor(text: &str, quote: &str, span: Option<Range<usize>>) -> Anchoring {
    Haystack::new(text).anchor(&Wanted { quote, span, ..Wanted::default() })
}

/// Every place where `quote` stands if only runs of white space are alike, found the slow way.
fn plainly(text: &str, quote: &str) -> Vec<Range<usize>> {
    let text: Vec<char> = text.chars().collect();
    let quote: Vec<char> = quote.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let end = |start: usize| {
        let mut at = start;
        for &wanted in &quote {
            let c = *text.get(at)?;
            if wanted == ' ' && c.is_whitespace() {
                at += text[at..].iter().take_while(|c| c.is_whitespace()).count();
            } else if c == wanted {
                at += 1;
            } else {
                return None;
            }
        }
        Some(at)
    };
    (0..text.len()).filter_map(|start| Some(start..end(start)?)).filter(|place| !place.is_empty()).collect()
}

/// Edits of one code point each: where, which kind, and the letter it brings.
fn edits(count: Range<usize>) -> impl Strategy<Value = Vec<(Index, u8, char)>> {
    prop::collection::vec((any::<Index>(), 0..3_u8, prop::char::range('v', 'z')), count)
}

fn edit(quote: &str, edits: &[(Index, u8, char)]) -> String {
    let mut chars: Vec<char> = quote.chars().collect();
    for (at, kind, letter) in edits {
        let at = at.index(chars.len());
        match kind {
            0 => chars[at] = *letter,
            1 => chars.insert(at, *letter),
            _ => drop(chars.remove(at)),
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn untouched_is_verified_where_it_was_cut((text, place) in text_and_place()) {
        prop_assert_eq!(anchor(&text, &cut(&text, &place), None), Anchoring::Verified(place.clone()));
        prop_assert_eq!(anchor(&text, &cut(&text, &place), Some(place.clone())), Anchoring::Verified(place));
    }

    #[test]
    fn other_white_space_is_verified((text, place) in text_and_place(), blanks in "[ \t\n\u{a0}]{1,4}") {
        let quote = cut(&text, &place).split_whitespace().collect::<Vec<_>>().join(&blanks);
        prop_assert_eq!(anchor(&text, &format!("{blanks}{quote}{blanks}"), None), Anchoring::Verified(place));
    }

    #[test]
    fn words_left_out_are_told_where_they_were((text, place) in text_and_place(), by in 1..4_usize) {
        let quote = cut(&text, &place);
        let words: Vec<&str> = quote.split_whitespace().collect();
        let (first, last) = (words[..3].join(" "), words[3 + by..].join(" "));
        let found = anchor(&text, &format!("{first} […] {last}"), None);
        let Anchoring::Abridged { range, left_out } = found else { panic!("{found:?}") };
        prop_assert_eq!(range, place);
        let gaps: Vec<String> = left_out.iter().map(|gap| cut(&text, gap)).collect();
        let told = gaps.join(" ");
        prop_assert_eq!(told.split_whitespace().collect::<Vec<_>>(), words[3..3 + by].to_vec());
    }

    #[test]
    fn another_span_means_moved((text, place) in text_and_place(), by in 1..30_usize) {
        let wrong = place.start + by..place.end + by;
        prop_assert_eq!(anchor(&text, &cut(&text, &place), Some(wrong)), Anchoring::Moved(place));
    }

    #[test]
    fn text_put_in_before_moves_it((text, place) in text_and_place(), before in pieces()) {
        let before = joined(&before);
        let by = before.chars().count();
        let moved = anchor(&(before + &text), &cut(&text, &place), Some(place.clone()));
        prop_assert_eq!(moved, Anchoring::Moved(place.start + by..place.end + by));
    }

    #[test]
    fn other_typography_is_normalised((text, place) in text_and_place(), kind in 0..4_u8) {
        let quote = cut(&text, &place);
        let typed = match kind {
            0 => quote.replace(['“', '”'], "\"").replace('’', "'"),
            1 => quote.replace('—', "--").replace('…', "..."),
            2 => quote.to_uppercase(),
            _ => quote.replace('é', "e\u{301}").replace('ñ', "n\u{303}"),
        };
        let expected = if typed == quote { Anchoring::Verified(place) } else { Anchoring::Normalised(place) };
        prop_assert_eq!(anchor(&text, &typed, None), expected);
    }

    #[test]
    fn a_second_copy_is_ambiguous_until_something_decides((text, place) in text_and_place()) {
        let quote = cut(&text, &place);
        let twice = format!("{text}Voxum {quote} vexam.");
        let start = text.chars().count() + "Voxum ".len();
        let second = start..start + place.len();
        let both = Anchoring::Ambiguous { places: vec![place.clone(), second.clone()], score: 1.0 };
        prop_assert_eq!(anchor(&twice, &quote, None), both.clone());
        prop_assert_eq!(anchor(&twice, &quote, Some(place.clone())), Anchoring::Verified(place.clone()));
        prop_assert_eq!(anchor(&twice, &quote, Some(second.clone())), Anchoring::Verified(second.clone()));
        for wanted in [
            Wanted { quote: &quote, prefix: Some("Voxum"), ..Wanted::default() },
            Wanted { quote: &quote, suffix: Some("vexam"), ..Wanted::default() },
        ] {
            let haystack = Haystack::new(twice.as_str());
            prop_assert_eq!(haystack.anchor(&wanted), Anchoring::Verified(second.clone()));
            // The words say the second, the span says the first: that is no answer.
            let torn = Wanted { span: Some(place.clone()), ..wanted };
            prop_assert_eq!(haystack.anchor(&torn), both.clone());
        }
    }

    #[test]
    fn a_few_changed_letters_have_drifted((text, place) in text_and_place(), edits in edits(1..60)) {
        let quote = cut(&text, &place);
        let length = quote.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>() - 1;
        // A letter and its accent are two errors, and what is taken away makes the quotation shorter.
        let few = (tolerated(length * 3 / 4) / 2).min(edits.len());
        let changed = edit(&quote, &edits[..few]);
        let letters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        // What lost a letter at an end alone is still verbatim.
        prop_assume!(!letters(&text).contains(&letters(&changed)));
        let haystack = Haystack::new(text.as_str());
        let anchoring = haystack.anchor(&Wanted { quote: &changed, ..Wanted::default() });
        let Anchoring::Drifted { range, score } = anchoring else {
            return Err(TestCaseError::fail(format!("{anchoring:?}")));
        };
        prop_assert!((0.75..=1.0).contains(&score), "{score}");
        // Every edit can push an end by one, and that by what is left of a word and its gap.
        let far = few + 16;
        prop_assert!(range.start.abs_diff(place.start) <= far && range.end.abs_diff(place.end) <= far, "{range:?} for {place:?}");
        let cuts_word = |at: usize| at > 0 && cut(&text, &(at - 1..at + 1)).chars().filter(|c| c.is_alphanumeric()).count() == 2;
        prop_assert!(!cuts_word(range.start) && !cuts_word(range.end), "{:?}", haystack.slice(&range));
    }

    #[test]
    fn too_many_changed_letters_are_lost((text, place) in text_and_place(), other in prop::collection::vec(prop::char::range('v', 'z'), 400)) {
        let changed: String =
            cut(&text, &place).chars().zip(other).enumerate().map(|(at, (c, other))| if at % 2 == 0 { other } else { c }).collect();
        prop_assert_eq!(anchor(&text, &changed, None), Anchoring::Lost);
    }

    #[test]
    fn what_nobody_wrote_is_lost((text, _) in text_and_place(), words in prop::collection::vec("([cvhwz][aeiou]){1,5}", 6..30)) {
        prop_assert_eq!(anchor(&text, &words.join(" "), None), Anchoring::Lost);
    }

    #[test]
    fn two_passages_joined_are_never_accepted(
        pieces in pieces(), first in 0..20_usize, between in 1..16_usize, lengths in (4..12_usize, 4..12_usize), joint in 0..3_usize,
    ) {
        let second = first + lengths.0 + between;
        let part = |from: usize, length: usize| joined(&pieces[from..from + length]).trim_end().to_owned();
        let quote = [part(first, lengths.0), part(second, lengths.1)].join([" ", " - ", " and "][joint]);
        let text = joined(&pieces);
        prop_assume!(plainly(&text, &quote).is_empty());
        let anchoring = anchor(&text, &quote, None);
        prop_assert_eq!(anchoring.certain(), None);
    }

    #[test]
    fn of_two_places_equally_alike_none_is_chosen((text, place) in text_and_place(), edits in edits(1..4)) {
        let quote = cut(&text, &place);
        let changed = edit(&quote, &edits);
        prop_assume!(edits.len() < clearance(place.len()));
        let twice = format!("{text} Voxum {quote} vexam.");
        // What lost a letter at an end alone is cut, wherever it stands.
        prop_assume!(plainly(&twice, &changed).is_empty());
        let anchoring = anchor(&twice, &changed, None);
        prop_assert!(matches!(anchoring, Anchoring::Ambiguous { .. } | Anchoring::Lost), "{anchoring:?}");
    }

    #[test]
    fn agrees_with_a_plain_search(
        text in "[ab \n]{0,40}", quote in "[ab ]{1,5}", span in prop::option::of((0..40_usize, 1..5_usize)),
    ) {
        let span = span.map(|(start, length)| start..start + length);
        let chars: Vec<char> = text.chars().collect();
        let is_letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphabetic());
        let within = |at: usize| is_letter(at.checked_sub(1)) && is_letter(Some(at));
        let (inside, mut places): (Vec<_>, Vec<_>) =
            plainly(&text, &quote).into_iter().partition(|place| within(place.start) || within(place.end));
        let at_span = span.as_ref().and_then(|span| places.iter().position(|place| place == span));
        let expected = match (places.len(), at_span, span.is_some()) {
            (0, ..) => inside.into_iter().next().map_or(Anchoring::Lost, |Range { start, end }| {
                let start = (0..=start).rev().find(|&at| !within(at)).unwrap();
                Anchoring::Cut(start..(end..=chars.len()).find(|&at| !within(at)).unwrap())
            }),
            (_, Some(index), _) => Anchoring::Verified(places.swap_remove(index)),
            (1, None, true) => Anchoring::Moved(places.remove(0)),
            (1, None, false) => Anchoring::Verified(places.remove(0)),
            _ => Anchoring::Ambiguous { places, score: 1.0 },
        };
        prop_assert_eq!(anchor(&text, &quote, span), expected);
    }

    #[test]
    fn any_text_and_any_quotation_give_places_in_the_text(text in "\\PC{0,80}", other in "\\PC{0,30}", from in any::<Index>()) {
        let length = text.chars().count();
        let own: String = text.chars().skip(from.index(length + 1)).take(24).collect();
        let haystack = Haystack::new(text.as_str());
        for quote in [other, own] {
            let anchoring = haystack.anchor(&Wanted { quote: &quote, ..Wanted::default() });
            let places = match &anchoring {
                Anchoring::Ambiguous { places, .. } => places.clone(),
                anchoring => anchoring.place().cloned().into_iter().collect(),
            };
            for place in places {
                prop_assert!(place.start < place.end && place.end <= length);
                prop_assert_eq!(haystack.slice(&place), cut(&text, &place));
                if let Anchoring::Verified(_) = anchoring {
                    prop_assert!(cut(&text, &place).split_whitespace().eq(quote.split_whitespace()));
                }
            }
        }
    }
}
