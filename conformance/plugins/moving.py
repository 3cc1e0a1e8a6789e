"""Moves all atoms of the first structure to and fro by a stream, twelve times; Advanced Settings shows them as spheres."""

import nanome
from nanome.util import async_callback
from nanome.util.enums import AtomRenderingMode, NotificationTypes, StreamType

STEPS = 12


class Moving(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        atoms = list((await self.first()).atoms)
        self.places = [value for atom in atoms for value in (atom.position.x, atom.position.y, atom.position.z)]
        self.stream, _ = await self.create_writing_stream([atom.index for atom in atoms], StreamType.position)
        self.step = 0
        self.feed()

    def feed(self):
        """The next step, once the last one is taken."""
        self.step += 1
        if self.step > STEPS:
            self.stream.destroy()
            self.say("moved")
            return
        by = 0.1 * (self.step % 4)
        self.stream.update([value + by for value in self.places], self.feed)

    @async_callback
    async def on_advanced_settings(self):
        complex = await self.first()
        for residue in complex.residues:
            residue.ribboned = False
        for atom in complex.atoms:
            atom.atom_rendering, atom.atom_mode = True, AtomRenderingMode.VanDerWaals
        await self.update_structures_deep([complex])
        self.say("spheres")

    async def first(self):
        (listed, *_) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        return complex

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Moving", "Moves", "Tests", True)
    plugin.set_plugin_class(Moving)
    plugin.run()


if __name__ == "__main__":
    main()
