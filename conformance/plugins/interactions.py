"""Uploads, hides, finds and destroys interactions, then asks for hydrogen bonds, and tells what it was answered."""

import nanome
from nanome.api.interactions import Interaction
from nanome.api.structure import Workspace
from nanome.util import async_callback
from nanome.util.enums import InteractionKind, NotificationTypes


class Interactions(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        (listed,) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        atoms = [atom.index for atom in complex.atoms]

        one = Interaction(InteractionKind.Ionic, atoms[:1], atoms[1:3])
        alone = await one.upload()
        kinds = [kind for kind in InteractionKind if kind is not InteractionKind.All]
        rest = [Interaction(kind, [atoms[2]], [atoms[3]], atom1_conf=0) for kind in kinds]
        await Interaction.upload_multiple(rest)
        numbers = [interaction.index for interaction in rest]

        one.visible = False
        await one.upload()
        found = await Interaction.get(type_filter=InteractionKind.Ionic)
        seen = [(interaction.index, interaction.visible) for interaction in found]
        of_first = await Interaction.get(atom_idx=atoms[0])
        missing = Interaction(InteractionKind.Polar, [987654], [atoms[0]])
        refused = await missing.upload()
        Interaction.destroy_multiple(rest[1:])
        left = await Interaction.get(complexes_idx=complex.index)
        Interaction.signal_calculation_done()
        self.say(f"{alone} {numbers == list(range(2, 22))} {seen} {len(of_first)} {refused} {len(left)}")

        await Workspace.client.compute_hbonds()
        bonds = await Interaction.get(type_filter=InteractionKind.HydrogenBond)
        (complex,) = await self.request_complexes([complex.index])
        roles = [[atom.index for atom in complex.atoms if getattr(atom, role)] for role in ("donor", "acceptor")]
        pairs = {(bond.atom1_idx_arr[0], bond.atom2_idx_arr[0]) for bond in bonds}
        held = pairs and all(donor in roles[0] and acceptor in roles[1] for donor, acceptor in pairs)
        self.say(f"hydrogen bonds: {len(bonds)} {bool(held)}")

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Interactions", "Finds", "Tests", False)
    plugin.set_plugin_class(Interactions)
    plugin.run()


if __name__ == "__main__":
    main()
