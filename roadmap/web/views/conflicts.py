"""Two versions of one thing, one choice for each difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from roadmap.domain.changes import Change
from roadmap.domain.milestones import Milestone, ProgressDraft
from roadmap.services.changes import Meanwhile
from roadmap.web.forms.grounds import KIND, REASON
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.reading import Typed
from roadmap.web.forms.reasons import REASON as WHY
from roadmap.web.views.changes import who
from roadmap.web.views.field_words import FieldWords
from roadmap.web.views.parts import HiddenView, address_of, back_of, texts_of
from roadmap.web.views.plan_frame import PlanPage

Side = Literal["theirs", "yours", ""]


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceView:
    """A field in which the two versions differ: as read, and as sent.

    ``chosen`` is the side that alone was changed; where both were, or nobody knows, somebody has to choose.
    """

    name: str
    label: str
    theirs: str
    yours: str
    theirs_value: str
    yours_value: str
    chosen: Side = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ConflictView:
    """Both versions, as the comparison component reads them."""

    action: str
    title: str
    sentence: str
    hidden: tuple[HiddenView, ...]
    theirs_head: str
    yours_head: str
    fields: tuple[DifferenceView, ...]
    same: str
    save_label: str
    cancel_href: str
    cancel_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Versions:
    """One thing as saved meanwhile and as typed, field by field as a form sends them.

    ``opened`` is what the form held at first, as far as that is known. ``version`` is that of the saved one,
    ``changed_at`` when it was saved, ``history`` its changes, newest first.
    """

    opened: Mapping[str, str]
    held: Mapping[str, str]
    typed: Mapping[str, str]
    version: int
    changed_at: datetime
    history: Sequence[Change]

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which they differ."""
        return tuple(name for name in self.typed if self.held[name] != self.typed[name].strip())

    def chosen(self, name: str) -> Side:
        """The side that alone changed a field: nobody's work is undone by what somebody else left as it was."""
        opened = self.opened.get(name)
        if opened is None:
            return ""
        if opened == self.typed[name].strip():
            return "theirs"
        return "yours" if opened == self.held[name] else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How a comparison speaks: its title, the fields' labels, their values in words, and what is sent along unseen."""

    title: str
    labels: Mapping[str, str]
    theirs: Callable[[str, str], str]
    yours: Callable[[str, str], str]
    hidden: Mapping[str, str]
    same: str


def compared(page: PlanPage, action: str, back: str, versions: Versions, wording: Wording) -> ConflictView | None:
    """Both versions, one choice for each difference, sent to ``action``; nothing where they agree.

    ``back`` is the address that keeps what was saved.
    """
    _, words = page.words.gettext, page.words
    differing = versions.differing
    if not differing:
        return None
    said = {"who": saved_by(page, versions.history), "when": words.instant(versions.changed_at)}
    chosen = {name: versions.chosen(name) for name in differing}
    asked = _(
        "%(who)s saved it on %(when)s, after you opened it. Nothing of yours is lost: choose for each difference."
    )
    settled = _(
        "%(who)s saved it on %(when)s, after you opened it. You changed different things: chosen is what each of you "
        "changed. Save that, or choose otherwise."
    )
    return ConflictView(
        action=action,
        title=wording.title,
        sentence=(settled if all(chosen.values()) else asked) % said,
        hidden=(
            HiddenView(name="version", value=str(versions.version)),
            *(HiddenView(name=name, value=value) for name, value in wording.hidden.items()),
            *(HiddenView(name=name, value=versions.held[name]) for name in versions.typed if name not in differing),
        ),
        theirs_head=_("Saved by %(who)s, %(when)s") % said,
        yours_head=_("Yours, not saved yet"),
        fields=tuple(
            DifferenceView(
                name=name,
                label=wording.labels[name],
                theirs=wording.theirs(name, versions.held[name]),
                yours=wording.yours(name, versions.typed[name].strip()),
                theirs_value=versions.held[name],
                yours_value=versions.typed[name].strip(),
                chosen=chosen[name],
            )
            for name in differing
        ),
        same=wording.same,
        save_label=_("Save what is chosen"),
        cancel_href=back,
        cancel_label=_("Keep what was saved"),
    )


def saved_by(page: PlanPage, history: Sequence[Change]) -> str:
    """Who saved something last, where its history, newest first, tells."""
    return who(page, history[0].actor) if history else page.words.gettext("Somebody")


def progress_conflict(
    page: PlanPage, current: Milestone, draft: ProgressDraft, reason: str, since: Meanwhile
) -> ConflictView | None:
    """What was saved meanwhile beside what was typed; ``since`` is what became of the milestone.

    The ``reason`` that was typed goes along with what is chosen.
    """
    _ = page.words.gettext
    opened = since.opened.milestone(current.id) if since.opened else None
    address = f"{page.address}/milestones/{current.id}"

    words = FieldWords(page)

    def shown(name: str, value: str) -> str:
        return words.said("milestone", name, value)

    held = _progress_texts(current)
    return compared(
        page,
        f"{address}/progress",
        address,
        Versions(
            opened=_progress_texts(opened) if opened else {},
            held=held,
            typed=_progress_texts(draft),
            version=current.version,
            changed_at=current.changed_at,
            history=since.changes,
        ),
        Wording(
            title=_("%(who)s saved this milestone while you were writing") % {"who": saved_by(page, since.changes)},
            labels={name: words.label("milestone", name) for name in held},
            theirs=shown,
            yours=shown,
            hidden={WHY: reason},
            same=_("All other fields are the same in both versions."),
        ),
    )


def _progress_texts(told: Milestone | ProgressDraft) -> dict[str, str]:
    """Progress as its form sends it."""
    return {
        "status": told.status,
        "percent": str(told.percent),
        "planned_start": told.planned_start.isoformat(),
        "planned_due": told.planned_due.isoformat(),
        "done_on": told.done_on.isoformat() if told.done_on else "",
        "note": told.note,
    }


def part_conflict(
    page: PlanPage,
    form: PartForm,
    current: Any,  # noqa: ANN401 (any part of a plan)
    typed: Typed,
    since: Meanwhile,
) -> ConflictView | None:
    """A part of the plan as saved meanwhile beside what was typed; the typed ground and reason go along."""
    _ = page.words.gettext
    fields = {each.name: each for each in form.fields}
    opened = next((each for each in form.all_of(since.opened) if each.id == current.id), None) if since.opened else None
    # As the form would write them: “1234.5” and “1,234.50” are no difference.
    sent = {name: each.typed(each.value(typed, page, getattr(current, name)), page) for name, each in fields.items()}

    def read(name: str, value: str) -> str:
        found = fields[name].read(Typed(values={name: value}, lists={name: (value,)}), page)
        return fields[name].said(found, page)

    return compared(
        page,
        address_of(page, form, current.id),
        back_of(page, form, current.id),
        Versions(
            opened=texts_of(page, form, opened) if opened else {},
            held=texts_of(page, form, current),
            typed=sent,
            version=current.version,
            changed_at=since.changes[0].at if since.changes else page.plan.changed_at,
            history=since.changes,
        ),
        Wording(
            title=_("%(who)s changed “%(what)s” while you were writing")
            % {"who": saved_by(page, since.changes), "what": form.title(current, page)},
            labels={name: each.called(page) for name, each in fields.items()},
            theirs=lambda name, _value: fields[name].said(getattr(current, name), page),
            yours=read,
            hidden={name: typed.text(name) for name in (KIND, REASON, WHY) if name in typed.values},
            same=_("All other fields are the same in both versions."),
        ),
    )
