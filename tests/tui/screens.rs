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
