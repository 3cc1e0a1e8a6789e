"""Draws what a plugin can draw around the first structure, one kind after the other: each Run shows the next and takes the shapes
of the last away, each press of Advanced Settings the next sky."""

import math
import os
import struct
import tempfile
import zlib

import nanome
from nanome.api.interactions import Interaction
from nanome.api.shapes import Anchor, Label, Line, Mesh, Shape, Sphere
from nanome.api.volumetric import VolumeData, VolumeLayer, VolumeProperties
from nanome.util import Color, Vector3, async_callback
from nanome.util.enums import InteractionKind, NotificationTypes, ShapeAnchorType, StreamType, VolumeType, VolumeVisualStyle

SIDE = 28
ATOMS_OF_PHENYL = ("CG", "CD1", "CD2", "CE1", "CE2", "CZ")


class Drawn(nanome.AsyncPluginInstance):
    def start(self):
        self.acts = [self.volume, self.interactions, self.shapes, self.meshes, self.stream]
        self.skies = [sky for sky in self.room.SkyBoxes if sky is not self.room.SkyBoxes.Unknown]
        self.shown = []

    def on_advanced_settings(self):
        self.room.set_skybox(self.skies.pop(0) if self.skies else self.room.SkyBoxes.Unknown)

    @async_callback
    async def on_run(self):
        if self.shown:
            await Shape.destroy_multiple(self.shown)
            self.shown = []
        act = self.acts.pop(0)
        (listed, *_) = await self.request_complex_list()
        (complex,) = await self.request_complexes([listed.index])
        await act(complex)
        self.send_notification(NotificationTypes.message, f"drawn: {act.__name__}")

    async def volume(self, complex):
        """Density at the atoms of the first chain, and as much below nothing at those of the second, on a grid that is askew."""
        chains = [list(chain.atoms) for chain in complex.chains][:2]
        points = [[(atom.position.x, atom.position.y, atom.position.z) for atom in chain if atom.name == "CA"] for chain in chains]
        all_points = [point for chain in points for point in chain]
        low = [min(point[axis] for point in all_points) - 4 for axis in range(3)]
        high = [max(point[axis] for point in all_points) + 4 for axis in range(3)]
        gamma = math.radians(75)
        # The first edge along x, the second askew towards it: longer, and begun further to the left.
        edges = [high[0] - low[0] + (high[1] - low[1]) / math.tan(gamma), (high[1] - low[1]) / math.sin(gamma), high[2] - low[2]]
        origin = (low[0] - (high[1] - low[1]) / math.tan(gamma), low[1], low[2])
        values = []
        for k in range(SIDE):
            for j in range(SIDE):
                for i in range(SIDE):
                    a, b, c = (edge * step / (SIDE - 1) for edge, step in zip(edges, (i, j, k)))
                    at = (origin[0] + a + b * math.cos(gamma), origin[1] + b * math.sin(gamma), origin[2] + c)
                    values.append(sum(sign * math.exp(-math.dist(at, point) ** 2 / 4) for sign, chain in zip((1, -1), points) for point in chain))
        volume = VolumeData()
        volume._width = volume._height = volume._depth = SIDE
        volume._data, volume._mean, volume._rmsd = values, 0.0, 0.1
        volume._name, volume._type = "chains", VolumeType.electrostatic
        cell = volume._cell
        cell._A, cell._B, cell._C = edges
        cell._Alpha, cell._Beta, cell._Gamma = 90.0, 90.0, 75.0
        cell._Origin = Vector3(*origin)
        properties = VolumeProperties()
        properties._boxed, properties._style = True, VolumeVisualStyle.SmoothSurface
        for rmsd, color in ((4, Color(60, 130, 246, 160)), (-4, Color(229, 72, 59, 160))):
            layer = VolumeLayer()
            layer._rmsd, layer._color = rmsd, color
            properties._layers.append(layer)
        await self.add_volume(complex, volume, properties)

    async def interactions(self, complex):
        """One of each kind, between residues three apart; the first ends at the middle of a ring."""
        residues = [{atom.name: atom for atom in residue.atoms} for residue in complex.residues]
        places = [residue["CA"] for residue in residues if "CA" in residue]
        ring = next(residue for residue in residues if all(name in residue for name in ATOMS_OF_PHENYL))
        kinds = [kind for kind in InteractionKind if kind is not InteractionKind.All]
        made = [Interaction(kind, [places[at].index], [places[at + 3].index]) for at, kind in enumerate(kinds)]
        made[-1] = Interaction(InteractionKind.CationPi, [ring[name].index for name in ATOMS_OF_PHENYL], [places[0].index])
        await Interaction.upload_multiple(made)

    async def shapes(self, complex):
        """A sphere, a line and a label on each kind of anchor."""
        atoms = [atom for atom in complex.atoms if atom.name == "CA"]
        middle = Vector3(*(sum(getattr(atom.position, axis) for atom in atoms) / len(atoms) for axis in "xyz"))
        on_atom = self.anchor(ShapeAnchorType.Atom, atoms[0].index)
        on_complex = self.anchor(ShapeAnchorType.Complex, complex.index, middle)
        in_workspace = self.anchor(ShapeAnchorType.Workspace, 0, Vector3(16, 3, 5))
        for anchor, text, color in (
            (on_atom, "on an atom", Color(255, 120, 60, 255)),
            (on_complex, "in the complex", Color(90, 200, 120, 120)),
            (in_workspace, "in the workspace", Color(110, 140, 255, 255)),
        ):
            sphere = Sphere()
            sphere.anchors, sphere.radius, sphere.color = [anchor], 2.0, color
            label = Label()
            label.anchors, label.text, label.font_size, label.color = [self.above(anchor)], text, 2.0, color
            self.shown += [sphere, label]
        line = Line()
        line.anchors, line.thickness, line.color = [on_atom, on_complex], 0.4, Color(250, 210, 60, 255)
        line.dash_length, line.dash_distance = 1.0, 0.6
        solid = Line()
        solid.anchors, solid.thickness, solid.color, solid.dash_distance = [on_complex, in_workspace], 0.4, Color(220, 90, 200, 255), 0.0
        self.shown += [line, solid]
        await Shape.upload_multiple(self.shown)

    async def meshes(self, complex):
        """A ball with a colour at each vertex and no normals, and a sheet of two triangles with a texture in front of all."""
        atoms = [atom for atom in complex.atoms if atom.name == "CA"]
        on_complex = self.anchor(ShapeAnchorType.Complex, complex.index, atoms[0].position)
        ball = Mesh()
        ball.anchors, ball.color = [on_complex], Color(255, 255, 255, 255)
        rings, turns = 24, 48
        for ring in range(rings + 1):
            for turn in range(turns + 1):
                polar, around = math.pi * ring / rings, 2 * math.pi * turn / turns
                point = (math.sin(polar) * math.cos(around), math.cos(polar), math.sin(polar) * math.sin(around))
                ball.vertices += [4 * value for value in point]
                ball.colors += [0.5 + value / 2 for value in point] + [1.0]
        for ring in range(rings):
            for turn in range(turns):
                at = ring * (turns + 1) + turn
                ball.triangles += [at, at + 1, at + turns + 1, at + 1, at + turns + 2, at + turns + 1]
        sheet = Mesh()
        sheet.anchors, sheet.unlit, sheet.color = [self.anchor(ShapeAnchorType.Workspace, 0, Vector3(0, 24, 25))], True, Color(255, 255, 255, 255)
        sheet.vertices = [-8, -8, 0, 8, -8, 0, 8, 8, 0, -8, 8, 0]
        sheet.normals = [0, 0, 1] * 4
        sheet.triangles = [0, 1, 2, 0, 2, 3]
        sheet.uv = [0, 0, 1, 0, 1, 1, 0, 1]
        with tempfile.TemporaryDirectory() as folder:
            sheet.texture_path = os.path.join(folder, "squares.png")
            with open(sheet.texture_path, "wb") as file:
                file.write(squares(64))
            self.shown = [ball, sheet]
            await Shape.upload_multiple(self.shown)

    async def stream(self, complex):
        """Atoms that swell and move, and grow red, forty times: as fast as they are taken."""
        atoms = list(complex.atoms)
        indices = [atom.index for atom in atoms]
        places = [(atom.position.x, atom.position.y, atom.position.z) for atom in atoms]
        middle = [sum(place[axis] for place in places) / len(places) for axis in range(3)]
        positions, _ = await self.create_writing_stream(indices, StreamType.position)
        colors, _ = await self.create_writing_stream(indices, StreamType.color)
        scales, _ = await self.create_writing_stream(indices, StreamType.scale)
        (chloride, *_) = [atom.index for atom in atoms if atom.symbol.upper() == "CL"]
        labels, _ = await self.create_writing_stream([chloride], StreamType.label)
        for step in range(1, 41):
            by = 1 + step / 80
            positions.update([middle[axis] + by * (place[axis] - middle[axis]) for place in places for axis in range(3)])
            colors.update([55 + 5 * step, 60, 60, 255] * len(atoms))
            scales.update([0.5 + step / 80] * len(atoms))
            labels.update([f"step {step}"])

    def anchor(self, kind, target, offset=None):
        anchor = Anchor()
        anchor.anchor_type, anchor.target = kind, target
        if offset is not None:
            anchor.local_offset = offset
        return anchor

    def above(self, anchor):
        """The same anchor, and from there up as whoever looks sees it."""
        above = self.anchor(anchor.anchor_type, anchor.target, anchor.local_offset)
        above.viewer_offset = Vector3(0, 3.5, 0)
        return above


def squares(side):
    """A PNG of eight by eight squares, white and blue, and the one in its upper left corner red."""
    rows = b""
    for y in range(side):
        rows += b"\0"
        for x in range(side):
            square = (x * 8 // side, y * 8 // side)
            rows += b"\xe0\x20\x20" if square == (0, 0) else b"\xff\xff\xff" if sum(square) % 2 else b"\x20\x50\xc0"
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def main():
    plugin = nanome.Plugin("Drawn", "Draws", "Tests", True)
    plugin.set_plugin_class(Drawn)
    plugin.run()


if __name__ == "__main__":
    main()
