//! The real program in a pseudo-terminal, as a person or a shell meets it.
//!
//! [`pseudo`] runs it and keeps what a terminal would show, [`filing`] brings it to where something is written; the rest are the tests, by what they are about. Nothing waits for a
//! fixed time: a test waits for the screen to show something, and fails with the screen when it never does.
#![cfg(unix)]

mod answers;
mod coding;
mod faults;
mod filing;
mod first;
mod killed;
mod leaving;
mod opening;
mod outside;
mod pseudo;
mod reload;
mod trust;
mod two;

#[cfg(target_os = "linux")]
mod idle;
