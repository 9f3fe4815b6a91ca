"""Adding people from the command line."""
import re

from peoplehub.accounts import queries
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD
from tests.conftest import RAW_TOKEN


def people(app, *words):
    return app.test_cli_runner().invoke(args=["people", *words])


def test_a_new_house_has_nobody_and_its_first_admin_comes_by_a_link(app, browser):
    done = people(app, "add", "Joan@new.example", "--pen-name", "Joan", "--role", "admin")
    assert done.exit_code == 0 and "Site team" in done.output
    link = re.search(r"http://localhost(/\S+)", done.output)[1]
    client = browser()
    client.get(link)
    client.carry(csrf_token=RAW_TOKEN)
    assert client.post("/new-password", data={"password": PASSWORD}).status_code == 303
    client.carry(csrf_token=RAW_TOKEN)
    client.post("/sign-in", data={"email": "joan@new.example", "password": PASSWORD})
    assert 'href="/admin"' in client.get("/help-now").text
    assert browser().get(link).status_code == 400


def test_nobody_signs_in_before_they_have_chosen_a_password(app, browser):
    people(app, "add", "joan@new.example", "--pen-name", "Joan")
    for password in ("", " ", "x" * 12):
        form = {"email": "joan@new.example", "password": password}
        answer = browser().post("/sign-in", data=form)
        assert answer.status_code == 422


def test_a_role_is_given(app, cast):
    assert people(app, "role", cast.ben.email, "advisor").exit_code == 0
    db.session.expire_all()
    assert queries.person_with_email(cast.ben.email).is_advisor


def test_mistakes_are_told_in_a_sentence(app, cast):
    for words, says in {
        ("add", "not an email", "--pen-name", "Joan"): "e-mail address",
        ("add", cast.ben.email, "--pen-name", "Joan"): "Somebody has this e-mail",
        ("add", "joan@new.example", "--pen-name", "Ben"): "Somebody has this e-mail",
        ("add", "joan@new.example", "--pen-name", "🎉"): "letters",
        ("add", "joan@new.example", "--pen-name", "Joan", "--role", "king"): "king",
        ("role", "nobody@new.example", "advisor"): "no account",
    }.items():
        done = people(app, *words)
        assert done.exit_code != 0 and says in done.output and "Traceback" not in done.output
