//! The command line as a shell, a script or a screen reader meets it: pages, JSON, exit codes.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

mod adding;
mod agree;
mod anchoring;
mod anything;
mod around;
mod export;
mod formats;
mod importing;
mod json;
mod pages;
mod paths;
mod refusals;
mod run;
