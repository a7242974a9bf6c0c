"""Evidence that people attach: which links are safe to show, and which files are what they claim to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message

TITLE_MAX = 200
LINK_MAX = 2000
NAME_MAX = 120
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]")
"""Characters that no file name needs: controls, and marks that turn the reading direction to hide an ending."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of file that is taken: its ending, what it is sent as, and how its content begins."""

    media_type: str
    begins: bytes | None


ZIP = b"PK\x03\x04"
KINDS: dict[str, FileKind] = {
    "pdf": FileKind(media_type="application/pdf", begins=b"%PDF-"),
    "png": FileKind(media_type="image/png", begins=b"\x89PNG\r\n\x1a\n"),
    "jpg": FileKind(media_type="image/jpeg", begins=b"\xff\xd8\xff"),
    "jpeg": FileKind(media_type="image/jpeg", begins=b"\xff\xd8\xff"),
    "docx": FileKind(media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document", begins=ZIP),
    "xlsx": FileKind(media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", begins=ZIP),
    "pptx": FileKind(
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation", begins=ZIP
    ),
    "odt": FileKind(media_type="application/vnd.oasis.opendocument.text", begins=ZIP),
    "ods": FileKind(media_type="application/vnd.oasis.opendocument.spreadsheet", begins=ZIP),
    "txt": FileKind(media_type="text/plain", begins=None),
    "csv": FileKind(media_type="text/csv", begins=None),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceDraft:
    """A link or a file, as somebody gives it. ``content`` is the file's bytes."""

    title: str
    link: str = ""
    file_name: str = ""
    content: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedEvidence:
    """Evidence that may be kept: exactly one of link and file."""

    title: str
    link: str
    file_name: str
    media_type: str
    content: bytes


def check_evidence(draft: EvidenceDraft, most_bytes: int) -> CheckedEvidence:
    """The evidence fit to keep, or ``RuleBrokenError`` naming every field that is wrong."""
    faults = []
    title, link = draft.title.strip(), draft.link.strip()
    if len(title) > TITLE_MAX:
        faults.append(Fault(field="title", message=message("text.too_long", most=TITLE_MAX, length=len(title))))
    if bool(link) == bool(draft.file_name):
        faults.append(Fault(field="link", message=message("evidence.one_of" if link else "evidence.nothing")))
    elif link:
        faults += link_faults(link)
    else:
        faults += _file_faults(draft, most_bytes)
    if faults:
        raise RuleBrokenError(*faults)
    name = safe_name(draft.file_name)
    return CheckedEvidence(
        title=title or name or link,
        link=link,
        file_name=name,
        media_type=KINDS[_ending(name)].media_type if name else "",
        content=draft.content,
    )


def link_faults(link: str) -> list[Fault]:
    """Only the web's own schemes: a ``javascript:`` link would run in the reader's page."""
    try:
        parts = urlsplit(link)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or len(link) > LINK_MAX or CONTROL.search(link):
        return [Fault(field="link", message=message("evidence.bad_link"))]
    return []


def _file_faults(draft: EvidenceDraft, most_bytes: int) -> list[Fault]:
    if len(draft.content) > most_bytes:
        return [Fault(field="file", message=message("evidence.too_big", most=most_bytes // 1_048_576))]
    if not draft.content:
        return [Fault(field="file", message=message("evidence.empty"))]
    kind = KINDS.get(_ending(draft.file_name))
    if kind is None:
        return [Fault(field="file", message=message("evidence.unknown_kind", kinds=", ".join(KINDS)))]
    agrees = draft.content.startswith(kind.begins) if kind.begins else _is_text(draft.content)
    if not agrees:
        return [Fault(field="file", message=message("evidence.not_what_it_says", ending=_ending(draft.file_name)))]
    return []


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode()
    except UnicodeDecodeError:
        return False


def safe_name(name: str) -> str:
    """The file name without folders, controls and tricks, at most ``NAME_MAX`` characters, its ending kept."""
    plain = CONTROL.sub("", name.replace("\\", "/").rpartition("/")[2]).replace('"', "").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: NAME_MAX - len(ending) - 1]}{dot}{ending}" if len(plain) > NAME_MAX else plain
