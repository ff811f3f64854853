//! Days as people and programs write them.

use toml::value::Date;

/// English and three-letter names of months, as mail and the web have them.
const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The day that `text` begins with or is: "2031-03-03T09:15:00+01:00", "Mon, 3 Mar 2031 09:15:00 +0100", "March 3, 2031". None where
/// it is no day, or one that could be two ("3/4/2031").
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(iso) = text.get(..10).filter(|iso| iso.is_ascii()) {
        let parts: Vec<&str> = iso.split('-').collect();
        if let [year, month, day] = parts[..] {
            return date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        }
    }
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let month_at = words.iter().position(|word| month(word).is_some())?;
    let number = |at: usize| words.get(at)?.parse::<u16>().ok();
    let (day, year) = match (month_at.checked_sub(1).and_then(number), number(month_at + 1)) {
        (Some(day), Some(year)) if year > 1000 => (day, year),
        (_, Some(day)) if day <= 31 => (day, number(month_at + 2)?),
        _ => return None,
    };
    date(year, month(words[month_at])?, u8::try_from(day).ok()?)
}

fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let names = |name: &&str| word.len() >= 3 && name.starts_with(&word) && (word.len() == 3 || word.len() == name.len());
    let at = MONTHS.iter().position(names)?;
    u8::try_from(at + 1).ok()
}

/// A day that there is.
fn date(year: u16, month: u8, day: u8) -> Option<Date> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=last).contains(&day).then_some(Date { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        let read = |text: &str| day(text).map(|date| date.to_string());
        for text in [
            "2031-03-03",
            "2031-03-03T09:15:00+01:00",
            "Mon, 3 Mar 2031 09:15:00 +0100",
            "3 March 2031",
            "March 3, 2031",
            "Monday, March 3, 2031 at 9:15",
            "Published 3. March 2031",
        ] {
            assert_eq!(read(text).as_deref(), Some("2031-03-03"), "{text}");
        }
        for text in ["", "yesterday", "3/4/2031", "2031-02-30", "2031-13-01", "mayor 3", "March 2031"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
