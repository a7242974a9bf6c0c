"""Plan checks as a page: what fails and what to do, what is waived, what holds; and the gravest at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from roadmap.domain.checks import CHECKS, CheckResult, Finding, failed
from roadmap.domain.plans import Waiver
from roadmap.domain.provenance import Provenance
from roadmap.web.forms.all_parts import PART_FORMS
from roadmap.web.views.changes import who
from roadmap.web.views.check_places import address_of, coverage_href, mend_words
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import CheckedPage, PlanPage
from roadmap.web.views.words import check_state_word

SHOWN_AT_ONCE: Final = 3
"""Findings of the gravest check that the overview tells."""
KINDS: Final = {"failed": "bad", "waived": "none", "passed": "good", "not-applicable": "none"}


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverView:
    """Who answers for a finding, and why. ``seen`` is the moment by which a later waiver is told apart."""

    check: str
    item: str
    reason: str
    said_by: str
    seen: str
    subject: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingView:
    """One thing that is wrong; ``mend`` names where it is mended, which may be a form (``is_form``).

    ``waive_href`` is empty for who may not waive.

    ``coverage_href`` leads to the coverage, for what is about funding.

    ``is_answered_below``: the next finding has the same waiver, whose reason is not said twice.
    """

    id: str
    text: str
    href: str
    is_form: bool
    mend: str
    coverage_href: str
    waive_href: str
    waiver: WaiverView | None
    is_answered_below: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ExplanationView:
    """What a published plan's source says of its failing."""

    text: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckView:
    """A check that found something: with why it matters, what others learnt, and what to do."""

    id: str
    kind: str
    state: str
    title: str
    rule_prov: Provenanced
    findings: tuple[FindingView, ...]
    why: str
    lesson: str
    lesson_prov: Provenanced
    remedy: str
    explanation: ExplanationView | None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietView:
    """A check that holds, or does not apply, and what it found or why."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChecksView:
    """The page, ready to print. ``removal`` is where a waiver is taken back, empty for who may not."""

    lede: str
    failed: tuple[CheckView, ...]
    waived: tuple[CheckView, ...]
    unused: tuple[WaiverView, ...]
    passed: tuple[QuietView, ...]
    not_applicable: tuple[QuietView, ...]
    removal: str
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChecksAtAGlance:
    """How many checks fail, and the gravest of them, for the overview."""

    title: str
    href: str
    gravest: str
    findings: tuple[str, ...]
    more: str
    why: str


def checks_view(page: CheckedPage) -> ChecksView:
    """The checks of a plan, the gravest failure first."""
    results = page.checks
    failing = failed(results)
    waived = [each for each in results if each.state == "waived"]
    return ChecksView(
        lede=_lede(page, results),
        failed=tuple(_check(page, each) for each in failing),
        waived=tuple(_check(page, each) for each in waived),
        unused=tuple(_waiver(page, each, result) for result in results for each in result.unused),
        passed=tuple(_quiet(page, each) for each in results if each.state == "passed"),
        not_applicable=tuple(_quiet(page, each) for each in results if each.state == "not-applicable"),
        removal=f"{page.address}/waivers/removal" if page.may_manage else "",
        notes=page.notes.notes(),
    )


def at_a_glance(page: CheckedPage) -> ChecksAtAGlance:
    """How the checks stand, for the overview."""
    words, failing = page.words, failed(page.checks)
    title = words.gettext("No check fails")
    if failing:
        title = words.ngettext("%(count)s check fails", "%(count)s checks fail", len(failing)) % {
            "count": words.number(len(failing))
        }
    found = failing[0].failing if failing else ()
    more = len(found) - SHOWN_AT_ONCE
    return ChecksAtAGlance(
        title=title,
        href=f"{page.address}/checks",
        gravest=words.text(failing[0].check.title) if failing else "",
        findings=tuple(words.say(each.message) for each in found[:SHOWN_AT_ONCE]),
        more=words.ngettext("And %(count)s more like this.", "And %(count)s more like these.", more)
        % {"count": words.number(more)}
        if more > 0
        else "",
        why=words.text(failing[0].check.why) if failing else "",
    )


def _lede(page: PlanPage, results: Iterable[CheckResult]) -> str:
    words = page.words
    applying = [each for each in results if each.applies]
    failing, waived = failed(applying), sum(each.state == "waived" for each in applying)
    numbers = {"all": words.number(len(applying)), "count": words.number(len(failing))}
    if failing:
        said = words.ngettext("%(count)s of %(all)s checks fails.", "%(count)s of %(all)s checks fail.", len(failing))
        parts = [
            said % numbers,
            words.gettext("The gravest: %(title)s.") % {"title": words.quoted(words.text(failing[0].check.title))},
        ]
    elif waived:
        parts = [words.gettext("None of %(all)s checks fails.") % numbers]
    else:
        parts = [words.gettext("All %(all)s checks pass.") % numbers]
    if waived:
        answered = words.ngettext("%(count)s is waived.", "%(count)s are waived.", waived)
        parts.append(answered % {"count": words.number(waived)})
    return " ".join(parts)


def _check(page: PlanPage, result: CheckResult) -> CheckView:
    words, check = page.words, result.check
    explained = next((each for each in page.plan.explanations if each.check == check.key), None)
    return CheckView(
        id=f"check-{check.key}",
        kind=KINDS[result.state],
        state=check_state_word(words, result.state),
        title=words.text(check.title),
        rule_prov=rule_mark(page, result),
        findings=_findings(page, result),
        why=words.text(check.why),
        lesson=words.text(check.lesson),
        lesson_prov=page.notes.mark(check.basis),
        remedy=words.text(check.remedy),
        explanation=ExplanationView(text=words.text(explained.text), prov=page.notes.mark(explained.basis))
        if explained
        else None,
    )


def rule_mark(page: PlanPage, result: CheckResult) -> Provenanced:
    """How a finding is worked out, with the numbers that decide."""
    words, numbers = page.words, {each.key: each for each in page.playbook.thresholds}
    said = [words.text(result.check.rule)]
    said += [
        words.gettext("Threshold: %(value)s %(unit)s.")
        % {"value": words.number(numbers[key].value), "unit": words.text(numbers[key].unit)}
        for key in CHECKS[result.check.key].thresholds
    ]
    return page.notes.mark(Provenance(kind="derived", formula=" ".join(said)))


def _findings(page: PlanPage, result: CheckResult) -> tuple[FindingView, ...]:
    """What fails, then what is waived; findings with the same waiver stand together."""
    waived = sorted(result.waived, key=lambda each: _answer(each.waiver))
    found = [*result.failing, *waived]
    answers = [_answer(each.waiver) for each in found]
    return tuple(
        replace(
            _finding(page, each, result, place),
            is_answered_below=each.waiver is not None and answers[place : place + 1] == [answers[place - 1]],
        )
        for place, each in enumerate(found, 1)
    )


def _answer(waiver: Waiver | None) -> tuple[str, str, str]:
    return (waiver.at.isoformat(), waiver.by, waiver.reason) if waiver else ("", "", "")


def _finding(page: PlanPage, finding: Finding, result: CheckResult, number: int) -> FindingView:
    query = urlencode({"check": finding.check, "item": finding.item})
    may_waive = page.may_manage and finding.waiver is None
    return FindingView(
        id=f"{result.check.key}-{number}",
        text=page.words.say(finding.message),
        href=address_of(page, finding.place),
        is_form=page.may_manage and finding.place.noun in PART_FORMS,
        mend=mend_words(page, finding.place),
        coverage_href=coverage_href(page, finding),
        waive_href=f"{page.address}/waivers/new?{query}" if may_waive else "",
        waiver=_waiver(page, finding.waiver, result) if finding.waiver else None,
        is_answered_below=False,
    )


def _waiver(page: PlanPage, waiver: Waiver, result: CheckResult) -> WaiverView:
    by = {"who": who(page, waiver.by), "when": page.words.instant(waiver.at)}
    return WaiverView(
        check=waiver.check,
        item=waiver.item,
        reason=waiver.reason,
        said_by=page.words.gettext("Waived by %(who)s, %(when)s") % by,
        seen=waiver.at.isoformat(),
        subject=page.words.text(result.check.title),
    )


def _quiet(page: PlanPage, result: CheckResult) -> QuietView:
    return QuietView(title=page.words.text(result.check.title), text=page.words.say(result.message))
