"""`roadmap playbook`: silent when all is well; otherwise every problem on a line of its own, and exit 1."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from roadmap.cli import roadmap
from roadmap.playbook_files.schemas import schema_text, schemas
from roadmap.playbook_files.texts import texts_in
from tests.playbook_copies import ROUTE, change


def run(*words: object) -> Result:
    return CliRunner().invoke(roadmap, ["playbook", *map(str, words)])


def test_a_sound_playbook_is_passed_in_silence(small: Path) -> None:
    result = run("check", small)
    assert (result.exit_code, result.output) == (0, "")


def test_each_problem_is_a_line(small: Path) -> None:
    first = change(small / "routes" / f"{ROUTE}.yaml", "^    theme: .*", "    theme: nothing")
    second = change(small / "barriers.yaml", "^  lesson:", "  leson:")
    result = run("check", small)
    assert result.exit_code == 1
    assert f"{small}/routes/{ROUTE}.yaml:{first}: milestones[" in result.output
    assert f"{small}/barriers.yaml:{second}: [" in result.output
    assert "did you mean 'lesson'?" in result.output
    assert "Traceback" not in result.output


def test_a_wrong_path_is_a_clear_line(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nothing.yaml")
    assert result.exit_code == 1
    assert result.output.endswith("there is no such file; name a playbook's folder or a file in it\n")


def test_schemas_are_printed_and_written(tmp_path: Path) -> None:
    assert json.loads(run("schema").output).keys() == schemas().keys()
    assert run("schema", "route").output.strip() == schema_text("route").strip()
    assert run("schema", "--out", tmp_path / "schema").output.count("wrote") == len(schemas())
    assert run("schema", "--out", tmp_path / "schema").output == ""
    for file in (tmp_path / "schema").glob("*.json"):
        Draft202012Validator.check_schema(json.loads(file.read_text(encoding="utf-8")))
    assert run("schema", "rout").exit_code == 2


def test_texts_are_collected_for_a_language_and_counted(small: Path) -> None:
    count = len(texts_in(small))
    assert "--language" in run("texts", small).output
    assert (
        f"hr: brought to the texts of today, {count} texts are not translated"
        in run("texts", small, "--language", "hr").output
    )
    assert "hr: as it should be" in run("texts", small).output
    assert f"da: {count} of {count} texts" in run("texts", small, "--missing").output
    assert not (small / "texts" / "da.po").exists()


def test_texts_of_a_broken_playbook_are_refused(small: Path) -> None:
    (small / "barriers.yaml").write_text("", encoding="utf-8")
    result = run("texts", small, "--missing")
    assert result.exit_code == 1
    assert "barriers.yaml:1: the file is empty" in result.output
