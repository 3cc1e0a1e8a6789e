//! Plugins in the presenter's folder: only with consent, in order, and nowhere else.

use bytes::Bytes;
use protocol::files::{
    Directory, DirectoryErrorCode, DirectoryRequest, FileError, FileErrorCode, FileToSave, FromTo, GotFile, Listing,
    PutFile, SavedFile, WorkingDirectory,
};
use protocol::{ToApp, ToPlugin};
use room::files::{Deed, Deeded, FilesError, Wanting};
use room::{ConnectionId, Effect, Input};
use room_api::{
    Answer, Consent, ErrorCode, FileDeed, FileEntry, Folder, Intent, MemberId, Permission, RequestId, Role, SessionId,
};

use crate::support::{CHARTS, DOCKING, Evening};

const FILES: Permission = Permission::LocalFilesAccess;

/// Docking asks for files; Charts does not.
fn evening() -> (Evening, ConnectionId, SessionId) {
    let (mut evening, alice) = Evening::new();
    evening.plugins[0].permissions = vec![FILES];
    evening.announce_plugins();
    let session = evening.activate_and_connect(alice, DOCKING);
    (evening, alice, session)
}

fn allowed() -> (Evening, ConnectionId, SessionId) {
    let (mut evening, alice, session) = evening();
    evening.ask_ok(alice, Intent::Allow { session, permission: FILES });
    (evening, alice, session)
}

fn consent(evening: &mut Evening, by: ConnectionId) -> Vec<Consent> {
    evening.person(by).room().sessions[0].permissions.iter().map(|known| known.consent).collect()
}

/// What the server is to do, and for whom.
fn deeds(evening: &mut Evening) -> (MemberId, Vec<String>) {
    assert_eq!(evening.files.len(), 1, "{:?}", evening.files);
    match evening.files.remove(0) {
        Effect::Files { of, deeds, .. } => (of, deeds.iter().map(said).collect()),
        other => panic!("{other:?}"),
    }
}

fn said(deed: &Deed) -> String {
    match deed {
        Deed::Enter { path } => format!("enter {path}"),
        Deed::List { path } => format!("list {path}"),
        Deed::Read { path } => format!("read {path}"),
        Deed::Write { path, content, parents } => format!("write {path} {} {parents}", content.len()),
        Deed::Remove { path, what } => format!("remove {path} {what:?}"),
        Deed::MakeFolder { path } => format!("make {path}"),
        Deed::Move { from, to } => format!("move {from} {to}"),
        Deed::Copy { from, to } => format!("copy {from} {to}"),
    }
}

fn done(evening: &mut Evening, session: SessionId, results: Vec<Result<Deeded, FilesError>>) {
    evening.apply(Input::FilesDone { wanting: Wanting::Session(session), results });
}

fn cd(error: FileError) -> ToPlugin {
    ToPlugin::CdResponse(error)
}

#[test]
fn without_consent_there_is_no_access_and_the_presenter_is_asked_once() {
    let (mut evening, alice, session) = evening();
    assert_eq!(consent(&mut evening, alice), [Consent::Unasked]);
    let events = evening.person(alice).events.len();
    for message in [ToApp::Cd("a".into()), ToApp::Cd("..".into()), ToApp::Cd("a".into())] {
        assert_eq!(evening.request(session, message), cd(FileError::UNAUTHORIZED_ACCESS));
    }
    assert_eq!(consent(&mut evening, alice), [Consent::Asked]);
    assert_eq!(evening.person(alice).events.len(), events + 1);
    let pwd = evening.request(session, ToApp::PrintWorkingDirectory);
    let nowhere = WorkingDirectory { error: FileError::UNAUTHORIZED_ACCESS, path: "".into() };
    assert_eq!(pwd, ToPlugin::PrintWorkingDirectoryResponse(nowhere));
    let save = ToApp::FileSave(vec![FileToSave { path: "a".into(), data: Bytes::new() }; 2]);
    let saved = SavedFile { path: "a".into(), error: FileErrorCode::MISSING_PERMISSION };
    assert_eq!(evening.request(session, save), ToPlugin::FileSaveDone(vec![saved; 2]));
    let list = evening.request(session, ToApp::DirectoryRequest(DirectoryRequest::default()));
    let unreachable = Directory { error: DirectoryErrorCode::FOLDER_UNREACHABLE, ..Directory::default() };
    assert_eq!(list, ToPlugin::DirectoryResponse(unreachable));

    evening.ask_ok(alice, Intent::Deny { session, permission: FILES });
    assert_eq!(evening.request(session, ToApp::Cd("a".into())), cd(FileError::UNAUTHORIZED_ACCESS));
    assert_eq!(consent(&mut evening, alice), [Consent::Denied], "and is not asked again");
    assert!(evening.files.is_empty(), "nothing reached the disk");
}

#[test]
fn a_plugin_that_did_not_register_for_files_never_gets_them() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    for _ in 0..2 {
        assert_eq!(evening.request(session, ToApp::Cd("a".into())), cd(FileError::UNAUTHORIZED_ACCESS));
    }
    let told = evening.person(alice).notifications();
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("Charts wants to use the presenter's files, but did not ask"), "{told:?}");
    let refused = evening.ask(alice, Intent::Allow { session, permission: FILES }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[test]
fn consent_can_come_with_the_activation_and_only_from_the_presenter() {
    let (mut evening, alice, session) = evening();
    let bob = evening.join(Role::Presenter, "Bob");
    let allow = || Intent::Allow { session, permission: FILES };
    assert_eq!(evening.ask(bob, allow()).unwrap_err().code, ErrorCode::NotAllowed);
    evening.ask_ok(alice, Intent::Deactivate { session });
    assert_eq!(evening.ask(alice, allow()).unwrap_err().code, ErrorCode::NotFound);
    evening.ask_ok(alice, Intent::Activate { plugin: DOCKING, allow: vec![FILES] });
    assert_eq!(consent(&mut evening, bob), [Consent::Allowed]);
    let latecomer = evening.join(Role::Guest, "Carol");
    assert_eq!(consent(&mut evening, latecomer), [Consent::Allowed], "the snapshot says the same");
}

#[test]
fn consent_ends_with_the_presenter_and_what_was_read_before_is_not_told() {
    let (mut evening, alice, session) = allowed();
    let bob = evening.join(Role::Presenter, "Bob");
    let bob_id = evening.person(bob).member();
    evening.say(session, ToApp::Cd("a".into()));
    let _ = deeds(&mut evening);
    done(&mut evening, session, vec![Ok(Deeded::Done)]);
    let get = evening.say(session, ToApp::Get("x".into()));
    assert_eq!(deeds(&mut evening).1, ["read /a/x"]);
    evening.ask_ok(alice, Intent::Give { member: bob_id });
    assert_eq!(consent(&mut evening, bob), [Consent::Unasked]);
    done(&mut evening, session, vec![Ok(Deeded::Content(Bytes::from_static(b"secret")))]);
    let nothing = GotFile { error: FileError::UNAUTHORIZED_ACCESS, data: Bytes::new() };
    assert_eq!(evening.session(session).answers_to(get), [ToPlugin::GetResponse(nothing)]);
    assert_eq!(consent(&mut evening, bob), [Consent::Unasked], "it was Alice who was asked");

    evening.ask_ok(bob, Intent::Allow { session, permission: FILES });
    evening.say(session, ToApp::Ls(".".into()));
    assert_eq!(deeds(&mut evening), (bob_id, vec!["list /".into()]), "in Bob's folder, from its beginning");
    done(&mut evening, session, vec![Ok(Deeded::Done)]);

    evening.ask_ok(bob, Intent::Leave);
    assert!(matches!(evening.files.pop(), Some(Effect::ForgetFiles { of }) if of == bob_id));
    assert_eq!(evening.request(session, ToApp::Cd("a".into())), cd(FileError::UNAUTHORIZED_ACCESS));
}

#[test]
fn each_message_becomes_its_deed_and_is_answered_with_what_came_of_it() {
    let (mut evening, alice, session) = allowed();
    let alice = evening.person(alice).member();
    let from_to = || FromTo { source: "a".into(), dest: "/b".into() };
    let put = PutFile { dest: "x.sdf".into(), data: Bytes::from_static(b"abc") };
    let path = room::files::FilePath::default();
    for (message, deed, answer) in [
        (ToApp::Rm("x".into()), "remove /x File", ToPlugin::RmResponse as fn(FileError) -> ToPlugin),
        (ToApp::Rmdir("x".into()), "remove /x EmptyFolder", ToPlugin::RmdirResponse),
        (ToApp::Mkdir("x/y".into()), "make /x/y", ToPlugin::MkdirResponse),
        (ToApp::Mv(from_to()), "move /a /b", ToPlugin::MvResponse),
        (ToApp::Cp(from_to()), "copy /a /b", ToPlugin::CpResponse),
        (ToApp::Put(put), "write /x.sdf 3 false", ToPlugin::PutResponse),
        (ToApp::Cd("x".into()), "enter /x", ToPlugin::CdResponse),
    ] {
        for (result, error) in [
            (Err(FilesError::NotThere(path.clone())), FileError::INVALID_PATH),
            (Err(FilesError::Root), FileError::SECURITY_ERROR),
            (Err(FilesError::Full("full".into())), FileError::IO_ERROR),
            (Ok(Deeded::Done), FileError::NO_ERROR),
        ] {
            let request = evening.say(session, message.clone());
            assert_eq!(deeds(&mut evening), (alice, vec![deed.into()]));
            done(&mut evening, session, vec![result]);
            assert_eq!(evening.session(session).answers_to(request), [answer(error)]);
        }
    }
    let pwd = evening.request(session, ToApp::PrintWorkingDirectory);
    let there = WorkingDirectory { error: FileError::NO_ERROR, path: "/x".into() };
    assert_eq!(pwd, ToPlugin::PrintWorkingDirectoryResponse(there), "the cd that was done counts");
}

#[test]
fn paths_that_leave_or_make_no_sense_do_not_reach_the_disk() {
    let (mut evening, _, session) = allowed();
    for (path, error) in [
        ("..", FileError::SECURITY_ERROR),
        ("/../x", FileError::SECURITY_ERROR),
        (r"..\x", FileError::SECURITY_ERROR),
        ("a/../../x", FileError::SECURITY_ERROR),
        ("", FileError::INVALID_PATH),
        ("a\0b", FileError::INVALID_PATH),
        (r"C:\Windows", FileError::INVALID_PATH),
        ("//server/share", FileError::INVALID_PATH),
        ("nul", FileError::INVALID_PATH),
        (&"x".repeat(300), FileError::INVALID_PATH),
        (&"x/".repeat(17), FileError::INVALID_PATH),
    ] {
        assert_eq!(evening.request(session, ToApp::Rm(path.into())), ToPlugin::RmResponse(error), "{path:?}");
        let out = FromTo { source: "a".into(), dest: path.into() };
        assert_eq!(evening.request(session, ToApp::Mv(out)), ToPlugin::MvResponse(error), "{path:?}");
    }
    assert!(evening.files.is_empty());
}

#[test]
fn many_requests_are_answered_in_order() {
    let (mut evening, _, session) = allowed();
    let first = evening.say(session, ToApp::Cd("a".into()));
    let second = evening.say(session, ToApp::Ls(".".into()));
    let third = evening.say(session, ToApp::ComplexListRequest);
    let fourth = evening.say(session, ToApp::PrintWorkingDirectory);
    assert!(evening.session(session).answered().is_empty());
    assert_eq!(deeds(&mut evening).1, ["enter /a"], "one at a time");
    done(&mut evening, session, vec![Ok(Deeded::Done)]);
    assert_eq!(deeds(&mut evening).1, ["list /a"], "from where the first led");
    assert_eq!(evening.session(session).answered(), [first]);
    let entry = |name: &str| FileEntry { name: name.into(), is_folder: false, size: 3, modified: "2026".into() };
    let folder = Folder { entries: vec![entry("x.pdb"), entry("y.sdf")], used: 6, limit: 10 };
    done(&mut evening, session, vec![Ok(Deeded::Listing(folder.clone()))]);
    assert_eq!(evening.session(session).answered(), [first, second, third, fourth]);
    let listed = evening.session(session).answers_to(second);
    let [ToPlugin::LsResponse(Listing { error: FileError::NO_ERROR, entries })] = &listed[..] else {
        panic!("{listed:?}")
    };
    assert_eq!((&entries[1].name[..], entries[1].size, &entries[1].date_modified[..]), ("y.sdf", 3, "2026"));

    let list = DirectoryRequest { directory: ".".into(), pattern: "*.PDB".into() };
    let request = evening.say(session, ToApp::DirectoryRequest(list));
    let _ = deeds(&mut evening);
    done(&mut evening, session, vec![Ok(Deeded::Listing(folder))]);
    let answer = evening.session(session).answers_to(request);
    let [ToPlugin::DirectoryResponse(Directory { entries, .. })] = &answer[..] else { panic!("{answer:?}") };
    assert_eq!(entries.iter().map(|entry| &entry.name[..]).collect::<Vec<_>>(), ["x.pdb"]);
}

#[test]
fn of_several_files_each_has_its_own_answer() {
    let (mut evening, _, session) = allowed();
    let paths = ["a", "../b", "c", "d"];
    let request = evening.say(session, ToApp::FileRequest(paths.iter().map(|path| (*path).into()).collect()));
    assert_eq!(deeds(&mut evening).1, ["read /a", "read /c", "read /d"]);
    let content = |text: &'static str| Ok(Deeded::Content(Bytes::from_static(text.as_bytes())));
    let missing = Err(FilesError::NotThere(room::files::FilePath::default()));
    done(&mut evening, session, vec![content("A"), missing, content("D")]);
    let answer = evening.session(session).answers_to(request);
    let [ToPlugin::FileResponse(files)] = &answer[..] else { panic!("{answer:?}") };
    let files: Vec<_> = files.iter().map(|file| (&file.data[..], file.error)).collect();
    use FileErrorCode as E;
    let expected: [(&[u8], E); 4] =
        [(b"A", E::NO_ERROR), (b"", E::MISSING_PERMISSION), (b"", E::FILE_UNREACHABLE), (b"D", E::NO_ERROR)];
    assert_eq!(files, expected);
    assert_eq!(evening.request(session, ToApp::FileRequest(vec![])), ToPlugin::FileResponse(vec![]));
}

#[test]
fn everybody_has_a_folder_of_their_own() {
    let (mut evening, alice, _) = evening();
    let bob = evening.join(Role::Guest, "Bob");
    for (connection, member) in [(alice, MemberId(1)), (bob, MemberId(2))] {
        let request = RequestId(1000);
        let intent = Intent::Files { deed: FileDeed::Remove { path: "poses".into(), whole: true } };
        evening.apply(Input::Intent { connection, request, intent });
        assert_eq!(deeds(&mut evening), (member, vec!["remove /poses Whole".into()]));
        let results = vec![Ok(Deeded::Done)];
        evening.apply(Input::FilesDone { wanting: Wanting::Member(connection, request), results });
        assert_eq!(evening.person(connection).answers.remove(&request), Some(vec![Ok(Answer::Done)]));
    }
    let put = |path: &str, size| Intent::Files { deed: FileDeed::Put { path: path.into(), size } };
    for (intent, code) in [
        (Intent::Files { deed: FileDeed::List { path: "../2".into() } }, ErrorCode::Malformed),
        (put("/", 1), ErrorCode::Conflict),
        (put("x", 201 << 20), ErrorCode::Limit),
    ] {
        assert_eq!(evening.ask(alice, intent).unwrap_err().code, code);
    }
    let Answer::Upload { transfer } = evening.ask_ok(alice, put("a/x", 3)) else { panic!() };
    let Some(Effect::KeepFile { transfer: named, of, path, size, .. }) = evening.files.pop() else { panic!() };
    assert_eq!((named, of, path.to_string(), size), (transfer, MemberId(1), "/a/x".to_owned(), 3));
}

#[test]
fn a_member_wants_no_more_than_the_server_can_do() {
    let (mut evening, alice) = Evening::new();
    let list = || Intent::Files { deed: FileDeed::List { path: String::new() } };
    let begun: Vec<RequestId> = (0..32).map(|_| evening.begin(alice, list())).collect();
    // Over another connection, too.
    let back = evening.resume(alice);
    assert_eq!(evening.ask(back, list()).map_err(|error| error.code), Err(ErrorCode::Limit));
    assert_eq!(evening.files.len(), begun.len());
    let bob = evening.join(Role::Guest, "Bob");
    evening.begin(bob, list());
    assert_eq!(evening.files.len(), begun.len() + 1, "others may");
    let wanting = Wanting::Member(alice, begun[3]);
    evening.apply(Input::FilesDone { wanting, results: vec![Ok(Deeded::Done)] });
    evening.begin(back, list());
    assert_eq!(evening.files.len(), begun.len() + 2, "one was done");
}
