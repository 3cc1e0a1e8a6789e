"""A plugin that dies in each of its states: the room says so, loses what was the session's, and has it back at a word."""

import os
import signal
import threading

import pytest

from conftest import serve
from data import DIPEPTIDE_PDB
from processes import children
from rooms import Refused
from test_python_plugins import notification, session


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that does not wait long for anybody."""
    flags = ["--answer-secs", "1", "--grace-secs", "2", "--connect-secs", "3"]
    process = serve(tmp_path_factory.mktemp("impatient"), *flags)
    yield process
    process.stop()


@pytest.fixture
def mortal(plugin, room):
    """The plugin, its menu shown."""
    host = plugin("mortal.py")
    room("activate", "Mortal")
    room.wait("menu", "Mortal", since=room("run", "Mortal")["seq"])
    yield host
    end(host)


def end(host):
    """Ends a host; the library leaves its session processes behind."""
    left_behind = children(host.process.pid)
    host.process.kill()
    for pid in left_behind:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def is_back(room):
    """Reconnected at one word, it is shown and answers."""
    room("reconnect", "Mortal")
    room.wait("menu", "Mortal", since=room("run", "Mortal")["seq"])
    assert notification(room, "alive", room("press", "Live")["seq"])["from"] == "Mortal"


def menus(room):
    return [shown["menu"]["title"] for shown in room("state")["room"]["menus"] if shown["menu"]["enabled"]]


def test_unborn(room, plugin, monkeypatch):
    monkeypatch.setenv("MORTAL", "unborn")
    plugin("mortal.py")
    with pytest.raises(Refused, match="Mortal"):
        room("activate", "Mortal")
    assert session(room, "Mortal")["state"]["is"] == "ended"


def test_while_it_connects(room, plugin):
    host = plugin("mortal.py")
    host.process.send_signal(signal.SIGSTOP)
    refused = []

    def activate():
        try:
            room("activate", "Mortal")
        except Refused as error:
            refused.append(str(error))

    waiting = threading.Thread(target=activate)
    waiting.start()
    room.wait("session", "Mortal connecting")
    end(host)
    waiting.join(30)
    assert len(refused) == 1 and "Mortal" in refused[0]
    assert session(room, "Mortal")["state"]["is"] == "ended"


def test_with_its_menu_shown(room, mortal):
    since = room("press", "Raise")["seq"]
    room.wait("session", "Mortal ended", since=since)
    assert menus(room) == []
    is_back(room)


def test_without_a_word(room, mortal):
    since = room("press", "Vanish")["seq"]
    room.wait("session", "Mortal not answering", since=since)
    assert menus(room) == ["Mortal"], "it may be slow only"
    is_back(room)


def test_in_the_middle_of_a_question(room, mortal, load):
    load("dipeptide.pdb", DIPEPTIDE_PDB)
    notification(room, "1 complexes", room("press", "Ask and vanish")["seq"])
    since = room("press", "Live")["seq"]
    room.wait("session", "Mortal not answering", since=since)
    assert len(room("complexes")) == 1
    is_back(room)


def test_when_it_was_given_up_already(room, mortal):
    since = room("press", "Vanish")["seq"]
    since = room.wait("session", "Mortal not answering", since=since)["seq"]
    end(mortal)
    ended = room.wait("session", "Mortal ended", since=since)["session"]
    assert ended["state"]["reason"]
    assert menus(room) == []
    with pytest.raises(Refused):
        room("reconnect", "Mortal")


def test_with_its_host(room, mortal, plugin):
    end(mortal)
    room.wait("session", "Mortal ended")
    assert menus(room) == []
    room("deactivate", "Mortal")
    host = plugin("mortal.py")
    room("activate", "Mortal")
    room.wait("menu", "Mortal", since=room("run", "Mortal")["seq"])
    end(host)
