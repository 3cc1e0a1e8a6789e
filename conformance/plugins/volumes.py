"""Adds a volume with a complex of its own, one to a complex that is there, and one that makes no sense."""

import nanome
from nanome.api.structure import Complex
from nanome.api.volumetric import VolumeData, VolumeLayer, VolumeProperties
from nanome.util import Color, Vector3, async_callback
from nanome.util.enums import NotificationTypes, VolumeType, VolumeVisualStyle


class Volumes(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        (target,) = await self.request_complex_list()
        own = Complex()
        own.name = "potential"
        await self.add_volume(own, self.volume(), self.properties(), target.index)
        await self.add_volume(target, self.volume(), self.properties())
        broken = self.volume()
        broken._width = 7
        await self.add_volume(own, broken, self.properties())
        self.say("added")

    def volume(self):
        volume = VolumeData()
        volume._width, volume._height, volume._depth = 3, 2, 4
        volume._data = [float(value) for value in range(24)]
        volume._mean, volume._rmsd, volume._name = 11.5, 7.0, "map"
        volume._type = VolumeType.electrostatic
        cell = volume._cell
        cell._A, cell._B, cell._C = 2.0, 1.0, 3.0
        cell._Alpha = cell._Beta = cell._Gamma = 90.0
        cell._Origin = Vector3(1, 2, 3)
        return volume

    def properties(self):
        properties = VolumeProperties()
        properties._boxed = False
        properties._style = VolumeVisualStyle.SmoothSurface
        layer = VolumeLayer()
        layer._rmsd, layer._color = -1, Color(220, 20, 60, 190)
        properties._layers = [layer]
        return properties

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Volumes", "Fills", "Tests", False)
    plugin.set_plugin_class(Volumes)
    plugin.run()


if __name__ == "__main__":
    main()
