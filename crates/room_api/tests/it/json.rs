//! The JSON of the API: one of each frame, intent, answer, event and content.

use room_api::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::samples::*;

#[test]
fn hellos_and_greetings_keep_their_json() {
    let enters = [
        Enter::Create { room: "Alice's Room".into(), member: "Alice".into(), invitation: None },
        Enter::Create { room: "Alice's Room".into(), member: "Alice".into(), invitation: Some("7d".into()) },
        Enter::Join { link: "1.00ff".into(), member: "Bob".into(), password: None },
        Enter::Resume { token: "1.00ff".into(), after: Some(Seq(7)) },
        Enter::Resume { token: "1.00ff".into(), after: None },
        Enter::Visit { room: RoomId(1), member: "Carol".into(), password: None },
        Enter::Visit { room: RoomId(1), member: "Carol".into(), password: Some("sesame".into()) },
    ];
    let hello = |enter, columns| Hello { api: API_VERSIONS.to_vec(), enter, columns };
    let without_columns = hello(enters[2].clone(), false);
    let mut hellos = enters.map(|enter| hello(enter, true)).to_vec();
    hellos.push(without_columns);
    let welcome =
        Welcome { api: 1, server: "0.1.0".into(), room: RoomId(1), member: MemberId(1), token: "1.00ff".into() };
    check("hello", &hellos);
    check("greeting", &[Greeting::Welcome(welcome), Greeting::Refused(Refusal { error: error() })]);
}

#[test]
fn intents_and_answers_keep_their_json() {
    let (session, content, complex) = (SessionId(7), 12, ComplexId(3));
    let everything = ComplexChange {
        name: Some("1of6".into()),
        visible: Some(true),
        locked: Some(false),
        boxed: Some(false),
        current_frame: Some(1),
        current_conformer: Some(2),
        position: Some([0.0, 0.5, 1.0]),
        rotation: Some([0.0, 0.0, 0.0, 1.0]),
    };
    let color = |paint, target| Intent::Color { complex, paint, target, only_carbons: true, only_selected: false };
    let export = Call::ExportFile { complex, format: FileFormat::Pdb, location: "Structures".into(), name: None };
    let intents = [
        Intent::Give { member: MemberId(2) },
        Intent::RequestPresenter,
        Intent::WithdrawRequest,
        Intent::DeclinePresenter { member: MemberId(2) },
        Intent::TakePresenter,
        Intent::Kick { member: MemberId(2) },
        Intent::Say { text: "Look at the pocket".into() },
        Intent::SetGuestsMayEdit { on: true },
        Intent::SetListed { on: true },
        Intent::SetPassword { password: Some("sesame".into()) },
        Intent::SetPassword { password: None },
        Intent::Links,
        Intent::RenewLink { role: Role::Guest },
        Intent::ExpireLink { role: Role::Guest, after_secs: Some(3600) },
        Intent::ExpireLink { role: Role::Presenter, after_secs: None },
        Intent::Leave,
        Intent::Close,
        Intent::Activate { plugin: PluginId(1), allow: vec![] },
        Intent::Activate { plugin: PluginId(1), allow: vec![Permission::LocalFilesAccess] },
        Intent::Allow { session, permission: Permission::LocalFilesAccess },
        Intent::Deny { session, permission: Permission::LocalFilesAccess },
        Intent::Deactivate { session },
        Intent::Reconnect { session },
        Intent::Run { session },
        Intent::AdvancedSettings { session },
        Intent::Integrate { call: Call::HydrogenAdd { complexes: vec![complex] }, plugin: None },
        Intent::Macro { deed: MacroDeed::Run { id: MacroId(1) } },
        Intent::Integrate { call: export, plugin: Some(PluginId(1)) },
        Intent::ToggleMenu { session, menu: 0, enabled: false },
        Intent::Press { session, content },
        Intent::Hover { session, content, over: true },
        Intent::Slide { session, content, value: 0.5, released: true },
        Intent::Type { session, content, text: "8".into(), submit: true },
        Intent::Choose { session, content, item: 1 },
        Intent::TouchImage { session, content, phase: TouchPhase::Press, x: 0.25, y: 0.75 },
        Intent::Image { session, key: "7-icons/run.png".into() },
        Intent::Camera { position: [0.0, 0.5, 40.0], rotation: [0.0, 0.0, 0.0, 1.0] },
        Intent::DismissUrl { url: UrlId(3) },
        Intent::Load { name: "1of6.pdb".into(), size: 1024 },
        Intent::Fetch { entry: "1of6".into() },
        Intent::Export { complex, format: FileFormat::Mmcif },
        Intent::Remove { complex },
        Intent::Change { complex, change: ComplexChange::default() },
        Intent::Change { complex, change: everything },
        Intent::Undo,
        Intent::Redo,
        Intent::Duplicate { complex },
        Intent::Look { complex, look: Look::Pocket },
        Intent::Waters { complex, shown: true },
        Intent::Hydrogens { complex, shown: Hydrogens::Polar },
        color(Paint::Scheme(ColorScheme::Chain), ColorTarget::Ribbon),
        color(Paint::Rgb([255, 127, 0]), ColorTarget::All),
        Intent::Select { complex, atoms: AtomSelection::All },
        Intent::Select { complex, atoms: AtomSelection::Indices(vec![4, 5]) },
        Intent::Select { complex, atoms: AtomSelection::Matching(Matching::default()) },
        Intent::Select { complex, atoms: AtomSelection::Matching(matching()) },
        Intent::Unselect,
        Intent::Widen { to: Widening::Residues },
        Intent::Widen { to: Widening::Within(4.5) },
        Intent::Contacts { complex, within: None },
        Intent::Contacts { complex, within: Some(5.0) },
        Intent::Point { at: Some(AtomRef { complex, atom: 12 }) },
        Intent::Point { at: None },
        Intent::SetVolume { volume: VolumeId(1), visible: Some(true), level: None },
        Intent::SetVolume { volume: VolumeId(1), visible: None, level: Some(1.5) },
        Intent::RemoveVolume { volume: VolumeId(1) },
        Intent::RemoveInteractions { interactions: vec![InteractionId(1), InteractionId(2)] },
        Intent::Files { deed: FileDeed::List { path: "/".into() } },
        Intent::Files { deed: FileDeed::Get { path: "poses/1.sdf".into() } },
        Intent::Files { deed: FileDeed::Put { path: "poses/1.sdf".into(), size: 1024 } },
        Intent::Files { deed: FileDeed::Remove { path: "poses".into(), whole: true } },
        Intent::Files { deed: FileDeed::MakeFolder { path: "poses".into() } },
    ];
    let modified = || "2026-01-31T09:30:00Z".to_owned();
    let entries = vec![
        FileEntry { name: "1.sdf".into(), is_folder: false, size: 1024, modified: modified() },
        FileEntry { name: "more".into(), is_folder: true, size: 0, modified: modified() },
    ];
    let contact = Contact {
        complex: ComplexId(3),
        chain: "A".into(),
        residue: "ASP".into(),
        number: "86A".into(),
        atoms: vec![12, 13],
        distance: 2.75,
        kind: ContactKind::Polar,
    };
    let answers = [
        Answer::Done,
        Answer::Contacts { contacts: vec![contact] },
        Answer::Links {
            presenter: "1.00ff".into(),
            guest: "1.ff00".into(),
            presenter_expires_in_secs: None,
            guest_expires_in_secs: Some(3600),
        },
        Answer::Session { session },
        Answer::Upload { transfer: TransferId(1) },
        Answer::Loaded { complexes: vec![complex] },
        Answer::Texts { texts: vec!["CCO".into()] },
        Answer::Begun { session },
        Answer::Download { transfer: TransferId(2), name: "1of6.pdb".into() },
        Answer::Files { folder: Folder { entries, used: 1024, limit: 536870912 } },
    ];
    check("request", &intents.map(|intent| Request { id: RequestId(1), intent }));
    check("answer", &answers.map(|answer| ToMember::Done { id: RequestId(1), answer }));
}

#[test]
fn snapshots_and_events_keep_their_json() {
    let lua = Macro { id: MacroId(1), title: "focus".into(), logic: "Selection_All()".into() };
    let room = Snapshot {
        name: "Alice's Room".into(),
        members: vec![member()],
        presenter: MemberId(1),
        presenter_requests: vec![MemberId(3)],
        guests_may_edit: false,
        listed: true,
        has_password: true,
        plugins: vec![plugin()],
        sessions: vec![session(SessionState::Running)],
        complexes: vec![complex()],
        steps: steps(),
        shapes: shapes().to_vec(),
        interactions: vec![interaction()],
        volumes: vec![volume()],
        menus: vec![SessionMenu { session: SessionId(7), menu: menu() }],
        notifications: vec![notification()],
        chat: vec![said()],
        view: Some(View { center: [0.5, 1.0, 2.0], radius: 12.5, zoom: true }),
        camera: Some(camera()),
        pointers: vec![Pointer { member: MemberId(1), at: AtomRef { complex: ComplexId(3), atom: 12 } }],
        skybox: Some(Skybox::BlueSkyAndClouds),
        macros: vec![lua.clone()],
        macro_running: Some("focus".into()),
        wanted_urls: vec![wanted_url()],
    };
    let ended = SessionState::Ended { reason: "It exited with code 3.".into(), log: vec!["no license".into()] };
    let mut events = vec![
        Event::Member { member: member() },
        Event::MemberLeft { member: MemberId(2) },
        Event::Presenter { member: MemberId(2) },
        Event::PresenterRequests { members: vec![MemberId(3), MemberId(2)] },
        Event::GuestsMayEdit { on: true },
        Event::Listed { on: true },
        Event::HasPassword { on: true },
        Event::Plugins { plugins: vec![plugin()] },
    ];
    let states = [SessionState::Connecting, SessionState::NotAnswering, SessionState::Lost, ended];
    events.extend(states.map(|state| Event::Session { session: session(state) }));
    events.extend([
        Event::SessionGone { session: SessionId(7) },
        Event::ComplexRemoved { complex: ComplexId(3) },
        Event::ShapeRemoved { shape: ShapeId(5) },
        Event::Interactions { interactions: vec![interaction()] },
        Event::InteractionsRemoved { interactions: vec![InteractionId(1), InteractionId(2)] },
        Event::InteractionsDone { session: SessionId(7) },
        Event::VolumeChanged { volume: volume().into() },
        Event::VolumeRemoved { volume: VolumeId(1) },
        Event::Menu { session: SessionId(7), menu: menu() },
        Event::Steps { steps: steps() },
        Event::Said { said: said() },
        Event::Notification { notification: notification() },
        Event::View { view: View { center: [0.5, 1.0, 2.0], radius: 12.5, zoom: false } },
        Event::Camera { camera: camera() },
        Event::Pointer { member: MemberId(1), at: None },
        Event::Skybox { skybox: Some(Skybox::Black) },
        Event::Macros { macros: vec![lua] },
        Event::MacroRunning { title: None },
        Event::OpenUrl { wanted: wanted_url() },
        Event::UrlDismissed { url: UrlId(3) },
        Event::Closed { reason: "Alice closed the room.".into() },
    ]);
    let events = events.into_iter().map(|event| ToMember::Event { seq: Seq(9), event, bulk: None });
    let added = Event::ComplexAdded { complex: complex() };
    let changed = Event::ComplexChanged { complex: complex(), whole: false };
    let mut frames =
        vec![ToMember::Snapshot { seq: Seq(8), room: Box::new(room), bulk: vec![TransferId(2), TransferId(6)] }];
    frames.extend(events);
    frames.push(ToMember::Event { seq: Seq(9), event: added, bulk: Some(TransferId(4)) });
    frames.push(ToMember::Event { seq: Seq(9), event: changed, bulk: None });
    let with_values = Event::VolumeAdded { volume: volume().into() };
    frames.push(ToMember::Event { seq: Seq(9), event: with_values, bulk: Some(TransferId(6)) });
    frames.extend(shapes().map(|shape| ToMember::Event { seq: Seq(9), event: Event::Shape { shape }, bulk: None }));
    frames.push(ToMember::Fed {
        event: Event::ComplexChanged { complex: complex(), whole: false },
        bulk: Some(TransferId(4)),
    });
    frames.push(ToMember::Failed { id: RequestId(1), error: error() });
    frames.push(ToMember::Goodbye { error: error() });
    check("to_member", &frames);
}

#[test]
fn contents_keep_their_json() {
    let event = |content| Event::Content { session: SessionId(7), content };
    check("content", &contents().map(event));
}

/// The frames as a file, each in a line; and each is read as what it was.
fn check<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, frames: &[T]) {
    let mut file = String::new();
    for frame in frames {
        let line = serde_json::to_string(frame).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&line).unwrap(), frame, "{line}");
        file += &(line + "\n");
    }
    super::check_file(&format!("tests/it/json/{name}.jsonl"), &file);
}

fn camera() -> Camera {
    Camera { position: [0.0, 0.5, 40.0], rotation: [0.0, 0.0, 0.0, 1.0] }
}

fn matching() -> Matching {
    Matching {
        chains: vec!["A".into()],
        residues: vec![ResidueRange { first: 86, last: 90 }],
        residue_names: vec!["ASP".into()],
        kinds: vec![ResidueKind::Polymer, ResidueKind::Ligand],
        atom_names: vec!["CA".into()],
        elements: vec!["C".into()],
    }
}
