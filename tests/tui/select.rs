//! Selecting words in Read.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use parallax::tui::{action::Effect, keys::Mode, kit::theme::Theme};

use crate::stage::{Stage, catalogue};

/// The text of the flood after `script`, at the size that most terminals open with.
fn flood(script: &str) -> Stage {
    Stage::on("low-street", Theme::Dark, (80, 24)).play("3").play(script)
}

/// The words that `y` would copy after `script`, without their source.
fn selected(script: &str) -> String {
    copied(flood(script))
}

fn copied(stage: Stage) -> String {
    let Some(Effect::Copy(text)) = stage.play("y").effects.pop() else { return String::new() };
    let quote = text.rsplit_once(" (").map_or(&*text, |(quote, _)| quote);
    quote.strip_prefix('“').and_then(|quote| quote.strip_suffix('”')).unwrap_or(quote).to_owned()
}

#[test]
fn words_are_selected_from_a_cursor() {
    assert_eq!(selected("v"), "Low");
    assert_eq!(selected("vl"), "Street");
    assert_eq!(selected("vlvlw"), "Street under water");
    assert_eq!(selected("v3v"), "Low Street under");
    assert_eq!(selected("v v w<Right>e"), "Low Street under water");
}

#[test]
fn an_end_that_went_too_far_goes_back_and_the_other_end_can_move() {
    assert_eq!(selected("v}v5wb2h<Left>"), "The harbour");
    assert_eq!(selected("v}wv3wob"), "The harbour wall gave way");
    assert_eq!(selected("v}wv3wobo2b"), "The harbour wall");
    assert_eq!(selected("v}vb"), "water The", "the moving end may stand before the other");
}

#[test]
fn sentences_and_paragraphs_are_moved_by_and_taken_whole() {
    assert_eq!(selected("v))"), "Keepers");
    assert_eq!(selected("v3)("), "Keepers");
    assert_eq!(
        selected("v)vwww)"),
        "The harbour wall gave way shortly before dawn on Sunday, and within an hour Low Street stood under water"
    );
    assert_eq!(selected("v))s"), "Keepers of the lock say that somebody had left the gate open.");
    assert_eq!(selected("v))wv2ws"), "Keepers of the lock say that somebody had left the gate open.");
    assert_eq!(selected("v2}s"), "“We heard a crack, then a roar,” said Ida Marsh, who keeps the bakery.");
    assert_eq!(selected("v2}2s"), "“We heard a crack, then a roar,” said Ida Marsh, who keeps the bakery. Her ovens are lost.");
    assert_eq!(
        selected("v2}sb"),
        "“We heard a crack, then a roar,” said Ida Marsh, who keeps the",
        "a movement goes on from the last word"
    );
    assert!(selected("v}p").starts_with("The harbour wall") && selected("v}p").ends_with("nobody answered."));
    assert_eq!(selected("vG{s"), "Repairs will take at least six weeks.");
    assert_eq!(selected("vG"), "degrees");
    assert_eq!(selected("vGg"), "Low");
}

#[test]
fn a_word_is_gone_to_by_its_letters() {
    assert_eq!(selected("vfke"), "Keepers");
    assert_eq!(selected("vfken"), "keeps");
    assert_eq!(selected("vfkenN"), "Keepers");
    assert_eq!(selected("v2fke"), "keeps");
    assert_eq!(selected("vfx<BS>ke"), "Keepers");
    assert_eq!(selected("vfa<Enter>"), "a");
    assert_eq!(selected("vfa n"), "a");
    assert_eq!(
        selected("v3)vfno"),
        "The council's engineers had warned of this twice, most recently in a letter of 11 February that nobody"
    );
    let lost = flood("vfzz");
    assert!(lost.text().contains("no word further on begins with “zz”"), "{}", lost.text());
    assert_eq!(copied(lost), "Low", "nothing has moved");
    let awaited = flood("vfz");
    assert_eq!(awaited.app.mode(), Mode::Seek);
    assert!(awaited.text().contains("begins with: z▏"), "{}", awaited.text());
    assert_eq!(awaited.play("<Esc>").app.mode(), Mode::Select);
}

#[test]
fn numbers_have_their_signs_and_broken_words_are_one() {
    assert_eq!(selected("vf81"), "$81,500");
    assert_eq!(selected("vf12"), "12.5 %");
    assert_eq!(selected("vGb"), "−2");
    assert_eq!(selected("v4})2wv"), "mis- sing", "as the text has it, for it is quoted to the letter");
    assert_eq!(selected("vf码头"), "码头");
}

#[test]
fn lines_are_moved_by_as_they_are_on_the_screen() {
    assert_eq!(selected("vj"), "The");
    assert_eq!(selected("vjj"), "an");
    assert_eq!(selected("vjjk"), "The");
    assert_eq!(selected("v2jwk2j"), selected("v2jwj").as_str());
    let last = flood("vGj");
    assert!(last.text().contains("this is the last line"), "{}", last.text());
    let first = flood("vk");
    assert!(first.text().contains("this is the first line"), "{}", first.text());
    assert_eq!(selected("v<C-d><C-u>"), "Low");
    assert_eq!(selected("v20j20k"), "Low", "the column is kept");
}

#[test]
fn the_view_follows_the_end_that_moves() {
    for (width, height) in [(80, 24), (160, 45), (60, 20), (40, 12)] {
        let stage = Stage::on("low-street", Theme::Dark, (width, height)).play("3vG");
        assert!(stage.text().contains("degrees."), "{}", stage.text());
        let top = stage.play("vg");
        assert!(top.text().contains("Low Street under water"), "{}", top.text());
    }
}

#[test]
fn stretches_are_joined_in_order_and_apart() {
    assert_eq!(selected("vfke4vJfsov5w"), "Keepers of the lock […] somebody had left the gate open");
    let before = flood("vfke4vJ").play("b");
    assert!(before.text().contains("stretches stand in order"), "{}", before.text());
    assert_eq!(selected("vfke4vJ"), "Keepers of the lock", "a cursor is no stretch");
    assert_eq!(selected("vfke4vJfsov<Esc><Esc>w"), "Keepers of the lock say", "Esc takes the stretch up again");
    assert!(flood("v)vJ<Esc>").text().contains("1 word "), "{}", flood("v)vJ<Esc>").text());
    assert!(flood("vJ").text().contains("there is only the cursor"));
    assert!(flood("vGvJ").text().contains("no word stands behind it"));
}

#[test]
fn esc_leads_back_step_by_step_and_loses_nothing_else() {
    let stretched = flood("v)v3w");
    let cursor = stretched.play("<Esc>");
    assert!(cursor.app.mode() == Mode::Select && cursor.text().contains(" cursor "), "{}", cursor.text());
    let counted = cursor.play("5");
    assert!(counted.text().contains("5× cursor"), "{}", counted.text());
    let left = counted.play("<Esc><Esc>");
    assert_eq!(left.app.mode(), Mode::Read);
    assert_eq!(left.picture(), flood("").picture());
}

#[test]
fn the_cursor_begins_where_one_has_come_to() {
    assert_eq!(selected("v"), "Low", "the first word in sight");
    assert_eq!(selected("jjjv"), "an");
    assert_eq!(selected("<Tab>v"), "The", "after the excerpt that was walked to");
    let found = Stage::on("low-street", Theme::Dark, (80, 24)).play("/<C-o>ovens<Enter>v");
    assert_eq!(copied(found), "Her");
}

#[test]
fn what_cannot_be_selected_in_says_why() {
    let without = flood("lv").text();
    assert!(without.contains("put it into texts/mirror-flood.txt"), "{without}");
    let beside = Stage::on("harrow-bay", Theme::Dark, (80, 24)).play("3lv").text();
    assert!(beside.contains("d shows the copy alone"), "{beside}");
    let alone = Stage::on("harrow-bay", Theme::Dark, (80, 24)).play("3ldv");
    assert_eq!(alone.app.mode(), Mode::Select);
}

#[test]
fn what_is_copied_has_its_source() {
    let effects = flood("v)8vy").effects;
    let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        text,
        "“The harbour wall gave way shortly before dawn” (A. Weir, “Low Street under water”, Quay Gazette, 2031-03-04, \
         https://quay-gazette.example/flood#:~:text=The%20harbour%20wall%20gave%20way%20shortly%20before%20dawn)"
    );
}

#[test]
fn the_mouse_selects() {
    let mut stage = flood("m");
    let mouse = |kind| move |(column, row)| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let (down, drag) = (mouse(MouseEventKind::Down(MouseButton::Left)), mouse(MouseEventKind::Drag(MouseButton::Left)));
    let place = |stage: &Stage, word: &str| {
        let text = stage.text();
        let found = text.lines().enumerate().find_map(|(y, line)| line.find(word).map(|x| (line[..x].chars().count(), y)));
        let (x, y) = found.unwrap_or_else(|| panic!("{word} in {text}"));
        (u16::try_from(x).unwrap() + 1, u16::try_from(y).unwrap())
    };
    let (keepers, lock, margin) = (place(&stage, "Keepers"), place(&stage, "lock say"), (2, 9));
    stage.send(down(margin));
    assert_eq!(stage.app.mode(), Mode::Read);
    stage.send(down(keepers));
    assert_eq!(stage.app.mode(), Mode::Select);
    stage.send(drag(lock));
    let dragged = copied(stage);
    assert_eq!(dragged, "Keepers of the lock");
    let mut stage = flood("m");
    stage.send(down(keepers));
    stage.send(down(keepers));
    assert_eq!(copied(stage), "Keepers of the lock say that somebody had left the gate open.");
}

#[test]
fn what_is_selected_stays_selected_over_a_reload() {
    let mut stage = flood("v))v3w");
    stage.show(catalogue("low-street"));
    assert_eq!(copied(stage), "Keepers of the lock");
    let mut changed = Stage::on("low-street", Theme::Dark, (80, 24)).play("3vw");
    changed = changed.with_texts("harrow-bay");
    changed.show(catalogue("low-street"));
    assert!(changed.app.mode() == Mode::Read && changed.text().contains("the text has changed"), "{}", changed.text());
}

#[test]
fn a_selection_is_drawn_for_each_size() {
    let script = "3v)fke4vJfsov5w";
    for (width, height) in [(160, 45), (60, 20)] {
        let stage = Stage::on("low-street", Theme::Dark, (width, height)).play(script);
        insta::assert_snapshot!(format!("select-{width}x{height}"), stage.text());
    }
    insta::assert_snapshot!("select-80x24", Stage::on("low-street", Theme::Dark, (80, 24)).play(script).picture());
    insta::assert_snapshot!("select-mono", Stage::on("low-street", Theme::Mono, (80, 24)).play("3v)5v").picture());
}

/// Twenty passages, the keys that a practised person selects each with, and the words.
const PASSAGES: [(&str, &str); 20] = [
    ("v)8v", "The harbour wall gave way shortly before dawn"),
    ("vfwi8v", "within an hour Low Street stood under water"),
    ("v3j6v", "somebody had left the gate open"),
    ("vfen6v", "engineers had warned of this twice"),
    ("vfin9v", "in a letter of 11 February that nobody answered"),
    ("v}}7v", "We heard a crack, then a roar"),
    ("vfshn6v", "She puts the damage at $81,500"),
    ("v)7j7v", "her insurer will pay 12.5 % at most"),
    ("v3}s", "Mayor Quill denied that the letter had reached her."),
    ("v3})8v", "No such warning was ever on my desk"),
    ("vftwn7v", "Two members of the council contradicted her"),
    ("vftwnjv)", "had been read aloud in their meeting and noted in the minutes"),
    ("v4}s", "Volunteers carried forty-one people to the school by boat."),
    ("v4})9v", "Nobody is mis- sing, but a pensioner broke his arm"),
    ("vfbul9v", "a pensioner broke his arm when a raft overturned"),
    ("v5}s", "Repairs will take at least six weeks."),
    ("v5})9v", "The engineers want the wall rebuilt a metre higher"),
    ("v5}j4l9v", "the shopkeepers fear for their view and their trade"),
    ("vG3(s", "A vote on the matter is expected before Easter."),
    ("vG(ll10v", "sandbags must do, and the pumps run day and night"),
];

#[test]
fn a_passage_is_selected_with_few_keys() {
    for (keys, passage) in PASSAGES {
        assert_eq!(selected(keys), passage, "{keys}");
    }
    let keys: usize = PASSAGES.iter().map(|(keys, _)| keys.chars().count()).sum();
    assert!(keys <= 6 * PASSAGES.len(), "{keys} keys for {} passages", PASSAGES.len());
}
