//! JSON: what other programs read.

use serde_json::{Value, json};

use crate::run::{PAGES, command, on_harrow_bay, parallax, run};

fn json(arguments: &str) -> Value {
    let page = on_harrow_bay(&format!("{arguments} --format json"));
    serde_json::from_str(&page).unwrap()
}

#[test]
fn every_page_begins_with_the_version_of_its_shape() {
    for page in PAGES.iter().filter(|page| !page.is_empty()) {
        let page = on_harrow_bay(&format!("{page} --format json"));
        assert!(page.starts_with("{\n  \"format\": 2,\n"), "{page}");
    }
}

#[test]
fn list_is_an_object_with_claims() {
    let list = json("list");
    assert_eq!(list["title"], "The harbour bridge of Harrow Bay");
    let claims = list["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 5);
    assert_eq!(claims[0]["claim"], "no-warning");
    assert_eq!(claims[0]["excerpts"], 4);
    assert_eq!((&claims[0]["documents"], &claims[0]["independent"]), (&4.into(), &3.into()));
}

#[test]
fn a_claim_of_the_list_can_be_shown() {
    for claim in json("list")["claims"].as_array().unwrap() {
        let id = claim["claim"].as_str().unwrap();
        let shown = json(&format!("show {id}"));
        assert_eq!(shown["claim"], id);
        assert_eq!(shown["title"], claim["title"]);
        let excerpts = shown["outlets"].as_array().unwrap().iter().map(|outlet| outlet["excerpts"].as_array().unwrap().len());
        assert_eq!(Value::from(excerpts.sum::<usize>()), claim["excerpts"]);
    }
}

#[test]
fn a_row_of_the_matrix_has_one_standing_an_outlet() {
    let matrix = json("matrix");
    let outlets = matrix["outlets"].as_array().unwrap().len();
    for claim in matrix["claims"].as_array().unwrap() {
        assert_eq!(claim["standings"].as_array().unwrap().len(), outlets);
        let shown = json(&format!("show {}", claim["claim"].as_str().unwrap()));
        let standings: Vec<&Value> = shown["outlets"].as_array().unwrap().iter().map(|outlet| &outlet["standing"]).collect();
        assert_eq!(standings, claim["standings"].as_array().unwrap().iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_form_has_one_count_and_one_rate_an_outlet() {
    let words = json("words");
    let outlets = words["outlets"].as_array().unwrap();
    assert_eq!((&outlets[1]["copy_of"], &outlets[1]["documents"][0]["basis"]), (&json!(["courier"]), &json!("text")));
    for form in words["namings"].as_array().unwrap().iter().flat_map(|naming| naming["forms"].as_array().unwrap()) {
        for key in ["counts", "rates"] {
            assert_eq!(form[key].as_array().unwrap().len(), outlets.len(), "{form}");
        }
    }
    let bridge = &words["namings"][0]["forms"][1];
    assert_eq!((&bridge["form"], &bridge["counts"]), (&json!("harbour bridge"), &json!([1, 1, 0, 0])));
}

#[test]
fn a_concordance_has_as_many_lines_as_it_counts() {
    let found = json("concordance harbour");
    assert_eq!(found["lines"].as_array().unwrap().len(), 4);
    assert_eq!(found["total"], 4);
    let counted: u64 = found["outlets"].as_array().unwrap().iter().map(|outlet| outlet["count"].as_u64().unwrap()).sum();
    assert_eq!(counted, 4);
    assert_eq!(found["lines"][0]["keyword"], "harbour");
}

#[test]
fn own_and_attributed_voices_make_up_all_passages() {
    let voices = json("voices");
    let sum = |outlet: &Value| outlet["own"].as_u64().unwrap() + outlet["attributed"].as_u64().unwrap();
    let all: u64 = voices["outlets"].as_array().unwrap().iter().map(sum).sum();
    let listed: u64 = json("list")["claims"].as_array().unwrap().iter().map(|claim| claim["excerpts"].as_u64().unwrap()).sum();
    assert_eq!(all, listed);
    assert_eq!(voices["speakers"][0]["outlets"][0]["cues"], json!([{ "cue": "warned", "passages": 1 }]));
}

#[test]
fn a_frame_has_its_share_of_the_passages_of_each_outlet() {
    let frames = json("frames");
    let conflict = &frames["frames"][0];
    assert_eq!((&conflict["frame"], &conflict["passages"], &conflict["independent"]), (&"conflict".into(), &2.into(), &2.into()));
    assert_eq!(conflict["outlets"][0], json!({ "outlet": "courier", "passages": 1, "share": 0.25 }));
    assert_eq!((&frames["outlets"][0]["passages"], &frames["outlets"][0]["without"]), (&4.into(), &3.into()));
}

#[test]
fn an_outlet_has_every_claim_under_one_sign() {
    let (outlets, list) = (json("outlets"), json("list"));
    let claims = list["claims"].as_array().unwrap().len() as u64;
    for outlet in outlets["outlets"].as_array().unwrap() {
        let counted: u64 = outlet["claims"].as_object().unwrap().values().map(|claims| claims.as_u64().unwrap()).sum();
        assert_eq!(counted, claims, "{outlet}");
    }
    let courier = &outlets["outlets"][0];
    assert_eq!((&courier["claims"]["affirms"], &courier["claims"]["reports-denial"]), (&2.into(), &0.into()));
    assert_eq!(courier["documents"][0]["published"], "2031-03-04");
    assert_eq!(courier["events"][1], json!({ "event": "ferry", "passages": 1, "share": 0.25, "too_early": false }));
    assert_eq!(outlets["apart"], json("matrix")["apart"]);
}

#[test]
fn drift_has_the_words_that_show_it() {
    let drift = json("drift mirror-bridge");
    assert_eq!(
        (&drift["document"]["document"], &drift["original"]["document"]),
        (&json!("mirror-bridge"), &json!("courier-bridge"))
    );
    let named: Vec<&Value> = drift["rows"].as_array().unwrap().iter().flat_map(|row| row["drifts"].as_array().unwrap()).collect();
    let counted: u64 = drift["counts"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(named.len() as u64, counted);
    assert!(named.iter().any(|drift| drift["kind"] == "number" && drift["copy"]["text"] == "21"), "{named:?}");
}

#[test]
fn a_match_is_a_stretch_of_its_quotation() {
    let found = json("find barrier");
    assert_eq!(found["query"], "barrier");
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(Value::from(hits.len()), found["total"]);
    for hit in hits {
        let quote: Vec<char> = hit["quote"].as_str().unwrap().chars().collect();
        for range in hit["matches"].as_array().unwrap() {
            let [start, end] = [0, 1].map(|side| usize::try_from(range[side].as_u64().unwrap()).unwrap());
            assert!(quote[start..end].iter().collect::<String>().starts_with("barrier"), "{hit}");
        }
    }
}

#[test]
fn a_sentence_that_was_found_says_where_it_stands_and_who_has_no_text() {
    let found = json("find --in texts barrier");
    assert!(found.get("hits").is_none());
    let texts = &found["texts"];
    assert_eq!(texts["total"], 1);
    let sentence = &texts["sentences"][0];
    assert_eq!((sentence["document"].as_str(), sentence["paragraph"].as_u64()), (Some("courier-bridge"), Some(2)));
    assert!(!sentence["excerpts"].as_array().unwrap().is_empty());
    let [start, end] = [0, 1].map(|side| usize::try_from(sentence["matches"][0][side].as_u64().unwrap()).unwrap());
    assert_eq!(
        sentence["sentence"].as_str().unwrap().chars().collect::<Vec<_>>()[start..end].iter().collect::<String>(),
        "barrier"
    );
    let counts = |outlet: &Value| ["hits", "texts", "documents"].map(|key| outlet[key].as_u64().unwrap());
    let outlets: Vec<_> = texts["outlets"].as_array().unwrap().iter().map(counts).collect();
    assert_eq!(outlets, [[1, 1, 1], [0, 1, 1], [0, 0, 1], [0, 0, 1]]);
    let both = json("find --in both barrier");
    assert_eq!((&both["hits"], &both["texts"]), (&json("find barrier")["hits"], texts));
}

#[test]
fn ascii_leaves_json_as_it_is() {
    for arguments in ["list", "matrix", "show no-warning", "find barrier"] {
        assert_eq!(json(&format!("{arguments} --ascii")), json(arguments));
    }
    assert!(json("show no-warning --ascii").to_string().contains('“'));
}

#[test]
fn a_width_leaves_json_as_it_is() {
    assert_eq!(json("show no-warning --width 20"), json("show no-warning"));
}

#[test]
fn a_check_that_finds_nothing_says_so_in_json() {
    let outcome = parallax("check tests/catalogues/harrow-bay --format json");
    let checked: Value = serde_json::from_str(&outcome.page).unwrap();
    assert_eq!(outcome.code, 0, "{checked}");
    assert_eq!(checked["diagnostics"], Value::Array(Vec::new()));
}

#[test]
fn nothing_in_the_json_of_a_hostile_catalogue_steers_a_terminal() {
    for arguments in ["list", "matrix", "show hostile", "find quote", "concordance quote", "check"] {
        let page = parallax(&format!("-c tests/catalogues/hostile {arguments} --format json")).page;
        assert!(!page.chars().any(parallax::text::clean::is_unsafe), "{arguments}: {page:?}");
    }
}

#[test]
fn a_quotation_is_everywhere_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let quote = "\tThe\u{ad} ferry\r\n  sank\u{202e} \u{1b}[31m\u{200b}at the\npier 🇭🇧";
    let catalogue = format!(
        "title = \"Harrow Bay\"\n[[outlet]]\nid = \"courier\"\nname = \"Bay Courier\"\n[[document]]\nid = \"bridge\"\noutlet = \
         \"courier\"\ntitle = \"Bridge\"\nurl = \"https://courier.example/bridge\"\n[[event]]\nid = \"ferry\"\ntitle = \"Ferry\"\n\
         [[claim]]\nid = \"sank\"\ntitle = \"Sank\"\nevent = \"ferry\"\n[[claim.excerpt]]\ndocument = \"bridge\"\nstance = \
         \"affirms\"\nquote = {}\n",
        Value::from(quote)
    );
    std::fs::write(folder.path().join("catalogue.toml"), catalogue).unwrap();
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    let read = |arguments: &str| -> Value {
        let page = run(command().arg("-c").arg(folder.path()).args(arguments.split(' ')).args(["--format", "json"])).page;
        serde_json::from_str(&page).unwrap_or_else(|error| panic!("{arguments}: {error} in {page}"))
    };
    assert_eq!(read("show sank")["outlets"][0]["excerpts"][0]["quote"], quote);
    let found = read("find pier");
    assert_eq!(found["hits"][0]["quote"], quote);
    let [start, end] = [0, 1].map(|side| usize::try_from(found["hits"][0]["matches"][0][side].as_u64().unwrap()).unwrap());
    let marked: String = quote.chars().skip(start).take(end - start).collect();
    assert_eq!(marked, "pier");
    let line = &read("concordance the")["lines"][1];
    let text: String = ["left", "keyword", "right"].map(|part| line[part].as_str().unwrap()).concat();
    assert!(quote.contains(&text) && text.contains("\u{1b}[31m\u{200b}at the"), "{text:?}");
    std::fs::write(folder.path().join("texts/bridge.txt"), quote).unwrap();
    assert_eq!(read("check")["quotes"][0]["quote"], quote);
}
