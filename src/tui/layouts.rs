//! Keyboards whose letters are not Latin ones: which Latin letter stands on the same key.
//!
//! Somebody who reads Russian presses о where the table of keys says j. Only letters are translated, and only where nothing is typed:
//! a sign may stand on another key of each layout, and is taken as it is.

/// Letters beside the Latin ones on their keys, of the layouts that come with every system: Russian, Ukrainian's own, Greek, Hebrew,
/// Arabic.
const LAYOUTS: [(&str, &str); 5] = [
    ("йцукенгшщзхъфывапролджячсмить", "qwertyuiop[]asdfghjkl;zxcvbnm"),
    ("іїєґ", "s]'`"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"),
    ("ضصثقفغعهخحجدشسيبلاتنمكئءؤرىة", "qwertyuiop[]asdfghjkl;zxcvnm"),
];
/// Between a full-width sign and the one of ASCII.
const FULL_WIDTH: u32 = 0xfee0;

/// The Latin letter or sign on the key that types `c`; none where `c` is one itself, or on no known layout.
pub(super) fn latin(c: char) -> Option<char> {
    if ('！'..='～').contains(&c) {
        return char::from_u32(c as u32 - FULL_WIDTH);
    }
    let small = c.to_lowercase().next()?;
    let key = LAYOUTS.iter().find_map(|(letters, keys)| keys.chars().nth(letters.chars().position(|letter| letter == small)?))?;
    Some(if small == c { key } else { key.to_ascii_uppercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_their_keys() {
        for (typed, expected) in
            [("олдй", "jklq"), ("ОЙ", "JQ"), ("ξκλγΓ", "jklgG"), ("ｊｋｌ？", "jkl?"), ("חיךל", "jhlk"), ("تنم", "jkl")]
        {
            let found: String = typed.chars().map(|c| latin(c).unwrap()).collect();
            assert_eq!(found, expected, "{typed}");
        }
        assert_eq!("jé/.;5".chars().find_map(latin), None);
    }

    #[test]
    fn every_letter_has_its_key() {
        assert!(LAYOUTS.iter().all(|(letters, keys)| letters.chars().count() == keys.chars().count()));
    }
}
