"""What the journeys share: with and without scripts, and beginnings made through the door."""
import pytest

from tests.visiting import new_context


@pytest.fixture(params=[True, False], ids=["scripts", "no_scripts"])
def scripts(request) -> bool:
    """Each journey that takes it is made twice."""
    return request.param


@pytest.fixture(scope="module")
def posted(site, chromium):
    """posted("amina", "/forum/planning/new", title=..., text=...): where it led her, as a path."""

    def post(who: str, path: str, **fields: str) -> str:
        context = new_context(site, chromium, who)
        token = {"X-CSRFToken": site.told["people"][who]["token"]}
        answer = context.request.post(path, form=fields, headers=token)
        assert answer.ok, answer.text()
        context.close()
        return answer.url.removeprefix(site.address).partition("#")[0]

    return post
