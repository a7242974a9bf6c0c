"""What a file would change in a plan that is there: counted in a sentence, then by kind of thing, field by field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from roadmap.domain.changes import Change
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.i18n import Language
from roadmap.services.imports import OverPreview
from roadmap.web.views.changes import FieldView, kind_words
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.field_words import FieldWords
from roadmap.web.views.fields import ErrorView, Fields
from roadmap.web.views.fields import FieldView as FormField
from roadmap.web.views.imports import PARTS, files_left_out
from roadmap.web.views.plan_frame import PlanPage

MOST_SHOWN: Final = 100
"""So many things of a kind are shown; the rest is counted."""
COUNTED: Final = frozenset({"id", "plan_id", "version", "changed_at", "entered_at", "added_at"})
"""Fields that a preview does not tell: they follow from the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedView:
    """One thing: what happens to it in a word, and its fields before and after where it stays."""

    title: str
    word: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupView:
    """The things of one kind that differ. ``more`` says how many are not shown."""

    kind: str
    things: tuple[ChangedView, ...]
    more: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OverView:
    """The preview, and the form that takes the file over; ``revision`` is the one that it was compared with.

    ``brings`` is what else would come of it, dates, amounts and checks; where that cannot be reckoned, ``trouble`` says
    why.
    """

    summary: str
    file_name: str
    groups: tuple[GroupView, ...]
    brings: ConsequencesView | None
    trouble: str
    left_out: tuple[str, ...]
    action: str
    removal: str
    revision: str
    errors: tuple[ErrorView, ...]
    reason: FormField
    news: str


def over_view(
    page: PlanPage,
    preview: OverPreview,
    import_id: str,
    *,
    reason: str = "",
    faults: Sequence[Fault] = (),
    is_stale: bool = False,
) -> OverView:
    """The comparison of the plan with the file; ``is_stale`` when somebody changed the plan since it was looked at."""
    _, fields = page.words.gettext, Fields(page.words, faults)
    words = FieldWords(page=page, plans=(preview.edited.after, preview.edited.before))
    address = f"{page.address}/import/{import_id}"
    brings, trouble = _brings(page, preview)
    return OverView(
        summary=_summary(page.words, preview.changes),
        file_name=preview.file_name,
        groups=_groups(words, preview.changes),
        brings=brings,
        trouble=trouble,
        left_out=files_left_out(page.words, preview.left_out),
        action=address,
        removal=f"{address}/removal",
        revision=str(preview.edited.before.revision),
        errors=fields.errors(),
        reason=fields.field(
            "reason",
            _("Why the plan changes"),
            reason,
            hint=_("The log keeps it beside every change."),
            is_required=True,
        ),
        news=_("Somebody changed the plan after you looked at this. Below is the comparison with how it stands now.")
        if is_stale
        else "",
    )


def _brings(page: PlanPage, preview: OverPreview) -> tuple[ConsequencesView | None, str]:
    """What else would come of it, or why nobody can say: dates that a file sets may be beyond any schedule."""
    try:
        return consequences_view(page, preview.edited), ""
    except RuleBrokenError as error:
        return None, " ".join(page.words.say(each.message) for each in error.faults)


def _summary(words: Language, changes: Sequence[Change]) -> str:
    """How much is added, changed and removed, in one sentence."""
    counts = Counter[str](each.action for each in changes)
    if not counts:
        return words.gettext("The file says nothing that the plan does not say already. There is nothing to import.")
    told = {
        "changed": words.ngettext("%(count)s thing changes", "%(count)s things change", counts["changed"]),
        "created": words.ngettext("%(count)s is added", "%(count)s are added", counts["created"]),
        "removed": words.ngettext("%(count)s is removed", "%(count)s are removed", counts["removed"]),
    }
    parts = [told[action] % {"count": words.number(counts[action])} for action in told if counts[action]]
    return words.gettext("With this file %(changes)s.") % {"changes": words.sentence_list(parts)}


def _groups(words: FieldWords, changes: Sequence[Change]) -> tuple[GroupView, ...]:
    """The plan itself first, then its parts in their order."""
    held: dict[str, list[Change]] = defaultdict(list)
    for each in changes:
        held[each.noun].append(each)
    return tuple(_group(words, noun, held[noun]) for noun in ("plan", *PARTS) if held[noun])


def _group(words: FieldWords, noun: str, changes: list[Change]) -> GroupView:
    language, kind = words.words, kind_words(words.words)[noun]
    hidden = len(changes) - MOST_SHOWN
    more = language.ngettext(
        "%(count)s more %(kind)s differs and is not shown here.",
        "%(count)s more of the kind “%(kind)s” differ and are not shown here.",
        hidden,
    )
    return GroupView(
        kind=kind,
        things=tuple(_thing(words, each) for each in changes[:MOST_SHOWN]),
        more=more % {"count": language.number(hidden), "kind": kind} if hidden > 0 else "",
    )


def _thing(words: FieldWords, change: Change) -> ChangedView:
    _ = words.words.gettext
    word = {"created": _("Added"), "changed": _("Changed"), "removed": _("Removed")}[change.action]
    return ChangedView(
        title=_title(words, change),
        word=word,
        fields=_fields(words, change) if change.action == "changed" else (),
    )


def _fields(words: FieldWords, change: Change) -> tuple[FieldView, ...]:
    told = [
        FieldView(
            field=words.label(change.noun, each.field),
            before=words.said(change.noun, each.field, each.before),
            after=words.said(change.noun, each.field, each.after),
        )
        for each in change.fields
        if each.field not in COUNTED
    ]
    return tuple(each for each in told if each.field and (each.before or each.after))


TELLING: Final[dict[str, tuple[str, ...]]] = {
    "spending": ("line_id", "month", "amount"),
    "commitment": ("source_id", "stage", "amount"),
    "meeting": ("committee_id", "held_on"),
    "reading": ("service_id", "indicator", "quarter", "value"),
}
"""Things without a title of their own are called by these of their fields."""


def _title(words: FieldWords, change: Change) -> str:
    if change.noun not in TELLING:
        return words.words.text(change.item)
    held = _held(words, change)
    return " · ".join(words.said(change.noun, name, held[name]) for name in TELLING[change.noun])


def _held(words: FieldWords, change: Change) -> dict[str, Any]:
    """What a thing holds, as plain JSON values."""
    for plan in words.plans:
        for each in getattr(plan, PARTS[change.noun]):
            if each.id == change.item_id:
                return {name: str(getattr(each, name)) for name in TELLING[change.noun]}
    return {each.field: each.after if each.before is None else each.before for each in change.fields}
