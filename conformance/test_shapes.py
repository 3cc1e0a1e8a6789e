"""Shapes of a plugin on the real library, as a room shows them."""

import pytest

from data import DIPEPTIDE_PDB
from test_python_plugins import VERSIONS, notification


@pytest.mark.parametrize("version", VERSIONS)
def test_shapes_are_drawn_changed_and_deleted(room, plugin, load, version):
    plugin("shapes.py", version)
    complex = load("dipeptide.pdb", DIPEPTIDE_PDB)
    room("activate", "Shapes")
    since = room("run", "Shapes")["seq"]
    said = notification(room, "True", since)["text"]
    assert said == "1 [1, 1, 1] 1 True 0 [1, 1]"

    sphere, mesh = room("shapes")
    assert sphere["form"] == {"is": "sphere", "radius": 4.0}
    assert sphere["color"] == 0xFF0000FF
    (anchor,) = sphere["anchors"]
    assert anchor["to"] == {"is": "complex", "complex": complex["id"]}
    assert anchor["local_offset"] == [1.0, 2.0, 3.0]
    assert mesh["form"] == {"is": "mesh", "vertices": 4, "triangles": 4, "textured": False, "unlit": True}
    warning = room.wait("notification", "were not drawn", since=since)["notification"]["text"]
    assert "the vertex 4, and the mesh has 4" in warning

    room("deactivate", "Shapes")
    assert room("shapes") == []


def test_a_mesh_of_16_megabytes(room, plugin):
    plugin("big_mesh.py")
    room("activate", "Big Mesh")
    since = room("run", "Big Mesh")["seq"]
    assert notification(room, "drawn", since)["text"] == "drawn: 1"
    (mesh,) = room("shapes")
    assert mesh["form"] == {"is": "mesh", "vertices": 510 * 510, "triangles": 2 * 509 * 509, "textured": False, "unlit": False}
