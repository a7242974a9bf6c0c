"""`roadmap needs`: areas from a file or published ones, parameters set, and bad input refused line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from roadmap.cli.needs import command

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def boards() -> list[dict[str, object]]:
    return list(json.loads(run("--reference", "scotland", "--json").stdout)["areas"])


def written(folder: Path, rows: list[dict[str, object]]) -> str:
    file = folder / "areas.csv"
    lines = ["area,people_in_contact", *(f"{each['area']},{each['people_in_contact']}" for each in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def test_areas_of_a_file_come_out_as_numbers_for_programs(tmp_path: Path) -> None:
    result = run("--areas", written(tmp_path, boards()), "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["areas"] == boards()
    assert {"area", "eligible", "to_reach", "fte", "posts", "leaders", "cost", "outcomes"} <= set(told["areas"][0])
    fife = next(each for each in told["areas"] if each["area"] == "Fife")
    assert fife == {
        "area": "Fife",
        "people_in_contact": 3706,
        "eligible": 1001,
        "to_reach": 250,
        "fte": 6.5,
        "posts": 6,
        "leaders": 1,
        "cost": 346500,
        "outcomes": 104,
    }
    assert (told["total"]["posts"], told["total"]["outcomes"], told["national"]["posts"]) == (104, 1640, 102)


def test_people_get_a_table_with_total_national_figure_and_parameters() -> None:
    lines = run("--reference", "scotland").stdout.splitlines()
    assert lines[0].split()[:2] == ["Area", "People"]
    assert "104" in next(line for line in lines if line.startswith("Total of the areas"))
    assert "102" in next(line for line in lines if line.startswith("One national calculation"))
    assert any(line.startswith("coverage = 25") for line in lines)


def test_parameters_and_benchmark_sets_can_be_chosen() -> None:
    usual = json.loads(run("--reference", "scotland", "--json").stdout)
    double = json.loads(
        run("--reference", "scotland", "--set", "coverage=50%", "--set", "clients_per_specialist = 50", "--json").stdout
    )
    assert (double["parameters"]["coverage"], double["parameters"]["clients-per-specialist"]) == (50, 50)
    assert usual["total"]["posts"] < double["total"]["posts"]
    lots = json.loads(run("--reference", "scotland", "--benchmarks", "mainstream-contract", "--json").stdout)
    assert (lots["costing"], lots["parameters"]["cost-per-client"]) == ("client", 2000)


def test_bad_rows_are_told_one_a_line_and_no_figure_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "areas.csv"
    file.write_text('area,people_in_contact\nA,1\nA,"1.234,56"\n=B,-3\nC,NaN\nD,1e400\n', encoding="utf-8")
    result = run("--areas", str(file), "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 6
    assert all(f"{file}: Line " in line for line in lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--areas FILE.csv"),
        (("--areas", "nowhere.csv"), "nowhere.csv: No such file"),
        (("--areas", "a.csv", "--reference", "scotland"), "--areas FILE.csv"),
        (("--reference", "atlantis"), "no published areas “atlantis”"),
        (("--reference", "scotland", "--set", "coverage"), "key=value"),
        (("--reference", "scotland", "--set", "coverage=0.25"), "could be 0.25% or 25%"),
        (("--reference", "scotland", "--set", "coverage=1e3"), "coverage: Write a number in digits"),
        (("--reference", "scotland", "--set", "span=0"), "span: Write a number from 1 to 30"),
        (("--reference", "scotland", "--set", "cover=3"), "no parameter “cover”"),
        (("--reference", "scotland", "--benchmarks", "moon"), "no benchmark set “moon”"),
        (("--reference", "scotland", "--playbook", "moon"), "no playbook “moon”"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_can(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_wrong_encoding_and_a_wrong_column_are_named(tmp_path: Path) -> None:
    file = tmp_path / "areas.csv"
    file.write_bytes("area,people_in_contact\nÅrhus,3\n".encode("latin-1"))
    assert "Line 2 is not Unicode text" in run("--areas", str(file)).stderr
    file.write_text("area,people\nÅrhus,3\n", encoding="utf-8")
    assert "“people_in_contact” is missing; there are: area, people." in run("--areas", str(file)).stderr
