//! Rows that are taken out, with what refers to them.
//!
//! What would leave something without its place is refused: an event that has claims, an outlet that has documents, a document that
//! another is a copy of. A document's text is left where it lies.

use super::{
    Edit, Row, Value,
    filing::{delete_claim, without},
    rows::claim_of,
};
use crate::catalogue::{Catalogue, ClaimId, Excerpt, Kind};

/// What taking a row out means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The edits, those that others need in a round before these.
    pub rounds: Vec<Vec<Edit>>,
    /// "with its 3 excerpts": what else changes; empty where nothing does.
    pub with: String,
}

/// What taking out the row of `kind` with this `id` means.
///
/// # Errors
///
/// Why it cannot be taken out, and what is to be done first.
pub fn removal(catalogue: &Catalogue, kind: Kind, id: &str) -> Result<Removal, String> {
    let row = Row::Named(kind, id.to_owned());
    let (first, with) = match kind {
        Kind::Claim => {
            let Some(claim) = claim_of(catalogue, id) else { return Err(format!("there is no claim {id} any more")) };
            let with = counted(catalogue.claims[claim].excerpts.len(), "with its", "excerpt");
            return Ok(Removal { rounds: delete_claim(catalogue, claim), with });
        }
        Kind::Event => {
            let claims = catalogue.claims.iter().filter(|claim| *catalogue.events[claim.event].id == *id).count();
            refuse_if(claims, "claim", "is of it", "are of it", "give them another event first")?;
            (Vec::new(), String::new())
        }
        Kind::Outlet => {
            let documents = catalogue.documents.iter().filter(|document| *catalogue.outlets[document.outlet].id == *id).count();
            refuse_if(documents, "document", "is its", "are its", "take them out first")?;
            (Vec::new(), String::new())
        }
        Kind::Document => of_document(catalogue, id)?,
        Kind::Speaker => {
            let speaks = |excerpt: &Excerpt| excerpt.speaker.is_some_and(|speaker| *catalogue.speakers[speaker].id == *id);
            let passed_on = catalogue.excerpts.iter().filter(|excerpt| excerpt.stance.passes_on() && speaks(excerpt)).count();
            refuse_if(
                passed_on,
                "excerpt",
                "passes on what they say",
                "pass on what they say",
                "name another speaker there first",
            )?;
            let spoken = excerpts(catalogue, "speaker", &Value::Absent, speaks);
            let with = counted(spoken.len(), "named no more in", "excerpt");
            (spoken, with)
        }
        Kind::Frame => {
            let coded = excerpts(catalogue, "frames", &Value::Without(vec![id.to_owned()]), |excerpt| {
                excerpt.frames.iter().any(|&frame| *catalogue.frames[frame].id == *id)
            });
            let with = counted(coded.len(), "given no more to", "excerpt");
            (coded, with)
        }
        Kind::Naming | Kind::Part | Kind::Excerpt => (Vec::new(), String::new()),
    };
    let rounds = [first, vec![Edit::Remove(row)]].into_iter().filter(|round| !round.is_empty()).collect();
    Ok(Removal { rounds, with })
}

/// The same value under `key` of all excerpts that `is_meant`.
fn excerpts(catalogue: &Catalogue, key: &'static str, value: &Value, is_meant: impl Fn(&Excerpt) -> bool) -> Vec<Edit> {
    let meant = catalogue.excerpts.entries().filter(|(_, excerpt)| is_meant(excerpt));
    meant.map(|(id, _)| Edit::Set(Row::of_excerpt(catalogue, id), vec![(key, value.clone())])).collect()
}

fn of_document(catalogue: &Catalogue, id: &str) -> Result<(Vec<Edit>, String), String> {
    let is_it = |document| *catalogue.documents[document].id == *id;
    let copies = catalogue.documents.iter().filter(|document| document.copy_of.is_some_and(is_it)).count();
    refuse_if(copies, "document", "is a copy of it", "are copies of it", "change or take them out first")?;
    let excerpts = catalogue.excerpts.entries().filter(|(_, excerpt)| is_it(excerpt.document));
    let mut edits: Vec<Edit> = excerpts.map(|(id, _)| Edit::Remove(Row::of_excerpt(catalogue, id))).collect();
    let with = counted(edits.len(), "with its", "excerpt");
    let named = |claim: ClaimId| Row::Named(Kind::Claim, catalogue.claims[claim].id.to_string());
    let silent = catalogue.claims.entries().filter(|(_, claim)| claim.absent.iter().any(|&absent| is_it(absent)));
    edits.extend(silent.map(|(claim, _)| Edit::Set(named(claim), without(catalogue, claim, |absent| absent == id))));
    Ok((edits, with))
}

/// "with its 3 excerpts", "with its 1 excerpt"; nothing of nothing.
fn counted(count: usize, with: &str, noun: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!("{with} 1 {noun}"),
        several => format!("{with} {several} {noun}s"),
    }
}

fn refuse_if(count: usize, noun: &str, one: &str, several: &str, first: &str) -> Result<(), String> {
    match count {
        0 => Ok(()),
        1 => Err(format!("1 {noun} {one}: {first}")),
        count => Err(format!("{count} {noun}s {several}: {first}")),
    }
}
