"""The face: all that a plugin may import. The hooks in `hookspecs` are its manual.

from core.extension import Kind, Plugin, hookimpl

@hookimpl
def plugin() -> Plugin:
    return Plugin("kerk", "Kerken", "Kerken melden een gezin aan.", Kind.CHANNEL, "1.0")
"""

from core.errors import NotFound, Refused
from core.extension.call import Call, NotDeclared, TenantSeen
from core.extension.channels import BadBody, Door, ReferralChannel
from core.extension.exchanging import hand_over, handed_over, sign_up_of
from core.extension.handing import lines_of
from core.extension.hookspecs import hookimpl
from core.extension.options import Options, secret
from core.extension.pages import (
    Asked,
    Card,
    Download,
    Line,
    MenuEntry,
    Page,
    Place,
    PluginJob,
    PluginPages,
    Sent,
    Shown,
    Who,
)
from core.extension.plugin import CONTRACT, Kind, Plugin, Sees
from core.extension.seen import (
    ContactSeen,
    CouplingSeen,
    Erased,
    EvaluationSeen,
    FamilyClosed,
    FamilySeen,
    PersonSeen,
    ReferralSeen,
)
from core.extension.signing import key_of, message_of, signed
from core.extension.suppliers import (
    Change,
    ChangeKind,
    Inbound,
    Outcome,
    Receipt,
    SupplierIntegration,
    Unwelcome,
    not_done,
)
from core.families.models import FamilyRole
from core.funding.formats import Rendered, ReportFormat, ReportQuestion
from core.funding.report import Report
from core.method.standard import standard as standard_method
from core.method.variant import (
    STANDARD_DEMANDS,
    AgreementText,
    AnswerMoment,
    Choice,
    Demand,
    EndReason,
    MethodVariant,
    Need,
    Question,
    QuestionKind,
    ReferralSource,
    Side,
)
from core.method.variant import Outcome as MethodOutcome
from core.outgoing.client import Answer, NoAnswer, NotAllowed
from core.outgoing.sftp import SftpPlace, UnknownServer, UnreadableKey
from core.referrals.draft import ReferralDraft, ReferrerDraft
from core.wording import Text, _, _l, ngettext

__all__ = [
    "CONTRACT",
    "STANDARD_DEMANDS",
    "AgreementText",
    "Answer",
    "AnswerMoment",
    "Asked",
    "BadBody",
    "Call",
    "Card",
    "Change",
    "ChangeKind",
    "Choice",
    "ContactSeen",
    "CouplingSeen",
    "Demand",
    "Door",
    "Download",
    "EndReason",
    "Erased",
    "EvaluationSeen",
    "FamilyClosed",
    "FamilyRole",
    "FamilySeen",
    "Inbound",
    "Kind",
    "Line",
    "MenuEntry",
    "MethodOutcome",
    "MethodVariant",
    "Need",
    "NoAnswer",
    "NotAllowed",
    "NotDeclared",
    "NotFound",
    "Options",
    "Outcome",
    "Page",
    "PersonSeen",
    "Place",
    "Plugin",
    "PluginJob",
    "PluginPages",
    "Question",
    "QuestionKind",
    "Receipt",
    "ReferralChannel",
    "ReferralDraft",
    "ReferralSeen",
    "ReferralSource",
    "ReferrerDraft",
    "Refused",
    "Rendered",
    "Report",
    "ReportFormat",
    "ReportQuestion",
    "Sees",
    "Sent",
    "SftpPlace",
    "Shown",
    "Side",
    "SupplierIntegration",
    "TenantSeen",
    "Text",
    "UnknownServer",
    "UnreadableKey",
    "Unwelcome",
    "Who",
    "_",
    "_l",
    "hand_over",
    "handed_over",
    "hookimpl",
    "key_of",
    "lines_of",
    "message_of",
    "ngettext",
    "not_done",
    "secret",
    "sign_up_of",
    "signed",
    "standard_method",
]
