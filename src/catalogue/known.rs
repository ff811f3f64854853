//! Looks names up: which row of its table each one is, and what it means if there is none or more than one.
//!
//! What the rows then become is in [`super::resolve`].

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
    sync::Arc,
};

use hashbrown::HashSet;

use super::{
    Id,
    names::{Names, Ref},
    nearest::nearest,
    problem::{At, Problem, quoted},
};

/// After so many unknown names no more guesses are made at what was meant: each is a look at every known name.
const GUESSES: usize = 200;

/// What was found wrong so far.
pub(super) struct Findings {
    /// All names, by their numbers.
    names: Vec<Arc<str>>,
    /// As what each of them is declared, where it is.
    declared: Vec<Option<&'static str>>,
    pub(super) problems: Vec<Problem>,
    /// Whether every file could be read; if not, what is unknown may stand in one that could not.
    complete: bool,
    scope: Scope,
    guesses: usize,
}

/// Of what everything was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// A catalogue, which may declare whatever it names.
    Catalogue,
    /// Somebody's reading of one, which declares nobody but speakers.
    Reading,
}

impl Findings {
    pub(super) fn new(names: Names, problems: Vec<Problem>, complete: bool, scope: Scope) -> Self {
        let names = names.into_texts();
        Self { declared: vec![None; names.len()], names, problems, complete, scope, guesses: GUESSES }
    }

    fn text(&self, name: u32) -> &str {
        &self.names[name as usize]
    }

    pub(super) fn quoted(&self, name: u32) -> String {
        quoted(self.text(name))
    }
}

/// The rows of one kind by the numbers of their names.
pub(super) struct Known<T> {
    what: &'static str,
    ids: Vec<Option<Id<T>>>,
}

impl<T> Known<T> {
    /// The names that rows are `declared` by, in whose order the finished rows will stand.
    pub(super) fn of(what: &'static str, declared: impl Iterator<Item = Ref> + Clone, findings: &mut Findings) -> Self {
        for (name, first, again) in repeated(declared.clone().map(|given| (given.name, given.at))) {
            let problem = Problem::error(again, format!("two {what}s have the id {}", findings.quoted(name)));
            findings.problems.push(problem.also(first, "first declared here").help("give one of them another id"));
        }
        let mut ids = vec![None; findings.names.len()];
        for (index, given) in declared.enumerate() {
            ids[given.name as usize] = Some(Id::new(index));
            findings.declared[given.name as usize].get_or_insert(what);
        }
        Self { what, ids }
    }

    /// What `given` names, where anything has that name.
    pub(super) fn get(&self, given: Ref) -> Option<Id<T>> {
        self.ids[given.name as usize]
    }

    /// What `given` names.
    pub(super) fn find(&self, given: Ref, findings: &mut Findings) -> Option<Id<T>> {
        let id = self.get(given);
        if id.is_none() && findings.complete {
            let problem = self.unknown(given, findings);
            let is_set_aside = findings.scope == Scope::Reading && ["claim", "document"].contains(&self.what);
            findings.problems.push(if is_set_aside { problem.into_warning("set-aside") } else { problem });
            findings.guesses = findings.guesses.saturating_sub(1);
        }
        id
    }

    fn unknown(&self, given: Ref, findings: &Findings) -> Problem {
        let (what, name) = (self.what, findings.quoted(given.name));
        let known = self.ids.iter().zip(&findings.names).filter_map(|(id, name)| id.and(Some(&**name)));
        let guess = if findings.guesses > 0 { nearest(findings.text(given.name), known) } else { None };
        let other = findings.declared[given.name as usize];
        let help = match (other, guess) {
            (Some(other), Some(known)) => format!("{name} stands under `[[{other}]]`; did you mean `{known}`?"),
            (Some(other), None) => format!("{name} stands under `[[{other}]]`: name one of the {what}s"),
            (None, Some(known)) => format!("did you mean `{known}`?"),
            (None, None) if findings.scope == Scope::Reading && what != "speaker" => {
                format!("name one of the catalogue's {what}s; until then this is set aside")
            }
            (None, None) => format!("declare it under `[[{what}]]`, or name another {what}"),
        };
        Problem::error(given.at, format!("unknown {what} {name}")).help(help)
    }

    /// What the `given` name, each once.
    pub(super) fn find_all(&self, given: &[Ref], findings: &mut Findings) -> Vec<Id<T>> {
        let mut ids = Vec::with_capacity(given.len());
        let mut seen = HashSet::with_capacity(given.len());
        for &given in given {
            match self.find(given, findings) {
                Some(id) if !seen.insert(id) => {
                    let message = format!("{} {} is named twice here", self.what, findings.quoted(given.name));
                    let problem = Problem::warning("named-twice", given.at, message);
                    findings.problems.push(problem.help("remove one of them"));
                }
                id => ids.extend(id),
            }
        }
        ids
    }
}

/// The keys that were given before, with the first and the later place.
pub(super) fn repeated<K: Copy + Eq + Hash>(given: impl IntoIterator<Item = (K, At)>) -> Vec<(K, At, At)> {
    let mut first = HashMap::new();
    let mut repeated = Vec::new();
    for (key, at) in given {
        match first.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(at);
            }
            Entry::Occupied(entry) => repeated.push((key, at.min(*entry.get()), at.max(*entry.get()))),
        }
    }
    repeated
}
