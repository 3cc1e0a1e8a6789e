"""Small structures of the tests' own."""

# Ethanol, heavy atoms: made by hand, bond lengths as in any textbook.
ETHANOL_SDF = """ethanol
  by hand

  3  2  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
    1.5200    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
    2.0000    1.3500    0.0000 O   0  0  0  0  0  0  0  0  0  0  0  0
  1  2  1  0
  2  3  1  0
M  END
$$$$
"""

# Two residues of a peptide, backbone and CB: ideal geometry, made by hand.
DIPEPTIDE_PDB = """\
ATOM      1  N   ALA A   1      -0.677  -1.230  -0.491  1.00 10.00           N
ATOM      2  CA  ALA A   1      -0.001   0.064  -0.491  1.00 11.00           C
ATOM      3  C   ALA A   1       1.499  -0.110  -0.491  1.00 12.00           C
ATOM      4  O   ALA A   1       2.030  -1.227  -0.502  1.00 13.00           O
ATOM      5  CB  ALA A   1      -0.509   0.856   0.727  1.00 14.00           C
ATOM      6  N   GLY A   2       2.250   0.939  -0.479  1.00 10.00           N
ATOM      7  CA  GLY A   2       3.700   0.885  -0.479  1.00 11.00           C
ATOM      8  C   GLY A   2       4.260   2.296  -0.470  1.00 12.00           C
ATOM      9  O   GLY A   2       3.510   3.272  -0.460  1.00 13.00           O
TER      10      GLY A   2
END
"""
