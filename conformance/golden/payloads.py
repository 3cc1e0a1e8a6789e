"""Whole payloads of a session, its menus and structures: what a plugin writes and reads. The others are in `topics`.

The library lacks code to write most commands, so their parts are written one by one, as it reads them.
"""

import values
from nanome._internal.enums import Commands, Messages
from nanome._internal.serializer_fields import DictionaryField, LongField, StringField
from nanome.api.structure import serializers as of_structure
from nanome.api.ui import messages as ui_messages
from oracle import command, dump, message
from parts import layout_node


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
    message("set_skybox", Messages.set_skybox, lambda n: n.i())
    message("apply_color_scheme", Messages.apply_color_scheme, lambda n: (n.i(), n.i(), n.b()), rounds=2)


def structures(n):
    """One of each level, each apart from the others."""
    return [values.complex(n), values.molecule(n), values.chain(n), values.residue(n), values.residue(n)._bonds[0],
            values.atom(n)]


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
