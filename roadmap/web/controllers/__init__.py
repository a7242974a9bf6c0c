"""Controllers, one file a noun. A new noun is one line here."""

from litestar.types import ControllerRouterHandler

from roadmap.web.controllers.account import AccountController
from roadmap.web.controllers.activity import ActivityController
from roadmap.web.controllers.amendments import AmendmentsController
from roadmap.web.controllers.barriers import BarriersController
from roadmap.web.controllers.budget_lines import BudgetLinesController
from roadmap.web.controllers.budget_tables import BudgetTablesController
from roadmap.web.controllers.budgets import BudgetsController
from roadmap.web.controllers.checks import ChecksController, WaiversController
from roadmap.web.controllers.committees import CommitteesController, MeetingsController
from roadmap.web.controllers.comparisons import ComparisonsController
from roadmap.web.controllers.coverage import CoverageController
from roadmap.web.controllers.diagnosis import DiagnosisController
from roadmap.web.controllers.drafts import DraftsController
from roadmap.web.controllers.exports import ExportsController
from roadmap.web.controllers.feeds import CalendarController, FeedsController
from roadmap.web.controllers.funding import (
    CommitmentsController,
    CommitmentStagesController,
    FundingController,
    FundingSourcesController,
)
from roadmap.web.controllers.help import HelpController
from roadmap.web.controllers.imports import ImportsController, PlanImportsController
from roadmap.web.controllers.milestone_batches import MilestoneBatchesController
from roadmap.web.controllers.milestone_edits import MilestoneEditsController
from roadmap.web.controllers.milestone_links import MilestoneLinksController
from roadmap.web.controllers.milestone_splits import MilestoneSplitsController
from roadmap.web.controllers.milestones import MilestonesController
from roadmap.web.controllers.money import MoneyController, PortfoliosController
from roadmap.web.controllers.needs import NeedsController
from roadmap.web.controllers.needs_takeovers import NeedsTakeoversController
from roadmap.web.controllers.new_plans import NewPlansController
from roadmap.web.controllers.phases import PhasesController
from roadmap.web.controllers.plan_settings import PlanSettingsController
from roadmap.web.controllers.plan_status import PlanStatusController
from roadmap.web.controllers.plans import PlansController
from roadmap.web.controllers.playbooks import PlaybooksController
from roadmap.web.controllers.portfolio import PortfolioController
from roadmap.web.controllers.preferences import PreferencesController
from roadmap.web.controllers.priorities import PrioritiesController
from roadmap.web.controllers.rates import RatesController
from roadmap.web.controllers.schemas import plan_schema
from roadmap.web.controllers.services import ServicesController
from roadmap.web.controllers.sign_in import SignInController, SignOutController
from roadmap.web.controllers.spending import SpendingController
from roadmap.web.controllers.spending_imports import SpendingImportsController
from roadmap.web.controllers.stakeholders import StakeholdersController
from roadmap.web.controllers.statements import StatementsController
from roadmap.web.controllers.targets import TargetsController
from roadmap.web.controllers.undo import UndoController
from roadmap.web.controllers.upgrades import UpgradesController

CONTROLLERS: tuple[ControllerRouterHandler, ...] = (
    AccountController,
    ActivityController,
    AmendmentsController,
    BarriersController,
    BudgetLinesController,
    BudgetTablesController,
    BudgetsController,
    CalendarController,
    ChecksController,
    CommitmentsController,
    CommitmentStagesController,
    CommitteesController,
    ComparisonsController,
    CoverageController,
    DiagnosisController,
    DraftsController,
    ExportsController,
    FeedsController,
    FundingController,
    FundingSourcesController,
    HelpController,
    MilestoneBatchesController,
    MeetingsController,
    MilestoneEditsController,
    MilestonesController,
    NeedsController,
    NeedsTakeoversController,
    MoneyController,
    NewPlansController,
    PhasesController,
    ImportsController,
    MilestoneLinksController,
    MilestoneSplitsController,
    PlanImportsController,
    PlanSettingsController,
    PlanStatusController,
    PlansController,
    PlaybooksController,
    PortfolioController,
    PortfoliosController,
    PreferencesController,
    RatesController,
    ServicesController,
    plan_schema,
    SignInController,
    SignOutController,
    SpendingController,
    SpendingImportsController,
    StakeholdersController,
    PrioritiesController,
    StatementsController,
    TargetsController,
    WaiversController,
    UndoController,
    UpgradesController,
)
"""All controllers, as the application registers them."""
