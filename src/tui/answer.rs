//! What the screens ask of a thread beside them, and what it answers: apart from [`mod@super::action`], what a person means.
//!
//! Of each kind of question only the newest is worked on. An answer is about one edition of the catalogue; one about an older
//! edition is dropped in [`super::app::App::hear`], the only place where answers come in.

use std::sync::Arc;

use super::shared::{results::Searched, walk::Suggested};
use crate::{
    answers::{
        adjudication::{Adjudication, Pair},
        coded::Coded,
        concordance,
        document::{self, Opened},
        full_text::FullText,
        places::look,
        quotations::{self, Checked},
        words::{self, Counted},
    },
    catalogue::{Catalogue, ClaimId, Diagnostic, DocumentId, Origin, OutletId, Progress, texts::Texts},
    compare::{
        corpus::WordSpot,
        distinctive::Distinctive,
        frames::{Frames, frames},
        outlets::Outlets,
        parts::Extent,
        places::Place,
        voices::{Voices, voices},
    },
    export::{Exported, Format, export},
    find::{Hits, Index, Query, Stop, search},
};

/// How many catalogues were shown before this one.
pub type Edition = u64;

/// How many places of a document are gone through: the true one is seldom further down.
const LIKELY: usize = 9;

/// What takes longer than a frame may.
#[derive(Debug, Clone)]
pub enum Question {
    /// The index of a catalogue; the excerpts indexed so far are counted there.
    Index(Arc<Catalogue>, Arc<Progress>),
    /// The texts of a catalogue, to be searched.
    ReadTexts(Arc<Catalogue>),
    /// What a query finds.
    Search(String, Searched),
    /// A document, opened to be read; a copy beside its original to an extent.
    Open(Arc<Catalogue>, DocumentId, Extent),
    /// How the quotations of a catalogue stand against the texts.
    Check(Arc<Catalogue>),
    /// The words of a catalogue, its texts read to an extent.
    Count(Arc<Catalogue>, Extent),
    /// The words that set an outlet apart.
    SetApart(Arc<Counted>, OutletId),
    /// The lines of a word.
    Concord(Arc<Counted>, String),
    /// The voices of a catalogue.
    Hear(Arc<Catalogue>),
    /// The frames of a catalogue.
    Frame(Arc<Catalogue>),
    /// What the outlets of a catalogue do.
    Profile(Arc<Catalogue>),
    /// What two readings of a catalogue differ in.
    Adjudicate(Arc<Catalogue>, Origin, Option<Pair>),
    /// A catalogue in a format for others, with its readings where it is known what it was read from.
    Export(Arc<Catalogue>, Format, Option<Origin>),
    /// Where to look in these documents of an outlet for what bears on a claim.
    Look(Arc<Catalogue>, (ClaimId, OutletId), Vec<DocumentId>),
}

/// The answer to a [`Question`] of the same kind.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The index.
    Indexed(Arc<Index>),
    /// The texts.
    TextsRead(Arc<FullText>),
    /// What the query found, and where.
    Found(String, Searched, Arc<Hits>),
    /// The document.
    Opened(Arc<Opened>),
    /// How the quotations stand.
    Checked(Arc<Checked>),
    /// The words.
    Counted(Arc<Counted>),
    /// The words that set an outlet apart.
    SetApart(Arc<Distinctive>),
    /// The lines of the word.
    Concorded(String, Vec<WordSpot>),
    /// The voices.
    Heard(Arc<Voices>),
    /// The frames.
    Framed(Arc<Frames>),
    /// The outlets.
    Profiled(Arc<Outlets>),
    /// The differences.
    Adjudicated(Arc<Adjudication>),
    /// The file, or why there is none.
    Exported(Format, Result<Exported, String>),
    /// The places, document by document, the best first; and the documents whose texts are not at hand.
    Looked((ClaimId, OutletId), Vec<Suggested>, Vec<DocumentId>),
}

/// Answers `question` with those `texts` of the documents that there are; `None` where `stop` was set meanwhile.
pub fn answer(question: Question, texts: &Texts, stop: &Stop) -> Option<Answer> {
    Some(match question {
        Question::Index(catalogue, indexed) => Answer::Indexed(Arc::new(Index::build(&catalogue, &indexed))),
        Question::ReadTexts(catalogue) => Answer::TextsRead(Arc::new(FullText::read(&catalogue, texts, stop)?)),
        Question::Search(query, searched) => {
            let hits = search(searched.index(), &Query::parse(&query), stop)?;
            Answer::Found(query, searched, Arc::new(hits))
        }
        Question::Open(catalogue, document, extent) => {
            Answer::Opened(Arc::new(document::open(&catalogue, texts, document, extent)))
        }
        Question::Check(catalogue) => Answer::Checked(Arc::new(quotations::check(&catalogue, texts))),
        Question::Count(catalogue, extent) => Answer::Counted(Arc::new(words::count(&catalogue, texts, extent, stop)?)),
        Question::SetApart(counted, outlet) => Answer::SetApart(Arc::new(words::set_apart(&counted.at_hand, outlet, stop)?)),
        Question::Concord(counted, word) => {
            let spots = concordance::spots(&counted.at_hand, &word, stop)?;
            Answer::Concorded(word, spots)
        }
        Question::Hear(catalogue) => Answer::Heard(Arc::new(voices(&catalogue))),
        Question::Frame(catalogue) => Answer::Framed(Arc::new(frames(&catalogue))),
        Question::Look(catalogue, wanted, documents) => {
            let (mut places, mut missing) = (Vec::new(), Vec::new());
            for document in documents {
                let suggested = |Place { range, words, .. }| Suggested { document, range, words };
                // A text that cannot be read is told of among the problems.
                match look(&catalogue, texts, wanted.0, document).ok().flatten() {
                    Some(looked) => places.extend(looked.places.into_iter().take(LIKELY).map(suggested)),
                    None => missing.push(document),
                }
            }
            Answer::Looked(wanted, places, missing)
        }
        Question::Adjudicate(catalogue, origin, pair) => {
            Answer::Adjudicated(Arc::new(Adjudication::of(&catalogue, &origin, texts, pair.as_ref(), stop)?))
        }
        Question::Export(catalogue, format, origin) => {
            let coded = origin.filter(|_| format.has_readings()).map(|origin| Coded::of(&origin, &catalogue)).transpose();
            let made = coded.map_err(|problems| problems.first_error().map(Diagnostic::in_short).unwrap_or_default());
            let made = made.and_then(|coded| {
                export(format, &catalogue, &coded.unwrap_or_default(), None, texts, stop).map_err(|error| error.to_string())
            });
            Answer::Exported(format, made)
        }
        Question::Profile(catalogue) => Answer::Profiled(Arc::new(Outlets::of(&catalogue))),
    })
}
