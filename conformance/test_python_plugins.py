"""Plugins on the unmodified Python library: registered, activated, run, operated and deactivated through `nts room`."""

import os
import signal

import pytest

from data import DIPEPTIDE_PDB, ETHANOL_SDF
from processes import children
from rooms import Refused

VERSIONS = ["0.42.1", "0.38.13"]


def notification(room, matching, since):
    return room.wait("notification", matching, since=since)["notification"]


def session(room, plugin):
    (found,) = [session for session in room("state")["room"]["sessions"] if session["name"] == plugin]
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_the_hello_of_the_documentation(room, plugin, version):
    plugin("hello.py", version)
    room("activate", "Hello World")
    since = room("run", "Hello World")["seq"]
    hello = notification(room, "Hello", since)
    assert (hello["text"], hello["kind"], hello["from"]) == ("Hello Nanome!", "success", "Hello World")
    room("deactivate", "Hello World")
    assert room("state")["room"]["sessions"] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_menu_is_shown_and_operated(room, plugin, version):
    plugin("workbench.py", version)
    room("activate", "Workbench")
    since = room("run", "Workbench")["seq"]
    menu = room.wait("menu", "ready", since=since)["menu"]
    assert menu["title"] == "Workbench"
    assert len(menu["root"]["children"]) == 11
    assert session(room, "Workbench")["run"] == {"text": "Again", "usable": True}

    assert notification(room, "toggle", room("press", "Toggle")["seq"])["text"] == "toggle is True"
    assert notification(room, "toggle", room("press", "Toggle")["seq"])["text"] == "toggle is False"
    contents = {content["kind"]: content["id"] for content in contents_of(menu["root"])}
    assert notification(room, "slider", room("slide", f"#{contents['slider']}", 7.5)["seq"])["text"] == "slider at 7.5"
    typed = room("type", f"#{contents['text_input']}", "grüß dich")["seq"]
    assert notification(room, "typed", typed)["text"] == "you typed grüß dich"
    chosen = room("choose", f"#{contents['dropdown']}", "green")["seq"]
    assert notification(room, "chose", chosen)["text"] == "you chose green"
    asked = room("settings", "Workbench")["seq"]
    assert notification(room, "presented", asked)["text"] == "presented by Alice"


def contents_of(node):
    if node["content"]:
        yield node["content"]
    for child in node["children"]:
        yield from contents_of(child)


@pytest.mark.parametrize("version", VERSIONS)
def test_structures_go_there_and_back(room, plugin, load, tmp_path, version):
    plugin("workbench.py", version)
    room("activate", "Workbench")
    room.wait("menu", "ready", since=room("run", "Workbench")["seq"])

    first = load("dipeptide.pdb", DIPEPTIDE_PDB)
    room.wait("menu", "a complex came")
    since = room("press", "Rename")["seq"]
    assert notification(room, "renamed", since)["text"] == "renamed, 9 atoms"
    renamed = room.wait("complex", "^renamed$")["complex"]
    assert renamed["id"] == first["id"], "a deep update keeps the complex"
    assert renamed["frames"][0]["atoms"] == 9
    room("export", "renamed", tmp_path / "renamed.pdb")
    assert atoms_of(tmp_path / "renamed.pdb") == atoms_of(tmp_path / "dipeptide.pdb")

    since = room("press", "Paint")["seq"]
    notification(room, "painted", since)
    (painted,) = room("complexes")
    assert (painted["locked"], painted["selected"]) == (True, True)

    since = room("press", "Add")["seq"]
    assert notification(room, "added", since)["text"] == "added made: index given"
    made = room("complexes")[-1]
    assert made["name"] == "made"
    assert (made["frames"][0]["atoms"], made["frames"][0]["bonds"]) == (2, 1)

    load("ethanol.sdf", ETHANOL_SDF)
    since = room("press", "List")["seq"]
    assert notification(room, "list", since)["text"] == "list: renamed, made, ethanol"

    since = room("press", "Drop")["seq"]
    notification(room, "dropped", since)
    assert [complex["name"] for complex in room("complexes")] == ["made", "ethanol"]


def atoms_of(file):
    """Name, residue, chain and place of each atom of a PDB file."""
    lines = [line for line in file.read_text().splitlines() if line.startswith(("ATOM", "HETATM"))]
    return [(line[12:16].strip(), line[17:20], line[21], line[22:26], line[30:54]) for line in lines]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_async_plugin_gets_every_answer(room, plugin, load, version):
    plugin("async_reader.py", version)
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    load("ethanol.sdf", ETHANOL_SDF)
    room("activate", "Async Reader")
    since = room("run", "Async Reader")["seq"]
    text = notification(room, "in order", since)["text"]
    assert text == "in order: True, placeholder: None, 12 atoms, indices kept: True"


def test_the_newer_interface_of_the_library(room, plugin, load):
    """`nanome.beta.nanome_sdk`: it takes its id from the first packet, and a session's first packet for `connect`."""
    plugin("beta/run.py")
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    first = room("activate", "Beta")["session"]
    since = room("run", "Beta")["seq"]
    assert notification(room, "presents", since)["text"] == "Alice presents 1 complexes"
    load("ethanol.sdf", ETHANOL_SDF)
    since = room("press", "Rename")["seq"]
    assert notification(room, "renamed", since)["text"] == "renamed 9 atoms after 1 came"
    assert [complex["name"] for complex in room("complexes")] == ["renamed", "ethanol"]
    room("deactivate", "Beta")
    assert room("activate", "Beta")["session"] > first
    notification(room, "presents 2 complexes", room("run", "Beta")["seq"])


def test_a_guest_sees_and_may_not(room, plugin, load, tmp_path):
    plugin("workbench.py")
    room("activate", "Workbench")
    room.wait("menu", "ready", since=room("run", "Workbench")["seq"])
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    guest = room.guest("Bob", tmp_path / "guest")
    seen = guest("state")["room"]
    assert [complex["name"] for complex in seen["complexes"]] == ["dipeptide"]
    assert seen["menus"][0]["menu"]["title"] == "Workbench"
    for words in [("press", "List"), ("run", "Workbench"), ("deactivate", "Workbench"), ("remove", "dipeptide")]:
        with pytest.raises(Refused, match="Alice|presenter"):
            guest(*words)
    assert len(room("complexes")) == 1


def test_one_plugin_in_two_rooms_has_two_processes(server, room, plugin, tmp_path):
    from rooms import Room

    plugin("hello.py")
    other = Room.new(server.rooms, "Another", state=tmp_path / "other", member="Dan")
    first, second = room("activate", "Hello World")["session"], other("activate", "Hello World")["session"]
    assert first != second
    notification(room, "Hello", room("run", "Hello World")["seq"])
    assert other("state")["room"]["notifications"] == []
    other("close")
    notification(room, "Hello", room("run", "Hello World")["seq"])


def test_two_plugins_in_one_room_see_each_others_work(room, plugin, load):
    plugin("workbench.py")
    plugin("beta/run.py")
    for name in ["Workbench", "Beta"]:
        room("activate", name)
        room("run", name)
    room.wait("menu", "Workbench")
    room.wait("menu", "Beta")
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    room.wait("menu", "a complex came")
    notification(room, "^renamed 9 atoms", room("press", "Rename", "--plugin", "Beta")["seq"])
    since = room("press", "List")["seq"]
    assert notification(room, "list", since)["text"] == "list: renamed"
    room("deactivate", "Workbench")
    notification(room, "renamed", room("press", "Rename", "--plugin", "Beta")["seq"])
    shown = [menu["menu"]["title"] for menu in room("state")["room"]["menus"]]
    assert shown == ["Beta"]


def test_two_plugins_of_one_name_are_told_apart(room, plugin):
    plugin("hello.py", name="Twin")
    plugin("hello.py", name="Twin")
    twins = [found for found in room("plugins") if found["name"] == "Twin"]
    assert len(twins) == 2
    with pytest.raises(Refused, match=f"Twin#{twins[0]['id']}"):
        room("activate", "Twin")
    room("activate", f"Twin#{twins[1]['id']}")
    assert session(room, "Twin")["plugin"] == twins[1]["id"]


def test_a_plugin_that_raises_ends_its_session_and_can_be_reconnected(room, plugin):
    plugin("crasher.py")
    before = room("activate", "Crasher")["session"]
    since = room("run", "Crasher")["seq"]
    room.wait("session", "Crasher ended", since=since)
    after = room("reconnect", "Crasher")["session"]
    assert after > before, "a session number is never used twice"
    assert session(room, "Crasher")["state"] == {"is": "running"}


def test_a_killed_host_is_noticed(room, plugin):
    host = plugin("hello.py")
    since = room("activate", "Hello World")["seq"]
    left_behind = children(host.process.pid)
    host.process.send_signal(signal.SIGKILL)
    room.wait("session", "Hello World (lost|ended)", since=since, timeout=5)
    for pid in left_behind:
        try:
            os.kill(pid, signal.SIGKILL)  # The library leaves its session processes behind.
        except ProcessLookupError:
            pass


def test_the_bonds_of_an_sdf_are_those_of_the_file(load, room):
    """Its atoms stand closer together than any bond is long, as in a drawing: nothing may be added by distance."""
    load("close.sdf", ETHANOL_SDF.replace("1.5200", "1.0000").replace("2.0000    1.3500", "0.5000    0.8000"))
    assert room("complexes")[0]["frames"][0]["bonds"] == 2
