"""Results taken over into the plan: what is linked, what was changed by hand, and what taking over would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.needs.assessments import Scenario
from roadmap.domain.needs.linking import Fate, Outcome
from roadmap.domain.needs.takeover import outcomes_of
from roadmap.services.edits import Edited
from roadmap.web.forms.fields import Field
from roadmap.web.forms.needs import DUE, OPENS, OVERWRITE, RATE, RATE_SOURCE, model_here
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.needs_words import OWN, figures_said, item_title, own_edit_said
from roadmap.web.views.parts import DrawnField, drawn_field
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkView:
    """How the plan stands to the scenario it goes by. ``own`` are items that were changed by hand since."""

    sentence: str
    own: tuple[str, ...]
    takeover_href: str
    takeover_label: str
    cut_action: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeRow:
    """What becomes of one item. ``tick`` is its box where it can be replaced although somebody made it."""

    title: str
    before: str
    after: str
    word: str
    why: str
    tick: str
    is_ticked: bool
    tick_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeoverView:
    """The form, ready to print, with what it would change item by item."""

    action: str
    version: str
    scenario: str
    sentence: str
    changed: str
    errors: tuple[ErrorView, ...]
    fields: tuple[DrawnField, ...]
    reason: FieldView
    overwrite: str
    summary: str
    rows: tuple[OutcomeRow, ...]
    unchanged: str
    doubles: tuple[str, ...]
    preview: ConsequencesView | None
    cancel_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeoverEntry:
    """What the form is filled with, and what it would give where it can be read."""

    texts: Mapping[str, str]
    ticked: frozenset[str]
    faults: Sequence[Fault] = ()
    outcomes: tuple[Outcome, ...] = ()
    edited: Edited | None = None
    is_stale: bool = False


def link_view(page: PlanPage, scenario: Scenario) -> LinkView:
    """What the plan took over, and whether it still is as it was taken over."""
    _, plan = page.words.gettext, page.plan
    held = plan.needs.takeover if plan.needs else None
    href = f"{page.address}/needs/takeover" if page.may_manage else ""
    if held is None:
        sentence = _(
            "Nothing of the plan follows this assessment yet. Its results can become services, budget lines, targets "
            "and the size of the plan."
        )
        return LinkView(
            sentence=sentence, own=(), takeover_href=href, takeover_label=_("Take over into the plan"), cut_action=""
        )
    source = plan.needs.scenario(held.scenario_id) if plan.needs else None
    sentence = _(
        "The plan took over %(count)s results of “%(title)s”. They follow it: a change of the scenario shows first "
        "what it would change here. What somebody changed by hand stays."
    ) % {"count": page.words.number(len(held.items)), "title": source.title if source else ""}
    own = tuple(own_edit_said(page, each) for each in outcomes_of(plan, page.playbook) if each.fate in OWN)
    label = _("Look again at what is taken over") if source == scenario else _("Take over this scenario instead")
    return LinkView(
        sentence=sentence,
        own=own,
        takeover_href=href,
        takeover_label=label,
        cut_action=f"{href}/removal" if href else "",
    )


def takeover_view(page: PlanPage, scenario: Scenario, entry: TakeoverEntry) -> TakeoverView:
    """The form that takes the results of a scenario over."""
    _, words = page.words.gettext, page.words
    fields = Fields(words, entry.faults)
    changing = [each for each in entry.outcomes if each.fate != "same"]
    same = len(entry.outcomes) - len(changing)
    stale = _("Somebody changed the plan while you were looking. This is how it stands now; what you typed is kept.")
    return TakeoverView(
        action=f"{page.address}/needs/takeover",
        version=str(page.plan.version),
        scenario=str(scenario.id),
        sentence=_("Services, their posts and leadership, targets and the plan’s size, from “%(title)s”.")
        % {"title": words.text(scenario.title)},
        changed=stale if entry.is_stale else "",
        errors=fields.errors(),
        fields=tuple(_field(page, fields, each, entry) for each in _asked(page, scenario)),
        reason=fields.reason(entry.texts.get("reason", "")),
        overwrite=OVERWRITE,
        summary=_summary(page, entry.outcomes),
        rows=tuple(_row(page, each, entry.ticked) for each in changing),
        unchanged=words.ngettext("%(count)s item stays as it is.", "%(count)s items stay as they are.", same)
        % {"count": words.number(same)}
        if same
        else "",
        doubles=_doubles(page),
        preview=consequences_view(page, entry.edited) if entry.edited else None,
        cancel_href=f"{page.address}/needs",
    )


def _asked(page: PlanPage, scenario: Scenario) -> tuple[Field, ...]:
    """The fields; a rate only where the scenario is in another currency."""
    return (OPENS, DUE) if scenario.currency == page.plan.currency else (OPENS, DUE, RATE, RATE_SOURCE)


def _field(page: PlanPage, fields: Fields, field: Field, entry: TakeoverEntry) -> DrawnField:
    return drawn_field(page, fields, field, entry.texts.get(field.name, ""))


def _summary(page: PlanPage, outcomes: Iterable[Outcome]) -> str:
    """How many come, change, go and stay as somebody made them."""
    words = page.words
    fates = [each.fate for each in outcomes]
    return words.gettext("%(new)s new, %(changed)s changed, %(removed)s taken out, %(kept)s as somebody made them.") % {
        "new": words.number(fates.count("new")),
        "changed": words.number(fates.count("changed")),
        "removed": words.number(fates.count("removed")),
        "kept": words.number(sum(each in {"kept", "gone", "stays"} for each in fates)),
    }


def _row(page: PlanPage, each: Outcome, ticked: frozenset[str]) -> OutcomeRow:
    _ = page.words.gettext
    words: dict[Fate, str] = {
        "new": _("New"),
        "changed": _("Changes"),
        "same": _("Stays"),
        "kept": _("Stays as somebody made it"),
        "gone": _("Was taken out by hand, stays out"),
        "removed": _("Taken out with its area"),
        "stays": _("Stays, and is no longer linked"),
    }
    can_be_ticked = each.fate in OWN or each.name in ticked
    wanted = figures_said(page, each, each.wanted)
    title = item_title(page, each)
    return OutcomeRow(
        title=title,
        before=figures_said(page, each, each.before) or "–",
        after="–" if each.fate in {"removed", "gone"} else figures_said(page, each, each.after or each.before),
        word=words[each.fate],
        why=_why(page, each, wanted),
        tick=each.name if can_be_ticked and each.wanted else "",
        is_ticked=each.name in ticked,
        tick_label=_("Replace “%(what)s” by %(wanted)s") % {"what": title, "wanted": wanted},
    )


def _why(page: PlanPage, each: Outcome, wanted: str) -> str:
    """Why it cannot go, or what the assessment gives where something else stays."""
    if each.why:
        return page.words.say(each.why)
    is_own = each.fate in OWN and bool(wanted)
    return page.words.gettext("The assessment gives %(wanted)s.") % {"wanted": wanted} if is_own else ""


def _doubles(page: PlanPage) -> tuple[str, ...]:
    """Budget lines that pay for the same already and are not linked: taken over as well, they would count twice."""
    plan, places = page.plan, model_here(page).results
    linked = {each.item_id for each in (plan.needs.takeover.items if plan.needs and plan.needs.takeover else ())}
    return tuple(
        page.words.text(each.title)
        for each in plan.budget
        if each.category in {places.specialists, places.leaders} and each.id not in linked
    )
