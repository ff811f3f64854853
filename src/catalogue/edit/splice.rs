//! Where in the text of a file a value is written, so that all else stays as it is.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use memchr::memchr_iter;
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::{
    Change, Stale, Value,
    layout::{string, written},
};
use crate::catalogue::{Kind, pieces::tables};

/// What changes in a file that reads `text`; none where one of the tables is not there or not what it was.
pub(super) fn changes(text: &str, stale: &[Stale<'_>]) -> Option<Vec<Change>> {
    let mut found = Vec::new();
    let mut stale = stale.iter().peekable();
    // Table by table, because the parser keeps nine times what it reads.
    for part in tables(text) {
        let mut here = std::iter::from_fn(|| stale.next_if(|table| part.contains(&table.offset))).peekable();
        if here.peek().is_none() {
            continue;
        }
        let parsed = DeTable::parse(&text[part.clone()]).ok()?;
        let mut by_start = HashMap::new();
        collect(parsed.get_ref(), &mut by_start);
        for wanted in here {
            let table = by_start.get(&(wanted.offset - part.start))?;
            let record = Record { text, base: part.start, offset: wanted.offset, kind: wanted.kind, table };
            if !wanted.known_by.iter().all(|(key, value)| record.says(key, value)) {
                return None;
            }
            let gone: Vec<&str> =
                wanted.values.iter().filter(|(_, value)| *value == Value::Absent).map(|(key, _)| *key).collect();
            for (key, value) in &wanted.values {
                found.extend(record.change(key, value, &gone)?);
            }
        }
    }
    if stale.next().is_some() {
        return None;
    }
    found.sort_by_key(Change::at);
    number_lines(text, &mut found);
    Some(found)
}

/// All tables of the arrays below `table`, by the byte at which they begin.
fn collect<'t, 'i>(table: &'t DeTable<'i>, by_start: &mut HashMap<usize, &'t DeTable<'i>>) {
    for value in table.values() {
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    if let DeValue::Table(table) = item.get_ref() {
                        by_start.insert(item.span().start, table);
                        collect(table, by_start);
                    }
                }
            }
            // The claim of an excerpt that stands apart from it, below another table.
            DeValue::Table(table) => collect(table, by_start),
            _ => {}
        }
    }
}

/// Where a key and its value stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// On lines of their own.
    Lines,
    /// Between braces, with an entry before them that stays.
    Braces,
    /// Between braces, the first of those that stay or one before it.
    BracesFirst,
}

/// What is taken away with a key and its value that stand at `place`: their lines, or up to a comment behind them; in a table between
/// braces the comma that parts them from what stands before, or of the first ones from what follows.
pub(super) fn entry(text: &str, within: Within, place: Range<usize>) -> Range<usize> {
    let (before, rest) = (&text[..place.start], &text[place.end..]);
    let blank = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
    match within {
        Within::Lines => {}
        Within::Braces => return before.trim_end().strip_suffix(',').map_or(place.start, str::len)..place.end,
        Within::BracesFirst => {
            let follows = rest.trim_start().strip_prefix(',').map(str::trim_start);
            return place.start..follows.map_or(place.end, |follows| text.len() - follows.len());
        }
    }
    let end = place.end + blank(rest);
    match text[end..].find('\n') {
        _ if text[end..].starts_with('#') => place.start..end,
        Some(line_break) => before.rfind('\n').map_or(0, |at| at + 1)..end + line_break + 1,
        None => before.trim_end_matches([' ', '\t', '\n', '\r']).len()..text.len(),
    }
}

/// How the lines of `text` end.
pub(super) fn line_break(text: &str) -> &'static str {
    if text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" }
}

impl Change {
    fn at(&self) -> usize {
        self.splices.first().map_or(0, |(range, _)| range.start)
    }
}

/// Sets the lines of `changes`, which are in order.
fn number_lines(text: &str, changes: &mut [Change]) {
    let (mut line, mut counted) = (1, 0);
    for change in changes {
        let at = change.at();
        line += memchr_iter(b'\n', &text.as_bytes()[counted..at]).count();
        counted = at;
        // A line of its own is added after the line break.
        change.line = if text[..at].ends_with('\n') { line - 1 } else { line };
    }
}

/// A table of a file.
struct Record<'r, 'i> {
    text: &'r str,
    /// Where in the text the spans of the table are counted from.
    base: usize,
    /// Where in the text the table begins.
    offset: usize,
    kind: Kind,
    table: &'r DeTable<'i>,
}

impl Record<'_, '_> {
    fn says(&self, key: &str, expected: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().as_str() == Some(expected))
    }

    fn place<T>(&self, value: &Spanned<T>) -> Range<usize> {
        let span = value.span();
        self.base + span.start..self.base + span.end
    }

    /// The change that makes the table say `value` under key `name`, where one is needed; none where it says there what no catalogue
    /// may. All keys in `gone` go with it, where it goes.
    fn change(&self, name: &'static str, value: &Value, gone: &[&str]) -> Option<Vec<Change>> {
        let Some((key, there)) = self.table.get_key_value(name) else {
            let Some(new) = written(value, self.prefers_literal()) else { return Some(Vec::new()) };
            let splices = vec![self.addition(name, &new)?];
            return Some(vec![Change { line: 0, key: name, old: None, splices, new: Some(new) }]);
        };
        let whole = self.place(there);
        let value = &match (value, there.get_ref()) {
            (Value::With(_) | Value::Without(_) | Value::Renamed(..), DeValue::Array(items)) => Self::of_items(items, value)?,
            (Value::Renamed(old, new), DeValue::String(text)) if *text == *old => Value::Text(new.clone()),
            (Value::Renamed(..), DeValue::String(_)) => return Some(Vec::new()),
            (value, _) => value.clone(),
        };
        if there.get_ref().as_str().is_some_and(|there| *value == Value::Text(there.to_owned())) {
            // However it is written.
            return Some(Vec::new());
        }
        let literal = self.text[whole.clone()].starts_with('\'');
        let new = written(value, literal);
        let splices = match (there.get_ref(), value) {
            (_, Value::Absent) => {
                let place = self.place(key).start..whole.end;
                vec![(entry(self.text, self.within(place.start, gone), place), String::new())]
            }
            (DeValue::Array(items), Value::Words(words)) => self.items(&whole, items, words)?,
            // Number by number: there may be a comment between them.
            (DeValue::Array(items), Value::Span(span)) if items.len() == 2 => {
                let numbers = [span.start, span.end].map(|number| number.to_string());
                items.iter().map(|item| self.place(item)).zip(numbers).collect()
            }
            // An empty one may become one of tables.
            (DeValue::Array(items), Value::Bare(_)) if items.is_empty() => vec![(whole.clone(), new.clone()?)],
            (DeValue::Array(_) | DeValue::Table(_), _) => return None,
            _ => vec![(whole.clone(), new.clone()?)],
        };
        Some(vec![Change { line: 0, key: name, old: Some(self.text[whole].to_owned()), new, splices }])
    }

    /// What an array of these `items` is to hold.
    fn of_items(items: &[Spanned<DeValue<'_>>], value: &Value) -> Option<Value> {
        let mut words: Vec<String> =
            items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect::<Option<_>>()?;
        match value {
            Value::With(more) => {
                for word in more {
                    if !words.contains(word) {
                        words.push(word.clone());
                    }
                }
            }
            Value::Without(gone) => {
                words.retain(|word| !gone.contains(word));
                if words.is_empty() {
                    return Some(Value::Absent);
                }
            }
            Value::Renamed(old, new) => words.iter_mut().filter(|word| *word == old).for_each(|word| word.clone_from(new)),
            _ => {}
        }
        Some(Value::Words(words))
    }

    /// Where the key at `at` stands, when all those in `gone` go.
    fn within(&self, at: usize, gone: &[&str]) -> Within {
        let stays_before = |key: &Spanned<DeString<'_>>| self.place(key).start < at && !gone.contains(&&**key.get_ref());
        match self.is_in_braces() {
            false => Within::Lines,
            true if self.table.keys().any(stays_before) => Within::Braces,
            true => Within::BracesFirst,
        }
    }

    fn is_in_braces(&self) -> bool {
        self.text[self.offset..].starts_with('{')
    }

    /// Whether the strings of the table stand between `'`.
    fn prefers_literal(&self) -> bool {
        let strings = self.table.values().filter(|value| value.get_ref().is_str()).map(|value| self.place(value));
        let literal: Vec<bool> = strings.map(|place| self.text[place].starts_with('\'')).collect();
        !literal.is_empty() && literal.into_iter().all(|literal| literal)
    }

    /// What makes an array that stands at `whole` hold `words`: those that are there stay as they are written, comments and all.
    fn items(
        &self,
        whole: &Range<usize>,
        items: &[Spanned<DeValue<'_>>],
        words: &[String],
    ) -> Option<Vec<(Range<usize>, String)>> {
        let texts: Vec<&str> = items.iter().map(|item| item.get_ref().as_str()).collect::<Option<_>>()?;
        let place = |at: usize| self.place(&items[at]);
        let literal = items.first().is_some_and(|first| self.text[self.place(first)].starts_with('\''));
        // One for one, as after a renaming: each in its place.
        if texts.len() == words.len() && texts.iter().zip(words).filter(|(text, word)| *text != *word).count() == 1 {
            let changed = texts.iter().zip(words).position(|(text, word)| text != word)?;
            return Some(vec![(place(changed), string(&words[changed], literal))]);
        }
        let kept: Vec<usize> = (0..items.len()).filter(|&at| words.iter().any(|word| *word == texts[at])).collect();
        let Some(&last) = kept.last() else {
            let written = words.iter().map(|word| string(word, literal)).collect::<Vec<_>>().join(", ");
            return Some(vec![(whole.clone(), format!("[{written}]"))]);
        };
        let mut splices = Vec::new();
        for at in (0..items.len()).filter(|at| !kept.contains(at)) {
            // With the comma after it, or of the last ones with the one before.
            let range = if at < last { place(at).start..place(at + 1).start } else { place(at - 1).end..place(at).end };
            splices.push((range, String::new()));
        }
        // As the last two stand apart, so do the new ones.
        let apart = kept.len().checked_sub(2).map(|before| &self.text[place(kept[before]).end..place(last).start]);
        let apart = apart.filter(|apart| !apart.contains('#')).unwrap_or(", ");
        let new = words.iter().filter(|word| !texts.contains(&word.as_str()));
        let new: String = new.map(|word| format!("{apart}{}", string(word, literal))).collect();
        if !new.is_empty() {
            splices.push((place(last).end..place(last).end, new));
        }
        splices.sort_by_key(|(range, _)| range.start);
        Some(splices)
    }

    /// Where a line for key `name` is added, and the line: after the nearest that stands before it in the order of its kind.
    fn addition(&self, name: &str, value: &str) -> Option<(Range<usize>, String)> {
        let keys = self.kind.keys();
        let at = keys.iter().position(|key| *key == name).unwrap_or(keys.len());
        let nearest = keys[..at].iter().rev().find_map(|key| self.table.get_key_value(*key));
        let (key, there) = nearest.or_else(|| self.table.iter().next())?;
        let (before, after) = (self.place(key), self.place(there));
        if self.is_in_braces() {
            return Some((after.end..after.end, format!(", {name} = {value}")));
        }
        let line = self.text[..before.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &self.text[line..before.start];
        let column = self.column_of_signs().unwrap_or(0).saturating_sub(indent.len());
        let entry = format!("{indent}{name:<0$} = {value}", column.saturating_sub(1));
        let rest = &self.text[after.end..];
        let line_break = line_break(self.text);
        Some(match rest.find('\n') {
            Some(end) => (after.end + end + 1..after.end + end + 1, entry + line_break),
            None => (self.text.len()..self.text.len(), line_break.to_owned() + &entry),
        })
    }

    /// The column in which the equals signs of the table stand, where somebody aligned them.
    fn column_of_signs(&self) -> Option<usize> {
        let aligned = self.table.keys().filter_map(|key| {
            let key = self.place(key);
            // Not the header of a table within.
            let blanks = self.text[key.end..].find(|c| c != ' ').filter(|&at| self.text[key.end + at..].starts_with('='))?;
            let line = self.text[..key.end].rfind('\n').map_or(0, |at| at + 1);
            (blanks > 1).then_some(key.end + blanks - line)
        });
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        aligned.for_each(|column| *count.entry(column).or_default() += 1);
        count.into_iter().max_by_key(|&(_, count)| count).map(|(column, _)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Edit, Facts, Row, Value, carry_out,
        fixture::{Fixture, claim, document, length, span},
        plan, write,
    };
    use crate::catalogue::{ExcerptId, Kind, Origin};

    /// What `facts` make of `before`, by plan and on the disk.
    fn edited(before: &str, facts: &Facts) -> String {
        let fixture = Fixture::new(before);
        let plans = fixture.plan(facts).unwrap();
        assert_eq!(fixture.text(), before, "a plan writes nothing");
        write(&plans).unwrap();
        assert_eq!(fixture.text(), plans[0].after());
        let again = Fixture::load(fixture.folder.path());
        assert_eq!(plan(&again, facts).unwrap(), [], "what is written is read again");
        fixture.text()
    }

    #[test]
    fn a_span_is_replaced_and_all_else_stays() {
        let before = claim(
            "  # one\n  [[claim.excerpt]]   # two\n  document = \"bay\"\n  quote    = '''it is\n  closed''' # three\n\
            \t span = [ 2_0, # from\n     0x19 ,] # to\n  stance   = \"affirms\"\n\n\n# end",
        );
        let after = edited(&before, &span());
        assert_eq!(after, before.replace("2_0", "20").replace("0x19", "26"));
    }

    #[test]
    fn a_missing_span_is_added_below_the_words_and_aligned_as_they_are() {
        let aligned = "  [[claim.excerpt]]\n  document = \"bay\"\n  stance   = \"affirms\"\n  quote    = \"closed\" # so\n  note     = \"…\"\n";
        let after = edited(&claim(aligned), &span());
        assert_eq!(after, claim(&aligned.replace("# so\n", "# so\n  span     = [20, 26]\n")));
        let plain =
            "[[claim.excerpt]]\ndocument = \"bay\"\nquote=\"closed\"\nsuffix = \"\"\"to\nlorries\"\"\"\nstance = \"affirms\"\n";
        let after = edited(&claim(plain), &span());
        assert_eq!(after, claim(&plain.replace("lorries\"\"\"\n", "lorries\"\"\"\nspan = [20, 26]\n")));
    }

    #[test]
    fn a_span_that_nobody_knows_any_more_is_taken_away_and_all_else_stays() {
        let nowhere = Facts { spans: vec![(ExcerptId::new(0), None)], ..Facts::default() };
        let head = "  [[claim.excerpt]]\n  document = \"bay\"\n  quote = \"closed\"\n";
        let rows = [
            ("  span = [20, 26]\n  stance = \"affirms\"\n", "  stance = \"affirms\"\n"),
            ("  span = [ 20, # from\n   26 ] # to\n  stance = \"affirms\"\n", "  # to\n  stance = \"affirms\"\n"),
            ("  stance = \"affirms\"\n  span = [20, 26]", "  stance = \"affirms\""),
            ("  span = [20, 26]\r\n  stance = \"affirms\"\r\n", "  stance = \"affirms\"\r\n"),
        ];
        for (before, after) in rows {
            assert_eq!(edited(&claim(&format!("{head}{before}")), &nowhere), claim(&format!("{head}{after}")));
        }
        let inline = |keys: &str| claim("").trim_end().to_owned() + &format!("\nexcerpt = [{{ document = \"bay\", {keys} }}]\n");
        let without = inline("quote = \"closed\", stance = \"affirms\"");
        assert_eq!(edited(&inline("quote = \"closed\", span = [20, 26], stance = \"affirms\""), &nowhere), without);
        assert_eq!(edited(&inline("quote = \"closed\", stance = \"affirms\", span = [20, 26]"), &nowhere), without);
    }

    #[test]
    fn an_inline_table_stays_on_its_line() {
        let before = claim("").trim_end().to_owned()
            + "\nexcerpt = [{ document = \"bay\", quote = \"closed\", stance = \"affirms\" }] # one\n";
        let after = edited(&before, &span());
        assert_eq!(after, before.replace("\"closed\", stance", "\"closed\", span = [20, 26], stance"));
    }

    #[test]
    fn an_excerpt_below_another_table_than_its_claim_is_found() {
        let excerpt = "[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n";
        let before = claim("[[frame]]\nid = \"conflict\"\nname = \"Conflict\"\n\n") + excerpt;
        assert_eq!(edited(&before, &span()), before.clone() + "span = [20, 26]\n");
    }

    #[test]
    fn line_endings_signature_and_a_missing_last_line_break_stay() {
        let unix =
            "\u{feff}".to_owned() + &claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"");
        let before = unix.replace('\n', "\r\n");
        assert_eq!(edited(&before, &span()), before.clone() + "\r\nspan = [20, 26]");
        let facts = Facts { texts: length().texts, ..span() };
        let after = edited(&before, &facts);
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        assert!(after.contains("title = \"Closed\"\r\nchars = 30\r\nsha256 = \"abab"), "{after}");
    }

    #[test]
    fn exceptions_are_added_and_taken_away_one_by_one() {
        let naming = |except: &str| {
            document(&format!(
                "id = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\n\n[[naming]]\nid    = \"board\"\ntitle = \"Board\"\nforms = [\"board\"]\n{except}"
            ))
        };
        let written = |before: &str, words: &[&str]| {
            let fixture = Fixture::new(before);
            let words = words.iter().map(|&word| word.to_owned()).collect();
            let edit = Edit::Set(Row::Named(Kind::Naming, "board".to_owned()), vec![("except", Value::Words(words))]);
            carry_out(&Origin::Path(fixture.folder.path().to_owned()), None, &[vec![edit]]).unwrap();
            fixture.text()
        };
        let rows = [
            ("", &["on board"][..], "except = [\"on board\"]\n"),
            ("except = [\"on board\"] # so\n", &["on board", "a \"board\""], "except = [\"on board\", 'a \"board\"'] # so\n"),
            ("except = ['on board', 'sea board',]\n", &["on board"], "except = ['on board',]\n"),
            ("except = ['on board', 'sea board']\n", &["sea board"], "except = ['sea board']\n"),
            ("except = ['on board']\n", &[], "except = []\n"),
            ("except = []\n", &["on board"], "except = [\"on board\"]\n"),
            (
                "except = [\n  'on board', # a ship\n  'sea board',\n  'key board',\n]\n",
                &["on board", "sea board", "key board", "board game"],
                "except = [\n  'on board', # a ship\n  'sea board',\n  'key board',\n  'board game',\n]\n",
            ),
        ];
        for (before, words, after) in rows {
            assert_eq!(written(&naming(before), words), naming(after), "{before}");
        }
    }

    #[test]
    fn length_and_hash_are_replaced_or_added() {
        let hash = "ab".repeat(32);
        let before = document("id     = \"bay\"\noutlet = \"bay\"\ntitle  = \"Closed\"\nchars  = 1_000 # long\nnote   = \"…\"\n");
        let expected = before.replace("1_000 # long\n", &format!("30 # long\nsha256 = \"{hash}\"\n"));
        assert_eq!(edited(&before, &length()), expected);
        let before = document(&format!("id = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\nsha256 = '{}'\n", "0".repeat(64)));
        let expected =
            before.replace(&format!("'{}'", "0".repeat(64)), &format!("'{hash}'")).replace("\nsha", "\nchars = 30\nsha");
        assert_eq!(edited(&before, &length()), expected);
    }
}
