//! Messages that name more than any room could do with are refused whole, before anything is made of their parts.

use bytes::Bytes;
use protocol::codec::Batch;
use protocol::files::{ExportEntity, ExportFiles, ExportFormat, FileToLoad, FileToSave, LoadFiles};
use protocol::integrations::IntegrationAnswer;
use protocol::interactions::{GetInteractions, Interaction};
use protocol::shapes::{DeleteShapes, SetShapes, Shape, ShapeId};
use protocol::structure::{Complex, DeepComplexes, DeepWorkspace, Molecule, UpdateStructures, Workspace};
use protocol::ui::{Content, LayoutNode, LayoutNodeDeep, UpdateContent, UpdateMenu, UpdateNode};
use protocol::{ToApp, ToPlugin};
use room_api::{Call, Integration, Intent, Permission};

use crate::calls::{call_charts, offering, plugin_error, say};
use crate::support::{DOCKING, Evening};

/// Each message with one part more than it may have.
fn crowded() -> Vec<ToApp> {
    let file = FileToSave { path: "a".into(), data: Bytes::new() };
    let load = vec![FileToLoad { name: "a.pdb".into(), data: Bytes::new() }; 1001];
    let entities = Some(vec![ExportEntity::Index(1); 1001]);
    let between = |atoms: usize| Interaction { atoms1: vec![1; atoms], atoms2: vec![2], ..Interaction::default() };
    let complexes = || DeepComplexes { complexes: vec![Complex::default(); 10_001], atoms: Vec::new() };
    let frames = || Complex { molecules: vec![Molecule::default(); 100_001], ..Complex::default() };
    let content = || vec![Content::Slider(Default::default()); 100_001];
    vec![
        ToApp::FileRequest(vec!["a".into(); 1001]),
        ToApp::FileSave(vec![file; 1001]),
        ToApp::LoadFile(LoadFiles { files: load, ..LoadFiles::default() }),
        ToApp::ExportFiles(ExportFiles { format: ExportFormat::PDB, entities }),
        ToApp::SetShape(SetShapes { shapes: Batch(vec![Shape::default(); 10_001]) }),
        ToApp::DeleteShape(DeleteShapes { indices: Batch(vec![ShapeId(1); 10_001]) }),
        ToApp::CreateInteractions(vec![between(1); 20_001]),
        ToApp::CreateInteractions(vec![between(200_000)]),
        ToApp::DeleteInteractions(vec![1; 20_001]),
        ToApp::GetInteractions(GetInteractions { atoms: vec![1; 4_000_001], ..GetInteractions::default() }),
        ToApp::StructuresZoom(vec![1; 4_000_001]),
        ToApp::StructuresCenter(vec![1; 4_000_001]),
        ToApp::MenuUpdate(UpdateMenu { nodes: vec![LayoutNode::default(); 100_001], ..UpdateMenu::default() }),
        ToApp::MenuUpdate(UpdateMenu { contents: content(), ..UpdateMenu::default() }),
        ToApp::ContentUpdate(UpdateContent { contents: Batch(content()) }),
        ToApp::NodeUpdate(UpdateNode { nodes: Batch(vec![LayoutNodeDeep::default(); 100_001]) }),
        ToApp::AddToWorkspace(complexes()),
        ToApp::AddToWorkspace(DeepComplexes { complexes: vec![frames()], atoms: Vec::new() }),
        ToApp::BondsAdd(complexes()),
        ToApp::DsspAdd(complexes()),
        ToApp::WorkspaceUpdate(DeepWorkspace {
            workspace: Workspace { complexes: complexes().complexes, ..Workspace::default() },
            ..DeepWorkspace::default()
        }),
        ToApp::StructuresDeepUpdate(UpdateStructures {
            molecules: vec![Molecule::default(); 100_001],
            ..UpdateStructures::default()
        }),
    ]
}

/// How many parts an answer to one of them has.
fn parts(answer: &ToPlugin) -> usize {
    match answer {
        ToPlugin::FileResponse(files) => files.len(),
        ToPlugin::FileSaveDone(files) => files.len(),
        ToPlugin::LoadFileDone(outcomes) => outcomes.len(),
        ToPlugin::ExportFilesResult(files) => files.len(),
        ToPlugin::SetShapeResult(set) => set.indices.len().max(set.successes.len()),
        ToPlugin::DeleteShapeResult(deleted) => deleted.successes.len(),
        ToPlugin::CreateInteractionsResult(indices) => indices.len(),
        ToPlugin::AddToWorkspaceDone(deep) | ToPlugin::BondsAddDone(deep) | ToPlugin::DsspAddDone(deep) => {
            deep.complexes.len()
        }
        ToPlugin::GetInteractionsResponse(interactions) => interactions.len(),
        ToPlugin::WorkspaceUpdated | ToPlugin::StructuresDeepUpdateDone | ToPlugin::PositionStructuresDone => 0,
        other => panic!("{other:?}"),
    }
}

#[test]
fn too_many_parts_lead_to_nothing_and_one_short_answer() {
    for message in crowded() {
        let kind = message.kind();
        // Whether or not the plugin may use files, and whatever it may do else.
        for is_allowed in [true, false] {
            let (mut evening, alice) = Evening::new();
            evening.plugins[0].permissions = vec![Permission::LocalFilesAccess];
            evening.announce_plugins();
            let session = evening.activate_and_connect(alice, DOCKING);
            if is_allowed {
                evening.ask_ok(alice, Intent::Allow { session, permission: Permission::LocalFilesAccess });
            }
            let request = evening.say(session, message.clone());
            let answers = evening.session(session).answers_to(request);
            assert_eq!(answers.len(), usize::from(kind.answer_kind().is_some()), "{}", kind.name());
            for answer in answers {
                assert!(parts(&answer) <= 1, "{} is answered with {} parts", kind.name(), parts(&answer));
            }
            assert!(evening.files.is_empty(), "{} reached the server", kind.name());
            let told = evening.person(alice).notifications();
            let words = format!("Nothing was done of its {}", kind.name());
            assert!(told.iter().any(|(_, text)| text.contains(&words)), "{}: {told:?}", kind.name());
        }
    }
}

#[test]
fn an_answer_of_too_many_texts_ends_the_call() {
    let (mut evening, alice) = offering(&[], &[Integration::ExportLocations]);
    let (session, request, number) = call_charts(&mut evening, alice, Call::ExportLocations);
    say(&mut evening, session, number, IntegrationAnswer::ExportLocations(vec!["".into(); 1001]));
    let problem = plugin_error(evening.answer(alice, request));
    assert!(problem.contains("answered with 1001 texts"), "{problem}");
}
