//! Files that want harm: refused, or bounded, and nothing of them leaves its place.

use std::fs;

use parallax::import::{ImportError, LIMIT, MOST};

use crate::{EMPTY, Home, projects::archive};

fn refused(bytes: &[u8]) -> ImportError {
    let home = Home::new(EMPTY);
    let error = home.import(bytes, &[], None).unwrap_err();
    assert_eq!(home.file(), EMPTY);
    assert_eq!(fs::read_dir(home.folder.path()).unwrap().count(), 1);
    error
}

#[test]
fn an_archive_that_grows_beyond_bounds_is_refused() {
    let zeros = vec![b' '; LIMIT + 1];
    let bomb = archive(&[("project.qde", &zeros)]);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert_eq!(refused(&bomb), ImportError::TooLarge);
    // Nor may it grow in many parts.
    let source = |number: usize| format!("<TextSource name=\"{number}\" plainTextPath=\"internal://{number}.txt\"/>");
    let xml = format!("<Project><Sources>{}</Sources></Project>", (0..5).map(source).collect::<String>());
    let part = vec![b'a'; LIMIT / 4];
    let names: Vec<String> = (0..5).map(|number| format!("sources/{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        [("project.qde", xml.as_bytes())].into_iter().chain(names.iter().map(|name| (name.as_str(), &*part))).collect();
    assert_eq!(refused(&archive(&files)), ImportError::TooLarge);
}

#[test]
fn entities_that_grow_are_refused() {
    let laughs = "<!DOCTYPE l [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project name=\"&b;\"/>";
    assert!(refused(&archive(&[("project.qde", laughs.as_bytes())])).to_string().contains("document type"));
    let file = "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Project><Description>&a;</Description></Project>";
    assert!(refused(&archive(&[("project.qde", file.as_bytes())])).to_string().contains("document type"));
}

#[test]
fn a_million_codings_are_refused() {
    let project = |number: usize| {
        let selection = |at: usize| {
            let (start, end) = (5 * at, 5 * at + 4);
            format!(
                "<PlainTextSelection startPosition=\"{start}\" endPosition=\"{end}\"><Coding><CodeRef targetGUID=\"c\"/></Coding>\
                 </PlainTextSelection>"
            )
        };
        let selections: String = (0..number).map(selection).collect();
        let xml = format!(
            "<Project><CodeBook><Codes><Code guid=\"c\" name=\"C\"/></Codes></CodeBook><Sources><TextSource name=\"S\">\
             <PlainTextContent>{}</PlainTextContent>{selections}</TextSource></Sources></Project>",
            "shut ".repeat(number)
        );
        archive(&[("project.qde", xml.as_bytes())])
    };
    assert_eq!(refused(&project(1_000_000)), ImportError::TooMany);
    assert_eq!(refused(&project(MOST + 1)), ImportError::TooMany);
    let csv = format!("claim_id,document_id,stance,quote\n{}", "c,d,affirms,q\n".repeat(MOST + 1));
    assert_eq!(refused(csv.as_bytes()), ImportError::TooMany);
    assert_eq!(refused(&vec![b'a'; LIMIT + 1]), ImportError::TooLarge);
}

#[test]
fn no_name_in_an_archive_becomes_a_path() {
    let home = Home::new(EMPTY);
    let secret = home.folder.path().join("secret.txt");
    fs::write(&secret, "Nobody may read this.").unwrap();
    let outside = secret.display();
    let source = |name: &str, path: &str| format!("<TextSource name=\"{name}\" plainTextPath=\"{path}\"/>");
    let sources = [
        source("../../up", "internal://../evil.txt"),
        source("read", &format!("internal://../../../../../../../..{outside}")),
        source("absolute", &format!("absolute://{outside}")),
        source("relative", "relative:///secret.txt"),
    ];
    let xml = format!("<Project><Sources>{}</Sources></Project>", sources.concat());
    let bytes =
        archive(&[("project.qde", xml.as_bytes()), ("sources/../evil.txt", b"Words from above.\n"), ("../evil.txt", b"evil")]);
    let plan = home.import(&bytes, &[], None).unwrap();
    assert_eq!(plan.texts, [("up".to_owned(), "Words from above.\n".to_owned())]);
    assert_eq!(
        plan.told.iter().filter(|told| told.contains("sources without a text that can be read (")).count(),
        3,
        "{:?}",
        plan.told
    );
    let mut names: Vec<_> = fs::read_dir(home.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["catalogue.toml", "secret.txt", "texts"]);
}

#[test]
fn what_steers_a_terminal_is_shown_and_not_obeyed() {
    let home = Home::new(EMPTY);
    let csv = "q,d,c\n\u{1b}[31mred\u{202e},\u{1b}]0;title\u{7},\u{202e}claim\n";
    home.import(csv.as_bytes(), &[("quote", "q"), ("document", "d"), ("claim", "c")], None).unwrap();
    let file = home.file();
    assert!(!file.contains(['\u{1b}', '\u{7}']), "{file}");
    let catalogue = home.catalogue();
    assert!(catalogue.claims.iter().all(|claim| !claim.title.contains('\u{202e}')));
}

#[test]
fn what_has_no_id_of_a_catalogue_is_left() {
    let home = Home::new(EMPTY);
    let json = serde_json::json!({ "export": 1, "outlets": [{ "id": "bay", "name": "Bay" }],
        "documents": [{ "id": "/etc/passwd", "outlet": "bay", "title": "D" }, { "id": "d", "outlet": "../bay", "title": "D" }] });
    let plan = home.import(json.to_string().as_bytes(), &[], None).unwrap();
    let left = [
        "documents[0]: “/etc/passwd” is no id",
        "documents[1]: outlet: no outlet is called “../bay”",
        "documents[1]: document d has no outlet",
    ];
    assert_eq!(plan.left, left);
    assert!(home.catalogue().documents.is_empty());
    for broken in [
        r#"{"export": 2}"#,
        r#"{"export": 1, "claims": 3}"#,
        r#"{"export": 1, "claims": [{"id": 3}]}"#,
        r#"{"export": 1, "events": [{"id": "e", "date": "soon"}]}"#,
    ] {
        assert!(matches!(home.import(broken.as_bytes(), &[], None), Err(ImportError::Broken("JSON", _))), "{broken}");
    }
}
