"""Shapes: all forms with their anchors, one at a time and several."""

from nanome._internal.enums import Commands, Messages
from nanome.api.shapes import Anchor, Label, Line, Mesh, Sphere, serializers
from nanome.api.shapes import shape_deprecated as _  # noqa: F401  (0.42.1 writes version 0 with what it leaves out here)
from oracle import command, line_of_default, message, part


def shape(n, form, anchors=1):
    """The fields that all forms have come last."""
    form._index = n.i()
    form._anchors = [anchor(n) for _ in range(anchors)]
    form._color = n.c()
    return form


def anchor(n):
    a = Anchor()
    a._target = n.i()
    a._anchor_type = n.e(3)
    a._local_offset = n.v()
    a._global_offset = n.v()
    a._viewer_offset = n.v()
    return a


def sphere(n):
    s = Sphere()
    s._radius = n.f()
    return shape(n, s)


def line(n):
    x = Line()
    x._thickness = n.f()
    x._dash_length = n.f()
    x._dash_distance = n.f()
    return shape(n, x, 2)


def label(n):
    x = Label()
    x._text = n.t()
    x._font_size = n.f()
    return shape(n, x)


def mesh(n, texture=""):
    m = Mesh()
    m._vertices = [n.f() for _ in range(9)]
    m._normals = [n.f() for _ in range(9)]
    m._colors = [n.f() for _ in range(12)]
    m._triangles = [0, 1, 2]
    m._uv = [n.f() for _ in range(6)]
    m._texture_path = texture
    m._unlit = n.b()
    return shape(n, m)


def messages():
    # The library cannot read shapes back: its readers make them with what they lack. An anchor's it takes for a form.
    part("Anchor", serializers.AnchorSerializer(), anchor, rounds=1)
    for name, serializer, made in [
        ("Anchor", serializers.AnchorSerializer(), Anchor()),
        ("Sphere", serializers.SphereSerializer(), Sphere()),
        ("Line", serializers.LineSerializer(), Line()),
        ("LabelShape", serializers.LabelSerializer(), Label()),
        ("MeshShape", serializers.MeshSerializer(), Mesh()),
    ]:
        line_of_default(name, serializer, made)

    versions = ["SetShape", "Shape"]
    message("set_shape.sphere", Messages.set_shape, lambda n: [sphere(n)], versions)
    message("set_shape.line", Messages.set_shape, lambda n: [line(n)], versions)
    message("set_shape.label", Messages.set_shape, lambda n: [label(n)], versions)
    message("set_shape.mesh", Messages.set_shape, lambda n: [mesh(n)], versions + ["MeshShape"], rounds=2)
    message("set_shape.textured", Messages.set_shape, lambda n: [mesh(n, "icon1.png")], versions + ["MeshShape"])
    message("set_shape.several", Messages.set_shape, lambda n: [sphere(n), line(n), label(n), mesh(n)])
    message("delete_shape", Messages.delete_shape, lambda n: [n.i()], ["DeleteShape"])
    message("delete_shape.several", Messages.delete_shape, lambda n: [n.i(), n.i()])


def commands():
    command("set_shape_result", Commands.set_shape_result, one_set, lambda n: ([n.i()], [n.b()]), ["SetShape"], rounds=2)
    command("set_shape_result.several", Commands.set_shape_result, several_set,
            lambda n: ([n.i(), n.i()], [n.b(), n.b()]), rounds=2)
    command("delete_shape_result", Commands.delete_shape_result, one_deleted, lambda n: [n.b()], ["DeleteShape"], rounds=2)
    command("delete_shape_result.several", Commands.delete_shape_result,
            lambda c, n: c.write_byte_array([n.b(), n.b()]), lambda n: [n.b(), n.b()], rounds=2)


def one_set(context, n):
    index, success = n.i(), n.b()
    if context.get_version_table()["SetShape"] < 2:
        context.write_int(index)
        context.write_bool(success)
    else:
        context.write_int_array([index])
        context.write_byte_array([success])


def several_set(context, n):
    context.write_int_array([n.i(), n.i()])
    context.write_byte_array([n.b(), n.b()])


def one_deleted(context, n):
    if context.get_version_table()["DeleteShape"] < 1:
        context.write_bool(n.b())
    else:
        context.write_byte_array([n.b()])
