//! How what is written looks: as what stands beside it does, else in the manner of the house.
//!
//! The manner of the house: excerpts and parts are two columns further in than their claim or document, equals signs of a table
//! stand below one another, strings are between `"` unless they hold one.

use super::Value;
use crate::catalogue::Kind;

/// `text` as a string of TOML 1.0, on one line; between `'` where that is what one `prefers` or it saves backslashes.
pub(in crate::catalogue) fn string(text: &str, prefers_literal: bool) -> String {
    let has = |marks: &str| text.contains(marks);
    let is_plain = !text.chars().any(|c| c.is_control() && c != '\t');
    let literal = is_plain && !has("'");
    let basic = is_plain && !has("\"") && !has("\\");
    if literal && (prefers_literal || !basic) {
        format!("'{text}'")
    } else if basic {
        format!("\"{text}\"")
    } else if is_plain && !has("'''") && !text.ends_with('\'') {
        format!("'''{text}'''")
    } else if is_plain && !has("\"\"\"") && !has("\\") && !text.ends_with('"') {
        format!("\"\"\"{text}\"\"\"")
    } else {
        // The escapes of JSON, and one for the delete character.
        serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
    }
}

/// Keys longer than this, such as `published_about`, stand out rather than push all equals signs to the right.
const LONGEST: usize = 10;

/// Columns of `keys` where their equals signs stand below one another.
pub(super) fn column<'k>(keys: impl Iterator<Item = &'k str>) -> usize {
    keys.map(str::len).filter(|&length| length <= LONGEST).max().unwrap_or(0)
}

/// How the tables of one kind look in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// Before a header.
    header: String,
    /// Before a key.
    key: String,
    /// Columns of the keys, where the equals signs stand below one another.
    aligned: Option<usize>,
    /// Whether strings stand between `'`.
    literal: bool,
}

impl Layout {
    /// In the manner of the house.
    pub(super) fn of_house(kind: Kind) -> Self {
        let indent = if matches!(kind, Kind::Excerpt | Kind::Part) { "  " } else { "" };
        Self { header: indent.to_owned(), key: indent.to_owned(), aligned: Some(0), literal: false }
    }

    /// As the table of `kind` that begins with the line `block` begins with.
    pub(super) fn of(kind: Kind, block: &str) -> Self {
        let mut lines = block.lines();
        let blanks = |line: &str| line[..line.len() - line.trim_start().len()].to_owned();
        let header = lines.next().map(blanks).unwrap_or_default();
        // Lines within a string are taken for keys only where they look like those of this kind.
        let entries: Vec<(&str, &str, &str)> = lines
            .filter_map(|line| {
                let (key, value) = line.split_once('=')?;
                kind.keys().contains(&key.trim()).then_some((line, key, value.trim_start()))
            })
            .collect();
        let Some(&(first, ..)) = entries.first() else {
            return Self { header, ..Self::of_house(kind) };
        };
        let indent = blanks(first);
        let width = |key: &str| key.trim_end().len().max(key.len().saturating_sub(1)).saturating_sub(indent.len());
        let is_aligned = entries.iter().any(|(_, key, _)| key.ends_with("  "));
        let widest = entries.iter().map(|(_, key, _)| width(key)).max().unwrap_or(0);
        // As wide as its own keys ask for is the manner of the house: each table for itself.
        let natural = column(entries.iter().map(|(_, key, _)| key.trim()));
        let aligned = is_aligned.then_some(if widest == natural { 0 } else { widest });
        let literal = entries.iter().any(|(.., value)| value.starts_with('\'') && !value.starts_with("'''"))
            && !entries.iter().any(|(.., value)| value.starts_with('"'));
        Self { header, key: indent, aligned, literal }
    }

    /// A table of `kind` with a line for each of `fields`, ended by line breaks, and below it the tables within it.
    pub(super) fn table(&self, kind: Kind, fields: &[(&'static str, Value)]) -> String {
        let mut table = format!("{}[[{}]]\n", self.header, kind.path());
        let (within, fields): (Vec<_>, Vec<_>) = fields.iter().partition(|(_, value)| matches!(value, Value::Rows(..)));
        let longest = column(fields.iter().map(|(key, _)| *key));
        let width = self.aligned.map_or(0, |aligned| aligned.max(longest));
        let mut fields: Vec<_> = fields.iter().collect();
        fields.sort_by_key(|(key, _)| kind.keys().iter().position(|other| other == key));
        for (key, value) in fields {
            if let Some(value) = self.value(value) {
                table.push_str(&format!("{}{key:<width$} = {value}\n", self.key));
            }
        }
        for (_, value) in within {
            if let Value::Rows(kind, rows) = value {
                let layout = Self::of_house(*kind);
                table.extend(rows.iter().map(|fields| format!("\n{}", layout.table(*kind, fields))));
            }
        }
        table
    }

    /// The same as one item of an array.
    pub(super) fn inline(&self, fields: &[(&'static str, Value)]) -> String {
        let entries = fields.iter().filter_map(|(key, value)| Some(format!("{key} = {}", self.value(value)?)));
        format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
    }

    fn value(&self, value: &Value) -> Option<String> {
        written(value, self.literal)
    }
}

/// `value` as TOML on one line, where nothing stands yet; none of what leaves nothing there.
pub(super) fn written(value: &Value, literal: bool) -> Option<String> {
    let array = |words: &[String]| format!("[{}]", words.iter().map(|word| string(word, literal)).collect::<Vec<_>>().join(", "));
    Some(match value {
        Value::Text(text) => string(text, literal),
        Value::Bare(bare) => bare.clone(),
        Value::Span(span) => format!("[{}, {}]", span.start, span.end),
        Value::Words(words) => array(words),
        Value::Rows(kind, rows) => {
            let rows = rows.iter().map(|fields| Layout { literal, ..Layout::of_house(*kind) }.inline(fields));
            format!("[{}]", rows.collect::<Vec<_>>().join(", "))
        }
        Value::With(words) if !words.is_empty() => array(words),
        Value::With(_) | Value::Without(_) | Value::Renamed(..) | Value::Absent => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_needs_no_backslash_where_toml_has_a_way_without() {
        let rows = [
            ("shut", false, "\"shut\""),
            ("shut", true, "'shut'"),
            ("it's", true, "\"it's\""),
            ("\"shut\"", false, "'\"shut\"'"),
            ("it's \"shut\"", false, "'''it's \"shut\"'''"),
            ("\"shut\", it's'", false, "\"\"\"\"shut\", it's'\"\"\""),
            ("'''\\", false, "\"'''\\\\\""),
            ("a\\b", false, "'a\\b'"),
            ("a\nb\u{7f}", false, "\"a\\nb\\u007F\""),
            ("", false, "\"\""),
        ];
        for (text, literal, expected) in rows {
            assert_eq!(string(text, literal), expected);
            let parsed: toml::Table = format!("x = {expected}").parse().unwrap();
            assert_eq!(parsed["x"].as_str(), Some(text));
        }
    }

    #[test]
    fn a_table_looks_like_its_neighbour() {
        let fields =
            [("document", Value::Text("bay".into())), ("frames", Value::Words(vec!["risk".into()])), ("note", Value::Absent)];
        let neighbours = [
            ("[[claim.excerpt]]\ndocument = 'a'\nquote='b'\n", "[[claim.excerpt]]\ndocument = 'bay'\nframes = ['risk']\n"),
            (
                "\t[[claim.excerpt]]\n\t\tdocument  = \"a\"\n\t\tquote     = \"b\"\n",
                "\t[[claim.excerpt]]\n\t\tdocument  = \"bay\"\n\t\tframes    = [\"risk\"]\n",
            ),
            ("  [[claim.excerpt]] # so\n", "  [[claim.excerpt]]\n  document = \"bay\"\n  frames   = [\"risk\"]\n"),
        ];
        for (neighbour, expected) in neighbours {
            assert_eq!(Layout::of(Kind::Excerpt, neighbour).table(Kind::Excerpt, &fields), expected);
        }
        assert_eq!(Layout::of_house(Kind::Excerpt).inline(&fields), "{ document = \"bay\", frames = [\"risk\"] }");
    }
}
