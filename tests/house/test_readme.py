"""The map in the README agrees with the folders."""
import re
from pathlib import Path


def test_every_room_is_on_the_map():
    drawn = set(re.findall(r"^ {6}(\w+)/ ", Path("README.md").read_text(), re.M))
    built = {path.parent.name for path in Path("peoplehub").glob("*/__init__.py")}
    assert drawn == built


def test_every_page_of_docs_is_in_the_table():
    linked = set(re.findall(r"\]\((docs/\w[\w-]*\.md)\)", Path("README.md").read_text()))
    assert linked == {str(page) for page in Path("docs").glob("*.md")}
