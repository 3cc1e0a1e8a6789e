"""Volumes of a plugin on the real library, as a room shows them."""

from data import DIPEPTIDE_PDB
from test_python_plugins import notification


def test_volumes_come_with_a_complex_or_to_one(room, plugin, load):
    plugin("volumes.py", "0.42.1")
    target = load("dipeptide.pdb", DIPEPTIDE_PDB)
    room("activate", "Volumes")
    since = room("run", "Volumes")["seq"]
    notification(room, "^added", since)
    warning = room.wait("notification", "refused", since=since)["notification"]["text"]
    assert "24 values, and sides of 7 x 2 x 4" in warning

    own, given = room("volumes")
    (_, complex) = room("complexes")
    assert complex["name"] == "potential"
    assert (own["complex"], given["complex"]) == (complex["id"], target["id"])
    assert (own["size"], own["mean"], own["rmsd"], own["kind"]) == ([3, 2, 4], 11.5, 7.0, "electrostatic")
    assert own["cell"] == {"edges": [2.0, 1.0, 3.0], "angles": [90.0] * 3, "origin": [1.0, 2.0, 3.0]}
    assert (own["visible"], own["boxed"], own["map_mover"], own["style"]) == (True, False, True, "smooth_surface")
    assert own["layers"] == [{"color": 0xDC143CBE, "rmsd": -1.0}]

    room("volumes", "hide", f"#{own['id']}")
    room("volumes", "level", f"#{own['id']}", 2)
    changed = room("volumes")[0]
    assert (changed["visible"], changed["layers"][0]["rmsd"]) == (False, -2.0)
    room("volumes", "show", f"#{own['id']}")
    assert room("volumes")[0]["visible"]

    room("remove", "potential")
    assert [volume["complex"] for volume in room("volumes")] == [target["id"]]
    room("volumes", "remove", f"#{given['id']}")
    assert room("volumes") == []
    assert [complex["id"] for complex in room("complexes")] == [target["id"]], "its complex stays"
