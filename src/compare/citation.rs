//! A quotation with its source, as it is pasted into an article or a footnote.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::placement::how_far;
use crate::catalogue::{Catalogue, DocumentId, ExcerptId, Quote, Span};

/// An excerpt with its source, as [`cited`].
pub fn citation(catalogue: &Catalogue, excerpt: ExcerptId) -> String {
    let excerpt = &catalogue.excerpts[excerpt];
    cited(catalogue, excerpt.document, &excerpt.quote, excerpt.span)
}

/// `“quote” (Author, “Title”, Outlet, date, at 35 %, url)`, leaving out what the catalogue does not know.
///
/// A copy says of whom it is one: whoever cites it should know. The address leads to the words themselves.
pub fn cited(catalogue: &Catalogue, from: DocumentId, quote: &Quote, span: Option<Span>) -> String {
    let document = &catalogue.documents[from];
    let source: Vec<String> = [
        document.author.clone(),
        Some(format!("“{}”", document.title)),
        Some(catalogue.outlets[document.outlet].name.clone()),
        document.published.map(|date| date.to_string()),
        document.copy_of.map(|_| {
            let original = &catalogue.documents[catalogue.original(from)];
            format!("copy of {}", catalogue.outlets[original.outlet].name)
        }),
        how_far(document, span),
        document.url.as_ref().map(|url| to_the_words(url, quote.shown())),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{} ({})", quote.marked(), source.join(", "))
}

/// `url` with a text fragment (WICG, "URL Fragment Text Directives"): a browser scrolls to the words and marks them. Of a quotation
/// that leaves words out, or puts some in, only the page is addressed.
pub fn to_the_words(url: &str, quote: &str) -> String {
    /// Words that tell one end of a long quotation.
    const END: usize = 4;
    if quote.contains(['[', '…']) || quote.contains("...") {
        return url.to_owned();
    }
    let words: Vec<&str> = quote.split_whitespace().collect();
    let encoded = |words: &[&str]| utf8_percent_encode(&words.join(" "), NON_ALPHANUMERIC).to_string();
    let text = match words.as_slice() {
        [] => return url.to_owned(),
        all if all.len() <= 2 * END => encoded(all),
        all => format!("{},{}", encoded(&all[..END]), encoded(&all[all.len() - END..])),
    };
    format!("{url}{}:~:text={text}", if url.contains('#') { "" } else { "#" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_leads_to_the_words() {
        let url = "https://bay.example/shut";
        assert_eq!(to_the_words(url, "shut, at last"), "https://bay.example/shut#:~:text=shut%2C%20at%20last");
        assert_eq!(
            to_the_words("https://bay.example/#top", "one two three four five six seven eight nine"),
            "https://bay.example/#top:~:text=one%20two%20three%20four,six%20seven%20eight%20nine"
        );
        assert_eq!(to_the_words(url, "shut […] at last"), url);
    }
}
