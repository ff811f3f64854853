//! What a query comes to in one catalogue: which words each of its words stands for, and what is filed under its fields.
//!
//! Everything that is asked of vocabularies and of the small tables is asked here, once; what is left to [`super::walk`]
//! is to walk over the excerpts. A term gives each excerpt a [`Grade`].

use super::{
    column::Column,
    index::{Index, Named},
    likeness::{Quality, Reach, Typed},
    query::{Alternative, Filter, Mode, Phrase, Query, Term, Word},
    resolve::resolve,
    vocabulary::{Match, Vocabulary},
    wanted::Wanted,
};

/// How well an excerpt fulfils a term: 0 where it does not, otherwise the quality of the match in the upper byte, and below it
/// the [`Field`] that it was found in. Grades are compared, and added up over the terms.
pub(super) type Grade = u16;

/// What a filter gives: less than any text.
pub(super) const FILTERED: Grade = 1;

/// Where a word was found; more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Note = 1,
    Outlet,
    Speaker,
    Title,
    Quote,
}

/// A query made ready for one index.
#[derive(Debug)]
pub(super) struct Plan {
    pub terms: Vec<PlannedTerm>,
}

/// One condition.
#[derive(Debug)]
pub(super) struct PlannedTerm {
    pub negated: bool,
    pub alternatives: Vec<PlannedAlternative>,
}

/// One way to fulfil it.
#[derive(Debug)]
pub(super) enum PlannedAlternative {
    Text(Box<PlannedText>),
    Filter(PlannedFilter),
}

/// Words in a row, in every field that is text.
#[derive(Debug)]
pub(super) struct PlannedText {
    /// What was typed, and how far down each word goes.
    pub words: Vec<(Typed, Reach)>,
    pub first: bool,
    pub quotes: Wanted,
    pub notes: Wanted,
    /// Grades by row; empty where no row has one.
    pub claims: Vec<Grade>,
    pub speakers: Vec<Grade>,
    pub documents: Vec<Grade>,
}

/// What the excerpt must be filed under: by row, whether it may.
#[derive(Debug)]
pub(super) enum PlannedFilter {
    Claim(Vec<bool>),
    Document(Vec<bool>),
    Speaker(Vec<bool>),
    Stance(Vec<bool>),
    Frame(Vec<bool>),
    /// The figure must have a match of each.
    Figure(Vec<Wanted>),
}

impl Plan {
    /// Plans `query`; with `forgiving`, every fuzzy word of the text goes down as far as it can.
    pub(super) fn new(index: &Index, query: &Query, forgiving: bool) -> Self {
        let alternative = |alternative: &Alternative| match alternative {
            Alternative::Text(phrase) => PlannedAlternative::Text(Box::new(PlannedText::new(index, phrase, forgiving))),
            Alternative::Filter(filter, words) => PlannedAlternative::Filter(PlannedFilter::new(index, *filter, words)),
        };
        let term = |term: &Term| PlannedTerm {
            negated: term.negated,
            alternatives: term.alternatives.iter().map(alternative).collect(),
        };
        Self { terms: query.terms.iter().map(term).collect() }
    }

    /// Whether a forgiving plan could find anything where this one did not: a word of each term that matches nothing can go
    /// further down.
    pub(super) fn may_forgive(&self) -> bool {
        let hopeless = |alternative: &PlannedAlternative| {
            alternative.matches_nothing() && !matches!(alternative, PlannedAlternative::Text(text) if text.may_go_further())
        };
        self.texts().any(|(_, text)| text.may_go_further())
            && !self.terms.iter().any(|term| !term.negated && term.alternatives.iter().all(hopeless))
    }

    /// The numbers of the terms that nothing fulfils.
    pub(super) fn hopeless(&self) -> impl Iterator<Item = usize> {
        let terms = self.terms.iter().enumerate().filter(|(_, term)| !term.negated);
        terms.filter(move |(_, term)| term.alternatives.iter().all(PlannedAlternative::matches_nothing)).map(|(at, _)| at)
    }

    /// What is looked for in quotes, with the number of the term.
    pub(super) fn into_quotes(self) -> impl Iterator<Item = (usize, Wanted)> {
        self.terms.into_iter().enumerate().filter(|(_, term)| !term.negated).flat_map(|(at, term)| {
            term.alternatives.into_iter().filter_map(move |alternative| match alternative {
                PlannedAlternative::Text(text) => Some((at, text.quotes)),
                PlannedAlternative::Filter(_) => None,
            })
        })
    }

    /// The texts that are asked for, with the number of their term.
    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, &PlannedText)> {
        self.terms.iter().enumerate().filter(|(_, term)| !term.negated).flat_map(|(at, term)| {
            term.alternatives.iter().filter_map(move |alternative| match alternative {
                PlannedAlternative::Text(text) => Some((at, &**text)),
                PlannedAlternative::Filter(_) => None,
            })
        })
    }
}

impl PlannedAlternative {
    fn matches_nothing(&self) -> bool {
        match self {
            Self::Text(text) => text.matches_nothing(),
            Self::Filter(filter) => filter.matches_nothing(),
        }
    }
}

impl PlannedText {
    fn new(index: &Index, phrase: &Phrase, forgiving: bool) -> Self {
        let columns = index.texts();
        let vocabularies = columns.map(|column| &column.vocabulary);
        let mut wanted = columns.map(|_| Vec::new());
        let mut words = Vec::new();
        for word in &phrase.words {
            let typed = Typed::new(word);
            let (reach, matches) = resolve(&typed, &vocabularies, forgiving);
            for (wanted, matches) in wanted.iter_mut().zip(matches) {
                wanted.push(matches);
            }
            words.push((typed, reach));
        }
        let [quotes, titles, speakers, outlets, notes] = wanted;
        let elsewhere = |words: Vec<Vec<Match>>, column: &Column, field: Field| {
            if phrase.first { Vec::new() } else { grades(&Wanted::new(words, false), column, field) }
        };
        let outlets = elsewhere(outlets, &index.bylines, Field::Outlet);
        Self {
            words,
            first: phrase.first,
            quotes: Wanted::new(quotes, phrase.first),
            notes: Wanted::new(if phrase.first { Vec::new() } else { notes }, false),
            claims: elsewhere(titles, &index.claims.names, Field::Title),
            speakers: elsewhere(speakers, &index.speakers.names, Field::Speaker),
            documents: if outlets.is_empty() { outlets } else { by(&index.outlet_of, &outlets) },
        }
    }

    fn may_go_further(&self) -> bool {
        self.words.iter().any(|(typed, reach)| *reach < typed.furthest())
    }

    fn matches_nothing(&self) -> bool {
        let elsewhere = [&self.claims, &self.speakers, &self.documents];
        self.quotes.is_hopeless() && self.notes.is_hopeless() && elsewhere.iter().all(|grades| grades.is_empty())
    }
}

impl PlannedFilter {
    fn new(index: &Index, filter: Filter, words: &[Word]) -> Self {
        let named = |named: &Named| rows(&[&named.ids, &named.names], words);
        match filter {
            Filter::Outlet => Self::Document(by(&index.outlet_of, &named(&index.outlets))),
            Filter::Document => Self::Document(named(&index.documents)),
            Filter::Claim => Self::Claim(named(&index.claims)),
            Filter::Event => Self::Claim(by(&index.event_of, &named(&index.events))),
            Filter::Topic => {
                let topics = rows(&[&index.topics], words);
                let has = |claim: usize| index.topics_of.of_row(claim).iter().any(|&topic| topics[topic as usize]);
                Self::Claim((0..index.event_of.len()).map(has).collect())
            }
            Filter::Stance => Self::Stance(rows(&[&index.stances], &[stance(index, words)])),
            Filter::Speaker => Self::Speaker(named(&index.speakers)),
            Filter::Frame => Self::Frame(named(&index.frames)),
            Filter::Figure => {
                Self::Figure(words.iter().map(|word| Wanted::new(meaning(&[&index.figures], word), false)).collect())
            }
        }
    }

    fn matches_nothing(&self) -> bool {
        match self {
            Self::Claim(allowed)
            | Self::Document(allowed)
            | Self::Speaker(allowed)
            | Self::Stance(allowed)
            | Self::Frame(allowed) => !allowed.contains(&true),
            Self::Figure(words) => words.iter().any(Wanted::is_hopeless),
        }
    }
}

/// The grade of a match.
pub(super) fn grade(quality: Quality, field: Field) -> Grade {
    Grade::from(quality) << 8 | field as Grade
}

/// The grade of each row of a table; empty where none has one.
fn grades(wanted: &Wanted, column: &Column, field: Field) -> Vec<Grade> {
    let table = &column.parts[0];
    let mut grades = Vec::new();
    wanted.each(column, table, |row, quality| {
        if grades.is_empty() {
            grades.resize(table.len(), 0);
        }
        grades[row] = grade(quality, field).max(grades[row]);
    });
    grades
}

/// What `word` stands for in each of `columns`.
fn meaning(columns: &[&Column], word: &Word) -> Vec<Vec<Match>> {
    let vocabularies: Vec<&Vocabulary> = columns.iter().map(|column| &column.vocabulary).collect();
    resolve(&Typed::new(word), &vocabularies, false).1
}

/// The name of a stance that `words` are: one word, and itself alone where it is whole ("reports" is not "reports-denial").
fn stance(index: &Index, words: &[Word]) -> Word {
    let text: String = words.iter().map(|word| word.text.as_str()).collect();
    let typed = words.last().map_or(Mode::Fuzzy, |last| last.mode);
    let mode = if index.stances.vocabulary.has(&text) { Mode::Exact } else { typed };
    Word { text, mode }
}

/// Which rows have all `words` in one of `columns` or another.
fn rows(columns: &[&Column], words: &[Word]) -> Vec<bool> {
    let mut all = vec![true; columns[0].parts[0].len()];
    for word in words {
        let mut some = vec![false; all.len()];
        for (column, matches) in columns.iter().zip(meaning(columns, word)) {
            column.parts[0].each(&matches, |row, _| some[row] = true);
        }
        all.iter_mut().zip(some).for_each(|(all, some)| *all &= some);
    }
    all
}

/// What `values` has at each of `rows`.
fn by<T: Copy>(rows: &[u32], values: &[T]) -> Vec<T> {
    rows.iter().map(|&row| values[row as usize]).collect()
}
