"""The mail with which somebody of the network is asked to spread a search profile."""

from core.mail.texts import LetterKind, Place, letter
from core.wording import _l

TO_NETWORK = letter(
    LetterKind(
        "search_profile",
        name=_l("Zoekprofiel, aan uw netwerk"),
        to=_l("een contactpersoon uit uw netwerk"),
        subject=_l("Kent u een gezin met plek voor {plek}?"),
        body=_l(
            "Beste {naam},\n\n"
            "Kent u een gezin met plek voor {plek}?\n\n"
            "{zoekprofiel}\n\n"
            "Bekijk en deel dit zoekprofiel:\n{link}\n\n"
            "U kunt de poster (A4) ophangen of deze mail doorsturen:\n{poster}\n\n"
            "Noem geen namen als u denkt te weten om wie het gaat.\n\n"
            "Hartelijke groet,\n{groet}\n\n"
            "U krijgt dit omdat u in het netwerk van Buurtgezinnen {programma} staat. "
            "Stuur mij geen zoekprofielen meer:\n{stop}"
        ),
        places={
            "naam": Place(_l("de naam van wie de mail krijgt"), "Joris"),
            "plek": Place(_l("waarvoor plek gezocht wordt"), "een vaste middag"),
            "zoekprofiel": Place(
                _l("de tekst van het zoekprofiel"),
                "Een kind op de basisschool zoekt een vaste middag.",
            ),
            "link": Place(
                _l("de korte link van deze organisatie"), "https://lopik.voorbeeld.example/k/jw7-p1"
            ),
            "poster": Place(
                _l("de poster met deze link"),
                "https://lopik.voorbeeld.example/zoekprofielen/jw7-p1/poster.pdf",
            ),
            "groet": Place(
                _l("uw naam, met het nummer van het programma"),
                "Anna de Vries, coördinator, 06 00 00 00 00",
            ),
            "programma": Place(_l("de naam van het programma"), "Lopik"),
            "stop": Place(
                _l("waar iemand zegt dat het de laatste was"),
                "https://lopik.voorbeeld.example/geen-zoekprofielen/abc",
            ),
        },
        required=("link", "stop"),
    )
)
