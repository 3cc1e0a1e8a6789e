"""Writing streams of a plugin on the real library, as a room shows them."""

import pytest

from data import DIPEPTIDE_PDB
from test_python_plugins import VERSIONS, notification


@pytest.mark.parametrize("version", VERSIONS)
def test_positions_are_fed_and_a_bad_feed_ends_its_stream(room, plugin, load, tmp_path, version):
    plugin("streams.py", version)
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    room("activate", "Streams")
    since = room("run", "Streams")["seq"]
    assert notification(room, "created", since)["text"] == "created: 0, missing: 1"
    notification(room, "^fed", since)
    assert notification(room, "^interrupted", since)["text"] == "interrupted: 1"

    room("export", "dipeptide", tmp_path / "fed.pdb")
    lines = [line for line in (tmp_path / "fed.pdb").read_text().splitlines() if line.startswith(("ATOM", "HETATM"))]
    assert {line[30:54] for line in lines} == {"  30.000   0.500   0.250"}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_read_comes_at_the_start_and_when_it_changes(room, plugin, load, version):
    plugin("reader.py", version)
    complex = load("dipeptide.pdb", DIPEPTIDE_PDB)
    room("activate", "Reader")
    since = room("run", "Reader")["seq"]
    start = notification(room, "^atoms", since)
    assert start["text"].startswith("atoms: [-0.67")
    assert notification(room, "^complex", since)["text"] == "complex: [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]"
    assert notification(room, "^labels", since)["text"] == "labels: ['']"
    notification(room, r"^labels: \['here'\]", since)
    notification(room, r"^atoms: \[1.0, 2.0, 3.0, 4.0, 5.0, 6.5\]", since)
    room("remove", f"#{complex['id']}")
    for name in ("atoms", "complex", "labels"):
        assert notification(room, f"^{name} interrupted", since)["text"] == f"{name} interrupted: 1"
