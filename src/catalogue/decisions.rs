//! What was decided where a reading differs from its catalogue: the log of adjudication.
//!
//! It lies beside the readings, in `readings/decisions.toml`, and whoever decides adds to it:
//!
//! ```toml
//! [[decision]]
//! reading  = "anna"              # compared with the catalogue, or with the reading that `against` names
//! claim    = "no-warning"
//! document = "courier-bridge"
//! kind     = "stance"            # presence | stance | speaker | frames | boundary
//! choice   = "second"            # first: the catalogue's, or that of `against`; second: the reading's; both; neither; anew
//! reason   = "“it is said” keeps its distance"
//! ```
//!
//! What of a cell is one difference is said in [`crate::compare::agreement::differences`].

use std::{collections::HashMap, mem, path::Path};

use super::{
    Catalogue, Claim, ClaimId, Diagnostics, Document, DocumentId, Origin, Place, SourceFile, built_in,
    files::find_all,
    known::{Findings, Known, Scope},
    load::load_decisions,
    names::{Names, Ref},
    problem::{At, Problem},
    readings::{DECISIONS, READINGS},
    resolve::given_twice,
    sheet::Sheet,
    texts::Texts,
};

/// What two readers may differ in at a claim and a document, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One found something, be it a passage more, where the other looked and did not.
    Presence,
    /// They say otherwise of one passage what the outlet does with the claim.
    Stance,
    /// Or whom it passes on.
    Speaker,
    /// Or with which codes.
    Frames,
    /// Or only where it begins and ends.
    Boundary,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Presence, Self::Stance, Self::Speaker, Self::Frames, Self::Boundary];

    /// As written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Stance => "stance",
            Self::Speaker => "speaker",
            Self::Frames => "frames",
            Self::Boundary => "boundary",
        }
    }
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The catalogue's stays.
    First,
    /// The reading's takes its place.
    Second,
    /// It stands beside it.
    Both,
    /// None of them stays.
    Neither,
    /// Something else was filed.
    Anew,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::First, Self::Second, Self::Both, Self::Neither, Self::Anew];

    /// As written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Both => "both",
            Self::Neither => "neither",
            Self::Anew => "anew",
        }
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The name of the reading that differs from the catalogue,
    pub reading: Box<str>,
    /// or from this other reading.
    pub against: Option<Box<str>>,
    /// On which claim,
    pub claim: ClaimId,
    /// in which document,
    pub document: DocumentId,
    /// and in what.
    pub kind: Kind,
    /// What was decided.
    pub choice: Choice,
    /// Why.
    pub reason: Option<String>,
}

/// The log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    /// In the order in which they were made; of several on the same the last.
    pub made: Vec<Decision>,
    /// What somebody should look at.
    pub warnings: Diagnostics,
}

/// A decision whose references are names.
pub(super) struct RawDecision {
    pub(super) reading: Option<Box<str>>,
    pub(super) against: Option<Box<str>>,
    pub(super) claim: Option<Ref>,
    pub(super) document: Option<Ref>,
    pub(super) kind: Option<Kind>,
    pub(super) choice: Option<Choice>,
    pub(super) reason: Option<String>,
    pub(super) at: At,
}

/// The decisions on the readings of the catalogue `main`, which is at `of`; none where nobody has decided anything.
///
/// # Errors
///
/// Everything that is wrong with the log, where at least one is an error.
pub fn decisions(of: &Origin, main: &Catalogue) -> Result<Decisions, Diagnostics> {
    let log = Path::new(READINGS).join(DECISIONS);
    let Some(home) = Texts::home(of) else {
        let held = built_in::FILES.iter().filter(|(path, _)| Path::new(path) == log);
        return load_decisions(
            main,
            held.map(|&(path, text)| (SourceFile::of_text(path, text), text.len() as u64)).collect(),
            Vec::new(),
        );
    };
    let log = home.join(log);
    let (found, problems) = if log.exists() { find_all(&log) } else { (Vec::new(), Vec::new()) };
    let files = found.into_iter().map(|found| (SourceFile::on_disk(found.path), found.length));
    load_decisions(main, files.collect(), problems)
}

/// The decisions in `sheet` on claims and documents of `main`, and all that is wrong with them.
pub(super) fn resolve_decisions(
    main: &Catalogue,
    mut sheet: Sheet,
    names: Names,
    complete: bool,
) -> (Vec<Decision>, Vec<Problem>) {
    let refer = |id: &str, place: Place| Ref { name: names.number(id), at: At::from(place) };
    let claims: Vec<Ref> = main.claims.iter().map(|row| refer(&row.id, row.place)).collect();
    let documents: Vec<Ref> = main.documents.iter().map(|row| refer(&row.id, row.place)).collect();
    let mut findings = Findings::new(names, mem::take(&mut sheet.problems), complete, Scope::Reading);
    given_twice(&sheet.given, &mut findings);
    let claims: Known<Claim> = Known::of("claim", claims.into_iter(), &mut findings);
    let documents: Known<Document> = Known::of("document", documents.into_iter(), &mut findings);
    let mut made = Vec::<Option<Decision>>::new();
    let mut before = HashMap::new();
    for RawDecision { reading, against, claim, document, kind, choice, reason, at } in sheet.decisions {
        // Both are looked up, so that all that is wrong is said.
        let claim = claim.and_then(|given| claims.find(given, &mut findings));
        let document = document.and_then(|given| documents.find(given, &mut findings));
        let (Some(reading), Some(claim), Some(document), Some(kind), Some(choice)) = (reading, claim, document, kind, choice)
        else {
            continue;
        };
        if let Some((first, place)) = before.insert((reading.clone(), against.clone(), claim, document, kind), (at, made.len())) {
            made[place] = None;
            let problem = Problem::warning("decided-twice", at, "this was decided before; the last decision counts");
            findings.problems.push(problem.also(first, "first here").help("remove one of them"));
        }
        made.push(Some(Decision { reading, against, claim, document, kind, choice, reason }));
    }
    (made.into_iter().flatten().collect(), findings.problems)
}
