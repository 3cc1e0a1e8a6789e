"""Symmetry-aware heavy-atom RMSD of the first pose to the crystal's, in place: rmsd.py CRYSTAL.sdf POSES.sdf."""

import sys

from rdkit import Chem
from rdkit.Chem import rdMolAlign

crystal = Chem.RemoveHs(Chem.MolFromMolFile(sys.argv[1]))
pose = Chem.RemoveHs(next(iter(Chem.SDMolSupplier(sys.argv[2]))))
print(f"{rdMolAlign.CalcRMS(pose, crystal):.2f}")
