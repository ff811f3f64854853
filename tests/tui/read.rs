//! Read: what is in sight, and a copy beside its original.

use parallax::tui::kit::theme::Theme;

use crate::stage::Stage;

/// Three paragraphs a screenful apart; what is quoted stands in the first, the middle and the last, and twice nowhere certain.
fn long(size: (u16, u16)) -> Stage {
    Stage::on("long-quay", Theme::Dark, size).play("3g")
}

fn copy(size: (u16, u16)) -> Stage {
    Stage::on("harrow-bay", Theme::Dark, size).play("3lg")
}

#[test]
fn a_copy_is_laid_out_for_each_size() {
    for size in [(160, 45), (100, 30), (60, 20), (40, 12)] {
        insta::assert_snapshot!(format!("copy-{}x{}", size.0, size.1), copy(size).text());
    }
    insta::assert_snapshot!("copy-80x24", copy((80, 24)).picture());
    insta::assert_snapshot!("copy-walk-80x24", copy((80, 24)).play("fn").picture());
    insta::assert_snapshot!("copy-mono", Stage::on("harrow-bay", Theme::Mono, (80, 24)).play("3lgf").picture());
}

#[test]
fn a_text_is_laid_out_for_the_smallest_size() {
    insta::assert_snapshot!("text-40x12", Stage::on("harrow-bay", Theme::Dark, (40, 12)).play("jj<Enter><Enter>").text());
    insta::assert_snapshot!("excerpts-40x12", Stage::on("harrow-bay", Theme::Dark, (40, 12)).play("3ll").text());
}

#[test]
fn a_walk_names_its_kind_and_esc_ends_it() {
    let kind = copy((80, 24)).play("f");
    let first = kind.text();
    assert!(first.contains(" 1 of ") && first.contains("f kind"), "{first}");
    let ended = kind.play("<Esc>");
    assert!(ended.text().contains("passages") && !ended.text().contains("Esc ends"), "{}", ended.text());
    let last = copy((80, 24)).play(&"n".repeat(40)).text();
    assert!(last.contains("this is the last of them"), "{last}");
    assert!(copy((80, 24)).play("nN").text().contains("this is the first of them"));
}

#[test]
fn after_a_search_n_goes_through_its_hits_until_a_kind_is_chosen() {
    let searched = Stage::on("harrow-bay", Theme::Dark, (100, 30)).play("/storm<Enter>3");
    let hit = searched.play("n");
    assert!(hit.text().contains("hit 2 of 2 for storm"), "{}", hit.text());
    let chosen = hit.play("f");
    assert!(!chosen.text().contains("hit") && chosen.text().contains(" of "), "{}", chosen.text());
}

#[test]
fn d_says_why_a_document_stands_alone() {
    let alone = Stage::on("harrow-bay", Theme::Dark, (40, 12)).play("3d").text();
    assert!(alone.contains("this is no copy"), "{alone}");
    let footer = |size| copy(size).text();
    for size in [(160, 45), (100, 30), (80, 24), (60, 20), (40, 12)] {
        assert!(footer(size).contains(" d original"), "{}", footer(size));
    }
}

#[test]
fn ruler_count_and_claim_follow_what_is_in_sight() {
    let top = long((80, 24)).text();
    assert!(top.contains("¶ 1") && top.contains("excerpt 1 of 5") && top.contains("The quay was opened"), "{top}");
    let between = long((80, 24)).play(&"j".repeat(12)).text();
    assert!(between.contains("none of 5 excerpts here") && !between.contains("The quay was opened"), "{between}");
    let end = long((80, 24)).play("G").text();
    assert!(end.contains("excerpt 3 of 5") && end.contains("The quay was shut again"), "{end}");
    assert!(long((160, 45)).text().contains("excerpts in sight") || long((160, 45)).text().contains("excerpt in sight"));
}

#[test]
fn tab_goes_on_from_the_view() {
    let between = "j".repeat(12);
    let next = long((80, 24)).play(&between).play("<Tab>").text();
    assert!(next.contains("excerpt 2 of 5"), "{next}");
    let before = long((80, 24)).play(&between).play("<S-Tab>").text();
    assert!(before.contains("excerpt 1 of 5"), "{before}");
    let back = long((80, 24)).play("G<S-Tab>").text();
    assert!(back.contains("excerpt 2 of 5"), "{back}");
}

#[test]
fn an_excerpt_without_one_place_says_so() {
    let several = long((80, 24)).play("<Tab><Tab><Tab>").text();
    assert!(several.contains("excerpt 4 of 5") && several.contains("its words stand in several"), "{several}");
    let lost = long((80, 24)).play("<Tab><Tab><Tab><Tab>").text();
    assert!(lost.contains("excerpt 5 of 5") && lost.contains("its words were not found"), "{lost}");
}
