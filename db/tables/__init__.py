"""Tables, one file a noun. A new noun is one line here."""

from db.tables.accounts import AccountRow, AttemptRow, FeedRow, MembershipRow, SessionRow
from db.tables.amendments import AmendmentRow
from db.tables.budgets import BudgetLineRow, SpendingRow
from db.tables.changes import ChangeRow
from db.tables.committees import CommitteeRow, MeetingRow
from db.tables.drafts import PlanDraftRow
from db.tables.funding import CommitmentRow, FundingSourceRow
from db.tables.imports import PlanImportRow
from db.tables.indicators import ReadingRow
from db.tables.milestones import EvidenceFileRow, EvidenceRow, MilestoneRow
from db.tables.plan_money import PlanMoneyRow
from db.tables.plans import BaselineRow, PhaseRow, PlanRow, PortfolioRow
from db.tables.playbook_copies import PlaybookCopyRow
from db.tables.portfolios import PortfolioChangeRow
from db.tables.rates import ExchangeRateRow, RateImportRow
from db.tables.risks import RiskRow
from db.tables.services import ServiceRow
from db.tables.stakeholders import StakeholderRow

__all__ = [
    "TABLES",
    "AccountRow",
    "AmendmentRow",
    "AttemptRow",
    "BaselineRow",
    "BudgetLineRow",
    "ChangeRow",
    "CommitmentRow",
    "CommitteeRow",
    "EvidenceFileRow",
    "EvidenceRow",
    "ExchangeRateRow",
    "FeedRow",
    "FundingSourceRow",
    "MeetingRow",
    "MembershipRow",
    "MilestoneRow",
    "PhaseRow",
    "PlanDraftRow",
    "PlanImportRow",
    "PlanMoneyRow",
    "PlanRow",
    "PlaybookCopyRow",
    "PortfolioChangeRow",
    "PortfolioRow",
    "RateImportRow",
    "ReadingRow",
    "RiskRow",
    "ServiceRow",
    "SessionRow",
    "SpendingRow",
    "StakeholderRow",
]

TABLES = [
    PortfolioRow,
    PortfolioChangeRow,
    PlanRow,
    PhaseRow,
    BaselineRow,
    AmendmentRow,
    MilestoneRow,
    EvidenceRow,
    EvidenceFileRow,
    BudgetLineRow,
    SpendingRow,
    FundingSourceRow,
    CommitmentRow,
    StakeholderRow,
    RiskRow,
    CommitteeRow,
    MeetingRow,
    ServiceRow,
    ReadingRow,
    PlaybookCopyRow,
    AccountRow,
    MembershipRow,
    SessionRow,
    FeedRow,
    AttemptRow,
    PlanDraftRow,
    PlanImportRow,
    PlanMoneyRow,
    ChangeRow,
    ExchangeRateRow,
    RateImportRow,
]
"""Every table, those that others refer to first."""
