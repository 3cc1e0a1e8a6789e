"""Holds what the `molecule` crate reads from every file of ../shared/data against gemmi and the nanome library.

Ours comes from `cargo run --package molecule --example dump` (or the program that STRUCTURE_DUMP names). Everything
that differs is listed below with its reason, and each listed difference is checked to be there: the list cannot rot.
"""

import json
import logging
import os
import subprocess
from pathlib import Path

import gemmi
import pytest
from nanome.api.structure import Complex

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
FILES = sorted(path for folder in ("pdb", "mmcif", "sdf") for path in (DATA / folder).glob("*"))

if not FILES:
    print(f"skipped: no structures to compare with in {DATA}")
    pytest.skip(f"no structures to compare with in {DATA}", allow_module_level=True)

# What differs everywhere, and is evened out before the comparison:
# - The library keeps the case of the file's element (`ZN`); ours is `Zn`, as is gemmi's.
# - The library has no alternate locations and no insertion codes, so these are compared with gemmi only.
# - Of conformers, ours and the library's have one occupancy and one temperature factor an atom, the first model's.
# - Positions are 32-bit floats in ours.
TOLERANCE = 1e-4

# Where gemmi has no structure to compare with, and where the expected values come from instead.
NOT_BY_GEMMI = {
    "1fsv.cif": "gemmi refuses it for a duplicate tag; compared with 1fsv.pdb",
    "ed.cif": "gemmi reads it as a small molecule only; compared with that",
    "tebgit.cif": "gemmi reads it as a small molecule only; compared with that",
}

# Where the library has something else, and why ours stays as it is.
NOT_AS_LIBRARY = {
    "ed.cif": "the library reads no atoms: its tags end in a line of their own",
    "tebgit.cif": "the library lists the atoms backwards, calls them all `Carbon`, and takes 0.1 for what is not there",
    "thrombine_conformer.pdb": "the library does not read formal charges of a PDB; so a nitrogen that is charged in some"
    " models only is one atom there and two in ours, and their order is another one",
    "small_thrombin.sdf": "the library renames the second H of a residue to H2 when it folds records into conformers",
}


@pytest.fixture(scope="session")
def ours():
    """What our readers make of each file, by its name."""
    program = os.environ.get("STRUCTURE_DUMP")
    command = [program] if program else ["cargo", "run", "--quiet", "--package", "molecule", "--example", "dump", "--"]
    lines = subprocess.run(
        command + [str(path) for path in FILES], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.splitlines()
    assert len(lines) == len(FILES)
    return {path.name: Ours(json.loads(line)) for path, line in zip(FILES, lines)}


class Ours:
    def __init__(self, file):
        assert "error" not in file, file["error"]
        (complex,) = file["complexes"]
        self.conformers = complex["conformers"]
        self.remarks = complex["remarks"]
        self.frames = complex["frames"]
        for frame in self.frames:
            assert frame["valid"] is None, frame["valid"]


def our_atoms(frame):
    keys = "chain serial code residue name symbol location het position occupancy bfactor charge structure".split()
    return [dict(zip(keys, atom)) for atom in frame["atoms"]]


def gemmi_atoms(model):
    return [
        {
            # Ours keeps hetero groups of chain A in a chain HA, as the library does.
            "chain": "H" + chain.name if residue.het_flag == "H" else chain.name,
            "serial": residue.seqid.num,
            "code": residue.seqid.icode,
            "residue": residue.name,
            "name": atom.name,
            "symbol": atom.element.name,
            "location": atom.altloc if atom.altloc != "\0" else ".",
            "het": residue.het_flag == "H",
            "position": atom.pos.tolist(),
            "occupancy": atom.occ,
            "bfactor": atom.b_iso,
            "charge": atom.charge,
        }
        for chain in model
        for residue in chain
        for atom in residue
    ]


def library_atoms(molecule):
    return [
        {
            "chain": chain.name,
            "serial": residue.serial,
            "residue": residue.name,
            "name": atom.name,
            "symbol": atom.symbol.capitalize(),
            "het": atom.is_het,
            "position": list(atom.position),
            "occupancy": atom.occupancy,
            "bfactor": atom.bfactor,
            "charge": atom.formal_charge,
        }
        for chain in molecule.chains
        for residue in chain.residues
        for atom in residue.atoms
    ]


def library_complex(path):
    logging.disable(logging.CRITICAL)
    read = {".pdb": Complex.io.from_pdb, ".cif": Complex.io.from_mmcif, ".sdf": Complex.io.from_sdf}[path.suffix]
    return read(path=str(path))


def differences(expected, found, fields):
    """The fields in which two lists of atoms differ, with the first example of each."""
    if len(expected) != len(found):
        return {"count": (len(expected), len(found))}
    different = {}
    for one, other in zip(expected, found):
        for field in fields:
            if isinstance(one[field], list):
                same = one[field] == pytest.approx(other[field], abs=TOLERANCE)
            elif isinstance(one[field], float):
                same = abs(one[field] - other[field]) < TOLERANCE
            else:
                same = one[field] == other[field]
            if not same:
                different.setdefault(field, (one, other))
    return different


TREE = ["chain", "serial", "residue", "name", "symbol", "het", "position"]
VALUES = ["occupancy", "bfactor"]


def by_name(atoms):
    """Chains stand in another order in gemmi: hetero groups are not apart there."""
    return sorted(atoms, key=lambda atom: [atom[key] for key in ("chain", "serial", "code", "residue", "name", "location")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_model_is_as_gemmi_reads_it(path, ours):
    if path.suffix == ".sdf":
        pytest.skip("gemmi reads no SDF")
    if path.name in NOT_BY_GEMMI:
        with pytest.raises((RuntimeError, IndexError)):
            gemmi.read_structure(str(path))[0]
        return
    structure = gemmi.read_structure(str(path))
    frames = ours[path.name].frames
    assert len(structure) == len(frames)
    for number, (model, frame) in enumerate(zip(structure, frames)):
        fields = TREE + ["code", "location", "charge"] + (VALUES if number == 0 else [])
        expected, found = by_name(gemmi_atoms(model)), by_name(our_atoms(frame))
        assert differences(expected, found, fields) == {}, f"model {number}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_frame_is_as_the_library_has_it(path, ours):
    complex = library_complex(path)
    if path.name in ("ed.cif", "tebgit.cif"):
        return check_small_molecule_in_library(path, complex)
    assert [molecule.conformer_count for molecule in complex.molecules] == ours[path.name].conformers
    molecules = list(complex.convert_to_frames().molecules)
    frames = ours[path.name].frames
    assert len(molecules) == len(frames)
    # An SDF has no occupancies: they are 0 in the library, and 1 in ours, for the atom is there.
    values = [] if path.suffix == ".sdf" else VALUES
    listed = {"thrombine_conformer.pdb": {"charge"}, "small_thrombin.sdf": {"name"}}.get(path.name, set())
    different = {}
    for molecule, frame in zip(molecules, frames):
        assert molecule.name == frame["name"]
        expected, found = library_atoms(molecule), our_atoms(frame)
        if path.name == "thrombine_conformer.pdb":
            expected, found = (sorted(atoms, key=lambda atom: atom["name"]) for atoms in (expected, found))
        different |= differences(expected, found, TREE + ["charge"] + values)
    assert set(different) == listed, different
    assert bool(listed) == (path.name in NOT_AS_LIBRARY)


def check_small_molecule_in_library(path, complex):
    """The library's own reading, so that the reason for the difference stays true."""
    assert path.name in NOT_AS_LIBRARY
    atoms = [atom for molecule in complex.molecules for atom in library_atoms(molecule)]
    if path.name == "ed.cif":
        assert atoms == []
    else:
        assert [atom["symbol"] for atom in atoms][:2] == ["H", "H"]
        assert atoms[-1]["symbol"] == "C" and {atom["bfactor"] for atom in atoms} == {0.1}


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".pdb"], ids=lambda path: path.name)
def test_remarks_are_the_library_s(path, ours):
    """Ours has HEADER and TITLE besides."""
    found = {key: text for key, text in ours[path.name].remarks.items() if key not in ("HEADER", "TITLE")}
    assert found == library_complex(path)._remarks


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".sdf"], ids=lambda path: path.name)
def test_bonds_and_data_of_sdf_are_the_library_s(path, ours):
    for molecule, frame in zip(library_complex(path).convert_to_frames().molecules, ours[path.name].frames):
        place = {id(atom): number for number, atom in enumerate(molecule.atoms)}
        expected = sorted(
            (*sorted((place[id(bond.atom1)], place[id(bond.atom2)])), int(bond.kind)) for bond in molecule.bonds
        )
        assert sorted((*sorted(bond[:2]), bond[2]) for bond in frame["bonds"]) == expected
        # The library joins the lines of a value without anything between them.
        assert {name: value.replace("\n", "") for name, value in frame["associated"]} == molecule.associated


def small_molecule(name):
    """Element and position of each atom, by gemmi's reader of small molecules."""
    structure = gemmi.read_small_structure(str(DATA / "mmcif" / name))
    return [(site.label, site.element.name, structure.cell.orthogonalize(site.fract).tolist()) for site in structure.sites]


@pytest.mark.parametrize("name, count", [("ed.cif", 40), ("tebgit.cif", 28)])
def test_small_molecules_have_their_expected_values(name, count, ours):
    (frame,) = ours[name].frames
    found = our_atoms(frame)
    expected = small_molecule(name)
    assert len(found) == len(expected) == count
    for atom, (label, symbol, position) in zip(found, expected):
        assert (atom["name"], atom["symbol"]) == (label, symbol)
        assert atom["position"] == pytest.approx(position, abs=TOLERANCE)
        # What these files have no word for is as in the library.
        assert (atom["chain"], atom["residue"], atom["serial"], atom["het"]) == ("A", "UNK", 1, False)


def test_1fsv_has_its_expected_values(ours):
    (frame,) = ours["1fsv.cif"].frames
    (model,) = gemmi.read_structure(str(DATA / "pdb" / "1fsv.pdb"))
    found = our_atoms(frame)
    assert len(found) == 504
    assert differences(by_name(gemmi_atoms(model)), by_name(found), TREE + VALUES) == {}
    # By its HELIX and SHEET: a zinc finger fold of 28 residues.
    structure = {atom["serial"]: atom["structure"] for atom in found}
    assert len(structure) == 28 and set(structure.values()) <= {1, 2, 3}


@pytest.mark.parametrize("name", ["1a9l", "1fsv", "4dn4", "6ef0"])
def test_both_formats_of_an_entry_agree(name, ours):
    one, other = ours[f"{name}.pdb"], ours[f"{name}.cif"]
    assert one.conformers == other.conformers
    for first, second in zip(one.frames, other.frames):
        assert differences(our_atoms(first), our_atoms(second), TREE + VALUES) == {}
        assert len(first["bonds"]) == len(second["bonds"])
