"""Macros of plugins on the real library, and of people: what the plugin got, and what the room shows."""

import threading

import pytest

from data import DIPEPTIDE_PDB
from rooms import Refused
from test_python_plugins import VERSIONS, notification


@pytest.mark.parametrize("version", VERSIONS)
def test_a_plugin_keeps_and_runs_macros(room, plugin, load, version):
    plugin("macros.py", version)
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    room("activate", "Macros")
    since = room("run", "Macros")["seq"]
    said = notification(room, r"^\[", since)["text"]
    assert said == "['paint', 'other'] ['paint'] True False"
    notification(room, "paint: Success: 2$", since)
    notification(room, "line 3: there is no function Rocket_Launch", since)
    assert [kept["title"] for kept in room("macros")["macros"]] == ["paint"]
    (complex,) = room("complexes")
    assert complex["selected"]


def test_people_run_and_stop_macros(room, load, tmp_path):
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    macro = tmp_path / "it.lua"

    def save(text):
        macro.write_text(text)
        return room("macro", "save", macro)["seq"]

    save('Selection_All() Command_Notification("all of it")')
    since = room("macro", "run", "it")["seq"]
    notification(room, "it: all of it", since)
    for text, why in [
        ("x = = 1", "line 1: unexpected symbol"),
        ("t = {} for i = 1, 1e9 do t[i] = {i} end", "more memory"),
        ("function f() return 1 + f() end f()", "more memory|stack overflow"),
        ("string.rep('x', 1 << 40)", "too long"),
    ]:
        save(text)
        with pytest.raises(Refused, match=why):
            room("macro", "run", "it")

    since = save("while true do end")
    errors = []

    def run():
        try:
            room("macro", "run", "it")
        except Refused as refused:
            errors.append(str(refused))

    running = threading.Thread(target=run)
    running.start()
    while room("macros")["running"] != "it":
        pass
    room("macro", "stop")
    running.join()
    assert "it was stopped" in errors[0]
    room("macro", "delete", "it")
    assert room("macros") == {"macros": [], "running": None}
