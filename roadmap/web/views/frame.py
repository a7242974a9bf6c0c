"""What every page shows around its own part, and around every page of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.access import Viewer
from roadmap.i18n import LANGUAGES, Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link in a menu."""

    label: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab(Link):
    """An entry of a plan's menu; at ``label_href`` a browser with scripts finds a label that takes longer to know."""

    label_href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageChoice:
    """A language on offer, in its own name."""

    code: str
    name: str
    is_current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoView:
    """A button that undoes the change that made ``revision`` and leads ``back``; ``own`` means only one's own."""

    action: str
    revision: str
    back: str
    own: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFrame:
    """The frame of a page; texts are ready to print. ``undo`` stands beside the notice."""

    title: str
    lang: str
    theme: str
    viewer: str
    nav: tuple[Link, ...]
    languages: tuple[LanguageChoice, ...]
    path: str
    notice: str = ""
    undo: UndoView | None = None
    colophon: str = ""
    actions: tuple[Link, ...] = ()

    @property
    def foot(self) -> str:
        """What the foot of every printed sheet says: the product, the page, and of what day and revision it is."""
        return " · ".join(part for part in ("Roadmap", self.title, self.colophon) if part)


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenanced:
    """A mark beside a figure: its kind, the full note, and the number of its entry in the page's list of notes."""

    kind: str
    word: str
    note: str
    number: int
    href: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvenanceNote:
    """An entry of the page's list "Where the figures come from"."""

    number: int
    kind: str
    word: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyNumber:
    """One of the few numbers that decide something; its second line leads to ``href`` where there is one."""

    label: str
    value: str
    sub: str = ""
    prov: Provenanced | None = None
    tone: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RagView:
    """Status as a shape, a word and a reason."""

    kind: str
    word: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFrame:
    """The head of a page of a plan. ``archived`` says that it is, ``back_href`` leads to where it is brought back."""

    title: str
    kicker: tuple[Link, ...]
    tabs: tuple[Tab, ...]
    lede: str = ""
    keys: tuple[KeyNumber, ...] = ()
    rag: RagView | None = None
    is_short: bool = True
    archived: str = ""
    back_href: str = ""


def page_frame(  # noqa: PLR0913 (a frame has this many sides)
    words: Language,
    *,
    title: str,
    path: str,
    theme: str = "auto",
    viewer: Viewer | None = None,
    section: str = "",
    notice: str = "",
    colophon: str = "",
    actions: tuple[Link, ...] = (),
) -> PageFrame:
    """The frame of a page; ``section`` is the address of the menu entry it belongs to.

    The account is shown by its role, so that a page's bytes do not depend on who of the same rights reads it.
    """
    _ = words.gettext
    entries = [
        (_("Portfolio"), "/"),
        (_("Playbooks"), "/playbooks"),
        (_("Calendar"), "/calendar"),
        (_("Help"), "/help"),
    ]
    if viewer:
        entries.append((_("Account"), "/account"))
    elif section != "/":
        entries = [each for each in entries if each[1] in {"/playbooks", "/help"}]
    return PageFrame(
        title=title,
        lang=words.code,
        theme=theme,
        viewer=role_title(words, viewer.role) if viewer else "",
        nav=tuple(Link(label=label, href=href, is_current=href == section) for label, href in entries),
        languages=tuple(
            LanguageChoice(code=code, name=name, is_current=code == words.code) for code, name in LANGUAGES.items()
        ),
        path=path,
        notice=notice,
        colophon=colophon,
        actions=actions,
    )


def role_title(words: Language, role: str) -> str:
    """A role's name for people."""
    _ = words.gettext
    return {
        "administrator": _("Administrator"),
        "country-lead": _("Country lead"),
        "grant-manager": _("Grant manager"),
        "committee-member": _("Committee member"),
        "reader": _("Reader"),
    }.get(role, _("Signed in"))
