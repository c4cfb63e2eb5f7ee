"""The files of reports: kept byte for byte, with the figures they were made of."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from core.errors import NotFound
from core.funding.formats import Rendered
from core.funding.frozen import from_json, to_json
from core.funding.models import FundingFile, FundingReport, ReportState
from core.funding.report import Report
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file without opening it."""

    name: str
    size: int
    sha256: str
    made_on: date
    revision: int


class Damaged(RuntimeError):
    """A file is not what was kept: its digest differs."""


def keep_file(
    work: Work, rendered: Rendered, report: Report, *, revision: int, format_version: int
) -> UUID:
    """Keep a file and what it was made of, for good."""
    row = FundingFile(
        id=new_id(), media_type=rendered.media_type, name=rendered.name,
        sha256=hashlib.sha256(rendered.content).hexdigest(), size=len(rendered.content),
        revision=revision, format_version=format_version, made_on=work.today,
    )  # fmt: skip
    row.snapshot = work.vault.seal(FundingFile.snapshot, row.id, to_json(report))
    row.content = work.vault.seal_bytes(FundingFile.content, row.id, rendered.content)
    work.add(row)
    return row.id


def open_file(work: Work, report_id: UUID) -> Rendered:
    """The file of a report as it was made; raises NotFound without one, Damaged."""
    report = work.find(FundingReport, report_id)
    if report.file_id is None:
        raise NotFound("funding_file")
    row = work.find(FundingFile, report.file_id)
    content = work.vault.open_bytes(FundingFile.content, row.id, row.content)
    is_final = report.state == ReportState.SUBMITTED
    if is_final and hashlib.sha256(content).hexdigest() != row.sha256:
        raise Damaged(str(report_id))
    work.record("report.downloaded", "funding_report", report_id)
    return Rendered(content, row.media_type, row.name)


def read_snapshot(work: Work, file_id: UUID) -> Report:
    """What a file was made of."""
    query = select(FundingFile.snapshot).where(FundingFile.id == file_id)
    sealed = work.session.execute(query).scalar_one()
    return from_json(Report, work.vault.open(FundingFile.snapshot, file_id, sealed))


def file_facts(work: Work, file_id: UUID) -> FileFacts:
    """What is known of a file."""
    query = select(
        FundingFile.name, FundingFile.size, FundingFile.sha256, FundingFile.made_on,
        FundingFile.revision,
    )  # fmt: skip
    return FileFacts(*work.session.execute(query.where(FundingFile.id == file_id)).one())


def drop_file(work: Work, file_id: UUID | None) -> None:
    """Take the file of a draft away, once no report refers to it."""
    if file_id:
        work.session.execute(delete(FundingFile).where(FundingFile.id == file_id))
