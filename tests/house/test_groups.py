"""Tests that share what takes long to begin are done by one worker."""
import copy

import pytest
from xdist.scheduler import LoadGroupScheduling

from tests.conftest import name_with_group


def group_of(item) -> str:
    named = copy.copy(item)
    name_with_group(named)
    name_with_group(named)
    return LoadGroupScheduling._split_scope(None, named.nodeid)


@pytest.mark.xdist_group("kept together")
@pytest.mark.parametrize("case", ["one", "t@o"])
def test_the_group_of_a_test_is_read_from_its_name(request, case):
    assert group_of(request.node) == "kept together"


def test_what_has_no_group_is_done_by_anybody(request):
    assert group_of(request.node) == request.node.nodeid
