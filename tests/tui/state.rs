//! What stays, what goes and what is refused: reloading, answers that come late, catalogues with next to nothing in them.
#![expect(clippy::unwrap_used, reason = "only tests play here")]

use std::sync::Arc;

use crossterm::event::{Event, KeyModifiers, MouseEvent, MouseEventKind};
use parallax::{
    catalogue::{Diagnostics, Origin, texts::Texts},
    compare::parts::Extent,
    find::Stop,
    tui::{
        answer::{Answer, Question, answer},
        kit::theme::Theme,
    },
};

use crate::stage::{Stage, catalogue, styles, written};

fn stage(text: &str) -> Stage {
    Stage::new(written(text), Theme::Dark, (100, 30))
}

fn answered(question: Question) -> Answer {
    answer(question, &Texts::of(&Origin::BuiltIn), &Stop::default()).unwrap()
}

#[test]
fn a_message_stays_until_the_person_does_something() {
    let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30));
    stage.app.tell("the fence has fallen".to_owned());
    stage.resize((90, 30));
    let index = answered(Question::Index(catalogue("harrow-bay"), Arc::default()));
    stage.app.hear(stage.app.edition(), index);
    assert!(stage.text().contains("the fence has fallen"));
    assert!(!stage.play("j").text().contains("the fence has fallen"));
}

#[test]
fn a_catalogue_that_is_refused_is_told_of_until_it_is_mended() {
    let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 6));
    stage.app.refuse("fence.toml:3: unknown outlet".to_owned());
    let mut stage = stage.play("j");
    assert!(stage.text().contains("not read: fence.toml:3"), "{}", stage.text());
    stage.show(catalogue("harrow-bay"));
    assert!(!stage.text().contains("fence.toml"), "{}", stage.text());
}

#[test]
fn enter_waits_for_the_answer_to_the_line() {
    let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play("/");
    for c in "storm".chars() {
        stage.press(c);
    }
    stage.press('\n');
    assert!(stage.text().contains("┏ Find"), "nobody has answered yet:\n{}", stage.text());
    stage.answer();
    assert!(stage.text().contains("The bridge could have fallen an"), "{}", stage.text());
}

#[test]
fn of_each_kind_the_newest_question_is_asked_once() {
    let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play("/");
    stage.press('s');
    stage.press('t');
    let asked = stage.app.ask();
    assert!(matches!(asked.as_slice(), [Question::Search(query, _)] if query == "st"), "{asked:?}");
    assert!(stage.app.ask().is_empty());
}

#[test]
fn an_answer_to_an_older_edition_is_dropped() {
    let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play("4");
    let late = answered(Question::Count(catalogue("harrow-bay"), Extent::default()));
    let before = stage.app.edition();
    stage.app.show_catalogue(written("title = \"Nothing yet\"\n"), Diagnostics::default());
    assert_ne!(stage.app.edition(), before);
    stage.app.hear(before, late);
    assert!(stage.text().contains("counting the words"), "{}", stage.text());
    stage.answer();
    assert!(stage.text().contains("no [[naming]]"), "{}", stage.text());
}

#[test]
fn a_catalogue_without_claims_opens_in_read_and_follows_what_is_added() {
    let mut stage = Stage::new(written("title = 'Bay'\n"), Theme::Dark, (100, 30));
    let opened = stage.text();
    assert!(opened.contains("no documents yet") && !opened.contains("v selects words"), "{opened}");
    stage.app.lies_at("my bay");
    assert!(stage.text().contains("parallax add -c 'my bay' FILE…"), "{}", stage.text());
    let document =
        "title = 'Bay'\noutlet = [{ id = 'bay', name = 'Bay' }]\ndocument = [{ id = 'bay', outlet = 'bay', title = 'Shut' }]\n";
    stage.show(written(document));
    assert!(stage.text().contains("Bay · Shut"), "{}", stage.text());
    let opened = Stage::new(written(document), Theme::Dark, (100, 30)).text();
    assert!(opened.contains("Bay · Shut") && opened.contains("no claims yet: v selects words, a files"), "{opened}");
}

const OUTLETS: &str = "title = \"The pier\"
[[outlet]]
id = \"ant\"
name = \"Ant\"
[[outlet]]
id = \"bee\"
name = \"Bee\"
[[outlet]]
id = \"cow\"
name = \"Cow\"
[[document]]
id = \"a\"
outlet = \"ant\"
title = \"A\"
[[document]]
id = \"b\"
outlet = \"bee\"
title = \"B\"
[[document]]
id = \"c\"
outlet = \"cow\"
title = \"C\"
[[event]]
id = \"day\"
title = \"The day\"
";

const CLAIM: &str = "[[claim]]
id = \"pier\"
event = \"day\"
title = \"The pier stands\"
[[claim.excerpt]]
document = \"a\"
stance = \"affirms\"
quote = \"the pier stands\"
[[claim.excerpt]]
document = \"b\"
stance = \"affirms\"
quote = \"the pier still stands\"
[[claim.excerpt]]
document = \"c\"
stance = \"affirms\"
quote = \"the old pier stands\"
";

#[test]
fn base_claim_and_outlet_are_carried_over_a_reload_by_their_ids() {
    let mut stage = Stage::new(written(&format!("{OUTLETS}{CLAIM}")), Theme::Dark, (160, 45)).play("llb");
    let column = |stage: &Stage, text: &str| {
        let screen = stage.text();
        screen.lines().find_map(|line| line.find(text).map(|at| line[..at].chars().count())).unwrap()
    };
    let distance = |stage: &Stage| column(stage, "  base").abs_diff(column(stage, "Bee"));
    assert!(distance(&stage) < 12, "{}", stage.text());
    // An outlet before the others moves them all by one.
    let moved = OUTLETS.replacen("[[outlet]]", "[[outlet]]\nid = \"first\"\nname = \"First\"\n[[outlet]]", 1);
    stage.show(written(&format!("{moved}{CLAIM}")));
    assert!(distance(&stage) < 12, "{}", stage.text());
    assert!(stage.text().contains("read again"));
}

#[test]
fn a_catalogue_with_only_a_title_takes_any_key_on_any_screen() {
    let title = "title = \"Nothing yet\"\n";
    for screen in ["1", "2", "3", "4", "4d", "4<Tab>", "5", "6", "7", "7<Tab>", "/", "?"] {
        for key in "jkhlgG[]1234567p/nNdbcfyezm?".chars() {
            let stage = stage(title).play(screen).play(&format!("{key}<Enter><Tab><Esc>{key}"));
            assert!(!stage.text().is_empty());
        }
    }
    assert!(stage(title).play("4d").text().contains("no outlet"), "{}", stage(title).play("4d").text());
}

#[test]
fn an_outlet_that_is_gone_leaves_another_under_the_cursor() {
    let mut stage = Stage::new(written(&format!("{OUTLETS}{CLAIM}")), Theme::Dark, (100, 30)).play("2ll");
    stage.show(written("title = \"Nothing yet\"\n"));
    stage.show(written(&format!("{OUTLETS}{CLAIM}")));
    assert!(stage.text().contains("● Ant affirms"), "{}", stage.text());
}

#[test]
fn a_table_of_more_lines_than_a_terminal_can_count_is_drawn() {
    let speakers: String = (0..65_536).map(|n| format!("[[speaker]]\nid = \"s{n}\"\nname = \"Speaker {n}\"\n")).collect();
    let of_many = Stage::new(written(&format!("{OUTLETS}{speakers}{CLAIM}")), Theme::Dark, (100, 30)).play("5");
    let of_none = Stage::new(written(&format!("{OUTLETS}{CLAIM}")), Theme::Dark, (100, 30)).play("5");
    assert!(of_many.text().lines().count() == of_none.text().lines().count());
    assert!(of_many.text().contains("own voice") && of_many.text().contains("passed on"), "{}", of_many.text());
}

#[test]
fn names_in_wide_letters_leave_the_numbers_in_their_columns() {
    let subjects = "[[naming]]\nid = \"pier\"\ntitle = \"古い桟橋と新しい桟橋のこと\"\nforms = [\"pier\"]\n\
                    [[naming]]\nid = \"b\"\ntitle = \"The pier\"\nforms = [\"stands\"]\n";
    let stage = Stage::new(written(&format!("{OUTLETS}{subjects}{CLAIM}")), Theme::Dark, (160, 45)).play("4");
    let screen = stage.text();
    let total = |title: &str| {
        let line = screen.lines().find(|line| line.contains(title)).unwrap();
        let at = line.find('3').unwrap_or_else(|| panic!("{screen}"));
        parallax::text::wrap::width(&line[..at])
    };
    assert_eq!(total("│▌古い桟橋"), total("│ The pier  "), "{screen}");
}

#[test]
fn the_wheel_scrolls_a_document() {
    let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (60, 12)).with_texts("harrow-bay").play("3g");
    let before = stage.text();
    let turn = |kind| Event::Mouse(MouseEvent { kind, column: 10, row: 6, modifiers: KeyModifiers::NONE });
    stage.send(turn(MouseEventKind::ScrollDown));
    assert_ne!(stage.text(), before);
    stage.send(turn(MouseEventKind::ScrollUp));
    assert_eq!(stage.text(), before);
}

#[test]
fn the_filter_of_the_list_of_keys_shows_its_cursor_where_it_is_and_scrolls() {
    let cursor = |stage: &Stage| {
        let line = styles(&stage.buffer());
        line.lines().find(|line| line.starts_with("2: ") && line.contains("reversed")).map(str::to_owned)
    };
    let at_end = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play("?claim");
    let at_start = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play("?claim<C-a>");
    assert!(cursor(&at_end).is_some() && cursor(&at_start).is_some());
    assert_ne!(cursor(&at_end), cursor(&at_start));
    let long = "abcdefghij".repeat(20);
    let stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (60, 20)).play(&format!("?{long}"));
    assert!(cursor(&stage).is_some(), "the cursor is out of sight:\n{}", stage.picture());
}
