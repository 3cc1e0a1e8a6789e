"""Holds the secondary structure that the `molecule` crate finds against the real `mkdssp`, residue by residue.

Ours comes from `cargo run --package molecule --example dump` (or the program that STRUCTURE_DUMP names).
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = [ROOT / "crates/molecule/tests/data/1A8O.pdb", ROOT / "web/src/page/example/1tyl.pdb"]
SHARED = ROOT.parent / "shared/data/pdb"
# Of one model each, with names and numbers that mkdssp tells apart.
FILES = [
    path
    for path in (*OWN, *(SHARED / f"{name}.pdb" for name in ("3mcf", "4dn4", "6ef0", "1fsv")))
    if path.exists()
]

HEAD = """\
HEADER    PROTEIN                                 01-JAN-00   0XXX
CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1           1
"""
KINDS = {"H": 3, "G": 3, "I": 3, "E": 2, "B": 2}

pytestmark = pytest.mark.skipif(not shutil.which("mkdssp"), reason="mkdssp (Debian's package dssp) is not there")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_that_of_mkdssp(path):
    found = ours(path)
    expected = by_mkdssp(path)
    assert len(expected) > 20, "mkdssp found next to nothing: there is nothing to compare with"
    differs = {
        place: (found.get(place), kind) for place, kind in expected.items() if found.get(place) != kind
    }
    assert not differs, f"{len(differs)} of {len(expected)} differ (ours, mkdssp's): {differs}"
    assert found.keys() == expected.keys()


def ours(path):
    program = os.environ.get("STRUCTURE_DUMP")
    command = [program] if program else ["cargo", "run", "--quiet", "--package", "molecule", "--example", "dump", "--"]
    output = subprocess.run([*command, str(path)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    (complex,) = json.loads(output)["complexes"]
    frame = complex["frames"][0]
    # Hetero groups of chain A stand in a chain HA in ours.
    het = {(atom[0], atom[1], atom[2]) for atom in frame["atoms"] if atom[7]}
    chain = lambda name, place: name[1:] if place in het and len(name) > 1 and name[0] == "H" else name
    return {
        (chain(name, (name, serial, code)), serial, code): kind for name, serial, code, kind in frame["assigned"]
    }


def by_mkdssp(path):
    """The first model's backbones; each residue under a name that mkdssp knows, for side chains do not count."""
    lines = []
    for line in path.read_text().splitlines():
        if line.startswith("ENDMDL"):
            break
        if line[:6] in ("ATOM  ", "HETATM") and line[12:16].strip() in ("N", "CA", "C", "O") and line[16] in " A":
            name = line[17:20] if line.startswith("ATOM") else "ALA"
            lines.append(f"ATOM  {line[6:16]} {name}{line[20:54]}  1.00  0.00          {line[12:14].strip()[:1]:>2}")
    text = HEAD + "\n".join(lines) + "\nEND\n"
    command = ["mkdssp", "--quiet", "--output-format", "dssp", "/dev/stdin", "/dev/stdout"]
    output = subprocess.run(command, check=True, input=text, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    rows = output[output.index("  #  RESIDUE") :].splitlines()[1:]
    # A `!` is no residue but a cut.
    return {
        (row[11], int(row[5:10]), row[10]): KINDS.get(row[16], 1) for row in rows if row[13] != "!"
    }
