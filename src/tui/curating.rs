//! What a person changes in the catalogue: the form, what is asked before something goes, and which steps keys begin.
//!
//! Nothing is written here: a step goes to the outside as [`Effect::Write`] and comes back as the next edition of the catalogue, or as
//! the reason why not, with the form still filled in.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    action::{Action, Effect, Goal, Next},
    form::{
        Form, Memory, Outcome,
        choose::{Choose, Purpose},
        draw,
        kept::Draft,
        lines::name,
        passage::Passage,
        record::{self, RecordForm},
    },
    keys::Mode,
    readings::anew::Anew,
    shared::{Shared, walk::Walk},
};
use crate::{
    catalogue::{
        Catalogue, DocumentId, Excerpt, ExcerptId, Kind,
        edit::{Choice, Filing, Removal, Row, claim_of, file, refile, removal, settle, unsettle, withdraw},
    },
    compare::{
        coverage::{day_of, precedes},
        standing::Standing,
    },
    text::wrap::cut,
};

const NOTHING_SELECTED: &str = "no words are selected: v selects them in a document, which 3 opens";

/// What is open, and what is remembered.
#[derive(Debug, Default)]
pub struct Curating {
    /// What lies over the lower part of the screen.
    pub(super) open: Option<Open>,
    memory: Memory,
    asked: Option<Asked>,
    /// What the form decides on, where it is open for that.
    anew: Option<Anew>,
    /// What was sent to be filed and is not written yet.
    sent: Option<Filing>,
}

/// What can lie there.
#[derive(Debug)]
pub enum Open {
    /// Words are filed, or an excerpt is changed.
    Filing(Box<Form>),
    /// Another row is made or changed.
    Record(RecordForm),
    /// A claim is chosen.
    Choose(Choose),
}

impl Open {
    /// Draws it into the lower part of `body`.
    pub fn draw(&self, shared: &Shared, body: Rect, buffer: &mut Buffer) {
        match self {
            Self::Filing(form) => draw::draw(shared, form, body, buffer),
            Self::Record(form) => form.draw(shared, body, buffer),
            Self::Choose(choose) => choose.draw(shared, body, buffer),
        }
    }
}

/// Something that is done only after a yes.
#[derive(Debug)]
struct Asked {
    question: String,
    yes: Yes,
}

/// What a yes leads to.
#[derive(Debug)]
enum Yes {
    /// Something outside.
    Effect(Effect),
    /// The form that was open when the program ended.
    Resume(Draft),
    /// Whose the documents are.
    Reveal,
}

impl Curating {
    /// Where keys go, where they go here.
    pub fn mode(&self) -> Option<Mode> {
        if self.asked.is_some() {
            return Some(Mode::Asked);
        }
        self.open.as_ref().map(|open| match open {
            Open::Filing(_) => Mode::Form,
            Open::Record(_) => Mode::Record,
            Open::Choose(_) => Mode::Choose,
        })
    }

    /// What is asked.
    pub fn question(&self, shared: &Shared, columns: u16) -> Option<Line<'static>> {
        let asked = self.asked.as_ref()?;
        let (strong, quiet) = (shared.theme.strong(), shared.theme.quiet());
        let answers =
            [Span::styled(" y", strong), Span::styled(" yes ", quiet), Span::styled(" Esc", strong), Span::styled(" no", quiet)];
        let room = usize::from(columns).saturating_sub(2 + answers.iter().map(Span::width).sum::<usize>());
        let question = Span::styled(format!(" {} ", cut(&asked.question, room)), shared.theme.accent());
        Some([question].into_iter().chain(answers).collect())
    }

    /// Asks before `effect` is had.
    pub fn ask(&mut self, question: String, effect: Effect) {
        self.asked = Some(Asked { question, yes: Yes::Effect(effect) });
    }

    /// Asks whether the form is to be gone on with that was open when the program ended.
    pub fn offer(&mut self, draft: Draft) {
        self.asked = Some(Asked { question: draft.question(), yes: Yes::Resume(draft) });
    }

    /// Asks before it is shown whose the documents are.
    pub fn ask_to_reveal(&mut self) {
        let question = "reveal the outlets? what you file after that is not blind".to_owned();
        self.asked = Some(Asked { question, yes: Yes::Reveal });
    }

    /// What would be lost if the program ended now: what stands in the form that is open, or is offered.
    pub fn draft(&self) -> Option<Draft> {
        match (&self.asked, &self.open) {
            (Some(Asked { yes: Yes::Resume(draft), .. }), _) => Some(draft.clone()),
            (_, Some(Open::Filing(form))) => Some(form.draft()),
            (_, Some(Open::Record(form))) => Some(form.draft()),
            (_, Some(Open::Choose(_)) | None) => None,
        }
    }

    /// Opens the form of `draft`, over the document whose words are filed.
    fn resume(&mut self, shared: &mut Shared, draft: Draft) -> Next {
        let draft = match draft {
            Draft::Filing(draft) => *draft,
            Draft::Record(draft) => {
                self.open = Some(Open::Record(RecordForm::resumed(shared, &draft)));
                return Next::Done;
            }
        };
        let form = Form::resumed(shared, &self.memory, draft);
        let document = shared.catalogue.documents.entries().find(|(_, row)| *row.id == *form.passage.document);
        let Some((id, _)) = document else {
            let gone = &form.passage.document;
            shared.message = Some(format!("the document {gone} is gone, of which these words were: “{}”", form.passage.quote));
            return Next::Done;
        };
        let goal = form.passage.selected.clone().map_or(Goal::Text(id), |place| Goal::Passage(id, place));
        self.open = Some(Open::Filing(Box::new(form)));
        Next::Go(goal)
    }

    /// Does its part of `action` while something is open; gives it back otherwise.
    ///
    /// # Errors
    ///
    /// The action, where nothing is open.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Result<Next, Action> {
        if let Some(asked) = self.asked.take() {
            return Ok(match (action, asked.yes) {
                (Action::Confirm, Yes::Effect(effect)) => Next::Outside(effect),
                (Action::Confirm, Yes::Resume(draft)) => self.resume(shared, draft),
                (Action::Confirm, Yes::Reveal) => Next::Reveal,
                (action @ (Action::Quit | Action::Suspend), yes) => {
                    self.asked = Some(Asked { yes, ..asked });
                    Next::Pass(action)
                }
                _ => {
                    shared.message = Some("left as it was".to_owned());
                    Next::Done
                }
            });
        }
        match self.open.take() {
            None => Err(action),
            Some(Open::Filing(form)) => Ok(self.update_filing(shared, *form, action)),
            Some(Open::Record(mut form)) => {
                let outcome = form.update(shared, action);
                Ok(self.take_in(outcome, Open::Record(form)))
            }
            Some(Open::Choose(mut choose)) => {
                let outcome = choose.update(shared, self.memory.claims(), action);
                Ok(self.take_in(outcome, Open::Choose(choose)))
            }
        }
    }

    /// Does what a key left to do, with the form that it was pressed in.
    fn take_in(&mut self, outcome: record::Outcome, form: Open) -> Next {
        let next = match outcome {
            record::Outcome::Closes => {
                if let Open::Record(form) = form {
                    self.memory.keep_record(&form);
                }
                return Next::Done;
            }
            record::Outcome::Asks(question, rounds, told) => {
                self.ask(question, Effect::Write { rounds, told });
                return Next::Done;
            }
            record::Outcome::Stays => Next::Done,
            record::Outcome::Passes(action) => Next::Pass(action),
            record::Outcome::Writes(rounds, told) => Next::Outside(Effect::Write { rounds, told }),
        };
        self.open = Some(form);
        next
    }

    fn update_filing(&mut self, shared: &mut Shared, mut form: Form, action: Action) -> Next {
        let (form, next) = match form.update(shared, &self.memory, action) {
            Outcome::Stays => (form, Next::Done),
            Outcome::Passes(action) => (form, Next::Pass(action)),
            Outcome::Closes => {
                if self.anew.take().is_none() {
                    self.memory.keep(form);
                }
                return Next::Done;
            }
            Outcome::Changes(excerpt) => {
                // The words selected take the place of those that were filed.
                (Form::changing(shared, &self.memory, excerpt).with(form.passage), Next::Done)
            }
            Outcome::Files(filing) => {
                let next = self.send(shared, form.changes.as_ref(), *filing);
                (form, next)
            }
        };
        self.open = Some(Open::Filing(Box::new(form)));
        next
    }

    /// Opens the form in which that is filed which two readings differ in.
    pub fn file_anew(&mut self, shared: &Shared, anew: Anew) {
        self.open =
            Some(Open::Filing(Box::new(Form::filled(shared, &self.memory, anew.passage.clone(), &anew.like, anew.gone.first()))));
        self.anew = Some(anew);
    }

    /// Sends a filing to be written.
    fn send(&mut self, shared: &mut Shared, changes: Option<&Row>, filing: Filing) -> Next {
        let catalogue = &shared.catalogue;
        let filing = Filing { blind: catalogue.blind, ..filing };
        let told = format!(
            "{} under “{}”: {}",
            if changes.is_some() { "changed" } else { "filed" },
            title(catalogue, &filing),
            filing.stance.name()
        );
        if let Some(anew) = &self.anew {
            let Some(rounds) = anew.rounds(catalogue, &filing) else {
                shared.message = Some("what was to be decided is not there any more: Esc, and see what is".to_owned());
                return Next::Done;
            };
            let told = anew.told.clone();
            self.sent = Some(filing);
            return Next::Outside(Effect::Write { rounds, told });
        }
        let rounds = match changes.map(|row| row.excerpt(catalogue)) {
            None => file(catalogue, &filing),
            Some(Some(id)) => refile(catalogue, id, &filing),
            Some(None) => {
                shared.message = Some("the excerpt is not there any more; Esc, and select its words anew".to_owned());
                return Next::Done;
            }
        };
        self.sent = Some(filing);
        Next::Outside(Effect::Write { rounds, told })
    }

    /// Begins what `action` asks for, with the words that are selected and the kind and id of the `row` under the cursor; gives it back
    /// where it is none of this.
    ///
    /// # Errors
    ///
    /// The action, where it begins nothing.
    pub fn begin(
        &mut self,
        shared: &mut Shared,
        action: Action,
        selected: Option<Passage>,
        row: Option<(Kind, Option<String>)>,
    ) -> Result<Next, Action> {
        match action {
            Action::File => match selected {
                Some(passage) => {
                    let looked_for = shared.walk.as_ref().and_then(Walk::looked_for);
                    let mut form = Form::new(shared, &self.memory, passage);
                    if let Some((claim, _)) = looked_for {
                        form.put_under(shared, &self.memory, claim);
                    }
                    self.open = Some(Open::Filing(Box::new(form)));
                }
                None => shared.message = Some(NOTHING_SELECTED.to_owned()),
            },
            Action::FileAgain => match selected.map(|passage| self.memory.again(&shared.catalogue, &passage)) {
                Some(Some((filing, None))) => return Ok(self.send(shared, None, filing)),
                Some(Some((_, Some(_)))) => {
                    let told = "overlaps an excerpt of this claim, so it was not filed again: a files it all the same";
                    shared.message = Some(told.to_owned());
                }
                Some(None) => shared.message = Some("nothing was filed yet: a files".to_owned()),
                None => shared.message = Some(NOTHING_SELECTED.to_owned()),
            },
            Action::Change => match shared.excerpt() {
                Some(excerpt) => {
                    let form = Form::changing(shared, &self.memory, excerpt);
                    let is_of_document = |passage: &Passage| passage.document == form.passage.document;
                    let form = match selected.filter(is_of_document) {
                        Some(passage) if passage.quote != form.passage.quote => {
                            shared.message = Some(format!("Enter puts these words in the place of “{}”", form.passage.quote));
                            form.with(passage)
                        }
                        _ => form,
                    };
                    self.open = Some(Open::Filing(Box::new(form)));
                }
                None => shared.message = Some("there is no excerpt under the cursor".to_owned()),
            },
            Action::ChangeRow => {
                let Some((kind, id)) = row else { return Ok(Next::Done) };
                match id.and_then(|id| RecordForm::changing(&shared.catalogue, kind, &id)) {
                    Some(form) => self.open_record(shared, form),
                    None => shared.message = Some(format!("there is no {} under the cursor", kind.name())),
                }
            }
            Action::NewRow => {
                let Some((kind, _)) = row else { return Ok(Next::Done) };
                let event =
                    shared.claim.map(|claim| shared.catalogue.claims[claim].event).or(shared.catalogue.events.ids().next());
                let event = event.map(|event| &*shared.catalogue.events[event].id);
                if kind == Kind::Claim && event.is_none() {
                    shared.message = Some("a claim is of an event: make one first, or file words under a new claim".to_owned());
                    self.open = Some(Open::Record(RecordForm::new(Kind::Event, None)));
                } else {
                    let form = RecordForm::new(kind, event);
                    self.open_record(shared, form);
                }
            }
            Action::Move | Action::Merge if !shared.marked.is_empty() => self.choose_for(shared, shared.marked.clone()),
            Action::Move => match shared.excerpt() {
                Some(excerpt) => self.choose_for(shared, [excerpt]),
                None => shared.message = Some("there is no excerpt under the cursor".to_owned()),
            },
            Action::Merge | Action::Contradict => {
                if let Some((Kind::Claim, Some(id))) = row {
                    let purpose = if action == Action::Merge { Purpose::Merge(id) } else { Purpose::Contradict(id) };
                    self.open = Some(Open::Choose(Choose::new(shared, self.memory.claims(), purpose)));
                }
            }
            Action::Delete => return Ok(self.delete(shared)),
            Action::DeleteRow => {
                if let Some((kind, id)) = row {
                    self.delete_row(shared, kind, id.as_deref());
                }
            }
            Action::Settle => return Ok(Self::settle(shared)),
            Action::Undo => return Ok(Next::Outside(Effect::Undo)),
            Action::Redo => return Ok(Next::Outside(Effect::Redo)),
            other => return Err(other),
        }
        Ok(Next::Done)
    }

    /// Opens `form`, as it was left where it was left unwritten.
    fn open_record(&mut self, shared: &mut Shared, form: RecordForm) {
        let left = self.memory.record(&form).map(|draft| RecordForm::resumed(shared, draft));
        if left.is_some() {
            shared.message = Some("as you left it: Ctrl-u empties a line".to_owned());
        }
        self.open = Some(Open::Record(left.unwrap_or(form)));
    }

    /// Has the claim chosen to which these excerpts go.
    fn choose_for(&mut self, shared: &Shared, excerpts: impl IntoIterator<Item = ExcerptId>) {
        let rows = excerpts.into_iter().map(|excerpt| Row::of_excerpt(&shared.catalogue, excerpt)).collect();
        self.open = Some(Open::Choose(Choose::new(shared, self.memory.claims(), Purpose::Move(rows))));
    }

    fn delete(&mut self, shared: &mut Shared) -> Next {
        let catalogue = &shared.catalogue;
        let Some(id) = shared.excerpt() else {
            shared.message = Some("there is no excerpt under the cursor".to_owned());
            return Next::Done;
        };
        let excerpt = &catalogue.excerpts[id];
        let told = format!("taken out: {} under “{}”", excerpt.quote.marked(), catalogue.claims[excerpt.claim].title);
        let question = format!("take it out? {}", excerpt.quote.marked());
        let rounds = withdraw(catalogue, id);
        self.ask(question, Effect::Write { rounds, told });
        Next::Done
    }

    fn delete_row(&mut self, shared: &mut Shared, kind: Kind, id: Option<&str>) {
        let Some((id, name)) = id.and_then(|id| Some((id, name(&shared.catalogue, kind, id)?))) else {
            shared.message = Some(format!("there is no {} under the cursor", kind.name()));
            return;
        };
        match removal(&shared.catalogue, kind, id) {
            Ok(Removal { rounds, with }) => {
                let with = if with.is_empty() { with } else { format!(", {with}") };
                let question = format!("take the {} out{with}? “{name}”", kind.name());
                let left = if kind == Kind::Document { "; its text stays where it is" } else { "" };
                self.ask(question, Effect::Write { rounds, told: format!("taken out: “{name}”{left}") });
            }
            Err(why) => shared.message = Some(format!("“{name}” stays: {why}")),
        }
    }

    /// Writes that the current outlet is silent on the current claim, or that nobody has looked.
    fn settle(shared: &mut Shared) -> Next {
        let (Some(claim), Some(cell)) = (shared.claim, shared.cell()) else { return Next::Done };
        let catalogue = &shared.catalogue;
        let silent = match cell.standing {
            Standing::Unchecked => true,
            Standing::Silent => false,
            Standing::TooEarly => {
                shared.message = Some(format!("{} could not know: it was published before", shared.outlet_name()));
                return Next::Done;
            }
            _ => {
                shared.message = Some(format!("{} is not silent: it has an excerpt under this claim", shared.outlet_name()));
                return Next::Done;
            }
        };
        let day = day_of(catalogue, &catalogue.claims[claim]);
        let could_know = |document: &DocumentId| day.is_none_or(|day| !precedes(&catalogue.documents[*document], day));
        let documents: Vec<DocumentId> = catalogue.outlets[cell.outlet].documents.iter().copied().filter(could_know).collect();
        let title = &catalogue.claims[claim].title;
        let told = if silent {
            format!("{} is silent on “{title}”", shared.outlet_name())
        } else {
            format!("{} is unchecked on “{title}” again", shared.outlet_name())
        };
        let rounds =
            if silent { settle(catalogue, claim, &documents, catalogue.blind) } else { unsettle(catalogue, claim, &documents) };
        Next::Outside(Effect::Write { rounds, told })
    }

    /// What was sent is written: another edition of the catalogue is shown. The excerpt that was filed by it, if one was.
    pub fn written(&mut self, catalogue: &Catalogue) -> Option<ExcerptId> {
        self.memory.forget_record();
        (self.open, self.anew) = (None, None);
        let filing = self.sent.take()?;
        let claim = match &filing.claim {
            Choice::There(id) => id.clone(),
            Choice::New(new) => catalogue.claims.iter().rev().find(|claim| claim.title == new.title)?.id.to_string(),
        };
        self.memory.filed(&filing, &claim);
        let is_filed = |excerpt: &Excerpt| {
            *catalogue.documents[excerpt.document].id == *filing.document && excerpt.quote.written() == filing.quote
        };
        let mut excerpts = catalogue.excerpts_of(claim_of(catalogue, &claim)?);
        excerpts.rfind(|(_, excerpt)| is_filed(excerpt)).map(|(id, _)| id)
    }

    /// What was sent is not written: the form stays as it is filled in.
    pub fn not_written(&mut self) {
        self.sent = None;
    }
}

/// The title of the claim under which is filed.
fn title(catalogue: &Catalogue, filing: &Filing) -> String {
    match &filing.claim {
        Choice::There(id) => {
            catalogue.claims.iter().find(|claim| *claim.id == **id).map_or_else(|| id.clone(), |claim| claim.title.clone())
        }
        Choice::New(new) => new.title.clone(),
    }
}
