"""Reads where atoms and a complex are by stream, and tells what came; a writing stream of its own moves the atoms."""

import nanome
from nanome.util import async_callback
from nanome.util.enums import NotificationTypes, StreamType


class Reader(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        (listed,) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        atoms = [atom.index for atom in complex.atoms][:2]
        for kind, name, targets in (
            (StreamType.position, "atoms", atoms),
            (StreamType.complex_position_rotation, "complex", [complex.index]),
            (StreamType.label, "labels", atoms[:1]),
        ):
            stream, _ = await self.create_reading_stream(targets, kind)
            stream.set_update_received_callback(lambda data, name=name: self.say(f"{name}: {list(data)}"))
            stream.set_on_interrupt_callback(lambda reason, name=name: self.say(f"{name} interrupted: {int(reason)}"))
        writing, _ = await self.create_writing_stream(atoms, StreamType.position)
        writing.update([1.0, 2.0, 3.0, 4.0, 5.0, 6.5])
        labels, _ = await self.create_writing_stream(atoms[:1], StreamType.label)
        labels.update(["here"])

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Reader", "Reads", "Tests", False)
    plugin.set_plugin_class(Reader)
    plugin.run()


if __name__ == "__main__":
    main()
