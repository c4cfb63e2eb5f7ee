"""Where postcode areas lie: as imported for everybody, and as each programme needs them."""

from sqlalchemy import Float, String
from sqlalchemy.orm import Mapped

from tenants.columns import internal, personal, public
from tenants.isolation import PlatformModel, TenantModel, unique


class PostcodeArea(PlatformModel):
    """An area of a table that an operator imported: the same for every programme."""

    __tablename__ = "postcode_area"

    postcode4: Mapped[str] = public(String(4), primary_key=True)
    lat: Mapped[float] = public(Float())
    lon: Mapped[float] = public(Float())


class PostcodePosition(TenantModel):
    """Where an area lies in which families of this programme live.

    That an area lies somewhere is public; that this programme looked it up is not: so these stand
    behind the wall.
    """

    __tablename__ = "postcode_position"
    __table_args__ = (unique("postcode4"),)

    postcode4: Mapped[str] = personal(String(4))
    lat: Mapped[float] = personal(Float())
    lon: Mapped[float] = personal(Float())
    source: Mapped[str] = internal(String(12))
