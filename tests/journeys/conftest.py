"""What the journeys share: each is made to a site on its own and to one behind nginx with TLS, some
also without scripts; and beginnings made over HTTP."""
import pytest

from tests.visiting import either_site

site = either_site


@pytest.fixture(params=[True, False], ids=["scripts", "no_scripts"])
def scripts(request) -> bool:
    """Each journey that takes it is made twice."""
    return request.param


@pytest.fixture(scope="module")
def posted(site):
    """posted("amina", "/forum/planning/new", title=..., text=...): where it led her, as a path."""

    def post(who: str, path: str, **fields: str) -> str:
        return site.visitor(who).post(path, **fields).partition("#")[0]

    return post
