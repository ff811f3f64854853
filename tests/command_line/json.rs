//! JSON: what other programs read.

use serde_json::Value;

use crate::run::{on_harrow_bay, parallax};

fn json(arguments: &str) -> Value {
    let page = on_harrow_bay(&format!("{arguments} --format json"));
    serde_json::from_str(&page).unwrap()
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
fn a_match_is_a_stretch_of_its_quotation() {
    let found = json("find barrier");
    assert_eq!(found["query"], "barrier");
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(Value::from(hits.len()), found["total"]);
    for hit in hits {
        let quote: Vec<char> = hit["quote"].as_str().unwrap().chars().collect();
        for range in hit["matches"].as_array().unwrap() {
            let (start, end) = (range[0].as_u64().unwrap() as usize, range[1].as_u64().unwrap() as usize);
            assert!(quote[start..end].iter().collect::<String>().starts_with("barrier"), "{hit}");
        }
    }
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
fn no_string_of_a_hostile_catalogue_has_a_control_in_it() {
    for arguments in ["list", "matrix", "show hostile", "find quote", "check"] {
        let page = parallax(&format!("-c tests/catalogues/hostile {arguments} --format json")).page;
        for string in strings(&serde_json::from_str(&page).unwrap()) {
            assert!(!string.chars().any(|c| c.is_control() || parallax::text::clean::is_unsafe(c)), "{arguments}: {string:?}");
        }
    }
}

/// Every string in `value`.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(string) => vec![string.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(entries) => entries.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
