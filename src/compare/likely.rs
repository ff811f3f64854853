//! The claims that a passage may bear on: those that share rare words with it.
//!
//! A word weighs as much as it is rare among the claims (inverse document frequency, Spärck Jones 1972); a claim weighs what the words
//! weigh that it shares with the passage.

use std::collections::{HashMap, HashSet};

use crate::{
    catalogue::{Catalogue, Claim, ClaimId},
    text::{fold::fold, words::words},
};

/// The claims of `catalogue` that share words with `passage`, likeliest first, at most so `many`. Words that more than a fifth of the claims
/// have say nothing, of a few claims those that more than half of them have.
pub fn likely_claims(catalogue: &Catalogue, passage: &str, many: usize) -> Vec<ClaimId> {
    let asked = folded(passage);
    let mut count: HashMap<&String, usize> = HashMap::new();
    let shared: Vec<(ClaimId, Vec<&String>)> = catalogue
        .claims
        .entries()
        .map(|(id, claim)| {
            let there = words_of(claim);
            (id, asked.iter().filter(|word| there.contains(*word)).collect())
        })
        .collect();
    for word in shared.iter().flat_map(|(_, words)| words) {
        *count.entry(word).or_default() += 1;
    }
    let claims = catalogue.claims.len();
    let weight = |word: &&String| {
        let count = count.get(*word).copied().unwrap_or(1);
        let share = if claims < 10 { 2 } else { 5 };
        if claims >= 4 && count * share > claims { 0.0 } else { (1.0 + num(claims) / num(count)).ln() }
    };
    let mut likely: Vec<(f64, ClaimId)> = shared
        .iter()
        .map(|(id, words)| (words.iter().map(weight).sum::<f64>(), *id))
        .filter(|&(weight, _)| weight > 0.0)
        .collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    likely.into_iter().take(many).map(|(_, id)| id).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of claims are far below 2^52")]
const fn num(count: usize) -> f64 {
    count as f64
}

fn words_of(claim: &Claim) -> HashSet<String> {
    let texts = [Some(&claim.title), claim.text.as_ref()].into_iter().flatten().chain(&claim.topics);
    texts.flat_map(|text| folded(text)).collect()
}

/// Words of fewer than three letters hold sentences together.
fn folded(text: &str) -> HashSet<String> {
    let long = |word: &String| word.chars().count() > 2 || word.chars().any(char::is_numeric);
    words(text).map(|word| fold(&text[word]).into_owned()).filter(long).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn rare_words_tell_more_than_common_ones() {
        let titles = ["The bridge was shut", "The bridge cost 30,000", "The ferry was late", "Nobody was warned"];
        let rows: String =
            (0..).zip(titles).map(|(at, title)| format!("[[claim]]\nid = 'c{at}'\nevent = 'e'\ntitle = '{title}'\n")).collect();
        let catalogue = parse(format!("title = 'B'\nevent = [{{ id = 'e', title = 'E' }}]\n{rows}")).unwrap().catalogue;
        let likely = |passage| likely_claims(&catalogue, passage, 2).into_iter().map(ClaimId::index).collect::<Vec<_>>();
        assert_eq!(likely("a bridge for 30,000 and more"), [1, 0]);
        assert_eq!(likely("xx"), [0_usize; 0]);
        assert_eq!(likely("Warned by nobody, the ferry left"), [3, 2]);
    }
}
