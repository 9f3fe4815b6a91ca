"""Pages travel small, and their length tells nothing."""
import gzip

import pytest

pytestmark = pytest.mark.one_database


def test_a_page_is_packed_for_a_browser_that_can_unpack_it(browser):
    plain = browser().get("/help-now")
    packed = browser().get("/help-now", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in packed.vary


def test_the_same_page_is_not_always_as_long(browser):
    visitor = browser()
    lengths = {len(visitor.get("/help-now", headers={"Accept-Encoding": "gzip"}).data)
               for _ in range(12)}
    assert len(lengths) > 3


def test_a_word_of_json_is_not_worth_packing(browser):
    assert "Content-Encoding" not in browser().get(
        "/healthz", headers={"Accept-Encoding": "gzip"}).headers
