"""Takes the structure 1OF6 out of the posebusters wheel: unzip_1of6.py FOLDER (with the wheel in it)."""

import pathlib
import sys
import zipfile

folder = pathlib.Path(sys.argv[1])
(wheel,) = folder.glob("posebusters-*.whl")
with zipfile.ZipFile(wheel) as archive:
    for name, file in [("1of6_protein_one_lig_removed.pdb", "1OF6.pdb"), ("1of6_ligand.sdf", "DTY.sdf")]:
        (folder / file).write_bytes(archive.read(f"posebusters/datasets/pdb/1of6/{name}"))
