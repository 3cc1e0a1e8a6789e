#!/usr/bin/env python3
"""Makes the golden bytes of `crates/protocol/tests/golden` by running the Python library 0.42.1.

    pip install nanome==0.42.1 'marshmallow<4' setuptools
    python conformance/golden/generate.py            # writes them
    python conformance/golden/generate.py --check    # says whether they are what the library makes now

A line is `case round versions hex`. The versions are those of both sides' newest tables but for what it names. Whatever the
library writes, it also reads back and writes again, where it has code to; what it only reads is put together from its own
parts, read by it to the last byte, and compared with what was meant.
"""

import os
import sys
import tempfile
from pathlib import Path

import oracle
from nanome._internal.enums import Commands, IntegrationCommands, Messages, Permissions
from nanome._internal.network import Packet
from nanome.api._hashes import Hashes
from nanome.api.integration.messages import IntegrationSerializer
from nanome.api.serializers import registered_commands, registered_messages
from nanome.util.enums import Integrations
from parts import parts
from payloads import commands, messages
from topics import TOPICS


def hashes():
    sets = {
        "command": zip(Commands, Hashes.CommandHashes),
        "message": zip(Messages, Hashes.MessageHashes),
        "integration_call": zip(IntegrationCommands, Hashes.IntegrationHashes),
        "integration": zip(Integrations, Hashes.IntegrationRequestHashes),
        "permission": zip(Permissions, Hashes.PermissionRequestHashes),
    }
    return ["%s %s %d" % (kind, entry.name, hash) for kind, entries in sets.items() for entry, hash in entries]


def types():
    """The types of messages, commands and calls, by which their bodies have versions."""
    calls = IntegrationSerializer._IntegrationSerializer__hash_serializer_map
    rows = [("message", kind.name, serializer) for kind, serializer in registered_messages]
    rows += [("command", kind.name, serializer) for kind, serializer, _ in registered_commands]
    rows += [("integration_call", Hashes.HashToIntegrationName[hash], serializer) for hash, serializer in calls.items()]
    return sorted("%s %s %s" % (kind, name, serializer.name()) for kind, name, serializer in rows)


def versions():
    return ["%s %d" % entry for entry in sorted(oracle.NEWEST.items())]


def packets():
    packet = Packet()
    packet.set(0x01020304, Packet.packet_type_message_to_client, 0x05060708)
    packet.write(b"payload")
    return [bytes(packet.pack()).hex()]


FOLDER = Path(__file__).resolve().parents[2] / "crates/protocol/tests/golden"


def make():
    """The content of each golden file, by its name."""
    oracle.LINES.clear()
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as icons:
        os.chdir(icons)
        Path("icon1.png").write_bytes(b"one image")
        Path("icon2.png").write_bytes(b"another image")
        parts()
        messages()
        commands()
        for topic in TOPICS:
            topic.messages()
            topic.commands()
        os.chdir(before)
    made = {"payloads": oracle.LINES, "hashes": hashes(), "types": types(), "versions": versions(), "packets": packets()}
    return {name + ".txt": "\n".join(lines) + "\n" for name, lines in made.items()}


def main():
    made = make()
    if "--check" not in sys.argv:
        for name, content in made.items():
            (FOLDER / name).write_text(content)
        return
    stale = [name for name, content in made.items() if (FOLDER / name).read_text() != content]
    if stale:
        sys.exit("not what the library makes: %s; run this without --check and look at the difference" % ", ".join(stale))


if __name__ == "__main__":
    main()
