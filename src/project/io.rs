//! One way in and one way out.
//!
//! [`read_text`] is the only reader of whole files, within the limits and decoded strictly; a
//! stream of lines is read by [`super::lines`].
//! [`write_atomically`] is the only writer: whoever looks at the file sees the old content or the
//! new, never half of it, whatever happens in between. Inputs are never changed in place
//! ([`refuse_input_as_output`]).

use std::fs::{self, File, FileType, Metadata};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use tempfile::NamedTempFile;

use super::error::{self, Action};
use super::{Error, Limits, Reason, decode};
use crate::text::LineIndex;

/// A file that has been read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it was read from; [`STANDARD_INPUT`] for `-`.
    pub path: PathBuf,
    /// Its text, without a byte order mark.
    pub text: String,
    /// Name of the encoding it was read with.
    pub encoding: &'static str,
    /// Whether it began with a byte order mark.
    pub bom: bool,
    /// Whether the encoding was only recognised by its letters.
    pub guessed: bool,
    /// What the person should be told about the encoding, as a warning.
    pub note: Option<String>,
    /// Its size in bytes, as stored.
    pub size: u64,
}

/// How standard input is named in messages.
pub const STANDARD_INPUT: &str = "<stdin>";

impl Input {
    /// The lines of the text.
    pub fn lines(&self) -> LineIndex {
        LineIndex::new(&self.text)
    }
}

/// Read the text of `path`, or of standard input for `-`; `forced` is the encoding named by the person.
///
/// Pipes are read up to the limit. Folders, devices and sockets are refused.
pub fn read_text(path: &Path, limits: &Limits, forced: Option<&'static Encoding>) -> Result<Input, Error> {
    let (path, bytes) = if path == Path::new("-") {
        let path = PathBuf::from(STANDARD_INPUT);
        let bytes = read_up_to(io::stdin().lock(), None, limits).map_err(|refusal| refusal.of(&path))?;
        (path, bytes)
    } else {
        (path.to_path_buf(), read_file(path, limits)?)
    };
    let size = bytes.len() as u64;
    let decoded = decode::decode(bytes, forced).map_err(|reason| Error::of(&path, reason))?;
    let decode::Decoded { text, encoding, bom, guessed, note } = decoded;
    Ok(Input { path, text, encoding, bom, guessed, note, size })
}

#[expect(clippy::disallowed_methods, reason = "this is the one way in")]
pub(super) fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Error> {
    let unreadable = |error: io::Error| Error::io(Action::Read, path, &error);
    // Asked before opening: a device may act on being opened.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(Error::of(path, error::is_a_folder()));
    }
    if !metadata.is_file() && !is_pipe(metadata.file_type()) {
        return Err(Error::of(path, Reason::new("this is a device, not a file", "give a text file")));
    }
    let size = metadata.is_file().then_some(metadata.len());
    let file = File::open(path).map_err(unreadable)?;
    read_up_to(file, size, limits).map_err(|refusal| refusal.of(path))
}

/// Why an input was not read to its end.
enum Refusal {
    System(io::Error),
    Limit(Reason),
}

impl Refusal {
    fn of(self, path: &Path) -> Error {
        match self {
            Self::System(error) => Error::io(Action::Read, path, &error),
            Self::Limit(reason) => Error::of(path, reason),
        }
    }
}

/// All bytes of `source`, which said that it has `size`.
///
/// The limit is kept again while reading: a pipe has no size, and a file can grow meanwhile.
fn read_up_to(source: impl Read, size: Option<u64>, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    if size.is_some_and(|size| size > limits.file_size) {
        return Err(Refusal::Limit(limits.file_too_large(size)));
    }
    let mut bytes = Vec::new();
    let expected = usize::try_from(size.unwrap_or_default()).unwrap_or(usize::MAX);
    bytes.try_reserve_exact(expected).map_err(|_| Refusal::System(io::ErrorKind::OutOfMemory.into()))?;
    source.take(limits.file_size.saturating_add(1)).read_to_end(&mut bytes).map_err(Refusal::System)?;
    if bytes.len() as u64 > limits.file_size {
        return Err(Refusal::Limit(limits.file_too_large(None)));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

/// Give `path` the content that `write` writes, all of it or nothing.
///
/// The content goes to a temporary file in the same folder, to the disk, and then takes the place
/// of the old file, with its permissions. A link stays a link: the file it points to is replaced.
/// A pipe or a device such as `/dev/null` cannot be replaced and is written to directly. Names
/// that share the old file as hard links keep the old content.
pub fn write_atomically<W>(path: &Path, write: W) -> Result<(), Error>
where
    W: FnOnce(&mut dyn Write) -> io::Result<()>,
{
    let failed = |error: io::Error| Error::io(Action::Write, path, &error);
    let old = match fs::metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    match &old {
        Some(old) if old.is_dir() => Err(failed(io::ErrorKind::IsADirectory.into())),
        Some(old) if !old.is_file() => write_directly(path, write).map_err(failed),
        // Renaming asks only for the folder's permission; a file that is protected is meant to stay.
        Some(old) if old.permissions().readonly() => Err(Error::of(
            path,
            Reason::new("this file is write-protected", "choose another name, or allow writing to it"),
        )),
        old => {
            let target = behind_links(path).map_err(failed)?;
            replace(&target, old.as_ref(), write).map_err(|error| Error::io(Action::Write, &target, &error))
        }
    }
}

fn write_directly<W>(path: &Path, write: W) -> io::Result<()>
where
    W: FnOnce(&mut dyn Write) -> io::Result<()>,
{
    let mut out = BufWriter::new(File::options().write(true).open(path)?);
    write(&mut out)?;
    out.flush()
}

fn replace<W>(target: &Path, old: Option<&Metadata>, write: W) -> io::Result<()>
where
    W: FnOnce(&mut dyn Write) -> io::Result<()>,
{
    let folder = error::folder_of(target);
    // On an error this is dropped, and with it the file removed from the folder.
    let temporary = temporary_in(folder)?;
    let mut out = BufWriter::new(temporary.as_file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(old) = old {
        keep_owner(temporary.as_file(), old);
        temporary.as_file().set_permissions(old.permissions())?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(target).map_err(|refused| refused.error)?;
    sync_folder(folder)
}

/// A new file that nobody else has, with the permissions that any new file gets.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tarjuman-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Temporary files are private by default; this one becomes the result. The umask applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Where the links of `path` lead, be there a file or not.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows before it calls them a loop.
    const DEPTH: usize = 40;
    let mut target = path.to_path_buf();
    for _ in 0..DEPTH {
        match fs::read_link(&target) {
            Ok(next) => target = error::folder_of(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// The administrator who runs this for somebody else must not take the file away from them.
#[cfg(unix)]
fn keep_owner(new: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(current) = new.metadata() else { return };
    // Giving a file away is not everybody's right, and the content matters more; so what fails is left.
    if current.uid() != old.uid() || current.gid() != old.gid() {
        let _ = fchown(new, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(new, None, Some(old.gid())));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Make the new name itself survive a power cut; other systems do it by themselves.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a folder is opened to be synchronised, not read")]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems have no such operation.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Refuse to write `output` over one of the `inputs` of the same run.
pub fn refuse_input_as_output(output: &Path, inputs: &[&Path]) -> Result<(), Error> {
    match inputs.iter().find(|input| same_file(output, input)) {
        None => Ok(()),
        Some(input) => Err(Error::of(
            output,
            Reason::new(
                format!("this is the file that is read as “{}”, and inputs are never changed", input.display()),
                "give another name to the output",
            ),
        )),
    }
}

/// Refuse `output` when the folder it is to be written to does not exist.
///
/// # Errors
/// The same as writing it would give, before any work is done.
pub fn refuse_missing_folder(output: &Path) -> Result<(), Error> {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !folder.is_dir() => Err(Error::io(Action::Write, output, &io::ErrorKind::NotFound.into())),
        _ => Ok(()),
    }
}

/// Whether both paths lead to one existing file, through links too.
pub fn same_file(a: &Path, b: &Path) -> bool {
    let (Ok(one), Ok(other)) = (fs::canonicalize(a), fs::canonicalize(b)) else { return false };
    one.is_file() && (one == other || is_hard_link(&one, &other))
}

#[cfg(unix)]
fn is_hard_link(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |path| fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino())).ok();
    identity(a).is_some_and(|a| Some(a) == identity(b))
}

#[cfg(not(unix))]
fn is_hard_link(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make the files that they read")]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn put(path: &Path, content: &str) -> Result<(), Error> {
        write_atomically(path, |out| out.write_all(content.as_bytes()))
    }

    fn read(path: &Path) -> Result<Input, Error> {
        read_text(path, &Limits::default(), None)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let folder = folder();
        let path = folder.path().join("نص.txt");
        put(&path, "نعم\n").unwrap();
        let input = read(&path).unwrap();
        assert_eq!((input.text.as_str(), input.encoding, input.size), ("نعم\n", "UTF-8", 7));
        assert_eq!(names(folder.path()), ["نص.txt"]);
    }

    #[test]
    fn folders_devices_and_missing_files_are_refused() {
        let folder = folder();
        assert!(read(folder.path()).unwrap_err().to_string().contains("this is a folder"));
        put(&folder.path().join("source.txt"), "x").unwrap();
        let error = read(&folder.path().join("surce.txt")).unwrap_err().to_string();
        assert!(error.contains("no such file; did you mean") && error.contains("source.txt”?"), "{error}");
        #[cfg(unix)]
        assert!(read(Path::new("/dev/zero")).unwrap_err().to_string().contains("this is a device"));
        #[cfg(unix)]
        assert!(read(&folder.path().join("source.txt/a")).unwrap_err().to_string().contains("is a file, not a folder"));
    }

    #[test]
    fn the_limit_holds_for_files_and_for_streams_without_a_size() {
        let folder = folder();
        let path = folder.path().join("a.txt");
        put(&path, "12345").unwrap();
        let limits = |file_size| Limits { file_size, ..Limits::default() };
        assert!(read_text(&path, &limits(5), None).is_ok());
        let error = read_text(&path, &limits(4), None).unwrap_err().to_string();
        assert!(error.contains("5 bytes") && error.contains("--max-file-size"), "{error}");
        let endless = read_up_to(io::repeat(b'x'), None, &limits(1000));
        assert!(matches!(endless, Err(Refusal::Limit(reason)) if reason.remedy.contains("--max-file-size")));
    }

    #[test]
    fn a_failure_keeps_the_old_content_and_leaves_nothing_behind() {
        let folder = folder();
        let path = folder.path().join("a.txt");
        put(&path, "old").unwrap();
        let failed = write_atomically(&path, |out| {
            out.write_all(&[b'n'; 100_000])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.unwrap_err().to_string().contains("the disk is full"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn impossible_targets_are_named() {
        let folder = folder();
        let error = put(&folder.path().join("new/deep/a.txt"), "x").unwrap_err().to_string();
        assert!(error.contains("new” does not exist; create it first"), "{error}");
        assert!(put(folder.path(), "x").unwrap_err().to_string().contains("this is a folder"));
    }

    #[test]
    fn an_input_is_never_an_output() {
        let folder = folder();
        let (a, b, c) = (folder.path().join("a.txt"), folder.path().join("./a.txt"), folder.path().join("c.txt"));
        put(&a, "x").unwrap();
        assert!(same_file(&a, &b) && !same_file(&a, &c) && !same_file(&c, &c));
        assert!(refuse_input_as_output(&b, &[&c, &a]).unwrap_err().to_string().contains("never changed"));
        assert_eq!(refuse_input_as_output(&c, &[&a]), Ok(()));
        fs::hard_link(&a, &c).unwrap();
        assert!(!cfg!(unix) || same_file(&a, &c));
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o7777
        }

        #[test]
        fn permissions_are_kept_or_those_of_any_new_file() {
            let folder = folder();
            let (new, plain) = (folder.path().join("new.txt"), folder.path().join("plain.txt"));
            put(&new, "x").unwrap();
            fs::write(&plain, "x").unwrap();
            assert_eq!(mode(&new), mode(&plain), "as the umask says");
            fs::set_permissions(&new, fs::Permissions::from_mode(0o640)).unwrap();
            put(&new, "y").unwrap();
            assert_eq!(mode(&new), 0o640);
            fs::set_permissions(&new, fs::Permissions::from_mode(0o444)).unwrap();
            assert!(put(&new, "z").unwrap_err().to_string().contains("write-protected"));
            assert_eq!(fs::read_to_string(&new).unwrap(), "y");
        }

        #[test]
        fn a_link_stays_a_link() {
            let folder = folder();
            fs::create_dir(folder.path().join("real")).unwrap();
            let (link, target) = (folder.path().join("link.txt"), folder.path().join("real/a.txt"));
            symlink("real/a.txt", &link).unwrap();
            for content in ["first", "second"] {
                put(&link, content).unwrap();
                assert_eq!(fs::read_to_string(&target).unwrap(), content);
                assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            }
            symlink("loop", folder.path().join("loop")).unwrap();
            put(&folder.path().join("loop"), "x").unwrap_err();
        }

        #[test]
        fn devices_are_written_to_and_never_replaced() {
            use std::os::unix::fs::FileTypeExt as _;
            put(Path::new("/dev/null"), "x").unwrap();
            assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
            if Path::new("/dev/full").exists() {
                assert!(put(Path::new("/dev/full"), "x").unwrap_err().to_string().contains("the disk is full"));
            }
        }

        #[test]
        fn a_read_only_folder_is_named() {
            let folder = folder();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
            if fs::create_dir(folder.path().join("allowed")).is_ok() {
                eprintln!("skipped: this user may write anywhere, as root may");
                return;
            }
            let error = put(&folder.path().join("a.txt"), "x").unwrap_err().to_string();
            assert!(error.contains("no permission to write in the folder"), "{error}");
        }
    }
}
