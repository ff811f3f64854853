//! Projects as other programs write them, made by hand: what the text says of positions, nested codes, cases and variables, line ends.

use std::io::{Cursor, Write};

use parallax::catalogue::Kind;

use crate::{EMPTY, Home};

const COURIER: &str = "Bridge shut\n\nThe harbour bridge is closed. Nobody had been told when the barriers came down.\n";
const MIRROR: &str = "The ferry 🚢 costs twice as much.\n\nThe mayor denied it: “It is safe.”\n";

/// An archive of these files.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A GUID that `number` tells from others.
fn guid(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// A selection of `words` of `text` as a program writes it that counts `units` of a text, and whose end is so much more than that.
fn selection(
    number: usize,
    text: &str,
    words: &str,
    name: &str,
    units: fn(&str) -> usize,
    more: isize,
    codes: &[usize],
) -> String {
    let start = units(&text[..text.find(words).unwrap()]);
    let end = (start + units(words)).checked_add_signed(more).unwrap();
    let coding = |code: &usize| {
        format!("<Coding guid=\"{}\"><CodeRef targetGUID=\"{}\"/></Coding>", guid(number * 10 + code), guid(*code))
    };
    let codings: String = codes.iter().map(coding).collect();
    let number = guid(1000 + number);
    format!(
        "<PlainTextSelection guid=\"{number}\" name=\"{name}\" startPosition=\"{start}\" endPosition=\"{end}\">{codings}</PlainTextSelection>"
    )
}

fn code_points(text: &str) -> usize {
    text.chars().count()
}

fn code_units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// QualCoder: categories that nothing is coded with, the whole words as names, the end exclusive, attributes of files and cases.
fn qualcoder() -> Vec<u8> {
    let courier = [
        selection(1, COURIER, "The harbour bridge is closed.", "The harbour bridge is closed.", code_points, 0, &[3]),
        selection(2, COURIER, "Nobody had been told", "Nobody had been told", code_points, 0, &[4]),
        // Somebody else coded it, too.
        selection(4, COURIER, "Nobody had been told", "Nobody had been told", code_points, 0, &[4]),
    ];
    let mirror = selection(3, MIRROR, "costs twice as much", "costs twice as much", code_points, 0, &[3]);
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project name=\"bridge.qda\" origin=\"QualCoder 3.6\" xmlns=\"urn:QDA-XML:project:1.0\">\n\
         <Users><User guid=\"{u}\" name=\"default\"/></Users>\n\
         <CodeBook><Codes><Code guid=\"{c2}\" name=\"Closing\" isCodable=\"false\"><Code guid=\"{c3}\" name=\"Closed &amp; shut\" isCodable=\"true\" color=\"#F9B42D\">\
         <Description>It is closed.</Description></Code><Code guid=\"{c4}\" name=\"No warning\" isCodable=\"true\"/></Code></Codes></CodeBook>\n\
         <Variables><Variable guid=\"{v}\" name=\"author\" typeOfVariable=\"Text\"/><Variable guid=\"{w}\" name=\"Readers\" typeOfVariable=\"Float\"/></Variables>\n\
         <Cases><Case guid=\"{k}\" name=\"Bay Courier\"><Description/><VariableValue><VariableRef targetGUID=\"{w}\"/><FloatValue>300</FloatValue></VariableValue>\
         <SourceRef targetGUID=\"{s1}\"/></Case></Cases>\n\
         <Sources><TextSource guid=\"{s1}\" name=\"Bridge shut\" plainTextPath=\"internal://{s1}.txt\"><Description>From the archive.</Description>{}\
         <VariableValue><VariableRef targetGUID=\"{v}\"/><TextValue>Ada Quill</TextValue></VariableValue></TextSource>\
         <TextSource guid=\"{s2}\" name=\"Ferry\" plainTextPath=\"internal://{s2}.txt\">{mirror}</TextSource>\
         <PictureSource guid=\"{p}\" name=\"quay.png\" path=\"internal://{p}.png\"/></Sources>\n\
         <Notes><Note guid=\"{n}\" name=\"Journal\" plainTextPath=\"internal://{n}.txt\"/></Notes></Project>",
        courier.concat(),
        u = guid(1),
        c2 = guid(2),
        c3 = guid(3),
        c4 = guid(4),
        v = guid(5),
        w = guid(6),
        k = guid(7),
        s1 = guid(8),
        s2 = guid(9),
        p = guid(10),
        n = guid(11)
    );
    let signed = |text: &str| format!("\u{feff}{text}").into_bytes();
    archive(&[
        ("project.qde", xml.as_bytes()),
        (&format!("sources/{}.txt", guid(8)), &signed(COURIER)),
        (&format!("sources/{}.txt", guid(9)), &signed(MIRROR)),
    ])
}

#[test]
fn a_project_of_qualcoder_becomes_a_catalogue() {
    let home = Home::new(EMPTY);
    let plan = home.import(&qualcoder(), &[], None).unwrap();
    assert_eq!(
        home.excerpts(),
        [
            "Closed & shut | Bridge shut | reports | The harbour bridge is closed.",
            "Closed & shut | Ferry | reports | costs twice as much",
            "No warning | Bridge shut | reports | Nobody had been told",
        ]
    );
    let catalogue = home.catalogue();
    assert_eq!(catalogue.events.iter().map(|row| &*row.title).collect::<Vec<_>>(), ["Closing"]);
    let claim = catalogue.claims.iter().next().unwrap();
    assert_eq!((claim.text.as_deref(), claim.topics.len()), (Some("It is closed."), 0));
    let document = catalogue.documents.iter().next().unwrap();
    assert_eq!((document.author.as_deref(), document.note.as_deref()), (Some("Ada Quill"), Some("From the archive.")));
    assert_eq!(catalogue.outlets.iter().map(|row| &*row.name).collect::<Vec<_>>(), ["Bay Courier", "Ferry"]);
    let spans: Vec<_> = catalogue.excerpts.iter().map(|row| row.span.unwrap()).map(|span| (span.start, span.end)).collect();
    assert_eq!(spans, [(13, 42), (12, 31), (43, 63)]);
    assert_eq!((document.chars, plan.texts.len(), plan.texts[0].1.as_str()), (Some(93), 2, COURIER));
    let told = plan.told.join("\n");
    for what in [
        "positions counted in code points, the end exclusive",
        "3 without a stance: filed as `reports` until somebody decides",
        "left out: sources that are no text (PictureSource): 1",
        "left out: values of the variable “Readers”: 1",
        "left out: notes on other things: 1",
        "left out: codings that another one says already: 1",
    ] {
        assert!(told.contains(what), "{what} is not in\n{told}");
    }
    let again = home.import(&qualcoder(), &[], None).unwrap();
    assert!(again.is_empty() && again.same[&Kind::Excerpt] == 3 && !again.has_problems(), "{again:?}");
}

/// MAXQDA: `\r\n` counted as two, nothing in names, codes within codes that are coded themselves, a name twice, GUIDs in capitals.
fn maxqda() -> Vec<u8> {
    let windows = [COURIER, MIRROR].map(|text| text.replace('\n', "\r\n"));
    let courier = [
        selection(1, &windows[0], "The harbour bridge is closed.", "", code_points, 0, &[2, 3]),
        selection(2, &windows[0], "barriers", "", code_points, 0, &[4]),
        selection(5, &windows[0], "down", "", code_points, 0, &[]),
    ];
    let mirror = [
        selection(3, &windows[1], "The mayor denied it", "", code_points, 0, &[5]),
        selection(4, &windows[1], "“It is safe.”", "", code_points, 0, &[3]),
    ];
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Bridge\" origin=\"MAXQDA 24.4\" basePath=\"\">\r\n\
         <CodeBook><Codes><Code guid=\"{c2}\" name=\"Bridge\" isCodable=\"true\"><Code guid=\"{c3}\" name=\"Safe\" isCodable=\"true\"><NoteRef targetGUID=\"{n}\"/></Code>\
         <Code guid=\"{c4}\" name=\"Other\" isCodable=\"true\"/></Code><Code guid=\"{c7}\" name=\"BRIDGE\" isCodable=\"true\"/>\
         <Code guid=\"{c6}\" name=\"Ferry\" isCodable=\"true\"><Code guid=\"{c5}\" name=\"Other\" isCodable=\"true\"/></Code></Codes></CodeBook>\r\n\
         <Sources><TextSource guid=\"{s1}\" name=\"Notes\" richTextPath=\"internal://{s1}.docx\" plainTextPath=\"internal://{s1}.txt\">{}</TextSource>\
         <TextSource guid=\"{s2}\" name=\"Notes\" plainTextPath=\"internal://{s2}.txt\">{}</TextSource></Sources>\r\n\
         <Notes><Note guid=\"{n}\" name=\"Memo\"><PlainTextContent>Who says so?</PlainTextContent></Note></Notes>\r\n\
         <Sets><Set guid=\"{t}\" name=\"Group\"><MemberSource targetGUID=\"{s1}\"/></Set></Sets></Project>",
        courier.concat(),
        mirror.concat(),
        c2 = guid(2),
        c3 = guid(3),
        c4 = guid(4),
        c5 = guid(5),
        c6 = guid(6),
        c7 = guid(7),
        s1 = guid(8),
        s2 = guid(9),
        n = guid(10),
        t = guid(11)
    );
    archive(&[
        ("project.qde", xml.as_bytes()),
        (&format!("Sources/{}.txt", guid(8)), windows[0].as_bytes()),
        (&format!("Sources/{}.txt", guid(9)), windows[1].as_bytes()),
    ])
}

#[test]
fn a_project_of_maxqda_becomes_a_catalogue() {
    let home = Home::new(EMPTY);
    let plan = home.import(&maxqda(), &[], Some("The board")).unwrap();
    assert_eq!(
        home.excerpts(),
        [
            "Bridge | Notes | reports | The harbour bridge is closed.",
            "Safe | Notes | reports | The harbour bridge is closed.",
            "Safe | Notes (2) | reports | “It is safe.”",
            "Bridge: Other | Notes | reports | barriers",
            "Ferry: Other | Notes (2) | reports | The mayor denied it",
        ]
    );
    let catalogue = home.catalogue();
    assert_eq!(
        catalogue.claims.iter().map(|row| row.topics.join(" ")).collect::<Vec<_>>(),
        ["", "Bridge", "Bridge", "", "", "Ferry"]
    );
    assert_eq!(catalogue.claims.iter().nth(1).unwrap().note.as_deref(), Some("Who says so?"));
    assert_eq!(catalogue.claims.iter().nth(3).unwrap().title, "BRIDGE (2)", "two codes are two claims");
    assert_eq!(catalogue.outlets.iter().map(|row| &*row.name).collect::<Vec<_>>(), ["The board"]);
    assert!(!plan.texts[0].1.contains('\r'));
    let told = plan.told.join("\n");
    for what in ["line ends of Windows as two, the end exclusive", "selections without a code that is a claim: 1", "sets: 1"] {
        assert!(told.contains(what), "{what} is not in\n{told}");
    }
}

/// ATLAS.ti: the end inclusive as the standard has it, `\r\n` counted as one, UTF-16 code units, names cut short, a document of a PDF.
fn atlas() -> Vec<u8> {
    let mirror = [
        selection(1, MIRROR, "costs twice as much", "costs twice…", code_units, -1, &[2]),
        selection(2, MIRROR, "The mayor denied it", "The mayor…", code_units, -1, &[3]),
        selection(3, MIRROR, "“It is safe.”", "“It is…", code_units, -1, &[3]),
    ];
    let courier = selection(4, COURIER, "Nobody had been told", "Nobody had…", code_units, -1, &[3]);
    let xml = format!(
        "<?xml version=\"1.0\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Bridge\" origin=\"ATLAS.ti for Windows 23.1\">\
         <CodeBook><Codes><Code guid=\"{c2}\" name=\"Fare\" isCodable=\"true\"/><Code guid=\"{c3}\" name=\"Told\" isCodable=\"true\"/></Codes></CodeBook>\
         <Sources><TextSource guid=\"{s1}\" name=\"Ferry\" plainTextPath=\"internal://{s1}.txt\">{}</TextSource>\
         <PDFSource guid=\"{s2}\" name=\"Bridge\" path=\"internal://{s2}.pdf\"><PDFSelection guid=\"{x}\" page=\"1\" firstX=\"0\" firstY=\"0\" secondX=\"1\" secondY=\"1\"/>\
         <Representation guid=\"{r}\" plainTextPath=\"internal://{r}.txt\">{courier}</Representation></PDFSource></Sources>\
         <Links><Link guid=\"{l}\" name=\"is a cause of\" originGUID=\"{c2}\" targetGUID=\"{c3}\"/><Link guid=\"{m}\" name=\"contradicts\" originGUID=\"{c2}\" targetGUID=\"{c3}\"/></Links></Project>",
        mirror.concat(),
        c2 = guid(2),
        c3 = guid(3),
        s1 = guid(8),
        s2 = guid(9),
        r = guid(10),
        x = guid(11),
        l = guid(12),
        m = guid(13)
    );
    archive(&[
        ("project.qde", xml.as_bytes()),
        (&format!("sources/{}.txt", guid(8)), MIRROR.replace('\n', "\r\n").as_bytes()),
        (&format!("sources/{}.txt", guid(10)), COURIER.replace('\n', "\r\n").as_bytes()),
    ])
}

#[test]
fn a_project_of_atlas_ti_becomes_a_catalogue() {
    let home = Home::new(EMPTY);
    let plan = home.import(&atlas(), &[], None).unwrap();
    assert_eq!(
        home.excerpts(),
        [
            "Fare | Ferry | reports | costs twice as much",
            "Told | Ferry | reports | The mayor denied it",
            "Told | Ferry | reports | “It is safe.”",
            "Told | Bridge | reports | Nobody had been told",
        ]
    );
    let catalogue = home.catalogue();
    assert_eq!(catalogue.claims.iter().next().unwrap().contradicts.len(), 1);
    let told = plan.told.join("\n");
    for what in ["positions counted in UTF-16 code units, the end inclusive", "links: 1", "selections on pages of a PDF: 1"] {
        assert!(told.contains(what), "{what} is not in\n{told}");
    }
}

#[test]
fn where_another_text_is_at_hand_quotations_are_looked_for_in_that() {
    let home = Home::new(&format!(
        "{EMPTY}[[outlet]]\nid = \"bay\"\nname = \"Bay\"\n[[document]]\nid = \"bay\"\noutlet = \"bay\"\ntitle = \"Bridge shut\"\n"
    ));
    std::fs::create_dir(home.folder.path().join("texts")).unwrap();
    std::fs::write(home.folder.path().join("texts/bay.txt"), format!("Corrected at noon.\n\n{COURIER}")).unwrap();
    let plan = home.import(&qualcoder(), &[], None).unwrap();
    let told = plan.differing.join("\n");
    assert!(told.contains("document bay: another text is at hand, and stays"), "{told}");
    assert!(told.contains("document bay: outlet is “bay”, not “bay-courier”"), "{told}");
    let catalogue = home.catalogue();
    let starts: Vec<_> = catalogue.excerpts.iter().map(|row| row.span.unwrap().start).collect();
    assert_eq!(starts, [13 + 20, 12, 43 + 20]);
    assert_eq!(plan.states["verified"], 2);
}
