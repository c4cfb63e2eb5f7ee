"""The forms of report that ship: each loads, is switched on, and makes its files."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from io import BytesIO
from types import MappingProxyType
from typing import Any

import pytest
from pypdf import PdfReader

from core.extension.host import Host
from core.extension.reports import Answered, ReportFormat, StoryTold
from core.funding.files import open_file
from core.funding.models import FundingReport, Making
from core.funding.offered import formats_of
from core.funding.rendering import render_report
from core.funding.writing import FunderDetails, add_funder, ask_file, begin_report
from core.plugins.services import switch_off, switch_on
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import Person
from tests.funding.reading import words_of
from tests.funding.samples import REPORT

KEYS = (
    "verslag_gemeente",
    "verslag_oranje_fonds",
    "verslag_kansfonds",
    "verslag_vsbfonds",
    "verslag_kinderpostzegels",
    "raad_samenvatting",
)
OPTIONS = MappingProxyType({"accountant_from": 5_000_00, "decision": "B-12", "due_month": 4})


class TheCall:
    """As much of a call as a form of report may need."""

    options = OPTIONS


def form_of(key: str) -> ReportFormat:
    [form] = import_module(f"plugins.{key}").report_formats()
    return form  # type: ignore[no-any-return]


def test_they_all_load() -> None:
    host = Host()
    assert all(host.add(key, import_module(f"plugins.{key}")) for key in KEYS)
    assert host.refused == []
    assert not any(loaded.plugin.needs_consent_of_admin for loaded in host)


@pytest.mark.parametrize("key", KEYS)
def test_each_makes_every_file_it_names(key: str) -> None:
    form = form_of(key)
    answers = tuple(Answered(q.key, str(q.label), f"Over {q.key}.") for q in form.questions)
    report = replace(REPORT, answers=answers)
    for kind in form.files:
        made = form.render(TheCall(), report, kind)
        assert made.name.endswith(f".{kind}")
        said = words_of(made)
        assert all(f"Over {question.key}." in said for question in form.questions)
        assert "24" in said


def test_the_gemeente_hears_of_the_accountant_and_the_day() -> None:
    form = form_of("verslag_gemeente")
    said = words_of(form.render(TheCall(), REPORT, "docx"))
    assert "Beschikking B-12" in said
    assert "accountant" in said
    poor = replace(REPORT, grant_cents=4_999_99)
    assert "accountant" not in words_of(form.render(TheCall(), poor, "docx"))
    assert form.due and form.due(TheCall(), date(2026, 12, 31)) == date(2027, 4, 1)


def test_few_children_are_not_counted_out() -> None:
    form = form_of("verslag_kinderpostzegels")
    assert "minder dan 10" in words_of(form.render(TheCall(), REPORT, "docx"))


def test_the_council_gets_one_page() -> None:
    long = "Dit is een lange zin over het werk in de buurt. " * 100
    report = replace(
        REPORT,
        answers=(Answered("summary", "Samenvatting", long),),
        stories=tuple(StoryTold("Adem in huis", long, REPORT.as_of) for _time in range(3)),
    )
    made = form_of("raad_samenvatting").render(TheCall(), report, "pdf")
    assert len(PdfReader(BytesIO(made.content)).pages) == 1


def test_on_by_the_gemeente_made_by_the_worker_and_gone_when_off(
    office: Office, tenant: TenantContext, gemeente_officer: Person
) -> None:
    host = Host()
    host.add("verslag_gemeente", import_module("plugins.verslag_gemeente"), ships=True)
    here = Office(office.database, office.settings, office.clock, host)
    actor: Any = gemeente_officer.actor
    with here.work(tenant, actor) as work:
        assert formats_of(work).find("verslag_gemeente") is None
        switch_on(work, "verslag_gemeente", {"decision": "B-7"})
    with here.work(tenant, actor) as work:
        funder_id = add_funder(work, FunderDetails("Gemeente", "verslag_gemeente"))
        report_id = begin_report(work, funder_id, date(2026, 1, 1), date(2026, 12, 31))
        assert work.find(FundingReport, report_id).due_on == date(2027, 5, 1)
        ask_file(work, report_id)
    with here.work(tenant) as work:
        render_report(work, str(report_id))
    with here.work(tenant, actor) as work:
        assert "Beschikking B-7" in words_of(open_file(work, report_id))
        switch_off(work, "verslag_gemeente")
        assert formats_of(work).find("verslag_gemeente") is None
        ask_file(work, report_id)
    with here.work(tenant) as work:
        render_report(work, str(report_id))
        row = work.find(FundingReport, report_id)
        assert (row.making, "staat niet aan" in row.trouble) == (Making.FAILED, True)
        assert row.file_id is not None
