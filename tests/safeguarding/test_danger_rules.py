"""The rules for words of danger are data that a lead tries and saves, and as good as we say."""
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.demo import content
from peoplehub.safeguarding.models import DangerRules
from peoplehub.text_checks import left_out, training, weighing
from peoplehub.text_checks.danger import WrongRules, read, with_additions
from peoplehub.text_checks.measuring import labelled, measure_additions
from peoplehub.text_checks.signs import letters_of, manner_of, signs_in
from peoplehub.text_checks.stems import stem

pytestmark = pytest.mark.one_database
DOCUMENT = Path(__file__).parents[2] / "docs" / "safeguarding.md"
RULES = "/safeguarding/words-of-danger"


def judged(words: str, additions: str = "") -> str:
    sign = with_additions(additions).judge(words)
    return sign.level if sign else ""


@pytest.mark.parametrize("words, level", [
    ("im gonna KILL MYSELF 2nite", "plain"),
    ("I want to\nkill time", ""),
    ("i want to kill my self 💊", "plain"),
    ("I can’t cope anymore", "possible"),
    ("Killing time. I am going to kill myself", "plain"),
    ("Years ago I wanted to die. I am glad.", ""),
    ("Years ago I wanted to die. Today I want to die again", "plain"),
    ("He was raped, and wants to kill himself", "plain"), ("I worry about her", ""),
    ("I was tired.", ""), ("", ""), ("💀" * 50, ""), ("a" * 20_000, ""), ("... " * 5_000, ""),
])
def test_words_are_heard_as_people_write_them(words, level):
    assert judged(words) == level


def test_the_set_is_large_half_harmless_and_says_each_text_once():
    texts = labelled("danger")
    assert len(texts) >= 400 and len({one.words for one in texts}) == len(texts)
    harmless = [one for one in texts if one.label == "harmless"]
    assert abs(len(harmless) - len(texts) / 2) <= len(texts) * 0.05


def test_the_rules_find_most_danger_and_few_false_alarms():
    figures = measure_additions("")
    assert figures.found >= 90 and figures.false_alarms <= 5


def test_most_plain_statements_are_found_plain_and_hardly_a_harmless_text():
    """These would wake somebody."""
    table = measure_additions("").table
    share = {label: table.get((label, "plain"), 0) / sum(
        number for (of, _), number in table.items() if of == label)
        for label in ("plain", "possible", "harmless")}
    assert share["plain"] >= 0.9 and share["possible"] <= 0.2 and share["harmless"] <= 0.01


def test_ordinary_posts_of_the_demonstration_raise_hardly_an_alarm():
    words = content.ordinary_texts()
    alarms = [piece for piece in words if judged(piece)]
    assert len(words) > 500 and len(alarms) <= len(words) // 500, alarms


def test_words_that_add_up_are_possible_and_say_which_they_are():
    words = "She goes stiff and quiet when that carer is on, and she will not look at me after"
    sign = with_additions("").judge(words)
    assert with_additions("").phrase_in(words) is None
    assert sign.level == "possible" and sign.phrase.startswith("words that add up: ")


def test_a_lead_extends_and_silences_what_is_weighed():
    words = "My aunt zorps me every night and the staff do not care about me"
    assert judged(words.replace("zorps", "pinches")) == "possible"
    weighed = {extra: with_additions(extra).weighed(words).danger
               for extra in ("", "group rough: zorps", "harmless: every night")}
    assert weighed["group rough: zorps"] > weighed[""] != weighed["harmless: every night"]
    assert judged(words, "mute: the staff") == ""


def test_forms_of_a_word_have_one_stem_and_two_words_count_with_another_between():
    assert {stem(word) for word in ("pinch", "pinches", "pinched", "pinching")} == {"pinch"}
    assert stem("slapped") == stem("slap") and stem("his") == "his"
    signs = signs_in(["he", "never", "lets", "me"], {"me": frozenset({"self"})})
    assert {"never * me", "~lets", "lets @self", "lets me", "#^neve"} <= signs.keys()


def test_what_is_spelled_wrong_counts_for_what_it_looks_like():
    assert set(letters_of("suicidle")) & set(letters_of("suicidal"))
    assert letters_of("his") == ()
    assert with_additions("").weighed("im feeling suicidle agen").danger > 0


def test_the_same_texts_give_the_same_weights_and_words_of_danger_weigh_more():
    told = [training.Example(frozenset(signs), label, counts) for signs, label, counts in (
        ({"scared", "him", "now"}, "plain", 1.0), ({"scared", "me"}, "possible", 1.0),
        ({"scared", "us", "now"}, "plain", 1.0),
        ({"cake", "him"}, "harmless", 2.0), ({"cake", "me"}, "harmless", 2.0))]
    weights = training.learn(told)
    assert weights == training.learn(told)
    assert weights["scared"][0] > 0.1 > -0.1 > weights["cake"][0] and "him" in weights
    assert weights["now"][1] > weights["me"][1]
    assert "\n0." in training.written(weights)


def test_the_end_of_a_line_weighs_nothing():
    """The demonstration's texts end with one, and what people post does not."""
    rules = with_additions("")
    for words in content.ordinary_texts():
        assert rules.heard(f"\n{words.strip()}\n") == rules.heard(words.strip())
        assert rules.judge(words.strip()) is None, words


def test_learning_without_a_half_measures_it_and_writes_nothing(app, monkeypatch):
    before = weighing.WEIGHTS.stat().st_mtime_ns
    monkeypatch.setattr(training, "examples", lambda rules, ordinary, halves: [
        training.Example(frozenset({"I"}), label, 1.0) for label in ("plain", "harmless") * 2
    ] if "J" not in halves else [])
    printed = app.test_cli_runner().invoke(args=["safeguarding", "learn", "--without", "J"]).output
    assert printed.startswith("Half J: finds") and weighing.WEIGHTS.stat().st_mtime_ns == before
    assert not printed.startswith("Half J: finds 0 %")  # the phrases still count
    monkeypatch.setattr(left_out, "AUTHORS", ("J",))
    monkeypatch.setattr(content, "ordinary_texts", lambda: ["I made a cake", "I want to die now"])
    monkeypatch.setattr(training, "examples", lambda rules, ordinary, halves="": [
        training.Example(frozenset({"I"}), label, 1.0) for label in ("plain", "harmless") * 2])
    printed = app.test_cli_runner().invoke(args=["safeguarding", "learn", "--by-author"]).output
    assert "| J |" in printed and "| all |" in printed
    assert "Of 2 ordinary texts" in printed and "1 were taken for danger" in printed
    assert weighing.WEIGHTS.stat().st_mtime_ns == before


@pytest.mark.parametrize("words", ["I cant go on " * 1_500, "suicidal " * 2_200, "." * 20_000])
def test_a_text_of_any_length_is_weighed_in_parts(words):
    heard = with_additions("").heard(words)
    assert sum(map(len, weighing.parts(heard))) == len(heard)
    assert max(map(len, weighing.parts(heard))) <= weighing.SHORT


ORDINARY = ("The ramp came on Tuesday and the man who fitted it stayed for tea. We asked the panel "
            "for nine more hours and sent the diary. Has anybody bought a second hand hoist? ")


def test_a_long_text_is_not_taken_for_danger_because_it_is_long_nor_overlooked():
    """In a long letter one part is heavy by chance."""
    hint = "She flinches when he comes in and will not say where the bruises are from. "
    rules = with_additions("")
    short, long = rules.weighed(hint), rules.weighed(ORDINARY * 5 + hint + ORDINARY * 5)
    assert short.lighter == 0 < long.lighter <= weighing.LIGHTEST
    assert rules.weighed(hint * 20).lighter < long.lighter
    assert judged(hint) == judged(hint * 20) == "possible"
    assert judged(ORDINARY * 10 + "I am going to kill myself tonight. " + ORDINARY * 10) == "plain"


def test_conversations_of_the_demonstration_about_danger_are_not_learned_as_ordinary():
    ordinary = "\n".join(content.ordinary_texts())
    assert "EHC needs assessment" in ordinary
    assert "He is hurting me when he is frightened" not in ordinary
    assert "could not think what legs were for" not in ordinary


def test_how_a_text_is_written_and_what_is_denied_have_weights():
    asked = set(manner_of('Well, he said "yes"! Who pays?'))
    assert asked == {"=?", "=ends?", "=!", "=quote", "=n4"} and "=lower" in manner_of("i am ok")
    signs = signs_in(["he", "never", "lets", "me", "."], {})
    assert {"!lets", "!me", "he never lets", "~nev ~lets", "^he never"} <= signs.keys()


WEIGHED = """
from peoplehub.text_checks.danger import with_additions
from peoplehub.text_checks.measuring import labelled
rules = with_additions("")
for text in labelled("danger"):
    if text.half == "L":
        print(rules.judge(text.words), rules.weighed(text.words))
"""


@pytest.mark.slow
def test_every_process_judges_the_same_words_alike():
    """Whatever order its sets have: a text at the edge was a sign for one worker and none for
    another."""
    said = {subprocess.run([sys.executable, "-c", WEIGHED], capture_output=True, text=True,
                           check=True, cwd=DOCUMENT.parents[1],
                           env={**os.environ, "PYTHONHASHSEED": seed}).stdout
            for seed in ("0", "3")}
    assert len(said) == 1 and "danger=" in said.pop()


@pytest.mark.slow
def test_the_document_shows_what_the_command_prints(app):
    printed = app.test_cli_runner().invoke(args=["safeguarding", "measure", "--built-in"]).output
    assert printed.strip() in DOCUMENT.read_text()


@pytest.mark.slow
@pytest.mark.both_databases
def test_a_lead_tries_and_saves_and_the_rules_are_in_force_at_once(browser, cast, question):
    lead, ben = browser(cast.safeguarding), browser(cast.ben)
    form = {"additions": "possible: feeling blergh", "reason": "A new word",
            "words": "I am feeling blergh", "action": "try"}
    tried = lead.post(RULES, data=form).text
    assert "Found possible" in tried and db.session.scalar(select(DangerRules)) is None
    assert lead.post(RULES, data=form | {"action": "save"}).status_code == 303
    sent = ben.post(f"/forum/topics/{question.topic.id}/replies", data={"text": form["words"]})
    assert "You can talk to somebody now" in ben.get(sent.location).text
    assert "A new word" in lead.get(RULES).text


@pytest.mark.slow
@pytest.mark.parametrize("additions, says", [
    ("possible: the", "These rules are not saved"),
    ("possible: {nobody} cries", "There is no list called “nobody”"),
    ("perhaps: oh dear", "Begin with plain:"),
    ("plain: ...", "at least one word"),
    ("plain: (a|b)+", "cannot be read"),
])
def test_rules_that_do_harm_or_cannot_be_read_are_refused_and_stay_in_the_box(
        browser, cast, additions, says):
    form = {"additions": additions, "reason": "To try", "action": "save"}
    refused = browser(cast.safeguarding).post(RULES, data=form)
    assert refused.status_code == 422 and says in refused.text
    assert db.session.scalar(select(DangerRules)) is None
    assert additions.replace("<", "&lt;") in refused.text


def test_a_built_in_phrase_can_be_taken_away():
    assert judged("I can not go on") == "possible"
    lines = "remove: possible: can not go on"
    assert with_additions(lines).phrase_in("I can not go on") is None


def test_what_cannot_be_read_is_told_line_by_line():
    with pytest.raises(WrongRules) as wrong:
        read("plain: kill myself\nplain: [only]\nnothing")
    assert [error[:6] for error in wrong.value.errors] == ["Line 2", "Line 3"]


def test_a_text_is_compared_only_with_phrases_of_which_it_has_every_word():
    """Each text that is published waits for it, so hundreds of phrases may not be gone through at
    every word of it."""
    words = "I want my mum to come, and she does not. He can do what he likes! " * 40
    rules, tried = with_additions(""), []
    sys.setprofile(lambda frame, what, _: what == "call" and tried.append(frame.f_code.co_name))
    try:
        rules.judge(words)
    finally:
        sys.setprofile(None)
    assert tried.count("end_of_match") <= 40


def test_a_phrase_is_found_whichever_of_its_words_are_chosen_or_left_out():
    rules = read("list family: mum dad\nplain: kill/hurt* {family} ... [really] now")
    for words in ("kill dad now", "hurting mum right now", "kill mum and all that really now"):
        assert rules.judge(words), words
    for words in ("kill dad", "hurt now", "mum now kill", "kill dad. now"):
        assert rules.judge(words) is None, words
