//! What kind of text an outlet published, and when: what stands under its name.
//!
//! The day is short, because it is read beside others: "3 Aug", with the year only where the documents of the catalogue are not all
//! of one year. A day that is inferred and not printed has a "~".

use std::fmt;

use toml::value::Date;

use crate::catalogue::{Catalogue, Document, Genre, OutletId};

/// How the days of one catalogue are told; by default with their years.
#[derive(Debug, Clone, Default)]
pub struct Days {
    /// The year that goes without saying.
    understood: Option<u16>,
}

/// What kind of text from when; what is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// "report", "3 texts".
    pub kind: String,
    /// "~3 Aug", "1 Aug–7 Aug".
    pub days: String,
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blank = if self.kind.is_empty() || self.days.is_empty() { "" } else { " " };
        write!(f, "{}{blank}{}", self.kind, self.days)
    }
}

impl Days {
    /// Those of `catalogue`: where all its documents are of one year, that is understood.
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut years = catalogue.documents.iter().filter_map(|document| document.published).map(|date| date.year);
        let first = years.next();
        Self { understood: first.filter(|first| years.all(|year| year == *first)) }
    }

    /// "3 Aug"; with its year unless that is understood.
    pub fn short(&self, date: Date) -> String {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = MONTHS.get(usize::from(date.month).saturating_sub(1)).unwrap_or(&"?");
        let year = if self.understood == Some(date.year) { String::new() } else { format!(" {}", date.year) };
        format!("{} {month}{year}", date.day)
    }

    /// "report ~3 Aug": one document.
    pub fn published(&self, document: &Document) -> Published {
        let kind = document.genre.map(|genre| genre.name().to_owned()).unwrap_or_default();
        Published { kind, days: self.day(document).unwrap_or_default() }
    }

    /// All that `outlet` published; of several documents how many, from when until when: "3 texts 1 Aug–7 Aug".
    pub fn published_by(&self, catalogue: &Catalogue, outlet: OutletId) -> Published {
        let documents: Vec<&Document> =
            catalogue.outlets[outlet].documents.iter().map(|&document| &catalogue.documents[document]).collect();
        let first = match documents.as_slice() {
            [] => return Published { kind: String::new(), days: String::new() },
            [only] => return self.published(only),
            [first, ..] => first,
        };
        let kind = first.genre.filter(|_| documents.iter().all(|document| document.genre == first.genre));
        let noun = match kind.map(Genre::name) {
            Some("report") => "reports",
            Some("opinion") => "opinions",
            _ => "texts",
        };
        let dated = || documents.iter().filter_map(|document| Some((order(document.published?), *document)));
        let day_of = |dated: Option<((u16, u8, u8), &Document)>| dated.and_then(|(_, document)| self.day(document));
        let days = match (day_of(dated().min_by_key(|dated| dated.0)), day_of(dated().max_by_key(|dated| dated.0))) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (day, _) => day.unwrap_or_default(),
        };
        Published { kind: format!("{} {noun}", documents.len()), days }
    }

    /// "~3 Aug", or "3 Aug 2024".
    fn day(&self, document: &Document) -> Option<String> {
        let about = if document.published_about { "~" } else { "" };
        Some(format!("{about}{}", self.short(document.published?)))
    }
}

const fn order(date: Date) -> (u16, u8, u8) {
    (date.year, date.month, date.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Id, parse};

    fn published(documents: &[&str]) -> String {
        let rows: String = (0..)
            .zip(documents)
            .map(|(at, more)| format!("[[document]]\nid = 'd{at}'\noutlet = 'bay'\ntitle = 'D'\n{more}\n"))
            .collect();
        let text = format!("format = 2\ntitle = 'B'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\n{rows}");
        let catalogue = parse(text).unwrap().catalogue;
        Days::of(&catalogue).published_by(&catalogue, Id::new(0)).to_string()
    }

    #[test]
    fn kind_and_day_stand_under_a_name() {
        let (report, opinion) = ("genre = 'report'\npublished = 2031-03-07", "genre = 'opinion'\npublished = 2031-03-02");
        for (documents, said) in [
            (vec![report], "report 7 Mar"),
            (vec!["published = 2031-03-07\npublished_about = true"], "~7 Mar"),
            (vec!["genre = 'advocacy'"], "advocacy"),
            (vec![""], ""),
            (vec![], ""),
            (vec![report, opinion], "2 texts 2 Mar–7 Mar"),
            (vec![report, report, "genre = 'report'"], "3 reports 7 Mar"),
            (vec![report, "published = 2030-12-31"], "2 texts 31 Dec 2030–7 Mar 2031"),
            (vec!["", ""], "2 texts"),
        ] {
            assert_eq!(published(&documents), said, "{documents:?}");
        }
    }
}
