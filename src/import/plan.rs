//! What becomes of what comes in: which rows are made, which are there already, and which have no place.
//!
//! A row is there already where its id is, or, of what has none, where a row is called so: a document by its address, too. What is given
//! of it is compared; where the catalogue says something else, that stays, and is told. What a new row needs and nobody gives is made of
//! what is there: a claim's event of the catalogue's title, a document's outlet of the document.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Range,
};

use super::incoming::{Incoming, Name, Place, Row, is_list, referred, title_key};
use crate::{
    catalogue::{
        Catalogue, Kind, Span, Stance,
        edit::{Edit, Fields, Value, excerpt_fields, fields_of},
        slug::{free, shortened, slug},
        texts::{Text, TextError, Texts},
    },
    text::{
        anchor::{Anchoring, Haystack, Wanted},
        clean::displayable,
        fold::fold,
    },
};

/// The kinds of rows with ids, each after those that it refers to.
const ORDER: [Kind; 7] = [Kind::Outlet, Kind::Document, Kind::Event, Kind::Speaker, Kind::Frame, Kind::Naming, Kind::Claim];

/// What an import does.
#[derive(Debug, Default)]
pub struct Plan {
    /// The edits, all of one round.
    pub edits: Vec<Edit>,
    /// The texts that are written, by the ids of their documents.
    pub texts: Vec<(String, String)>,
    /// How many rows are made.
    pub new: BTreeMap<Kind, usize>,
    /// How many are there as they come in.
    pub same: BTreeMap<Kind, usize>,
    /// What the catalogue says otherwise, which stays.
    pub differing: Vec<String>,
    /// What cannot be taken.
    pub left: Vec<String>,
    /// How the quotations stand that were looked for.
    pub states: BTreeMap<&'static str, usize>,
    /// How it was read, and what has no place.
    pub told: Vec<String>,
}

impl Plan {
    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.texts.is_empty()
    }

    /// Whether somebody should look at something.
    pub fn has_problems(&self) -> bool {
        let uncertain = |state: &&str| !matches!(*state, "verified" | "moved" | "normalised" | "abridged");
        !self.differing.is_empty() || !self.left.is_empty() || self.states.keys().any(uncertain)
    }
}

/// What `incoming` does to `catalogue`, whose documents have these `texts`; a document that comes without an outlet is of `outlet`.
///
/// # Errors
///
/// Where a text is at hand and cannot be read.
pub fn plan(catalogue: &Catalogue, texts: &Texts, incoming: Incoming, outlet: Option<&str>) -> Result<Plan, TextError> {
    let Incoming { rows, texts: brought, told, .. } = incoming;
    let mut planner = Planner { catalogue, names: Names::of(catalogue), plan: Plan { told, ..Plan::default() } };
    let (excerpts, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.kind == Kind::Excerpt);
    // Of a row that is known and one that is only named the first is made.
    rows.sort_by_key(|row| row.is_mere_name);
    planner.complete(&mut rows, outlet);
    let mut made = planner.rows(&rows);
    let at_hand = planner.texts(texts, brought, &mut made)?;
    planner.excerpts(excerpts, &mut made, at_hand);
    let mut adds = Vec::new();
    for kind in ORDER {
        let fields = made.remove(&kind).unwrap_or_default();
        if !fields.is_empty() {
            planner.plan.new.insert(kind, fields.len());
        }
        adds.extend(fields.into_iter().map(|fields| Edit::Add(kind, fields)));
    }
    planner.plan.edits.splice(0..0, adds);
    Ok(planner.plan)
}

/// Rows that are made, by kind.
type Made = BTreeMap<Kind, Vec<Fields>>;

/// Which ids are taken, and what is called how.
struct Names {
    ids: HashSet<(Kind, String)>,
    /// Ids by what rows are called, folded.
    titles: HashMap<(Kind, String), String>,
    /// Those that the catalogue has.
    there: HashSet<(Kind, String)>,
}

impl Names {
    fn of(catalogue: &Catalogue) -> Self {
        let mut names = Self { ids: HashSet::new(), titles: HashMap::new(), there: HashSet::new() };
        let mut add = |kind, id: &str, titles: &[&str]| {
            names.ids.insert((kind, id.to_owned()));
            for title in titles {
                names.titles.entry((kind, fold(title).into_owned())).or_insert_with(|| id.to_owned());
            }
        };
        catalogue.outlets.iter().for_each(|row| add(Kind::Outlet, &row.id, &[&row.name]));
        for row in &catalogue.documents {
            let titles: Vec<&str> = [row.title.as_str()].into_iter().chain(row.url.as_deref()).collect();
            add(Kind::Document, &row.id, &titles);
        }
        catalogue.events.iter().for_each(|row| add(Kind::Event, &row.id, &[&row.title]));
        catalogue.speakers.iter().for_each(|row| add(Kind::Speaker, &row.id, &[&row.name]));
        catalogue.frames.iter().for_each(|row| add(Kind::Frame, &row.id, &[&row.name]));
        catalogue.namings.iter().for_each(|row| add(Kind::Naming, &row.id, &[&row.title]));
        catalogue.claims.iter().for_each(|row| add(Kind::Claim, &row.id, &[&row.title]));
        names.there = names.ids.clone();
        names
    }

    /// The id of what is called so.
    fn find(&self, kind: Kind, name: &Name) -> Option<String> {
        let has = |id: &String| self.ids.contains(&(kind, id.clone()));
        match name {
            Name::Id(id) => Some(id.clone()).filter(has),
            Name::Title(title) => {
                let titled = self.titles.get(&(kind, fold(&displayable(title)).into_owned())).cloned();
                titled.or_else(|| Some(title.clone()).filter(has))
            }
        }
    }

    /// An id for `row`, which is not there.
    fn give(&mut self, row: &Row) -> String {
        let (Name::Id(text) | Name::Title(text)) = &row.name;
        let id = match &row.name {
            Name::Id(id) => id.clone(),
            Name::Title(_) => {
                let title = row.get(title_key(row.kind)).unwrap_or(text);
                free(shortened(&slug(title)), row.kind.name(), |id| self.ids.contains(&(row.kind, id.to_owned())))
            }
        };
        self.ids.insert((row.kind, id.clone()));
        if let Name::Title(title) = &row.name {
            self.titles.insert((row.kind, fold(&displayable(title)).into_owned()), id.clone());
        }
        id
    }

    fn is_there(&self, kind: Kind, id: &str) -> bool {
        self.there.contains(&(kind, id.to_owned()))
    }
}

fn is_slug(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Texts in which quotations are looked for, by the ids of their documents, and the documents whose text is the one that came in.
struct AtHand<'t> {
    catalogue: &'t Catalogue,
    texts: &'t Texts,
    brought: HashMap<String, String>,
    /// Documents of which another text is at hand than came in.
    otherwise: HashSet<String>,
    read: HashMap<String, Option<Haystack>>,
}

impl AtHand<'_> {
    /// The text of a document, prepared; none where none is at hand, or it cannot be read.
    fn text(&mut self, document: &str) -> Option<&Haystack> {
        if !self.read.contains_key(document) {
            let row = self.catalogue.documents.iter().find(|row| *row.id == *document);
            let there = row.and_then(|row| self.texts.read(row).ok().flatten()).map(Text::into_string);
            let text = there.or_else(|| self.brought.get(document).cloned());
            self.read.insert(document.to_owned(), text.map(Haystack::new));
        }
        self.read.get(document)?.as_ref()
    }
}

struct Planner<'c> {
    catalogue: &'c Catalogue,
    names: Names,
    plan: Plan,
}

impl Planner<'_> {
    /// Gives new rows what they need and nobody gave.
    fn complete(&mut self, rows: &mut Vec<Row>, outlet: Option<&str>) {
        let mut more = Vec::new();
        for row in rows.iter_mut() {
            let key = match row.kind {
                Kind::Claim => "event",
                Kind::Document => "outlet",
                _ => continue,
            };
            if row.refs.iter().any(|(other, _)| *other == key) || self.names.find(row.kind, &row.name).is_some() {
                continue;
            }
            let title = match row.kind {
                Kind::Claim => self.catalogue.title.as_str(),
                _ => outlet.or_else(|| row.get("title")).unwrap_or_default(),
            };
            let kind = if key == "event" { Kind::Event } else { Kind::Outlet };
            more.push(Row::named(kind, title, &row.at));
            row.refs.push((key, vec![Name::Title(title.to_owned())]));
        }
        rows.extend(more);
    }

    /// The rows that are made of these; tells of the others.
    fn rows(&mut self, rows: &[Row]) -> Made {
        // All have their ids first: they refer to one another.
        let mut given: HashSet<(Kind, String)> = HashSet::new();
        let mut ids = Vec::with_capacity(rows.len());
        for row in rows {
            if let Name::Id(id) = &row.name
                && !is_slug(id)
            {
                self.plan.left.push(format!("{}: “{}” is no id", row.at, displayable(id)));
                ids.push(None);
                continue;
            }
            let found = self.names.find(row.kind, &row.name);
            let id = found.unwrap_or_else(|| self.names.give(row));
            ids.push(given.insert((row.kind, id.clone())).then_some(id));
        }
        let mut made = Made::new();
        // What comes twice is taken once.
        for (row, id) in rows.iter().zip(ids).filter_map(|(row, id)| Some((row, id?))) {
            let fields = self.fields(row, Some(&id));
            if self.names.is_there(row.kind, &id) {
                self.compare(row, &id, &fields);
                continue;
            }
            let has = |key: &str| fields.iter().any(|(other, _)| *other == key);
            match needed(row.kind).iter().find(|key| !has(key)) {
                Some(key) => {
                    self.names.ids.remove(&(row.kind, id.clone()));
                    self.plan.left.push(format!("{}: {} {id} has no {key}", row.at, row.kind.name()));
                }
                None => made.entry(row.kind).or_default().push(fields),
            }
        }
        made
    }

    /// What `row` says, in the order of its keys, under this id if it has one.
    fn fields(&mut self, row: &Row, id: Option<&str>) -> Fields {
        let mut fields: Fields = id.map(|id| ("id", Value::Text(id.to_owned()))).into_iter().collect();
        for &key in row.kind.keys() {
            if let Some((_, value)) = row.fields.iter().find(|(other, _)| *other == key) {
                fields.extend(cleaned(key, value).map(|value| (key, value)));
            } else if let Some((_, names)) = row.refs.iter().find(|(other, _)| *other == key) {
                let ids = self.ids(row, key, names);
                let value =
                    if is_list(key) { Value::Words(ids) } else { ids.into_iter().next().map_or(Value::Absent, Value::Text) };
                fields.extend(
                    Some(value).filter(|value| !matches!(value, Value::Absent) && !is_empty(value)).map(|value| (key, value)),
                );
            }
        }
        fields.extend(row.fields.iter().find(|(_, value)| matches!(value, Value::Rows(..))).cloned());
        fields
    }

    /// The ids of what `row` refers to under `key`; tells of what nothing is called.
    fn ids(&mut self, row: &Row, key: &'static str, names: &[Name]) -> Vec<String> {
        let kind = referred(key).unwrap_or(row.kind);
        let mut ids: Vec<String> = Vec::with_capacity(names.len());
        for name in names {
            match self.names.find(kind, name) {
                Some(id) if !ids.contains(&id) => ids.push(id),
                Some(_) => {}
                None => {
                    let (Name::Id(name) | Name::Title(name)) = name;
                    self.plan.left.push(format!("{}: {key}: no {} is called “{}”", row.at, kind.name(), displayable(name)));
                }
            }
        }
        ids
    }

    /// Tells what the row of this id, which is there, says otherwise than `fields`.
    fn compare(&mut self, row: &Row, id: &str, fields: &Fields) {
        if row.is_mere_name {
            return;
        }
        let there = fields_of(self.catalogue, row.kind, id).unwrap_or_default();
        let what = format!("{} {id}", row.kind.name());
        if self.differs(&what, &there, fields) == 0 {
            *self.plan.same.entry(row.kind).or_default() += 1;
        }
    }

    /// Tells what of the `given` stands otherwise `there`, and counts it.
    fn differs(&mut self, what: &str, there: &Fields, given: &Fields) -> usize {
        let stands = |key: &str| there.iter().find(|(other, _)| *other == key).map(|(_, value)| value);
        let differing = given.iter().filter(|(key, value)| !is_same(value, stands(key)));
        let told = differing.map(|(key, value)| format!("{what}: {key} is {}, not {}", shown(stands(key)), shown(Some(value))));
        let before = self.plan.differing.len();
        self.plan.differing.extend(told);
        self.plan.differing.len() - before
    }

    /// Plans the texts that come in, and finds those that are at hand.
    fn texts<'t>(&mut self, texts: &'t Texts, brought: Vec<(Name, String)>, made: &mut Made) -> Result<AtHand<'t>, TextError>
    where
        Self: 't,
    {
        let catalogue = self.catalogue;
        let mut at_hand = AtHand { catalogue, texts, brought: HashMap::new(), otherwise: HashSet::new(), read: HashMap::new() };
        for (name, text) in brought {
            let Some(id) = self.names.find(Kind::Document, &name) else { continue };
            if let Some(row) = catalogue.documents.iter().find(|row| *row.id == *id) {
                match texts.read(row)? {
                    Some(there) if there.as_str() == text => continue,
                    Some(_) => {
                        self.plan.differing.push(format!(
                            "document {id}: another text is at hand, and stays; what is quoted is looked for in that"
                        ));
                        at_hand.otherwise.insert(id);
                        continue;
                    }
                    None => {}
                }
            }
            let of_id = |fields: &&mut Fields| fields.first().is_some_and(|(_, value)| *value == Value::Text(id.clone()));
            if let Some(fields) = made.get_mut(&Kind::Document).and_then(|rows| rows.iter_mut().find(of_id)) {
                let measured = Text::new(text.clone().into_bytes());
                if let Ok(measured) = measured {
                    fields.push(("chars", Value::Bare(measured.chars().to_string())));
                    fields.push(("sha256", Value::Text(measured.sha256().to_owned())));
                    let place = |key: &str| Kind::Document.keys().iter().position(|other| *other == key);
                    fields.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
                }
            }
            at_hand.brought.insert(id.clone(), text.clone());
            self.plan.texts.push((id, text));
        }
        Ok(at_hand)
    }

    /// Plans the excerpts.
    fn excerpts(&mut self, rows: Vec<Row>, made: &mut Made, mut at_hand: AtHand<'_>) {
        let catalogue = self.catalogue;
        let mut there: HashMap<[String; 3], Vec<Fields>> = HashMap::new();
        for excerpt in &catalogue.excerpts {
            let key = [&catalogue.claims[excerpt.claim].id, &catalogue.documents[excerpt.document].id].map(ToString::to_string);
            let [claim, document] = key;
            let key = [claim, document, excerpt.quote.written().to_owned()];
            there.entry(key).or_default().push(excerpt_fields(catalogue, excerpt));
        }
        let absent = absent(catalogue, made);
        let mut of_claims: HashMap<String, Vec<Fields>> = HashMap::new();
        let mut files = Vec::new();
        for row in rows {
            let Some((claim, document, fields)) = self.excerpt(&row, &absent, &mut at_hand) else { continue };
            let quote = fields.iter().find(|(key, _)| *key == "quote").map(|(_, value)| shown_text(value)).unwrap_or_default();
            let candidates = there.entry([claim.clone(), document.clone(), quote]).or_default();
            let same = |there: &Fields| {
                fields
                    .iter()
                    .all(|(key, value)| is_same(value, there.iter().find(|(other, _)| other == key).map(|(_, value)| value)))
            };
            if let Some(at) = candidates.iter().position(same) {
                candidates.remove(at);
                *self.plan.same.entry(Kind::Excerpt).or_default() += 1;
            } else if let Some(first) = (!candidates.is_empty()).then(|| candidates.remove(0)) {
                self.differs(&format!("{}: excerpt of {document} under {claim}", row.at), &first, &fields);
            } else {
                *self.plan.new.entry(Kind::Excerpt).or_default() += 1;
                if self.names.is_there(Kind::Claim, &claim) {
                    files.push(Edit::File(claim, fields));
                } else {
                    of_claims.entry(claim).or_default().push(fields);
                }
            }
        }
        for fields in made.entry(Kind::Claim).or_default() {
            let id = fields.first().map(|(_, id)| shown_text(id)).unwrap_or_default();
            fields.extend(of_claims.remove(&id).map(|excerpts| ("excerpt", Value::Rows(Kind::Excerpt, excerpts))));
        }
        self.plan.edits.extend(files);
    }

    /// An excerpt as it would be filed, with the ids of its claim and its document; tells why it cannot be.
    fn excerpt(
        &mut self,
        row: &Row,
        absent: &HashMap<String, BTreeSet<String>>,
        at_hand: &mut AtHand<'_>,
    ) -> Option<(String, String, Fields)> {
        let claim = row.refs.iter().find(|(key, _)| *key == "claim").and_then(|(key, names)| self.ids(row, key, names).pop());
        let mut fields = self.fields(row, None);
        let id = |fields: &Fields, key: &str| fields.iter().find(|(other, _)| *other == key).map(|(_, value)| shown_text(value));
        let (document, stance) = (id(&fields, "document"), id(&fields, "stance"));
        let missing = [("claim", claim.is_some()), ("document", document.is_some()), ("quote", id(&fields, "quote").is_some())];
        if let Some((key, _)) = missing.into_iter().find(|(_, has)| !has) {
            self.plan.left.push(format!("{}: left out: it has no {key}", row.at));
            return None;
        }
        let (claim, document) = (claim?, document?);
        if !Stance::ALL.iter().any(|known| Some(known.name()) == stance.as_deref()) {
            let names = Stance::ALL.map(Stance::name).join(", ");
            let stance = stance.unwrap_or_default();
            self.plan.left.push(format!("{}: left out: “{}” is no stance; those are {names}", row.at, displayable(&stance)));
            return None;
        }
        if absent.get(&claim).is_some_and(|documents| documents.contains(&document)) {
            self.plan.left.push(format!("{}: left out: claim {claim} is said to be absent from {document}", row.at));
            return None;
        }
        let sought = match &row.place {
            Place::Sought(hint) => Some(hint.clone()),
            Place::Written => at_hand.otherwise.contains(&document).then_some(None),
        };
        if let Some(hint) = sought {
            fields.retain(|(key, _)| *key != "span");
            self.seek(&mut fields, &document, hint, at_hand);
        }
        Some((claim, document, fields))
    }

    /// Writes into the `fields` of an excerpt where its quotation stands, or leaves what stands around it.
    fn seek(&mut self, fields: &mut Fields, document: &str, hint: Option<Range<usize>>, at_hand: &mut AtHand<'_>) {
        let Some(text) = at_hand.text(document) else { return };
        let said = |key: &str| fields.iter().find(|(other, _)| *other == key).map(|(_, value)| shown_text(value));
        let (quote, prefix, suffix) = (said("quote").unwrap_or_default(), said("prefix"), said("suffix"));
        let span = hint.and_then(|hint| code_points(text.text(), &hint));
        let wanted = Wanted { quote: &quote, prefix: prefix.as_deref(), suffix: suffix.as_deref(), span };
        let anchoring = text.anchor(&wanted);
        *self.plan.states.entry(anchoring.name()).or_default() += 1;
        let Some(range) = anchoring.certain() else { return };
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span { start: narrow(range.start), end: narrow(range.end) };
        // What stands around it is only written where it decides.
        let alone = text.anchor(&Wanted { quote: &quote, ..Wanted::default() });
        if !matches!(alone, Anchoring::Ambiguous { .. }) {
            fields.retain(|(key, _)| !matches!(*key, "prefix" | "suffix"));
        }
        fields.push(("span", Value::Span(span)));
        let place = |key: &str| Kind::Excerpt.keys().iter().position(|other| *other == key);
        fields.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
    }
}

/// The keys without which there is no row of `kind`.
const fn needed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Outlet | Kind::Speaker | Kind::Frame => &["name"],
        Kind::Document => &["outlet", "title"],
        Kind::Event => &["title"],
        Kind::Naming => &["title", "forms"],
        Kind::Claim => &["event", "title"],
        Kind::Part | Kind::Excerpt => &[],
    }
}

/// The documents that each claim is said to be absent from, those that are made included.
fn absent(catalogue: &Catalogue, made: &Made) -> HashMap<String, BTreeSet<String>> {
    let id = |document| catalogue.documents[document].id.to_string();
    let there =
        catalogue.claims.iter().map(|claim| (claim.id.to_string(), claim.absent.iter().map(|&absent| id(absent)).collect()));
    let made = made.get(&Kind::Claim).into_iter().flatten().map(|fields| {
        let absent = fields.iter().find_map(|(key, value)| match value {
            Value::Words(words) if *key == "absent" => Some(words.iter().cloned().collect()),
            _ => None,
        });
        (fields.first().map(|(_, id)| shown_text(id)).unwrap_or_default(), absent.unwrap_or_default())
    });
    there.chain(made).collect()
}

/// `value` as it may be written under `key`: what is only ever shown is displayable; nothing where nothing is left.
fn cleaned(key: &str, value: &Value) -> Option<Value> {
    let blank = |text: &str| displayable(text).trim().is_empty();
    match value {
        Value::Text(text) if matches!(key, "prefix" | "suffix") => (!text.is_empty()).then(|| value.clone()),
        Value::Text(text) if blank(text) => None,
        Value::Text(_) if key == "quote" => Some(value.clone()),
        Value::Text(text) => Some(Value::Text(displayable(text).into_owned())),
        Value::Words(words) => {
            let words: Vec<String> =
                words.iter().filter(|word| !blank(word)).map(|word| displayable(word).into_owned()).collect();
            (!words.is_empty()).then_some(Value::Words(words))
        }
        other => Some(other.clone()),
    }
}

fn is_empty(value: &Value) -> bool {
    matches!(value, Value::Words(words) if words.is_empty())
}

/// Whether what is `given` stands `there`; the order of what refers says nothing.
fn is_same(given: &Value, there: Option<&Value>) -> bool {
    match (given, there) {
        (Value::Words(given), Some(Value::Words(there))) => {
            given.iter().collect::<BTreeSet<_>>() == there.iter().collect::<BTreeSet<_>>()
        }
        (given, there) => there == Some(given),
    }
}

fn shown_text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Bare(text) => text.clone(),
        _ => String::new(),
    }
}

/// A value for a reader.
fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => format!("“{}”", displayable(text)),
        Some(Value::Bare(text)) => text.clone(),
        Some(Value::Words(words)) => format!("“{}”", displayable(&words.join("; "))),
        Some(Value::Span(span)) => format!("[{}, {}]", span.start, span.end),
        Some(Value::Rows(kind, rows)) => format!("{} {}s", rows.len(), kind.name()),
        _ => "not given".to_owned(),
    }
}

/// The code points of `text` between two places that were counted in UTF-16 code units; none where these are not in it.
fn code_points(text: &str, units: &Range<usize>) -> Option<Range<usize>> {
    let at = |unit: usize| {
        let mut passed = 0;
        let before = text.chars().take_while(|c| {
            passed += c.len_utf16();
            passed <= unit
        });
        let before = before.count();
        (unit <= text.encode_utf16().count()).then_some(before)
    };
    Some(at(units.start)?..at(units.end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_code_units_become_places_in_code_points() {
        let text = "🌉 Brücke";
        assert_eq!(code_points(text, &(3..9)), Some(2..8));
        assert_eq!(code_points(text, &(3..10)), None);
    }
}
