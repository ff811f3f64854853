//! A table to hand on: named columns, rows of cells, whatever they are written as.

use std::borrow::Cow;

use toml::value::Date;

use crate::compare::coverage::Cell as Position;

/// A table, whose rows are made one after the other while it is written.
pub struct Table<'a> {
    /// One name a column.
    pub(super) columns: Vec<Cow<'a, str>>,
    /// Each with so many cells as there are columns.
    pub(super) rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// A count, a place, a rate.
    Number(f64),
    /// A part of a whole, from 0 to 1.
    Share(f64),
    /// A day.
    Day(Date),
    /// Where an outlet stands on a claim.
    Position(Position),
}

impl Cell<'_> {
    /// What it says.
    pub(super) fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Share(share) => Cow::Owned(format!("{:.0} %", share * 100.0)),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Position(position) => {
                let differs = if position.differs { " ≠" } else { "" };
                Cow::Owned(format!("{} {}{differs}", position.standing.sign(), position.standing.words()))
            }
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Self::from(if truth { "true" } else { "false" })
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Cell<'_> {
    #[expect(clippy::cast_precision_loss, reason = "rows and passages are far fewer than 2^52")]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl<T> From<Option<T>> for Cell<'_>
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::from)
    }
}

/// Ids in one cell.
pub(super) fn list<'a>(ids: impl IntoIterator<Item = &'a str>) -> Cell<'static> {
    Cell::from(ids.into_iter().collect::<Vec<_>>().join("; "))
}
