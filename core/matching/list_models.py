"""The weights with their versions, and the whole list as it was solved last."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, Integer, SmallInteger, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, unique
from tenants.sealing import Sealed


class MatchingWeights(TenantModel):
    """A version of the weights of a variant of the method; `points` by factor, 1000 together."""

    __tablename__ = "matching_weights"
    __table_args__ = (unique("variant", "version"),)

    variant: Mapped[str] = internal(String(40))
    version: Mapped[int] = internal(Integer())
    points: Mapped[dict[str, int]] = internal(JSONB())
    reason: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    made_on: Mapped[date] = internal(Date())


class SolvedList(TenantModel):
    """The best coupling of the whole list, as it was solved last; at most one row.

    `fingerprint` is of all that went in: the same list is not solved twice.
    """

    __tablename__ = "solved_list"
    __table_args__ = (unique("only"),)

    only: Mapped[int] = internal(SmallInteger(), default=1)
    solved_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    fingerprint: Mapped[str] = internal(String(64))
    weights_variant: Mapped[str] = internal(String(40))
    weights_version: Mapped[int] = internal(Integer())
    total: Mapped[int] = internal(Integer())


class RequestPrice(TenantModel):
    """What the list gains by a request, and the offer that the best list gives it.

    `regrets` are the points that the whole list loses by each offer that fits, by its id; `places`
    what one place of an offer is worth to the other requests, where that is not its price.
    """

    __tablename__ = "request_price"
    __table_args__ = (unique("request_id"),)

    request_id: Mapped[UUID] = belongs_to("support_request", on_delete="CASCADE")
    offer_id: Mapped[UUID | None] = belongs_to("support_offer", on_delete="SET NULL")
    price: Mapped[int] = internal(Integer())
    regrets: Mapped[dict[str, int]] = internal(JSONB())
    places: Mapped[dict[str, int]] = internal(JSONB(), default=dict)


class OfferPrice(TenantModel):
    """What the list loses when one place of an offer goes."""

    __tablename__ = "offer_price"
    __table_args__ = (unique("offer_id"),)

    offer_id: Mapped[UUID] = belongs_to("support_offer", on_delete="CASCADE")
    price: Mapped[int] = internal(Integer())
