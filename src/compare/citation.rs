//! A quotation with its source, as it is pasted into an article or a footnote.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::placement::how_far;
use crate::{
    catalogue::{Catalogue, DocumentId, ExcerptId, Quote, Span},
    text::abridged::{Stretch, longest_stretch},
};

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
        document.url.as_ref().map(|url| to_the_words(url, quote.shown(), None, None)),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{} ({})", quote.marked(), source.join(", "))
}

/// `url` with a text fragment (WICG, "URL Fragment Text Directives"): a browser scrolls to the words and marks them, the ones between
/// `prefix` and `suffix` where they stand several times. Of a quotation that leaves words out, or puts some in, it is the longest stretch
/// without.
pub fn to_the_words(url: &str, quote: &str, prefix: Option<&str>, suffix: Option<&str>) -> String {
    /// Words that tell one end of a long quotation, or what stands beside it.
    const END: usize = 4;
    // Commas, hyphens and ampersands mean something there, and what is no letter or digit is encoded.
    let encoded = |words: &[&str]| utf8_percent_encode(&words.join(" "), NON_ALPHANUMERIC).to_string();
    let first = |words: &[&str]| encoded(&words[..words.len().min(END)]);
    let last = |words: &[&str]| encoded(&words[words.len().saturating_sub(END)..]);
    let Stretch { words, is_first, is_last } = longest_stretch(quote);
    let text = match words.as_slice() {
        [] => return url.to_owned(),
        all if all.len() <= 2 * END => encoded(all),
        all => format!("{},{}", first(all), last(all)),
    };
    let beside = |words: Option<&str>, of: &dyn Fn(&[&str]) -> String| {
        let words: Vec<&str> = words?.split_whitespace().collect();
        (!words.is_empty()).then(|| of(&words))
    };
    let before = beside(prefix.filter(|_| is_first), &last).map_or_else(String::new, |words| format!("{words}-,"));
    let after = beside(suffix.filter(|_| is_last), &first).map_or_else(String::new, |words| format!(",-{words}"));
    format!("{url}{}:~:text={before}{text}{after}", if url.contains('#') { "" } else { "#" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_leads_to_the_words() {
        let url = "https://bay.example/shut";
        for (quote, prefix, suffix, text) in [
            ("shut, at last", None, None, "shut%2C%20at%20last"),
            ("a re-opened pier & quay", None, None, "a%20re%2Dopened%20pier%20%26%20quay"),
            ("one two three four five six seven eight nine", None, None, "one%20two%20three%20four,six%20seven%20eight%20nine"),
            (
                "shut",
                Some("it said that the bridge was"),
                Some("at dusk, by men"),
                "that%20the%20bridge%20was-,shut,-at%20dusk%2C%20by%20men",
            ),
            ("[It was] shut […] at long last", Some("It was"), Some("on Monday"), "at%20long%20last,-on%20Monday"),
            ("shut", Some(" "), Some(""), "shut"),
        ] {
            assert_eq!(to_the_words(url, quote, prefix, suffix), format!("{url}#:~:text={text}"), "{quote}");
        }
        assert_eq!(to_the_words("https://bay.example/#top", "shut", None, None), "https://bay.example/#top:~:text=shut");
        assert_eq!(to_the_words(url, " ", None, None), url);
    }
}
