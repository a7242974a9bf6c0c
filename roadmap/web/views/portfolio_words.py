"""What a portfolio says of itself in sentences: the finding, its reasons, and what changed lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roadmap.i18n import Language
from roadmap.web.views.frame import Link
from roadmap.web.views.plan_summaries import PlanSummary, amounts_said
from roadmap.web.views.words import capitalised

NAMED = 3
"""Plans that one sentence names; of more it says how many."""
LINKED = 6
"""Plans that one line of what changed leads to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentenceView:
    """A sentence with one link in it; ``label`` is empty where there is none."""

    before: str
    label: str = ""
    href: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceLine:
    """How much of one kind changed, and in which plans."""

    number: str
    text: str
    links: tuple[Link, ...]
    more: str


def finding(words: Language, plans: Sequence[PlanSummary]) -> str:
    """The portfolio's state as its title, such as “Six countries, one off track”."""
    _, count = words.gettext, len(plans)
    bad, warn = (sum(each.status.kind == kind for each in plans) for kind in ("bad", "warn"))
    whole = _whole(words, plans)
    if bad:
        said = words.ngettext("%(plans)s, %(count)s off track", "%(plans)s, %(count)s off track", bad)
        title = said % {"plans": whole, "count": _number(words, bad)}
    elif warn:
        said = words.ngettext("%(plans)s, %(count)s at risk", "%(plans)s, %(count)s at risk", warn)
        title = said % {"plans": whole, "count": _number(words, warn)}
    else:
        said = words.ngettext("%(plans)s, on track", "%(plans)s, all on track", count)
        title = said % {"plans": whole}
    return capitalised(title)


def _whole(words: Language, plans: Sequence[PlanSummary]) -> str:
    """How many there are; several plans of one country are called plans."""
    count = len(plans)
    said = (
        words.ngettext("%(count)s country", "%(count)s countries", count)
        if len({each.place for each in plans}) == count
        else words.ngettext("%(count)s plan", "%(count)s plans", count)
    )
    return said % {"count": _number(words, count)}


def _number(words: Language, count: int) -> str:
    """A small number as a word, where the language can say it whatever is counted; else in figures."""
    _ = words.gettext
    small = (
        _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
        _("eleven"), _("twelve"),
    )  # fmt: skip
    return small[count - 1] if 1 <= count <= len(small) else words.number(count)


def reasons(words: Language, plans: Sequence[PlanSummary]) -> tuple[SentenceView, ...]:
    """What is off track and why; then what is at risk and what is on track, by name."""
    _, by_kind = (
        words.gettext,
        {kind: [each for each in plans if each.status.kind == kind] for kind in ("bad", "warn", "good")},
    )
    bad = by_kind["bad"]
    said = [_linked(_("%(plan)s is off track: %(reason)s"), each) for each in bad[:NAMED]]
    if len(bad) > NAMED:
        more = words.ngettext("%(count)s more is off track.", "%(count)s more are off track.", len(bad) - NAMED)
        said.append(SentenceView(before=more % {"count": words.number(len(bad) - NAMED)}))
    said += _together(
        words, by_kind["warn"], lambda n: words.ngettext("%(plans)s is at risk.", "%(plans)s are at risk.", n)
    )
    said += _together(
        words, by_kind["good"], lambda n: words.ngettext("%(plans)s is on track.", "%(plans)s are on track.", n)
    )
    return tuple(said)


def _linked(sentence: str, plan: PlanSummary) -> SentenceView:
    before, _, after = (sentence % {"plan": "\0", "reason": _with_stop(plan.status.reason)}).partition("\0")
    return SentenceView(before=before, label=plan.title, href=plan.href, after=after)


def _with_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _together(words: Language, plans: Sequence[PlanSummary], say: Callable[[int], str]) -> list[SentenceView]:
    if not plans:
        return []
    named = [each.title for each in plans]
    if len(named) > NAMED + 1:
        others = len(named) - NAMED
        more = words.ngettext("%(count)s other", "%(count)s others", others) % {"count": words.number(others)}
        named = [*named[:NAMED], more]
    return [SentenceView(before=say(len(plans)) % {"plans": words.sentence_list(named)})]


def since_lines(words: Language, plans: Sequence[PlanSummary]) -> tuple[SinceLine, ...]:
    """Dates that moved, amounts and stages that changed, milestones that were finished; only what there was."""
    lines = (
        _line(words, plans, lambda each: each.movement.moved, _moved(words, plans)),
        _line(
            words,
            plans,
            lambda each: each.movement.amounts,
            lambda n: words.ngettext("amount changed", "amounts changed", n),
            amounts_said,
        ),
        _line(
            words,
            plans,
            lambda each: each.movement.stages,
            lambda n: words.ngettext("amount reached another stage", "amounts reached another stage", n),
        ),
        _line(
            words,
            plans,
            lambda each: each.movement.done,
            lambda n: words.ngettext("milestone done", "milestones done", n),
        ),
    )
    return tuple(line for line in lines if line)


def _moved(words: Language, plans: Sequence[PlanSummary]) -> Callable[[int], str]:
    later, earlier = (
        sum(counts) for counts in zip(*((each.movement.later, each.movement.earlier) for each in plans), strict=True)
    )
    if not earlier:
        return lambda n: words.ngettext("date moved, later", "dates moved, all later", n)
    if not later:
        return lambda n: words.ngettext("date moved, earlier", "dates moved, all earlier", n)
    values = {"later": words.number(later), "earlier": words.number(earlier)}
    return lambda n: (
        words.ngettext(
            "date moved, %(later)s later and %(earlier)s earlier",
            "dates moved, %(later)s later and %(earlier)s earlier",
            n,
        )
        % values
    )


def _line(
    words: Language,
    plans: Sequence[PlanSummary],
    counted: Callable[[PlanSummary], int],
    say: Callable[[int], str],
    detail: Callable[[Language, PlanSummary], str] | None = None,
) -> SinceLine | None:
    touched = sorted((each for each in plans if counted(each)), key=lambda each: (-counted(each), each.title))
    count = sum(counted(each) for each in touched)
    if not count:
        return None
    left = len(touched) - LINKED
    return SinceLine(
        number=words.number(count),
        text=say(count),
        links=tuple(
            Link(label=_of(words, each, counted(each), detail, is_only=len(touched) == 1), href=f"{each.href}/activity")
            for each in touched[:LINKED]
        ),
        more=words.ngettext("and %(count)s more plan", "and %(count)s more plans", left) % {"count": words.number(left)}
        if left > 0
        else "",
    )


def _of(
    words: Language,
    plan: PlanSummary,
    count: int,
    detail: Callable[[Language, PlanSummary], str] | None,
    *,
    is_only: bool,
) -> str:
    """A plan's part: the amounts where they can be said, its count where others have a part too, else its name."""
    said = detail(words, plan) if detail else ""
    if said:
        return words.gettext("%(plan)s, %(detail)s") % {"plan": plan.title, "detail": said}
    if is_only:
        return plan.title
    return words.gettext("%(plan)s %(count)s") % {"plan": plan.title, "count": words.number(count)}
