//! What a person may do to a catalogue, chosen by number from what is there.

use parallax::catalogue::{
    Catalogue, ClaimId, DocumentId, ExcerptId, Kind, NamingId, Span, Stance,
    edit::{self, Choice, Edit, Filing, NewClaim, Row, Value, removal},
};
use proptest::{prelude::*, sample::Index};

use crate::meant::KINDS;

/// What a person may do, with what it is done to chosen by number from what is there then.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    /// Which of [`deed`].
    what: u8,
    one: Index,
    other: Index,
    word: &'static str,
}

pub(crate) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let words = ["plain words", "with \"marks\"", "it's", "both \"it's\"", "back\\slash", "two\nlines", "# none", "Ødegård “so”"];
    let deed = (0..DEEDS, any::<Index>(), any::<Index>(), prop::sample::select(words.to_vec()));
    prop::collection::vec(deed.prop_map(|(what, one, other, word)| Deed { what, one, other, word }), 1..14)
}

const DEEDS: u8 = 14;

/// The rounds of `deed` in `catalogue`, where it can be done there.
pub(crate) fn rounds(catalogue: &Catalogue, deed: &Deed) -> Option<Vec<Vec<Edit>>> {
    let text = |text: &str| Value::Text(text.to_owned());
    let (one, other, word) = (deed.one, deed.other, deed.word);
    let excerpt = |of: Index| pick(catalogue.excerpts.ids().collect::<Vec<ExcerptId>>(), of);
    let claim = |of: Index| pick(catalogue.claims.ids().collect::<Vec<ClaimId>>(), of);
    let documents: Vec<DocumentId> = catalogue.documents.ids().collect();
    let kind = *one.get(&KINDS);
    let id = || pick(ids(catalogue, kind), other);
    let fresh =
        (0..10_000).map(|number| format!("n{number}")).find(|id| KINDS.iter().all(|&kind| !ids(catalogue, kind).contains(id)))?;
    Some(match deed.what {
        0 | 1 => edit::file(catalogue, &filing(catalogue, deed)),
        2 => edit::refile(catalogue, excerpt(other)?, &filing(catalogue, deed)),
        3 => edit::withdraw(catalogue, excerpt(one)?),
        4 => {
            let id = excerpt(one)?;
            let (_, to) = two(catalogue.excerpts[id].claim, claim(other)?)?;
            edit::relocate(catalogue, &[id], &catalogue.claims[to].id)
        }
        5 => {
            let of: Vec<ExcerptId> = catalogue.excerpts_of(claim(one)?).map(|(id, _)| id).collect();
            let some = of.get(..=other.index(of.len().max(1)))?;
            edit::split(catalogue, some, &NewClaim { title: word.to_owned(), text: Some(word.to_owned()), event: None })
        }
        6 => {
            let (from, into) = two(claim(one)?, claim(other)?)?;
            edit::merge(catalogue, from, into)
        }
        7 if word.len() % 2 == 0 => edit::settle(catalogue, claim(one)?, &[pick(documents, other)?], one.index(2) == 0),
        7 => edit::unsettle(catalogue, claim(one)?, &[pick(documents, other)?]),
        8 => {
            let (one, other) = two(claim(one)?, claim(other)?)?;
            edit::toggle_contradiction(catalogue, one, other)
        }
        9 => edit::except(catalogue, pick(catalogue.namings.ids().collect::<Vec<NamingId>>(), one)?, word),
        10 => removal(catalogue, kind, &id()?).ok()?.rounds,
        11 => vec![vec![Edit::Rename(kind, id()?, fresh)]],
        12 => {
            let mut fields = vec![("id", text(&fresh))];
            match kind {
                Kind::Outlet | Kind::Speaker | Kind::Frame => fields.push(("name", text(word))),
                Kind::Event => fields.extend([("title", text(word)), ("date", Value::Bare("2031-03-03".to_owned()))]),
                Kind::Naming => fields.extend([("title", text(word)), ("forms", Value::Words(vec![word.to_owned()]))]),
                Kind::Claim => {
                    fields.extend([("event", text(&pick(ids(catalogue, Kind::Event), other)?)), ("title", text(word))]);
                    let document = pick(ids(catalogue, Kind::Document), other)?;
                    let excerpt = vec![("document", text(&document)), ("stance", text("affirms")), ("quote", text(word))];
                    fields.push(("excerpt", Value::Rows(Kind::Excerpt, vec![excerpt.clone(), excerpt])));
                }
                _ => {
                    fields.extend([("outlet", text(&pick(ids(catalogue, Kind::Outlet), other)?)), ("title", text(word))]);
                    let part = vec![("kind", text("byline")), ("from", text(word)), ("to", text(word))];
                    fields.push(("part", Value::Rows(Kind::Part, vec![part])));
                }
            }
            vec![vec![Edit::Add(kind, fields)]]
        }
        _ => {
            let key = if matches!(kind, Kind::Outlet | Kind::Speaker | Kind::Frame) { "name" } else { "title" };
            let fields = if kind == Kind::Frame {
                vec![("name", text(word)), ("examples", Value::Absent)]
            } else {
                vec![(key, text(word)), ("note", text(word))]
            };
            vec![vec![Edit::Set(Row::Named(kind, id()?), fields)]]
        }
    })
}

fn filing(catalogue: &Catalogue, deed: &Deed) -> Filing {
    let (one, other, word) = (deed.one, deed.other, deed.word);
    let is_new = one.index(5) == 0;
    let claim = pick(ids(catalogue, Kind::Claim), one).filter(|_| !is_new);
    let speaker =
        if is_new { Some(Choice::New(word.to_owned())) } else { pick(ids(catalogue, Kind::Speaker), other).map(Choice::There) };
    Filing {
        claim: claim.map_or_else(|| Choice::New(NewClaim { title: word.to_owned(), ..NewClaim::default() }), Choice::There),
        document: pick(ids(catalogue, Kind::Document), other).unwrap_or_default(),
        stance: if speaker.is_some() { Stance::Reports } else { Stance::Affirms },
        speaker,
        cue: Some("said".to_owned()),
        frames: pick(ids(catalogue, Kind::Frame), other).into_iter().collect(),
        figure: None,
        quote: word.to_owned(),
        prefix: Some(word.to_owned()),
        suffix: None,
        span: Some(Span { start: 7, end: 18 }),
        blind: one.index(3) == 0,
        note: Some(word.to_owned()).filter(|_| other.index(2) == 0),
    }
}

fn pick<T>(mut from: Vec<T>, by: Index) -> Option<T> {
    if from.is_empty() { None } else { Some(from.swap_remove(by.index(from.len()))) }
}

/// Both, where they are not the same.
fn two(one: ClaimId, other: ClaimId) -> Option<(ClaimId, ClaimId)> {
    (one != other).then_some((one, other))
}

fn ids(catalogue: &Catalogue, kind: Kind) -> Vec<String> {
    let ids: Vec<&str> = match kind {
        Kind::Outlet => catalogue.outlets.iter().map(|row| &*row.id).collect(),
        Kind::Document => catalogue.documents.iter().map(|row| &*row.id).collect(),
        Kind::Event => catalogue.events.iter().map(|row| &*row.id).collect(),
        Kind::Speaker => catalogue.speakers.iter().map(|row| &*row.id).collect(),
        Kind::Frame => catalogue.frames.iter().map(|row| &*row.id).collect(),
        Kind::Naming => catalogue.namings.iter().map(|row| &*row.id).collect(),
        Kind::Claim => catalogue.claims.iter().map(|row| &*row.id).collect(),
        Kind::Part | Kind::Excerpt => Vec::new(),
    };
    ids.into_iter().map(str::to_owned).collect()
}
