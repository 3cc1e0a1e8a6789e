//! Whatever a plugin may wait for is answered, and where the room cannot do it, with an error.

use protocol::codec::Batch;
use protocol::files::{
    DirectoryErrorCode, ExportEntity, ExportFiles, ExportedFile, FileError, FileErrorCode, FileToLoad, FileToSave,
    LoadFileError, LoadFiles,
};
use protocol::integrations::{Integration, IntegrationAnswer};
use protocol::interactions::Interaction;
use protocol::shapes::{DeleteShapes, SetShapes, Shape, ShapeId};
use protocol::streams::{CreateStream, StreamCreationError, StreamDirection};
use protocol::{MessageKind as M, ToApp, ToPlugin};

use room::{Effect, Input, MacroDone};

use crate::support::{DOCKING, Evening};

/// Some message of each kind, mostly an empty one.
fn message(kind: M) -> ToApp {
    match kind {
        M::Connect => ToApp::Connect(Default::default()),
        M::PluginListButtonSet => ToApp::PluginListButtonSet(Default::default()),
        M::MenuUpdate => ToApp::MenuUpdate(Default::default()),
        M::ContentUpdate => ToApp::ContentUpdate(Default::default()),
        M::NodeUpdate => ToApp::NodeUpdate(Default::default()),
        M::MenuTransformSet => ToApp::MenuTransformSet(Default::default()),
        M::MenuTransformRequest => ToApp::MenuTransformRequest(0),
        M::NotificationSend => ToApp::NotificationSend(Default::default()),
        M::HookUiCallback => ToApp::HookUiCallback(Default::default()),
        M::StructuresDeepUpdate => ToApp::StructuresDeepUpdate(Default::default()),
        M::StructuresShallowUpdate => ToApp::StructuresShallowUpdate(Default::default()),
        M::StructuresZoom => ToApp::StructuresZoom(vec![1]),
        M::StructuresCenter => ToApp::StructuresCenter(vec![1]),
        M::WorkspaceUpdate => ToApp::WorkspaceUpdate(Default::default()),
        M::WorkspaceRequest => ToApp::WorkspaceRequest,
        M::AddToWorkspace => ToApp::AddToWorkspace(Default::default()),
        M::ComplexesRequest => ToApp::ComplexesRequest(vec![1]),
        M::ComplexListRequest => ToApp::ComplexListRequest,
        M::SubstructureRequest => ToApp::SubstructureRequest(Default::default()),
        M::BondsAdd => ToApp::BondsAdd(Default::default()),
        M::DsspAdd => ToApp::DsspAdd(Default::default()),
        M::HookComplexUpdated => ToApp::HookComplexUpdated(1),
        M::HookSelectionChanged => ToApp::HookSelectionChanged(1),
        M::ComputeHbonds => ToApp::ComputeHbonds,
        M::StreamCreate => ToApp::StreamCreate(Default::default()),
        M::StreamFeed => ToApp::StreamFeed(Default::default()),
        M::StreamDestroy => ToApp::StreamDestroy(Default::default()),
        M::DirectoryRequest => ToApp::DirectoryRequest(Default::default()),
        M::FileRequest => ToApp::FileRequest(vec!["a.pdb".into()]),
        M::FileSave => ToApp::FileSave(vec![FileToSave::default()]),
        M::ExportFiles => ToApp::ExportFiles(Default::default()),
        M::PrintWorkingDirectory => ToApp::PrintWorkingDirectory,
        M::Cd => ToApp::Cd("..".into()),
        M::Ls => ToApp::Ls(".".into()),
        M::Mv => ToApp::Mv(Default::default()),
        M::Get => ToApp::Get("a.pdb".into()),
        M::Put => ToApp::Put(Default::default()),
        M::Rm => ToApp::Rm("a.pdb".into()),
        M::Rmdir => ToApp::Rmdir("a".into()),
        M::Mkdir => ToApp::Mkdir("a".into()),
        M::Cp => ToApp::Cp(Default::default()),
        M::SaveMacro => ToApp::SaveMacro(Default::default()),
        M::DeleteMacro => ToApp::DeleteMacro(Default::default()),
        M::RunMacro => ToApp::RunMacro(Default::default()),
        M::StopMacro => ToApp::StopMacro,
        M::GetMacros => ToApp::GetMacros("me".into()),
        M::PresenterInfoRequest => ToApp::PresenterInfoRequest,
        M::ControllerTransformsRequest => ToApp::ControllerTransformsRequest,
        M::SetShape => ToApp::SetShape(SetShapes { shapes: Batch(vec![Shape::default()]) }),
        M::DeleteShape => ToApp::DeleteShape(DeleteShapes { indices: Batch(vec![ShapeId(1)]) }),
        M::CreateInteractions => ToApp::CreateInteractions(vec![Interaction::default()]),
        M::GetInteractions => ToApp::GetInteractions(Default::default()),
        M::DeleteInteractions => ToApp::DeleteInteractions(vec![1]),
        M::InteractionsCalcDone => ToApp::InteractionsCalcDone,
        M::AddVolume => ToApp::AddVolume(Default::default()),
        M::OpenUrl => ToApp::OpenUrl(Default::default()),
        M::LoadFile => ToApp::LoadFile(Default::default()),
        M::Integration => {
            ToApp::Integration(Integration { request: 5, call: IntegrationAnswer::MinimizationStart(true) })
        }
        M::SetSkybox => ToApp::SetSkybox(Default::default()),
        M::ApplyColorScheme => ToApp::ApplyColorScheme(Default::default()),
    }
}

#[test]
fn every_kind_of_message_that_has_an_answer_gets_one() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    for kind in M::ALL.iter().copied() {
        let message = message(kind);
        assert_eq!(message.kind(), kind);
        let request = evening.say(session, message);
        if let Some(&Effect::RunMacro { run, .. }) = evening.files.last() {
            evening.apply(Input::MacroRan { run, result: Ok(MacroDone::default()) });
        }
        let answers: Vec<_> = evening.session(session).answers_to(request).iter().map(ToPlugin::kind).collect();
        assert_eq!(answers, Vec::from_iter(kind.answer_kind()), "{}", kind.name());
    }
}

#[test]
fn what_cannot_be_done_is_answered_with_an_error() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let mut ask = |kind| evening.request(session, message(kind));

    let files = [
        ask(M::PrintWorkingDirectory),
        ask(M::Cd),
        ask(M::Ls),
        ask(M::Mv),
        ask(M::Get),
        ask(M::Put),
        ask(M::Rm),
        ask(M::Rmdir),
        ask(M::Mkdir),
        ask(M::Cp),
    ];
    for answer in files {
        let error = match &answer {
            ToPlugin::PrintWorkingDirectoryResponse(answer) => answer.error,
            ToPlugin::LsResponse(answer) => answer.error,
            ToPlugin::GetResponse(answer) => answer.error,
            ToPlugin::CdResponse(error)
            | ToPlugin::MvResponse(error)
            | ToPlugin::PutResponse(error)
            | ToPlugin::RmResponse(error)
            | ToPlugin::RmdirResponse(error)
            | ToPlugin::MkdirResponse(error)
            | ToPlugin::CpResponse(error) => *error,
            other => panic!("{other:?} is no answer about files"),
        };
        assert_eq!(error, FileError::UNAUTHORIZED_ACCESS, "{answer:?}");
    }
    let ToPlugin::DirectoryResponse(directory) = ask(M::DirectoryRequest) else { panic!("another answer") };
    assert_eq!(directory.error, DirectoryErrorCode::FOLDER_UNREACHABLE);
    let create = ToApp::StreamCreate(CreateStream { direction: StreamDirection(7), ..Default::default() });
    let ToPlugin::StreamCreateDone(created) = evening.request(session, create) else { panic!("another answer") };
    assert_eq!((created.error, created.direction), (StreamCreationError::UNSUPPORTED_STREAM, StreamDirection(7)));
}

#[test]
fn each_part_of_what_cannot_be_done_has_its_error() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let mut ask = |message| evening.request(session, message);

    let ToPlugin::FileResponse(files) = ask(ToApp::FileRequest(vec!["a".into(), "b".into()])) else {
        panic!("another answer")
    };
    assert_eq!(Vec::from_iter(files.iter().map(|file| file.error)), [FileErrorCode::MISSING_PERMISSION; 2]);

    let save = ["a", "b"].map(|path| FileToSave { path: path.into(), data: Default::default() });
    let ToPlugin::FileSaveDone(saved) = ask(ToApp::FileSave(save.into())) else { panic!("another answer") };
    assert_eq!(Vec::from_iter(saved.iter().map(|file| file.path.as_str())), ["a", "b"]);
    assert!(saved.iter().all(|file| file.error == FileErrorCode::MISSING_PERMISSION));

    let entities = vec![ExportEntity::Index(1), ExportEntity::Index(2)];
    let none = ExportedFile::Bytes(Default::default());
    for (entities, files) in [(None, 1), (Some(entities), 2)] {
        let export = ToApp::ExportFiles(ExportFiles { entities, ..ExportFiles::default() });
        assert_eq!(ask(export), ToPlugin::ExportFilesResult(vec![none.clone(); files]));
    }

    let load = LoadFiles { files: vec![FileToLoad::default(); 1001], ..LoadFiles::default() };
    assert_eq!(
        ask(ToApp::LoadFile(load)),
        ToPlugin::LoadFileDone(vec![LoadFileError::LOADING_FAILED]),
        "too many are refused as one"
    );

    let shapes = [ShapeId::NEW, ShapeId(7)].map(|index| Shape { index, ..Shape::default() });
    let ToPlugin::SetShapeResult(set) = ask(ToApp::SetShape(SetShapes { shapes: Batch(shapes.into()) })) else {
        panic!("another answer")
    };
    assert_eq!((&*set.indices, &*set.successes), (&vec![ShapeId::NEW, ShapeId(7)], &vec![false, false]));

    let delete = DeleteShapes { indices: Batch(vec![ShapeId(7), ShapeId(8)]) };
    let ToPlugin::DeleteShapeResult(deleted) = ask(ToApp::DeleteShape(delete)) else { panic!("another answer") };
    assert_eq!(*deleted.successes, [false, false]);

    let interactions = vec![Interaction::default(); 3];
    assert_eq!(ask(ToApp::CreateInteractions(interactions)), ToPlugin::CreateInteractionsResult(vec![-1; 3]));
}
