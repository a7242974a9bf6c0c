"""`roadmap check`: a plan held against the checks of its playbook, without a browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from roadmap.cli.plan_argument import BadInputError, file_at, in_database, is_file, refusal
from roadmap.domain.checks import CheckResult, Finding, failed
from roadmap.domain.errors import NotFoundError, RuleBrokenError
from roadmap.domain.plans import Plan
from roadmap.i18n import Language, language
from roadmap.playbook_files import PlaybookFileError
from roadmap.services.checks import results_of
from roadmap.services.operator_plans import plan_among_others
from roadmap.settings import Settings, read_settings


@click.command()
@click.argument("plan", metavar="PLAN")
@click.option("--json", "as_json", is_flag=True, help="Print every result as JSON.")
def command(plan: str, *, as_json: bool) -> None:
    """Hold a plan against the checks of its playbook.

    PLAN is the last part of a plan's address, or a file of the format roadmap.plan/1. Ends with status 0 when no check
    fails, 1 when one does, and 2 when PLAN cannot be read. A file belongs to no portfolio, so that what only a
    portfolio of several countries is asked does not apply.
    """
    words = language("en")
    found, is_multi_country = _plan_at(plan, read_settings())
    try:
        results = results_of(found, datetime.now(UTC).date(), is_multi_country=is_multi_country)
    except NotFoundError as error:
        raise BadInputError(f"There is no playbook “{found.intervention}” here to check this plan with.") from error
    except PlaybookFileError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps([told(each, words) for each in results], ensure_ascii=False, indent=1))
    else:
        for line in lines_of(results, words):
            click.echo(line)
    sys.exit(1 if failed(results) else 0)


def _plan_at(argument: str, settings: Settings) -> tuple[Plan, bool]:
    """The plan, and whether it stands beside plans of other countries. Raises ``BadInputError``."""
    if is_file(argument):
        return file_at(argument, settings).plan, False
    try:
        return in_database(lambda: plan_among_others(argument), settings)
    except RuleBrokenError as error:
        raise refusal(error) from error


def lines_of(results: Sequence[CheckResult], words: Language) -> Iterator[str]:
    """What fails, the gravest first, with what to do; what is waived, by whom and why; and how many pass."""
    failing = failed(results)
    for each in failing:
        yield f"FAILS   {each.check.title}"
        yield from (f"        - {words.say(finding.message)}" for finding in each.failing)
        yield f"        {each.check.remedy}"
    for each in results:
        for finding in each.waived:
            if finding.waiver:
                yield f"WAIVED  {each.check.title}: {words.say(finding.message)}"
                yield f"        {finding.waiver.by}, {words.instant(finding.waiver.at)}: {finding.waiver.reason}"
    passed = sum(each.state == "passed" for each in results)
    idle = sum(each.state == "not-applicable" for each in results)
    waived = sum(each.state == "waived" for each in results)
    yield f"Of {len(results)} checks: failing {len(failing)}, waived {waived}, passing {passed}, not applying {idle}."


def told(result: CheckResult, words: Language) -> dict[str, Any]:
    """A result for programs; texts are in English."""
    return {
        "check": result.check.key,
        "title": result.check.title,
        "state": result.state,
        "gravity": result.check.gravity,
        "findings": [_finding(each, words) for each in result.findings],
        "message": "" if result.findings else words.say(result.message),
        "why": result.check.why,
        "lesson": result.check.lesson,
        "sources": [f"{each.source}#L{each.line}" for each in result.check.basis.citations],
        "remedy": result.check.remedy,
    }


def _finding(finding: Finding, words: Language) -> dict[str, Any]:
    waiver = finding.waiver
    return {
        "item": finding.item,
        "message": words.say(finding.message),
        "place": finding.place.noun,
        "id": str(finding.place.id) if finding.place.id else None,
        "waiver": {"reason": waiver.reason, "by": waiver.by, "at": waiver.at.isoformat()} if waiver else None,
    }
