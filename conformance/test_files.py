"""Files of plugins on the real library: what they got, what the presenter sees, and what lies in the folder."""

import json

import pytest

from data import DIPEPTIDE_PDB, ETHANOL_SDF
from rooms import Refused
from test_python_plugins import VERSIONS, notification

UNAUTHORIZED = "unauthorized_access"


@pytest.fixture
def files(room, plugin):
    """A running plugin; called with commands it tells the answers."""
    plugin("files.py")
    room("activate", "Files")
    room("run", "Files")
    room.wait("menu", "Files")

    def ask(*commands):
        since = room("type", "#" + str(field(room)), json.dumps(commands))["seq"]
        return json.loads(notification(room, "^answers ", since)["text"].removeprefix("answers "))

    return ask


def field(room):
    """The number of the plugin's text field."""

    def find(node):
        content = node.get("content")
        if content and content["kind"] == "text_input":
            return content["id"]
        return next((found for child in node["children"] if (found := find(child)) is not None), None)

    (menu,) = room("state")["room"]["menus"]
    return find(menu["menu"]["root"])


def consent(room):
    (session,) = room("state")["room"]["sessions"]
    return [(known["permission"], known["consent"]) for known in session["permissions"]]


def listed(room, path="/"):
    return [(entry["name"], entry["size"], entry["is_folder"]) for entry in room("files", "ls", path)["entries"]]


def test_a_plugin_asks_and_may_once_the_presenter_allows_it(room, files):
    assert consent(room) == [("local_files_access", "unasked")]
    assert files(["pwd"], ["ls", "."], ["put", "x", "1"], ["get", "x"]) == [
        [UNAUTHORIZED, ""],
        [UNAUTHORIZED, []],
        UNAUTHORIZED,
        [UNAUTHORIZED, None],
    ]
    assert room.wait("consent", "Files wants to use the presenter's files")["session"]["name"] == "Files"
    assert consent(room) == [("local_files_access", "asked")]
    assert listed(room) == []

    room("deny", "Files")
    assert files(["cd", "."]) == [UNAUTHORIZED]
    assert consent(room) == [("local_files_access", "denied")]
    room("allow", "Files")
    assert files(["pwd"], ["ls", "."]) == [["no_error", "/"], ["no_error", []]]
    assert consent(room) == [("local_files_access", "allowed")]


def test_what_a_shell_does(room, files, tmp_path):
    room("allow", "Files")
    text = "\x00\xff\r\n text"
    assert files(["mkdir", "a/b"], ["put", "a/x.bin", text], ["cd", "a"], ["pwd"], ["get", "x.bin"]) == [
        "no_error",
        "no_error",
        "no_error",
        ["no_error", "/a"],
        ["no_error", text],
    ]
    assert files(["cp", "x.bin", "b"], ["mv", "x.bin", "/y.bin"], ["cp", r"\y.bin", "b/z"]) == ["no_error"] * 3
    ((error, entries),) = files(["ls", "b"])
    assert (error, [(name, size, folder) for name, size, _, folder in entries]) == (
        "no_error",
        [("x.bin", len(text), False), ("z", len(text), False)],
    )
    assert all(date.startswith("20") and date.endswith("Z") for _, _, date, _ in entries)
    assert listed(room) == [("a", 0, True), ("y.bin", len(text), False)]

    # What the plugin saved its owner gets, and the other way round.
    got = room("files", "get", "/a/b/z", tmp_path / "got")
    assert (got["bytes"], (tmp_path / "got").read_bytes()) == (len(text), text.encode("latin-1"))
    (tmp_path / "needed.txt").write_text("needed")
    room("files", "put", tmp_path / "needed.txt", "deep/er/")
    assert files(["get", "/deep/er/needed.txt"]) == [["no_error", "needed"]]
    assert files(["rm", "/y.bin"], ["cd", ".."], ["rm", "a/b/x.bin"], ["rm", "a/b/z"], ["rmdir", "a/b"]) == ["no_error"] * 5
    room("files", "rm", "deep", "--recursive")
    assert listed(room) == [("a", 0, True)]


def test_what_makes_no_sense_is_an_error_and_changes_nothing(room, files, server):
    room("allow", "Files")
    assert files(["mkdir", "a"], ["put", "a/x", "1"]) == ["no_error"] * 2
    security, invalid, io = "security_error", "invalid_path", "io_error"
    for path, error in {
        "..": security,
        "../../etc/passwd": security,
        "/..": security,
        r"..\..\x": security,
        "a/../../x": security,
        "": invalid,
        "a\0b": invalid,
        r"C:\Windows": invalid,
        "//server/share": invalid,
        "con.txt": invalid,
        "x" * 300: invalid,
        "x/" * 40: invalid,
        "missing": invalid,
        "a": invalid,
    }.items():
        got = files(["get", path], ["rm", path])
        assert got == [[error, None], error], path
    assert files(["put", "..", "1"], ["put", "a", "1"], ["put", "none/x", "1"]) == [security, invalid, invalid]
    assert files(["rmdir", "/"], ["rm", "/"], ["mv", "/", "b"], ["rmdir", "a"]) == [security, security, security, io]
    assert files(["cd", "a/x"], ["ls", "a/x"], ["mv", "a", "a/b"], ["mkdir", "a/x"]) == [
        invalid,
        [invalid, []],
        io,
        invalid,
    ]
    assert listed(room) == [("a", 0, True)] and listed(room, "a") == [("x", 1, False)]

    # A link in the folder, should one come there by other hands, leads nowhere.
    (folder,) = (server.data / "files").glob("*/*/a")
    (folder / "out").symlink_to("/etc")
    (folder / "passwd").symlink_to("/etc/passwd")
    assert files(["get", "a/passwd"], ["get", "a/out/passwd"], ["ls", "a/out"], ["cd", "a/out"]) == [
        [invalid, None],
        [invalid, None],
        [invalid, []],
        invalid,
    ]
    assert listed(room, "a") == [("x", 1, False)]


def test_many_requests_are_answered_in_order(room, files):
    room("allow", "Files")
    assert files(["flood", 200]) == [[["no_error"], True]]
    assert len(listed(room)) == 200


def test_a_file_beyond_the_bounds_is_not_kept(room, files):
    room("allow", "Files")
    since = room("state")["seq"]
    assert files(["put", "large", "x" * 1000, 210 * 1024], ["put", "small", "1"]) == ["io_error", "no_error"]
    # Longer than a packet may be: it is answered all the same, and the session goes on.
    assert files(["put", "larger", "x" * 1000, 300 * 1024], ["put", "small", "2"]) == ["io_error", "no_error"]
    assert "a file may have" in notification_of_room(room, "was not kept", since)
    assert listed(room) == [("small", 1, False)]


def test_consent_ends_with_the_presenter(room, files, tmp_path):
    bob = room.guest("Bob", state=tmp_path / "bob")
    room("allow", "Files")
    assert files(["put", "hers", "1"], ["cd", "."]) == ["no_error", "no_error"]

    def asked_by_bob(*commands):
        since = bob("type", "#" + str(field(room)), json.dumps(commands))["seq"]
        return json.loads(notification(room, "^answers ", since)["text"].removeprefix("answers "))

    with room.stays(), bob.stays():
        give(room, "Bob")
        assert consent(room) == [("local_files_access", "unasked")]
        assert asked_by_bob(["get", "hers"], ["ls", "/"]) == [[UNAUTHORIZED, None], [UNAUTHORIZED, []]]
        with pytest.raises(Refused, match="Only the presenter"):
            room("allow", "Files")
        bob("allow", "Files")
        answers = asked_by_bob(["get", "hers"], ["ls", "/"], ["put", "his", "22"])
        assert answers == [["invalid_path", None], ["no_error", []], "no_error"]
        assert (listed(room), listed(bob)) == ([("hers", 1, False)], [("his", 2, False)])
        give(bob, "Alice")
        assert consent(room) == [("local_files_access", "unasked")], "not even hers from before"


def give(room, name):
    """Hands over to somebody who is here, or just coming."""
    for _ in range(100):
        try:
            return room("give", name)
        except Refused as refused:
            assert "away" in str(refused) or "no member" in str(refused)
    raise AssertionError(f"{name} never came")


def test_consent_at_the_activation_holds_from_the_first_moment(room, plugin):
    plugin("files.py")
    assert room("activate", "Files", "--allow")["asks_for"] == ["local_files_access"]
    assert consent(room) == [("local_files_access", "allowed")]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_deprecated_api(room, plugin, tmp_path, version):
    plugin("old_files.py", version)
    room("activate", "Old Files")
    since = room("run", "Old Files")["seq"]
    said = json.loads(notification(room, "^said ", since)["text"].removeprefix("said "))
    assert said == {
        "directory": [[], 1],
        "saved": [["saved.txt", 3], ["../out.txt", 3], ["missing/x.txt", 3]],
        "files": [["", 3], ["", 3]],
    }

    room("allow", "Old Files")
    for name in ["here.txt", "here.pdb"]:
        (tmp_path / name).write_text("x")
        room("files", "put", tmp_path / name)
    since = room("run", "Old Files")["seq"]
    said = json.loads(notification(room, "^said ", since)["text"].removeprefix("said "))
    assert said == {
        "directory": [[["here.txt", False]], 0],
        "saved": [["saved.txt", 0], ["../out.txt", 3], ["missing/x.txt", 1]],
        "files": [["AAAA", 0], ["", 1]],
    }
    assert listed(room) == [("here.pdb", 1, False), ("here.txt", 1, False), ("saved.txt", 4, False)]


def test_files_are_saved_loaded_and_exported(room, files):
    room("allow", "Files")
    assert files(["save", ["a.txt", "A"], ["../b.txt", "B"]]) == [[["a.txt", "no_error"], ["../b.txt", "missing_permission"]]]
    since = room("state")["seq"]
    assert files(["load", "dipeptide.pdb", DIPEPTIDE_PDB], ["load", "ethanol.sdf", ETHANOL_SDF]) == [[0], [0]]
    assert files(["load", "nothing.pdb", "nothing"], ["load", "picture.png", "png"]) == [[1], [1]]
    assert "nothing.pdb" in notification_of_room(room, "not loaded: nothing", since)
    dipeptide, ethanol = room("complexes")
    assert [dipeptide["name"], ethanol["name"]] == ["dipeptide", "ethanol"]
    assert [dipeptide["frames"][0]["atoms"], ethanol["frames"][0]["atoms"]] == [9, 3]

    ((pdb, of_ethanol),) = files(["export", "PDB"])
    assert places(pdb) == places(DIPEPTIDE_PDB)
    assert of_ethanol.count("HETATM") == 3, "a file for each complex of the workspace"


@pytest.mark.parametrize("version", VERSIONS)
def test_complexes_are_written_as_files(room, plugin, load, version):
    plugin("exports.py", version)
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    load("ethanol.sdf", ETHANOL_SDF)
    room("activate", "Exports")
    since = room("run", "Exports")["seq"]
    assert "PDB, SDF or MMCIF" in notification_of_room(room, "wants files as SMILES", since)
    said = json.loads(notification(room, "^said ", since)["text"].removeprefix("said "))
    pdb, of_ethanol = said["workspace"]
    assert places("\n".join(pdb)) == places(DIPEPTIDE_PDB) and len(of_ethanol) == 3
    sdf = said["ethanol"][1]
    assert sdf[0].startswith("  3  2  0") and sdf[1] == "$$$$"
    assert said["smiles"] == [None, None]
    if version == "0.42.1":
        assert "_Complex" in said["by index"], "this version of the library cannot ask for less than the workspace"
        return
    assert said["by index"] == [pdb, None, pdb]
    assert said["sdf"] == [sdf]
    assert len(said["own"][0]) == 9


def places(pdb):
    return [line[30:54] for line in pdb.splitlines() if line.startswith("ATOM")]


def notification_of_room(room, matching, since):
    return room.wait("notification", matching, since=since)["notification"]["text"]
