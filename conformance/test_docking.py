"""The Docking plugin in a room, through `nts room`: its menu, a run, its poses, Cancel, and what it says when it cannot."""

import math
import os
import re
import subprocess

import pytest

from conftest import Process
from processes import children
from rooms import ROOT, TARGET, Refused, Room, contents_of

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


@pytest.fixture
def other_room(server, tmp_path):
    """Another room, with a presenter of its own."""
    room = Room.new(server.rooms, "Dan's Room", state=tmp_path / "dan", member="Dan")
    yield room
    room("close")


def told(room, since, timeout=300):
    """The kind and the text of the next notification."""
    found = room.wait("notification", ".", timeout=timeout, since=since)["notification"]
    return found["kind"], found["text"]


def written(score):
    """A score as the menu writes it: halves go away from zero, which Python's own rounding does not do."""
    return f"{math.copysign(math.floor(abs(score) * 100 + 0.5) / 100, score):.2f} kcal/mol"


def buttons(room):
    """The buttons of the menu from top to bottom: what stands on them, and whether they are marked."""
    (shown,) = room("state")["room"]["menus"]
    contents = contents_of(shown["menu"]["root"])
    return [(it["text"]["value"]["idle"], it["selected"]) for it in contents if it["kind"] == "button"]


def marked(room):
    """The numbers of the poses that are marked in the menu."""
    return [text.split()[0] for text, is_marked in buttons(room) if is_marked and "kcal/mol" in text]


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
    assert {conformer["name"] for conformer in conformers} == {"1of6_ligand"}
    assert poses["box_label"] == f"1of6_ligand: {len(scores)} poses, the best at {written(scores[0])}"
    assert marked(room) == ["1."]

    # A press on the second pose shows its frame, to guests too.
    guest = room.guest("Bob", tmp_path / "guest")
    second = f"2.   {written(scores[1])}"
    since = room("press", second)["seq"]
    assert room.wait("complex", "docked", since=since)["complex"]["current_frame"] == 1
    room.wait("menu", re.escape(second), since=since)
    assert marked(room) == ["2."]
    assert complexes(guest)["1of6_ligand docked"]["current_frame"] == 1

    # Whoever leafs through them elsewhere moves the mark, too, and frames stay as people put them.
    for frame in (1, 2):
        since = room("change", "1of6_ligand docked", "--frame", frame)["seq"]
        room.wait("menu", re.escape(second), since=since)
        assert marked(room) == [f"{frame}."]
        assert complexes(room)["1of6_ligand docked"]["current_frame"] == frame - 1
    since = room("change", "1of6_ligand docked", "--visible", "false")["seq"]
    room.wait("menu", re.escape(second), since=since)
    assert marked(room) == [], "what is hidden is not marked"
    with pytest.raises(Refused, match="Alice"):
        guest("press", "Run")

    room("export", "1of6_ligand docked", tmp_path / "poses.sdf")
    text = (tmp_path / "poses.sdf").read_text()
    assert text.count("$$$$") == len(scores) and "> <Score (kcal/mol)>" in text
    assert text.splitlines()[0] == "1of6_ligand" and "> <Ligand>\n1of6_ligand\n" in text
    assert list(plugin.temporary.iterdir()) == [], "files are left behind"


@needs_tools
def test_results_have_names_that_nothing_else_in_the_room_has(room, docking):
    docking(DOCKING_PYTHON=PYTHON)
    room("load", DATA / "1of6_pocket.pdb", DATA / "1of6_ligand.sdf", DATA / "1of6_ligand.sdf")
    room("activate", "Docking")
    room.wait("menu", "Exhaustiveness", since=room("run", "Docking")["seq"])
    first, second = [complex["id"] for complex in room("complexes") if complex["name"] == "1of6_ligand"]
    room("press", f"1of6_ligand #{second}")
    room("slide", "Exhaustiveness", 1)
    room("slide", "Poses at most", 2)
    # Two ligands of one name, in one run and in a later one.
    kind, text = told(room, room("press", "Run")["seq"])
    assert (kind, text.split(",")[0]) == ("success", "2 of 2 docked"), text
    room("press", f"1of6_ligand #{first}")
    kind, text = told(room, room("press", "Run")["seq"])
    assert (kind, text.split(":")[0]) == ("success", "1of6_ligand docked"), text

    names = [f"1of6_ligand docked{number}" for number in ("", " 2", " 3")]
    docked = {name: complex for name, complex in complexes(room).items() if "docked" in name}
    assert list(docked) == names
    # The ligand's own name stays in the file.
    assert {complex["frames"][0]["conformers"][0]["name"] for complex in docked.values()} == {"1of6_ligand"}
    # In the menu, too, the two of one run are told apart; equal scores stand as they were docked.
    score = lambda name: float(dict(docked[name]["frames"][0]["conformers"][0]["associated"])["Score (kcal/mol)"])
    rows = [text for text, _ in buttons(room) if "kcal/mol   " in text]
    ranked = sorted(names[:2], key=score)
    assert rows == [f"{rank}.   {written(score(name))}   {name}" for rank, name in enumerate(ranked, 1)]


# Three small molecules and one that no ligand is, as a library: written by RDKit with coordinates and names.
LIBRARY = """
import sys
from rdkit import Chem
from rdkit.Chem import AllChem
with Chem.SDWriter(sys.argv[1]) as writer:
    for name, smiles in [("phenol", "Oc1ccccc1"), ("tyramine", "NCCc1ccc(O)cc1"), ("salt", "CC(=O)O.CN"), ("alanine", "C[C@H](N)C(=O)O")]:
        molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
        AllChem.EmbedMolecule(molecule, randomSeed=7)
        molecule.SetProp("_Name", name)
        writer.write(molecule)
"""


@needs_tools
def test_a_library_is_docked_and_what_fails_is_told_by_name(room, docking, tmp_path):
    docking(DOCKING_PYTHON=PYTHON)
    library = tmp_path / "library.sdf"
    subprocess.run([PYTHON, "-c", LIBRARY, library], check=True)
    room("load", DATA / "1of6_pocket.pdb", DATA / "1of6_ligand.sdf", library)
    room("activate", "Docking")
    room.wait("menu", r"library \(4 molecules\)", since=room("run", "Docking")["seq"])
    room("press", "1of6_ligand")
    room("press", "library (4 molecules)")
    room("slide", "Exhaustiveness", 1)
    room("slide", "Poses at most", 2)
    since = room("press", "Run")["seq"]
    failed = room.wait("notification", "^salt: ", timeout=300, since=since)["notification"]
    assert failed["kind"] == "error", failed
    text = room.wait("notification", "docked, the best is", timeout=300, since=since)["notification"]["text"]
    assert text.startswith("3 of 4 docked, the best is "), text

    docked = {name: complex for name, complex in complexes(room).items() if name.endswith(" docked")}
    assert docked.keys() == {"phenol docked", "tyramine docked", "alanine docked"}
    data = lambda complex: dict(complex["frames"][0]["conformers"][0]["associated"])
    scores = {name: float(data(complex)["Score (kcal/mol)"]) for name, complex in docked.items()}
    best = min(scores, key=scores.get)
    assert [name for name, complex in docked.items() if complex["visible"]] == [best], "the best one is shown"
    assert data(docked["phenol docked"])["Ligand"] == "phenol"

    # A row a ligand, the best first; a press shows that one instead.
    worst = max(scores, key=scores.get)
    assert marked(room) == ["1."]
    row = f"3.   {written(scores[worst])}   {worst.removesuffix(' docked')}"
    since = room("press", row)["seq"]
    room.wait("complex", worst, since=since)
    room.wait("menu", re.escape(row), since=since)
    assert marked(room) == ["3."]
    assert [name for name, complex in complexes(room).items() if complex["visible"] and name in docked] == [worst]


# Salts, which are no ligands: none is like another.
SALTS = """
import sys
from rdkit import Chem
from rdkit.Chem import AllChem
with Chem.SDWriter(sys.argv[1]) as writer:
    for number in range(1, 8):
        molecule = Chem.MolFromSmiles("C" * number + "C(=O)O.CN")
        AllChem.Compute2DCoords(molecule)
        molecule.SetProp("_Name", f"salt {number}")
        writer.write(molecule)
"""


@needs_tools
def test_of_many_failures_the_menu_lists_all(room, docking, tmp_path):
    docking(DOCKING_PYTHON=PYTHON)
    library = tmp_path / "library.sdf"
    subprocess.run([PYTHON, "-c", SALTS, library], check=True)
    room("load", DATA / "1of6_pocket.pdb", library)
    room("activate", "Docking")
    room.wait("menu", r"library \(7 molecules\)", since=room("run", "Docking")["seq"])
    since = room("press", "Run")["seq"]
    text = room.wait("notification", "not docked", timeout=300, since=since)["notification"]["text"]
    assert text.startswith("7 ligands were not docked: salt 1, salt 2, salt 3, salt 4, salt 5 and 2 more. The menu"), text
    room.wait("menu", "7 ligands were not docked", since=since)
    (shown,) = room("state")["room"]["menus"]
    labels = [it["text"] for it in contents_of(shown["menu"]["root"]) if it["kind"] == "label"]
    named = [label.split(":")[0] for label in labels if label.startswith("salt ")]
    assert named == [f"salt {number}" for number in range(1, 8)]


@needs_tools
def test_cancel_in_a_library_keeps_what_is_docked(room, docking, tmp_path):
    plugin = docking(DOCKING_PYTHON=PYTHON)
    library = tmp_path / "library.sdf"
    subprocess.run([PYTHON, "-c", LIBRARY, library], check=True)
    room("load", DATA / "1of6_pocket.pdb", library)
    room("activate", "Docking")
    room.wait("menu", r"library \(4 molecules\)", since=room("run", "Docking")["seq"])
    room("slide", "Exhaustiveness", 1)
    since = room("press", "Run")["seq"]
    first = room.wait("complex", "phenol docked", since=since, timeout=300)["complex"]
    assert first["visible"], "whatever ends a run, one result is in view"
    kind, text = told(room, room("press", "Cancel")["seq"])
    found = re.fullmatch(r"Docking was cancelled. ([12]) of 4 ligands are docked.", text)
    assert kind == "message" and found, text
    docked = {name: complex for name, complex in complexes(room).items() if name.endswith(" docked")}
    assert list(docked) == ["phenol docked", "tyramine docked"][: int(found[1])]
    scores = [dict(it["frames"][0]["conformers"][0]["associated"])["Score (kcal/mol)"] for it in docked.values()]
    rows = [re.search(r"\S+ kcal/mol", text)[0] for text, _ in buttons(room) if "kcal/mol" in text]
    assert set(rows) >= {written(float(score)) for score in scores}, "all that is there is listed"
    assert [complex["visible"] for complex in docked.values()].count(True) == 1, "the best one is shown"
    assert list(plugin.temporary.iterdir()) == []


@needs_tools
def test_a_tool_that_no_ligand_can_do_without_is_told_once(room, docking, tmp_path):
    docking(DOCKING_PYTHON=PYTHON, DOCKING_VINA="no-such-vina")
    library = tmp_path / "library.sdf"
    subprocess.run([PYTHON, "-c", LIBRARY, library], check=True)
    room("load", DATA / "1of6_pocket.pdb", library)
    room("activate", "Docking")
    room.wait("menu", r"library \(4 molecules\)", since=room("run", "Docking")["seq"])
    since = room("press", "Run")["seq"]
    kind, text = told(room, since)
    assert kind == "error" and text.startswith("No-such-vina is not there.") and "autodock-vina" in text, text
    # The run is over: it may begin again.
    assert told(room, room("press", "Run")["seq"]) == (kind, text)


@needs_tools
def test_two_rooms_dock_at_once_in_two_processes(room, other_room, docking):
    plugin = docking(DOCKING_PYTHON=PYTHON)
    sinces = []
    for one in (room, other_room):
        one("load", DATA / "1of6_pocket.pdb", DATA / "1of6_ligand.sdf")
        one("activate", "Docking")
        one.wait("menu", "Exhaustiveness", since=one("run", "Docking")["seq"])
        one("slide", "Exhaustiveness", 4)
    for one in (room, other_room):
        sinces.append(one("press", "Run")["seq"])
        one.wait("menu", "Docking 1of6_ligand|Preparing", since=sinces[-1])
    assert len(children(plugin.process.pid)) == 2, "a process for each room"
    for one, since in zip((room, other_room), sinces):
        kind, text = told(one, since)
        assert (kind, text.split(":")[0]) == ("success", "1of6_ligand docked"), text
        assert len(complexes(one)["1of6_ligand docked"]["frames"]) > 1


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
