"""Feeds positions and colours by stream, then a feed that is too short."""

import nanome
from nanome.util import async_callback
from nanome.util.enums import NotificationTypes, StreamType


class Streams(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        (listed,) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        atoms = [atom.index for atom in complex.atoms]
        positions, error = await self.create_writing_stream(atoms, StreamType.position)
        colors, _ = await self.create_writing_stream(atoms[:1], StreamType.color)
        colors.update([255, 0, 0, 255])
        self.positions, self.left, self.count = positions, 30, len(atoms)
        positions.set_on_interrupt_callback(lambda reason: self.say(f"interrupted: {int(reason)}"))
        _, missing = await self.create_writing_stream([987654321], StreamType.position)
        self.say(f"created: {int(error)}, missing: {int(missing)}")
        self.feed()

    def feed(self):
        if self.left == 0:
            self.say("fed")
            self.positions.update([1.0, 2.0])
            return
        self.left -= 1
        self.positions.update([30.0 - self.left, 0.5, 0.25] * self.count, self.feed)

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Streams", "Feeds", "Tests", False)
    plugin.set_plugin_class(Streams)
    plugin.run()


if __name__ == "__main__":
    main()
