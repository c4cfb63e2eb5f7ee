"""Every model of the ground and of core, imported once so that the metadata is complete."""

from core.accounts import models as accounts
from core.agenda import models as agenda
from core.attachments import models as attachments
from core.caseload import models as caseload
from core.channels import models as channels
from core.couplings import models as couplings
from core.cover import models as cover
from core.drafts import models as drafts
from core.duplicates import models as duplicates
from core.evaluations import models as evaluations
from core.exporting import models as exporting
from core.families import models as families
from core.funding import models as funding
from core.handovers import models as handovers
from core.importing import models as importing
from core.intake import models as intake
from core.lessons import models as lessons
from core.licences import models as licences
from core.mail import models as mail
from core.matching import list_models as solved
from core.matching import models as matching
from core.meldcode import models as meldcode
from core.method import models as method
from core.network import models as network
from core.places import models as places
from core.plugins import models as plugins
from core.programme import models as programme
from core.recruiting import models as recruiting
from core.referrals import models as referrals
from core.safety import models as safety
from core.signals import models as signals
from core.suppliers import models as suppliers
from core.undo import models as undo
from tenants import models as ground
from tenants import provisioning
from tenants.isolation import Base

METADATA = Base.metadata
MODULES = (
    ground,
    accounts,
    drafts,
    undo,
    mail,
    programme,
    families,
    places,
    referrals,
    intake,
    method,
    safety,
    matching,
    solved,
    recruiting,
    couplings,
    evaluations,
    agenda,
    cover,
    caseload,
    handovers,
    network,
    channels,
    lessons,
    funding,
    duplicates,
    importing,
    exporting,
    attachments,
    signals,
    meldcode,
    licences,
    plugins,
    suppliers,
    provisioning,
)
