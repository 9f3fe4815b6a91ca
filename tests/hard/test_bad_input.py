"""What no browser of ours sends: every answer is a refusal in a sentence, and never a broken page."""
import io
import re
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peoplehub.artwork import RECIPE_PARTS as PARTS
from tests.hard.hostile import INVISIBLE, QUERIES, TEMPLATES
from tests.house import permissions
from tests.world import ROLES

NUMBERS = ["0", "-1", "1e309", "١", "2147483647", "2147483648", "9223372036854775807",
           "9223372036854775808", "9" * 400, "9" * 5000, "1.0", "0x1", "+1", " 1", "1%00", "NaN",
           "null", "%ff", "1'--", "²"]
SLUGS = ["%00", "%ff%fe", "%ed%a0%80", "..%2f..%2fetc", "%2e%2e", "a" * 3000, "%0d%0a", "'--", "%25",
         "*", "٣", "%E2%80%AE", "{{7}}", "-", "__proto__", "con", "%5c", "a%20b", "%F0%9F%98%80"]
ARGUMENTS = ["page", "after", "before", "q", "kind", "topic", "show", "to", "next", "about", "state",
             "role", "quote", "sort", "story", "case", "id", "number", "when", "language"]
BODIES = [
    {"data": b"\xff\xfe\x00", "content_type": "application/x-www-form-urlencoded"},
    {"data": b"text=%ff%fe%00&title=%ed%a0%80&reason=%c0%af",
     "content_type": "application/x-www-form-urlencoded"},
    {"data": "text=Hello".encode("utf-16"),
     "content_type": "application/x-www-form-urlencoded; charset=utf-16"},
    {"data": b"text=x", "content_type": "application/x-www-form-urlencoded; charset=no-such"},
    {"data": b'{"text": ["a"], "title": {"$ne": 1}}', "content_type": "application/json"},
    {"data": b"[1, null]", "content_type": "application/json"},
    {"data": b'{"text": ' * 2_000, "content_type": "application/json"},
    {"data": b"text=x", "content_type": "text/plain"},
    {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
    {"data": b"--x\r\n\r\n--x--", "content_type": "multipart/form-data; boundary=x"},
    {"data": b"x", "content_type": "multipart/form-data"},
    {"data": b"x", "content_type": "multipart/form-data; boundary=" + "x" * 300},
    {"data": b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\nContent-Type: "
     b"multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nz\r\n--y--\r\n--x--\r\n",
     "content_type": "multipart/form-data; boundary=x"},
    {"data": b"--x\r\nContent-Disposition: form-data; name=\"text\"; filename=\"a\"\r\n\r\nz\r\n"
     b"--x--\r\n", "content_type": "multipart/form-data; boundary=x"},
    {"data": b"--x\r\nContent-Disposition: form-data\r\n\r\nz\r\n--x--\r\n",
     "content_type": "multipart/form-data; boundary=x"},
    {"data": b"&".join(b"text=%d" % n for n in range(10_000)),
     "content_type": "application/x-www-form-urlencoded"},
    {"data": b"&".join(b"f%d=1" % n for n in range(10_000)),
     "content_type": "application/x-www-form-urlencoded"},
    {"data": b"text=" + b"x" * 400_000, "content_type": "application/x-www-form-urlencoded"},
]
EVERY = {"sqlite": 2, "postgresql": 4}  # of so many values one, another one at each address
FINE = {200, 204, 206, 301, 302, 303, 304, 400, 401, 403, 404, 405, 411, 413, 414, 415, 422, 429}


def check(answer, *told) -> None:
    assert answer.status_code in FINE, (answer.status_code, *told)
    if answer.status_code >= 400 and answer.mimetype == "text/html" and answer.data:
        assert "Traceback" not in answer.text and "sqlalchemy" not in answer.text, told


def rules(app, method: str) -> list:
    return [rule for rule in app.url_map.iter_rules() if method in rule.methods]


def broken(rule) -> list[str]:
    """Its address with each of its parts gone wrong."""
    made = []
    for name in rule.arguments:
        is_number = f"<int:{name}>" in rule.rule
        for value in NUMBERS if is_number else SLUGS:
            address = rule.rule
            for other in rule.arguments:
                put = value if other == name else "1" if f"<int:{other}>" in rule.rule else "post"
                for before in (f"<int:{other}>", f"<path:{other}>", f"<{other}>"):
                    address = address.replace(before, put)
            made.append(address)
    return made


def test_addresses_with_parts_that_make_no_sense(shelf, database_kind):
    step = EVERY[database_kind]
    for number, rule in enumerate(rules(shelf.world.app, "GET")):
        for address in broken(rule)[number % step::step]:
            check(shelf.ask("admin", "GET", address), address[:80])


def test_acts_at_addresses_that_make_no_sense(shelf, database_kind):
    step = 2 * EVERY[database_kind]
    for number, rule in enumerate(rules(shelf.world.app, "POST")):
        for address in broken(rule)[number % step::step]:
            check(shelf.ask("admin", "POST", address), address[:80])


def test_questions_that_make_no_sense(shelf):
    """Each page is asked by somebody who is shown it: the administrator, or else its owner."""
    shown = {line.pattern.format(**shelf.world.names).partition("?")[0]:
             "admin" if line.expected[ROLES.index("admin")] == "200" else "owner"
             for line in permissions.lines() if line.method == "GET"}
    strange = ["%00", *NUMBERS[:13], "%ff", "a" * 3000, "%ed%a0%80", quote(TEMPLATES[4]), "'--"]
    for number, (page, who) in enumerate(shown.items()):
        for value in {"%00", strange[number % len(strange)], strange[-number % len(strange)]}:
            asked = "&".join(f"{name}={value}" for name in ARGUMENTS)
            check(shelf.ask(who, "GET", f"{page}?{asked}"), page, value[:40])


def test_no_number_is_read_from_an_address_for_which_a_database_has_no_room():
    """`core.url_routing.row_number` reads them."""
    rooms = (Path(__file__).parents[2] / "peoplehub").rglob("*.py")
    assert [path.name for path in rooms if "type=int)" in path.read_text()] == []


def test_search_never_errs_whatever_is_looked_for(shelf):
    for words in QUERIES + INVISIBLE + TEMPLATES + ["x" * 5000, "a " * 3000, "\"" * 999]:
        answer = shelf.ask("owner", "GET", "/search", query_string={"q": words})
        assert answer.status_code in (200, 429), words[:40]
        shelf.ask("admin", "GET", "/admin/people", query_string={"q": words})
        if answer.status_code == 429:
            shelf.put_back()


@pytest.mark.slow
@pytest.mark.one_database
def test_bodies_that_are_no_form(shelf):
    for number, line in enumerate(permissions.lines()):
        if line.method == "POST":
            path = line.pattern.format(**shelf.world.names)
            for body in BODIES[number % 5::5]:
                check(shelf.ask("admin", "POST", path, **body), path, body["data"][:60])
            shelf.put_back()


@pytest.mark.parametrize("path", ["/forum/planning/new", "/blogs/new", "/contact", "/sign-in",
                                  "/library/manage/new", "/messages/1"])
def test_ten_megabytes_are_refused_quickly(shelf, path):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        body = b"text=" + b"x" * 10_000_000
        if "boundary" in kind:
            body = (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + body
                    + b"\r\n--x--\r\n")
        began = time.thread_time()
        answer = shelf.ask("admin", "POST", path, data=body, content_type=kind)
        assert answer.status_code == 413 and time.thread_time() - began < 1, kind
        assert "too big" in answer.text and len(answer.data) < 100_000


def test_a_body_that_says_it_is_huge_is_not_waited_for(shelf):
    answer = shelf.ask("admin", "POST", "/blogs/new", input_stream=io.BytesIO(b"x"),
                       content_type="multipart/form-data; boundary=x",
                       environ_overrides={"CONTENT_LENGTH": str(10**11)})
    assert answer.status_code == 413


def test_what_was_typed_is_shown_again(shelf):
    """Refused, too long or with an old token: the words are still there to be copied."""
    words = "These words took me an hour & I want them <back>."
    shown = "These words took me an hour &amp; I want them &lt;back&gt;."
    paths = ["/forum/planning/new", "/forum/topics/{topic}/replies", "/messages/{talk}",
             "/blogs/entries/{entry}/comments", "/contact", "/report/post/{reply}"]
    for path in paths:
        path = path.format(**shelf.world.names)
        typed = {"text": words + "x" * 20_001, "details": words + "x" * 20_001, "title": ""}
        answer = shelf.ask("owner", "POST", path, data=typed)
        assert answer.status_code == 422 and shown in answer.text, path
        expired = shelf.ask("owner", "POST", path, data=typed, token=False)
        assert expired.status_code == 400 and shown in expired.text, path


# --- forms, driven by chance: one strategy for all of them ---

VALUES = st.one_of(
    st.sampled_from(["", " ", "y", "1", "-1", "x" * 200, "x" * 21_000, *NUMBERS[:8], *INVISIBLE[:12],
                     "anyone", "families", "publish", "preview", "save", "hidden", "left", "ben",
                     "2026-02-30", "99999-01-01", "own", "member", "admin", "unkind"]),
    st.text(max_size=40),
)


SEE_MOST = ("stranger", "owner", "admin")  # of what none of them sees, the first who does
FIELDS = sorted(
    "text title reason outcome words details contact role number client_id to muted action version "
    "audience cover_token report days idempotency_key next email password code anonymous preview "
    "about name stamp website answer position writers patch description theme size letters "
    "pen_name describes tag_0 board summary topic easy_text easy_promised_for owner_id seen "
    "original check_every_days without_original change_note picture cover_kind picture_alt "
    "is_story teller place short comments background current_password email_password agree remember "
    "easy spacing motion for_whom typing read_signs adult consent i_am kept piece "
    "kept_password indexing step rule quote veil pictures news then case begins ends day first_day last_day "
    "weekly on_duty_minutes out_of_hours_minutes kind last lasts person shift additions "
    "waiting approval minutes slow topics replies links mentions files since heading adopted_on "
    "adopted_by note effective_on codes ended_on choice decided_on "
    "followed address again_after_days asks_first auth by_rule_after_hours decided_by endpoint "
    "good_faith helpers_after_hours intimate is_child made_with_ai opened_by organisation "
    "give take_back remove_old emails_as phone_me phone team_may_see paused_until "
    "p256dh reference subject sure where "
    "capacity days away_until paused gender age situation budget stage region language advisor "
    "answer lines score closed offer_hours completed_on expires_on "
    "begins_on cover purpose note_version choice heaviness worried line wants_talk most at how "
    "heavy_notes hours "
    "surroundings conversation answers quiet_from quiet_to no_first_messages "
    "folder done whatever not_subjects cases within_days view question sentence "
    "messages one other worry wait review_on whom why lead source by body on decision "
    "file file_alt sheet close steps until block join_question listing shown when skip "
    "draft writer all notices team which "
    "is_transcript media_file captions_promised_for part sheets is_checked source_date newer is_small easy_still_right new_picture new_words tags into family posts page file_alts from glad level remind_on subjects unsent weekly_on "
    "words until notes "
    "note_words note_child_death note_death note_self_harm note_abuse note_hospital note_seizures "
    "note_restraint note_food note_needles help keep emails_as paused_until phone_me phone "
    "how_to template_type without_file licence shown_as look_names look_births look_addresses "
    "look_numbers look_photos look_places look_signatures decision checked_as "
    "team_may_see abbreviation also meaning source source_address source_date is_checked "
    "point_1 point_2 point_3 point_4 point_5 next_step sheets edition "
    "series series_number publication_type year region reader_group publish_on translated_by written_in helped what shown_text promised_for phrases".split()
)


@pytest.mark.one_database
@pytest.mark.slow
def test_every_field_of_every_form_is_driven(shelf):
    """A field that is added to a form is added here, whoever of all people sees the form."""
    shown = set()
    for line in permissions.lines():
        if line.method == "GET":
            path = line.pattern.format(**shelf.world.names)
            seen_by = [who for who, status in zip(ROLES, line.expected, strict=True)
                       if status == "200"]
            for who in [one for one in seen_by if one in SEE_MOST] or seen_by[:1]:
                page = shelf.ask(who, "GET", path)
                if page.mimetype != "text/html":
                    continue
                for form in re.findall(r'<form[^>]*method="post".*?</form>', page.text, re.S | re.I):
                    shown |= set(re.findall(r'<(?:input|textarea|select|button)[^>]* name="(\w+)"',
                                            form))
    ours = {"csrf_token"} | {name for name in shown if name.startswith("tag_")}
    assert shown - ours - set(FIELDS) - set(PARTS) == set()


@pytest.mark.parametrize("who", ["owner", "admin"])
@pytest.mark.slow
def test_forms_answer_whatever_is_written_in_them(shelf, who):
    addresses = [line.pattern.format(**shelf.world.names) for line in permissions.lines()
                 if line.method == "POST" and "sign-out" not in line.pattern]

    @given(address=st.sampled_from(addresses),
           form=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=9))
    @settings(max_examples=120, deadline=None,
              suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    def drive(address, form):
        answer = shelf.ask(who, "POST", address, data=form)
        check(answer, address, form)
        assert answer.status_code != 429 or shelf.put_back() is None
        if answer.status_code in (400, 403, 404, 422) and answer.mimetype == "text/html":
            assert len(answer.text) > 500  # a page with a sentence, not a bare line

    drive()
