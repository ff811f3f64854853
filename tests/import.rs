//! What comes in: everything that was handed on comes back, and projects, annotations and tables of other programs become what they say.
//!
//! - [`projects`]: projects as QualCoder, MAXQDA and ATLAS.ti write them
//! - [`round`]: what goes out and comes back
//! - [`hostile`]: files that want harm

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/projects.rs"]
mod projects;
#[path = "import/round.rs"]
mod round;

use std::{fs, sync::Arc};

use parallax::{
    answers::coded::Coded,
    catalogue::{
        Catalogue, Kind, Origin, Progress,
        edit::carry_out,
        load,
        texts::{TEXTS, Texts},
    },
    export::{Format, export},
    find::Stop,
    import::{ImportError, Plan, plan, take},
};

/// A catalogue on the disk.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("catalogue.toml"), text).unwrap();
        Self { folder }
    }

    fn origin(&self) -> Origin {
        Origin::Path(self.folder.path().to_owned())
    }

    fn catalogue(&self) -> Arc<Catalogue> {
        let loaded = load(&self.origin(), &Progress::default()).unwrap_or_else(|problems| panic!("{problems}"));
        Arc::new(loaded.catalogue)
    }

    fn export(&self, format: Format) -> Vec<u8> {
        export(format, &self.catalogue(), &Coded::default(), None, &Texts::of(&self.origin()), &Stop::default()).unwrap().bytes
    }

    /// Takes `bytes` in, as the command does.
    fn import(&self, bytes: &[u8], columns: &[(&str, &str)], outlet: Option<&str>) -> Result<Plan, ImportError> {
        let columns: Vec<_> = columns.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect();
        let incoming = take(bytes, &columns)?;
        let texts = Texts::of(&self.origin());
        let plan = plan(&self.catalogue(), &texts, incoming, outlet).unwrap();
        for (id, text) in &plan.texts {
            fs::create_dir_all(self.folder.path().join(TEXTS)).unwrap();
            fs::write(self.folder.path().join(TEXTS).join(format!("{id}.txt")), text).unwrap();
        }
        if !plan.edits.is_empty() {
            let carried = carry_out(&self.origin(), None, std::slice::from_ref(&plan.edits));
            carried.unwrap_or_else(|error| panic!("{error}\n{:#?}", plan.edits));
        }
        Ok(plan)
    }

    fn file(&self) -> String {
        fs::read_to_string(self.folder.path().join("catalogue.toml")).unwrap()
    }

    /// Each excerpt as "claim | document | stance | quote".
    fn excerpts(&self) -> Vec<String> {
        let catalogue = self.catalogue();
        let line = |excerpt: &parallax::catalogue::Excerpt| {
            let (claim, document) = (&catalogue.claims[excerpt.claim].title, &catalogue.documents[excerpt.document].title);
            format!("{claim} | {document} | {} | {}", excerpt.stance.name(), excerpt.quote.written())
        };
        catalogue.excerpts.iter().map(line).collect()
    }
}

const EMPTY: &str = "format = 2\ntitle  = \"The harbour bridge\"\n";

#[test]
fn a_list_of_quotations_becomes_excerpts_by_the_names_of_its_columns() {
    let home = Home::new(EMPTY);
    fs::create_dir(home.folder.path().join("texts")).unwrap();
    let text = "Source;Text;Code;Who\r\nBay Courier;\"It is shut; for good.\";The bridge is shut;\r\nTide Mirror;Nobody was told.;Closed without warning;Mayor Quill\r\n\
        bay courier;It was shut.;the bridge is shut;\r\n";
    let columns = [("quote", "Text"), ("document", "Source"), ("claim", "Code"), ("speaker", "Who")];
    let plan = home.import(text.as_bytes(), &columns, None).unwrap();
    assert_eq!(
        home.excerpts(),
        [
            "The bridge is shut | Bay Courier | reports | It is shut; for good.",
            "The bridge is shut | Bay Courier | reports | It was shut.",
            "Closed without warning | Tide Mirror | reports | Nobody was told.",
        ]
    );
    assert_eq!((plan.new[&Kind::Outlet], plan.new[&Kind::Document], plan.new[&Kind::Speaker]), (2, 2, 1));
    assert!(plan.told.iter().any(|told| told.starts_with("3 without a stance")), "{:?}", plan.told);
    let catalogue = home.catalogue();
    assert_eq!(catalogue.events.iter().map(|event| &*event.title).collect::<Vec<_>>(), ["The harbour bridge"]);
    let again = home.import(text.as_bytes(), &columns, None).unwrap();
    assert!(again.is_empty() && again.same[&Kind::Excerpt] == 3, "{again:?}");
}

#[test]
fn quotations_of_a_list_are_looked_for_in_the_texts_at_hand() {
    let outlet =
        "[[outlet]]\nid = \"bay\"\nname = \"Bay\"\n[[document]]\nid = \"bay\"\noutlet = \"bay\"\ntitle = \"Bridge shut\"\n";
    let home = Home::new(&format!("{EMPTY}{outlet}"));
    fs::create_dir(home.folder.path().join("texts")).unwrap();
    fs::write(home.folder.path().join("texts/bay.txt"), "It is shut. Nobody was told. It is shut.\n").unwrap();
    let text = "quote,document,claim,stance,before\nNobody was told.,bay,Shut,affirms,It is shut.\nIt is shut.,Bridge Shut,Shut,denies,told.\nIt is open.,bay,Shut,affirms,\nIt is shut.,bay,Shut,affirms,\n\
        It is shut.,bay,Shut,maybe,\n,bay,Shut,affirms,\n";
    let columns = [("quote", "quote"), ("document", "document"), ("claim", "claim"), ("stance", "stance"), ("prefix", "before")];
    let plan = home.import(text.as_bytes(), &columns, None).unwrap();
    let catalogue = home.catalogue();
    let spans: Vec<_> = catalogue.excerpts.iter().map(|row| (row.span.map(|span| span.start), row.prefix.as_deref())).collect();
    assert_eq!(spans, [(Some(12), None), (Some(29), Some("told.")), (None, None), (None, None)]);
    assert_eq!(
        plan.states.iter().map(|(state, number)| (*state, *number)).collect::<Vec<_>>(),
        [("ambiguous", 1), ("lost", 1), ("verified", 2)]
    );
    assert!(
        plan.left[0].contains("“maybe” is no stance") && plan.left[1].contains("line 7: left out: it has no quote"),
        "{:?}",
        plan.left
    );
    assert!(plan.has_problems());
}

#[test]
fn what_a_table_is_is_asked_for_where_nobody_can_tell() {
    let told =
        |text: &str, columns: &[(&str, &str)]| Home::new(EMPTY).import(text.as_bytes(), columns, None).unwrap_err().to_string();
    assert!(told("Source,Text\na,b\n", &[]).contains("its columns are Source, Text; say which is what"));
    assert!(told("Source,Text\na,b\n", &[("quote", "Words")]).contains("no column “Words”; there are Source, Text"));
    assert!(told("Source,Text\na,b\n", &[("quota", "Text")]).contains("“quota” is nothing that --columns knows"));
    assert!(told("Source,Text\na,b\n", &[("quote", "Text")]).contains("which column is the document; --columns document=NAME"));
    assert!(told("{}", &[("quote", "Text")]).contains("--columns is for tables"));
    for text in ["", "words", "{}", "{\"a\": 1}", "3"] {
        assert!(told(text, &[]).contains("no file that can be imported"), "{text}");
    }
    assert!(told("{\"rows\": ", &[]).contains("a broken JSON file"));
    assert!(told("\u{0}\u{1}\u{2}", &[]).contains("no file that can be imported"));
}

#[test]
fn annotations_of_hypothesis_become_excerpts_by_their_tags() {
    let outlet = "[[outlet]]\nid = \"bay\"\nname = \"Bay\"\n[[document]]\nid = \"shut\"\noutlet = \"bay\"\ntitle = \"Bridge shut\"\n\
        url = \"https://bay.example/shut\"\n";
    let home = Home::new(&format!("{EMPTY}{outlet}"));
    fs::create_dir(home.folder.path().join("texts")).unwrap();
    fs::write(home.folder.path().join("texts/shut.txt"), "🌉 It is shut. It is shut.\n").unwrap();
    let selector = |exact: &str, start: usize, end: usize| {
        serde_json::json!([{ "source": "https://bay.example/shut", "selector": [
            { "type": "RangeSelector", "startContainer": "/div[1]" },
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" } ] }])
    };
    let rows = serde_json::json!({ "total": 5, "rows": [
        { "id": "a1", "uri": "https://bay.example/shut", "text": "Second time.", "tags": ["Shut", "For good"], "target": selector("It is shut.", 15, 26) },
        { "id": "a2", "uri": "https://bay.example/shut", "text": "", "tags": [], "target": selector("It is shut.", 3, 14) },
        { "id": "a3", "uri": "https://ferry.example/fare", "document": { "title": ["Twice the fare"] }, "tags": ["Fare"],
          "target": [{ "selector": [{ "type": "TextQuoteSelector", "exact": "twice as much", "prefix": "It is ", "suffix": " now" }] }] },
        { "id": "a4", "uri": "https://bay.example/shut", "text": "A reply.", "references": ["a1"], "tags": [], "target": [{ "source": "https://bay.example/shut" }] },
        { "id": "a5", "uri": "https://bay.example/shut", "text": "On the page.", "tags": ["Page"], "target": [{ "source": "https://bay.example/shut" }] },
    ] });
    let plan = home.import(rows.to_string().as_bytes(), &[], None).unwrap();
    assert_eq!(
        home.excerpts(),
        [
            "Shut | Bridge shut | reports | It is shut.",
            "For good | Bridge shut | reports | It is shut.",
            "Without a tag | Bridge shut | reports | It is shut.",
            "Fare | Twice the fare | reports | twice as much",
        ]
    );
    let catalogue = home.catalogue();
    let spans: Vec<_> = catalogue.excerpts.iter().map(|row| row.span.map(|span| (span.start, span.end))).collect();
    assert_eq!(spans, [Some((14, 25)), Some((14, 25)), Some((2, 13)), None]);
    assert_eq!(catalogue.excerpts.iter().next().unwrap().note.as_deref(), Some("Second time."));
    let fare = catalogue.excerpts.iter().last().unwrap();
    assert_eq!((fare.prefix.as_deref(), fare.suffix.as_deref()), (Some("It is "), Some(" now")));
    let document = &catalogue.documents[fare.document];
    assert_eq!(
        (document.url.as_deref(), &*catalogue.outlets[document.outlet].name),
        (Some("https://ferry.example/fare"), "ferry.example")
    );
    let told = plan.told.join("\n");
    assert!(
        told.contains("replies to other annotations: 1")
            && told.contains("notes on a whole page: 1")
            && told.contains("4 without a stance"),
        "{told}"
    );
}

#[test]
fn what_the_catalogue_says_otherwise_stays_and_is_told() {
    let home = Home::new(&fs::read_to_string("tests/whole.toml").unwrap());
    let exported = String::from_utf8(home.export(Format::Json)).unwrap();
    let claim = home.catalogue().claims.iter().next().unwrap().title.clone();
    let before = home.file();
    let plan = home.import(exported.replace(&claim, "Something else").as_bytes(), &[], None).unwrap();
    assert!(plan.is_empty() && plan.has_problems(), "{plan:?}");
    assert!(
        plan.differing.iter().any(|told| told.contains("title is “") && told.ends_with("not “Something else”")),
        "{:?}",
        plan.differing
    );
    assert_eq!(home.file(), before);
    let plan = home.import(exported.as_bytes(), &[], None).unwrap();
    assert!(plan.is_empty() && !plan.has_problems(), "{plan:?}");
}

#[test]
fn an_excerpt_of_what_is_said_to_be_absent_is_left() {
    let home = Home::new(
        "title = 'B'\noutlet = [{ id = 'bay', name = 'Bay' }]\ndocument = [{ id = 'bay', outlet = 'bay', title = 'Bay' }]\n\
         event = [{ id = 'e', title = 'E' }]\nclaim = [{ id = 'shut', event = 'e', title = 'Shut', absent = ['bay'] }]\n",
    );
    let columns = [("quote", "q"), ("document", "d"), ("claim", "c")];
    let plan = home.import(b"q,d,c\nwords,bay,shut\nother words,bay,open\n", &columns, None).unwrap();
    assert!(plan.left[0].contains("claim shut is said to be absent from bay"), "{:?}", plan.left);
    assert_eq!(home.excerpts(), ["open | Bay | reports | other words"]);
}

#[test]
fn what_is_written_is_laid_out_as_fmt_lays_it_out() {
    let home = Home::new(EMPTY);
    home.import(&Home::new(&fs::read_to_string("tests/whole.toml").unwrap()).export(Format::Json), &[], None).unwrap();
    assert_eq!(parallax::catalogue::edit::laid_out(&home.file()).unwrap(), home.file());
}
