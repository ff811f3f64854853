//! What kind of text an outlet published, and when: what stands under its name.
//!
//! The day is short, because it is read beside others: "3 Aug", with the year only where the documents of the catalogue are not all
//! of one year. A day that is inferred and not printed has a "~".

use toml::value::Date;

use crate::catalogue::{Catalogue, Document, Genre, OutletId};

/// "report ~3 Aug" of one document; of what is not known nothing.
pub fn kind_and_day(catalogue: &Catalogue, document: &Document) -> String {
    let genre = document.genre.map(|genre| genre.name().to_owned());
    [genre, day(catalogue, document)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// "report ~3 Aug" of all that `outlet` published; of several documents how many, from when until when: "3 texts, 1 Aug–7 Aug".
pub fn published_by(catalogue: &Catalogue, outlet: OutletId) -> String {
    let documents: Vec<&Document> =
        catalogue.outlets[outlet].documents.iter().map(|&document| &catalogue.documents[document]).collect();
    let [first, .., _] = documents.as_slice() else {
        return documents.first().map(|document| kind_and_day(catalogue, document)).unwrap_or_default();
    };
    let kind = first.genre.filter(|_| documents.iter().all(|document| document.genre == first.genre));
    let noun = match kind.map(Genre::name) {
        Some("report") => "reports",
        Some("opinion") => "opinions",
        _ => "texts",
    };
    let mut dated: Vec<&Document> = documents.iter().copied().filter(|document| document.published.is_some()).collect();
    dated.sort_by_key(|document| document.published.map(order));
    let day_of = |document: Option<&&Document>| document.and_then(|document| day(catalogue, document));
    let days = match (day_of(dated.first()), day_of(dated.last())) {
        (Some(first), Some(last)) if first != last => format!(" {first}–{last}"),
        (Some(day), _) => format!(" {day}"),
        _ => String::new(),
    };
    format!("{} {noun}{days}", documents.len())
}

/// "~3 Aug", or "3 Aug 2024".
fn day(catalogue: &Catalogue, document: &Document) -> Option<String> {
    let about = if document.published_about { "~" } else { "" };
    Some(format!("{about}{}", short_day(catalogue, document.published?)))
}

/// "3 Aug"; with the year where the documents of the catalogue are not all of that one.
pub fn short_day(catalogue: &Catalogue, date: Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.get(usize::from(date.month).saturating_sub(1)).unwrap_or(&"?");
    let mut years = catalogue.documents.iter().filter_map(|document| document.published).map(|date| date.year);
    let year = if years.all(|year| year == date.year) { String::new() } else { format!(" {}", date.year) };
    format!("{} {month}{year}", date.day)
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
        published_by(&parse(text).unwrap().catalogue, Id::new(0))
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
