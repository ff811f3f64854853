//! The files of a catalogue to begin with.

use std::borrow::Cow;

use super::{built_in, edit::string, readings::below_readings};

/// What is kept out of a repository: other people's words.
const IGNORED: &str = "# Other people's words, which are not ours to publish.\n/texts/\n/originals/\n";

/// What the folder of the built-in catalogue is called.
pub const BUILT_IN: &str = built_in::NAME;

/// A JSON Schema (draft 2020-12) of one file of a catalogue; what the loader refuses beyond it is told in `tests/schema.rs`.
pub const SCHEMA: &str = include_str!("schema.json");

/// Where it stands in a new catalogue. What begins with a dot is no file of it.
const SCHEMA_FILE: &str = ".parallax.schema.json";

/// Paths below the folder, and what stands in the files.
pub type Files = Vec<(&'static str, Cow<'static, str>)>;

/// A catalogue of this `title` with nothing in it yet, which opens, and says where a person will write what.
pub fn empty(title: &str) -> Files {
    let catalogue = format!(
        r#"{}format = 2
title  = {}
# summary = "What the documents are about, in one or two sentences."
# licence = "CC-BY-4.0"             # of the annotations; quotations remain their publishers'

# Outlets and documents are written below by `parallax add FILE…`.

# What the documents are about. Every claim belongs to an event.
#
# [[event]]
# id    = "closing"
# title = "The closing of the bridge"
# date  = 2031-03-03                # outlets that published before it could not know; leave it out where that means nothing

# Whose statements the outlets pass on.
#
# [[speaker]]
# id   = "mayor"
# name = "Ada Quill"
# role = "mayor of Harrow Bay"

# A claim is one proposition in neutral words, which an outlet can affirm or deny. Claims may stand in files of their own.
#
# [[claim]]
# id     = "no-warning"
# event  = "closing"
# title  = "The bridge was closed without warning"
# absent = ["bay-bridge-shut"]      # documents that somebody has read for it in vain
#
#   [[claim.excerpt]]
#   document = "post-bridge"
#   stance   = "reports-denial"     # affirms | questions | denies | reports | reports-denial
#   speaker  = "mayor"
#   cue      = "explained"          # the verb of saying as printed
#   quote    = "Every household had received the notice by Friday."
"#,
        reference("catalogue.toml"),
        string(title, false)
    );
    [("catalogue.toml", catalogue.into())].into_iter().chain(beside()).collect()
}

/// A copy of the built-in catalogue.
pub fn built_in() -> Files {
    let files = built_in::FILES.iter().map(|&(path, text)| match below_readings(path) {
        // The schema is of the files of a catalogue.
        Some(_) => (path, text.into()),
        None => (path, (reference(path) + text).into()),
    });
    files.chain(beside()).collect()
}

/// What stands beside the tables.
fn beside() -> [(&'static str, Cow<'static, str>); 2] {
    [(SCHEMA_FILE, SCHEMA.into()), (".gitignore", IGNORED.into())]
}

/// The first line of the file at `path`, by which the language servers of TOML find the schema.
fn reference(path: &str) -> String {
    let up = match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    };
    format!("#:schema {up}{SCHEMA_FILE}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Format, parse};

    #[test]
    fn an_empty_catalogue_opens_without_a_word() {
        let files = empty("The “bridge” \"shut\"\\");
        let loaded = parse(files[0].1.clone()).unwrap();
        assert!(loaded.warnings.is_empty());
        assert_eq!((loaded.catalogue.format, loaded.catalogue.title.as_str()), (Format::NEWEST, "The “bridge” \"shut\"\\"));
    }

    #[test]
    fn what_it_shows_opens_once_it_is_no_comment_any_more() {
        let head = "outlet = [{ id = 'bay', name = 'B' }, { id = 'post', name = 'P' }]\ndocument = [{ id = 'bay-bridge-shut', outlet = 'bay', title = 'B' }, { id = 'post-bridge', outlet = 'post', title = 'P' }]\n";
        let text: String = empty("B")[0]
            .1
            .lines()
            .filter_map(|line| {
                let written = line.strip_prefix("# ").unwrap_or(line);
                (written.contains('=') || written.trim_start().starts_with("[[")).then(|| format!("{written}\n"))
            })
            .collect();
        let loaded = parse(format!("{head}{text}")).unwrap();
        assert_eq!((loaded.catalogue.claims.len(), loaded.catalogue.excerpts.len(), loaded.warnings.len()), (1, 1, 0));
    }
}
