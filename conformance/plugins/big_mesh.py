"""Draws one mesh of 16 MB: a wavy sheet of 260,000 vertices."""

import math

import nanome
from nanome.api.shapes import Anchor, Mesh
from nanome.util import async_callback
from nanome.util.enums import NotificationTypes

SIDE = 510


class BigMesh(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        mesh = Mesh()
        mesh.anchors = [Anchor()]
        points = [(x, y) for y in range(SIDE) for x in range(SIDE)]
        mesh.vertices = [value for x, y in points for value in (x / 10, y / 10, math.sin(x / 10) * math.cos(y / 10))]
        mesh.normals = [0.0, 0.0, 1.0] * len(points)
        mesh.colors = [0.2, 0.4, 0.8, 1.0] * len(points)
        corners = [y * SIDE + x for y in range(SIDE - 1) for x in range(SIDE - 1)]
        mesh.triangles = [
            vertex for at in corners for vertex in (at, at + 1, at + SIDE, at + 1, at + SIDE + 1, at + SIDE)
        ]
        (drawn,) = await mesh.upload()
        self.send_notification(NotificationTypes.message, f"drawn: {drawn}")


def main():
    plugin = nanome.Plugin("Big Mesh", "Draws", "Tests", False)
    plugin.set_plugin_class(BigMesh)
    plugin.run()


if __name__ == "__main__":
    main()
