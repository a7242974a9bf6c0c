"""Playbooks are read safely and exactly, and their texts go to translators and come back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.playbook_files import PlaybookFileError, folders, load_playbook, load_samples, playbook_texts, playbooks
from roadmap.playbook_files.texts import missing_in, read_catalogue, texts_in, update_catalogue
from roadmap.playbook_files.yaml_text import DEEPEST, LARGEST, line_of, read_yaml

IPS = folders()["ips"]


# What cannot be read, and the line and words of the complaint.
UNREADABLE = {
    "empty": (b"", 1, "empty"),
    "only a comment": (b"# nothing\n", 1, "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not UTF-8"),
    "another encoding": ("title: a\nsummary: caf\xe9\n".encode("latin-1"), 2, "not UTF-8"),
    "UTF-16": ("key: pilot\n".encode("utf-16"), 1, "not UTF-8"),
    "control character": (b"key: a\nnote: \x07\n", 2, "characters that text does not"),
    "escaped null": (b'key: a\nnote: "\\0"\n', 2, "control character"),
    "bad indentation": (b"key: a\n  title: b\n", 2, "not YAML"),
    "tab": (b"phases:\n\t- key: a\n", 2, "not YAML"),
    "open bracket": (b"engages: [a, b\nkey: c\n", 2, "not YAML"),
    "open quote": (b'key: "a\n', 2, "not YAML"),
    "colon in a text": (b"title: one: two\n", 1, "not YAML"),
    "key twice": (b"key: a\ntitle: b\nkey: c\n", 3, "'key' stands twice, first on line 1"),
    "object": (b"key: !!python/object/apply:os.system [exit]\n", 1, "tag"),
    "own tag": (b"key: a\nnote: !secret x\n", 2, "tag"),
    "anchor": (b"a: &x 1\n", 1, "anchors and aliases"),
    "alias of itself": (b"a: &x [*x]\n", 1, "anchors and aliases"),
    "two documents": (b"key: a\n---\nkey: b\n", 2, "second document"),
    "list as a key": (b"? [a, b]\n: c\n", 1, "key is itself"),
    "too deep": (b"[" * (DEEPEST + 1), 1, "nested more than"),
    "very deep": (b"- " * 100_000, 1, "nested more than"),
    "too large": (b"a" * (LARGEST + 1), 1, "bytes"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    content, line, words = UNREADABLE[name]
    file = tmp_path / "route.yaml"
    file.write_bytes(content)
    with pytest.raises(PlaybookFileError) as caught:
        read_yaml(file)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert words in problem.wrong
    assert problem.right
    assert str(problem).count("\n") == 0


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_missing_file_and_a_folder_are_said_to_be_unreadable(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlaybookFileError, match="cannot be read"):
        read_yaml(tmp_path / name)


def test_plain_words_are_what_they_look_like(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text(
        "[no, yes, true, False, null, ~, 12, -3, 007, 2.50, 1e5, .5, .inf, 0x1f, 12:30, 2026-11-22, '12', \"true\"]",
        encoding="utf-8",
    )
    read = read_yaml(file)
    numbers = [True, False, None, None, 12, -3, 7, Decimal("2.50")]
    words = ["1e5", ".5", ".inf", "0x1f", "12:30", "2026-11-22", "12", "true"]
    assert read == ["no", "yes", *numbers, *words]
    assert str(read[9]) == "2.50"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    file.write_bytes(b"\xef\xbb\xbfkey: a\n")
    assert read_yaml(file) == {"key": "a"}


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    file = tmp_path / "route.yaml"
    file.write_text(
        "key: pilot\nphases:\n  - key: a\n    ends: {at: plan-end,\n      days: -1}\n  - key: b\n", encoding="utf-8"
    )
    data = read_yaml(file)
    assert line_of(data, ("key",)) == 1
    assert line_of(data, ("phases", 0, "ends")) == 4
    assert line_of(data, ("phases", 0, "ends", "days")) == 5
    assert line_of(data, ("phases", 1)) == 6
    assert line_of(data, ("phases", 1, "title")) == 6
    assert line_of(data, ("phases", 9, "title")) == 2


@given(st.binary(max_size=300) | st.text("abk: -[]{}'\"|>&*!%@#?,\n\t1.0~", max_size=200).map(str.encode))
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(content)
    with suppress(PlaybookFileError):
        read_yaml(file)


def test_amounts_are_exact_and_dates_are_dates() -> None:
    playbook = load_playbook(IPS)
    assert all(isinstance(line.unit_cost.amount, Decimal) for route in playbook.routes for line in route.budget)
    assert all(type(sample.baseline_on) is date for sample in load_samples("ips"))


def test_reading_is_quick_and_done_once() -> None:
    begun = perf_counter()
    load_playbook(IPS)
    # A tenth of a second on the machine it was measured on; the bound leaves room for a busy one.
    assert perf_counter() - begun < 3
    assert playbooks() is playbooks()
    assert load_samples("ips") is load_samples("ips")


def test_a_playbook_of_the_wrong_form_is_refused_with_a_way_to_find_out_more(small: Path) -> None:
    (small / "barriers.yaml").write_text("- key: stigma\n", encoding="utf-8")
    with pytest.raises(PlaybookFileError, match="roadmap playbook check"):
        load_playbook(small)


def test_an_unknown_intervention_is_unknown() -> None:
    with pytest.raises(KeyError):
        load_samples("no-such-intervention")


def test_all_that_readers_see_is_a_text_and_keys_are_not() -> None:
    texts = playbook_texts("ips")
    playbook = next(each for each in playbooks() if each.intervention.key == "ips")
    assert len(texts) == len(set(texts))
    for route in playbook.routes:
        assert {route.title, route.essence, *(each.deliverable for each in route.milestones)} <= set(texts)
        assert {each.text for each in route.fits} <= set(texts)
    for sample in load_samples("ips"):
        assert {each.note for each in sample.progress if each.note} <= set(texts)
        assert {member for committee in sample.committees for member in committee.members} <= set(texts)
    assert not {"", "country-lead", "plan-start", "EUR", "published"} & set(texts)


def test_a_catalogue_keeps_what_is_translated_when_texts_change(small: Path) -> None:
    assert update_catalogue(small, "fr")
    assert not update_catalogue(small, "fr")
    texts = texts_in(small)
    assert missing_in(small, "fr") == texts

    file = small / "texts" / "fr.po"
    untranslated = f'msgid "{texts[0]}"\nmsgstr ""'
    assert untranslated in file.read_text(encoding="utf-8")
    translated = file.read_text(encoding="utf-8").replace(untranslated, f'msgid "{texts[0]}"\nmsgstr "Bonjour"')
    file.write_text(translated, encoding="utf-8")
    assert not update_catalogue(small, "fr")
    assert read_catalogue(small, "fr") == {texts[0]: "Bonjour"}
    assert missing_in(small, "fr") == texts[1:]

    intervention = small / "intervention.yaml"
    before = intervention.read_text(encoding="utf-8")
    intervention.write_text(before.replace(f"name: {texts[0]}", "name: Afresh"), encoding="utf-8")
    assert update_catalogue(small, "fr")
    assert '#~ msgstr "Bonjour"' in file.read_text(encoding="utf-8")
    assert read_catalogue(small, "fr") == {}
    intervention.write_text(before, encoding="utf-8")
    assert update_catalogue(small, "fr")
    assert read_catalogue(small, "fr") == {texts[0]: "Bonjour"}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"msgid broken\n"])
def test_a_broken_catalogue_is_named(small: Path, content: bytes) -> None:
    (small / "texts").mkdir()
    (small / "texts" / "fr.po").write_bytes(content)
    with pytest.raises(PlaybookFileError, match=r"fr\.po:\d+: "):
        read_catalogue(small, "fr")
