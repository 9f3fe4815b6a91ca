"""ES modules put together into one file: each with names of its own, run once and in order."""
import re
from pathlib import Path

import pytest

from peoplehub.core import assets, script_bundles
from peoplehub.core.script_bundles import Kind, bundled, kind_of

STATIC = Path(__file__).parents[2] / "static"
MODULES = {
    "js/site.js": '// Said once.\nimport "./one.js";\nimport { two as other } from "./two.js";\n'
                  'if (other) import("./late.js");\nimport("./away.js");\n',
    "js/one.js": 'import { two } from "./two.js";\nexport const one = two + 1;\n',
    "js/two.js": "export let two = 2;\n  export_me();\n",
    "js/late.js": 'import "../vendor/box.js";\n',
    "vendor/box.js": "var P=1;export{P as default};\n",
}


def bundle(*run: str, also: tuple[str, ...] = (), modules: dict[str, str] = MODULES) -> str:
    return bundled(Kind(run, also), modules.__getitem__, lambda name: f"/static/{name}")


def test_every_module_stands_before_what_imports_it_and_once():
    made = bundle("js/site.js", also=("js/late.js",))
    names = re.findall(r'^"([^"]+)": \(\) => {$', made, re.M)
    assert names == ["js/two.js", "js/one.js", "js/site.js", "vendor/box.js", "js/late.js"]


def test_names_are_taken_from_what_a_module_returns():
    made = bundle("js/site.js", also=("js/late.js",))
    assert 'const { two: other } = load("js/two.js");' in made
    assert "return { one };" in made
    assert "export " not in made and "export{" not in made and "Said once" not in made


def test_what_is_imported_later_runs_later_and_is_fetched_if_it_is_not_here():
    made = bundle("js/site.js", also=("js/late.js",))
    assert 'if (other) Promise.resolve("js/late.js").then(load);' in made
    assert 'import("/static/js/away.js");' in made
    assert 'for (const name of ["js/site.js"])' in made


@pytest.mark.parametrize("source", [
    'import * as all from "./two.js";', 'import two from "./two.js";', 'export * from "./two.js";',
    "export default 1;", 'import { two } from "somewhere";',
])  # fmt: skip
def test_a_module_in_an_unknown_form_is_refused(source):
    with pytest.raises(ValueError, match="cannot bundle"):
        bundle("js/a.js", modules={"js/a.js": source + "\n", "js/two.js": "export let two = 2;"})


def test_modules_that_import_each_other_are_refused():
    circle = {"js/a.js": 'import "./b.js";\n', "js/b.js": 'import "./a.js";\n'}
    with pytest.raises(ValueError, match=r"js/a\.js > js/b\.js > js/a\.js"):
        bundle("js/a.js", modules=circle)


@pytest.mark.parametrize("html, member, own, has, has_not", [
    ("<p>Words</p>", False, (), {"js/site.js"}, {"js/drafts.js", "js/live.js", "js/editor.js"}),
    ('<form method="post">', False, (), {"js/drafts.js", "js/fields.js"}, {"js/editor.js"}),
    ("<markdown-toolbar>", False, (), {"js/drafts.js", "js/editor.js"}, {"js/live.js"}),
    ("<p>Words</p>", True, ("js/forum.js",), {"js/forum.js", "js/live.js"}, {"js/editor.js"}),
])  # fmt: skip
def test_a_page_gets_what_is_in_it(html, member, own, has, has_not):
    kind = kind_of(html, member, own)
    names = {*kind.run, *kind.also}
    assert has <= names and not has_not & names
    assert kind in script_bundles.all_kinds()


def test_every_bundle_is_a_static_file_under_the_hash_of_its_content():
    for kind in script_bundles.all_kinds():
        made = assets.all_assets()[kind.name]
        assert re.fullmatch(r"bundle/[\w-]+\.[0-9a-f]{12}\.js", made.url_name)
        assert not re.search(r'(?:from|import\() ?"\./', made.data.decode())


def test_every_module_of_ours_is_in_a_bundle_or_fetched_by_one():
    """One that no page asks for is dead code; but the service worker, which is of no page."""
    kinds = script_bundles.all_kinds()
    reached = " ".join(assets.all_assets()[kind.name].data.decode() for kind in kinds)
    left = {module.name for module in (STATIC / "js").glob("*.js")} - {"service-worker.js"}
    while found := {name for name in left if is_asked_for(name, reached)}:
        left -= found
        reached += " ".join(assets.all_assets()[f"js/{name}"].data.decode() for name in found)
    assert left == set()


def is_asked_for(name: str, sources: str) -> bool:
    """Whether it stands in one of the bundles, or something there fetches it."""
    fetched = assets.all_assets()[f"js/{name}"].url_name.rpartition("/")[2]
    return f'"js/{name}": () =>' in sources or f"/{fetched}" in sources


def test_no_string_of_ours_goes_over_lines():
    """The bundler takes the indentation away."""
    for script in (STATIC / "js").glob("*.js"):
        for line in script.read_text().splitlines():
            assert line.count("`") % 2 == 0, f"{script.name}: {line}"
