//! What is on the screen and what a person can do to it: the state, which [`App::update`] and [`App::hear`] alone change.
//!
//! It is the cursor that all screens share, one state a screen, and what lies over them: the finder, the list of keys. Every
//! change ends with the invariants of [`Shared`] and of the screen restored; a property test holds them to it.
//!
//! The state knows no terminal and no file. What only the outside can do comes back as an [`Effect`]; what takes longer than a
//! frame may is asked of a thread ([`App::ask`]). Drawing is in [`super::frame`].

use std::sync::Arc;

use ratatui::{layout::Rect, text::Span};

use super::{
    about::About,
    action::{Action, Effect, Goal, Next, Screen},
    answer::{Answer, Edition, Question},
    coding,
    curating::Curating,
    exporting::Exporting,
    find::Find,
    form::kept::Draft,
    help::{self, Help},
    keys::Mode,
    kit::{layout, theme::Theme},
    looking::Looking,
    pairing,
    screens::Screens,
    shared::{Shared, carried},
    tabs,
    trail::Visit,
};
use crate::{
    answers::problems::problems,
    catalogue::{Catalogue, Diagnostics, Kind, Loaded, Origin, Place, Progress},
    text::clean::typed,
};

/// The state.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a matter of its own: no two make a state together")]
pub struct App {
    pub(super) shared: Shared,
    pub(super) screens: Screens,
    pub(super) screen: Screen,
    pub(super) find: Find,
    pub(super) help: Option<Help>,
    pub(super) curating: Curating,
    looking: Looking,
    /// Whether the letter of the second of two outlets is awaited.
    pub(super) pairing: bool,
    pub(super) exporting: Exporting,
    /// How far the notes on event, outlet and document are scrolled.
    pub(super) about: About,
    /// Whether the program's own signs are spelt in ASCII.
    pub(super) ascii: bool,
    /// How far the first catalogue is; none once it is shown.
    pub(super) loading: Option<Arc<Progress>>,
    /// Why the files are not those shown: they cannot be read since they have changed.
    pub(super) refused: Option<String>,
    /// Where Esc leads.
    pub(super) trail: Vec<Visit>,
    mouse: bool,
    edition: Edition,
    indexed: Arc<Progress>,
    /// The catalogue as it was read; what is shown may hide some of it.
    read: Arc<Catalogue>,
    /// To whom it is hidden whose the documents are.
    blind: Option<String>,
    /// What loading the catalogue told.
    warnings: Diagnostics,
    /// Whether index and check of this edition were asked for.
    asked: bool,
    /// What the next edition of the catalogue is due to, where that is an edit of one's own.
    edited: Option<String>,
}

impl App {
    /// The state before anything is loaded; `progress` is shown until there is a catalogue.
    pub fn new(theme: Theme, ascii: bool, progress: Arc<Progress>) -> Self {
        Self {
            shared: Shared::new(theme),
            screens: Screens::default(),
            screen: Screen::Compare,
            find: Find::default(),
            help: None,
            curating: Curating::default(),
            looking: Looking::default(),
            pairing: false,
            exporting: Exporting::default(),
            about: About::default(),
            ascii,
            loading: Some(progress),
            refused: None,
            trail: Vec::new(),
            mouse: false,
            edition: 0,
            indexed: Arc::default(),
            read: Arc::default(),
            blind: None,
            warnings: Diagnostics::default(),
            asked: true,
            edited: None,
        }
    }

    /// Says where the catalogue lies, as a person types it.
    pub fn lies_at(&mut self, path: &str) {
        self.shared.named = Some(typed(path));
    }

    /// Says what the catalogue is read from: what lies beside it is looked for there.
    pub fn is_read_from(&mut self, origin: &Origin) {
        self.shared.origin = Some(origin.clone());
    }

    /// Hides from `reader` whose the documents are, from the first catalogue on.
    pub fn hide_outlets(&mut self, reader: &str) {
        self.blind = Some(reader.to_owned());
    }

    /// Where keys go now.
    pub fn mode(&self) -> Mode {
        if self.help.is_some() {
            Mode::Help
        } else if self.find.is_open() {
            Mode::Find
        } else if self.pairing {
            Mode::Pair
        } else if self.exporting.is_choosing() {
            Mode::Export
        } else if let Some(mode) = self.curating.mode() {
            mode
        } else {
            self.screens.mode(self.screen)
        }
    }

    /// The catalogue shown; empty while the first one loads.
    pub fn catalogue(&self) -> &Catalogue {
        &self.shared.catalogue
    }

    /// The same as it was read, with what is hidden.
    pub fn as_read(&self) -> &Arc<Catalogue> {
        &self.read
    }

    /// Whether something is kept from the person.
    pub fn hides(&self) -> bool {
        self.shared.is_coding() || self.shared.is_blind()
    }

    /// How many catalogues were shown before this one.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The size of the terminal.
    pub fn size(&self) -> Rect {
        self.shared.size
    }

    /// Whether the first catalogue is not read yet.
    pub fn is_loading(&self) -> bool {
        self.loading.is_some()
    }

    /// Whether the screen says how far something is.
    pub fn is_busy(&self) -> bool {
        self.is_loading() || (self.find.is_open() && self.shared.index.is_none())
    }

    /// Whether a page is in sight on which nothing is yet.
    pub fn is_opening(&self) -> bool {
        self.screen == Screen::Read && self.screens.read.is_opening()
    }

    /// How many excerpts are indexed.
    pub(super) fn indexed(&self) -> u64 {
        self.indexed.done()
    }

    /// The tabs of the title line.
    pub(super) fn tabs(&self) -> Vec<(Screen, Span<'static>)> {
        let shared = &self.shared;
        // Whoever is not to see whose the documents are sees no list that names them.
        let problems = if shared.is_blind() { 0 } else { shared.problems.len() };
        tabs::tabs(shared.theme, coding::screens(shared), self.screen, problems, shared.size.width)
    }

    /// What a click on a tab means; anything else as it is.
    fn on_a_tab(&self, action: Action) -> Action {
        let Action::Click(position) = action else { return action };
        match tabs::at(&self.tabs(), layout::areas(self.shared.size).title, position) {
            Some(Screen::Problems) => Action::Problems,
            Some(screen) => Action::Show(screen),
            None => action,
        }
    }

    /// Does what a person meant, and says what is left for the outside to do.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        let action = self.on_a_tab(action);
        self.shared.message = None;
        self.looking.hears_of(&action);
        let next = if let Some(help) = &mut self.help {
            match help.update(action) {
                help::Outcome::Stays(next) => next,
                help::Outcome::Closes(chosen) => {
                    self.help = None;
                    chosen.map_or(Next::Done, |action| self.screens.update(self.screen, &mut self.shared, action))
                }
            }
        } else if self.find.is_open() {
            self.find.update(&mut self.shared, action)
        } else if self.pairing {
            self.pairing = false;
            pairing::update(&mut self.shared, action)
        } else if self.exporting.is_choosing() {
            self.exporting.update(&mut self.shared, action)
        } else {
            match self.curating.update(&mut self.shared, action) {
                Ok(next) => next,
                Err(action) if self.shared.with_notes && matches!(action, Action::Back | Action::PageDown | Action::PageUp) => {
                    let document = self.screens.document(self.screen);
                    self.about.update(&mut self.shared, document, &action);
                    Next::Done
                }
                Err(action) => self.screens.update(self.screen, &mut self.shared, action),
            }
        };
        self.follow(next)
    }

    /// Does what a screen has left to do, and restores the invariants.
    fn follow(&mut self, next: Next) -> Option<Effect> {
        let mut next = next;
        let effect = loop {
            next = match next {
                Next::Done => break None,
                Next::Outside(Effect::Edit(place)) => match coding::may_be_edited(&self.shared.catalogue, place) {
                    Ok(place) => break Some(Effect::Edit(place)),
                    Err(why) => {
                        self.shared.message = Some(why.to_owned());
                        Next::Done
                    }
                },
                Next::Outside(effect) => break Some(effect),
                Next::Pass(action) => self.update_anywhere(&action),
                Next::Anew(anew) => {
                    self.curating.file_anew(&self.shared, *anew);
                    Next::Done
                }
                Next::Reveal => {
                    self.reveal();
                    Next::Done
                }
                Next::Go(goal) => {
                    self.go(goal);
                    Next::Done
                }
            };
        };
        self.settle();
        effect
    }

    /// What `action` does on every screen. Under an overlay only what ends or suspends the program.
    fn update_anywhere(&mut self, action: &Action) -> Next {
        let refusal = coding::refusal(&self.shared, self.kind(), action);
        match *action {
            Action::Quit => return Next::Outside(Effect::Quit),
            Action::Suspend => return Next::Outside(Effect::Suspend),
            _ if self.help.is_some() || self.find.is_open() || self.curating.mode().is_some() => {}
            _ if refusal.is_some() => self.shared.message = refusal,
            Action::Show(screen) => self.show(screen),
            Action::About => self.about.toggle(&mut self.shared),
            Action::Back if !self.shared.marked.is_empty() => self.shared.marked.clear(),
            Action::Back => self.back(),
            Action::Zoom => self.shared.zoomed = !self.shared.zoomed,
            Action::Find => self.find.open(),
            Action::Export => self.exporting.begin(),
            Action::Pair => self.pairing = pairing::toggle(&mut self.shared),
            Action::Problems if self.screen == Screen::Problems => self.back(),
            Action::Problems => return Next::Go(Goal::Problems),
            Action::Help => self.help = Some(Help::new(self.mode())),
            Action::Mark => self.shared.toggle_mark(),
            Action::Look => self.looking.begin(&mut self.shared),
            Action::NextUnchecked => self.looking.next_unchecked(&mut self.shared),
            Action::NextHit => return self.step_walk(1),
            Action::PreviousHit => return self.step_walk(-1),
            Action::Copy => {
                let excerpts: Vec<_> = self.shared.excerpt().into_iter().collect();
                return self.shared.copy(&excerpts);
            }
            Action::Edit => return self.place().map_or(Next::Done, |place| Next::Outside(Effect::Edit(place))),
            Action::Reveal if self.shared.is_blind() => self.curating.ask_to_reveal(),
            Action::Reveal => self.shared.message = Some("nothing is hidden: --blind hides whose the documents are".to_owned()),
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.shared.message = Some(if self.mouse { "mouse on" } else { "mouse off" }.to_owned());
                return Next::Outside(Effect::Mouse(self.mouse));
            }
            _ => {
                if *action == Action::Settle && self.screen == Screen::Read {
                    self.looking.settles(&mut self.shared);
                }
                // Words that somebody only came for are no new words for an excerpt.
                let is_meant = *action != Action::Change || self.mode() == Mode::Select;
                let selected = self.screens.selected(self.screen, &self.shared).filter(|_| is_meant);
                let row = self.screens.row(self.screen, &self.shared);
                return self.curating.begin(&mut self.shared, action.clone(), selected, row).unwrap_or(Next::Done);
            }
        }
        Next::Done
    }

    /// The questions that what is shown raises and nobody has asked yet. Of each kind only the newest needs an answer.
    pub fn ask(&mut self) -> Vec<Question> {
        if self.is_loading() {
            return Vec::new();
        }
        let mut questions = Vec::new();
        if !std::mem::replace(&mut self.asked, true) {
            questions.push(Question::Index(Arc::clone(&self.shared.catalogue), Arc::clone(&self.indexed)));
            questions.push(Question::Check(Arc::clone(&self.shared.catalogue)));
        }
        questions.extend(self.looking.ask(&self.shared));
        questions.extend(self.exporting.ask(&self.shared));
        questions.extend(self.find.ask(&self.shared));
        questions.extend(self.screens.ask(self.screen, &self.shared));
        questions
    }

    /// Takes an answer in, unless it is about an `edition` of the catalogue that is no longer shown; says what is left for the outside
    /// to do.
    pub fn hear(&mut self, edition: Edition, answer: Answer) -> Option<Effect> {
        if edition != self.edition {
            return None;
        }
        let mut next = Next::Done;
        match answer {
            Answer::Indexed(index) => self.shared.index = Some(index),
            Answer::TextsRead(full_text) => self.shared.full_text = Some(full_text),
            Answer::Found(query, searched, hits) => next = self.find.take_in(&mut self.shared, query, searched, hits),
            Answer::Opened(opened) => self.screens.read.take_in(&mut self.shared, opened),
            Answer::Checked(checked) => {
                self.shared.problems = problems(&self.shared.catalogue, &self.warnings, &checked).into();
                self.shared.checked = Some(checked);
            }
            Answer::Counted(counted) => self.screens.words.take_in_counts(counted),
            Answer::SetApart(scores) => self.screens.words.take_in_scores(scores),
            Answer::Concorded(word, spots) => self.screens.words.take_in_lines(&word, &spots),
            Answer::Heard(heard) => self.screens.voices.counted.take_in(heard),
            Answer::Framed(framed) => self.screens.frames.counted.take_in(framed),
            Answer::Looked(wanted, places, missing) => {
                next = self.looking.take_in(&mut self.shared, wanted, places, &missing);
            }
            Answer::Exported(format, made) => next = self.exporting.take_in(&mut self.shared, format, made),
            Answer::Profiled(profiles) => self.screens.outlets.counted.take_in(profiles),
            Answer::Adjudicated(found) => self.screens.readings.take_in(&mut self.shared, found),
        }
        self.follow(next)
    }

    /// Shows a catalogue that was read, for the first time or again, with what reading it told.
    pub fn show_catalogue(&mut self, catalogue: Arc<Catalogue>, warnings: Diagnostics) {
        self.warnings = warnings;
        self.read = catalogue;
        let catalogue = match &self.blind {
            Some(reader) => Arc::new(self.read.blinded(reader)),
            None => Arc::clone(&self.read),
        };
        let reloaded = self.loading.take().is_none();
        let before = self.shared.show(catalogue);
        self.edition += 1;
        let mended = self.refused.take().is_some();
        for visit in &mut self.trail {
            visit.claim = carried(visit.claim, &before.claims, &self.shared.catalogue.claims, |claim| &*claim.id);
            let outlet = |id| carried(Some(id), &before.outlets, &self.shared.catalogue.outlets, |outlet| &*outlet.id);
            visit.narrowing = visit.narrowing.carried(outlet).unwrap_or_default();
        }
        self.pairing = false;
        self.exporting.carry_over();
        self.find.carry_over();
        self.screens.carry_over(&self.shared, &before);
        self.indexed = Arc::default();
        self.asked = false;
        if !reloaded && self.shared.catalogue.claims.is_empty() {
            // Documents can be read before anything is claimed of them.
            self.show(Screen::Read);
            let has_documents = !self.shared.catalogue.documents.is_empty();
            self.shared.message =
                has_documents.then(|| "no claims yet: v selects words, a files them under the first".to_owned());
        }
        if !reloaded {
            self.shared.message = self.shared.message.take().or_else(|| coding::greeting(&self.shared));
        }
        if reloaded {
            let news = "the catalogue has changed: read again";
            let told = self.shared.message.take().filter(|told| !mended && !told.ends_with(news));
            // What was told of an edit stays when somebody else's changes come right after it.
            self.shared.message =
                self.edited.take().or_else(|| Some(told.map_or_else(|| news.to_owned(), |told| format!("{told} · {news}"))));
        }
        self.settle();
    }

    /// Shows whose the documents are.
    fn reveal(&mut self) {
        self.blind = None;
        self.tell_edited("revealed: what you file from now on is not blind".to_owned());
        self.show_catalogue(Arc::clone(&self.read), self.warnings.clone());
    }

    /// Tells that the catalogue has changed and cannot be read for this reason: the old one stays.
    pub fn refuse(&mut self, why: String) {
        self.tell(format!("still the old catalogue: {why}"));
        self.refused = Some(why);
    }

    /// Tells the person something, until they do something.
    pub fn tell(&mut self, message: String) {
        self.shared.message = Some(message);
    }

    /// Tells what was written into the catalogue's files, which will be read again.
    pub fn tell_edited(&mut self, message: String) {
        self.edited = Some(message.clone());
        self.tell(message);
    }

    /// Shows the catalogue that came of an edit, which `told` says in words.
    pub fn written(&mut self, loaded: Loaded, told: String) {
        self.tell_edited(told);
        let filed = self.curating.written(&loaded.catalogue);
        self.show_catalogue(Arc::new(loaded.catalogue), loaded.warnings);
        self.screens.read.written(filed);
        if let Some(excerpt) = filed.filter(|_| self.screen == Screen::Read) {
            self.shared.go_to_excerpt(excerpt);
        }
        self.looking.written(&mut self.shared);
        self.settle();
    }

    /// Asks whether the built-in catalogue is to be copied into `folder`, so that `effect` can be had there.
    pub fn ask_for_copy(&mut self, folder: &str, effect: Effect) {
        let question = format!("the built-in catalogue is read-only: copy it to {} and go on there?", typed(folder));
        self.curating.ask(question, Effect::Adopt(Box::new(effect)));
    }

    /// Shows the copy of the built-in catalogue that was made in `folder`.
    pub fn adopted(&mut self, loaded: Loaded, folder: &str) {
        self.tell_edited(format!("copied to {}", typed(folder)));
        self.show_catalogue(Arc::new(loaded.catalogue), loaded.warnings);
    }

    /// What would be lost if the program ended now.
    pub fn draft(&self) -> Option<Draft> {
        self.curating.draft()
    }

    /// Asks whether the form is to be gone on with that was open when the program ended.
    pub fn offer(&mut self, draft: Draft) {
        self.shared.message = None;
        self.curating.offer(draft);
    }

    /// Tells why an edit was not written.
    pub fn not_written(&mut self, why: String) {
        self.curating.not_written();
        self.screens.readings.not_written();
        self.tell(why);
    }

    /// The terminal has this size now.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.shared.size = Rect::new(0, 0, width, height);
        self.settle();
    }

    /// Whether `action` would do something now: the footer shows only such.
    pub fn offers(&self, action: &Action) -> bool {
        let shared = &self.shared;
        if self.help.is_some() {
            return *action != Action::Help;
        }
        if self.find.is_open() {
            return self.find.offers(shared, action).unwrap_or(true);
        }
        if self.curating.mode().is_some() || (shared.with_notes && *action == Action::Back) {
            return true;
        }
        if coding::refusal(shared, self.kind(), action).is_some() {
            return false;
        }
        if let Some(offered) = self.screens.offers(self.screen, shared, action) {
            return offered;
        }
        match action {
            Action::Quit | Action::Help | Action::Find => true,
            Action::NextHit | Action::PreviousHit => shared.walk.is_some(),
            Action::Back => {
                shared.zoomed || !shared.marked.is_empty() || !self.trail.is_empty() || shared.narrowing.is_of_outlets()
            }
            Action::Pair => shared.catalogue.outlets.len() > 1,
            _ if shared.claim.is_none() => false,
            Action::NextContradiction => shared.claim.is_some_and(|claim| !shared.catalogue.claims[claim].contradicts.is_empty()),
            Action::Copy => shared.excerpt().is_some(),
            _ => true,
        }
    }

    fn settle(&mut self) {
        self.shared.settle();
        self.screens.settle(self.screen, &mut self.shared);
    }

    /// Goes on in what n and N go through.
    fn step_walk(&mut self, by: isize) -> Next {
        match self.shared.step_walk(by) {
            Some(goal) => self.screens.walk_to(self.screen, &mut self.shared, goal),
            None => Next::Done,
        }
    }

    /// Of which kind the row under the cursor is.
    fn kind(&self) -> Option<Kind> {
        self.screens.row(self.screen, &self.shared).map(|(kind, _)| kind)
    }

    /// Where the catalogue's files have what the cursor is on.
    fn place(&self) -> Option<Place> {
        let catalogue = &self.shared.catalogue;
        match self.shared.excerpt() {
            Some(excerpt) => Some(catalogue.excerpts[excerpt].place),
            None => Some(catalogue.claims[self.shared.claim?].written()),
        }
    }
}
