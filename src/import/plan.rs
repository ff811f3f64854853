//! What becomes of what comes in: which rows are made, which are there already, and which have no place.
//!
//! A row is there already where its id is, or, of what has none, where a row is called so: a document by its address, too. What is given
//! of it is compared; where the catalogue says something else, that stays, and is told. What a new row needs and nobody gives is made of
//! what is there: a claim's event of the catalogue's title, a document's outlet of the document.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    incoming::{Incoming, Name, Place, Row, is_list, referred},
    names::{Names, is_slug},
    sought::Sought,
    values::{cleaned, differing, put_in_order, shown, text, under},
};
use crate::{
    catalogue::{
        Catalogue, Kind, Stance,
        edit::{Edit, Fields, Value, excerpt_fields, fields_of},
        texts::{Text, TextError, Texts},
    },
    text::clean::displayable,
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
    let sought = planner.texts(texts, brought, &mut made)?;
    planner.excerpts(excerpts, &mut made, sought)?;
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
                    self.names.forget(row.kind, &id);
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
            if let Some(value) = under(&row.fields, key) {
                fields.extend(cleaned(key, value).map(|value| (key, value)));
            } else if let Some((_, names)) = row.refs.iter().find(|(other, _)| *other == key) {
                let ids = self.ids(row, key, names);
                let one = ids.first().cloned();
                let value = if is_list(key) { one.map(|_| Value::Words(ids)) } else { one.map(Value::Text) };
                fields.extend(value.map(|value| (key, value)));
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
        let there = fields_of(self.catalogue, row.kind, id).unwrap_or_default();
        if !row.is_mere_name && !self.differs(&format!("{} {id}", row.kind.name()), &there, fields) {
            *self.plan.same.entry(row.kind).or_default() += 1;
        }
    }

    /// Tells what of the `given` stands otherwise `there`, if anything does.
    fn differs(&mut self, what: &str, there: &Fields, given: &Fields) -> bool {
        let told = |(key, value)| format!("{what}: {key} is {}, not {}", shown(under(there, key)), shown(Some(value)));
        let before = self.plan.differing.len();
        self.plan.differing.extend(differing(given, there).map(told));
        self.plan.differing.len() > before
    }

    /// Plans the texts that come in, and finds those that are at hand.
    fn texts<'t>(&mut self, texts: &'t Texts, brought: Vec<(Name, String)>, made: &mut Made) -> Result<Sought<'t>, TextError>
    where
        Self: 't,
    {
        let catalogue = self.catalogue;
        let mut sought = Sought::new(catalogue, texts);
        for (name, words) in brought {
            let Some(id) = self.names.find(Kind::Document, &name) else { continue };
            if let Some(row) = catalogue.documents.iter().find(|row| *row.id == *id) {
                match texts.read(row)? {
                    Some(there) if there.as_str() == words => continue,
                    Some(_) => {
                        self.plan.differing.push(format!(
                            "document {id}: another text is at hand, and stays; what is quoted is looked for in that"
                        ));
                        sought.otherwise.insert(id);
                        continue;
                    }
                    None => {}
                }
            }
            let of_id = |fields: &&mut Fields| text(fields, "id") == Some(&id);
            if let Some(fields) = made.get_mut(&Kind::Document).and_then(|rows| rows.iter_mut().find(of_id)) {
                // A text that was read is one.
                if let Ok(measured) = Text::new(words.clone().into_bytes()) {
                    fields.push(("chars", Value::Bare(measured.chars().to_string())));
                    fields.push(("sha256", Value::Text(measured.sha256().to_owned())));
                    put_in_order(Kind::Document, fields);
                }
            }
            sought.brought.insert(id.clone(), words.clone());
            self.plan.texts.push((id, words));
        }
        Ok(sought)
    }

    /// Plans the excerpts.
    fn excerpts(&mut self, rows: Vec<Row>, made: &mut Made, mut sought: Sought<'_>) -> Result<(), TextError> {
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
            let Some((claim, document, fields)) = self.excerpt(&row, &absent, &mut sought)? else { continue };
            let quote = text(&fields, "quote").unwrap_or_default().to_owned();
            let candidates = there.entry([claim.clone(), document.clone(), quote]).or_default();
            if let Some(at) = candidates.iter().position(|there| differing(&fields, there).next().is_none()) {
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
            let excerpts = text(fields, "id").and_then(|id| of_claims.remove(id));
            fields.extend(excerpts.map(|excerpts| ("excerpt", Value::Rows(Kind::Excerpt, excerpts))));
        }
        self.plan.edits.extend(files);
        Ok(())
    }

    /// An excerpt as it would be filed, with the ids of its claim and its document; tells why it cannot be.
    fn excerpt(
        &mut self,
        row: &Row,
        absent: &HashMap<String, BTreeSet<String>>,
        sought: &mut Sought<'_>,
    ) -> Result<Option<(String, String, Fields)>, TextError> {
        let claim = row.refs.iter().find(|(key, _)| *key == "claim").and_then(|(key, names)| self.ids(row, key, names).pop());
        let mut fields = self.fields(row, None);
        let document = text(&fields, "document").map(str::to_owned);
        let missing =
            [("claim", claim.is_some()), ("document", document.is_some()), ("quote", under(&fields, "quote").is_some())];
        if let Some((key, _)) = missing.into_iter().find(|(_, has)| !has) {
            self.plan.left.push(format!("{}: left out: it has no {key}", row.at));
            return Ok(None);
        }
        let (Some(claim), Some(document)) = (claim, document) else { return Ok(None) };
        let stance = text(&fields, "stance").unwrap_or_default();
        if Stance::ALL.iter().all(|known| known.name() != stance) {
            let names = Stance::ALL.map(Stance::name).join(", ");
            self.plan.left.push(format!("{}: left out: “{}” is no stance; those are {names}", row.at, displayable(stance)));
            return Ok(None);
        }
        if absent.get(&claim).is_some_and(|documents| documents.contains(&document)) {
            self.plan.left.push(format!("{}: left out: claim {claim} is said to be absent from {document}", row.at));
            return Ok(None);
        }
        let hint = match &row.place {
            Place::Sought(hint) => Some(hint.as_ref()),
            Place::Written => sought.otherwise.contains(&document).then_some(None),
        };
        if let Some(hint) = hint {
            fields.retain(|(key, _)| *key != "span");
            if let Some(state) = sought.seek(&mut fields, &document, hint)? {
                *self.plan.states.entry(state).or_default() += 1;
            }
        }
        Ok(Some((claim, document, fields)))
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
        let words = ["absent", "absent_blind"].into_iter().filter_map(|key| match under(fields, key) {
            Some(Value::Words(words)) => Some(words),
            _ => None,
        });
        let absent: BTreeSet<String> = words.flatten().cloned().collect();
        (text(fields, "id").unwrap_or_default().to_owned(), absent)
    });
    there.chain(made).collect()
}
