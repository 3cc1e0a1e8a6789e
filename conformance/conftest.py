"""A real server, real plugins on the nanome library, and rooms driven by `nts room`: what the tests share."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from rooms import NTS, Room

HERE = Path(__file__).parent

# The interpreters that carry the libraries: the current one, and where they are there, the older ones.
PYTHONS = {
    "0.42.1": os.environ.get("NANOME_0_42_PYTHON", sys.executable),
    "0.38.13": os.environ.get("NANOME_0_38_PYTHON"),
}


class Process:
    """A process whose output is kept, line by line."""

    def __init__(self, command, **kwargs):
        self.lines = []
        self.changed = threading.Condition()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, **kwargs
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip("\n"))
                self.changed.notify_all()
        with self.changed:
            self.lines.append(None)
            self.changed.notify_all()

    def wait_for(self, pattern, timeout=60):
        """The match of the first line that fits; an error with the whole output if none comes."""
        seen = 0

        def match():
            nonlocal seen
            while seen < len(self.lines):
                line, seen = self.lines[seen], seen + 1
                if line is None:
                    raise AssertionError(f"ended before a line like {pattern!r}:\n{self.output()}")
                if found := re.search(pattern, line):
                    return found
            return None

        with self.changed:
            found = self.changed.wait_for(match, timeout)
        assert found, f"no line like {pattern!r} within {timeout} s:\n{self.output()}"
        return found

    def output(self):
        return "\n".join(line for line in self.lines if line is not None)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve(folder, *flags):
    """`nts serve` on free loopback ports, with a data folder of its own."""
    data = folder / "data"
    process = Process([NTS, "serve", "--data", data, "--plugins", "127.0.0.1:0", "--rooms", "127.0.0.1:0", *flags])
    process.plugins = int(process.wait_for(r"^plugins: 127\.0\.0\.1:(\d+)")[1])
    process.rooms = process.wait_for(r"^rooms: (\S+)")[1]
    process.data = data
    return process


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The server that most tests share."""
    process = serve(tmp_path_factory.mktemp("nts"))
    yield process
    process.stop()


@pytest.fixture
def plugin(server, tmp_path):
    """Starts plugins of `conformance/plugins`, registered when this returns; ends them after the test."""
    running = []

    def start(script, version="0.42.1", name=None, words=()):
        if not PYTHONS[version]:
            pytest.skip(f"nanome {version}: set NANOME_0_38_PYTHON to an interpreter that has it")
        command = [PYTHONS[version], HERE / "plugins" / script, "-a", "127.0.0.1", "-p", str(server.plugins)]
        process = Process([*command, *(["-n", name] if name else []), *words], cwd=tmp_path)
        running.append(process)
        process.wait_for(r"Registered with plugin ID \d+|Plugin Connected. ID: \d+")
        return process

    yield start
    for process in running:
        process.stop()


@pytest.fixture
def room(server, tmp_path):
    """A new room, and its presenter."""
    room = Room.new(server.rooms, "Conformance", state=tmp_path / "state")
    yield room
    room("close")


@pytest.fixture
def load(room, tmp_path):
    """Loads a structure; what it became."""

    def load(name, text):
        file = tmp_path / name
        file.write_text(text)
        return room("load", file)["complexes"][0]

    return load
