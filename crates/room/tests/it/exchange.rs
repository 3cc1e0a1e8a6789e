//! Structure files that plugins have loaded and written.

use std::sync::Arc;

use bytes::Bytes;
use molecule::{Complex, Molecule};
use molecule_wire::{Depth, to_wire};
use protocol::files::{ExportEntity, ExportFiles, ExportFormat, ExportedFile, FileToLoad, LoadFileError, LoadFiles};
use protocol::structure::DeepComplex;
use protocol::{Agreed, ToApp, ToPlugin};
use room::{Effect, Input};
use room_api::{ApiError, ErrorCode, FileFormat, Intent};

use crate::support::{CHARTS, DOCKING, Evening, table_of_0_42};

fn water() -> Complex {
    let line = b"HETATM    1  O   HOH A   1      11.000  12.000  13.000  1.00 20.00           O  \n";
    molecule::read(line, molecule::Format::Pdb, "water").unwrap().remove(0)
}

fn file(name: &str) -> FileToLoad {
    FileToLoad { name: name.into(), data: Bytes::from_static(b"data") }
}

#[test]
fn what_a_plugin_has_loaded_is_in_the_room_and_each_file_has_its_answer() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let other = evening.activate_and_connect(alice, CHARTS);
    let files = vec![file("water.pdb"), file("picture.png")];
    let load = evening.say(session, ToApp::LoadFile(LoadFiles { files, ..LoadFiles::default() }));
    let list = evening.say(session, ToApp::ComplexListRequest);
    let Some(Effect::ReadStructures { files, .. }) = evening.files.pop() else { panic!() };
    assert_eq!(files[0], ("water.pdb".to_owned(), Bytes::from_static(b"data")));
    assert!(evening.session(session).answered().is_empty(), "the next message waits");

    let unknown = ApiError::new(ErrorCode::BadFile, "picture.png: cannot tell its format.");
    evening.apply(Input::StructuresRead { session, results: vec![Ok(vec![water()]), Err(unknown)] });
    assert_eq!(evening.session(session).answered(), [load, list]);
    let outcomes = vec![LoadFileError::NO_ERROR, LoadFileError::LOADING_FAILED];
    assert_eq!(evening.session(session).answers_to(load), [ToPlugin::LoadFileDone(outcomes)]);
    let listed = evening.session(session).answers_to(list);
    assert!(matches!(&listed[..], [ToPlugin::ComplexListResponse(complexes)] if complexes.len() == 1));
    assert_eq!(evening.person(alice).room().complexes[0].name, "water");
    assert!(evening.person(alice).notifications()[0].1.contains("picture.png: cannot tell its format."));
    for session in [session, other] {
        assert_eq!(evening.session(session).told(), [ToPlugin::ComplexAdd]);
    }
}

/// A message, and who counts how many of it there are.
fn counted(message: &ToApp) -> (Bytes, Arc<()>) {
    struct Counted(Bytes, #[allow(dead_code)] Arc<()>);
    impl AsRef<[u8]> for Counted {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
    let counter = Arc::new(());
    let payload = message.encode(9, true, &Agreed::with(&table_of_0_42()));
    (Bytes::from_owner(Counted(payload, counter.clone())), counter)
}

#[test]
fn a_message_that_waits_is_let_go_of_once_it_is_done_or_its_session_over() {
    let (mut evening, alice) = Evening::new();
    for ends in [false, true] {
        let session = evening.activate_and_connect(alice, DOCKING);
        evening.say(session, ToApp::LoadFile(LoadFiles { files: vec![file("water.pdb")], ..LoadFiles::default() }));
        let (payload, counter) = counted(&ToApp::ComplexListRequest);
        evening.apply(Input::FromPlugin { session, payload });
        assert_eq!(Arc::strong_count(&counter), 2, "it waits");
        match ends {
            true => evening.end(session, room::SessionEnd::PluginStopped),
            false => evening.apply(Input::StructuresRead { session, results: vec![Ok(vec![])] }),
        }
        assert_eq!(Arc::strong_count(&counter), 1);
        if !ends {
            evening.ask_ok(alice, Intent::Deactivate { session });
        }
    }
}

#[test]
fn a_session_that_ends_meanwhile_loads_nothing() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, ToApp::LoadFile(LoadFiles { files: vec![file("water.pdb")], ..LoadFiles::default() }));
    evening.end(session, room::SessionEnd::PluginStopped);
    evening.apply(Input::StructuresRead { session, results: vec![Ok(vec![water()])] });
    assert!(evening.person(alice).room().complexes.is_empty());
}

#[test]
fn each_entity_is_a_file_in_the_order_asked() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, ToApp::LoadFile(LoadFiles { files: vec![file("water.pdb")], ..LoadFiles::default() }));
    evening.files.clear();
    evening.apply(Input::StructuresRead { session, results: vec![Ok(vec![water()])] });
    let index = evening.person(alice).room().complexes[0].id.0;

    let own = Complex { name: "own".into(), molecules: vec![Molecule::default()], ..water() };
    let (atoms, complex) = to_wire(&own, Depth::Deep);
    let own = ExportEntity::Complex(Box::new(DeepComplex { atoms, complex }));
    let entities = Some(vec![ExportEntity::Index(index), ExportEntity::Index(12345), own]);
    let export = evening.say(session, ToApp::ExportFiles(ExportFiles { format: ExportFormat::MMCIF, entities }));
    let Some(Effect::WriteStructures { complexes, format, .. }) = evening.files.pop() else { panic!() };
    assert_eq!(format, FileFormat::Mmcif);
    let names: Vec<_> = complexes.iter().map(|complex| complex.as_ref().map(|complex| complex.name.as_str())).collect();
    assert_eq!(names, [Some("water"), None, Some("own")]);
    let results = vec![Ok("text".to_owned()), Err("there is no such complex.".to_owned()), Ok("own".to_owned())];
    evening.apply(Input::StructuresWritten { session, results });
    let none = || ExportedFile::Bytes(Bytes::new());
    let files = vec![ExportedFile::Text("text".into()), none(), ExportedFile::Text("own".into())];
    assert_eq!(evening.session(session).answers_to(export), [ToPlugin::ExportFilesResult(files)]);

    evening.say(session, ToApp::ExportFiles(ExportFiles { format: ExportFormat::PDB, entities: None }));
    let Some(Effect::WriteStructures { complexes, .. }) = evening.files.pop() else { panic!() };
    assert_eq!(complexes.len(), 1, "the whole workspace");
}
