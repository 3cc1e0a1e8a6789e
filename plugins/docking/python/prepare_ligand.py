"""Gives a ligand its hydrogens, and if asked a fresh conformer: prepare_ligand.py IN.mol OUT.sdf [SEED].

Prints at how many centres of a drawing no wedge tells the hand: the conformer has whichever came."""

import sys

from rdkit import Chem
from rdkit.Chem import AllChem


def main(source, target, seed=None):
    mol = Chem.MolFromMolFile(source, removeHs=False)
    if mol is None:
        sys.exit("RDKit cannot make sense of its atoms and bonds. Check its bond orders and charges.")
    is_flat = all(abs(mol.GetConformer().GetAtomPosition(i).z) < 1e-3 for i in range(mol.GetNumAtoms()))
    if is_flat:
        centres = Chem.FindMolChiralCenters(mol, includeUnassigned=True, useLegacyImplementation=False)
        print(sum(hand == "?" for _, hand in centres))
    else:
        Chem.AssignStereochemistryFrom3D(mol)
    mol = Chem.AddHs(mol, addCoords=True)
    if seed is not None or is_flat:
        embed(mol, int(seed or 1))
    Chem.MolToMolFile(mol, target)


def embed(mol, seed):
    parameters = AllChem.ETKDGv3()
    parameters.randomSeed = seed
    if AllChem.EmbedMolecule(mol, parameters) != 0:
        parameters.useRandomCoords = True
        if AllChem.EmbedMolecule(mol, parameters) != 0:
            sys.exit("RDKit found no conformer for it. Dock it in the conformation that it has.")
    if AllChem.MMFFHasAllMoleculeParams(mol):
        AllChem.MMFFOptimizeMolecule(mol)
    else:
        AllChem.UFFOptimizeMolecule(mol)


if __name__ == "__main__":
    main(*sys.argv[1:])
