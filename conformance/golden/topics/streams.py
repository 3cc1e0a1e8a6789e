"""Streams: all properties, both directions, all kinds of values."""

from nanome._internal.enums import Commands, Messages
from nanome.util.enums import StreamDataType, StreamDirection
from oracle import command, message
from payloads import text

PROPERTIES = 8
OF_SHAPES = 5


def messages():
    for kind in range(PROPERTIES):
        # At version 0 the library writes shapes' indices as short as ever, though nothing says that they are shapes'.
        since = 1 if kind >= OF_SHAPES else 0
        message("stream_create.%d" % kind, Messages.stream_create, lambda n: (kind, [n.i(), n.i()], n.e(2)),
                ["StreamCreation"], rounds=2, since=since)
    for kind, make in VALUES.items():
        since = 0 if kind == StreamDataType.float else 1
        message("stream_feed.%d" % kind, Messages.stream_feed, lambda n: (n.i(), make(n), kind), ["StreamFeed"], since=since)
    message("stream_destroy", Messages.stream_destroy, lambda n: n.i())


VALUES = {
    StreamDataType.float: lambda n: [n.f(), n.f(), n.f()],
    StreamDataType.byte: lambda n: [n.i(), n.i(), n.i(), n.i()],
    StreamDataType.string: lambda n: [n.t(), n.t()],
}


def commands():
    for case, direction in [("stream_create_done", StreamDirection.writing), ("stream_create_done.reading", StreamDirection.reading)]:
        command(case, Commands.stream_create_done, lambda c, n: created(c, n, direction),
                lambda n: (n.e(3), n.i(), n.e(3), direction), ["StreamCreationResult"])
    for kind, make in VALUES.items():
        since = 0 if kind == StreamDataType.float else 1
        command("stream_feed.%d" % kind, Commands.stream_feed, lambda c, n: feed(c, n, kind),
                lambda n: (n.i(), make(n), kind), ["StreamFeed"], since=since)
    command("stream_feed_done", Commands.stream_feed_done, lambda c, n: None, lambda n: None)
    command("stream_interrupt", Commands.stream_interrupt, interrupt, lambda n: (n.e(2), n.i()))


def created(context, n, direction):
    version = context.get_version_table()["StreamCreationResult"]
    context.write_byte(n.e(3))
    context.write_uint(n.i())
    data_type = n.e(3)
    if version >= 1:
        context.write_byte(data_type)
    if version >= 2:
        context.write_byte(direction)


def feed(context, n, kind):
    context.write_uint(n.i())
    if context.get_version_table()["StreamFeed"] >= 1:
        context.write_byte(kind)
    values = VALUES[kind](n)
    if kind == StreamDataType.float:
        context.write_float_array(values)
    elif kind == StreamDataType.byte:
        context.write_byte_array(values)
    else:
        context.write_uint(len(values))
        for value in values:
            text(context, value)


def interrupt(context, n):
    context.write_byte(n.e(2))
    context.write_uint(n.i())
