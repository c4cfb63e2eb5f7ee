"""Every model of the ground and of core, imported once so that the metadata is complete."""

from core.accounts import models as accounts
from core.caseload import models as caseload
from core.couplings import models as couplings
from core.cover import models as cover
from core.evaluations import models as evaluations
from core.families import models as families
from core.handovers import models as handovers
from core.intake import models as intake
from core.mail import models as mail
from core.matching import models as matching
from core.programme import models as programme
from core.referrals import models as referrals
from core.safety import models as safety
from tenants import models as ground
from tenants import provisioning
from tenants.isolation import Base

METADATA = Base.metadata
MODULES = (
    ground, accounts, mail, programme, families, referrals, intake, safety, matching, couplings,
    evaluations, cover, caseload, handovers, provisioning,
)  # fmt: skip
