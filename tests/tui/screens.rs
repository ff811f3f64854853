//! Screens as a person meets them: a script of keys, then the picture. Every accepted picture was read by eye.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::stage::{Stage, catalogue, written};
use parallax::{
    answers::coded::Coded,
    catalogue::{Origin, texts::Texts},
    export::{Format, export},
    find::Stop,
    tui::{action::Effect, kit::theme::Theme},
};

/// The size whose pictures have their styles; the others are lines only, so that a colour that changes changes one file a screen.
const STYLED: (u16, u16) = (80, 24);
const SIZES: [(u16, u16); 3] = [(160, 45), (100, 30), (60, 20)];

/// Pictures of the screen after `script` at each size.
fn pictures(name: &str, script: &str) {
    draw(name, |theme, size| Stage::new(catalogue("harrow-bay"), theme, size).play(script));
}

/// The same with two of four texts at hand.
fn pictures_with_texts(name: &str, script: &str) {
    draw(name, |theme, size| Stage::new(catalogue("harrow-bay"), theme, size).with_texts("harrow-bay").play(script));
}

fn draw(name: &str, stage: impl Fn(Theme, (u16, u16)) -> Stage) {
    for (width, height) in SIZES {
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), stage(Theme::Dark, (width, height)).text());
    }
    let (width, height) = STYLED;
    insta::assert_snapshot!(format!("{name}-{width}x{height}"), stage(Theme::Dark, STYLED).picture());
}

/// The picture after `script` where there is hardly any room.
fn tiny(name: &str, script: &str) {
    let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (40, 12)).play(script);
    insta::assert_snapshot!(format!("{name}-40x12"), stage.text());
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
fn without_colours_nothing_is_lost() {
    let mono = |script: &str| Stage::new(catalogue("harrow-bay"), Theme::Mono, STYLED).play(script).picture();
    insta::assert_snapshot!("compare-mono", mono("jj<Enter>d"));
    insta::assert_snapshot!("matrix-mono", mono("2ll"));
    insta::assert_snapshot!("find-mono", mono("/barier midnigt"));
}

#[test]
fn compare_with_the_cursor_in_the_excerpts() {
    pictures("compare-excerpts", "jj<Enter>");
}

#[test]
fn where_columns_do_not_fit_the_claim_is_told_at_a_glance() {
    let small = |script: &str, size| Stage::new(catalogue("harrow-bay"), Theme::Dark, size).play(script).text();
    insta::assert_snapshot!("compare-40x12", small("jjl", (40, 12)));
    insta::assert_snapshot!("compare-wording-80x24", small("jjd", STYLED));
    let cards = small("jjll<Enter>", STYLED);
    assert_eq!(cards, small("jj<Enter>ll", STYLED));
    assert_eq!(small("jjll<Enter><Esc>", STYLED), small("jjll", STYLED));
    assert_ne!(small("jjll", STYLED), small("jj", STYLED));
}

#[test]
fn matrix_opens_the_words_of_a_cell() {
    pictures("matrix", "2ll");
}

#[test]
fn what_is_wrong_is_listed_and_its_place_is_gone_to() {
    draw("problems", |theme, size| Stage::on("faulty", theme, size).play("!"));
    let on = |script: &str| Stage::on("faulty", Theme::Dark, STYLED).play(script).text();
    assert!(on("!jjj<Enter>").contains("The harbour had been warned"));
    assert!(on("!jjj<Enter><Esc>").contains("Problems 4/13"));
    assert!(on("!jjjjj<Enter>").contains("no screen shows this"));
    let quiet = Stage::on("harrow-bay", Theme::Dark, STYLED).play("!").text();
    assert!(quiet.contains("Nothing is wrong: the quotations stand"), "{quiet}");
}

#[test]
fn a_misquotation_is_marked_on_its_card_with_what_the_text_has() {
    draw("misquotation", |theme, size| Stage::on("faulty", theme, size).play("<Enter>"));
    insta::assert_snapshot!("misquotation-mono", Stage::on("faulty", Theme::Mono, STYLED).play("<Enter>").picture());
}

#[test]
fn parts_are_named_and_dimmed_in_read() {
    draw("read-parts", |theme, size| Stage::on("faulty", theme, size).play("3"));
}

#[test]
fn a_copy_stands_beside_its_original_in_body_and_headline_or_whole() {
    let on = |script: &str| Stage::on("faulty", Theme::Dark, (160, 45)).play(script).text();
    let short = on("lll3ll");
    assert!(!short.contains("Photo") && !short.contains("Reader One") && short.contains("Sunday"), "{short}");
    let whole = on("lll3llt");
    assert!(whole.contains("Photo") && whole.contains("Reader One"), "{whole}");
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
fn in_read_n_opens_the_document_of_the_next_hit() {
    pictures_with_texts("read-hit", "/storm<Enter><Enter>");
    let second = text_after("/storm<Enter><Enter>n");
    assert!(second.contains("hit 2 of 2 for storm") && second.contains("┏ Tide Mirror ·"), "{second}");
}

#[test]
fn elsewhere_n_goes_back_to_comparing() {
    for screen in ["4", "5"] {
        let walked = text_after(&format!("/storm<Enter>{screen}n"));
        assert!(walked.contains("hit 2 of 2 for storm") && walked.contains("▌The bridge could have fallen any day"), "{walked}");
    }
}

#[test]
fn finder_looks_in_the_texts() {
    pictures_with_texts("find-texts", "/barrier|fences<C-o>");
}

#[test]
fn finder_tells_who_has_no_text_from_who_says_nothing() {
    pictures_with_texts("find-texts-nothing", "/zeppelin stance:denies<C-o>");
    pictures("find-texts-none", "/barrier<C-o>");
}

#[test]
fn a_sentence_that_was_found_opens_in_its_text() {
    pictures_with_texts("read-sentence", "/storm<C-o><Enter>");
    let second = Stage::on("harrow-bay", Theme::Dark, (160, 45)).play("/storm<C-o><Enter>n").text();
    assert!(second.contains("hit 2 of 2 for storm") && second.contains("┏ Tide Mirror ·"), "{second}");
    let elsewhere = Stage::on("harrow-bay", Theme::Dark, (160, 45)).play("/storm<C-o><Enter>1n").text();
    assert!(elsewhere.contains("┏ Tide Mirror ·"), "{elsewhere}");
}

#[test]
fn the_query_stays_when_the_finder_turns_to_the_texts_and_back() {
    let stage = |script: &str| Stage::on("harrow-bay", Theme::Dark, (160, 45)).play(script).text();
    let screen = stage("/storm<C-o>");
    assert!(screen.contains("> storm") && screen.contains("2 of 18 sentences · 2 documents"), "{screen}");
    assert_eq!(stage("/storm<C-o><C-o>"), stage("/storm"));
}

#[test]
fn tab_after_a_colon_lists_the_values_that_there_are() {
    let screen = text_after("/outlet:<Tab>");
    assert!(screen.contains("> outlet:courier") && screen.contains("1 of 4: courier  mirror  post  hall"), "{screen}");
    let third = text_after("/outlet:<Tab><Tab><Tab>");
    assert!(third.contains("> outlet:post") && third.contains("3 of 4: "), "{third}");
    assert!(!text_after("/outlet:<Tab>x").contains("of 4: "));
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
fn the_line_that_was_being_typed_comes_back_with_down() {
    let screen = text_after("/storm<Enter>/ferr<Up><Down>");
    assert!(screen.contains("> ferr"), "{screen}");
}

#[test]
fn tab_completes_a_half_typed_field() {
    let screen = text_after("/outl<Tab>");
    assert!(screen.contains("> outlet:"), "{screen}");
}

#[test]
fn tab_again_goes_on_to_the_next_choice() {
    let screen = text_after("/s<Tab><Tab>");
    assert!(screen.contains("> speaker:"), "{screen}");
}

#[test]
fn the_list_of_keys_does_what_it_says_on_every_screen() {
    let screen = text_after("jjl<Enter>?next excerpt<Enter>");
    assert!(screen.contains("excerpt 3 of 4"), "{screen}");
}

#[test]
fn outlets_without_a_hit_are_named() {
    let screen = text_after("/storm");
    assert!(screen.contains("no hit: Harbour Post, Town Hall News"), "{screen}");
}

#[test]
fn read_shows_a_document_with_its_excerpts_marked() {
    pictures_with_texts("read", "jj<Enter><Enter>n");
}

#[test]
fn a_copy_opens_beside_its_original() {
    pictures_with_texts("read-copy", "3lg");
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
    assert!(matrix.contains("● Tide Mirror (copy of Bay Courier ≠) affirms"), "{matrix}");
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
        "““I read it on the barrier, like everybody else,” she said.” (Tomasz Ødegård, “Engineers had warned for years”, \
         Harbour Post, 2031-03-05, at 20 %, https://harbour-post.example/bridge#:~:text=\
         %E2%80%9CI%20read%20it%20on,everybody%20else%2C%E2%80%9D%20she%20said%2E)"
    );
}

#[test]
fn a_copy_is_marked_and_discounted() {
    let screen = text_after("");
    assert!(screen.contains("4 documents, 3 independent"), "{screen}");
    assert!(screen.contains("copy of Bay Courier"), "{screen}");
}

#[test]
fn notes_follow_the_cursor_until_they_are_closed() {
    pictures("notes", "ji");
    let first = text_after("ji");
    assert!(first.contains("About") && first.contains("Bay Courier ·"), "{first}");
    let second = text_after("ill");
    assert!(second.contains("copy of “"), "{second}");
    for left in ["jii", "ji<Esc>"] {
        assert!(!text_after(left).contains("About"), "{left}");
    }
}

#[test]
fn claims_seen_in_a_narrowed_list_are_told_from_the_others() {
    let seen = text_after("fjk");
    assert!(seen.contains("· 2 seen"), "{seen}");
    assert!(seen.contains('✓'), "{seen}");
    assert!(!text_after("fjkfffff").contains('✓'), "the whole list has no marks");
}

#[test]
fn behind_a_number_of_outlets_stand_its_claims_with_their_words() {
    let wide = |script: &str| Stage::on("harrow-bay", Theme::Dark, (160, 45)).play(script).text();
    let apart = wide("7<Tab>lll");
    assert!(apart.contains("Bay Courier and Town Hall News ─"), "{apart}");
    assert_eq!(apart.lines().filter(|line| line.contains('“')).count(), 2, "a line for each of the two: {apart}");
}

#[test]
fn the_chosen_line_of_help_is_done_on_enter() {
    assert!(text_after("?matrix: all<Enter>").contains("independent"));
}

#[test]
fn words_counts_the_forms_and_shows_the_lines_behind_a_number() {
    pictures_with_texts("words", "4jjj");
}

#[test]
fn words_with_the_cursor_in_the_lines() {
    pictures("words-excerpts", "4<Enter>j");
}

#[test]
fn words_that_set_an_outlet_apart_come_with_what_they_do_not_prove() {
    pictures_with_texts("words-apart", "4dllj");
}

#[test]
fn voices_shows_who_is_passed_on_and_the_excerpts_behind_a_number() {
    pictures("voices", "5jj");
}

#[test]
fn frames_shows_how_large_a_share_has_which_code_and_the_excerpts_behind_a_number() {
    pictures("frames", "6ll");
    tiny("frames", "6ll");
    insta::assert_snapshot!("frames-mono", Stage::new(catalogue("harrow-bay"), Theme::Mono, STYLED).play("6ll").picture());
}

#[test]
fn the_excerpts_behind_a_frame_are_walked() {
    let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, STYLED).play("6ll<Enter>");
    assert!(stage.text().contains("excerpt 1 of 1: Conflict in Harbour Post"), "{}", stage.text());
    assert!(stage.play("<Esc>").text().contains("┏ Frames 1/4"));
    let none = Stage::new(catalogue("harrow-bay"), Theme::Dark, STYLED).play("6l<Enter>").text();
    assert!(none.contains("no excerpt: Conflict in Tide Mirror"), "{none}");
    let without =
        Stage::new(written("title = 'Bay'\noutlet = [{ id = 'bay', name = 'Bay' }]\n"), Theme::Dark, STYLED).play("6").text();
    assert!(without.contains("no [[frame]] yet"), "{without}");
}

#[test]
fn outlets_shows_what_each_does_and_how_far_any_two_are_apart() {
    pictures("outlets", "7ll");
    tiny("outlets", "7ll");
    insta::assert_snapshot!("outlets-mono", Stage::new(catalogue("harrow-bay"), Theme::Mono, STYLED).play("7ll").picture());
}

#[test]
fn outlets_with_the_cursor_on_two_of_them() {
    pictures("outlets-apart", "7jj<Tab>");
    tiny("outlets-apart", "7jj<Tab>");
}

#[test]
fn outlets_with_the_cursor_on_an_event() {
    pictures("outlets-events", "7<Tab><Tab>j");
    tiny("outlets-events", "7<Tab><Tab>j");
}

#[test]
fn a_number_of_outlets_opens_the_claims_that_it_counts_and_esc_comes_back() {
    let on = |script: &str| Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play(script).text();
    let affirmed = text_after("7<Enter>");
    assert!(affirmed.contains("Claims 1/2 where Bay Courier affirms, of 5"), "{affirmed}");
    assert!(on("7<Enter><Esc>").contains("Outlets 1/4"));
    assert!(on("7<Enter><Esc>1").contains("Claims 1/5 ·"));
    let denied = text_after("7jjj<Tab><Enter>");
    assert!(denied.contains("Claims 1/2 on which Bay Courier and Town H"), "{denied}");
    assert!(denied.contains("Bay Courier and Town Hall News only"), "{denied}");
    let left = on("7jjj<Tab><Enter><Esc>");
    assert!(left.contains("Outlets 4/4") && !left.contains(" only"), "{left}");
    assert!(on("7lll<Enter>").contains("no claim: Bay Courier is mixed"));
    assert!(on("7<Tab>l<Enter>").contains("they disagree on no claim"));
    let own = on("7llllllllll<Enter>");
    assert!(own.contains("excerpt 1 of 3: Bay Courier in its own voice"), "{own}");
    let event = on("7<Tab><Tab>j<Enter>");
    assert!(event.contains("excerpt 1 of 1: The ferry in Bay Courier"), "{event}");
}

#[test]
fn numbers_of_outlets_are_found_from_left_to_right_in_all_three_tables() {
    let on = |script: &str| Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).play(script).text();
    assert!(on("7lllllllllll").contains("an outlet and itself"), "{}", on("7lllllllllll"));
    assert!(on("7llllllllllll").contains("disagree on 0 of 3"));
    assert!(on("7llllllllllllhh").contains("3 of 4 passages in its own words"));
    assert!(on("7<Tab><Tab>lj").contains("1 of 3 passages"));
}

#[test]
fn two_outlets_only() {
    pictures("pair", "jjpp");
    pictures("pair-matrix", "2jjpp");
    tiny("pair", "jjpp");
}

#[test]
fn two_outlets_follow_to_the_matrix_and_end_where_another_is_gone_to() {
    let on = |script: &str| Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play(script).text();
    let matrix = on("pt2");
    assert!(matrix.contains("Bay Courier") && !matrix.contains("Harbour Post"), "{matrix}");
    assert!(on("pt2lll").contains("Town Hall News (advocacy 5 Mar) denies"), "{}", on("pt2lll"));
    assert!(on("pt2<Esc><Esc>").contains("Harbour Post"));
    let gone = on("pt/winters<Enter>");
    assert!(gone.contains("▌“For nine winters") && !gone.contains(" only"), "{gone}");
    let read = on("pt3<Esc><Esc>");
    assert!(read.contains("all claims and outlets again"), "{read}");
}

#[test]
fn of_two_outlets_the_other_needs_no_letter() {
    let two = "title = 'Bay'\nevent = [{ id = 'e', title = 'E' }]\noutlet = [{ id = 'a', name = 'Ant' }, { id = 'b', name = 'Bee' }]\n\
               document = [{ id = 'a', outlet = 'a', title = 'A' }, { id = 'b', outlet = 'b', title = 'B' }]\n[[claim]]\nid = 'c'\n\
               event = 'e'\ntitle = 'C'\nexcerpt = [{ document = 'a', stance = 'affirms', quote = 'one' }]\n";
    let stage = Stage::new(written(two), Theme::Dark, STYLED).play("p");
    assert!(stage.text().contains("1 claim of Ant and Bee"), "{}", stage.text());
    let stage = stage.play("p");
    assert!(stage.text().contains("Ant and Bee disagree on no claim"), "{}", stage.text());
}

#[test]
fn words_says_what_was_read() {
    let screen = text_after("4");
    assert!(screen.contains("counted over the excerpts only: no texts at hand"), "{screen}");
    let screen = Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).with_texts("harrow-bay").play("4").text();
    assert!(screen.contains("counted over 2 texts (body and headline) and the excerpts of 2 documents"), "{screen}");
    let screen = Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).with_texts("harrow-bay").play("4t").text();
    assert!(screen.contains("counted over 2 texts (all parts) and"), "{screen}");
}

#[test]
fn a_line_opens_its_place_in_the_text_and_esc_comes_back() {
    let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).with_texts("harrow-bay").play("4jj<Enter><Enter>");
    let screen = stage.text();
    assert!(screen.contains("Bay Courier · report 4 Mar · Bridge shut overnight"), "{screen}");
    assert!(screen.contains("The harbour bridge is closed."), "{screen}");
    let back = stage.play("<Esc>").text();
    assert!(back.contains("┏ “harbour bridge” in Bay Courier"), "{back}");
}

#[test]
fn a_line_of_an_excerpt_opens_it_among_the_others() {
    let screen = text_after("4ll<Enter><Enter>");
    assert!(screen.contains("excerpt 1 of 1: All forms in Harbour Post"), "{screen}");
    assert!(screen.contains("▌“For nine winters"), "{screen}");
}

#[test]
fn the_excerpts_behind_a_voice_are_walked_and_no_others() {
    let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).play("5<Enter>");
    let screen = stage.text();
    assert!(screen.contains("excerpt 1 of 3: Bay Courier in its own voice"), "{screen}");
    let third = stage.play("nn");
    assert!(third.text().contains("excerpt 3 of 3: Bay Courier in its own voice"), "{}", third.text());
    let end = third.play("n");
    assert!(end.text().contains("this is the last of them"), "{}", end.text());
    assert!(end.play("<Esc>").text().contains("┏ Voices"));
}

#[test]
fn the_outlet_follows_to_words_and_voices() {
    let screen = text_after("2lll4");
    assert!(screen.contains("All forms in Town Hall News"), "{screen}");
    let screen = text_after("4lll5");
    assert!(screen.contains("Town Hall News in its own voice"), "{screen}");
}

#[test]
fn brackets_go_through_the_subjects_and_j_stays_in_one() {
    assert!(text_after("4]").contains("The ferry 2/2"));
    assert!(text_after("4jjjjjjjjj").contains("The bridge 1/2"));
}

#[test]
fn a_column_of_one_line_shows_the_card_under_the_cursor_not_how_many_there_are() {
    let screen = Stage::new(catalogue("harrow-bay"), Theme::Dark, (110, 10)).play("zl").text();
    assert!(screen.contains('▌') && !screen.contains('▾'), "{screen}");
}

#[test]
fn a_tab_is_clicked() {
    let stage = || Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45));
    let head = stage().text().lines().next().unwrap().to_owned();
    for (tab, shown) in [("2 Matrix", "independent"), ("5 Voices", "own voice"), ("7 Outlets", "Apart, of what")] {
        let mut clicked = stage();
        let column = u16::try_from(head[..head.find(tab).unwrap()].chars().count()).unwrap();
        clicked.send(Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row: 0,
            modifiers: KeyModifiers::NONE,
        }));
        assert!(clicked.text().contains(shown), "{tab}: {}", clicked.text());
    }
}

#[test]
fn every_format_can_be_seen_on_the_smallest_screen() {
    let formats: Vec<&str> = Format::ALL.into_iter().map(Format::name).collect();
    for size in [(40, 12), (80, 24), (30, 10)] {
        let text = Stage::on("harrow-bay", Theme::Dark, size).play("E").text();
        let last: Vec<&str> = text.lines().rev().take(5).collect();
        for (digit, name) in (1..).zip(&formats) {
            assert!(last.iter().any(|line| line.contains(&format!("{} {name}", digit % 10))), "{name}:\n{text}");
        }
        assert!(last.iter().any(|line| line.contains("Esc back")), "{text}");
    }
}

#[test]
fn a_digit_hands_the_catalogue_on_as_a_file() {
    let wide = Stage::on("harrow-bay", Theme::Dark, (160, 45)).play("E").text();
    assert!(wide.contains("Hand on as  1 html  2 md"), "{wide}");
    let stage = Stage::on("harrow-bay", Theme::Dark, (80, 24)).play("E");
    assert!(stage.text().contains("  1 html  2 md") && stage.text().contains("  0 webannotation"), "{}", stage.text());
    let stage = stage.play("x");
    assert!(stage.text().contains("x is no format"), "{}", stage.text());
    let tenth = Stage::on("harrow-bay", Theme::Dark, (80, 24)).play("E0");
    assert!(
        matches!(&*tenth.effects, [Effect::Save { name, .. }] if name.ends_with(".annotations.jsonld")),
        "{:?}",
        tenth.effects
    );
    let stage = stage.play("E1");
    let [Effect::Save { name, bytes, told }] = &*stage.effects else { panic!("{:?}", stage.effects) };
    let format = Format::ALL[0];
    assert!(name.ends_with(&format!(".{}", format.extension())) && !name.contains('/'), "{name}");
    let texts = Texts::of(&Origin::Path("tests/catalogues/harrow-bay".into()));
    assert_eq!(
        *bytes,
        export(format, &catalogue("harrow-bay"), &Coded::default(), None, &texts, &Stop::default()).unwrap().bytes
    );
    assert_eq!(told, "5 claims, 11 excerpts");
    // A list that shows less is no smaller file.
    let stage = Stage::on("harrow-bay", Theme::Dark, (80, 24)).play("f").play("E7");
    let [Effect::Save { told, .. }] = &*stage.effects else { panic!("{:?}", stage.effects) };
    assert_eq!(told, "all 5 claims, 11 excerpts");
}
