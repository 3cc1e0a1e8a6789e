"""Draws each kind of shape, changes one, deletes, and tells what it was answered."""

import nanome
from nanome.api.shapes import Anchor, Label, Line, Mesh, Shape, Sphere
from nanome.util import Color, Vector3, async_callback
from nanome.util.enums import NotificationTypes, ShapeAnchorType


class Shapes(nanome.AsyncPluginInstance):
    @async_callback
    async def on_run(self):
        (listed,) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        atoms = list(complex.atoms)

        sphere = Sphere()
        sphere.radius, sphere.color = 2.5, Color.Red()
        sphere.anchors[0].anchor_type, sphere.anchors[0].target = ShapeAnchorType.Complex, complex.index
        sphere.anchors[0].local_offset = Vector3(1, 2, 3)
        (alone,) = await sphere.upload()  # The library hands a tuple to those who await it.

        line = Line()
        for anchor, atom in zip(line.anchors, atoms):
            anchor.anchor_type, anchor.target = ShapeAnchorType.Atom, atom.index
        label = Label()
        label.text, label.anchors = "a bond", line.anchors
        mesh = self.pyramid()
        (many,) = await Shape.upload_multiple([line, label, mesh])

        number = sphere.index
        sphere.radius = 4
        (again,) = await sphere.upload()
        kept = sphere.index == number

        broken = self.pyramid()
        broken.triangles = [0, 1, 4]
        (refused,) = await broken.upload()
        gone = await Shape.destroy_multiple([line, label])
        self.say(f"{alone} {list(many)} {again} {kept} {refused} {list(gone)}")

    def pyramid(self):
        mesh = Mesh()
        mesh.anchors = [Anchor()]
        mesh.vertices = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]
        mesh.colors = [1, 0, 0, 1] * 4
        mesh.triangles = [0, 1, 2, 0, 1, 3, 0, 2, 3, 1, 2, 3]
        mesh.unlit = True
        return mesh

    def say(self, text):
        self.send_notification(NotificationTypes.message, text)


def main():
    plugin = nanome.Plugin("Shapes", "Draws", "Tests", False)
    plugin.set_plugin_class(Shapes)
    plugin.run()


if __name__ == "__main__":
    main()
