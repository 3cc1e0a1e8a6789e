"""Plugins on the Rust SDK, against the real server: what a room hears when one of their processes dies."""

import os
import signal
import time

import pytest

from conftest import Process
from processes import children, is_alive
from rooms import TARGET

EXAMPLES = TARGET / "debug" / "examples"


@pytest.fixture
def hello(server):
    """The SDK's hello example, registered; it verifies the server by its CA."""
    ca = server.data / "ca.pem"
    process = Process([EXAMPLES / "hello", "-a", "127.0.0.1", "-p", str(server.plugins), "--ca", ca])
    process.wait_for("Registered")
    yield process
    process.stop()


def test_it_says_hello_from_a_process_of_its_own(room, hello):
    room("activate", "Hello")
    (session,) = children(hello.process.pid)
    assert session != hello.process.pid
    since = room("run", "Hello")["seq"]
    assert "Hello number 1" in room.wait("notification", "Hello", since=since)["notification"]["text"]
    room("deactivate", "Hello")
    deadline = time.monotonic() + 10
    while is_alive(session):
        assert time.monotonic() < deadline, "the session's process outlives its session"


def test_a_killed_session_process_is_noticed_with_its_cause(room, hello):
    since = room("activate", "Hello")["seq"]
    (session,) = children(hello.process.pid)
    killed = time.monotonic()
    os.kill(session, signal.SIGKILL)
    ended = room.wait("session", "Hello ended", since=since, timeout=5)["session"]
    assert time.monotonic() - killed < 1
    assert "SIGKILL" in ended["state"]["reason"], ended
    assert room("reconnect", "Hello")["session"] > ended["id"]
    since = room("run", "Hello")["seq"]
    room.wait("notification", "Hello number 1", since=since)


def test_a_killed_host_is_noticed_and_leaves_no_orphan(room, hello):
    since = room("activate", "Hello")["seq"]
    (session,) = children(hello.process.pid)
    killed = time.monotonic()
    hello.process.send_signal(signal.SIGKILL)
    room.wait("session", "Hello (lost|ended)", since=since, timeout=5)
    assert time.monotonic() - killed < 1
    deadline = time.monotonic() + 10
    while is_alive(session):
        assert time.monotonic() < deadline, "an orphan is left"


def test_a_stopped_host_ends_its_sessions(room, hello):
    since = room("activate", "Hello")["seq"]
    hello.process.send_signal(signal.SIGTERM)
    ended = room.wait("session", "Hello ended", since=since, timeout=10)["session"]
    assert ended["state"]["reason"]
    assert hello.process.wait(10) == 0
