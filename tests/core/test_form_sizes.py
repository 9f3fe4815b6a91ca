"""Forms of very many fields are answered soon, and with little."""
import time

import pytest

pytestmark = pytest.mark.one_database
MANY = "&".join(f"f{n}=abc" for n in range(90_000))


@pytest.mark.parametrize("place", ["/", "/join", "/sign-in", "/no/such/page", "/contact",
                                   "/settings/profile", "/report/post/1", "/socket.io/"])
def test_a_form_of_ninety_thousand_fields_is_answered_small_and_soon(browser, cast, place):
    assert 900_000 < len(MANY) < 1024 * 1024
    for client in (browser(), browser(cast.amina)):
        client.get("/help-now")
        began = time.thread_time()
        answer = client.post(place, data=MANY, content_type="application/x-www-form-urlencoded")
        assert time.thread_time() - began < 0.5
        assert 400 <= answer.status_code < 500 and len(answer.data) < 40_000


def test_a_form_of_many_parts_too(browser, cast):
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nwords\r\n'
                    for n in range(15_000)) + "--x--\r\n"
    began = time.thread_time()
    answer = browser(cast.amina).post("/blogs/new", data=parts,
                                      content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413 and len(answer.data) < 40_000
    assert time.thread_time() - began < 0.5


def test_a_long_form_of_few_fields_keeps_every_word(browser, cast):
    words = {f"field{n}": f"words {n}" for n in range(150)}
    answer = browser(cast.amina).post("/no/such/page", data=words)
    assert answer.status_code == 404 and "words 149" in answer.text
