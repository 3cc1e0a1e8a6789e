"""A room and one member of it, driven by the command line `nts room`."""

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
NTS = os.environ.get("NTS", TARGET / "debug" / "nts")


class Refused(Exception):
    """The command ended with 1: no such thing, refused, timed out. Its sentence."""


class Room:
    """One member's view of a room. Call it with the words of a command: `room("activate", "Hello")`."""

    def __init__(self, link, state, name):
        self.link = link
        self.state = state
        self.name = name

    @classmethod
    def new(cls, server, name, state, member="Alice"):
        """Opens a room; the member is its presenter."""
        links = run(state, "new", name, "--server", server, "--as", member)
        room = cls(links["presenter"], state, member)
        room.guest_link = links["guest"]
        return room

    def guest(self, name, state):
        """Another member, by the guest link."""
        return Room(self.guest_link, state, name)

    @contextmanager
    def stays(self):
        """Is in the room meanwhile, as one who watches: the others see them here."""
        command = [str(NTS), "room", "watch", "--link", self.link, "--as", self.name]
        environment = {**os.environ, "XDG_STATE_HOME": str(self.state)}
        watching = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment)
        try:
            yield
        finally:
            watching.terminate()
            watching.wait()

    def __call__(self, *words):
        return run(self.state, *words, "--link", self.link, "--as", self.name)

    def wait(self, what, matching, timeout=60, since=None):
        """What `nts room wait` found."""
        words = ["wait", what, "--matching", matching, "--timeout", timeout]
        return self(*words, *(["--since", since] if since is not None else []))


def run(state, *words):
    """Runs `nts room WORDS --json`, its tokens kept in the folder `state`."""
    command = [str(NTS), "room", *map(str, words), "--json"]
    environment = {**os.environ, "XDG_STATE_HOME": str(state)}
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment, timeout=180)
    if done.returncode == 1:
        raise Refused(done.stderr.strip())
    assert done.returncode == 0, f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return lines[0] if len(lines) == 1 else lines


def contents_of(node):
    """What a node of a menu shows, with all below it, from top to bottom."""
    content = node["content"]
    if content:
        yield content
        for item in content.get("items", []) if content["kind"] == "list" else []:
            yield from contents_of(item)
    for child in node["children"]:
        yield from contents_of(child)
