"""What we override of libraries stands in one place, and is read again when a library changes."""
import ast
import hashlib
import importlib
import importlib.metadata
import inspect
import pkgutil
import re
import sys
from functools import reduce
from pathlib import Path

import pytest

import peoplehub
from peoplehub.core import patches

HOUSE = Path(peoplehub.__file__).parent
PACKAGE = "peoplehub.core.patches"
DOCUMENTED = {  # begins with one line, and yet is there to be used
    "_get_current_object",  # werkzeug.local.LocalProxy
    "_mapping", "_asdict", "_replace", "_fields",  # rows and named tuples
    "_exit",  # os
    "_value",  # of a field of WTForms
}


@pytest.mark.parametrize("part", patches.OVERRIDDEN, ids=lambda part: part.part)
def test_a_part_that_we_override_is_as_it_was_when_it_was_read(part):
    module, _, name = part.part.partition(":")
    found = reduce(getattr, name.split("."), importlib.import_module(module))
    now = hashlib.sha256(inspect.getsource(found).encode()).hexdigest()[:12]
    assert now == part.hash, (
        f"{part.library} changed {part.part}. We override it because: {part.reason} Read what "
        f"became of it, look at {part.upstream}, mend {PACKAGE}, and write down {now}.")
    assert importlib.metadata.version(part.library) == part.version, (
        f"{part.library} is another version: {part.part} is as it was, so write the version down.")
    assert part.reason.endswith(".")
    assert part.upstream == patches.NONE_FOUND or re.fullmatch(
        r"https://github\.com/[\w-]+/[\w-]+/(issues|pull)/\d+", part.upstream)


def test_every_method_that_the_package_overrides_is_named():
    """Whatever our classes define anew, by its name in the library's class that has it."""
    named = {part.part.partition(":")[2] for part in patches.OVERRIDDEN}
    named |= {name.split(".")[0] for name in named if "." not in name}
    missing = [f"{cls.__qualname__}.{name}: {base.__qualname__}.{name}"
               for cls, name, base in overridden() if cls.__module__.startswith(PACKAGE)
               and f"{base.__qualname__}.{name}" not in named and name != "init_process"]
    assert missing == []


def test_nothing_private_of_a_library_is_overridden_elsewhere():
    elsewhere = [f"{cls.__module__}.{cls.__qualname__}.{name}" for cls, name, _ in overridden()
                 if name.startswith("_") and name not in DOCUMENTED
                 and not cls.__module__.startswith(PACKAGE)]
    assert elsewhere == []


def test_nothing_private_of_a_library_is_used_elsewhere():
    """A name that begins with a line, of anything but ourselves or a module of ours."""
    found = []
    for path in HOUSE.rglob("*.py"):
        if path.parent.name == "patches":
            continue
        tree = ast.parse(path.read_text())
        own = {node.name for node in ast.walk(tree)
               if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        own |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")}
        found += [f"{path.relative_to(HOUSE)}:{node.lineno} {ast.unparse(node)}"
                  for node in ast.walk(tree) if isinstance(node, ast.Attribute)
                  and re.match(r"_[a-z]", node.attr) and node.attr not in DOCUMENTED | own]
    assert [one for one in found if "form._fields" not in one] == []  # WTForms has no other way


def overridden():
    """(our class, name, their class) for each thing of a library's class that ours define anew."""
    for cls in sorted(our_classes(), key=lambda cls: f"{cls.__module__}.{cls.__qualname__}"):
        for name, value in vars(cls).items():
            if name.startswith("__") or not is_written_in(cls, name, value):
                continue
            for base in cls.__mro__[1:]:
                if name in vars(base) and is_of_a_library(base):
                    yield cls, name, base
                    break


def is_written_in(cls: type, name: str, value) -> bool:
    """Not only copied or wrapped by a metaclass of the library."""
    return inspect.isfunction(value) and value.__qualname__ == f"{cls.__qualname__}.{name}"


def our_classes() -> set[type]:
    modules = [importlib.import_module(found.name)
               for found in pkgutil.walk_packages(peoplehub.__path__, "peoplehub.")]
    return {thing for module in modules for thing in vars(module).values()
            if inspect.isclass(thing) and thing.__module__ == module.__name__}


def is_of_a_library(cls: type) -> bool:
    """Not ours, nor of Python itself, whose source is another for each version that we run on."""
    package = cls.__module__.split(".")[0]
    return package not in {"peoplehub", "sqlalchemy"} | sys.stdlib_module_names
