"""The Docking plugin in a room, through `nts room`: its menu, a run, its poses, Cancel, and what it says when it cannot."""

import os

import pytest

from conftest import Process
from processes import children
from rooms import ROOT, TARGET, Refused

DATA = ROOT / "plugins" / "docking" / "tests" / "data"
PYTHON = os.environ.get("DOCKING_PYTHON")

needs_tools = pytest.mark.skipif(not PYTHON, reason="set DOCKING_PYTHON to a Python with meeko and rdkit")


@pytest.fixture
def docking(server, tmp_path):
    """Starts the plugin, registered when this returns; its temporary files go below the test's own folder."""
    running = []

    def start(**environment):
        command = [TARGET / "debug" / "docking", "-a", "127.0.0.1", "-p", str(server.plugins)]
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        process = Process(
            command + ["--ca", server.data / "ca.pem"],
            env={**os.environ, "TMPDIR": str(temporary), **environment},
        )
        running.append(process)
        process.wait_for("Registered")
        process.temporary = temporary
        return process

    yield start
    for process in running:
        process.stop()


@pytest.fixture
def bench(room):
    """A pocket, its ligand and the plugin's open menu."""

    def open_menu():
        room("load", DATA / "1of6_pocket.pdb", DATA / "1of6_ligand.sdf")
        room("activate", "Docking")
        room.wait("menu", "Exhaustiveness", since=room("run", "Docking")["seq"])

    return open_menu


def told(room, since, timeout=300):
    """The kind and the text of the next notification."""
    found = room.wait("notification", ".", timeout=timeout, since=since)["notification"]
    return found["kind"], found["text"]


def complexes(room):
    return {complex["name"]: complex for complex in room("complexes")}


@needs_tools
def test_a_ligand_is_docked_and_its_poses_are_leafed_through(room, docking, bench, tmp_path):
    plugin = docking(DOCKING_PYTHON=PYTHON)
    bench()
    room("slide", "Exhaustiveness", 2)
    kind, text = told(room, room("press", "Run")["seq"])
    assert (kind, text.split(":")[0]) == ("success", "1of6_ligand docked"), text

    poses = complexes(room)["1of6_ligand docked"]
    assert len(poses["frames"]) > 1 and poses["current_frame"] == 0
    conformers = [frame["conformers"][0] for frame in poses["frames"]]
    scores = [float(dict(conformer["associated"])["Score (kcal/mol)"]) for conformer in conformers]
    assert scores == sorted(scores) and scores[0] < -5
    assert conformers[1]["name"] == f"pose 2: {scores[1]:.2f} kcal/mol"
    assert poses["box_label"].startswith("pose 1: ")

    # A press on the second pose shows its frame, to guests too.
    guest = room.guest("Bob", tmp_path / "guest")
    since = room("press", f"2.   {scores[1]:.2f} kcal/mol")["seq"]
    shown = room.wait("complex", "docked", since=since)["complex"]
    assert (shown["current_frame"], shown["box_label"][:7]) == (1, "pose 2:")
    assert complexes(guest)["1of6_ligand docked"]["current_frame"] == 1
    with pytest.raises(Refused, match="Alice"):
        guest("press", "Run")

    room("export", "1of6_ligand docked", tmp_path / "poses.sdf")
    text = (tmp_path / "poses.sdf").read_text()
    assert text.count("$$$$") == len(scores) and "> <Score (kcal/mol)>" in text
    assert list(plugin.temporary.iterdir()) == [], "files are left behind"


@needs_tools
def test_cancel_ends_the_programs_and_their_files(room, docking, bench):
    plugin = docking(DOCKING_PYTHON=PYTHON)
    bench()
    room("slide", "Exhaustiveness", 32)
    room("choose", "Site", "Whole receptor")
    since = room("press", "Run")["seq"]
    (session,) = children(plugin.process.pid)
    room.wait("menu", "Docking 1of6_ligand", since=since)
    assert children(session), "no program runs"
    since = room("press", "Cancel")["seq"]
    assert told(room, since) == ("message", "Docking was cancelled.")
    assert children(session) == []
    assert list(plugin.temporary.iterdir()) == []


def test_a_missing_tool_says_what_to_install(room, docking, bench):
    docking(DOCKING_OBABEL="no-such-obabel")
    bench()
    kind, text = told(room, room("press", "Run")["seq"])
    assert kind == "error" and "apt-get install openbabel" in text


def test_without_structures_it_says_what_to_load(room, docking):
    docking()
    room("activate", "Docking")
    room.wait("menu", "Exhaustiveness", since=room("run", "Docking")["seq"])
    kind, text = told(room, room("press", "Run")["seq"])
    assert kind == "warning" and "load a protein and a ligand" in text
