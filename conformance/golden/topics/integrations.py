"""Integrations: a request id of their own, the call's hash, and what each call and each answer carries."""

import values
from nanome._internal.enums import Commands, IntegrationCommands, Messages
from nanome.api._hashes import Hashes
from nanome.api.structure import serializers as of_structure
from oracle import command, message
from payloads import array, deep, text

PICTURE = b"\x89PNG"
ON_COMPLEXES = ["hydrogen_add", "hydrogen_remove", "structure_prep", "calculate_esp"]


def complexes(n):
    return [values.complex(n), values.complex(n, 2)]


def nothing(n):
    return None


# What a plugin answers.
ANSWERS = {
    **{name: complexes for name in ON_COMPLEXES},
    "minimization_start": lambda n: n.b(),
    "minimization_stop": nothing,
    "export_locations": lambda n: [n.t(), n.t()],
    "generate_molecule_image": lambda n: [PICTURE, b""],
    "export_file": lambda n: n.b(),
    "import_file": nothing,
    "export_smiles": lambda n: [n.t(), n.t()],
    "import_smiles": complexes,
    "run_interactions": nothing,
}


def messages():
    for call in IntegrationCommands:
        make = ANSWERS[call.name]
        message("integration." + call.name, Messages.integration, lambda n: (n.i(), Hashes.IntegrationHashes[call], make(n)),
                rounds=2)


# What is called, as the library reads it, and how to write that.
def write_nothing(context, n):
    pass


def write_complexes(context, n):
    deep(context, lambda sub: array(sub, of_structure.ComplexSerializer(), complexes(n)))


def write_minimization(context, n):
    context.write_byte(n.i())
    context.write_int(n.i())
    context.write_bool(n.b())
    context.write_float(n.f())


def write_images(context, n):
    write_complexes(context, n)
    context.write_int(n.i())
    context.write_int(n.i())


def write_file(context, n):
    text(context, n.t())
    text(context, n.t())
    context.write_byte_array(PICTURE)


def write_smiles(context, n):
    context.write_uint(2)
    text(context, n.t())
    text(context, n.t())


CALLS = {
    **{name: (write_complexes, complexes) for name in ON_COMPLEXES},
    "minimization_start": (write_minimization, lambda n: (n.i(), n.i(), n.b(), n.f())),
    "minimization_stop": (write_nothing, nothing),
    "export_locations": (write_nothing, nothing),
    "generate_molecule_image": (write_images, lambda n: (complexes(n), (n.i(), n.i()))),
    "export_file": (write_file, lambda n: (n.t(), n.t(), PICTURE)),
    "import_file": (write_nothing, nothing),
    "export_smiles": (write_complexes, complexes),
    "import_smiles": (write_smiles, lambda n: [n.t(), n.t()]),
    "run_interactions": (write_nothing, nothing),
}


def commands():
    for call in IntegrationCommands:
        write, expected = CALLS[call.name]
        hash = Hashes.IntegrationHashes[call]
        command("integration." + call.name, Commands.integration, lambda c, n: integration(c, n, hash, write),
                lambda n: (n.i(), hash, expected(n)), rounds=2)


def integration(context, n, hash, write):
    context.write_uint(n.i())
    context.write_uint(hash)
    write(context, n)
