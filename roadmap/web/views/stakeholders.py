"""The stakeholders of a plan: who is for it, who has to move, and what is asked of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.milestones import Milestone
from roadmap.domain.provenance import Provenance
from roadmap.domain.schedule import Dates
from roadmap.domain.stakeholders import STANCES, Stakeholder
from roadmap.i18n import Language
from roadmap.pictures.figures import Figure
from roadmap.pictures.influence_grid import (
    HIGH_FROM,
    GridStakeholder,
    InfluenceInput,
    InfluencePicture,
    influence_grid,
)
from roadmap.services.plans import scheduled
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import level_word, sector_word, stance_word

MOST_NAMED = 3
"""More names than this make no sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EngagementView:
    """A milestone that engages a stakeholder. ``sub`` says when it is due and how it stands."""

    title: str
    href: str
    sub: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeholderView:
    """A stakeholder in the table. ``wanted`` is empty when the stance may stay.

    ``more`` says how many milestones engage it besides those named.
    """

    id: str
    number: str
    title: str
    sub: str
    place: str
    stance: str
    wanted: str
    wants: str
    ask: str
    owner: str
    engaged_by: tuple[EngagementView, ...]
    more: str
    prov: Provenanced
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeholdersView:
    """The page, ready to print. ``picture`` is nothing when there is nobody to draw."""

    lede: str
    picture: InfluencePicture | None
    picture_prov: Provenanced | None
    rows: tuple[StakeholderView, ...]
    add_href: str
    notes: tuple[ProvenanceNote, ...]


def stakeholders_view(page: PlanPage) -> StakeholdersView:
    """The stakeholders of a plan loaded with them and its milestones."""
    people = page.plan.stakeholders
    words = page.words
    basis = Provenance(
        kind="derived",
        formula=words.gettext(
            "Drawn from each stakeholder’s own levels and stances, whose ground stands in the table."
        ),
    )
    # Made in the order in which the page shows them, so that the notes are numbered in reading order.
    drawn = page.notes.mark(basis) if people else None
    dates = scheduled(page.plan, page.today).dates
    rows = tuple(_row(page, number, each, dates) for number, each in enumerate(people, 1))
    return StakeholdersView(
        lede=_lede(words, people),
        picture=_picture(page, people) if people else None,
        picture_prov=drawn,
        rows=rows,
        add_href=add_href(page, "stakeholders"),
        notes=page.notes.notes(),
    )


def is_influential(stakeholder: Stakeholder) -> bool:
    """High on influence, as the grid draws it."""
    return stakeholder.influence >= HIGH_FROM


def is_supportive(stakeholder: Stakeholder) -> bool:
    """For the plan already."""
    return STANCES.index(stakeholder.stance) >= STANCES.index("supports")


def _lede(words: Language, people: Sequence[Stakeholder]) -> str:
    influential = [each for each in people if is_influential(each)]
    missing = [each for each in influential if not is_supportive(each)]
    if not influential:
        return ""
    if not missing:
        said = words.ngettext(
            "The %(count)s influential stakeholder supports the plan.",
            "All %(count)s influential stakeholders support the plan.",
            len(influential),
        )
        return said % {"count": words.number(len(influential))}
    said = words.ngettext(
        "%(count)s of %(all)s influential stakeholders does not support the plan yet: %(names)s.",
        "%(count)s of %(all)s influential stakeholders do not support the plan yet, %(names)s among them.",
        len(missing),
    )
    return said % {
        "count": words.number(len(missing)),
        "all": words.number(len(influential)),
        "names": _names(words, missing),
    }


def _names(words: Language, people: Sequence[Stakeholder]) -> str:
    return words.sentence_list(words.text(each.title) for each in people[:MOST_NAMED])


def _picture(page: PlanPage, people: Sequence[Stakeholder]) -> InfluencePicture:
    _, words = page.words.gettext, page.words
    moving = sorted((each for each in people if each.steps_wanted), key=_urgency)
    finding = (
        words.ngettext(
            "%(count)s of %(all)s does not stand where the plan wants it yet: %(name)s",
            "%(count)s of %(all)s do not stand where the plan wants them yet, first of all %(name)s",
            len(moving),
        )
        % {
            "count": words.number(len(moving)),
            "all": words.number(len(people)),
            "name": words.text(moving[0].title),
        }
        if moving
        else _("Everybody stands where the plan wants them")
    )
    figure = Figure(
        dom_id="grid",
        finding=finding,
        name=_("Influence and interest of the stakeholders of %(plan)s") % {"plan": page.plan.title},
        measure=_("Influence and interest from 1, little, to 5, much, as the plan judges them."),
        number=1,
    )
    return influence_grid(
        InfluenceInput(
            figure=figure,
            stakeholders=tuple(
                GridStakeholder(
                    number=number,
                    name=words.text(each.title),
                    href=f"#{_id(each)}",
                    interest=each.interest,
                    influence=each.influence,
                    stance=each.stance,
                    wanted=each.wanted,
                )
                for number, each in enumerate(people, 1)
            ),
        ),
        words,
    )


def _urgency(stakeholder: Stakeholder) -> tuple[bool, int, int]:
    """Who is not for the plan yet comes first, then who can do most, then who has furthest to go."""
    return (is_supportive(stakeholder), -stakeholder.influence, -abs(stakeholder.steps_wanted))


def _id(stakeholder: Stakeholder) -> str:
    return f"stakeholder-{stakeholder.id}"


def _row(page: PlanPage, number: int, stakeholder: Stakeholder, dates: Mapping[UUID, Dates]) -> StakeholderView:
    words = page.words
    engaging = [
        each for each in page.plan.milestones if stakeholder.archetype in each.engages and each.status != "dropped"
    ]
    ahead = sorted((each for each in engaging if each.is_open), key=lambda each: (dates[each.id].due, each.number))
    named = ahead[:MOST_NAMED]
    return StakeholderView(
        id=_id(stakeholder),
        number=words.number(number),
        title=words.text(stakeholder.title),
        sub=page.titles.archetype(stakeholder.archetype),
        place=f"{level_word(words, stakeholder.level)}, {sector_word(words, stakeholder.sector)}",
        stance=stance_word(words, stakeholder.stance),
        wanted=stance_word(words, stakeholder.wanted) if stakeholder.steps_wanted else "",
        wants=words.text(stakeholder.wants),
        ask=words.text(stakeholder.ask),
        owner=page.titles.role(stakeholder.owner),
        engaged_by=tuple(_engagement(page, each, dates[each.id]) for each in named),
        more=_more(words, len(engaging) - len(named), has_named=bool(named)),
        prov=page.notes.mark(stakeholder.basis),
        edit_href=edit_href(page, "stakeholders", stakeholder.id),
    )


def _engagement(page: PlanPage, milestone: Milestone, dates: Dates) -> EngagementView:
    return EngagementView(
        title=page.words.text(milestone.title),
        href=f"{page.address}/milestones/{milestone.id}",
        sub=page.words.date(dates.due),
    )


def _more(words: Language, count: int, *, has_named: bool) -> str:
    """How many milestones engage somebody beyond those named: later ones, and those done."""
    if not count:
        return "" if has_named else words.gettext("None")
    if has_named:
        said = words.ngettext("and %(count)s more, later or done", "and %(count)s more, later or done", count)
    else:
        said = words.ngettext("%(count)s, done", "%(count)s, all done", count)
    return said % {"count": words.number(count)}
