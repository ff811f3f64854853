//! Names as numbers.
//!
//! A catalogue gives few names very often, and what they name may be declared in a file that is not read yet. So whoever reads
//! keeps a number for each name; the numbers are the same in all pieces and on all threads, though not from one run to the next.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{problem::At, table::narrow};

/// A name where it is given: for something that may be declared anywhere, or for what is declared there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ref {
    /// Its number.
    pub(super) name: u32,
    pub(super) at: At,
}

/// All names of a catalogue, shared by the threads that read it.
#[derive(Default)]
pub(super) struct Names(Mutex<HashMap<Arc<str>, u32>>);

impl Names {
    /// The names in the order of their numbers.
    pub(super) fn into_texts(self) -> Vec<Arc<str>> {
        let numbers = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut texts: Vec<(u32, Arc<str>)> = numbers.into_iter().map(|(text, number)| (number, text)).collect();
        texts.sort_unstable_by_key(|&(number, _)| number);
        texts.into_iter().map(|(_, text)| text).collect()
    }

    /// That of `name`.
    pub(super) fn number(&self, name: &str) -> u32 {
        let mut numbers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = narrow(numbers.len());
        match numbers.get(name) {
            Some(&number) => number,
            None => *numbers.entry(name.into()).or_insert(next),
        }
    }
}

/// The names of one piece, for which nobody else is asked twice.
pub(super) struct Numbering<'i> {
    all: &'i Names,
    known: HashMap<Cow<'i, str>, u32>,
}

impl<'i> Numbering<'i> {
    pub(super) fn new(all: &'i Names) -> Self {
        Self { all, known: HashMap::new() }
    }

    /// `name`, given at `at`.
    pub(super) fn refer(&mut self, (name, at): (Cow<'i, str>, At)) -> Ref {
        let all = self.all;
        let number = *self.known.entry(name).or_insert_with_key(|name| all.number(name));
        Ref { name: number, at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::FileId;

    #[test]
    fn a_name_has_one_number_in_all_pieces() {
        let names = Names::default();
        let at = At::new(FileId::new(0), 0, 0..1);
        let number = |name: &'static str| Numbering::new(&names).refer((Cow::Borrowed(name), at)).name;
        let (courier, post) = (number("courier"), number("post"));
        assert_eq!(number("courier"), courier);
        assert_ne!(post, courier);
        assert_eq!(names.into_texts()[post as usize].as_ref(), "post");
    }
}
