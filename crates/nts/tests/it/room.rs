//! Evenings at the command line: `nts room` as a script uses it, each command a process of its own.

use std::path::PathBuf;
use std::process::{Output, Stdio};

use client::{Link, Member, Options, Trust, View};
use room_api::Enter;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

const WATER: &str = "\
ATOM      1  O   HOH A   1       0.000   0.000   0.000  1.00  0.00           O
ATOM      2  H1  HOH A   1       0.957   0.000   0.000  1.00  0.00           H
END
";

/// A server, and a folder in which one computer's commands keep their seats.
struct Evening {
    folder: tempfile::TempDir,
    url: String,
}

/// Whose commands these are.
struct Person<'a> {
    evening: &'a Evening,
    link: String,
    name: &'static str,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_presenter_stays_the_same_person_from_command_to_command() {
    let evening = Evening::begin().await;
    let (alice, guest) = evening.open_room().await;
    let file = evening.file("water.pdb", WATER);

    let people = alice.does(&["people"]).await;
    assert_eq!(
        (&people[0]["name"], &people[0]["presents"], &people[0]["you"]),
        (&"Alice".into(), &true.into(), &true.into())
    );
    let loaded = alice.does(&["load", &file]).await;
    assert_eq!(loaded["complexes"][0]["name"], "water");
    alice.does(&["select", "water"]).await;
    assert_eq!(alice.does(&["complexes"]).await[0]["selected"], true);
    let out = evening.path("out.pdb");
    alice.does(&["export", "water", &out]).await;
    assert!(std::fs::read_to_string(&out).unwrap().contains("HOH A   1"));

    let bob = Person { evening: &evening, link: guest, name: "Bob" };
    let refused = bob.fails(&["remove", "water"], 1).await;
    assert!(refused.contains("Only the presenter (Alice)"), "{refused}");
    assert_eq!(bob.does(&["people"]).await.as_array().map(Vec::len), Some(2), "Bob came once");
    bob.does(&["leave"]).await;
    assert_eq!(alice.does(&["people"]).await.as_array().map(Vec::len), Some(1));

    alice.does(&["close"]).await;
    let closed = alice.fails(&["state"], 1).await;
    assert!(closed.contains("No such room"), "{closed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_reach_a_member_and_are_kept_up() {
    let evening = Evening::begin().await;
    let (alice, guest) = evening.open_room().await;
    alice.does(&["load", &evening.file("water.pdb", WATER)]).await;

    let link = Link::parse(&guest).unwrap();
    let enter = Enter::Join { link: link.secret, member: "Bob".into(), password: None };
    let (mut bob, _events) = Member::enter(&link.server, enter, Options::new(Trust::System)).await.unwrap();
    let (names, positions, residue) = bob
        .until(|view| {
            let structure = view.structures.values().next()?;
            let frame = structure.frame(0)?;
            let names: Vec<_> =
                (0..frame.atoms.rows).filter_map(|atom| frame.atom_name(atom)).map(str::to_owned).collect();
            let residue = frame.residue_of(1).and_then(|residue| frame.residue_name(residue));
            Some((names, frame.positions(0)?.to_vec(), residue.map(str::to_owned)))
        })
        .await
        .unwrap();
    assert_eq!((names, residue.as_deref()), (vec!["O".into(), "H1".into()], Some("HOH")));
    assert_eq!(positions, [[0.0; 3], [0.957, 0.0, 0.0]]);

    alice.does(&["select", "water"]).await;
    let selected = |view: &View| {
        let frame = view.structures.values().next()?.frame(0)?;
        (frame.is_selected(0) && frame.atom_name(1) == Some("H1")).then_some(())
    };
    bob.until(selected).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_after_a_command_is_found_however_fast_it_came() {
    let evening = Evening::begin().await;
    let (alice, _) = evening.open_room().await;
    let loaded = alice.does(&["load", &evening.file("water.pdb", WATER)]).await;
    let removed = alice.does(&["remove", "water"]).await;
    let (loaded, removed) = (loaded["seq"].to_string(), removed["seq"].to_string());

    let words = ["wait", "complex", "--matching", "^wat", "--timeout", "20", "--since"];
    let found = alice.does(&[&words[..], &[loaded.as_str()]].concat()).await;
    assert_eq!(found["complex"]["name"], "water");
    assert!(found["seq"].as_u64() < removed.parse().ok(), "the event from back then: {found}");

    let late = [&words[..5], &["0.1", "--since", &removed]].concat();
    assert!(alice.fails(&late, 1).await.contains("no complex matching ^wat within 0.1 s"));
    let future = [&words[..], &["100000"]].concat();
    assert!(alice.fails(&future, 1).await.contains("--since 100000 is of another room"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_stays_while_other_commands_of_the_same_member_come_and_go() {
    let evening = Evening::begin().await;
    let (alice, guest) = evening.open_room().await;
    let mut watching = alice.watch(&["--since", "0"]);
    // Alice's coming in stands at the beginning of the history.
    watching.until("member", |event| event["member"]["name"] == "Alice" && event["seq"] == 1).await;
    let mut another = alice.watch(&[]);
    let bob = Person { evening: &evening, link: guest, name: "Bob" };
    for on in ["on", "off"] {
        alice.does(&["guests-may-edit", on]).await;
        assert_eq!(bob.does(&["people"]).await[0]["here"], true, "Alice is here all the time");
        watching.until("guests_may_edit", |event| event["on"] == (on == "on")).await;
    }
    alice.does(&["close"]).await;
    another.until("closed", |_| true).await;
    for mut watch in [watching, another] {
        assert!(watch.command.wait().await.unwrap().success(), "it ends when the room closes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_waits_while_one_acts() {
    let evening = Evening::begin().await;
    let (alice, _) = evening.open_room().await;
    let load = ["load", &evening.file("water.pdb", WATER)];
    let (found, _) = tokio::join!(alice.does(&["wait", "complex", "--timeout", "20"]), alice.does(&load));
    assert_eq!(found["complex"]["name"], "water");
}

#[tokio::test(flavor = "multi_thread")]
async fn first_commands_that_come_at_once_are_one_person() {
    let evening = Evening::begin().await;
    let (alice, guest) = evening.open_room().await;
    let bob = Person { evening: &evening, link: guest, name: "Bob" };
    tokio::join!(bob.does(&["state"]), bob.does(&["people"]), bob.does(&["complexes"]), bob.does(&["plugins"]));
    let people = alice.does(&["people"]).await;
    let names: Vec<&Value> = people.as_array().unwrap().iter().map(|person| &person["name"]).collect();
    assert_eq!(names, ["Alice", "Bob"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_ends_when_its_member_leaves() {
    let evening = Evening::begin().await;
    let (alice, guest) = evening.open_room().await;
    let bob = Person { evening: &evening, link: guest, name: "Bob" };
    bob.does(&["state"]).await;
    let mut watching = bob.watch(&["--since", "1"]);
    watching.until("member", |event| event["member"]["here"] == true).await;
    bob.does(&["leave"]).await;
    assert!(watching.command.wait().await.unwrap().success());
    assert_eq!(alice.does(&["people"]).await.as_array().map(Vec::len), Some(1));
}

/// As `nts room ... | head` does once it has enough.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_has_read_enough_is_no_error() {
    let evening = Evening::begin().await;
    let (alice, _) = evening.open_room().await;
    for words in [&["state"][..], &["menus"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = alice.command(words).stdout(writer).stderr(Stdio::piped()).output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{words:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_presenter_says_from_where_they_look_and_what_is_not_there_is_told() {
    let evening = Evening::begin().await;
    let (alice, guest) = evening.open_room().await;
    assert_eq!(alice.does(&["camera", "1", "-2.5", "30"]).await["position"], serde_json::json!([1.0, -2.5, 30.0]));
    alice.does(&["camera", "0", "0", "-1", "--rotation", "0", "-1", "0", "0"]).await;
    alice.fails(&["camera", "1", "2"], 2).await;
    let bob = Person { evening: &evening, link: guest, name: "Bob" };
    assert!(bob.fails(&["camera", "1", "2", "3"], 1).await.contains("Only the presenter (Alice)"));
    assert!(alice.fails(&["dismiss", "7"], 1).await.contains("No plugin waits"));
    assert!(alice.fails(&["toggle", "220", "on"], 1).await.contains("no plugin has a menu 220"));
    let file = evening.path("image.png");
    assert!(alice.fails(&["image", "7", "../../etc/passwd", &file], 1).await.contains("No session"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_words_and_things_that_are_not_there_are_told_apart() {
    let evening = Evening::begin().await;
    let (alice, _) = evening.open_room().await;
    let cases: [(&[&str], i32, &str); 7] = [
        (&["sing"], 2, "unrecognized subcommand"),
        (&["change", "water"], 1, "there is no complex water"),
        (&["export", "water", "water.doc"], 2, "let it end in .pdb"),
        (&["activate", "Docking"], 1, "there is no plugin Docking"),
        (&["run", "Docking"], 1, "nts room activate Docking"),
        (&["press", "Dock"], 1, "no menu that is open shows a button. One may be on its way: nts room wait menu"),
        (&["load", "no/such/file.pdb"], 1, "cannot read no/such/file.pdb"),
    ];
    for (words, code, sentence) in cases {
        let said = alice.fails(words, code).await;
        assert!(said.contains(sentence), "{words:?}: {said}");
    }
    let nobody = Person { evening: &evening, link: String::new(), name: "Alice" };
    let room = nobody.does(&["new", "", "--server", &evening.url]).await;
    assert_eq!(room["room"], format!("Room {}", room["room_id"]), "it says what the room is called");
    let unheard = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap(); // Closed again at once.
    let said = nobody.fails(&["new", "A", "--server", &unheard.to_string()], 1).await;
    assert!(
        said.contains(&format!("http://{unheard}")) && said.contains("nts serve") && said.contains("8443"),
        "{said}"
    );
    let nowhere = Person { evening: &evening, link: "http://example.org/#1.00ff".into(), name: "Alice" };
    let said = nowhere.fails(&["state"], 2).await;
    assert!(said.contains("https://") && !said.contains("00ff"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listed_room_is_found_and_visited_by_those_who_know_its_password() {
    let evening = Evening::begin().await;
    let nobody = || Person { evening: &evening, link: String::new(), name: "Bob" };
    assert_eq!(nobody().does(&["rooms", &evening.url]).await["rooms"], serde_json::json!([]));
    let words = ["new", "Open House", "--server", &evening.url, "--listed", "--password", "sesame"];
    let room = Person { name: "Alice", ..nobody() }.does(&words).await;
    let link = |whose: &str| room[whose].as_str().unwrap().to_owned();
    let alice = Person { link: link("presenter"), name: "Alice", ..nobody() };
    alice.does(&["camera", "1", "2", "30"]).await;
    let found = &nobody().does(&["rooms", &evening.url]).await["rooms"][0];
    assert_eq!((&found["name"], &found["has_password"]), (&"Open House".into(), &true.into()));

    let visit = ["visit", &evening.url, "open house"];
    assert!(nobody().fails(&visit, 1).await.contains("has a password"));
    assert!(nobody().fails(&[&visit[..], &["--password", "x"]].concat(), 1).await.contains("not the room's password"));
    assert!(nobody().fails(&["visit", &evening.url, "#99"], 1).await.contains("there is no listed room #99"));
    let visited = nobody().does(&[&visit[..], &["--password", "sesame"]].concat()).await;
    let bob = Person { link: visited["link"].as_str().unwrap().into(), ..nobody() };
    let state = bob.does(&["state"]).await;
    assert_eq!(
        (&state["me"], &state["room"]["has_password"]),
        (&visited["member"], &true.into()),
        "the same person, unasked"
    );
    assert_eq!(state["room"]["camera"]["position"], serde_json::json!([1.0, 2.0, 30.0]));

    let carol = Person { link: link("guest"), name: "Carol", ..nobody() };
    assert!(carol.fails(&["people"], 1).await.contains("has a password"));
    assert!(bob.fails(&["password", "remove"], 1).await.contains("Only the presenter (Alice)"));
    alice.does(&["password", "set", "other"]).await;
    carol.does(&["people", "--password", "other"]).await;
    alice.does(&["password", "remove"]).await;
    let dan = Person { link: link("guest"), name: "Dan", ..nobody() };
    assert_eq!(dan.does(&["state"]).await["room"]["has_password"], false);

    let words = ["new", "Never", "--server", &evening.url, "--listed", "--password", ""];
    assert!(nobody().fails(&words, 1).await.contains("1 to 128 letters"));
    let rooms = nobody().does(&["rooms", &evening.url]).await;
    assert_eq!(rooms["rooms"].as_array().map(Vec::len), Some(1), "it was closed again");
}

impl Evening {
    async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = server::Config { data: Some(folder.path().join("data")), ..server::Config::default() };
        let bind = || tokio::net::TcpListener::bind("127.0.0.1:0");
        let listeners = server::Listeners { plugins: bind().await.unwrap(), rooms: bind().await.unwrap() };
        let url = format!("http://{}", listeners.rooms.local_addr().unwrap());
        tokio::spawn(async { server::run(config, listeners, std::future::pending()).await.unwrap() });
        Self { folder, url }
    }

    /// Alice's room: she, and the link for guests.
    async fn open_room(&self) -> (Person<'_>, String) {
        let nobody = Person { evening: self, link: String::new(), name: "Alice" };
        let room = nobody.does(&["new", "Alice's Room", "--server", &self.url]).await;
        let link = |whose: &str| room[whose].as_str().unwrap().to_owned();
        (Person { link: link("presenter"), ..nobody }, link("guest"))
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

/// A `watch` that runs.
struct Watch {
    command: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// The number of the last event.
    seen: Option<u64>,
}

impl Watch {
    /// The next event of this kind that fits.
    async fn until(&mut self, event: &str, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let line = self.lines.next_line().await.unwrap().expect("it watches until the room closes");
            let heard: Value = serde_json::from_str(&line).unwrap();
            let seq = heard["seq"].as_u64().unwrap();
            assert_eq!(self.seen.map_or(seq, |seen| seen + 1), seq, "one after the other");
            self.seen = Some(seq);
            if heard["event"] == event && fits(&heard) {
                return heard;
            }
        }
    }
}

impl Person<'_> {
    fn watch(&self, words: &[&str]) -> Watch {
        let words = [&["watch"], words].concat();
        let mut command = self.command(&words).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(command.stdout.take().unwrap()).lines();
        Watch { command, lines, seen: None }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PathBuf::from(env!("CARGO_BIN_EXE_nts")));
        command.arg("room").args(words).args(["--json", "--as", self.name]);
        command.env("XDG_STATE_HOME", self.evening.folder.path()).env("NTS_ROOM", &self.link).env_remove("NTS_TOKEN");
        command.env_remove("NTS_PASSWORD");
        command.kill_on_drop(true);
        command
    }

    async fn output(&self, words: &[&str]) -> Output {
        self.command(words).stdin(Stdio::null()).output().await.unwrap()
    }

    /// What a command prints.
    async fn does(&self, words: &[&str]) -> Value {
        let output = self.output(words).await;
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {:?} {errors}", output.status.code());
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What a command says as it fails.
    async fn fails(&self, words: &[&str], code: i32) -> String {
        let output = self.output(words).await;
        assert_eq!(output.status.code(), Some(code), "{words:?}: {output:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}
