"""Bonds and secondary structure that the server finds for a plugin on the real library."""

from pathlib import Path

from test_python_plugins import notification

DATA = Path(__file__).parent.parent / "crates/molecule/tests/data"


def test_bonds_and_secondary_structure_are_found(room, plugin, load):
    plugin("preparing.py", "0.42.1")
    load("1A8O.pdb", (DATA / "1A8O.pdb").read_text())
    room("activate", "Preparing")
    since = room("run", "Preparing")["seq"]
    bonds = notification(room, "^bonds", since)["text"]
    assert int(bonds.split()[1]) > 500
    said = notification(room, "^residues", since)["text"]
    # As many as mkdssp finds in the file itself: selenomethionines, which stand in a chain of their own here, cut no helix.
    assert "('Helix', 41)" in said and "'Sheet'" not in said and said.endswith(" 0"), said
