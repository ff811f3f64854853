//! Rows of one kind and the typed places of them.
//!
//! An [`Id`] is made by the loader for a row of one catalogue and always finds it there; it means nothing in another one.

use std::{
    hash::{Hash, Hasher},
    marker::PhantomData,
    ops::Index,
};

/// The place of one `T` in its [`Table`].
pub struct Id<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

/// `number` in half the room: a row, a name or a byte of a file. There are far fewer of each than would fit, because a file is at
/// most 512 MiB long; what should not fit all the same becomes the greatest, which stands for nothing.
#[expect(clippy::cast_possible_truncation, reason = "what is cast was compared")]
pub(super) const fn narrow(number: usize) -> u32 {
    if number < u32::MAX as usize { number as u32 } else { u32::MAX }
}

impl<T> Id<T> {
    /// The id of the row at `index`.
    pub const fn new(index: usize) -> Self {
        Self { index: narrow(index), kind: PhantomData }
    }

    /// Where the row stands in its table, counted from 0.
    pub const fn index(self) -> usize {
        self.index as usize
    }
}

// Written out, because derived ones would ask the same of `T`.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> std::fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Rows of one kind, in order, found by their [`Id`].
#[derive(Debug, Clone, PartialEq)]
pub struct Table<T>(Vec<T>);

impl<T> Table<T> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + use<T> {
        (0..self.0.len()).map(Id::new)
    }

    /// The rows with their ids, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + ExactSizeIterator {
        self.0.iter().enumerate().map(|(index, row)| (Id::new(index), row))
    }

    /// The row, or `None` where the id is from another catalogue.
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.0.get(id.index())
    }

    /// The rows as a slice.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for Table<T> {
    fn from(rows: Vec<T>) -> Self {
        Self(rows)
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.0[id.index()]
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
