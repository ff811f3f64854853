//! Files of different make, each with what has to be taken of it: `tests/intake/<name>/expected.txt`, which was read by eye.
//! `BLESS=1` writes them anew.
//!
//! Pages and texts lie there in UTF-8 and are tried in the encoding that their names tell; the parts of a DOCX are packed here.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::{
    env, fs,
    io::{Cursor, Write},
    path::Path,
    time::{Duration, Instant},
};

use encoding_rs::Encoding;
use parallax::intake::{LIMIT, Taken, take};
use proptest::{prelude::*, sample::Index};
use zip::{ZipWriter, write::SimpleFileOptions};

/// What lies in `folder`, as the bytes of one file; none where it is for another test.
fn bytes(folder: &Path) -> Option<Vec<u8>> {
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    if folder.join("document.xml").exists() {
        let names =
            [("document.xml", "word/document.xml"), ("footnotes.xml", "word/footnotes.xml"), ("core.xml", "docProps/core.xml")];
        return Some(packed(&names.map(|(file, name)| (name, fs::read(folder.join(file)).unwrap()))));
    }
    let input = files.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("input."))?;
    let text = fs::read_to_string(&input).unwrap();
    let name = input.file_name().unwrap().to_str().unwrap().split('.').nth(1).unwrap().to_owned();
    Some(match name.as_str() {
        "utf-16le" => {
            ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        label => {
            let (bytes, _, lost) = Encoding::for_label(label.as_bytes()).unwrap().encode(&text);
            assert!(!lost, "{} is not all in {label}", input.display());
            bytes.into_owned()
        }
    })
}

fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// All of it, for reading: what is known, then the text, with a name over what is no body.
fn shown(taken: &Taken) -> String {
    let known = [
        ("source", Some(taken.source())),
        ("title", taken.title.clone()),
        ("author", taken.author.clone()),
        ("published", taken.published.map(|day| day.to_string())),
        ("url", taken.url.clone()),
        ("outlet", taken.outlet.clone()),
    ];
    let mut shown: String = known.iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", value.as_ref()?))).collect();
    let mut at = 0;
    shown.push('\n');
    for (kind, range) in &taken.parts {
        shown.push_str(&format!("{}[{} {}]", &taken.text[at..range.start], kind.name(), &taken.text[range.clone()]));
        at = range.end;
    }
    shown + &taken.text[at..]
}

#[test]
fn each_file_gives_its_words_and_what_is_known_of_them() {
    let mut wrong = String::new();
    let mut tried = 0;
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake")).unwrap();
    for folder in folders.map(|entry| entry.unwrap().path()) {
        let Some(bytes) = bytes(&folder) else { continue };
        let shown = shown(&take(&bytes).unwrap());
        let expected = folder.join("expected.txt");
        if env::var_os("BLESS").is_some() {
            fs::write(&expected, &shown).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != shown {
            wrong += &format!("──── {} gives now:\n{shown}\n", folder.display());
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(tried >= 15, "{tried}");
}

proptest! {
    #[test]
    fn no_broken_mail_stops_the_program(cuts in prop::collection::vec((any::<Index>(), 0..40_usize, any::<Vec<u8>>()), 1..6)) {
        let mut mail = include_bytes!("intake/newsletter/input.utf-8.eml").to_vec();
        for (at, length, bytes) in cuts {
            let start = at.index(mail.len());
            let end = (start + length).min(mail.len());
            mail.splice(start..end, bytes);
        }
        // Whether it is taken or refused is all the same.
        let _ = take(&mail);
    }
}

/// That taking `bytes` is refused with these words, and soon.
fn refused(bytes: &[u8], why: &str) {
    let start = Instant::now();
    let error = take(bytes).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains(why), "{error}");
    assert!(start.elapsed() < Duration::from_secs(20), "{why}: {:?}", start.elapsed());
}

#[test]
fn what_is_endless_deep_or_broken_is_refused_soon() {
    refused(&b"<p>gull</p>".repeat(LIMIT / 10), "larger than 32 MiB");
    refused(format!("<html>{}gull", "<div>".repeat(100_000)).as_bytes(), "nested deeper");
    refused(format!("<html>{}", "<p>gull</p>".repeat(200_000)).as_bytes(), "nested deeper");
    refused(format!("<html><body>{}</body>", "<b>".repeat(3000)).as_bytes(), "nested deeper");
    let whole = packed(&[("word/document.xml", b"<w:document/>".to_vec())]);
    refused(&whole[..whole.len() / 2], "a broken DOCX file");
    refused(&whole, "no words");
    refused(&packed(&[("xl/workbook.xml", b"<x/>".to_vec())]), "it has no word/document.xml");
    refused(&packed(&[("word/document.xml", b"<w:p><w:t>gull</w:p>".to_vec())]), "a broken DOCX file");
    let head = "From: gull\nSubject: Shut\nContent-Type: multipart/mixed; boundary=b\n\n";
    let nested = "--b\nContent-Type: multipart/mixed; boundary=b\n\n";
    refused(format!("{head}{}", nested.repeat(200_000)).as_bytes(), "nested deeper");
    refused(format!("{head}{}", "--b\n\n".repeat(LIMIT / 8)).as_bytes(), "nested deeper");
    let boxes = (1000..1200).map(|at| format!("--b{at}\nContent-Type: multipart/mixed; boundary=b{}\n\n", at + 1));
    refused(format!("{}{}", head.replace("=b", "=b1000"), boxes.collect::<String>()).as_bytes(), "a broken mail file");
    refused(format!("{head}--b\n{}", "Content-Type: message/rfc822\n\n".repeat(400_000)).as_bytes(), "no words");
    // 200 MiB of blanks, packed in 200 KiB.
    let bomb = packed(&[("word/document.xml", vec![b' '; 200 << 20])]);
    assert!(bomb.len() < 1 << 20);
    refused(&bomb, "larger than 32 MiB");
    refused(&packed(&[("word/document.xml", format!("<w:document>{}", "<w:p>".repeat(100_000)).into_bytes())]), "no words");
}
