//! Big catalogues to measure with: invented, plausible, and the same every time.
//!
//! A catalogue of n claims has 10 n excerpts, twelve outlets, forty documents and twenty events; 100,000 claims take about
//! 420 MB. Its words follow Zipf's law (G. K. Zipf, *Human Behavior and the Principle of Least Effort*, 1949): English
//! function words first, then some 40,000 invented ones, some of them accented, with numbers and quotation marks among them.

#![allow(dead_code, reason = "each of those who include this uses a part of it")]
#![expect(clippy::cast_possible_truncation, reason = "what is invented here is as small as it is made")]

use std::{
    collections::HashSet,
    fmt::Write as _,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// How a catalogue is spread over files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// `catalogue.toml`, and the claims of each event in a file of its own.
    Split,
    /// Everything in `catalogue.toml`.
    OneFile,
}

const OUTLETS: usize = 12;
const DOCUMENTS: usize = 40;
const EVENTS: usize = 20;
const SPEAKERS: usize = 60;
const FRAMES: usize = 5;
const EXCERPTS: usize = 10;
/// Length of every document, in code points.
const CHARS: usize = 20_000;

/// The numbers of excerpts to measure with; a million only where `MILLION` is in the environment.
pub(crate) fn sizes() -> Vec<usize> {
    let mut sizes = vec![1_000, 10_000, 100_000];
    if std::env::var_os("MILLION").is_some() {
        sizes.push(1_000_000);
    }
    sizes
}

/// A catalogue of `claims` claims below cargo's folder for such things; written only if it is not there yet.
pub(crate) fn folder(claims: usize, layout: Layout) -> io::Result<PathBuf> {
    let root = option_env!("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = root.join(format!("big-{claims}-{layout:?}"));
    if !folder.exists() {
        // Whoever is stopped in the midst of it leaves nothing half-written under that name.
        let draft = root.join(format!("big-{claims}-{layout:?}-{}", std::process::id()));
        write(&draft, claims, layout)?;
        fs::rename(&draft, &folder)?;
    }
    Ok(folder)
}

/// Writes a catalogue of `claims` claims to `folder`, which is made if need be.
pub(crate) fn write(folder: &Path, claims: usize, layout: Layout) -> io::Result<()> {
    let mut words = Words { random: Random(0x9a11_ac5e), vocabulary: vocabulary() };
    fs::create_dir_all(folder.join("claims"))?;
    let mut catalogue = BufWriter::new(File::create(folder.join("catalogue.toml"))?);
    catalogue.write_all(words.tables().as_bytes())?;
    for event in 0..EVENTS {
        let mut own = match layout {
            Layout::Split => Some(BufWriter::new(File::create(folder.join(format!("claims/{:02}.toml", event + 1)))?)),
            Layout::OneFile => None,
        };
        let file = own.as_mut().unwrap_or(&mut catalogue);
        for claim in claims * event / EVENTS..claims * (event + 1) / EVENTS {
            file.write_all(words.claim(claim, event, claims).as_bytes())?;
        }
        if let Some(mut own) = own {
            own.flush()?;
        }
    }
    catalogue.flush()
}

/// `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to but not including `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True once in `n` times.
    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A rank below `count` with a likelihood of one by the rank: the logarithm of such ranks is even.
    #[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "far fewer ranks than a mantissa holds, none below 0")]
    fn rank(&mut self, count: usize) -> usize {
        let even = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((count as f64).powf(even) as usize - 1).min(count - 1)
    }
}

const FUNCTION_WORDS: &str = "the of and to in a that is was for it on with as by at from be had not are were which have this \
    an his they their said has been more who one would when than or its out there after about into could over if no some all \
    them only two we these may then do first any like now such our even most before between under while where those against";

const ONSETS: [&str; 20] =
    ["b", "br", "c", "d", "dr", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w"];
const VOWELS: [&str; 12] = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "é", "á", "ö", "ñi"];
const CODAS: [&str; 12] = ["", "", "", "l", "n", "r", "s", "t", "nd", "st", "m", "ck"];
const ENDINGS: [&str; 8] = ["", "", "", "ed", "ing", "s", "ly", "ment"];

/// The function words and then invented ones, no word twice, the frequent ones short.
fn vocabulary() -> Vec<String> {
    let mut random = Random(7);
    let mut words: Vec<String> = FUNCTION_WORDS.split_whitespace().map(String::from).collect();
    let mut known: HashSet<String> = words.iter().cloned().collect();
    while words.len() < 40_000 {
        let syllables = if words.len() < 400 {
            1
        } else if words.len() < 8_000 || random.one_in(2) {
            2
        } else {
            3
        };
        let mut word = String::new();
        for _ in 0..syllables {
            // The accented vowels are the rare ones.
            let vowel = if random.one_in(12) { random.pick(&VOWELS) } else { random.pick(&VOWELS[..8]) };
            word.extend([random.pick(&ONSETS), vowel, random.pick(&CODAS)]);
        }
        word.push_str(random.pick(&ENDINGS));
        if known.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

struct Words {
    random: Random,
    vocabulary: Vec<String>,
}

impl Words {
    /// The title, outlets, documents and so on.
    fn tables(&mut self) -> String {
        let mut text = String::from("title = \"An invented catalogue to measure with\"\n\n");
        for outlet in 0..OUTLETS {
            let mark = char::from(b'A' + outlet as u8);
            let name = capitalised(&self.phrase(2));
            let _ = write!(text, "[[outlet]]\nid   = \"outlet-{outlet}\"\nname = \"{name}\"\nmark = \"{mark}\"\n\n");
        }
        for document in 0..DOCUMENTS {
            let title = capitalised(&self.phrase(7));
            let outlet = document % OUTLETS;
            let _ =
                write!(text, "[[document]]\nid     = \"doc-{document}\"\noutlet = \"outlet-{outlet}\"\ntitle  = \"{title}\"\n");
            let _ = write!(text, "genre  = \"report\"\nchars  = {CHARS}\n");
            if document % 10 == 9 {
                let _ = writeln!(text, "copy_of = \"doc-{}\"", document - 4);
            }
            text.push('\n');
        }
        for event in 0..EVENTS {
            let title = capitalised(&self.phrase(4));
            let _ =
                write!(text, "[[event]]\nid    = \"event-{event}\"\ntitle = \"{title}\"\ndate  = 2031-05-{:02}\n\n", event + 1);
        }
        for speaker in 0..SPEAKERS {
            let name = capitalised(&self.phrase(1));
            let role = self.phrase(3);
            let _ = write!(text, "[[speaker]]\nid   = \"speaker-{speaker}\"\nname = \"{name}\"\nrole = \"{role}\"\n\n");
        }
        for frame in 0..FRAMES {
            let _ = write!(text, "[[frame]]\nid   = \"frame-{frame}\"\nname = \"{}\"\n\n", capitalised(&self.phrase(1)));
        }
        for naming in 0..3 {
            let forms: Vec<String> =
                (0..5).map(|form| format!("\"{}\"", self.vocabulary[200 + 40 * naming + 7 * form])).collect();
            let _ = write!(
                text,
                "[[naming]]\nid    = \"naming-{naming}\"\ntitle = \"Subject {naming}\"\nforms = [{}]\n\n",
                forms.join(", ")
            );
        }
        text
    }

    /// Claim number `claim` of `claims`, with its excerpts.
    fn claim(&mut self, claim: usize, event: usize, claims: usize) -> String {
        let title = capitalised(&self.phrase(5));
        let text = self.sentences(100);
        let mut toml = format!("[[claim]]\nid     = \"claim-{claim}\"\nevent  = \"event-{event}\"\n");
        // No two titles are the same, in however large a catalogue.
        let _ = write!(toml, "title  = \"{title} in case {claim}\"\ntext   = \"{text}\"\ntopics = [\"{}\"]\n", self.phrase(1));
        let first = self.random.below(DOCUMENTS);
        let _ = writeln!(toml, "absent = [\"doc-{}\", \"doc-{}\"]", first, (first + 1) % DOCUMENTS);
        if self.random.one_in(20) && claims > 1 {
            let other = (claim + 1 + self.random.below(claims - 1)) % claims;
            let _ = writeln!(toml, "contradicts = [\"claim-{other}\"]");
        }
        for _ in 0..EXCERPTS {
            let document = (first + 2 + self.random.below(DOCUMENTS - 2)) % DOCUMENTS;
            self.excerpt(document, &mut toml);
        }
        toml.push('\n');
        toml
    }

    fn excerpt(&mut self, document: usize, toml: &mut String) {
        let stance = ["reports", "affirms", "questions", "denies"][self.random.rank(4)];
        let length = 80 + self.random.below(321);
        let quote = self.sentences(length);
        let start = self.random.below(CHARS - 500);
        let end = start + quote.replace('\\', "").chars().count();
        let _ = write!(toml, "\n  [[claim.excerpt]]\n  document = \"doc-{document}\"\n  stance   = \"{stance}\"\n");
        if stance != "affirms" {
            let cue = self.random.pick(&["said", "claimed", "alleged", "told reporters", "according to"]);
            let speaker = self.random.rank(SPEAKERS);
            let _ = write!(toml, "  speaker  = \"speaker-{speaker}\"\n  cue      = \"{cue}\"\n");
        }
        if self.random.one_in(2) {
            let _ = writeln!(toml, "  frames   = [\"frame-{}\"]", self.random.below(FRAMES));
        }
        if self.random.one_in(6) {
            let _ = writeln!(toml, "  figure   = \"{}\"", self.figure());
        }
        let _ = write!(toml, "  quote    = \"{quote}\"\n  span     = [{start}, {end}]\n");
        if self.random.one_in(12) {
            let _ = writeln!(toml, "  note     = \"{}\"", self.sentences(60));
        }
    }

    /// Running text of `length` code points once its escapes are read, fit for a TOML string.
    fn sentences(&mut self, length: usize) -> String {
        let mut text = String::new();
        let mut count = 0;
        let mut in_sentence = 0;
        while count < length {
            let word = self.word();
            let word = if in_sentence == 0 { capitalised(&word) } else { word };
            in_sentence += 1;
            let (before, after) = match self.random.below(40) {
                0 => ("“", "”"),
                1 => ("\\\"", "\\\""),
                2..=4 => ("", ","),
                _ if in_sentence > 12 && self.random.one_in(5) => {
                    in_sentence = 0;
                    ("", ".")
                }
                _ => ("", ""),
            };
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.extend([before, &word, after]);
            count += 1 + text[start..].chars().filter(|&c| c != '\\').count();
        }
        text
    }

    fn phrase(&mut self, words: usize) -> String {
        // Not all function words.
        (0..words).map(|_| self.vocabulary[self.random.rank(4_000) + 80].clone()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self) -> String {
        if self.random.one_in(30) { self.figure() } else { self.vocabulary[self.random.rank(self.vocabulary.len())].clone() }
    }

    fn figure(&mut self) -> String {
        match self.random.below(3) {
            0 => format!("{}.{} %", self.random.below(100), self.random.below(10)),
            1 => format!("{},{:03}", 1 + self.random.below(900), self.random.below(1000)),
            _ => format!("{}", 1900 + self.random.below(150)),
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
