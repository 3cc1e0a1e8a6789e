"""A plugin that takes every integration call, says what it got, and answers."""

import sys

import nanome
from nanome.api.structure import Atom, Bond, Complex
from nanome.util import Vector3, async_callback
from nanome.util.enums import Integrations, NotificationTypes

DIES = "--dies" in sys.argv
PNG = b"\x89PNG\r\n\x1a\n" + bytes(300_000)


class Called(nanome.AsyncPluginInstance):
    def start(self):
        self.integration.hydrogen_add = self.hydrogen_add
        self.integration.hydrogen_remove = self.hydrogen_remove
        self.integration.structure_prep = self.structure_prep
        self.integration.calculate_esp = self.calculate_esp
        self.integration.minimization_start = self.minimization_start
        self.integration.minimization_stop = self.minimization_stop
        self.integration.export_locations = self.export_locations
        self.integration.export_file = self.export_file
        self.integration.import_file = self.import_file
        self.integration.generate_molecule_image = self.generate_molecule_image
        self.integration.export_smiles = self.export_smiles
        self.integration.import_smiles = self.import_smiles
        self.integration.run_interactions = self.run_interactions

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)

    def hydrogen_add(self, request):
        (complex,) = request.get_args()
        self.say(f"add {complex.name} {complex.index > 0} {sum(1 for _ in complex.atoms)}")
        for carbon in [atom for atom in complex.atoms if atom.symbol == "C"]:
            hydrogen = Atom()
            hydrogen.symbol = hydrogen.name = "H"
            hydrogen.position = Vector3(carbon.position.x, carbon.position.y, carbon.position.z + 1.09)
            carbon.residue.add_atom(hydrogen)
            bond = Bond()
            bond.atom1, bond.atom2, bond.kind = carbon, hydrogen, Bond.Kind.CovalentSingle
            carbon.residue.add_bond(bond)
        request.send_response([complex])

    def hydrogen_remove(self, request):
        complexes = request.get_args()
        for complex in complexes:
            for atom in [atom for atom in complex.atoms if atom.symbol == "H"]:
                for bond in list(atom.bonds):
                    atom.residue.remove_bond(bond)
                atom.residue.remove_atom(atom)
        request.send_response(complexes)

    @async_callback
    async def structure_prep(self, request):
        """As the public plugin does: frames, bonds from the room, conformers."""
        complexes = request.get_args()
        for at, complex in enumerate(complexes):
            complexes[at] = complex.convert_to_frames()
            complexes[at].index = complex.index
        listed = await self.request_complex_list()
        self.say(f"prep of {len(complexes)} among {len(listed)}")
        for at, complex in enumerate(complexes):
            complexes[at] = complex.convert_to_conformers()
            complexes[at].index = complex.index
            complexes[at].name = "prepared"
        request.send_response(complexes)

    def calculate_esp(self, request):
        self.say(f"esp of {[complex.name for complex in request.get_args()]}")
        self.send_notification(NotificationTypes.error, "Selected complex must contain a protein")

    def minimization_start(self, request):
        (forcefield, steps, steepest, cutoff) = request.get_args()
        self.say(f"minimize {forcefield} {steps} {steepest} {cutoff}")
        request.send_response(steps < 1000)

    def minimization_stop(self, request):
        self.say(f"stop {request.get_args()}")
        request.send_response(None)

    def export_locations(self, request):
        if DIES:
            raise RuntimeError("it dies in the middle of a call")
        request.send_response(["Structures", "Browse"])

    def export_file(self, request):
        (location, filename, data) = request.get_args()
        self.say(f"file {location} {filename} {bytes(data[:6])}")
        request.send_response(location == "Structures")

    def import_file(self, request):
        self.say(f"import {request.get_args()}")
        self.menu.enabled = True
        self.menu.title = "Choose a file"
        self.update_menu(self.menu)

    def generate_molecule_image(self, request):
        complexes, size = request.get_args()
        self.say(f"image of {[complex.name for complex in complexes]} {size}")
        request.send_response([PNG for _ in complexes])

    def export_smiles(self, request):
        complexes = request.get_args()
        request.send_response(["C" * sum(1 for _ in complex.atoms) for complex in complexes])

    def import_smiles(self, request):
        strings = request.get_args()
        made = []
        for string in strings:
            complex = Complex.io.from_sdf(lines=METHANE.splitlines()) if string == "C" else None
            if complex:
                complex.name = f"SMILES {string}"
                made.append(complex)
        request.send_response(made)

    def run_interactions(self, request):
        self.say(f"interactions {request.get_args()}")
        request.send_response(None)


METHANE = """methane
  by hand

  1  0  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
M  END
$$$$
"""


def main():
    plugin = nanome.Plugin("Called", "Answers calls", "Tests", False, integrations=list(Integrations))
    plugin.set_plugin_class(Called)
    plugin.run()


if __name__ == "__main__":
    main()
