//! Who is called what by whom: for each naming, how often each outlet uses each form.
//!
//! Forms are found as whole words, folded, the longest first, so that words that stand in a longer form count once
//! ([`crate::text::phrases`]). A form within one of the naming's exceptions means something else there, and does not count ("regime" in
//! "regime change"). Each naming is counted for itself: a form may belong to two. Outlets differ in how much of them there is to
//! read, so that counts come with a rate per 1,000 words.

use std::collections::{BTreeSet, HashMap};

use super::{
    corpus::{Basis, Corpus, WordSpot},
    parts::Extent,
};
use crate::{
    catalogue::{Catalogue, DocumentId, Naming, NamingId, OutletId},
    text::{
        phrases::{FoundPhrase, Phrases},
        share::share,
        tokens::{Token, owner},
    },
};

/// The namings of a catalogue, made ready to be looked for. It takes time to make them where there are many: they are made once
/// a catalogue and kept beside it.
#[derive(Debug, Clone, Default)]
pub struct Namings {
    /// The forms of each.
    forms: Vec<Forms>,
    /// Which of them have a form that begins with a word.
    by_first: HashMap<Box<str>, Vec<usize>>,
}

/// The forms of one naming.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    forms: Phrases,
    /// Longer words in which a form means something else.
    except: Phrases,
}

impl Forms {
    /// Where they stand and mean the subject in `text`, whose words are `tokens`; in order, none overlapping another.
    pub(super) fn find(&self, text: &str, tokens: &[Token]) -> Vec<FoundPhrase> {
        let mut found = self.forms.find(text, tokens);
        if !found.is_empty() {
            let excepted = self.except.find(text, tokens);
            let within = |form: &FoundPhrase| {
                let next = excepted.partition_point(|place| place.words.start <= form.words.start);
                next.checked_sub(1).is_some_and(|at| form.words.end <= excepted[at].words.end)
            };
            found.retain(|form| !within(form));
        }
        found
    }
}

impl Namings {
    /// Takes the forms of each naming.
    pub fn new<'a, T: AsRef<str> + 'a>(forms: impl IntoIterator<Item = &'a [T]>) -> Self {
        Self::from_forms(forms.into_iter().map(|forms| Forms { forms: Phrases::new(forms), except: Phrases::default() }))
    }

    fn from_forms(forms: impl Iterator<Item = Forms>) -> Self {
        let forms: Vec<Forms> = forms.collect();
        let mut by_first = HashMap::<Box<str>, Vec<usize>>::new();
        for (naming, forms) in forms.iter().enumerate() {
            for word in forms.forms.first_words() {
                by_first.entry(word.into()).or_default().push(naming);
            }
        }
        Self { forms, by_first }
    }

    /// Those of `catalogue`.
    pub fn of(catalogue: &Catalogue) -> Self {
        let forms = |naming: &Naming| Forms { forms: Phrases::new(&naming.forms), except: Phrases::new(&naming.except) };
        Self::from_forms(catalogue.namings.iter().map(forms))
    }

    /// The forms of one, counted in the order of the catalogue.
    pub(super) fn forms(&self, naming: usize) -> &Forms {
        &self.forms[naming]
    }

    /// The namings of which a form begins with one of these folded words: no other can stand among them.
    pub(super) fn that_may_stand_among<'w>(&self, words: impl Iterator<Item = &'w str>) -> BTreeSet<usize> {
        words.flat_map(|word| self.that_begin_with(word)).copied().collect()
    }

    fn that_begin_with(&self, word: &str) -> impl Iterator<Item = &usize> {
        let of = |word: &str| self.by_first.get(word).into_iter().flatten();
        of(word).chain(Some(owner(word)).filter(|owner| *owner != word).into_iter().flat_map(of))
    }
}

/// How every outlet names every subject.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NamingCounts {
    /// One an outlet, in the order of the catalogue.
    pub columns: Vec<OutletRead>,
    /// One a naming, in the order of the catalogue.
    pub subjects: Vec<Subject>,
    /// How much of each text was read.
    pub extent: Extent,
}

/// What was read of one outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletRead {
    /// Whose.
    pub outlet: OutletId,
    /// Its documents, and what each was read from.
    pub documents: Vec<(DocumentId, Basis)>,
    /// How many words that was.
    pub words: usize,
}

/// The forms of one naming.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Which.
    pub naming: NamingId,
    /// One a form, as the catalogue lists them.
    pub forms: Vec<Form>,
}

/// One form of a naming.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// As the catalogue writes it.
    pub form: String,
    /// Where each outlet uses it, one an outlet: their number is the count.
    pub spots: Vec<Vec<WordSpot>>,
}

impl OutletRead {
    /// `count` in a thousand words of this outlet; none where there is nothing to read.
    pub fn rate(&self, count: usize) -> Option<f64> {
        (self.words > 0).then(|| share(count * 1000, self.words))
    }
}

/// What was read of each outlet in `corpus` of `catalogue`.
pub fn columns(catalogue: &Catalogue, corpus: &Corpus) -> Vec<OutletRead> {
    let mut columns: Vec<OutletRead> =
        catalogue.outlets.ids().map(|outlet| OutletRead { outlet, documents: Vec::new(), words: 0 }).collect();
    for read in corpus.documents() {
        let column = &mut columns[catalogue.documents[read.document].outlet.index()];
        column.documents.push((read.document, read.basis));
        column.words += read.words;
    }
    columns
}

/// Counts `namings`, which are those of `catalogue`, in `corpus` of it; none where it is `stopped` before it is done.
pub fn count(catalogue: &Catalogue, corpus: &Corpus, namings: &Namings, stopped: impl Fn() -> bool) -> Option<NamingCounts> {
    let columns = columns(catalogue, corpus);
    let form = |form: &String| Form { form: form.clone(), spots: vec![Vec::new(); columns.len()] };
    let subject = |(naming, row): (NamingId, &Naming)| Subject { naming, forms: row.forms.iter().map(form).collect() };
    let mut subjects: Vec<Subject> = catalogue.namings.entries().map(subject).collect();
    // Of each word of the corpus, the namings that it can begin.
    let begin: Vec<Vec<usize>> = corpus.vocabulary().map(|word| namings.that_begin_with(word).copied().collect()).collect();
    for piece in corpus.pieces() {
        if stopped() {
            return None;
        }
        let there: BTreeSet<usize> = corpus.words(piece).iter().flat_map(|&word| &begin[word as usize]).copied().collect();
        let Some(text) = corpus.text_of(catalogue, piece).filter(|_| !there.is_empty()) else { continue };
        let tokens = corpus.tokens(piece);
        let outlet = catalogue.documents[piece.document].outlet;
        for naming in there {
            for found in namings.forms(naming).find(text, &tokens) {
                if let Some(form) = subjects.get_mut(naming).and_then(|subject| subject.forms.get_mut(found.phrase)) {
                    form.spots[outlet.index()].push(piece.spot(found.range));
                }
            }
        }
    }
    Some(NamingCounts { columns, subjects, extent: corpus.extent() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::parse,
        compare::{parts::Extent, sample},
    };

    fn counted(catalogue: &Catalogue) -> NamingCounts {
        count(catalogue, &sample::corpus(catalogue), &Namings::of(catalogue), || false).unwrap()
    }

    #[test]
    fn forms_are_counted_by_outlet_and_every_count_has_its_places() {
        let catalogue = sample::catalogue();
        let naming = counted(&catalogue);
        let counts: Vec<_> = naming.subjects[0]
            .forms
            .iter()
            .map(|form| (form.form.as_str(), form.spots.iter().map(Vec::len).collect::<Vec<_>>()))
            .collect();
        assert_eq!(counts, [("regime", vec![0, 1, 0]), ("harbour regime", vec![0, 1, 0]), ("harbour board", vec![1, 0, 0])]);
        let board = &naming.subjects[0].forms[2].spots[0][0];
        assert_eq!((board.excerpt, &sample::COURIER[board.range.clone()]), (None, "harbour board"));
        let regime = &naming.subjects[0].forms[0].spots[1][0];
        let quote = regime.excerpt.map(|excerpt| catalogue.excerpts[excerpt].quote.written());
        assert_eq!(quote.map(|quote| &quote[regime.range.clone()]), Some("regime"));
    }

    #[test]
    fn a_form_within_an_exception_is_not_counted() {
        let counts = |except: &str, text: &str| -> Vec<usize> {
            let catalogue = parse(format!(
                "format = 2\ntitle = 'Bridge'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\ndocument = [{{ id = 'bay', outlet = 'bay', \
                 title = 'Bridge' }}]\nnaming = [{{ id = 'rulers', title = 'Who rules', forms = ['regime', 'harbour regime'], except \
                 = [{except}] }}]\n"
            ))
            .unwrap()
            .catalogue;
            let corpus = Corpus::new(&catalogue, vec![Some(text.to_owned())], Extent::default(), || false).unwrap();
            let naming = count(&catalogue, &corpus, &Namings::of(&catalogue), || false).unwrap();
            naming.subjects[0].forms.iter().map(|form| form.spots[0].len()).collect()
        };
        let text =
            "The regime fell. Regime change, a regime-change, the regime of the gulls; harbour regime change, harbour regime.";
        assert_eq!(counts("", text), [4, 2]);
        assert_eq!(counts("'regime change'", text), [2, 2]);
        assert_eq!(counts("'regime change', 'the regime of the gulls'", text), [1, 2]);
        assert_eq!(counts("'harbour regime change', 'regime change'", text), [2, 1]);
    }

    #[test]
    fn rates_are_per_thousand_words_of_what_was_read() {
        let catalogue = sample::catalogue();
        let naming = counted(&catalogue);
        assert_eq!(naming.columns[1].words, 9);
        assert_eq!(naming.columns[0].documents, [(naming.subjects[0].forms[2].spots[0][0].document, Basis::Text)]);
        assert!(naming.columns[1].rate(1).is_some_and(|rate| (rate - 1000.0 / 9.0).abs() < 1e-9));
        let empty = OutletRead { words: 0, ..naming.columns[1].clone() };
        assert_eq!(empty.rate(0), None);
    }
}
