"""The JavaScript of a page as one file: ES modules put together when the site starts, without a
build step.

A bundle holds the modules of `static/js` that one kind of page needs. Each is a function of its
own, so that no name meets another's, and is run once, before what imports it, as a browser would.
What is imported with `import()` runs when it is asked for; what is not in the bundle is fetched.

Which bundle a page gets depends on what is in it (`kind_of`). There are few, so that a browser
that has seen one page of a kind has the scripts of all its pages.
"""
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from pathlib import PurePosixPath

SITE = "js/site.js"
FORM = ("js/drafts.js", "js/fields.js", "js/help-card.js", "js/unsent.js")
COMPOSER = ("js/editor.js",)
MEMBER = ("js/live.js", "js/outbox-elsewhere.js", "js/seen.js")
PRINT = "js/print.js"
MEMBERS_OWN = (
    "js/notices.js", "js/conversations.js", "js/messages.js", "js/forum.js", "js/queue.js",
    "js/push.js", "js/reactions.js")
OWN = (PRINT, *MEMBERS_OWN)
FORM_SIGNS = ('method="post"', "data-draft=", "data-longest=", "data-show=", "data-unsent")
COMPOSER_SIGNS = ("<markdown-toolbar", "<text-expander")

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n?', re.M)
DYNAMIC = re.compile(r'\bimport\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.M)
EXPORTED = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.M)
EXPORTED_LAST = re.compile(r"\bexport\s*\{[^}]*\};?\s*$")
COMMENT = re.compile(r"^\s*//.*\n", re.M)


@dataclass(frozen=True)
class Kind:
    """A kind of page: what it runs at once, and what site.js may ask for on it."""

    run: tuple[str, ...]
    also: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        """The bundle's own name among the static files."""
        stems = (PurePosixPath(module).stem for module in (*self.run, *self.also))
        return f"bundle/{'-'.join(stems)}.js"


def kind_of(html: str, is_member: bool, own: Iterable[str] = ()) -> Kind:
    """What a page of this HTML needs: the site's script and its own; those of forms and of the
    editor if it has any; for a member those that listen to the server."""
    is_member = is_member or any(name in MEMBERS_OWN for name in own)
    composer = any(sign in html for sign in COMPOSER_SIGNS)
    form = composer or is_member or any(sign in html for sign in FORM_SIGNS)
    return _kind(tuple(own), form, composer, is_member)


@lru_cache
def _kind(own: tuple[str, ...], form: bool, composer: bool, is_member: bool) -> Kind:
    run = (SITE, *(name for name in OWN if name in own))
    return Kind(run, FORM * form + COMPOSER * composer + MEMBER * is_member)


def all_kinds() -> list[Kind]:
    """Every kind of page there is."""
    own = [(), *((name,) for name in OWN), (PRINT, "js/forum.js")]
    htmls = "", FORM_SIGNS[0], COMPOSER_SIGNS[0]
    kinds = product(htmls, (False, True), own)
    return list(dict.fromkeys(kind_of(*kind) for kind in kinds))


def bundled(kind: Kind, read: Callable[[str], str], url_of: Callable[[str], str]) -> str:
    """One module with all that pages of this kind need. `read` gives a module's source by its
    name, `url_of` the address of one that is not in the bundle. Raises ValueError for a module in
    a form that is not known here, or modules that import each other in a circle."""
    sources: dict[str, str] = {}
    for name in (*kind.run, *kind.also):
        _collect(name, read, sources, ())
    modules = ",\n".join(f'"{name}": () => {{\n{_as_function(name, source, sources, url_of)}\n}}'
                         for name, source in sources.items())
    names = ", ".join(f'"{name}"' for name in kind.run)
    return (
        f"const made = {{}}, make = {{\n{modules}\n}};\n"
        "const load = (name) => (made[name] ??= make[name]());\n"
        f"for (const name of [{names}]) "
        "try { load(name); } catch (error) { reportError(error); }\n"
    )


def _collect(name: str, read: Callable[[str], str], sources: dict[str, str],
             above: tuple[str, ...]) -> None:
    """The module and all it imports, each before what imports it."""
    if name in above:
        raise ValueError(f"modules import each other: {' > '.join((*above, name))}")
    if name in sources:
        return
    source = read(name)
    for _, target in IMPORT.findall(source):
        _collect(_beside(name, target), read, sources, (*above, name))
    sources[name] = source


def _as_function(name: str, source: str, sources: dict[str, str],
                 url_of: Callable[[str], str]) -> str:
    """The body of a function that runs the module and returns what it exports."""
    exported = EXPORTED.findall(source)
    code = IMPORT.sub(lambda found: _taken(found[1], _beside(name, found[2])), source)
    code = DYNAMIC.sub(lambda found: _fetched(_beside(name, found[1]), sources, url_of), code)
    code = EXPORTED_LAST.sub("", EXPORT.sub("", code))
    if left := re.search(r"^\s*(?:import|export)\b(?!\()", code, re.M):
        raise ValueError(f"{name}: cannot bundle {code[left.start():left.start() + 60]!r}")
    return f"{slim(code)}\nreturn {{ {', '.join(exported)} }};"


def _taken(names: str, target: str) -> str:
    """An import as a statement: { a, b as c } is the object pattern { a, b: c }."""
    wanted = f"const {{{names.replace(' as ', ': ')}}} = " if names else ""
    return f'{wanted}load("{target}");\n'


def _fetched(target: str, sources: dict[str, str], url_of: Callable[[str], str]) -> str:
    if target in sources:
        return f'Promise.resolve("{target}").then(load)'
    return f'import("{url_of(target)}")'


def _beside(name: str, target: str) -> str:
    """The name of the module that `name` calls `target`: "./x.js" or "../vendor/x.js"."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def slim(code: str) -> str:
    """Without comments that fill a line, and without indentation: no string of ours goes over
    lines (a test sees to it)."""
    return re.sub(r"\n\s*", "\n", COMMENT.sub("", code)).strip()
