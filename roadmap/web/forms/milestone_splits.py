"""The form that splits a milestone: a row for each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.milestone_splits import MOST_PARTS, SplitPart, shared
from roadmap.domain.milestones import Milestone
from roadmap.web.forms.reading import Typed, no_whole, whole

ENDS = ("title", "days", "weight")


def part_rows(texts: Mapping[str, str]) -> list[int]:
    """The numbers of the rows."""
    return list(range(min(max(whole(texts.get("part_rows", "")) or 0, 0), MOST_PARTS)))


def suggested_parts(whole_one: Milestone, titles: Sequence[str]) -> dict[str, str]:
    """As many parts as there are titles, as the form begins: days and weight shared evenly, as far as they go."""
    count = len(titles)
    even = [1] * count
    days = shared(max(whole_one.likely, count), even)
    weights = shared(max(whole_one.weight, count), even)
    rows = {"part_rows": str(count)}
    for row, title in enumerate(titles):
        rows |= {
            f"part_{row}_title": title,
            f"part_{row}_days": str(days[row]),
            f"part_{row}_weight": str(weights[row]),
        }
    return rows


def with_part_row(form: Typed, done: str) -> dict[str, str] | None:
    """The rows after a button of theirs: one more part, or one fewer; nothing for other buttons."""
    rows = part_rows(form.values)
    kept = [{end: form.text(f"part_{row}_{end}") for end in ENDS} for row in rows]
    if done == "add-part" and len(kept) < MOST_PARTS:
        kept.append(dict.fromkeys(ENDS, ""))
    elif done.startswith("remove-part-") and done.removeprefix("remove-part-") in {str(row) for row in rows}:
        del kept[int(done.removeprefix("remove-part-"))]
    elif done != "add-part":
        return None
    found = {f"part_{row}_{end}": text for row, each in enumerate(kept) for end, text in each.items()}
    return {"part_rows": str(len(kept)), **found}


def parse_parts(form: Typed) -> list[SplitPart]:
    """The parts as typed. Raises ``RuleBrokenError`` with a fault for every number that cannot be read."""
    faults, parts = list(form.faults), []
    for row in part_rows(form.values):
        numbers = {}
        for end in ("days", "weight"):
            name = f"part_{row}_{end}"
            found = whole(form.text(name))
            if found is None:
                unreadable = no_whole(form.text(name))
                faults.append(Fault(field=name, message=unreadable))
            numbers[end] = found or 0
        title = " ".join(form.text(f"part_{row}_title").split())
        parts.append(SplitPart(title=title, days=numbers["days"], weight=numbers["weight"]))
    if faults:
        raise RuleBrokenError(*faults)
    return parts
