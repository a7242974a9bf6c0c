"""Two versions of a step of one draft, one choice for each difference: somebody has it open in two windows."""

from __future__ import annotations

from roadmap.domain.drafting import Answers, Draft, StepTyped
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import Language
from roadmap.web.forms.drafts import ANSWER, NOTE
from roadmap.web.views.conflicts import ConflictView, DifferenceView
from roadmap.web.views.drafts import address_of, first
from roadmap.web.views.parts import HiddenView
from roadmap.web.views.words import Titles


def draft_conflict(words: Language, current: Draft, sent: StepTyped, page: str, book: Playbook) -> ConflictView:
    """What the other window saved beside what this one sent; ``page`` names the page that shows both."""
    _ = words.gettext
    when = words.instant(current.changed_at)
    differing = [name for name, values in sent.answers.items() if current.typed.get(name, ()) != values]
    labels = _labels(words, book)
    kept = tuple(
        HiddenView(name=name, value=value)
        for name, values in sent.answers.items()
        if name not in differing
        for value in values
    )
    address = address_of(current, sent.step)
    return ConflictView(
        action=address,
        title=_("This draft was changed in another window"),
        sentence=_(
            "It was saved on %(when)s, after you opened this page. Nothing of yours is lost: choose for each"
            " difference."
        )
        % {"when": when},
        hidden=(
            HiddenView(name="version", value=str(current.version)),
            HiddenView(name="page", value=page),
            HiddenView(name="do", value="chosen"),
            *kept,
        ),
        theirs_head=_("Saved in the other window, %(when)s") % {"when": when},
        yours_head=_("Yours, not saved yet"),
        fields=tuple(
            DifferenceView(
                name=name,
                label=labels.get(name, name),
                theirs=_shown(words, book, name, current.typed),
                yours=_shown(words, book, name, sent.answers),
                theirs_value=" ".join(current.typed.get(name, ())),
                yours_value=" ".join(sent.answers[name]),
            )
            for name in differing
        ),
        same="",
        save_label=_("Save what is chosen"),
        cancel_href=address,
        cancel_label=_("Keep what was saved"),
    )


def _labels(words: Language, book: Playbook) -> dict[str, str]:
    _ = words.gettext
    return {
        "title": _("Title"),
        "country": _("Country"),
        "subdivision": _("Part of the country"),
        "playbook": _("Playbook"),
        "portfolio": _("Portfolio"),
        NOTE: _("What the answers rest on"),
        "routes": _("Routes"),
        "modules": _("Modules"),
        "start": _("Start"),
        "months": _("Length"),
        "specialists": _("Specialists"),
        "services": _("Services"),
        "currency": _("Currency"),
        "rate": _("Exchange rate"),
        "rate_source": _("Where the rate is from"),
        **{f"{ANSWER}{each.key}": words.text(each.title) for each in book.diagnosis.questions},
    }


def _shown(words: Language, book: Playbook, name: str, typed: Answers) -> str:
    """The values of a field as they are read."""
    values = typed.get(name, ())
    if name.startswith(ANSWER):
        option = book.diagnosis.option(name.removeprefix(ANSWER), first(typed, name))
        return words.text(option.title) if option else first(typed, name)
    if name == "routes":
        titles = Titles(words, book)
        return words.sentence_list(titles.route(each.partition("/")[2]) for each in values)
    if name == "modules":
        known = {f"{route.key}/{each.key}": each.title for route in book.routes for each in route.modules}
        return words.sentence_list(dict.fromkeys(words.text(known.get(each, each)) for each in values))
    return " ".join(values)
