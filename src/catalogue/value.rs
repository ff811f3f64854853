//! Reads single values: each function from what TOML makes of a value to what the model wants, or why that cannot be.
//!
//! Which key is read with which of them is said in [`super::read`]; how a [`Misfit`] becomes a message in [`super::record`].

use std::borrow::Cow;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
    value::{Date, Datetime},
};

use super::{
    Format, Genre, PartKind, Place, Quote, Span, Stance, decisions,
    nearest::nearest,
    problem::{At, quoted},
    slug::slug,
};
use crate::text::{clean, wrap::width};

/// Why a value is not what is wanted.
pub(super) enum Misfit {
    /// It must be of the type named first, an example of which is the second.
    Type(&'static str, &'static str),
    /// It has no words.
    Blank,
    /// It is the number of a format that this program does not know yet.
    Newer(String),
    /// Anything else: the message, and what to do.
    Other(String, String),
}

const STRING: Misfit = Misfit::Type("a string", "\"…\"");
const ARRAY: Misfit = Misfit::Type("an array", "[\"…\"]");
const TABLE: Misfit = Misfit::Type("a table", "{ … }");
const DATE: Misfit = Misfit::Type("a date", "2024-07-28");
const TRUTH: Misfit = Misfit::Type("true or false", "true");
const FORMAT: Misfit = Misfit::Type("a whole number", "2");
const NUMBER: Misfit = Misfit::Type("a whole number", "5997");
const SPAN: Misfit = Misfit::Type("an array of two whole numbers", "[2412, 2583]");

/// Words, and where they stand.
pub(super) fn name(value: DeValue<'_>, at: At) -> Result<(Cow<'_, str>, At), Misfit> {
    match value {
        DeValue::String(text) if is_blank(&text) => Err(Misfit::Blank),
        DeValue::String(text) => Ok((text, at)),
        _ => Err(STRING),
    }
}

/// Whether a reader would see nothing.
fn is_blank(text: &str) -> bool {
    // Nearly every text is seen at its first letter not to be.
    !text.bytes().any(|byte| byte.is_ascii_graphic()) && clean::displayable(text).trim().is_empty()
}

/// What stands before or after a quotation, as written; that may be a mere blank.
pub(super) fn context(value: DeValue<'_>, _: At) -> Result<Box<str>, Misfit> {
    match value {
        DeValue::String(text) if text.is_empty() => Err(Misfit::Blank),
        DeValue::String(text) => Ok(text.into()),
        _ => Err(STRING),
    }
}

/// Words as written.
pub(super) fn written(value: DeValue<'_>, at: At) -> Result<Box<str>, Misfit> {
    Ok(name(value, at)?.0.into())
}

/// A quotation, and where it is written.
pub(super) fn quotation(value: DeValue<'_>, at: At) -> Result<(Quote, Place), Misfit> {
    Ok((Quote::new(written(value, at)?), at.place()))
}

/// Words that are only ever shown.
pub(super) fn shown(value: DeValue<'_>, at: At) -> Result<String, Misfit> {
    Ok(clean::into_displayable(name(value, at)?.0.into_owned()))
}

/// Words that are only ever shown, without room to grow because there are very many of them.
pub(super) fn tight(value: DeValue<'_>, at: At) -> Result<Box<str>, Misfit> {
    Ok(clean::displayable(&name(value, at)?.0).into())
}

/// A day.
#[expect(clippy::needless_pass_by_value, reason = "every reader takes its value")]
pub(super) fn date(value: DeValue<'_>, _: At) -> Result<Date, Misfit> {
    match value {
        DeValue::Datetime(Datetime { date: Some(date), time: None, offset: None }) => Ok(date),
        _ => Err(DATE),
    }
}

/// Whether something is so, and where that is said.
#[expect(clippy::needless_pass_by_value, reason = "every reader takes its value")]
pub(super) fn truth(value: DeValue<'_>, at: At) -> Result<(bool, At), Misfit> {
    match value {
        DeValue::Boolean(truth) => Ok((truth, at)),
        _ => Err(TRUTH),
    }
}

/// The version of the format, and where it is given.
pub(super) fn format(value: DeValue<'_>, at: At) -> Result<(Format, At), Misfit> {
    let DeValue::Integer(given) = value else {
        return Err(FORMAT);
    };
    let number = usize::from_str_radix(given.as_str(), given.radix()).ok();
    match number.and_then(|number| Format::ALL.get(number.checked_sub(1)?)) {
        Some(&format) => Ok((format, at)),
        None if number == Some(0) || given.as_str().starts_with('-') => {
            Err(Misfit::Other(format!("there is no format {given}"), format!("write a number from 1 to {}", Format::ALL.len())))
        }
        None => Err(Misfit::Newer(given.to_string())),
    }
}

/// A number of code points.
pub(super) fn number(value: DeValue<'_>, _: At) -> Result<u32, Misfit> {
    match value {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).map_err(|_| {
            let help = format!("write a whole number from 0 to {}", u32::MAX);
            Misfit::Other(format!("{} is no number of characters", quoted(number.as_str())), help)
        }),
        _ => Err(NUMBER),
    }
}

/// A stretch of a document, and where it is given.
pub(super) fn span(value: DeValue<'_>, at: At) -> Result<(Span, At), Misfit> {
    let DeValue::Array(items) = value else {
        return Err(SPAN);
    };
    let ends: Vec<Option<u32>> = items.into_iter().map(|item| number(item.into_inner(), at).ok()).collect();
    match ends.as_slice() {
        [Some(start), Some(end)] if start < end => Ok((Span { start: *start, end: *end }, at)),
        [Some(start), Some(end)] => {
            let message = format!("span ends at {end}, and yet begins at {start}");
            Err(Misfit::Other(message, "write the first character, counted from 0, and one past the last".into()))
        }
        _ => Err(Misfit::Other("span must hold two whole numbers".into(), "write it like `span = [2412, 2583]`".into())),
    }
}

/// A stance.
pub(super) fn stance(value: DeValue<'_>, at: At) -> Result<Stance, Misfit> {
    choice("stance", Stance::ALL, Stance::name, &name(value, at)?.0)
}

/// A genre.
pub(super) fn genre(value: DeValue<'_>, at: At) -> Result<Genre, Misfit> {
    choice("genre", Genre::ALL, Genre::name, &name(value, at)?.0)
}

/// What a part of a document is.
pub(super) fn part_kind(value: DeValue<'_>, at: At) -> Result<PartKind, Misfit> {
    choice("kind of part", PartKind::ALL, PartKind::name, &name(value, at)?.0)
}

/// What readings differ in.
pub(super) fn kind_of_difference(value: DeValue<'_>, at: At) -> Result<decisions::Kind, Misfit> {
    choice("kind of difference", decisions::Kind::ALL, decisions::Kind::name, &name(value, at)?.0)
}

/// What was decided there.
pub(super) fn decided(value: DeValue<'_>, at: At) -> Result<decisions::Choice, Misfit> {
    choice("choice", decisions::Choice::ALL, decisions::Choice::name, &name(value, at)?.0)
}

fn choice<T: Copy, const N: usize>(what: &str, all: [T; N], name: fn(T) -> &'static str, given: &str) -> Result<T, Misfit> {
    all.into_iter().find(|&one| name(one) == given).ok_or_else(|| {
        let names = all.map(name);
        let help = match nearest(given, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("it is one of `{}`", names.join("`, `")),
        };
        Misfit::Other(format!("unknown {what} {}", quoted(given)), help)
    })
}

/// The letter that heads an outlet's column.
pub(super) fn mark(value: DeValue<'_>, at: At) -> Result<(char, At), Misfit> {
    let (text, at) = name(value, at)?;
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(mark), None) if mark.is_alphanumeric() && width(&text) == 1 => Ok((mark, at)),
        _ => Err(Misfit::Other(
            format!("mark {} is not one letter or digit, one column wide", quoted(&text)),
            "write one, such as \"C\"".into(),
        )),
    }
}

/// A language, as a tag of BCP 47: "es", "pt-BR".
pub(super) fn language(value: DeValue<'_>, at: At) -> Result<Box<str>, Misfit> {
    let text = written(value, at)?;
    let is_subtag = |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let primary = text.split('-').next().unwrap_or_default();
    if (2..=3).contains(&primary.len())
        && text.split('-').all(is_subtag)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        return Ok(text);
    }
    let help = "write its code, such as \"es\" or \"pt-BR\"";
    Err(Misfit::Other(format!("{} is no language", quoted(&text)), help.into()))
}

/// A SHA-256 in hexadecimal.
pub(super) fn sha256(value: DeValue<'_>, at: At) -> Result<Box<str>, Misfit> {
    let text = written(value, at)?;
    if text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Ok(text);
    }
    let help = "write 64 digits 0 to 9 and a to f, as `sha256sum` prints them";
    Err(Misfit::Other(format!("{} is no SHA-256", quoted(&text)), help.into()))
}

/// The items of an array.
pub(super) fn array(value: DeValue<'_>, _: At) -> Result<Vec<Spanned<DeValue<'_>>>, Misfit> {
    match value {
        DeValue::Array(items) => Ok(items.into_iter().collect()),
        _ => Err(ARRAY),
    }
}

/// A table.
pub(super) fn table(value: DeValue<'_>, _: At) -> Result<DeTable<'_>, Misfit> {
    match value {
        DeValue::Table(table) => Ok(table),
        _ => Err(TABLE),
    }
}

/// The slug nearest to `id`, where that is none itself.
pub(super) fn not_a_slug(id: &str) -> Option<String> {
    if id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        return None;
    }
    Some(slug(id))
}
