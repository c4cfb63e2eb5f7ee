"""Asking pages of an installation as a browser does, on a connection for each question."""

import http.client
import re
import socket
import urllib.parse
from dataclasses import dataclass
from http.cookies import SimpleCookie

HOST = "rhenen.localhost"
_HIDDEN = re.compile(r'<input(?=[^>]*type="hidden")[^>]*>')
_NAME, _VALUE = re.compile(r'name="([^"]+)"'), re.compile(r'value="([^"]*)"')
REFERRAL = {
    "known": "ja",
    "contact": "0612345678",
    "message_safe": "ja",
    "name": "Joris Wester",
    "function": "intern begeleider",
    "source": "school",
    "organisation": "Basisschool De Zaagmolen",
    "own_contact": "j.wester@school.example",
    "story": "Een vaste middag zou rust geven.",
    "joins_talk": "ask",
}


@dataclass(frozen=True)
class Answer:
    """What came back: the status, where to go on, and the page."""

    status: int
    location: str
    page: str


class Asker:
    """Somebody at the tenant's host, with cookies; `network` is where the proxy says it comes from.

    Raises OSError or HTTPException where nothing answers.
    """

    def __init__(self, port: int, network: str = "127.0.0.1") -> None:
        self.port = port
        self.network = network
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def fill_in(self, path: str, answers: dict[str, str]) -> Answer:
        """Open a form, fill it in and send it."""
        form = self.get(path)
        if form.status != http.client.OK:
            return form
        hidden = {}
        for tag in _HIDDEN.findall(form.page):
            name, value = _NAME.search(tag), _VALUE.search(tag)
            if name:
                hidden[name[1]] = value[1] if value else ""
        return self._ask("POST", path, {**hidden, **answers})

    def _ask(self, method: str, path: str, form: dict[str, str] | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {
            "Host": f"{HOST}:{self.port}",
            "Cookie": "; ".join(f"{key}={value}" for key, value in self._cookies.items()),
            "X-Forwarded-For": self.network,
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://{HOST}:{self.port}{path}"
        try:
            body = urllib.parse.urlencode(form) if form is not None else None
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {key: said.value for key, said in SimpleCookie(line).items()}
        return Answer(answer.status, answer.headers.get("Location", ""), page)


def sign_up(asker: Asker, name: str, contact: str = REFERRAL["own_contact"]) -> Answer:
    """A professional signs a family up; acknowledged is what sends one on to a confirmation."""
    told = {**REFERRAL, "first_name": name, "own_contact": contact}
    return asker.fill_in("/een-gezin-aanmelden", told)


def is_acknowledged(answer: Answer) -> bool:
    """Whether the sender is shown a confirmation."""
    return answer.status in (302, 303)


def answers(port: int) -> bool:
    """Whether the installation is ready."""
    try:
        return Asker(port).get("/readyz").status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False


def free_port() -> int:
    """A port of loopback that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
