"""Integration calls to plugins on the real library: what the plugin got, and what the room shows."""

import pytest

from data import DIPEPTIDE_PDB, ETHANOL_SDF
from rooms import Refused
from test_python_plugins import VERSIONS, notification


def heard(room, matching, since):
    return notification(room, matching, since)["text"]


def atoms(room, name):
    (complex,) = [complex for complex in room("complexes") if complex["name"] == name]
    frame = complex["frames"][complex["current_frame"]]
    return complex["id"], frame["atoms"], frame["bonds"]


def test_what_is_offered_is_listed(room, plugin):
    assert room("integrations") == []
    plugin("integrations.py")
    offered = {row["integration"]: row["plugins"][0]["name"] for row in room("integrations")}
    assert set(offered.values()) == {"Called"}
    assert len(offered) == 11


@pytest.mark.parametrize("version", VERSIONS)
def test_structures_go_to_the_plugin_and_come_back(room, plugin, load, version):
    plugin("integrations.py", version)
    number, *_ = atoms_before = (load("ethanol.sdf", ETHANOL_SDF)["id"], 3, 2)
    assert room("state")["room"]["sessions"] == [], "it is activated when it is called"
    since = room("integrate", "hydrogens-add", "ethanol")["seq"]
    assert heard(room, "^add", since) == "add ethanol True 3"
    assert atoms(room, "ethanol") == (number, 5, 4)
    assert [session["state"]["is"] for session in room("state")["room"]["sessions"]] == ["running"]
    room("integrate", "hydrogens-remove", "ethanol")
    assert atoms(room, "ethanol") == atoms_before

    load("dipeptide.pdb", DIPEPTIDE_PDB)
    since = room("integrate", "structure-prep", "dipeptide")["seq"]
    assert heard(room, "^prep", since) == "prep of 1 among 2"
    assert atoms(room, "prepared")[1] == 9


@pytest.mark.parametrize("version", VERSIONS)
def test_smiles_files_and_pictures(room, plugin, load, tmp_path, version):
    plugin("integrations.py", version)
    load("ethanol.sdf", ETHANOL_SDF)
    assert room("integrate", "export-smiles", "ethanol")["texts"] == ["CCC"]
    (made,) = room("integrate", "import-smiles", "C")["complexes"]
    assert atoms(room, "SMILES C") == (made, 1, 0)
    with pytest.raises(Refused, match="Called made no structure of it"):
        room("integrate", "import-smiles", "no smiles")

    assert room("integrate", "export-locations")["texts"] == ["Structures", "Browse"]
    since = room("integrate", "export-file", "ethanol", "it.pdb", "--location", "Structures")["seq"]
    assert heard(room, "^file", since) == "file Structures it.pdb b'HETATM'"
    with pytest.raises(Refused, match="Called did not take the file"):
        room("integrate", "export-file", "ethanol", "it.sdf", "--location", "Nowhere")

    since = room("integrate", "molecule-image", "ethanol", tmp_path / "picture", "--width", 40, "--height", 30)["seq"]
    assert heard(room, "^image", since) == "image of ['ethanol'] (40, 30)"
    picture = (tmp_path / "picture.png").read_bytes()
    assert (picture[:4], len(picture)) == (b"\x89PNG", 300_008)


@pytest.mark.parametrize("version", VERSIONS)
def test_calls_that_begin_something(room, plugin, load, version):
    plugin("integrations.py", version)
    load("ethanol.sdf", ETHANOL_SDF)
    words = ["integrate", "minimization-start", "--forcefield", "mmff94", "--steepest", "--cutoff", 8, "--steps"]
    since = room(*words, 100)["seq"]
    assert heard(room, "^minimize", since) == "minimize 3 100 True 8.0"
    with pytest.raises(Refused, match="Called did not minimize"):
        room(*words, 5000)
    since = room("integrate", "minimization-stop")["seq"]
    assert heard(room, "^stop", since) == "stop None"

    answer = room("integrate", "import-file")
    assert "begun" in answer
    assert room.wait("menu", "Choose a file")["menu"]["title"] == "Choose a file"
    if version != "0.38.13":  # It can register for interactions, and does not know their call.
        since = room("integrate", "interactions")["seq"]
        assert heard(room, "^interactions", since) == "interactions None"
    with pytest.raises(Refused, match="Called: Selected complex must contain a protein"):
        room("integrate", "esp", "ethanol")
    notification(room, r"esp of \['ethanol'\]", since)


def test_which_of_several_is_asked(room, plugin):
    plugin("integrations.py", name="First")
    plugin("integrations.py", name="Second")
    with pytest.raises(Refused, match="Several plugins offer export_locations: First#.*, Second#.*Say which one"):
        room("integrate", "export-locations")
    assert room("integrate", "export-locations", "--plugin", "Second")["texts"] == ["Structures", "Browse"]
    (session,) = room("state")["room"]["sessions"]
    assert session["name"] == "Second"


def test_a_plugin_that_dies_in_the_middle_of_a_call(room, plugin):
    plugin("integrations.py", words=["--dies"])
    with pytest.raises(Refused, match="Called ended before it had answered"):
        room("integrate", "export-locations")
    (session,) = room("state")["room"]["sessions"]
    assert session["state"]["is"] == "ended"


def test_guests_do_not_call_plugins(room, plugin, tmp_path):
    plugin("integrations.py")
    bob = room.guest("Bob", tmp_path / "bob")
    with pytest.raises(Refused, match=r"Only the presenter \(Alice\) may have plugins do something"):
        bob("integrate", "export-locations")
    assert room("state")["room"]["sessions"] == []
