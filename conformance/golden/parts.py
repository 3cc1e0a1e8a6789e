"""Values by themselves: what the library has code for both ways."""

import values
from nanome.api import ui
from nanome.api.structure import serializers as of_structure
from nanome.api.ui import serializers as of_ui
from oracle import line, line_of_default, part, writer
from values import Numbers


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
        line_of_default(name, serializer, value)


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
