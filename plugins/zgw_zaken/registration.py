"""The registration of the gemeente, over the Zaken API: looked up first, made when it is not there.

The API has no key for a request, so whatever is made is looked up before: a zaak by its own
identification, a rol, status and resultaat by its type. A request whose answer was lost is so
found the next time.
"""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import jwt

from core.extension import Answer, Call, Change, NoAnswer, NotAllowed, Outcome, Receipt, _, not_done

HOURS = {"status_new": 9, "status_trial": 10, "status_active": 11, "status_end": 12}
"""A zaak has one status at a moment: two of one day follow each other."""


class NotTaken(Exception):
    """The registration did not do what was asked; `receipt` says so."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(str(receipt.told))
        self.receipt = receipt


class Zaken:
    """The Zaken API, for one call of the plugin."""

    def __init__(self, call: Call) -> None:
        self._http, self._options = call.http, call.options
        self._base = str(call.options["address"]).rstrip("/")

    def troubles(self) -> list[str]:
        """What is wrong with the settings, by a question that changes nothing."""
        try:
            answer = self._send("GET", "/zaken", {"bronorganisatie": self._options["rsin"]})
        except NotAllowed:
            return [_("Dit adres mag niet. Neem een adres dat met https:// begint.")]
        except NoAnswer:
            return [_("Op dit adres antwoordt niemand.")]
        if answer.status in (401, 403):
            return [_("De gemeente kent dit client-id of geheim niet, of het mag niets.")]
        return [] if answer.ok else [_("Op dit adres is geen Zaken API.")]

    def zaak_of(self, change: Change) -> str:
        """The URL of the family's zaak, made when there is none; raises NotTaken."""
        if change.reference:
            return change.reference
        mine = {
            "identificatie": f"BG-{UUID(str(change.facts['family'])).hex}",
            "bronorganisatie": self._options["rsin"],
        }
        if known := self._found("/zaken", mine, mine):
            return str(known["url"])
        answer = self._send("POST", "/zaken", json={
            **mine,
            "omschrijving": "Buurtgezinnen",
            "zaaktype": self._options["zaaktype"],
            "verantwoordelijkeOrganisatie": self._options["rsin"],
            "startdatum": str(change.facts.get("since") or change.on.isoformat()),
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
        })  # fmt: skip
        if answer.status in (400, 409) and (known := self._found("/zaken", mine, mine)):
            return str(known["url"])  # Somebody was just before us: it is ours all the same.
        return str(self._made(answer)["url"])

    def add_rol(self, zaak: str) -> None:
        """The unit of the gemeente that deals with it; never a person."""
        mine = {"zaak": zaak, "roltype": self._options["roltype"]}
        if self._found("/rollen", mine, mine):
            return
        self._make("/rollen", {
            **mine,
            "betrokkeneType": "organisatorische_eenheid",
            "roltoelichting": "Buurtgezinnen",
            "betrokkeneIdentificatie": {"identificatie": self._options["unit"]},
        })  # fmt: skip

    def set_status(self, zaak: str, name: str, change: Change) -> None:
        """Give the zaak a status, unless it has it; one without a type is passed by."""
        statustype = self._options.get(name)
        if not statustype:
            return
        mine = {"zaak": zaak, "statustype": statustype}
        if self._found("/statussen", mine, mine):
            return
        moment = f"{change.facts.get('on') or change.on.isoformat()}T{HOURS[name]:02}:00:00Z"
        self._make("/statussen", {**mine, "datumStatusGezet": moment})

    def set_resultaat(self, zaak: str) -> None:
        """Give the zaak its resultaat, which it has once."""
        if not self._found("/resultaten", {"zaak": zaak}, {"zaak": zaak}):
            mine = {"zaak": zaak, "resultaattype": self._options["resultaattype"]}
            self._make("/resultaten", mine)

    def _found(
        self, path: str, query: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        """The first thing that answers to a query and is what is wanted."""
        results = self._made(self._send("GET", path, query)).get("results", [])
        for one in results if isinstance(results, list) else []:
            if all(one.get(name) == value for name, value in wanted.items()):
                return dict(one)
        return None

    def _make(self, path: str, body: Mapping[str, Any]) -> None:
        self._made(self._send("POST", path, json=body))

    def _made(self, answer: Answer) -> Mapping[str, Any]:
        """What the registration said; raises NotTaken, or NoAnswer for half of it."""
        if not answer.ok:
            conflict = Receipt(Outcome.LATER, told=_("Het zaaksysteem is ermee bezig."))
            raise NotTaken(conflict if answer.status == 409 else not_done(answer))
        told = answer.json()
        if not isinstance(told, dict):
            raise NoAnswer("the answer is not what the API says")
        return told

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
    ) -> Answer:
        url = f"{self._base}{path}" + (f"?{urlencode(query)}" if query else "")
        headers = {
            "Authorization": f"Bearer {self._token()}",
            "Accept": "application/json",
            "Accept-Crs": "EPSG:4326",
            "Content-Crs": "EPSG:4326",
        }
        return self._http.send(method, url, headers=headers, json=json)

    def _token(self) -> str:
        """A fresh token, as ZGW agreed: signed with the secret that both sides know."""
        client_id = self._options["client_id"]
        claims = {
            "iss": client_id, "client_id": client_id, "iat": int(time.time()),
            "user_id": "buurtgezinnen", "user_representation": "Buurtgezinnen",
        }  # fmt: skip
        secret, header = self._options["client_secret"], {"client_identifier": client_id}
        return jwt.encode(claims, secret, algorithm="HS256", headers=header)
