"""The golden bytes in the repository are those that the library makes now, and it reads back what it can."""

import generate


def test_the_golden_bytes_are_the_librarys():
    for name, content in generate.make().items():
        assert (generate.FOLDER / name).read_text() == content, name + " differs: run generate.py and look at the difference"
