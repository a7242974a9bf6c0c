"""The help: its topics, and what its pages read from the rules themselves, so that they cannot say something else."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.access import GIVES, ROLES, Right
from roadmap.domain.evidence import KINDS
from roadmap.domain.instantiation import LONGEST, SHORTEST
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import LANGUAGES, Language
from roadmap.web.views.frame import Link, ProvenanceNote, role_title
from roadmap.web.views.playbooks import TextView
from roadmap.web.views.provenance import Notes

HOME = "/help"
RIGHTS: tuple[Right, ...] = ("read", "track", "manage", "sign")
RAG, CHECK = "rag-", "check-"
"""How the keys of the thresholds begin that the rule of red, amber and green uses, and those that plan checks use."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A page of the help; its template is named like its key."""

    key: str
    title: str
    lede: str

    @property
    def href(self) -> str:
        """The address of the page."""
        return f"{HOME}/{self.key}"


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpFrame:
    """What stands around every page of the help."""

    title: str
    lede: str
    contents: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ThresholdView:
    """A number that the rule of red, amber and green, or a plan check, uses."""

    playbook: str
    summary: str
    value: TextView


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCheckView:
    """A plan check as its playbook describes it."""

    title: str
    why: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleView:
    """A role, and for each right whether it has it."""

    title: str
    has: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpView:
    """What the pages of the help read."""

    topics: tuple[Topic, ...]
    thresholds: tuple[ThresholdView, ...]
    checks: tuple[PlanCheckView, ...]
    check_thresholds: tuple[ThresholdView, ...]
    check_notes: tuple[ProvenanceNote, ...]
    roles: tuple[RoleView, ...]
    languages: str
    file_kinds: str
    upload_mb: str
    months: tuple[str, str]
    notes: tuple[ProvenanceNote, ...]


def topics(words: Language) -> tuple[Topic, ...]:
    """Every topic, in the order in which somebody new needs them. A new one is a line here and a template."""
    _ = words.gettext
    return (
        Topic(key="first-steps", title=_("First steps"), lede=_("Start a plan, record progress, attach evidence.")),
        Topic(
            key="milestones",
            title=_("Editing milestones"),
            lede=_("Add, change, link, split, merge, drop; what moves with it is shown before."),
        ),
        Topic(
            key="needs",
            title=_("Needs assessment"),
            lede=_("From people in contact to posts, cost and outcomes of each area, and into the plan."),
        ),
        Topic(
            key="budgets",
            title=_("Budget and spending"),
            lede=_("Lines, the table of all of them, what is spent, and what the money bought."),
        ),
        Topic(
            key="funding",
            title=_("Funding"),
            lede=_("Sources and what ties their money, the pipeline by stage, and who to ask next."),
        ),
        Topic(
            key="coverage",
            title=_("Coverage and gaps"),
            lede=_("How money is shared out among costs by its restrictions, and what the gaps and leftovers mean."),
        ),
        Topic(
            key="drafting",
            title=_("Drafting a plan"),
            lede=_(
                "From a country to a whole plan: questions, routes that fit, a preview, and how to leave and resume."
            ),
        ),
        Topic(
            key="editing",
            title=_("Change a plan"),
            lede=_("Edit, add and take out anything in a plan, and what happens when two people do so at once."),
        ),
        Topic(
            key="status",
            title=_("Red, amber, green"),
            lede=_("The rule behind a plan’s status, with its numbers, and how a person’s judgement stands beside it."),
        ),
        Topic(
            key="checks",
            title=_("Plan checks"),
            lede=_("The rules that a plan is held against, with their numbers, and how to waive one with a reason."),
        ),
        Topic(
            key="progress",
            title=_("Progress and earned value"),
            lede=_("How far a plan has come, by weight and in money, against its baseline."),
        ),
        Topic(
            key="amendments",
            title=_("Undo, comparison and amendments"),
            lede=_("Take a change back, see what changed since any day, and amend a plan that is approved."),
        ),
        Topic(
            key="figures",
            title=_("Where figures come from"),
            lede=_("What the small boxes beside figures say, and where to look a figure up."),
        ),
        Topic(
            key="currencies",
            title=_("Currencies"),
            lede=_(
                "How amounts of several plans are added up in one currency, at which rate, and how they are rounded."
            ),
        ),
        Topic(
            key="calendar",
            title=_("Calendar"),
            lede=_("Milestones and meetings in the calendar that you use anyway."),
        ),
        Topic(key="people", title=_("Roles and rights"), lede=_("Who sees a plan, and who may change what.")),
        Topic(
            key="languages",
            title=_("Languages"),
            lede=_("Choose a language, and what happens where a translation is missing."),
        ),
        Topic(key="exports", title=_("Exports"), lede=_("Take a plan with you: calendar, tables, everything.")),
        Topic(
            key="exchange",
            title=_("Importing a plan"),
            lede=_("Take a whole plan out as a file, change it elsewhere, bring it back; and what the file holds."),
        ),
        Topic(
            key="playbooks",
            title=_("Playbooks"),
            lede=_("Read one, change one with a text editor, or add one for another intervention."),
        ),
        Topic(
            key="upgrades",
            title=_("Newer playbooks"),
            lede=_("What happens to plans when their playbook changes: see it three ways, take over what fits."),
        ),
        Topic(
            key="commands",
            title=_("Command line"),
            lede=_("What whoever runs the product does at the machine."),
        ),
    )


def help_frame(words: Language, topic: Topic | None = None) -> HelpFrame:
    """The frame of a topic's page; without one, of the first page."""
    _ = words.gettext
    first = Link(label=_("What this is"), href=HOME, is_current=topic is None)
    rest = tuple(
        Link(label=each.title, href=each.href, is_current=topic is not None and each.key == topic.key)
        for each in topics(words)
    )
    return HelpFrame(
        title=topic.title if topic else _("Help"),
        lede=topic.lede
        if topic
        else _("A planning service for bringing a proven social intervention to a whole country."),
        contents=(first, *rest),
    )


def help_view(words: Language, books: tuple[Playbook, ...], upload_mb: int) -> HelpView:
    """What the pages of the help read."""
    thresholds, notes = _thresholds(words, books, RAG)
    check_thresholds, check_notes = _thresholds(words, books, CHECK)
    return HelpView(
        topics=topics(words),
        thresholds=thresholds,
        checks=tuple(
            PlanCheckView(title=words.text(each.title), why=words.text(each.why), rule=words.text(each.rule))
            for book in books
            for each in book.checks
        ),
        check_thresholds=check_thresholds,
        check_notes=check_notes,
        roles=tuple(
            RoleView(title=role_title(words, role), has=tuple(right in GIVES[role] for right in RIGHTS))
            for role in ROLES
        ),
        languages=words.sentence_list(LANGUAGES.values()),
        file_kinds=", ".join(KINDS),
        upload_mb=words.number(upload_mb),
        months=(words.number(SHORTEST), words.number(LONGEST)),
        notes=notes,
    )


def _thresholds(
    words: Language, books: tuple[Playbook, ...], prefix: str
) -> tuple[tuple[ThresholdView, ...], tuple[ProvenanceNote, ...]]:
    rows: list[ThresholdView] = []
    listed: list[ProvenanceNote] = []
    for book in books:
        notes = Notes(words, book.sources, len(listed) + 1)
        rows += [
            ThresholdView(
                playbook=words.text(book.intervention.name),
                summary=words.text(each.summary),
                value=TextView(text=f"{words.number(each.value)} {words.text(each.unit)}", prov=notes.mark(each.basis)),
            )
            for each in book.thresholds
            if each.key.startswith(prefix)
        ]
        listed += notes.notes()
    return tuple(rows), tuple(listed)
