//! Screens as a person meets them: a script of keys, then the picture. Every accepted picture was read by eye.

use crate::stage::{Stage, catalogue};
use parallax::tui::{app::Effect, theme::Theme};

const SIZES: [(u16, u16); 3] = [(160, 45), (100, 30), (60, 20)];

fn pictures(name: &str, script: &str) {
    for (width, height) in SIZES {
        let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (width, height)).play(script);
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), stage.picture());
    }
    let stage = Stage::new(catalogue("harrow-bay"), Theme::Mono, (100, 30)).play(script);
    insta::assert_snapshot!(format!("{name}-100x30-mono"), stage.picture());
}

fn text_after(script: &str) -> String {
    Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).play(script).text()
}

fn effects_of(script: &str) -> Vec<Effect> {
    Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).play(script).effects
}

#[test]
fn compare_opens_first() {
    pictures("compare", "");
}

#[test]
fn compare_with_the_cursor_in_the_excerpts() {
    pictures("compare-excerpts", "jjl");
}

#[test]
fn matrix_opens_the_words_of_a_cell() {
    pictures("matrix", "2ll");
}

#[test]
fn help_lists_the_keys_that_work_here_first() {
    pictures("help", "?");
}

#[test]
fn wording_mode_marks_what_differs_from_the_base() {
    pictures("wording", "jjd");
}

#[test]
fn finder_marks_what_it_finds() {
    pictures("find", "/barier midnigt");
}

#[test]
fn finder_says_what_to_change_when_it_finds_nothing() {
    pictures("find-nothing", "/zeppelin 'bridge");
}

#[test]
fn enter_goes_to_the_excerpt_and_n_walks_on() {
    let first = Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).play("/storm<Enter>");
    assert!(first.text().contains("▌The bridge could have fallen any day"), "{}", first.text());
    let second = first.play("n").text();
    assert!(second.contains("hit 2 of 2 for storm"), "{second}");
}

#[test]
fn esc_leaves_find_with_nothing_changed() {
    assert_eq!(text_after("j/storm<Esc>"), text_after("j"));
}

#[test]
fn an_older_query_comes_back_with_up() {
    let screen = text_after("/storm<Enter>/<Up>");
    assert!(screen.contains("> storm"), "{screen}");
}

#[test]
fn tab_completes_a_half_typed_field() {
    let screen = text_after("/outl<Tab>");
    assert!(screen.contains("> outlet:"), "{screen}");
}

#[test]
fn outlets_without_a_hit_are_named() {
    let screen = text_after("/storm");
    assert!(screen.contains("no hit: Harbour Post, Town Hall News"), "{screen}");
}

#[test]
fn read_shows_a_document_with_its_excerpts_marked() {
    for (width, height) in SIZES {
        let stage =
            Stage::new(catalogue("harrow-bay"), Theme::Dark, (width, height)).with_texts("harrow-bay").play("jjl<Enter>n");
        insta::assert_snapshot!(format!("read-{width}x{height}"), stage.picture());
    }
}

#[test]
fn a_copy_opens_beside_its_original() {
    for (width, height) in SIZES {
        let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (width, height)).with_texts("harrow-bay").play("3lg");
        insta::assert_snapshot!(format!("read-copy-{width}x{height}"), stage.picture());
    }
}

#[test]
fn without_a_text_the_excerpts_are_read_with_what_lies_between() {
    pictures("read-excerpts", "3");
}

#[test]
fn enter_goes_from_the_claim_to_the_document_and_back() {
    let at_excerpt = text_after("jjl<Enter>");
    assert!(at_excerpt.contains("excerpt 2 of 4"), "{at_excerpt}");
    let back = text_after("jjl<Enter>n<Enter>");
    assert!(back.contains("▌“The so-called danger"), "{back}");
    assert_eq!(text_after("jjl<Enter><Esc>"), text_after("jjl"));
}

#[test]
fn claim_and_outlet_follow_to_the_other_screen() {
    let matrix = text_after("jjll2");
    assert!(matrix.contains("▌The bridge could have fallen any day"), "{matrix}");
    assert!(matrix.contains("● Tide Mirror (copy of Bay Courier) affirms"), "{matrix}");
}

#[test]
fn esc_goes_back_and_never_quits() {
    assert_eq!(effects_of("2<Enter><Esc><Esc><Esc><Esc>"), []);
    assert!(text_after("2jl<Enter><Esc>").contains("independent"));
}

#[test]
fn q_quits_but_not_while_typing() {
    assert_eq!(effects_of("?q"), []);
    assert_eq!(effects_of("?q<Esc>q"), [Effect::Quit]);
    assert_eq!(effects_of("?<C-c>"), [Effect::Quit]);
}

#[test]
fn the_contradicting_claim_is_one_key_away_and_back_again() {
    assert!(text_after("c").contains("▌The closing was announced a week before"));
    assert!(text_after("cc").contains("▌The bridge was closed without warning"));
}

#[test]
fn brackets_walk_the_events() {
    assert!(text_after("]").contains("▌The ferry doubled its fare"));
    assert!(text_after("]j[").contains("▌The ferry doubled its fare"));
    assert!(text_after("]j[[").contains("▌The bridge was closed without warning"));
}

#[test]
fn a_narrowed_list_shows_what_it_is_narrowed_to() {
    let screen = text_after("f");
    assert!(screen.contains("with disagreement, of 5"), "{screen}");
    assert!(!screen.contains("The town paid for free boats"), "{screen}");
}

#[test]
fn what_is_copied_has_its_source() {
    let effects = effects_of("llly");
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        text,
        "“I read it on the barrier, like everybody else,” she said. (Tomasz Ødegård, “Engineers had warned for years”, \
         Harbour Post, 2031-03-05, https://harbour-post.example/bridge)"
    );
}

#[test]
fn a_copy_is_marked_and_discounted() {
    let screen = text_after("");
    assert!(screen.contains("4 documents, 3 independent"), "{screen}");
    assert!(screen.contains("copy of Bay Courier"), "{screen}");
}

#[test]
fn the_chosen_line_of_help_is_done_on_enter() {
    assert!(text_after("?matrix: all<Enter>").contains("independent"));
}
