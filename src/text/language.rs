//! In which language a text is: as somebody says, or as it looks.

use whatlang::{Lang, detect};

/// Bytes of a text that are looked at; a page is enough.
const LOOKED_AT: usize = 4000;

/// A language, and whether it was guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// In English words, or as it was given: "Spanish", "es".
    pub name: String,
    /// Whether nobody said so.
    pub guessed: bool,
    /// Its code of two or three letters in small letters: "en" where nothing speaks against English.
    pub code: String,
}

impl Language {
    /// That of `text`, which is `given` as a tag of BCP 47 ("es", "pt-BR") or guessed by its letters (`whatlang`). Of a text that is too
    /// short to tell nothing speaks against English.
    pub fn of(given: Option<&str>, text: &str) -> Self {
        if let Some(given) = given {
            let primary = given.split('-').next().unwrap_or(given);
            return Self { name: given.to_owned(), guessed: false, code: primary.to_ascii_lowercase() };
        }
        if looks_english(text) {
            return Self { name: "English".to_owned(), guessed: true, code: "en".to_owned() };
        }
        let end = (0..=text.len().min(LOOKED_AT)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
        match detect(&text[..end]).filter(whatlang::Info::is_reliable).map(|info| info.lang()) {
            Some(Lang::Spa) => Self { name: "Spanish".to_owned(), guessed: true, code: "es".to_owned() },
            Some(lang) if lang != Lang::Eng => {
                Self { name: lang.eng_name().to_owned(), guessed: true, code: lang.code().to_owned() }
            }
            _ => Self { name: "English".to_owned(), guessed: true, code: "en".to_owned() },
        }
    }
}

/// Whether one word in twelve is among the commonest of English, which no other language has: seen much sooner than letters tell.
fn looks_english(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').take(60).collect();
    let english = words.iter().filter(|word| ["the", "of", "and", "was"].contains(word)).count();
    words.len() > 3 && 12 * english >= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_goes_before_what_is_guessed() {
        let spanish =
            "El puente del puerto fue cerrado el lunes a medianoche, y nadie en la ciudad lo sabía cuando bajaron las barreras.";
        let english =
            "The harbour bridge was closed on Monday at midnight, and nobody in the town knew of it when the barriers came down.";
        let told = |given, text| {
            let Language { name, guessed, code } = Language::of(given, text);
            (name, guessed, code)
        };
        assert_eq!(told(None, spanish), ("Spanish".into(), true, "es".into()));
        assert_eq!(told(None, english), ("English".into(), true, "en".into()));
        assert_eq!(told(Some("en-GB"), spanish), ("en-GB".into(), false, "en".into()));
        assert_eq!(told(Some("es"), english), ("es".into(), false, "es".into()));
        assert_eq!(told(None, "Harrow Bay, 1968"), ("English".into(), true, "en".into()));
        assert_eq!(told(None, ""), ("English".into(), true, "en".into()));
    }
}
