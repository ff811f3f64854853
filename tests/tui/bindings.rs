//! Every key does something on every screen where it is bound, and what its line in the table of keys says.

use crossterm::event::Event;
use parallax::tui::{
    action::{Action, Effect, Screen},
    bindings::BINDINGS,
    keys::{Key, Mode},
    kit::theme::Theme,
};

use crate::stage::{Stage, catalogue, written};

/// Scripts that lead into `mode`, in the middle of things, so that each key of the mode can do something after one of them.
fn ways_into(mode: Mode) -> &'static [&'static str] {
    match mode {
        Mode::Claims => &["j", "]j", "/bridge<Enter>n<Tab>", "2<Enter><Esc>1zj"],
        Mode::Excerpts => &["j<Enter>l", "]<Enter>", "/bridge<Enter>n", "jd<Enter>l", "<Enter>lj"],
        Mode::Matrix => &["2z", "2jl", "2]jl", "/bridge<Enter>n2"],
        Mode::Read => &["3z", "j<Enter><Enter>", "j<Enter><Enter>j", "3lj<Tab>", "3lfn", "/bridge<Enter>n<Enter>"],
        Mode::Select => &["3vwvw", "3v)v3w", "3vfbrN}vwo", "3vG"],
        Mode::Seek => &["3vf", "3vfa"],
        Mode::Words => &["4z", "4jl", "4]jl", "/bridge<Enter>n4", "4<Enter>x<Esc>"],
        Mode::Lines => &["4<Enter>j", "4]<Enter>", "4<Tab>j", "/bridge<Enter>n4<Enter>j", "4<Enter>x"],
        Mode::Voices => &["5z", "5jjjl", "5l", "/bridge<Enter>n5"],
        Mode::Frames => &["6z", "6jjl", "6l", "/bridge<Enter>n6"],
        Mode::Outlets => &["7z", "7jl", "7llllllllll", "7<Tab>jl", "7<Tab><Tab>jl", "/bridge<Enter>n7"],
        Mode::Readings => &["8z", "8jj", "8G", "8<Tab>", "/fare<Enter>n8j"],
        Mode::Reason => &["8>", "8>because"],
        Mode::Problems => &["!", "!jj", "!j<Enter>n!", "/low<Enter>!jj"],
        Mode::Find => &["/bridge<C-n><C-n>", "/storm<Enter>/out", "/out", "/storm<Enter>/<Up>"],
        Mode::Help => &["?<Down><Down>"],
        Mode::Pair => &["p", "jlp", "2p", "7p"],
        Mode::Export => &["E", "2E", "6E"],
        Mode::Form => &["j<Enter>r", "3<Tab>vbsa<Enter>a", "3vsa<Down>"],
        Mode::Record => &["Ax", "jr"],
        Mode::Choose => &["j<Enter>M", "jC<Down>"],
        Mode::Asked => &["j<Enter>D", "D"],
    }
}

/// The screen whose number leads nowhere else from `mode`.
fn screen_of(mode: Mode) -> Option<Screen> {
    match mode {
        Mode::Claims => Some(Screen::Compare),
        Mode::Matrix => Some(Screen::Matrix),
        Mode::Read => Some(Screen::Read),
        Mode::Words | Mode::Lines => Some(Screen::Words),
        Mode::Voices => Some(Screen::Voices),
        Mode::Frames => Some(Screen::Frames),
        Mode::Outlets => Some(Screen::Outlets),
        Mode::Readings => Some(Screen::Readings),
        Mode::Excerpts
        | Mode::Reason
        | Mode::Problems
        | Mode::Find
        | Mode::Help
        | Mode::Pair
        | Mode::Export
        | Mode::Select
        | Mode::Seek
        | Mode::Form
        | Mode::Record
        | Mode::Choose
        | Mode::Asked => None,
    }
}

/// What a person can see of a stage: the picture, and what was done outside.
fn seen(stage: &Stage) -> (String, usize) {
    (stage.picture(), stage.effects.len())
}

/// The catalogue that `script` is for: there are problems only where something is wrong, and differences where several have read.
fn named(script: &str) -> &'static str {
    if script.contains('!') {
        "faulty"
    } else if script.contains('8') {
        "two-readers"
    } else {
        "harrow-bay"
    }
}

fn after(script: &str) -> Stage {
    Stage::on(named(script), Theme::Dark, (100, 30)).play(script)
}

/// The same at a height at which everything must scroll.
fn low(script: &str) -> Stage {
    Stage::on(named(script), Theme::Dark, (100, 16)).play(script)
}

/// The same where outlets stand side by side.
fn wide(script: &str) -> Stage {
    Stage::on(named(script), Theme::Dark, (160, 45)).play(script)
}

fn does_something(key: Key, script: &str) -> bool {
    [after, low, wide].into_iter().any(|start| {
        let mut stage = start(script);
        let before = seen(&stage);
        stage.send(Event::Key(key.event()));
        seen(&stage) != before
    })
}

#[test]
fn every_key_does_something_in_each_of_its_modes() {
    for binding in BINDINGS {
        for &mode in binding.modes {
            // The number of the screen that one is on leads nowhere else.
            if matches!(binding.action, Action::Show(screen) if Some(screen) == screen_of(mode)) {
                continue;
            }
            for &key in binding.keys {
                let mut ways = ways_into(mode).iter();
                for way in ways.clone() {
                    assert_eq!(after(way).app.mode(), mode, "{way}");
                }
                assert!(ways.any(|way| does_something(key, way)), "{} {}: {}", key.name(), mode.name(), binding.long);
            }
        }
    }
}

#[test]
fn what_the_footer_offers_is_done() {
    for binding in BINDINGS.iter().filter(|binding| !binding.short.is_empty()) {
        // A cursor that is at the end stays there.
        let moves = matches!(
            binding.action,
            Action::Up
                | Action::Down
                | Action::Left
                | Action::Right
                | Action::PreviousEvent
                | Action::NextEvent
                | Action::NextHit
                | Action::PreviousHit
                | Action::NextExcerpt
                | Action::PreviousExcerpt
        );
        for &mode in binding.modes {
            for way in ways_into(mode) {
                let offered = after(way).app.offers(&binding.action);
                if offered && !moves {
                    let key = binding.keys[0];
                    assert!(does_something(key, way), "{} after {way}: {}", key.name(), binding.short);
                }
            }
        }
    }
}

/// Plays a script and says what must be on the screen then, and what must not.
fn shows(script: &str, there: &[&str], gone: &[&str]) {
    let screen = after(script).text();
    for text in there {
        assert!(screen.contains(text), "after {script}: no {text}\n{screen}");
    }
    for text in gone {
        assert!(!screen.contains(text), "after {script}: {text}\n{screen}");
    }
}

#[test]
fn keys_do_what_their_lines_say() {
    shows("Gg", &["Claims 1/5"], &[]);
    shows("G", &["Claims 5/5"], &[]);
    shows("<End>", &["Claims 5/5"], &[]);
    shows("G<Home>", &["Claims 1/5"], &[]);
    shows("<C-d>", &["Claims 5/5"], &[]);
    shows("G<C-u>", &["Claims 1/5"], &[]);
    // z: this pane alone, and back.
    shows("z", &["Claims 1/5"], &["document"]);
    shows("zz", &["Claims 1/5", "documents"], &[]);
    shows("<Enter>", &["affirms"], &["Claims 1/5"]);
    shows("2z", &["Claims 1/5"], &["Bay Courier (report 4 Mar) affirms"]);
    shows("2zz", &["Claims 1/5", "Bay Courier (report 4 Mar) affirms"], &[]);
    // b: this outlet is the base; d: marks, or no more.
    let wide = |script| wide(script).text();
    let base = |screen: &str| {
        let at = |text: &str| screen.lines().find_map(|line| line.find(text).map(|at| line[..at].chars().count()));
        (at("  base"), at("Tide Mirror"), at("Bay Courier"))
    };
    let (on_first, _, bay) = base(&wide("jjd"));
    let (on_second, tide, _) = base(&wide("jjllb"));
    assert!(on_first.zip(bay).is_some_and(|(base, bay)| base.abs_diff(bay) < 12), "{}", wide("jjd"));
    assert!(on_second.zip(tide).is_some_and(|(base, tide)| base.abs_diff(tide) < 12), "{}", wide("jjllb"));
    assert_eq!(wide("jjdd"), wide("jj"));
    // f: all narrowings, and round.
    shows("f", &["with disagreement"], &[]);
    shows("ff", &["contested"], &["disagreement"]);
    shows("fff", &["a copy differs"], &[]);
    shows("ffff", &["where Bay Courier is"], &["copy differs"]);
    shows("fffff", &["with unchecked"], &[]);
    shows("ffffff", &["/5 · 17 of 20 pairs settled"], &["of 5 "]);
    // h and l: from the first outlet back to the claims; between the outlets of the claim at a glance.
    assert_eq!(wide("lh"), wide(""));
    assert_ne!(after("jl").text(), after("j").text());
    assert_eq!(after("jlh").text(), after("j").text());
    assert_eq!(after("<Enter>h").text(), after("").text());
    // n and N.
    shows("/bridge<Enter>n", &["hit 2 of"], &[]);
    shows("/bridge<Enter>nN", &["hit 1 of"], &[]);
    shows("n", &["nothing to walk"], &[]);
    // m, q, Ctrl-z.
    shows("m", &["mouse on"], &[]);
    shows("mm", &["mouse off"], &[]);
    assert_eq!(after("mm").effects, [Effect::Mouse(true), Effect::Mouse(false)]);
    assert_eq!(after("<C-z>").effects, [Effect::Suspend]);
    assert_eq!(after("/storm<C-z>").effects, [Effect::Suspend]);
    // Read: Tab, S-Tab, d.
    shows("j<Enter><Enter>", &["excerpt 2 of"], &[]);
    shows("j<Enter><Enter><S-Tab>", &["excerpt 1 of"], &[]);
    shows("j<Enter><Enter><S-Tab><Tab>", &["excerpt 2 of"], &[]);
    shows("3l", &["passages, "], &[]);
    shows("3ld", &["Tide Mirror ·"], &["passages, "]);
    // Words.
    shows("4d", &["against the rest"], &[]);
    shows("4dd", &["The bridge 1/2"], &[]);
    shows("4][", &["The bridge 1/2"], &[]);
    // Frames and Outlets: lines, numbers, tables.
    shows("6j", &["Frames 2/4", "Responsibility in Bay Courier"], &[]);
    shows("6l", &["Conflict in Tide Mirror"], &[]);
    shows("7j", &["Outlets 2/4"], &[]);
    shows("7l", &["◐ questions: 1 claim"], &[]);
    shows("7lh", &["● affirms: 2 claims"], &[]);
    shows("7<Tab>lll", &["disagree on 2 of 2"], &[]);
    shows("7<Tab><Tab>", &["3 of 4 passages"], &[]);
    shows("7<S-Tab><S-Tab><S-Tab>", &["● affirms: 2 claims"], &[]);
    // p: two outlets only, what they disagree on, and back.
    shows("p", &["Bay Courier and  M Tide Mirror"], &[]);
    shows("pt", &["Bay Courier and Town Hall News only", "C T"], &["Tide Mirror  "]);
    shows("ptp", &["on which Bay Courier and Town Hall News disagree"], &[]);
    shows("ptpp", &["of Bay Courier and Town Hall News"], &["disagree,"]);
    shows("pt<Esc>", &["C M P T"], &[" only"]);
    shows("p<Esc>", &["C M P T"], &[" only"]);
    shows("pz", &["no other outlet has the letter z"], &[]);
    shows("2pt", &["Town Hall News"], &["Tide Mirror  "]);
    shows("7<Tab>lllp", &["Bay Courier and Town Hall News only"], &[]);
    // The finder: grouped or not, ten on and back.
    assert_ne!(after("/bridge<C-t>").text(), after("/bridge").text());
    shows("/bridge<C-o>", &["Find in the texts"], &[]);
    assert_eq!(after("/bridge<PgDn><PgUp>").text(), after("/bridge").text());
    assert_eq!(after("/bridge<C-n><C-p>").text(), after("/bridge").text());
    // Screens by number.
    for (number, title) in [
        ("1", "Claims 1/5"),
        ("2", "Town Hall News"),
        ("3", "1 of"),
        ("4", "1/2"),
        ("5", "Voices 1/"),
        ("6", "Frames 1/"),
        ("7", "Outlets 1/"),
    ] {
        shows(number, &[title], &[]);
    }
}

#[test]
fn an_editor_opens_where_the_cursor_is() {
    let place = |script: &str| match after(script).effects.as_slice() {
        [Effect::Edit(place)] => *place,
        other => panic!("after {script}: {other:?}"),
    };
    let harrow_bay = catalogue("harrow-bay");
    let claims: Vec<_> = harrow_bay.claims.iter().map(|claim| claim.place).collect();
    assert_eq!(place("e"), claims[0]);
    assert_eq!(place("je"), claims[1]);
    let excerpts: Vec<_> = harrow_bay.excerpts.iter().map(|excerpt| excerpt.place).collect();
    for script in ["j<Enter>e", "2le", "j<Enter><Enter>e"] {
        assert!(excerpts.contains(&place(script)), "{script}");
    }
    assert_eq!(place("4e"), harrow_bay.namings.iter().next().unwrap().place);
    assert!(harrow_bay.speakers.iter().any(|speaker| speaker.place == place("5jje")));
    assert!(harrow_bay.frames.iter().any(|frame| frame.place == place("6e")));
    assert_eq!(place("7je"), harrow_bay.outlets.iter().nth(1).unwrap().place);
    assert_eq!(place("7<Tab><Tab>je"), harrow_bay.events.iter().nth(1).unwrap().place);
}

#[test]
fn copying_is_done_or_said_to_be_impossible() {
    for script in ["y", "<Enter>y", "2y", "3y", "4<Enter>y", "5y", "6y", "7y", "7<Tab><Tab>y"] {
        let stage = after(script);
        let copied = matches!(stage.effects.as_slice(), [Effect::Copy(_)]);
        let said = stage.text().contains("nothing to copy") || stage.text().contains("clipboard with");
        assert!(said && (copied || stage.text().contains("nothing to copy")), "{script}: {}", stage.text());
    }
    let all = Stage::new(catalogue("harrow-bay"), Theme::Dark, (100, 30)).play("5y");
    let [Effect::Copy(text)] = all.effects.as_slice() else { panic!("{:?}", all.effects) };
    assert_eq!(text.split("\n\n").count(), 3, "each excerpt behind the number, with its source: {text}");
}

#[test]
fn only_what_there_is_can_be_copied_opened_or_moved_in() {
    let offers = |stage: &Stage, action: &Action| stage.app.offers(action);
    let title_only = Stage::new(written("title = 'Ferries'\n"), Theme::Dark, (100, 30));
    for always in [Action::Quit, Action::Help, Action::Find] {
        assert!(offers(&title_only, &always), "{always:?}");
    }
    for nowhere in [Action::Copy, Action::Edit, Action::Zoom, Action::NextContradiction] {
        assert!(!offers(&title_only, &nowhere), "{nowhere:?}");
    }
    let claim = "title = 'Ferries'\n[[outlet]]\nid = 'bay'\nname = 'Bay'\n[[event]]\nid = 'night'\ntitle = 'Night'\n\
        [[claim]]\nid = 'late'\nevent = 'night'\ntitle = 'The ferry was late'\n";
    let unfiled = Stage::new(written(claim), Theme::Dark, (100, 30));
    assert!(!offers(&unfiled, &Action::Copy) && offers(&unfiled, &Action::Edit));
    assert!(offers(&after("l"), &Action::Copy));
}
