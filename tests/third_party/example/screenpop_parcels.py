"""A carrier's parcels: a source that reads its text file, and a department that shows whose parcel is where."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from screenpop.answers.table import Column, TableAnswer
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.ports.checks import Check
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, SourceKind, SourceSettings
from screenpop.ports.questions import Question
from screenpop.ports.rows import MaybeText, Text
from screenpop.sentences import say


class FileSettings(SourceSettings):
    file: str


@dataclass(frozen=True)
class ParcelFile:
    name: str
    file: Path

    def rows(self, question, parameters, *, within: timedelta, at_most: int = 10_000):
        try:
            lines = [line.split(";") for line in self.file.read_text(encoding="utf-8").splitlines()]
        except OSError as error:
            raise SourceUnavailable(say("{file} cannot be read.", file=self.file)) from error
        of_customer = [line for line in lines if line[0] == parameters["ref"]]
        if len(of_customer) > at_most:
            raise UnreadableAnswer(say("There are too many parcels to be shown."))
        return [dict(zip(question.split(), line[1:], strict=False)) for line in of_customer]

    def stream(self, question, parameters):
        return iter(self.rows(question, parameters, within=timedelta(minutes=1)))

    def close(self) -> None: ...


@dataclass(frozen=True)
class Parcel:
    parcel: Text
    status: MaybeText = None


class ParcelsSettings(DepartmentSettings):
    sent: str


@dataclass(frozen=True)
class Parcels:
    name: str
    source: ParcelFile
    deadline: timedelta
    sent: str

    def ask(self, customer, /) -> TableAnswer:
        parcels = Inquiry(self.source, self.name, customer, self.deadline).all("sent", self.sent, Parcel)
        columns = (Column("parcel"), Column("status"))
        return TableAnswer(columns, tuple((parcel.parcel, parcel.status) for parcel in parcels))


SOURCE = SourceKind(
    name="parcel file",
    settings=FileSettings,
    build=lambda settings, around: ParcelFile(around.name, around.folder / settings.file),
    examine=lambda source: [
        Check(f"source {source.name}", source.file.is_file(), say("looked for the file"))
    ],
)
DEPARTMENT = DepartmentKind(
    name="parcels",
    settings=ParcelsSettings,
    questions=(Question("sent", Parcel),),
    build=lambda settings, around: Parcels(around.name, around.source, settings.deadline, settings.sent),
)
