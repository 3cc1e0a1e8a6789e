"""Has the app find bonds and secondary structure of its own complexes, and tells what came."""

from collections import Counter

import nanome
from nanome._internal.enums import Messages
from nanome.util import async_callback
from nanome.util.enums import NotificationTypes


class Preparing(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        (listed,) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        for residue in complex.residues:
            residue.bonds = []
            residue.secondary_structure = residue.SecondaryStructure.Unknown
        (bonded,) = await self.ask(Messages.bonds_add, [complex])
        self.say(f"bonds: {len(list(bonded.bonds))}")
        empty = nanome.structure.Complex()
        assigned, other = await self.ask(Messages.dssp_add, [complex, empty])
        kinds = Counter(residue.secondary_structure.name for residue in assigned.residues)
        self.say(f"residues: {sorted(kinds.items())} {len(list(other.residues))}")

    def ask(self, message, complexes):
        """The library finds both by itself; the messages for it are there all the same."""
        return self._save_callback(self._network.send(message, complexes, True), None)

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Preparing", "Prepares", "Tests", False)
    plugin.set_plugin_class(Preparing)
    plugin.run()


if __name__ == "__main__":
    main()
