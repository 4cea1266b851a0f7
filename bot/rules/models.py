"""The whole file: what ``mail_rules.yaml`` may say, and nothing else."""

from typing import Annotated

from pydantic import Field

from bot.rules.models_company import BranchModel, CalendarModel, CompanyModel, DeputyModel, PersonModel
from bot.rules.models_mailbox import MailboxModel
from bot.rules.models_process import ProcessModel
from bot.rules.scalars import Name, ScannerAddress, Strict, Text
from bot.rules.values import WhenAway

Count = Annotated[int, Field(ge=1, le=1000)]


class LimitsModel(Strict):
    """Ceilings that hold for all processes."""

    mails_per_person: Count = Field(default=6, description="Mails from us to somebody known, in one case and day.")
    mails_per_stranger: Count = Field(default=1, description="Mails from us to anybody else, in one day.")
    unclear_answers: Count = Field(default=2, description="How often an unclear answer is asked again.")
    quarantine_tries: Count = Field(default=3, description="How often handling a mail is tried before it is parked.")
    file_seconds: Annotated[int, Field(ge=1, le=60)] = Field(default=5, description="What reading one file may take.")
    file_megabytes: Annotated[int, Field(ge=256, le=4096)] = Field(
        default=512, description="Memory of a process that reads files, in MB."
    )
    scan_pages: Annotated[int, Field(ge=1, le=100)] = Field(
        default=10, description="Scanned pages of a file that are read."
    )


class VirusScannerModel(Strict):
    """Who looks for malware in the files of a mail before anything opens them: ClamAV's clamd."""

    address: ScannerAddress = Field(description="Where clamd listens: unix:/path or host:port.")
    seconds: Annotated[int, Field(ge=1, le=300)] = Field(
        default=30, description="What each step of its answer may take."
    )
    when_away: WhenAway = Field(default=WhenAway.WAIT, description="What mails with files do without it.")


class AgendaModel(Strict):
    """The list of what waits for somebody, in the morning."""

    minimum: Count = Field(default=2, description="For how many waiting requests on somebody gets it.")


class RulesModel(Strict):
    """Rules of tramita: what each process is, who takes part, and when."""

    company: CompanyModel = Field(description="Who the company is.")
    mailboxes: list[MailboxModel] = Field(min_length=1, description="Mailboxes that are read.")
    people: list[PersonModel] = Field(min_length=1, description="Those who take part, with their roles.")
    branches: list[BranchModel] = Field(min_length=1, description="Branches, their cities and coordinators.")
    deputies: list[DeputyModel] = Field(default=[], description="Who stands in for whom, and when.")
    calendar: CalendarModel = Field(default=CalendarModel(), description="When the company works.")
    limits: LimitsModel = Field(default=LimitsModel(), description="Ceilings that hold for all processes.")
    agenda: AgendaModel | None = Field(default=None, description="A list of what waits for somebody, in the morning.")
    virus_scanner: VirusScannerModel | None = Field(default=None, description="Who looks for malware in files.")
    catalogs: dict[Name, dict[Text, Text]] = Field(default={}, description="The company's lists: code to text.")
    processes: dict[Name, ProcessModel] = Field(min_length=1, description="The processes, by name.")
