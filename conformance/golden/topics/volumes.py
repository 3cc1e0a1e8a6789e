"""Volumes."""

import values
from nanome._internal.enums import Commands, Messages
from nanome.api.volumetric import UnitCell, VolumeData, VolumeLayer, VolumeProperties, serializers
from oracle import command, line_of_default, message


def messages():
    for name, serializer, made in [
        ("UnitCell", serializers.UnitCellSerializer(), UnitCell()),
        ("VolumeData", serializers.VolumeDataSerializer(), VolumeData()),
        ("VolumeProperties", serializers.VolumePropertiesSerializer(), VolumeProperties()),
    ]:
        line_of_default(name, serializer, made)
    message("add_volume", Messages.add_volume, lambda n: (values.complex(n), n.i(), data(n), properties(n)), rounds=3)


def data(n):
    d = VolumeData()
    d._width, d._height, d._depth = n.i(), n.i(), n.i()
    d._mean, d._rmsd = n.f(), n.f()
    d._type = n.e(5)
    d._name = n.t()
    c = d._cell
    c._A, c._B, c._C = n.f(), n.f(), n.f()
    c._Alpha, c._Beta, c._Gamma = n.f(), n.f(), n.f()
    c._Origin = n.v()
    d._data = [n.f() for _ in range(8)]
    return d


def properties(n):
    p = VolumeProperties()
    p._visible, p._boxed, p._use_map_mover = n.b(), n.b(), n.b()
    p._style = n.e(3)
    p._layers = [layer(n), layer(n)]
    return p


def layer(n):
    x = VolumeLayer()
    x._color = n.c()
    x._rmsd = n.f()
    return x


def commands():
    command("add_volume_done", Commands.add_volume_done, lambda c, n: None, lambda n: None)
