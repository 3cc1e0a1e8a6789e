"""Interactions and hydrogen bonds of a plugin on the real library, as a room shows them."""

from data import DIPEPTIDE_PDB
from test_python_plugins import notification

# Two waters that hold each other, beside the dipeptide.
WATERS = """\
HETATM  901  O   HOH W   1      50.000   0.000   0.000  1.00  0.00           O
HETATM  902  O   HOH W   2      52.800   0.000   0.000  1.00  0.00           O
END
"""


def test_interactions_are_created_hidden_found_and_deleted(room, plugin, load):
    plugin("interactions.py", "0.42.1")
    peptide = load("dipeptide.pdb", DIPEPTIDE_PDB.replace("END\n", "") + WATERS)
    room("activate", "Interactions")
    since = room("run", "Interactions")["seq"]
    said = notification(room, "True", since)["text"]
    assert said == "1 True [(1, False), (4, True)] 1 -1 2"
    warning = room.wait("notification", "were refused", since=since)["notification"]["text"]
    assert "the atom 987654 is not there" in warning
    assert notification(room, "^hydrogen", since)["text"] == "hydrogen bonds: 1 True"

    ionic, covalent, bond = room("interactions")
    assert (ionic["kind"], ionic["visible"], len(ionic["atoms2"])) == ("ionic", False, 2)
    assert (covalent["kind"], covalent["conformer1"]) == ("covalent", 0)
    assert bond["kind"] == "hydrogen_bond"

    # They belong to the workspace: the plugin may go, the complex may not.
    room("deactivate", "Interactions")
    assert len(room("interactions")) == 3
    room("interactions", "remove", f"#{ionic['id']}")
    room("interactions", "remove", "covalent")
    assert [left["id"] for left in room("interactions")] == [bond["id"]]
    room("remove", f"#{peptide['id']}")
    assert room("interactions") == []
