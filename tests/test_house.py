"""The house keeps its own rules: what is tracked, how it is written, and what its documents say of it."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Joined from parts, or this file would break its own rules.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "npmjs" + ".com", "deb." + "debian")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|work|Users|mnt|opt)/[\w.]")
UNFINISHED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
LEFT_OUT = re.compile(r"pytest\.(?:mark\.)?(?:" + "|".join(("sk" + "ip", "xf" + "ail", "importor" + "skip")) + ")")
THIRD_PARTY = re.compile(r"(^|/)(node_modules|vendor)/|\.min\.(js|css)$|\.(woff2?|ttf|otf)$|^uv\.lock$")
# A serial column is never empty and counts by itself; a key decides what becomes of its row.
WANTED = {
    "BigSerial": {"null"},
    "Serial": {"null"},
    "ForeignKey": {"null", "default", "on_delete"},
}
NO_AMOUNTS = {
    "roadmap/cli/serve.py",
    "roadmap/domain/exchange/structures.py",
    "roadmap/i18n/language.py",
    "roadmap/playbook_files/contents.py",
    "roadmap/settings.py",
}
"""Where binary fractions are seconds, or how alike two words are, or how much a browser likes a language."""
LONGEST_FILE = 300
SHARE_OF_LONG_FILES = 0.1


def tracked() -> list[str]:
    """List the files that git tracks; it is asked not to mind that another user may own the clone."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in names.split("\0") if name and (ROOT / name).is_file()]


def texts(*endings: str) -> dict[str, str]:
    """Read the tracked files with one of these endings, or all that are text."""
    found = {}
    for name in tracked():
        if name.endswith(endings or ("",)):
            try:
                found[name] = (ROOT / name).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    return found


def offending(pattern: re.Pattern[str], files: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry() -> None:
    assert offending(re.compile("|".join(map(re.escape, REGISTRIES))), texts()) == []


def test_no_lock_file_holds_an_address() -> None:
    locks = {name: text for name, text in texts().items() if re.match(r"requirements.*\.txt|package-lock\.json", name)}
    assert len(locks) == 4
    assert offending(re.compile(r"\w+://"), locks) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert offending(MACHINE_PATH, texts()) == []


def test_nothing_is_left_unfinished() -> None:
    code = texts(".py", ".html", ".css", ".js", ".md", ".toml", "Makefile")
    assert offending(UNFINISHED, code) == []


def test_no_test_is_left_out() -> None:
    assert offending(LEFT_OUT, texts(".py")) == []


def test_third_party_files_come_at_set_up_and_are_not_tracked() -> None:
    assert [name for name in tracked() if THIRD_PARTY.search(name)] == []


def test_most_files_can_be_held_in_the_head() -> None:
    code = {name: text for name, text in texts(".py").items() if not name.startswith("db/migrations/")}
    long = [name for name, text in code.items() if len(text.splitlines()) > LONGEST_FILE]
    assert len(long) <= len(code) * SHARE_OF_LONG_FILES, long


@pytest.mark.parametrize("path", sorted((ROOT / "db" / "tables").glob("*.py")), ids=lambda path: path.stem)
def test_every_column_says_whether_it_may_be_empty_its_default_and_what_a_deletion_does(path: Path) -> None:
    unsaid = []
    for table in (node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)):
        for column in (node.value for node in table.body if isinstance(node, ast.Assign | ast.AnnAssign)):
            if isinstance(column, ast.Call) and isinstance(column.func, ast.Name):
                said = {keyword.arg for keyword in column.keywords}
                wanted = WANTED.get(column.func.id, {"null", "default"})
                unsaid += [f"{table.name}, line {column.lineno}: {name}" for name in wanted - said]
    assert unsaid == []


def test_no_binary_fraction_is_made_where_amounts_pass() -> None:
    """Pictures turn amounts into places on paper, at the very end; nothing else does."""
    code = {name: text for name, text in texts(".py").items() if name.startswith("roadmap/")}
    found = {
        f"{name}:{node.lineno}"
        for name, text in code.items()
        if not name.startswith("roadmap/pictures/") and name not in NO_AMOUNTS
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    }
    assert found == set()


def test_every_dependency_has_its_reason_in_contributing() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {re.split(r"[<>=!~\[; ]", wish, maxsplit=1)[0] for wish in wanted}
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in reasons] == []


def test_the_tree_in_the_readme_is_the_real_tree() -> None:
    said = tree_in((ROOT / "README.md").read_text(encoding="utf-8"))
    real = {parent for name in tracked() for parent in folders(name)}
    assert {path for path in said if path not in real and not (ROOT / path).is_file()} == set(), "not there"
    wanted = {path for path in real if path.count("/") == 0 and not path.startswith(".")}
    wanted |= {path for path in real if path.count("/") == 1 and path.startswith("roadmap/")}
    assert wanted - said == set(), "not in the README"


def folders(name: str) -> list[str]:
    """List the folders above a file, from the top."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def tree_in(text: str) -> set[str]:
    """Read the first fenced block whose first line is `roadmap/`: one path a line, two spaces a level, then words."""
    block = re.search(r"^```\w*\n(roadmap/.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert block, "README.md has no fenced block that begins with roadmap/"
    paths: set[str] = set()
    above: list[str] = []
    for line in block[1].splitlines():
        found = re.match(r"((?:  )*)([\w.-]+)/?(?:\s|$)", line)
        if found:
            above = [*above[: len(found[1]) // 2], found[2]]
            paths.add("/".join(above))
    return paths
