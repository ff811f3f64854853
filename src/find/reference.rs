//! The definition of what a query finds, computed the plain way: every excerpt or passage is read whole, for every query.
//!
//! Shares with the engine the reading of queries and how like two words are; everything else is written down a second time.

use proptest::prelude::*;

use super::{
    Group, Hit, Index, Query, Stop,
    likeness::{EXACT, INSIDE, Reach, Typed},
    number::number,
    query::{Alternative, Filter, Mode, Phrase, Term, Word},
    sample, search,
    spellings::with_other_spellings,
};
use crate::{
    catalogue::{Catalogue, Claim, Document, Event, Excerpt, ExcerptId, Frame, Outlet, Progress, Speaker, Stance},
    text::words::{fold_word, words},
};

fn split(text: &str) -> Vec<String> {
    words(text).map(|range| fold_word(&text[range]).into_owned()).filter(|word| !word.is_empty()).collect()
}

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Searched {
    /// The excerpts.
    Excerpts,
    /// Their quotes, as passages of their documents in whose order they stand.
    Passages,
}

/// All that a word is looked for in.
fn texts(catalogue: &Catalogue, searched: Searched) -> Vec<&str> {
    let quotes = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.shown());
    if searched == Searched::Passages {
        return quotes.collect();
    }
    let notes = catalogue.excerpts.iter().filter_map(|excerpt| excerpt.note.as_deref());
    let titles = catalogue.claims.iter().map(|claim| claim.title.as_str());
    let speakers = catalogue.speakers.iter().map(|speaker| speaker.name.as_str());
    let outlets = catalogue.outlets.iter().map(|outlet| outlet.name.as_str());
    quotes.chain(notes).chain(titles).chain(speakers).chain(outlets).collect()
}

/// How far `word` goes down where `all` words are searched.
fn reach(word: &Word, all: &[String], forgiving: bool) -> (Typed, Reach) {
    let typed = Typed::new(word);
    let furthest = typed.furthest();
    let best = |reach: Reach| {
        let qualities = all.iter().filter_map(|other| typed.quality(other, reach.min(furthest)));
        qualities.filter(|&quality| quality != INSIDE).max()
    };
    let begins = best(Reach::Begins);
    let reach = if forgiving {
        furthest
    } else if begins == Some(EXACT) || begins.is_some() && typed.len() < 4 {
        Reach::Inside
    } else if best(Reach::Abbreviation).is_some() {
        Reach::Abbreviation
    } else if best(Reach::Slip).is_some() {
        Reach::Slip
    } else {
        Reach::Half
    };
    (typed, reach.min(furthest))
}

/// The best quality of `phrase` in `text`.
fn quality(phrase: &[(Typed, Reach)], first: bool, text: &[String]) -> Option<u8> {
    let starts = if first { text.len().min(1) } else { text.len() };
    (0..starts).filter_map(|at| quality_at(phrase, &text[at..])).max()
}

fn quality_at(phrase: &[(Typed, Reach)], text: &[String]) -> Option<u8> {
    if text.len() < phrase.len() {
        return None;
    }
    let qualities: Option<Vec<u8>> = phrase.iter().zip(text).map(|((typed, reach), word)| typed.quality(word, *reach)).collect();
    qualities?.into_iter().min()
}

struct Reference<'a> {
    catalogue: &'a Catalogue,
    searched: Searched,
    /// Every word of the query that is looked for in text, with how far down it goes.
    words: Vec<(Word, (Typed, Reach))>,
}

impl<'a> Reference<'a> {
    fn new(catalogue: &'a Catalogue, searched: Searched, query: &Query, forgiving: bool) -> Self {
        let all: Vec<String> = texts(catalogue, searched).into_iter().flat_map(split).collect();
        let words = phrases(query).flat_map(|(_, phrase)| &phrase.words);
        Self { catalogue, searched, words: words.map(|word| (word.clone(), reach(word, &all, forgiving))).collect() }
    }

    fn reaches(&self, phrase: &Phrase) -> Vec<(Typed, Reach)> {
        let reach = |word: &Word| self.words.iter().find(|(other, _)| other == word).unwrap().1.clone();
        phrase.words.iter().map(reach).collect()
    }

    /// Quality and field of the best match of `phrase`.
    fn text(&self, phrase: &Phrase, excerpt: &Excerpt) -> Option<(u8, u8)> {
        let words = self.reaches(phrase);
        let quote = (5, excerpt.quote.shown());
        let title = (4, self.catalogue.claims[excerpt.claim].title.as_str());
        let speaker = (3, excerpt.speaker.map_or("", |speaker| &self.catalogue.speakers[speaker].name));
        let outlet = (2, self.catalogue.outlets[self.catalogue.outlet_of(excerpt)].name.as_str());
        let note = (1, excerpt.note.as_deref().unwrap_or_default());
        let fields = if phrase.first || self.searched == Searched::Passages {
            vec![quote]
        } else {
            vec![quote, title, speaker, outlet, note]
        };
        fields
            .into_iter()
            .filter_map(|(field, text)| quality(&words, phrase.first, &split(text)).map(|quality| (quality, field)))
            .max()
    }

    fn filter(&self, filter: Filter, asked: &[Word], excerpt: &Excerpt) -> bool {
        if self.searched == Searched::Passages && !matches!(filter, Filter::Outlet | Filter::Document) {
            return false;
        }
        let catalogue = self.catalogue;
        let claim = &catalogue.claims[excerpt.claim];
        // All that could be asked for, and what this excerpt is filed under.
        let named = |id: &str, name: &str| [split(id), split(name)].concat();
        let outlet = |row: &Outlet| named(&row.id, &row.name);
        let document = |row: &Document| named(&row.id, &row.title);
        let event = |row: &Event| named(&row.id, &row.title);
        let speaker = |row: &Speaker| named(&row.id, &row.name);
        let frame = |row: &Frame| named(&row.id, &row.name);
        let (all, own): (Vec<Vec<String>>, Vec<Vec<String>>) = match filter {
            Filter::Outlet => {
                let own = &catalogue.outlets[catalogue.outlet_of(excerpt)];
                (catalogue.outlets.iter().map(outlet).collect(), vec![outlet(own)])
            }
            Filter::Document => {
                let own = &catalogue.documents[excerpt.document];
                (catalogue.documents.iter().map(document).collect(), vec![document(own)])
            }
            Filter::Claim => {
                let claim_words = |row: &Claim| named(&row.id, &row.title);
                (catalogue.claims.iter().map(claim_words).collect(), vec![claim_words(claim)])
            }
            Filter::Event => {
                let own = &catalogue.events[claim.event];
                (catalogue.events.iter().map(event).collect(), vec![event(own)])
            }
            Filter::Speaker => {
                let own = excerpt.speaker.map(|id| &catalogue.speakers[id]);
                (catalogue.speakers.iter().map(speaker).collect(), own.map(speaker).into_iter().collect())
            }
            Filter::Frame => {
                let own = excerpt.frames.iter().map(|&id| &catalogue.frames[id]);
                (catalogue.frames.iter().map(frame).collect(), own.map(frame).collect())
            }
            Filter::Topic => (
                catalogue.claims.iter().flat_map(|claim| &claim.topics).map(|topic| split(topic)).collect(),
                claim.topics.iter().map(|topic| split(topic)).collect(),
            ),
            Filter::Figure => (
                catalogue.excerpts.iter().filter_map(|excerpt| excerpt.figure.as_deref()).map(split).collect(),
                vec![split(excerpt.figure.as_deref().unwrap_or_default())],
            ),
            Filter::Stance => {
                let words = |stance: &Stance| match stance {
                    Stance::Denies => vec!["denies".to_owned(), "deny".to_owned(), "denied".to_owned()],
                    Stance::ReportsDenial => vec!["reportsdenial".to_owned()],
                    _ => vec![stance.name().to_owned()],
                };
                (Stance::ALL.iter().map(words).collect(), vec![words(&excerpt.stance)])
            }
        };
        let mut asked = asked.to_vec();
        if filter == Filter::Stance {
            let text: String = asked.iter().map(|word| word.text.as_str()).collect();
            let is_whole = all.iter().flatten().any(|name| *name == text);
            asked = vec![Word { text, mode: if is_whole { Mode::Exact } else { asked[asked.len() - 1].mode } }];
        }
        let asked: Vec<_> = asked.iter().map(|word| reach(word, &all.concat(), false)).collect();
        own.iter().any(|own| asked.iter().all(|(typed, reach)| own.iter().any(|word| typed.quality(word, *reach).is_some())))
    }

    fn term(&self, term: &Term, excerpt: &Excerpt) -> Option<(u8, u8)> {
        let alternative = |alternative: &Alternative| match alternative {
            Alternative::Text(phrase) => self.text(phrase, excerpt),
            Alternative::Filter(filter, words) => self.filter(*filter, words, excerpt).then_some((0, 1)),
        };
        term.alternatives.iter().filter_map(alternative).max()
    }

    /// The number of other words in the shortest stretch of the quote that has one of each term that occurs there.
    fn gap(&self, terms: &[&Term], excerpt: &Excerpt) -> u32 {
        let quote = split(excerpt.quote.shown());
        let is_at = |term: &Term, at: usize| {
            term.alternatives.iter().any(|alternative| match alternative {
                Alternative::Text(phrase) if phrase.first && at > 0 => false,
                Alternative::Text(phrase) => quality_at(&self.reaches(phrase), &quote[at..]).is_some(),
                Alternative::Filter(..) => false,
            })
        };
        let places: Vec<Vec<usize>> = terms
            .iter()
            .map(|term| (0..quote.len()).filter(|&at| is_at(term, at)).collect())
            .filter(|places: &Vec<usize>| !places.is_empty())
            .collect();
        if places.len() < 2 {
            return 0;
        }
        let stretches = (0..quote.len()).flat_map(|start| (start..quote.len()).map(move |end| start..=end));
        let shortest = stretches
            .filter(|stretch| places.iter().all(|places| places.iter().any(|at| stretch.contains(at))))
            .map(Iterator::count)
            .min()
            .unwrap();
        number(shortest.saturating_sub(places.len())).min(255)
    }

    fn hits(&self, query: &Query) -> Vec<Hit> {
        let (left_out, wanted): (Vec<&Term>, Vec<&Term>) = query.terms.iter().partition(|term| term.negated);
        let mut hits = Vec::new();
        for (id, excerpt) in self.catalogue.excerpts.entries() {
            let grades: Option<Vec<(u8, u8)>> = wanted.iter().map(|term| self.term(term, excerpt)).collect();
            let Some(grades) = grades else { continue };
            if left_out.iter().any(|term| self.term(term, excerpt).is_some()) {
                continue;
            }
            let qualities: u32 = grades.iter().map(|&(quality, _)| u32::from(quality)).sum();
            let fields: u32 = grades.iter().map(|&(_, field)| u32::from(field)).sum();
            let score = match (query.terms.len(), wanted.len()) {
                (0, _) => 0,
                (_, 0) => 256 + 255,
                _ => qualities * 65_536 + fields * 256 + 255 - self.gap(&wanted, excerpt),
            };
            hits.push(Hit { item: id.index(), score });
        }
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.item));
        hits
    }
}

/// What `query` finds in what is `searched` of `catalogue`, best first, and whether that took forgiveness.
fn reference(catalogue: &Catalogue, searched: Searched, query: &Query) -> (Vec<Hit>, bool) {
    let words = phrases(query).filter(|(term, _)| !term.negated).map(|(_, phrase)| phrase.words.len());
    let figures = catalogue.excerpts.iter().filter_map(|excerpt| excerpt.figure.as_deref());
    let figures = figures.filter(|_| searched == Searched::Excerpts);
    let all: Vec<String> = texts(catalogue, searched).into_iter().chain(figures).flat_map(split).collect();
    let query = &with_other_spellings(query, |word| all.iter().any(|other| other == word));
    let strict = Reference::new(catalogue, searched, query, false).hits(query);
    if !strict.is_empty() || words.sum::<usize>() < 2 {
        return (strict, false);
    }
    let forgiving = Reference::new(catalogue, searched, query, true).hits(query);
    let forgiven = !forgiving.is_empty();
    (forgiving, forgiven)
}

fn phrases(query: &Query) -> impl Iterator<Item = (&Term, &Phrase)> {
    query.terms.iter().flat_map(|term| {
        term.alternatives.iter().filter_map(move |alternative| match alternative {
            Alternative::Text(phrase) => Some((term, phrase)),
            Alternative::Filter(..) => None,
        })
    })
}

fn check(mut catalogue: Catalogue, searched: Searched, typed: &str) -> Result<(), TestCaseError> {
    if searched == Searched::Passages {
        let mut excerpts = catalogue.excerpts.as_slice().to_vec();
        excerpts.sort_by_key(|excerpt| excerpt.document);
        catalogue.excerpts = excerpts.into();
    }
    let catalogue = &catalogue;
    let excerpt = |item: usize| &catalogue.excerpts[ExcerptId::new(item)];
    let index = match searched {
        Searched::Excerpts => Index::build(catalogue, &Progress::default()),
        Searched::Passages => {
            let passage = |item: usize| (excerpt(item).document, excerpt(item).quote.shown());
            Index::of_passages(catalogue, catalogue.excerpts.len(), passage)
        }
    };
    let query = Query::parse(typed);
    let (expected, forgiven) = reference(catalogue, searched, &query);
    let hits = search(&index, &query, &Stop::default()).unwrap();
    prop_assert_eq!(hits.first(&index, usize::MAX), expected.clone(), "{:?}", query);
    prop_assert_eq!(hits.forgiven, forgiven);
    prop_assert_eq!(hits.total, expected.len());
    prop_assert_eq!(&hits.top, &expected[..expected.len().min(super::SCREENFUL)]);
    for count in [1, 3, 10] {
        prop_assert_eq!(hits.first(&index, count), &expected[..expected.len().min(count)]);
    }
    for (id, _) in catalogue.outlets.entries() {
        let of = |hit: &&Hit| catalogue.outlet_of(excerpt(hit.item)) == id;
        prop_assert_eq!(hits.outlets[id.index()], expected.iter().filter(of).count());
    }
    for item in 0..catalogue.excerpts.len() {
        prop_assert_eq!(hits.hit(&index, item), expected.iter().find(|hit| hit.item == item).copied());
    }
    let group_of = |hit: &Hit| match searched {
        Searched::Excerpts => excerpt(hit.item).claim.index(),
        Searched::Passages => excerpt(hit.item).document.index(),
    };
    let all: Vec<usize> = expected.iter().map(group_of).collect();
    let each: Vec<usize> = (0..all.len()).filter(|&at| !all[..at].contains(&all[at])).map(|at| all[at]).collect();
    prop_assert_eq!(hits.groups, each.len());
    let of_group = |group: usize| expected.iter().filter(|hit| group_of(hit) == group).copied().collect();
    let groups: Vec<Group> = each.into_iter().map(|group| Group { group, hits: of_group(group) }).collect();
    prop_assert_eq!(&hits.groups(&index, &expected), &groups);
    let first = &hits.groups(&index, &expected[..expected.len().min(2)]);
    prop_assert_eq!(&groups[..first.len()], first);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_index_finds_what_reading_everything_finds(catalogue in sample::any_catalogue(), typed in sample::any_query()) {
        check(catalogue, Searched::Excerpts, &typed)?;
    }

    #[test]
    fn in_passages_too(catalogue in sample::any_catalogue(), typed in sample::any_query()) {
        check(catalogue, Searched::Passages, &typed)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn frequent_words_make_no_difference(catalogue in sample::crowded_catalogue(), typed in sample::any_query()) {
        check(catalogue, Searched::Excerpts, &typed)?;
    }
}
