//! Puts files in the place of those of a catalogue, each as a whole or not at all.
//!
//! A new file takes the place of the old one, which is safe whatever happens and parts it from what hangs on the old one: its
//! other names and its owner. Files that have such are refused, and so are those that nobody may write to: their folder would let
//! them be replaced all the same; folders, pipes and devices, too. Symbolic links are followed, and permissions stay.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

use super::{EditError, FileChanges};
use crate::catalogue::Catalogue;

/// Writes what was planned, one file after the other.
///
/// # Errors
///
/// As [`may_be_written`], before any is written; and for the first that changed since the plan or cannot be written: it is as it
/// was, and so are those after it.
pub fn write(plans: &[FileChanges]) -> Result<(), EditError> {
    may_be_written(plans)?;
    for plan in plans {
        put_in_place(&plan.path, &plan.before, &plan.after())?;
    }
    Ok(())
}

/// Writes `after` in the place of the file at `path`, which holds `before`.
pub(super) fn put_in_place(path: &Path, before: &str, after: &str) -> Result<(), EditError> {
    let failed = |error| EditError::Io(path.to_owned(), error);
    // What is renamed onto a link would take the place of the link.
    let real = fs::canonicalize(path).map_err(failed)?;
    if fs::read(&real).map_err(failed)? != before.as_bytes() {
        return Err(EditError::Changed(path.to_owned()));
    }
    replace(&real, after.as_bytes()).map_err(failed)
}

/// Looks whether all that was planned can be written, as far as that can be told before.
///
/// # Errors
///
/// Where one of the files may not be written to, or has other names or another owner.
pub fn may_be_written(plans: &[FileChanges]) -> Result<(), EditError> {
    plans.iter().try_for_each(|plan| may_be_replaced(&plan.path))
}

/// Writes `content` in the place of the file at `path`, as a whole or not at all; as a new one where there is none.
///
/// # Errors
///
/// Where it cannot be written, or may not be replaced.
pub fn put(path: &Path, content: &[u8]) -> Result<(), EditError> {
    let failed = |error| EditError::Io(path.to_owned(), error);
    match fs::canonicalize(path) {
        Ok(real) => {
            may_be_replaced(path)?;
            replace(&real, content).map_err(failed)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut stored = super::Stored::default();
            stored.write(path, content)?;
            stored.keep();
            Ok(())
        }
        Err(error) => Err(failed(error)),
    }
}

/// Refuses what a new file cannot take the place of without harm.
pub(super) fn may_be_replaced(path: &Path) -> Result<(), EditError> {
    let metadata = fs::metadata(path).map_err(|error| EditError::Io(path.to_owned(), error))?;
    if !metadata.is_file() {
        return Err(EditError::NotRegular(path.to_owned()));
    }
    if metadata.permissions().readonly() {
        return Err(EditError::ReadOnly(path.to_owned()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;

        if metadata.nlink() > 1 {
            return Err(EditError::OtherNames(path.to_owned()));
        }
        if metadata.uid() != rustix::process::geteuid().as_raw() {
            return Err(EditError::OtherOwner(path.to_owned()));
        }
    }
    Ok(())
}

/// Puts `content` in the place of the file at `path`: as a whole or not at all.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(beside(&name, process::id()));
    let mut file = create_beside(&beside)?;
    let written = fs::metadata(path)
        .and_then(|metadata| file.set_permissions(metadata.permissions()))
        .and_then(|()| file.write_all(content))
        .and_then(|()| file.sync_all())
        .and_then(|()| put_in(&beside, path));
    if written.is_err() {
        // The first failure is the one to tell of.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Gives the new file the name of the old one, and forces that to the disk where folders can be.
pub(super) fn put_in(beside: &Path, path: &Path) -> io::Result<()> {
    fs::rename(beside, path)?;
    // It has its name already; where its folder cannot be forced, only a power cut could take it back.
    let _ = path.parent().map(fs::File::open).and_then(Result::ok).map(|folder| folder.sync_all());
    Ok(())
}

/// Makes the new file that only the process of this number writes; what an earlier one of the same number left there goes.
pub(super) fn create_beside(beside: &Path) -> io::Result<fs::File> {
    // Where it cannot go, the new one cannot be made.
    let _ = fs::remove_file(beside);
    fs::File::create_new(beside)
}

/// What the new file beside that of `name` is called while the process of this number writes it.
///
/// It begins with a dot, so that it is no file of the catalogue should it be left behind.
fn beside(name: &str, process: u32) -> String {
    format!(".{name}.{process}.new")
}

/// What processes that ended while they wrote left beside the files of `catalogue`, in order; what is left by a process of this
/// one's number counts, so not while this one writes.
pub fn leftovers(catalogue: &Catalogue) -> Vec<PathBuf> {
    let mut names: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    for file in catalogue.files.iter().filter(|file| file.held.is_none()) {
        // Of files that are gone nothing is left to clear.
        if let Ok(path) = fs::canonicalize(&file.path)
            && let (Some(folder), Some(name)) = (path.parent(), path.file_name())
        {
            names.entry(folder.to_owned()).or_default().insert(name.to_string_lossy().into_owned());
        }
    }
    let mut found = Vec::new();
    for (folder, names) in names {
        let left = |entry: &fs::DirEntry| {
            entry.file_name().to_str().and_then(writer).is_some_and(|(name, process)| names.contains(name) && !lives(process))
        };
        found.extend(fs::read_dir(folder).into_iter().flatten().flatten().filter(left).map(|entry| entry.path()));
    }
    found.sort();
    found
}

/// The name of the file and the number of the process that `name`, made by [`beside`], was made of.
fn writer(name: &str) -> Option<(&str, u32)> {
    let (file, process) = name.strip_prefix('.')?.strip_suffix(".new")?.rsplit_once('.')?;
    Some((file, process.parse().ok()?))
}

/// Whether another process of this number runs.
#[cfg(unix)]
fn lives(process: u32) -> bool {
    use rustix::{
        io::Errno,
        process::{Pid, test_kill_process},
    };

    let number = i32::try_from(process).ok().and_then(Pid::from_raw);
    process != process::id() && number.is_some_and(|number| test_kill_process(number) != Err(Errno::SRCH))
}

/// Nobody can tell, so nothing is taken away.
#[cfg(not(unix))]
fn lives(process: u32) -> bool {
    process != process::id()
}

/// Takes away one of the [`leftovers`].
///
/// # Errors
///
/// Where it is there and cannot be removed.
pub fn clear(leftover: &Path) -> Result<(), EditError> {
    match fs::remove_file(leftover) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EditError::Io(leftover.to_owned(), error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            fixture::{Fixture, claim, span},
            plan,
        },
        *,
    };

    #[test]
    fn what_changes_after_the_plan_is_refused() {
        let fixture = Fixture::new(&claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n"));
        let plans = fixture.plan(&span()).unwrap();
        let changed = fixture.text() + "# mine\n";
        fs::write(fixture.path(), &changed).unwrap();
        let error = write(&plans).unwrap_err().to_string();
        assert!(error.ends_with("bridge.toml: changed since it was read, so it was left alone; try again"), "{error}");
        assert_eq!(fixture.text(), changed);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_left_as_it_was() {
        let fixture = Fixture::new(&claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n"));
        let before = fixture.text();
        let plans = fixture.plan(&span()).unwrap();
        let beside = fixture.folder.path().join(format!(".bridge.toml.{}.new", std::process::id()));
        fs::create_dir(&beside).unwrap();
        assert!(matches!(write(&plans), Err(EditError::Io(..))));
        assert_eq!(fixture.text(), before);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let elsewhere = tempfile::tempdir().unwrap();
        let real = elsewhere.path().join("real.toml");
        fs::write(&real, claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n")).unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("bridge.toml");
        symlink(&real, &link).unwrap();
        write(&plan(&Fixture::load(folder.path()), &span()).unwrap()).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&real).unwrap().ends_with("span = [20, 26]\n"));
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    const EXCERPT: &str = "[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n";

    #[cfg(unix)]
    #[test]
    fn a_file_with_other_names_is_refused_before_any_is_written() {
        let fixture = Fixture::new(&claim(EXCERPT));
        let plans = fixture.plan(&span()).unwrap();
        let other = fixture.folder.path().join("other.toml");
        fs::copy(fixture.path(), &other).unwrap();
        let second = FileChanges { path: other.clone(), ..plans[0].clone() };
        fs::hard_link(&other, fixture.folder.path().join("name")).unwrap();
        let before = fixture.text();
        let error = write(&[plans[0].clone(), second]).unwrap_err();
        assert!(matches!(&error, EditError::OtherNames(path) if *path == other), "{error}");
        assert_eq!((fixture.text(), fs::read_to_string(other).unwrap()), (before.clone(), before));
    }

    #[test]
    fn a_file_that_may_not_be_written_to_is_refused() {
        let fixture = Fixture::new(&claim(EXCERPT));
        let (plans, before) = (fixture.plan(&span()).unwrap(), fixture.text());
        let mut permissions = fs::metadata(fixture.path()).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(fixture.path(), permissions).unwrap();
        let told = write(&plans).unwrap_err().to_string();
        assert!(told.contains("bridge.toml: left as it was: it is read-only"), "{told}");
        assert!(matches!(put(&fixture.path(), b"mine"), Err(EditError::ReadOnly(_))));
        assert_eq!(fixture.text(), before);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_another_owner_is_refused() {
        let fixture = Fixture::new(&claim(EXCERPT));
        let plans = fixture.plan(&span()).unwrap();
        let given = std::os::unix::fs::chown(fixture.path(), Some(rustix::process::geteuid().as_raw() + 1), None);
        let written = write(&plans);
        // Only the superuser gives files away.
        match given {
            Ok(()) => assert!(matches!(written, Err(EditError::OtherOwner(_)))),
            Err(_) => assert!(written.is_ok()),
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_dead_processes_left_is_found_and_nothing_else() {
        let fixture = Fixture::new(&claim(EXCERPT));
        let mut dead = process::Command::new("true").spawn().unwrap();
        dead.wait().unwrap();
        let living = std::os::unix::process::parent_id();
        let (left, own) = (beside("bridge.toml", dead.id()), beside("bridge.toml", process::id()));
        for name in [&left, &own, &beside("bridge.toml", living), &beside("ferry.toml", dead.id()), ".bridge.toml.new"] {
            fs::write(fixture.folder.path().join(name), "half").unwrap();
        }
        let folder = fs::canonicalize(fixture.folder.path()).unwrap();
        let mut expected = [folder.join(&left), folder.join(&own)];
        expected.sort();
        assert_eq!(leftovers(&fixture.catalogue), expected);
        expected.iter().try_for_each(|left| clear(left)).unwrap();
        assert_eq!(leftovers(&fixture.catalogue), [] as [PathBuf; 0]);
        // Nor does it keep a process of the same number from writing, as containers have again and again.
        fs::write(fixture.folder.path().join(&own), "half").unwrap();
        write(&fixture.plan(&span()).unwrap()).unwrap();
        assert_eq!(leftovers(&fixture.catalogue), [] as [PathBuf; 0]);
    }
}
