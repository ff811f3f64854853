//! The files of a catalogue with every kind of row, written in any manner.

use std::{fs, path::Path};

use proptest::prelude::*;

/// Every kind of row, under headers and within values, aligned and tight, in folders and files of their own.
const FILES: [(&str, &str); 4] = [
    (
        "catalogue.toml",
        r#"title = "The harbour bridge"
format = 2

[[outlet]]
id   = "courier"
name = "Bay Courier"

[[outlet]]
id   = "echo"
name = "Harbour Echo"

[[document]]
id     = "courier"
outlet = "courier"
title  = "Bridge shut"

  [[document.part]]
  kind = "byline"
  from = "By"
  to   = "Ada"

[[document]]
id = "echo"
outlet = "echo"
title = "Bridge open"

[[document]]
id = "reprint"
outlet = "echo"
title = "Bridge shut"
copy_of = "courier"
"#,
    ),
    (
        "claims/closing.toml",
        r#"[[event]]
id = "closing"
title = "The closing"

[[claim]]
id     = "shut"
event  = "closing"
title  = "The bridge was shut"
absent = ["echo"]

  [[claim.excerpt]]
  document = "courier"
  stance   = "affirms"
  quote    = "shut the bridge"
  span     = [3, 18]

  [[claim.excerpt]]
  document = "courier"
  stance   = "reports"
  speaker  = "mayor"
  frames   = ["risk", "blame"]
  quote    = "closed for good"

  [[claim.excerpt]]
  document = "courier"
  stance   = "questions"
  quote    = "closed for good"
  note     = "The same words again."

[[claim]]
id = 'warning'
event = 'closing'
title = 'Nobody was warned'
contradicts = ['shut']
excerpt = [
  { document = 'echo', stance = 'denies', quote = 'signs since May' },
  { document = 'courier', stance = 'affirms', quote = 'without warning', frames = ['risk'] },
]
"#,
    ),
    (
        "claims/opening.toml",
        r#"claim = [
  { id = "toll", event = "opening", title = "There is a toll", absent = ["courier", "reprint"], excerpt = [
    { document = "echo", stance = "affirms", quote = "four crowns", figure = "four" },
  ] },
  { id = "free", event = "opening", title = "It is free", contradicts = ["toll"] },
]
event = [{ id = "opening", title = "The opening" }]
"#,
    ),
    (
        "people.toml",
        r#"[[speaker]]
id = "mayor"
name = "The mayor"

[[speaker]]
id = "pilot"
name = "A pilot"
role = "of the harbour"

[[frame]]
id = "risk"
name = "Risk"

[[frame]]
id = "blame"
name = "Blame"
examples = ["whose fault", "who knew"]

[[naming]]
id = "bridge"
title = "The bridge"
forms = ["the bridge", "the crossing"]
except = ["the bridge of the ship"]
"#,
    ),
];

/// How the files are written.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a matter of its own")]
pub(crate) struct Manner {
    /// Comments behind every line, and for every blank one.
    comments: bool,
    crlf: bool,
    mark: bool,
    /// Whether the last line ends, too.
    ends: bool,
}

impl Manner {
    fn of(self, text: &str) -> String {
        let line = |(number, line): (usize, &str)| match (self.comments, line) {
            (true, "") => format!("# {number}\n"),
            (true, line) => format!("{line} # {number}, it's [[so]] = \"\n"),
            (false, line) => format!("{line}\n"),
        };
        let mut text: String = text.lines().enumerate().map(line).collect();
        if !self.ends {
            text.pop();
        }
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.mark { format!("\u{feff}{text}") } else { text }
    }

    pub(crate) fn folder(self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("claims")).unwrap();
        for (name, text) in FILES {
            fs::write(folder.path().join(name), self.of(text)).unwrap();
        }
        folder
    }
}

pub(crate) fn manner() -> impl Strategy<Value = Manner> {
    any::<[bool; 4]>().prop_map(|[comments, crlf, mark, ends]| Manner { comments, crlf, mark, ends })
}

/// What stands in the files.
pub(crate) fn bytes(folder: &Path) -> Vec<String> {
    FILES.iter().map(|(name, _)| fs::read_to_string(folder.join(name)).unwrap()).collect()
}
