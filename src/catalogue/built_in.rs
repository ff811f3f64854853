//! The catalogue that is compiled into the program.

/// Where its files are in the source tree, and what messages call it.
pub(super) const FOLDER: &str = "data/venezuela-2024";

/// The last part of that.
pub(super) const NAME: &str = "venezuela-2024";

/// Its files, as paths below [`FOLDER`], with their text.
pub(super) const FILES: &[(&str, &str)] = &[
    ("catalogue.toml", include_str!("../../data/venezuela-2024/catalogue.toml")),
    ("claims/01-country.toml", include_str!("../../data/venezuela-2024/claims/01-country.toml")),
    ("claims/02-voting-system.toml", include_str!("../../data/venezuela-2024/claims/02-voting-system.toml")),
    ("claims/03-campaign.toml", include_str!("../../data/venezuela-2024/claims/03-campaign.toml")),
    ("claims/04-count.toml", include_str!("../../data/venezuela-2024/claims/04-count.toml")),
    ("claims/05-tally-sheets.toml", include_str!("../../data/venezuela-2024/claims/05-tally-sheets.toml")),
    ("claims/06-street.toml", include_str!("../../data/venezuela-2024/claims/06-street.toml")),
    ("claims/07-forces.toml", include_str!("../../data/venezuela-2024/claims/07-forces.toml")),
    ("claims/08-foreign-hands.toml", include_str!("../../data/venezuela-2024/claims/08-foreign-hands.toml")),
    ("claims/09-recognition.toml", include_str!("../../data/venezuela-2024/claims/09-recognition.toml")),
    ("claims/10-outlook.toml", include_str!("../../data/venezuela-2024/claims/10-outlook.toml")),
    ("readings/decisions.toml", include_str!("../../data/venezuela-2024/readings/decisions.toml")),
    ("readings/first/coding.toml", include_str!("../../data/venezuela-2024/readings/first/coding.toml")),
    ("readings/second/coding.toml", include_str!("../../data/venezuela-2024/readings/second/coding.toml")),
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_compiled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
        let mut found: Vec<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .map(|entry| entry.unwrap().path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned())
            .filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "toml"))
            .collect();
        found.sort();
        let listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, found);
        assert!(FOLDER.ends_with(NAME));
    }
}
