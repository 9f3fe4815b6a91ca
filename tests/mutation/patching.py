"""Two ways to put a mutant in the place of the code: into the functions of the running process, or
by importing everything anew."""
import gc
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.util import find_spec, spec_from_loader
from types import CodeType, FunctionType

from tests.mutation.mutants import Mutant

Functions = dict[tuple, list[FunctionType]]


def functions_of(paths) -> Functions:
    """Every function of these files that exists now, wherever it is kept."""
    gc.unfreeze()
    wanted, found = {str(path) for path in paths}, {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in wanted:
            found.setdefault(_place(thing.__code__), []).append(thing)
    return found


def is_inside_a_function(mutant: Mutant) -> bool:
    """Whether nothing changes but what runs when a function is called."""
    was, now = _compiled(mutant, mutant.path.read_text()), _compiled(mutant, mutant.source)
    return _same_outside_functions(was, now)


def put_into_functions(mutant: Mutant, functions: Functions) -> bool:
    """Give the functions their new code. False when there are none yet."""
    done = False
    for code in _codes(_compiled(mutant, mutant.source)):
        for function in functions.get(_place(code), []):
            if _differs(code, function.__code__):
                function.__code__ = code
                done = True
    return done


class MutantFinder(MetaPathFinder, Loader):
    """Imports one module from the source of its mutant."""

    def __init__(self, mutant: Mutant, root):
        name = mutant.path.relative_to(root).with_suffix("")
        self.mutant, self.name = mutant, ".".join(name.parts)

    def find_spec(self, fullname, path, target=None):
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module):
        module.__file__ = str(self.mutant.path)
        exec(_compiled(self.mutant, self.mutant.source), module.__dict__)  # noqa: S102


def import_from(mutant: Mutant, root) -> None:
    assert not any(name.startswith("peoplehub") for name in sys.modules)
    assert find_spec("peoplehub") is not None
    sys.meta_path.insert(0, MutantFinder(mutant, root))


def _compiled(mutant: Mutant, source: str) -> CodeType:
    return compile(source, str(mutant.path), "exec", dont_inherit=True)


def _place(code: CodeType) -> tuple:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _codes(code: CodeType):
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _same_outside_functions(was: CodeType, now: CodeType) -> bool:
    """Of a module and of the classes in it."""
    if _differs(was, now, inner=False):
        return False
    pairs = zip(_inner(was), _inner(now), strict=True)
    return all(_is_function(one) or _same_outside_functions(one, two) for one, two in pairs)


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & 2)  # CO_NEWLOCALS, which a class has not


def _inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _differs(one: CodeType, two: CodeType, inner: bool = True) -> bool:
    if inner:
        return one != two
    return [*map(_outline, (one, two))][0] != _outline(two)


def _outline(code: CodeType) -> tuple:
    """What a piece of code does itself, without what the functions in it do."""
    consts = [repr(one) if not isinstance(one, CodeType) else _place(one) for one in code.co_consts]
    return code.co_code, tuple(consts), code.co_names, code.co_varnames
