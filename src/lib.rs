//! parallax compares, in a terminal, how several outlets tell the same event.
//!
//! ```text
//!  parallax  The harbour bridge                                                  1 Compare  2 Matrix   ┐ tui::frame
//! ┏ Claims 2/3 ━━━━━━━━━━━━━━━━━━━━━ C P T ┓┌ The closing ──────────── 3 documents, 2 independent ┐
//! ┃The closing                             ┃│ The bridge was closed without warning               │  tui::compare::draw
//! ┃ The bridge is unsafe             ● ○ – ┃│ The town closed the bridge before it told anybody.  │   asks compare::coverage
//! ┃▌Closed without warning           ● ● ✕ ┃│                                                     │
//! ┃                                        ┃│ Bay Courier         Harbour Post        Town Hall   │
//! ┃  tui::compare::list                    ┃│ ● affirms           ● affirms           ✕ denies    │
//! ┃   lists catalogue::Claim               ┃│ ─────────           ─────────           ─────────   │
//! ┃   by catalogue::Event                  ┃│ “…”                 “…”                 “…”         │  catalogue::Excerpt
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛└─────────────────────────────────────────────────────┘
//!  j/k claim  l excerpts  [/] event  c contradicting claim  f narrow  z zoom  ? all keys  q quit        ─ tui::keys
//! ```
//!
//! Data flows upward through six floors. A floor uses the floors below it and never one above.
//!
//! | floor | room | what it holds |
//! |---|---|---|
//! | 6 | [`cli`] | what was typed, and which command it means; one file a command |
//! | 5 | [`tui`], [`report`], [`export`] | the faces: a screen that lives, pages that are written, files that are handed on |
//! | 4 | [`answers`], [`import`] | one question answered whole: the texts opened, then the rooms below asked; what a file of another program becomes in a catalogue |
//! | 3 | [`compare`], [`find`], [`intake`] | what follows from a catalogue: pure answers to questions; what a file holds to be quoted |
//! | 2 | [`catalogue`] | what a curator wrote: model, loading, checking |
//! | 1 | [`text`] | how text behaves: folding, words, width, wrapping, cleaning |
//!
//! Below them lies `threads`: work done side by side.
//!
//! A file becomes a screen thus: bytes → records with their places → names resolved, every problem collected →
//! [`catalogue::Catalogue`] → [`tui::app::App`]. A key becomes a frame thus: terminal event → [`tui::action::Action`] →
//! [`tui::app::App::update`], which lets the screen in sight do its part → [`tui::frame`].

pub mod answers;
pub mod catalogue;
pub mod cli;
pub mod compare;
pub mod export;
pub mod find;
pub mod import;
pub mod intake;
pub mod report;
pub mod text;
mod threads;
pub mod tui;
