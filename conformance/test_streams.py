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
