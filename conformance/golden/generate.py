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
from enum import Enum
from pathlib import Path

import values
from nanome._internal.enums import Commands, IntegrationCommands, Messages, Permissions
from nanome._internal.network import Packet
from nanome._internal.network.context import ContextDeserialization, ContextSerialization
from nanome._internal.serializer_fields import CachedImageField, DictionaryField, LongField, StringField, TypeSerializer
from nanome.api import ui
from nanome.api._hashes import Hashes
from nanome.api.serializers import CommandMessageSerializer
from nanome.api.structure import serializers as of_structure
from nanome.api.ui import messages as ui_messages
from nanome.api.ui import serializers as of_ui
from nanome.util import Color, Quaternion, Vector3
from nanome.util.enums import Integrations
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
    if isinstance(value, (list, tuple)):
        return [dump(item) for item in value]
    if isinstance(value, dict):
        return [(key, dump(item)) for key, item in value.items()]
    if isinstance(value, (bool, int, float, str, type(None))):
        return value
    skipped = SKIPPED | {"_bonds"} if isinstance(value, values._Atom) else SKIPPED
    skipped = skipped | {"_name"} if isinstance(value, ui.LayoutNode) else skipped
    return {key: dump(field) for key, field in vars(value).items() if key not in skipped and not callable(field)}


def parts():
    n_atoms = lambda n: values.residue(n)._bonds[0]  # noqa: E731
    part("Atom", of_structure.AtomSerializer(), values.atom, rounds=5)
    part("Atom.conformers", of_structure.AtomSerializer(), lambda n: values.atom(n, 3))
    part("Bond", of_structure.BondSerializer(), n_atoms, rounds=1)
    part("Bond.conformers", of_structure.BondSerializer(), lambda n: values.residue(n, 2)._bonds[0], reads=True)
    part("Residue", of_structure.ResidueSerializer(), values.residue)
    part("Chain", of_structure.ChainSerializer(), values.chain, rounds=1)
    part("Molecule", of_structure.MoleculeSerializer(), values.molecule, rounds=1)
    part("Molecule.conformers", of_structure.MoleculeSerializer(), lambda n: values.molecule(n, 2), rounds=1)
    part("Complex", of_structure.ComplexSerializer(), values.complex)
    part("Workspace", of_structure.WorkspaceSerializer(), values.workspace, rounds=1)

    part("Button", of_ui.ButtonSerializer(), lambda n: values.button(n, lambda: ""), rounds=5)
    part("Button.icons", of_ui.ButtonSerializer(), lambda n: values.button(n, icon(n)), rounds=1)
    part("Mesh", of_ui.MeshSerializer(), values.mesh, rounds=1)
    part("Slider", of_ui.SliderSerializer(), values.slider, rounds=1)
    part("TextInput", of_ui.TextInputSerializer(), values.text_input)
    part("Label", of_ui.LabelSerializer(), values.label)
    part("List", of_ui.UIListSerializer(), values.ui_list)
    part("Image", of_ui.ImageSerializer(), lambda n: values.image(n, "icon1.png"), rounds=1)
    part("Image.none", of_ui.ImageSerializer(), lambda n: values.image(n, ""), rounds=1)
    part("LoadingBar", of_ui.LoadingBarSerializer(), values.loading_bar)
    part("Dropdown", of_ui.DropdownSerializer(), values.dropdown)
    part("LayoutNode", of_ui.LayoutNodeSerializer(), layout_node, reads=False)
    part("LayoutNode.empty", of_ui.LayoutNodeSerializer(), lambda n: values.node(n, [], None), reads=False)
    part("LayoutNodeDeep", of_ui.LayoutNodeSerializerDeep(), layout_node)
    part("Menu", of_ui.MenuSerializer(), values.menu, reads=False)
    every = [values.mesh, values.slider, values.text_input, values.label, values.ui_list, values.loading_bar,
             values.dropdown, lambda n: values.button(n, lambda: ""), lambda n: values.image(n, "")]
    for index, make in enumerate(every):
        part("Content.%d" % index, of_ui.UIBaseSerializer(), make, rounds=1)
    cached_image()
    plugin_ids()
    defaults()


def defaults():
    """What a plugin's objects are when they are made; ids are counted, so they are 0 here."""
    made = {
        "Atom": (of_structure.AtomSerializer(), values._Atom._create()),
        "Residue": (of_structure.ResidueSerializer(), values._Residue._create()),
        "Chain": (of_structure.ChainSerializer(), values._Chain._create()),
        "Molecule": (of_structure.MoleculeSerializer(), values._Molecule._create()),
        "Complex": (of_structure.ComplexSerializer(), values._Complex._create()),
        "Workspace": (of_structure.WorkspaceSerializer(), values._Workspace._create()),
        "Button": (of_ui.ButtonSerializer(), ui.Button()),
        "Mesh": (of_ui.MeshSerializer(), ui.Mesh()),
        "Slider": (of_ui.SliderSerializer(), ui.Slider()),
        "TextInput": (of_ui.TextInputSerializer(), ui.TextInput()),
        "Label": (of_ui.LabelSerializer(), ui.Label()),
        "List": (of_ui.UIListSerializer(), ui.UIList()),
        "Image": (of_ui.ImageSerializer(), ui.Image()),
        "LoadingBar": (of_ui.LoadingBarSerializer(), ui.LoadingBar()),
        "Dropdown": (of_ui.DropdownSerializer(), ui.Dropdown()),
        "DropdownItem": (of_ui.DropdownItemSerializer(), ui.DropdownItem()),
        "LayoutNodeDeep": (of_ui.LayoutNodeSerializerDeep(), ui.LayoutNode()),
        "Menu": (of_ui.MenuSerializer(), ui.Menu()),
    }
    made["Menu"][1].root._id = 0
    for name, (serializer, value) in made.items():
        for id in ["_content_id", "_id"]:
            if hasattr(value, id):
                setattr(value, id, 0)
        context = writer({})
        context.write_using_serializer(serializer, value)
        line("Default." + name, 0, {}, context.to_array())


def icon(n):
    names = iter(["icon1.png", "", "icon2.png", "icon1.png", ""])
    return lambda: next(names)


def layout_node(n):
    content = values.slider(n)
    child = values.node(n, [], content)
    other = values.node(n, [], None)
    label = values.label(n)
    return values.node(n, [child, other], label)


def cached_image():
    """An image's bytes travel once."""
    context = writer({})
    for _ in range(2):
        context.write_using_serializer(of_ui.ImageSerializer(), values.image(Numbers(), "icon1.png"))
    line("Image.twice", 0, {}, context.to_array())


def plugin_ids():
    """Version 0 of an id has the plugin's in the top byte."""
    makes = {
        "Mesh": (of_ui.MeshSerializer(), values.mesh),
        "Slider": (of_ui.SliderSerializer(), values.slider),
        "Label": (of_ui.LabelSerializer(), values.label),
        "LayoutNode": (of_ui.LayoutNodeSerializer(), layout_node),
        "TextInput": (of_ui.TextInputSerializer(), values.text_input),
        "LoadingBar": (of_ui.LoadingBarSerializer(), values.loading_bar),
        "List": (of_ui.UIListSerializer(), values.ui_list),
        "Button": (of_ui.ButtonSerializer(), lambda n: values.button(n, lambda: "")),
        "Image": (of_ui.ImageSerializer(), lambda n: values.image(n, "")),
        "Dropdown": (of_ui.DropdownSerializer(), values.dropdown),
    }
    for name, (serializer, make) in makes.items():
        overrides = {name: 0}
        context = writer(overrides, plugin=5)
        context.write_using_serializer(serializer, make(Numbers()))
        line(name + ".plugin5", 0, overrides, context.to_array())


# Messages: what a plugin writes.

def message(case, kind, make, names=(), rounds=1):
    """A whole payload, with and without the flag that only old libraries agree on."""
    for overrides in [{}, {"ToClientProtocol": 1}] + [{name: v} for name in names for v in range(NEWEST[name])]:
        if kind is Messages.connect and overrides:
            continue
        for round in range(rounds):
            CachedImageField.cache.clear()
            CachedImageField.session = SESSION
            versions = None if kind is Messages.connect else table(overrides)
            data = SERIALIZER.serialize_message(REQUEST, kind, make(Numbers(round)), versions, True)
            line("ToApp." + case, round, overrides, data)


def messages():
    nothing = lambda n: None  # noqa: E731
    message("connect", Messages.connect, lambda n: (0, {"Atom": 8, "Bond": 1}))
    message("plugin_list_button_set", Messages.plugin_list_button_set, lambda n: (n.e(2), n.t(), n.b()), rounds=2)
    message("menu_update", Messages.menu_update, lambda n: (values.menu(n), False), ["UpdateMenu"])
    message("menu_update.shallow", Messages.menu_update, lambda n: (values.menu(n), True), ["UpdateMenu"])
    message("content_update", Messages.content_update, lambda n: [values.label(n), values.slider(n)], ["SendUIContent"])
    message("node_update", Messages.node_update, lambda n: [layout_node(n), layout_node(n)], ["SendLayoutNode"])
    message("menu_transform_set", Messages.menu_transform_set, lambda n: (n.i(), n.v(), n.q(), n.v()))
    message("menu_transform_request", Messages.menu_transform_request, lambda n: n.i())
    message("notification_send", Messages.notification_send, lambda n: (n.e(4), n.t()))
    message("hook_ui_callback", Messages.hook_ui_callback, lambda n: (n.e(4), n.i()))
    message("structures_deep_update", Messages.structures_deep_update, structures)
    message("structures_deep_update.empty", Messages.structures_deep_update, lambda n: [])
    message("structures_shallow_update", Messages.structures_shallow_update, structures)
    message("structures_zoom", Messages.structures_zoom, lambda n: [values.atom(n), values.residue(n)._bonds[0]])
    message("structures_center", Messages.structures_center, lambda n: [values.atom(n)])
    message("workspace_update", Messages.workspace_update, values.workspace)
    message("workspace_request", Messages.workspace_request, nothing)
    message("add_to_workspace", Messages.add_to_workspace, lambda n: [values.complex(n), values.complex(n, 2)], ["Atom"])
    message("complexes_request", Messages.complexes_request, lambda n: [n.i(), n.i()])
    message("complex_list_request", Messages.complex_list_request, nothing)
    message("substructure_request", Messages.substructure_request, lambda n: (n.i(), n.e(4)))
    message("bonds_add", Messages.bonds_add, lambda n: [values.complex(n)])
    message("dssp_add", Messages.dssp_add, lambda n: [values.complex(n)])
    message("hook_complex_updated", Messages.hook_complex_updated, lambda n: n.i())
    message("hook_selection_changed", Messages.hook_selection_changed, lambda n: n.i())
    message("compute_hbonds", Messages.compute_hbonds, nothing)
    message("presenter_info_request", Messages.presenter_info_request, nothing)
    message("controller_transforms_request", Messages.controller_transforms_request, nothing)
    message("open_url", Messages.open_url, lambda n: (n.t(), n.b()), ["OpenURL"], rounds=2)
    message("apply_color_scheme", Messages.apply_color_scheme, lambda n: (n.i(), n.i(), n.b()), rounds=2)


def structures(n):
    """One of each level, each apart from the others."""
    return [values.complex(n), values.molecule(n), values.chain(n), values.residue(n), values.residue(n)._bonds[0],
            values.atom(n)]


# Commands: what a plugin reads. The library lacks code to write most of them, so their parts are written one by one.

def command(case, kind, write, expected, names=(), rounds=1):
    for overrides in [{}] + [{name: v} for name in names for v in range(NEWEST[name])]:
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


def deep(context, write):
    """The atoms that `write` mentions, then what it writes."""
    sub = context.create_sub_context()
    sub.payload["Atom"] = {}
    write(sub)
    atoms = DictionaryField()
    atoms.set_types(LongField(), of_structure.AtomSerializer())
    context.write_using_serializer(atoms, sub.payload["Atom"])
    context.write_bytes(sub.to_array())


def array(context, serializer, items):
    context.write_uint(len(items))
    for item in items:
        context.write_using_serializer(serializer, item)


def text(context, value):
    context.write_using_serializer(StringField(), value)


def floats(context, *values):
    for value in values:
        for part in dump(value):
            context.write_float(part)


def commands():
    complexes = lambda n: [values.complex(n), values.complex(n, 2)]  # noqa: E731
    write_complexes = lambda c, n: deep(c, lambda sub: array(sub, of_structure.ComplexSerializer(), complexes(n)))  # noqa: E731
    nothing = (lambda c, n: None, lambda n: None)
    versions = {"Atom": 8, "Bond": 1}

    command("connect", Commands.connect, lambda c, n: connect(c, versions), lambda n: versions)
    for case in ["run", "advanced_settings", "structures_deep_update_done", "position_structures_done", "complex_add",
                 "complex_remove", "workspace_updated", "compute_hbonds_done", "presenter_change"]:
        command(case, Commands[case], *nothing)

    for case, name, serializer, make in [
        ("menu_toggle", "MenuCallback", ui_messages.MenuCallback(), lambda n: (n.i(), n.b())),
        ("button_press", "ButtonCallback", ui_messages.ButtonCallback(), lambda n: (n.i(), n.b())),
        ("button_hover", "ButtonCallback", ui_messages.ButtonCallback(), lambda n: (n.i(), n.b())),
        ("slider_change", "SliderCallback", ui_messages.SliderCallback(), lambda n: [n.i(), n.f()]),
        ("slider_release", "SliderCallback", ui_messages.SliderCallback(), lambda n: [n.i(), n.f()]),
        ("text_change", "TextInputCallback", ui_messages.TextInputCallback(), lambda n: [n.i(), n.t()]),
        ("text_submit", "TextInputCallback", ui_messages.TextInputCallback(), lambda n: [n.i(), n.t()]),
        ("image_press", "ImageCallback", ui_messages.ImageCallback(), lambda n: (n.i(), n.f(), n.f())),
        ("image_hold", "ImageCallback", ui_messages.ImageCallback(), lambda n: (n.i(), n.f(), n.f())),
        ("image_release", "ImageCallback", ui_messages.ImageCallback(), lambda n: (n.i(), n.f(), n.f())),
        ("dropdown_item_click", "DropdownCallback", ui_messages.DropdownCallback(), lambda n: (n.i(), n.i())),
    ]:
        write = lambda c, n, s=serializer, m=make: c.write_using_serializer(s, m(n))  # noqa: E731
        command(case, Commands[case], write, make, [name], rounds=2)

    command("menu_transform_response", Commands.menu_transform_response,
            lambda c, n: floats(c, n.v(), n.q(), n.v()), lambda n: (n.v(), n.q(), n.v()))
    command("controller_transforms_response", Commands.controller_transforms_response,
            lambda c, n: floats(c, n.v(), n.q(), n.v(), n.q(), n.v(), n.q()),
            lambda n: (n.v(), n.q(), n.v(), n.q(), n.v(), n.q()))
    for case, has_org in [("presenter_info_response", True), ("presenter_info_response.alone", False)]:
        command(case, Commands.presenter_info_response, lambda c, n: presenter(c, values.presenter(n, has_org)),
                lambda n: values.presenter(n, has_org), ["GetPresenterInfoResponse"])

    shallow = of_structure.ComplexSerializer(True)
    command("complex_list_response", Commands.complex_list_response, lambda c, n: array(c, shallow, complexes(n)),
            lambda n: [without_children(complex) for complex in complexes(n)], ["Complex"])
    for case in ["complexes_response", "add_to_workspace_done", "bonds_add_done", "dssp_add_done"]:
        command(case, Commands[case], write_complexes, complexes)
    command("workspace_response", Commands.workspace_response,
            lambda c, n: deep(c, lambda sub: sub.write_using_serializer(of_structure.WorkspaceSerializer(), values.workspace(n))),
            values.workspace, ["Atom", "Bond", "Residue", "Molecule", "Complex"])
    for case in ["complex_updated", "selection_changed"]:
        command(case, Commands[case], changed, lambda n: (n.i(), values.complex(n)))
        command(case + ".removed", Commands[case], removed, lambda n: (n.i(), None))
    command("substructure_response", Commands.substructure_response, substructures, substructures_expected)


def connect(context, versions):
    context.write_uint(len(versions))
    for name, version in versions.items():
        text(context, name)
        context.write_byte(version)


def presenter(context, info):
    text(context, info.account_id)
    text(context, info.account_name)
    text(context, info.account_email)
    context.write_bool(info.has_org)
    if info.has_org:
        context.write_int(info.org_id)
        text(context, info.org_name)


def without_children(complex):
    complex._molecules = []
    return complex


def changed(context, n):
    context.write_long(n.i())
    context.write_bool(True)
    complex = values.complex(n)
    deep(context, lambda sub: sub.write_using_serializer(of_structure.ComplexSerializer(), complex))


def removed(context, n):
    context.write_long(n.i())
    context.write_bool(False)


def substructures(context, n):
    """The library's own `Substructure.serialize` raises, so its fields are written here as it reads them."""
    molecule = values.molecule(n)
    deep(context, lambda sub: sub.write_using_serializer(of_structure.MoleculeSerializer(), molecule))
    residues = [residue for chain in molecule._chains for residue in chain._residues]
    parts = [values.substructure(n, residues), values.substructure(n, [])]
    context.write_uint(len(parts))
    for part in parts:
        text(context, part._name)
        context.write_uint(len(part._residues))
        for residue in part._residues:
            context.write_long(residue._index)
        context.write_byte(part._structure_type)


def substructures_expected(n):
    molecule = values.molecule(n)
    residues = [residue for chain in molecule._chains for residue in chain._residues]
    return [values.substructure(n, residues), values.substructure(n, [])]


# What has no version: hashes, the table, headers.

def hashes():
    sets = {
        "command": zip(Commands, Hashes.CommandHashes),
        "message": zip(Messages, Hashes.MessageHashes),
        "integration_call": zip(IntegrationCommands, Hashes.IntegrationHashes),
        "integration": zip(Integrations, Hashes.IntegrationRequestHashes),
        "permission": zip(Permissions, Hashes.PermissionRequestHashes),
    }
    return ["%s %s %d" % (kind, entry.name, hash) for kind, entries in sets.items() for entry, hash in entries]


def versions():
    return ["%s %d" % entry for entry in sorted(NEWEST.items())]


def packets():
    packet = Packet()
    packet.set(0x01020304, Packet.packet_type_message_to_client, 0x05060708)
    packet.write(b"payload")
    return [bytes(packet.pack()).hex()]


FOLDER = Path(__file__).resolve().parents[2] / "crates/protocol/tests/golden"


def make():
    """The content of each golden file, by its name."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as icons:
        os.chdir(icons)
        Path("icon1.png").write_bytes(b"one image")
        Path("icon2.png").write_bytes(b"another image")
        parts()
        messages()
        commands()
        os.chdir(before)
    made = {"payloads": LINES, "hashes": hashes(), "versions": versions(), "packets": packets()}
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
