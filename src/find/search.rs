//! Asks an index a query: once as typed, and once more, forgivingly, where that finds nothing.

use super::{hits::Hits, index::Index, plan::Plan, query::Query, spellings::with_other_spellings, stop::Stop, walk::walk};

/// What `query` finds, the first [`SCREENFUL`](super::SCREENFUL) in order; `None` where `stop` was set before the end.
pub fn search(index: &Index, query: &Query, stop: &Stop) -> Option<Hits> {
    if query.is_empty() {
        return Some(Hits::everything(index));
    }
    stop.go_on()?;
    let has_several_words = query.looked_for().count() > 1;
    let query = &with_other_spellings(query, |word| index.has_word(word));
    let plan = Plan::new(index, query, false);
    let found = walk(index, &plan, stop)?;
    if has_several_words && plan.may_forgive() && found.iter().all(|found| found.hits.is_empty()) {
        stop.go_on()?;
        let forgiving = Plan::new(index, query, true);
        let forgiven = walk(index, &forgiving, stop)?;
        if forgiven.iter().any(|found| !found.hits.is_empty()) {
            return Some(Hits::new(index, query, forgiving, forgiven, true));
        }
    }
    stop.go_on()?;
    Some(Hits::new(index, query, plan, found, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Catalogue, OutletId, Progress},
        find::sample::{self, Row},
    };

    fn hits(catalogue: &Catalogue, typed: &str) -> Hits {
        search(&Index::build(catalogue, &Progress::default()), &Query::parse(typed), &Stop::default()).unwrap()
    }

    /// The quotes found, best first.
    fn found<'a>(quotes: &[&'a str], typed: &str) -> Vec<&'a str> {
        hits(&sample::quotes(quotes), typed).top.iter().map(|hit| quotes[hit.item]).collect()
    }

    /// The places of the excerpts found, best first.
    fn places(catalogue: &Catalogue, typed: &str) -> Vec<usize> {
        hits(catalogue, typed).top.iter().map(|hit| hit.item).collect()
    }

    #[test]
    fn all_terms_must_hold_in_any_order() {
        let quotes = ["smoke over the pier", "the pier", "over smoke"];
        assert_eq!(found(&quotes, "pier smoke"), ["smoke over the pier"]);
        assert_eq!(found(&quotes, "pier|smoke over"), ["smoke over the pier", "over smoke"]);
    }

    #[test]
    fn terms_close_to_one_another_come_first() {
        let quotes = ["smoke rose over the old pier", "smoke on the pier", "pier smoke"];
        assert_eq!(found(&quotes, "smoke pier"), ["pier smoke", "smoke on the pier", "smoke rose over the old pier"]);
    }

    #[test]
    fn the_word_itself_comes_before_what_it_begins() {
        let quotes = ["devoted", "voters", "votes", "vote"];
        assert_eq!(found(&quotes, "vote"), ["vote", "votes", "voters", "devoted"]);
    }

    #[test]
    fn equals_stand_in_the_order_of_the_catalogue() {
        assert_eq!(found(&["smoke b", "smoke a"], "smoke"), ["smoke b", "smoke a"]);
    }

    #[test]
    fn a_phrase_is_words_in_a_row() {
        let quotes = ["gas and tear", "tear gas", "tear-gas", "tear, the gas", "tear gasped"];
        assert_eq!(found(&quotes, "\"tear gas\""), ["tear gas", "tear-gas"]);
        assert_eq!(found(&quotes, "\"tear gas"), ["tear gas", "tear-gas", "tear gasped"]);
        assert_eq!(found(&quotes, "taer-gas"), ["tear gas", "tear-gas", "tear gasped"]);
        assert_eq!(found(&quotes, "!\"tear gas\" tear"), ["gas and tear", "tear, the gas", "tear gasped"]);
    }

    #[test]
    fn a_caret_finds_beginnings_of_quotes() {
        let quotes = ["smoke rose", "the smoke", "smokers"];
        assert_eq!(found(&quotes, "^smoke"), ["smoke rose", "smokers"]);
        assert_eq!(found(&quotes, "^'smoke"), ["smoke rose"]);
        assert_eq!(found(&quotes, "!^smoke"), ["the smoke"]);
    }

    #[test]
    fn what_is_left_out_is_not_found() {
        let quotes = ["smoke", "smoke and fire", "smoke and fireworks", "fire"];
        assert_eq!(found(&quotes, "smoke !fire"), ["smoke"]);
        assert_eq!(found(&quotes, "smoke !'fire"), ["smoke", "smoke and fireworks"]);
        assert_eq!(found(&quotes, "!smoke"), ["fire"]);
    }

    #[test]
    fn what_nothing_fulfils_is_named() {
        let catalogue = sample::quotes(&["smoke over the pier", "the bridge"]);
        let hopeless = |typed: &str| hits(&catalogue, typed).hopeless(typed);
        assert_eq!(hopeless("smoke zeppelin !fog outlet:xyzzy").as_deref(), Some("zeppelin or outlet:xyzzy"));
        assert_eq!(hopeless("zeppelin|\"old quay\" pier").as_deref(), Some("zeppelin|\"old quay\""));
        assert_eq!(hopeless("smoke bridge"), None);
        assert_eq!(hopeless("smoke zeppelin|pier"), None);
    }

    #[test]
    fn slips_are_forgiven_as_one_types() {
        let quotes = ["the hospital", "the harbour"];
        for typed in ["hopsital", "hosptl", "hospitl", "hhospital", "hospitzl", "hopsi", "HOSPITAL"] {
            assert_eq!(found(&quotes, typed), ["the hospital"], "{typed}");
        }
    }

    #[test]
    fn a_slip_that_makes_another_word_is_forgiven_where_nothing_is_found() {
        let quotes = ["a letter from the mayor", "fill in the form"];
        let catalogue = sample::quotes(&quotes);
        assert_eq!(found(&quotes, "form letter"), ["a letter from the mayor"]);
        assert!(hits(&catalogue, "form letter").forgiven);
        assert!(!hits(&catalogue, "form").forgiven);
        assert_eq!(found(&quotes, "form outlet:post"), Vec::<&str>::new());
    }

    #[test]
    fn the_quote_comes_before_title_speaker_outlet_and_note() {
        let row = |quote: &str| Row { quote: quote.into(), claim: 2, document: 2, ..Row::default() };
        let catalogue = sample::catalogue(&[
            Row { note: Some("dockers".into()), ..row("one") },
            Row { speaker: Some(2), ..row("two") },
            row("dockers"),
            Row { claim: 0, ..row("harbour") },
            row("three"),
        ]);
        // The claim that comes first in the catalogue has the last row.
        assert_eq!(places(&catalogue, "dockers"), [3, 2, 1]);
        assert_eq!(places(&catalogue, "harbour"), [0, 1, 2, 3, 4]);
        assert_eq!(places(&catalogue, "mayor"), [1, 2, 3, 4]);
    }

    #[test]
    fn fields_narrow_and_do_not_rank() {
        let row = |document, stance| Row { quote: "smoke".into(), document, stance, ..Row::default() };
        let catalogue = sample::catalogue(&[row(0, 0), row(1, 4), row(2, 4), row(2, 1)]);
        assert_eq!(places(&catalogue, "stance:denies"), [1, 2]);
        assert_eq!(places(&catalogue, "stance:deny outlet:post"), [2]);
        assert_eq!(places(&catalogue, "outlet:courier|stance:reports"), [0, 1, 3]);
        assert_eq!(places(&catalogue, "!outlet:courier smoke"), [2, 3]);
        assert_eq!(places(&catalogue, "document:ballot"), [1]);
        assert_eq!(places(&catalogue, "event:collapse topic:bridge"), [0, 1, 2, 3]);
        assert_eq!(places(&catalogue, "outlet:nobody"), Vec::<usize>::new());
    }

    #[test]
    fn a_stance_is_one_value() {
        let row = |stance| Row { quote: "smoke".into(), stance, ..Row::default() };
        let catalogue = sample::catalogue(&(0..5).map(row).collect::<Vec<_>>());
        let stances = |typed: &str| -> Vec<&str> {
            places(&catalogue, typed).into_iter().map(|at| catalogue.excerpts.as_slice()[at].stance.name()).collect()
        };
        assert_eq!(stances("stance:reports"), ["reports"]);
        assert_eq!(stances("stance:reports-denial"), ["reports-denial"]);
        assert_eq!(stances("stance:reports-d"), ["reports-denial"]);
        assert_eq!(stances("stance:report"), ["reports", "reports-denial"]);
        assert_eq!(stances("stance:d"), ["denies"]);
    }

    #[test]
    fn nothing_typed_lists_everything() {
        let catalogue = sample::catalogue(&[Row::default(), Row { document: 2, claim: 1, ..Row::default() }]);
        let hits = hits(&catalogue, " ");
        assert_eq!((hits.total, hits.groups, hits.outlets.clone(), hits.top.len()), (2, 2, vec![1, 1], 2));
    }

    #[test]
    fn outlets_without_a_hit_are_named() {
        let catalogue =
            sample::catalogue(&[Row { quote: "smoke".into(), ..Row::default() }, Row { document: 2, ..Row::default() }]);
        assert_eq!(hits(&catalogue, "smoke").silent().collect::<Vec<_>>(), [OutletId::new(1)]);
        assert_eq!(hits(&catalogue, "outlet:none").silent().count(), 2);
    }

    #[test]
    fn a_search_that_is_stopped_finds_nothing() {
        let index = Index::build(&sample::quotes(&["smoke"]), &Progress::default());
        let stop = Stop::default();
        stop.set();
        assert!(search(&index, &Query::parse("smoke"), &stop).is_none());
    }

    #[test]
    fn what_is_pasted_without_a_blank_takes_no_more_than_its_length() {
        let long = "harbourbridge".repeat(10_000);
        let quote = format!("the {long} is closed");
        assert_eq!(found(&[&quote, "the harbour bridge"], &long), [&quote]);
        assert_eq!(found(&[&quote], &long[..100_000]), [&quote]);
        assert_eq!(found(&[&quote], &format!("{long}x")), Vec::<&str>::new());
        for sign in ["!", "'", "^", "\"", "|", "outlet:", "-", "a|", "é"] {
            let typed = sign.repeat(20_000);
            hits(&sample::quotes(&[&quote, &typed]), &typed);
            hits(&sample::quotes(&[&quote]), &format!("outlet:{typed}{long}"));
        }
    }

    #[test]
    fn every_excerpt_is_counted() {
        let progress = Progress::default();
        Index::build(&sample::quotes(&vec!["smoke"; 3_000]), &progress);
        assert_eq!((progress.done(), progress.total()), (3_000, 3_000));
    }

    #[test]
    fn several_parts_find_what_one_finds() {
        let row = |at: usize| Row { quote: format!("smoke {}", at % 7), claim: at % 5, document: at % 3, ..Row::default() };
        let many = sample::catalogue(&(0..400).map(row).collect::<Vec<_>>());
        let found = |pieces: &[usize]| {
            let ends = pieces.iter().scan(0, |end, piece| {
                let start = *end;
                *end += piece;
                Some(start..*end)
            });
            let index = Index::cut(&many, ends.collect(), &Progress::default());
            let hits = search(&index, &Query::parse("smoke '3"), &Stop::default()).unwrap();
            let first = hits.first(&index, 10);
            assert!(first == hits.first(&index, usize::MAX)[..10]);
            let all: Vec<_> = (0..400).map(|item| hits.hit(&index, item)).collect();
            (index.parts.len(), (hits.total, hits.groups, hits.outlets.clone(), first, all))
        };
        let (parts, one) = found(&[400]);
        assert_eq!((parts, one.0, one.1), (1, 57, 5));
        // No claim is cut in two, and no part is empty: there are 80 excerpts a claim.
        for (pieces, expected) in [([200, 200].as_slice(), 2), (&[100, 100, 100, 100], 4), (&[1; 400], 5), (&[79, 1, 1, 319], 3)]
        {
            let (parts, several) = found(pieces);
            assert_eq!((parts, several), (expected, one.clone()));
        }
    }
}
