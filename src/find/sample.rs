//! Small catalogues for the tests of this room: the town of Harrow Bay and its harbour bridge.

use proptest::prelude::*;

use super::number::number;
use crate::catalogue::{
    Catalogue, Claim, Day, Document, Event, Excerpt, Frame, Id, Outlet, Place, Quote, SourceFile, Speaker, Stance, Table,
};

/// An excerpt of a sample: quote, claim, document, speaker, note, figure, frame, stance. Places wrap around.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub quote: String,
    pub claim: usize,
    pub document: usize,
    pub speaker: Option<usize>,
    pub note: Option<String>,
    pub figure: Option<String>,
    pub frame: Option<usize>,
    pub stance: usize,
}

const NOWHERE: Place = Place { file: Id::<SourceFile>::new(0), offset: 0 };

fn event(&(id, title): &(&str, &str)) -> Event {
    Event { id: id.into(), title: title.into(), date: None, note: None, accepted: Box::default(), place: NOWHERE }
}

fn speaker(&(id, name): &(&str, &str)) -> Speaker {
    Speaker { id: id.into(), name: name.into(), role: None, note: None, accepted: Box::default(), place: NOWHERE }
}

fn frame(&(id, name): &(&str, &str)) -> Frame {
    Frame {
        id: id.into(),
        name: name.into(),
        definition: None,
        examples: Vec::new(),
        not: None,
        accepted: Box::default(),
        place: NOWHERE,
    }
}

/// A catalogue of `rows`, with five claims, in two events, of three documents by two outlets.
pub(super) fn catalogue(rows: &[Row]) -> Catalogue {
    let outlet = |&(id, name, ref documents): &(&str, &str, Vec<usize>)| Outlet {
        id: id.into(),
        name: name.into(),
        mark: None,
        kind: None,
        documents: documents.iter().map(|&document| Id::new(document)).collect(),
        note: None,
        accepted: Box::default(),
        place: NOWHERE,
    };
    let document = |&(id, outlet, title): &(&str, usize, &str)| Document {
        id: id.into(),
        outlet: Id::new(outlet),
        title: title.into(),
        author: None,
        published: None,
        published_about: false,
        genre: None,
        language: None,
        copy_of: None,
        chars: None,
        sha256: None,
        url: None,
        parts: Vec::new(),
        note: None,
        accepted: Box::default(),
        place: NOWHERE,
    };
    let titles = [
        ("bridge-closed", 0, "The harbour bridge was closed", ["bridge", "the harbour"]),
        ("thirty-hurt", 0, "Some 30,000 people were hurt", ["hospital", "figures"]),
        ("mayor-knew", 0, "The mayor knew of the cracks", ["mayor", "blame"]),
        ("vote-held", 1, "A vote was held by the council", ["vote", "council"]),
        ("nobody-voted", 1, "Nobody voted in the harbour", ["vote", "harbour"]),
    ];
    let mut excerpts = Vec::new();
    let mut claims = Vec::new();
    for (at, &(id, event, title, topics)) in titles.iter().enumerate() {
        let start = number(excerpts.len());
        let of_claim = rows.iter().filter(|row| row.claim % titles.len() == at);
        excerpts.extend(of_claim.map(|row| Excerpt {
            claim: Id::new(at),
            document: Id::new(row.document % 3),
            stance: Stance::ALL[row.stance % Stance::ALL.len()],
            speaker: row.speaker.map(|speaker| Id::new(speaker % 3)),
            cue: None,
            frames: row.frame.map(|frame| Id::new(frame % 2)).into_iter().collect(),
            figure: row.figure.as_deref().map(Into::into),
            quote: Quote::new(row.quote.as_str()),
            quote_place: NOWHERE,
            prefix: None,
            suffix: None,
            span: None,
            blind: false,
            note: row.note.as_deref().map(Into::into),
            accepted: Box::default(),
            place: NOWHERE,
        }));
        claims.push(Claim {
            id: id.into(),
            event: Id::new(event),
            title: title.into(),
            day: Day::default(),
            text: None,
            topics: topics.iter().map(|&topic| topic.into()).collect(),
            absent: Vec::new(),
            absent_blind: Box::default(),
            contradicts: Vec::new(),
            named_as_contradicted: Box::default(),
            note: None,
            excerpts: start..number(excerpts.len()),
            accepted: Box::default(),
            record: None,
            place: NOWHERE,
        });
    }
    let outlets = [("courier", "Bay Courier", vec![0, 1]), ("post", "Harbour Post", vec![2])];
    let documents = [("cracks", 0, "Cracks in the bridge"), ("ballot", 0, "Ballot at the bay"), ("letter", 1, "A letter")];
    Catalogue {
        outlets: outlets.iter().map(outlet).collect::<Vec<_>>().into(),
        documents: documents.iter().map(document).collect::<Vec<_>>().into(),
        events: [("collapse", "The collapse"), ("the-vote", "The vote")].iter().map(event).collect::<Vec<_>>().into(),
        speakers: [("ode", "Ana Ode"), ("mayor", "José Brückner"), ("union", "Dockers’ union")]
            .iter()
            .map(speaker)
            .collect::<Vec<_>>()
            .into(),
        frames: [("conflict", "Conflict"), ("human", "Human interest")].iter().map(frame).collect::<Vec<_>>().into(),
        claims: claims.into(),
        excerpts: excerpts.into(),
        namings: Table::default(),
        files: Table::default(),
        ..Catalogue::default()
    }
}

/// A catalogue of quotes, all of one claim, without anything else to find.
pub(super) fn quotes(quotes: &[&str]) -> Catalogue {
    let row = |quote: &&str| Row { quote: (*quote).to_owned(), ..Row::default() };
    catalogue(&quotes.iter().map(row).collect::<Vec<_>>())
}

const WORDS: &[&str] = &[
    "harbour",
    "Harbor",
    "harbours",
    "bridge",
    "Bridges",
    "brigade",
    "bridgehead",
    "hospital",
    "hospitals",
    "hospitality",
    "the",
    "of",
    "a",
    "an",
    "vote",
    "votes",
    "voters",
    "voltage",
    "note",
    "devoted",
    "mayor",
    "mayor’s",
    "major",
    "30,000",
    "30",
    "3.5",
    "council",
    "counsel",
    "count",
    "country",
    "discount",
    "Nobody",
    "knew",
    "café",
    "Brückner",
    "桥梁",
    "大桥",
    "closed",
    "loose",
    "government",
    "govt",
    "department",
    "depth",
    "poll-by-poll",
    "½",
    "नमस्ते",
];

/// One of a few words, so that random texts and random queries meet.
pub(super) fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(&[" ", " ", " ", ", ", "-", " “", "” ", "\n"][..]);
    prop::collection::vec((word(), joint), 0..12)
        .prop_map(|words| words.iter().flat_map(|(word, joint)| [word, *joint]).collect())
}

/// A random catalogue.
pub(super) fn any_catalogue() -> impl Strategy<Value = Catalogue> {
    prop::collection::vec(row(), 0..40).prop_map(|rows| catalogue(&rows))
}

/// A random catalogue in which some words are in hundreds of rows.
pub(super) fn crowded_catalogue() -> impl Strategy<Value = Catalogue> {
    (prop::collection::vec(row(), 0..20), row(), 0_usize..400).prop_map(|(mut rows, one, many)| {
        rows.extend(std::iter::repeat_n(one, many));
        catalogue(&rows)
    })
}

fn row() -> impl Strategy<Value = Row> {
    let row = (
        text(),
        0_usize..5,
        0_usize..3,
        prop::option::of(0_usize..3),
        prop::option::weighted(0.2, text()),
        prop::option::weighted(0.2, text()),
        prop::option::of(0_usize..2),
        0_usize..4,
    );
    row.prop_map(|(quote, claim, document, speaker, note, figure, frame, stance)| Row {
        quote,
        claim,
        document,
        speaker,
        note,
        figure,
        frame,
        stance,
    })
}

/// A word as somebody might type it: whole, cut short, or with a slip.
fn typed() -> impl Strategy<Value = String> {
    (word(), 0_usize..7, any::<prop::sample::Index>()).prop_map(|(word, slip, at)| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at.index(letters.len());
        match slip {
            0 => letters.truncate(at + 1),
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, letters[at]),
            3 => letters[at] = 'x',
            4 if at > 0 => letters.swap(at - 1, at),
            _ => {}
        }
        letters.into_iter().collect()
    })
}

/// A random query in which everything of the language occurs.
pub(super) fn any_query() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => typed(),
        1 => typed().prop_map(|word| format!("'{word}")),
        1 => typed().prop_map(|word| format!("^{word}")),
        1 => (typed(), typed()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (typed(), typed()).prop_map(|(a, b)| format!("{a}-{b}")),
        1 => (prop::sample::select(&super::Filter::ALL[..]), value()).prop_map(|(field, value)| format!("{}:{value}", field.name())),
    ];
    let term = (prop::bool::weighted(0.15), prop::collection::vec(piece, 1..3))
        .prop_map(|(not, pieces)| format!("{}{}", if not { "!" } else { "" }, pieces.join("|")));
    prop::collection::vec(term, 0..4).prop_map(|terms| terms.join(" "))
}

fn value() -> impl Strategy<Value = String> {
    const VALUES: &[&str] = &[
        "courier",
        "post",
        "\"bay courier\"",
        "bay",
        "cor",
        "letter",
        "bridge",
        "bridge-closed",
        "mayor",
        "union",
        "ode",
        "denies",
        "deny",
        "affrims",
        "report",
        "human",
        "conflict",
        "vote",
        "the-vote",
        "30",
        "30,000",
        "harbour",
        "xyz",
        "",
    ];
    prop_oneof![3 => prop::sample::select(VALUES).prop_map(str::to_owned), 1 => typed()]
}
