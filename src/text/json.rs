//! Values as JSON that may reach a terminal.

use serde::Serialize;

use super::clean::is_unsafe;

/// `value` as JSON, with a line break at its end. What could steer a terminal is escaped: programs read the same, and people see it.
pub fn json(value: &impl Serialize) -> String {
    // Only maps with keys that are no strings and values that refuse to be serialised can fail, and nothing here has either.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut safe = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if is_unsafe(c) {
            safe.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            safe.push(c);
        }
    }
    safe.push('\n');
    safe
}
