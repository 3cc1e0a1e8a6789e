"""Asks the library: a line for what it writes, once it has read that back."""

from enum import Enum

import values
from nanome._internal.enums import Commands, Messages
from nanome._internal.network.context import ContextDeserialization, ContextSerialization
from nanome._internal.serializer_fields import CachedImageField, TypeSerializer
from nanome.api import ui
from nanome.api._hashes import Hashes
from nanome.api.serializers import CommandMessageSerializer
from nanome.util import Color, Quaternion, Vector3
from values import Numbers

SERIALIZER = CommandMessageSerializer()
NEWEST = dict(TypeSerializer.get_version_table())
REQUEST = 7
SESSION = 7
LINES = []


def line(case, round, overrides, data):
    versions = ",".join("%s=%d" % pair for pair in overrides.items()) or "-"
    LINES.append("%s %d %s %s" % (case, round, versions, bytes(data).hex() or "-"))


def table(overrides):
    base = {} if "*" in overrides else NEWEST
    return {**base, **{name: version for name, version in overrides.items() if name != "*"}}


def writer(overrides, plugin=0):
    context = ContextSerialization(plugin, table(overrides))
    context.payload["Atom"] = {}
    CachedImageField.cache.clear()
    CachedImageField.session = SESSION
    return context


def reader(data, overrides, atoms=None):
    context = ContextDeserialization(bytes(data), table(overrides))
    context.payload["Atom"] = atoms or {}
    return context


def read_to_the_end(serializer, data, overrides, atoms=None):
    context = reader(data, overrides, atoms)
    value = context.read_using_serializer(serializer)
    assert context._data._buffered_bytes == 0, (serializer, overrides, context._data._buffered_bytes)
    return value


# What the library has both ways: values by themselves.

def part(case, serializer, make, rounds=3, reads=True):
    """Every version of a type."""
    name = serializer.name()
    for version in range(NEWEST[name] + 1):
        overrides = {} if version == NEWEST[name] else {name: version}
        for round in range(rounds):
            value = make(Numbers(round))
            context = writer(overrides)
            context.write_using_serializer(serializer, value)
            data = context.to_array()
            line(case, round, overrides, data)
            if reads:
                by_key = dict(context.payload["Atom"])
                again = read_to_the_end(serializer, data, overrides, by_key)
                if version == NEWEST[name]:
                    assert dump(again) == dump(value), (case, dump(again), dump(value))
                if case not in READ_IN_PART:
                    context = writer(overrides)
                    context.write_using_serializer(serializer, again)
                    assert context.to_array() == data, (case, version)


def line_of_default(name, serializer, made):
    """What a plugin's object is when it is made."""
    context = writer({})
    context.write_using_serializer(serializer, made)
    line("Default." + name, 0, {}, context.to_array())


# The library reads these, but forgets whether a surface is dirty and what an icon's or an image's bytes were.
READ_IN_PART = {"Complex", "Workspace", "Button.icons", "Image", "Content.8"}

SKIPPED = {
    # Not carried by the newest version; the other versions are written again and compared.
    "_hydrogened", "_watered", "_het_atomed",
    "_parent", "_unique_identifier", "_surface_dirty", "io", "_rendering", "_molecular", "_transform", "client",
    # Not read back, or known only to the API object:
    "_value", "_file_path", "_name_", "_callbacks", "_unusable_", "text", "icon", "mesh", "outline", "switch", "tooltip",
}


def dump(value):
    if isinstance(value, Enum):
        return int(value)
    if isinstance(value, Color):
        return value._color
    if isinstance(value, Vector3):
        return (value.x, value.y, value.z)
    if isinstance(value, Quaternion):
        return (value.x, value.y, value.z, value.w)
    if isinstance(value, (list, tuple, bytes, bytearray)):
        return [dump(item) for item in value]
    if isinstance(value, dict):
        return [(key, dump(item)) for key, item in value.items()]
    if isinstance(value, (bool, int, float, str, type(None))):
        return value
    skipped = SKIPPED | {"_bonds"} if isinstance(value, values._Atom) else SKIPPED
    skipped = skipped | {"_name"} if isinstance(value, ui.LayoutNode) else skipped
    return {key: dump(field) for key, field in vars(value).items() if key not in skipped and not callable(field)}


def older(names, since):
    """Every older version of each name, from `since` on."""
    return [{name: version} for name in names for version in range(since, NEWEST[name])]


def message(case, kind, make, names=(), rounds=1, since=0):
    """A whole payload, with and without the flag that only old libraries agree on."""
    for overrides in [{}, {"ToClientProtocol": 1}] + older(names, since):
        if kind is Messages.connect and overrides:
            continue
        for round in range(rounds):
            CachedImageField.cache.clear()
            CachedImageField.session = SESSION
            versions = None if kind is Messages.connect else table(overrides)
            data = SERIALIZER.serialize_message(REQUEST, kind, make(Numbers(round)), versions, True)
            line("ToApp." + case, round, overrides, data)


def command(case, kind, write, expected, names=(), rounds=1, since=0):
    for overrides in [{}] + older(names, since):
        for round in range(rounds):
            context = writer({"*": 0} if kind is Commands.connect else overrides)
            write(context, Numbers(round))
            body = context.to_array()
            command_hash = Hashes.CommandHashes[kind]
            found = read_to_the_end(CommandMessageSerializer._commands[command_hash], body, overrides)
            if not overrides:
                assert dump(found) == dump(expected(Numbers(round))), (case, dump(found), dump(expected(Numbers(round))))
            head = ContextSerialization(0)
            head.write_uint(REQUEST)
            head.write_uint(command_hash)
            line("ToPlugin." + case, round, overrides, bytes(head.to_array()) + bytes(body))
