"""The barriers of a plan: how they stand, what is done about them, and what is left when that works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.milestones import Milestone, Mitigation
from roadmap.domain.playbooks import Barrier
from roadmap.domain.provenance import Provenance
from roadmap.domain.risks import Risk
from roadmap.domain.schedule import Dates
from roadmap.i18n import Language
from roadmap.pictures.figures import Figure
from roadmap.pictures.heat_map import HeatInput, HeatPicture, HeatRisk, band, heat_map
from roadmap.services.plans import scheduled
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.facts import FactView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import band_word, status_word, trend_word


@dataclass(frozen=True, kw_only=True, slots=True)
class MitigatingView:
    """A milestone that lowers a barrier. ``effect`` says by how much, ``sub`` when it is due and how it stands."""

    title: str
    href: str
    effect: str
    sub: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierView:
    """A barrier as its own section. ``kind`` is the shape of its band now; to ``place`` its form leads back."""

    id: str
    title: str
    kind: str
    band: str
    situation: str
    situation_prov: Provenanced
    facts: tuple[FactView, ...]
    mitigating: tuple[MitigatingView, ...]
    unmitigated: str
    lesson: str
    lesson_prov: Provenanced | None
    place: str
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BarriersView:
    """The page, ready to print. ``picture`` is nothing when there is nothing to draw."""

    lede: str
    picture: HeatPicture | None
    picture_prov: Provenanced | None
    rows: tuple[BarrierView, ...]
    add_href: str
    diagnosis_href: str
    notes: tuple[ProvenanceNote, ...]


def barriers_view(page: PlanPage) -> BarriersView:
    """The barriers of a plan loaded with its risks and milestones."""
    risks, words = page.plan.risks, page.words
    formula = words.gettext(
        "Likelihood × impact, each from 1 to 5: high from 15, medium from 8. Each level is the plan’s."
    )
    # Made in the order in which the page shows them, so that the notes are numbered in reading order.
    drawn = page.notes.mark(Provenance(kind="derived", formula=formula)) if risks else None
    dates = scheduled(page.plan, page.today).dates
    rows = tuple(_row(page, number, each, dates) for number, each in enumerate(risks, 1))
    return BarriersView(
        lede=_lede(page, risks),
        picture=_picture(page, risks) if risks else None,
        picture_prov=drawn,
        rows=rows,
        add_href=add_href(page, "barriers"),
        diagnosis_href=f"{page.address}/diagnosis" if page.plan.diagnosis else "",
        notes=page.notes.notes(),
    )


def mitigating(page: PlanPage, risk: Risk) -> list[tuple[Milestone, Mitigation]]:
    """The milestones that lower a risk and were not dropped, the earliest due first."""
    found = [
        (milestone, each)
        for milestone in page.plan.milestones
        if milestone.status != "dropped"
        for each in milestone.mitigates
        if each.barrier == risk.barrier
    ]
    return sorted(found, key=lambda pair: (pair[0].planned_due, pair[0].number))


def lowered_by(page: PlanPage, risk: Risk) -> tuple[str, ...]:
    """The milestones that lower a risk, and what becomes of them without it."""
    _ = page.words.gettext
    return tuple(
        _("“%(title)s” lowers it, and would lower nothing then.") % {"title": page.words.text(milestone.title)}
        for milestone, _by in mitigating(page, risk)
    )


def _is_high_after(risk: Risk) -> bool:
    return band(risk.residual_likelihood, risk.residual_impact) == "high"


def _lede(page: PlanPage, risks: Sequence[Risk]) -> str:
    words = page.words
    if not risks:
        return ""
    high = [each for each in risks if each.band == "high"]
    parts = [_now(words, len(high), len(risks)), _after(words, sum(1 for each in risks if _is_high_after(each)))]
    helpless = [page.titles.barrier(each.barrier) for each in high if not mitigating(page, each)]
    if helpless:
        said = words.ngettext(
            "No milestone lowers %(names)s, although it is high.",
            "No milestone lowers %(names)s, although they are high.",
            len(helpless),
        )
        parts.append(said % {"names": words.sentence_list(words.quoted(each) for each in helpless)})
    return " ".join(parts)


def _now(words: Language, high: int, count: int) -> str:
    if not high:
        said = words.ngettext("The %(all)s barrier is not high now.", "None of %(all)s barriers is high now.", count)
    else:
        said = words.ngettext(
            "%(high)s of %(all)s barriers is high now.", "%(high)s of %(all)s barriers are high now.", high
        )
    return said % {"high": words.number(high), "all": words.number(count)}


def _after(words: Language, high: int) -> str:
    if not high:
        return words.gettext("When the responses work, none is.")
    said = words.ngettext(
        "When the responses work, %(count)s still is.", "When the responses work, %(count)s still are.", high
    )
    return said % {"count": words.number(high)}


def _picture(page: PlanPage, risks: Sequence[Risk]) -> HeatPicture:
    _, words = page.words.gettext, page.words
    worst = max(risks, key=lambda each: each.score)
    figure = Figure(
        dom_id="map",
        finding=_("“%(title)s” weighs most now: likelihood %(likelihood)s, impact %(impact)s")
        % {
            "title": words.text(worst.title),
            "likelihood": words.number(worst.likelihood),
            "impact": words.number(worst.impact),
        },
        name=_("Barriers of %(plan)s by likelihood and impact") % {"plan": page.plan.title},
        measure=_("Likelihood and impact from 1, little, to 5, much: now, and what is left when the response works."),
        number=1,
    )
    return heat_map(
        HeatInput(
            figure=figure,
            risks=tuple(
                HeatRisk(
                    number=number,
                    title=words.text(each.title),
                    href=f"#{_id(each)}",
                    likelihood=each.likelihood,
                    impact=each.impact,
                    residual_likelihood=each.residual_likelihood,
                    residual_impact=each.residual_impact,
                )
                for number, each in enumerate(risks, 1)
            ),
        ),
        words,
    )


def _id(risk: Risk) -> str:
    return f"barrier-{risk.barrier}"


def _row(page: PlanPage, number: int, risk: Risk, dates: Mapping[UUID, Dates]) -> BarrierView:
    _, words = page.words.gettext, page.words
    lowering = mitigating(page, risk)
    known = next((each for each in page.playbook.barriers if each.key == risk.barrier), None)
    return BarrierView(
        id=_id(risk),
        title=f"{words.number(number)} · {words.text(risk.title)}",
        kind={"high": "bad", "medium": "warn", "low": "good"}[risk.band],
        band=band_word(words, risk.band),
        situation=words.text(risk.situation),
        situation_prov=page.notes.mark(risk.basis),
        facts=_facts(page, risk),
        mitigating=tuple(_mitigating(page, milestone, each, dates[milestone.id]) for milestone, each in lowering),
        unmitigated="" if lowering else _unmitigated(words, risk),
        lesson=words.text(known.lesson) if known else "",
        lesson_prov=_lesson_mark(page, known),
        place=f"risk-{risk.id}",
        edit_href=edit_href(page, "barriers", risk.id),
    )


def _lesson_mark(page: PlanPage, known: Barrier | None) -> Provenanced | None:
    return page.notes.mark(known.basis) if known else None


def _unmitigated(words: Language, risk: Risk) -> str:
    if risk.band == "high":
        return words.gettext(
            "Nothing in the plan lowers this barrier, although it is high. It needs a milestone that does."
        )
    return words.gettext("No milestone lowers this barrier; its response stands for itself.")


def _facts(page: PlanPage, risk: Risk) -> tuple[FactView, ...]:
    _, words = page.words.gettext, page.words
    review = words.date(risk.review_on)
    if risk.review_on < page.today:
        review = _("%(day)s, overdue") % {"day": review}
    return (
        FactView(term=_("Likelihood × impact"), text=_product(words, risk.likelihood, risk.impact)),
        FactView(term=_("Trend"), text=trend_word(words, risk.trend)),
        FactView(term=_("Response"), text=words.text(risk.response)),
        FactView(term=_("Left after it"), text=_product(words, risk.residual_likelihood, risk.residual_impact)),
        FactView(term=_("Owner"), text=page.titles.role(risk.owner)),
        FactView(term=_("Next review"), text=review),
    )


def _product(words: Language, likelihood: int, impact: int) -> str:
    return words.gettext("%(likelihood)s × %(impact)s = %(score)s, %(band)s") % {
        "likelihood": words.number(likelihood),
        "impact": words.number(impact),
        "score": words.number(likelihood * impact),
        "band": band_word(words, band(likelihood, impact)).lower(),
    }


def _mitigating(page: PlanPage, milestone: Milestone, mitigation: Mitigation, dates: Dates) -> MitigatingView:
    words = page.words
    late = milestone.is_late(page.today)
    return MitigatingView(
        title=f"{milestone.number} · {words.text(milestone.title)}",
        href=f"{page.address}/milestones/{milestone.id}",
        effect=words.ngettext(
            "lowers the likelihood by %(count)s level", "lowers the likelihood by %(count)s levels", mitigation.by
        )
        % {"count": words.number(mitigation.by)},
        sub=words.gettext("%(due)s, %(status)s")
        % {
            "due": words.date(dates.due),
            "status": (words.gettext("Late") if late else status_word(words, milestone.status)).lower(),
        },
    )
