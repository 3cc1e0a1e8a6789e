"""A menu whose buttons update structures deeply and shallowly, add and remove them; it says what it got."""

import nanome
from nanome.api import structure, ui
from nanome.util import Color
from nanome.util.enums import NotificationTypes, PluginListButtonType


class Workbench(nanome.PluginInstance):
    def start(self):
        self.menu = ui.Menu()
        self.menu.title = "Workbench"
        self.menu.width, self.menu.height = 1, 1
        for text, action in [
            ("List", self.list_complexes),
            ("Rename", self.rename),
            ("Paint", self.paint),
            ("Add", self.add),
            ("Drop", self.drop),
        ]:
            self.menu.root.create_child_node().add_new_button(text).register_pressed_callback(action)
        self.toggle = self.menu.root.create_child_node().add_new_button("Toggle")
        self.toggle.toggle_on_press = True
        self.toggle.register_pressed_callback(lambda button: self.say(f"toggle is {button.selected}"))
        self.slider = self.menu.root.create_child_node().add_new_slider(0, 10, 5)
        self.slider.register_released_callback(lambda slider: self.say(f"slider at {slider.current_value:g}"))
        self.input = self.menu.root.create_child_node().add_new_text_input("your words")
        self.input.register_submitted_callback(lambda text: self.say(f"you typed {text.input_text}"))
        dropdown = self.menu.root.create_child_node().add_new_dropdown()
        dropdown.items = [ui.DropdownItem(name) for name in ("red", "green", "blue")]
        dropdown.register_item_clicked_callback(lambda _, item: self.say(f"you chose {item.name}"))
        self.bar = self.menu.root.create_child_node().add_new_loading_bar()
        self.label = self.menu.root.create_child_node().add_new_label("ready")

    def on_run(self):
        self.set_plugin_list_button(PluginListButtonType.run, "Again", True)
        self.menu.enabled = True
        self.update_menu(self.menu)

    def on_advanced_settings(self):
        self.request_presenter_info(lambda info: self.say(f"presented by {info.account_name}"))

    def on_complex_added(self):
        self.label.text_value = "a complex came"
        self.update_content(self.label)

    def on_complex_removed(self):
        self.label.text_value = "a complex went"
        self.update_content(self.label)

    def on_presenter_change(self):
        self.say("another presenter")

    def list_complexes(self, _):
        self.request_complex_list(lambda found: self.say("list: " + ", ".join(c.full_name for c in found)))

    def with_first(self, then):
        def whole(complexes):
            then(complexes[0])

        def shallow(found):
            self.request_complexes([found[0].index], whole)

        self.request_complex_list(shallow)

    def rename(self, _):
        """A deep update: every atom comes back as it went, but for its name and one colour."""

        def change(complex):
            complex.name = "renamed"
            for atom in complex.atoms:
                atom.atom_color = Color.Red()
            count = sum(1 for _ in complex.atoms)
            self.update_structures_deep([complex], lambda: self.say(f"renamed, {count} atoms"))

        self.with_first(change)

    def paint(self, _):
        """A shallow update of one complex and its atoms."""

        def change(complex):
            complex.locked = True
            atoms = list(complex.atoms)
            for atom in atoms:
                atom.selected = True
            self.update_structures_shallow([complex] + atoms)
            self.say("painted")

        self.with_first(change)

    def add(self, _):
        """A new complex with a bond, made by hand."""
        complex, molecule, chain, residue = (
            structure.Complex(), structure.Molecule(), structure.Chain(), structure.Residue()
        )
        complex.name, chain.name, residue.name = "made", "A", "ETH"
        atoms = []
        for place, name in enumerate(("C1", "C2")):
            atom = structure.Atom()
            atom.name, atom.symbol, atom.serial = name, "C", place + 1
            atom.position.x = 1.5 * place
            residue.add_atom(atom)
            atoms.append(atom)
        bond = structure.Bond()
        bond.atom1, bond.atom2, bond.kind = atoms[0], atoms[1], structure.Bond.Kind.CovalentSingle
        residue.add_bond(bond)
        chain.add_residue(residue)
        molecule.add_chain(chain)
        complex.add_molecule(molecule)
        self.add_to_workspace([complex], self.added)

    def added(self, complexes):
        self.say(f"added {complexes[0].name}: index {'given' if complexes[0].index > 0 else 'missing'}")

    def drop(self, _):
        self.with_first(lambda complex: self.remove_from_workspace([complex], lambda *_: self.say("dropped")))

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Workbench", "Exercises structures and menus", "Tests", True)
    plugin.set_plugin_class(Workbench)
    plugin.run()


if __name__ == "__main__":
    main()
