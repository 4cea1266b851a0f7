"""What the file may say about the company: who, where, and when it works."""

from typing import Annotated, Literal

from pydantic import Field

from bot.core.company import Billing
from bot.rules.scalars import BY_SHAPE, MAPPING, TEXT, Address, Day, Domain, Hours, Name, Strict, Text, Timezone

CountryCode = Literal["CO", "AR"]


class CompanyModel(Strict):
    """Who the company is."""

    name: Text = Field(description="As it signs its mails.")
    domains: list[Domain] = Field(min_length=1, description="Its own mail domains.")
    timezone: Timezone = Field(description="IANA name, for example America/Bogota.")
    country: CountryCode = Field(description="Decides places, money and public holidays.")


class PersonModel(Strict):
    """Somebody of the company who takes part."""

    name: Text = Field(description="As mails address them.")
    address: Address = Field(description="Their mail address, which is their identity.")
    roles: list[Name] = Field(min_length=1, description="What they do; steps name these roles.")


class CityModel(Strict):
    """A city with other names that people give it."""

    name: Text = Field(description="Short official name, with accents.")
    aliases: list[Text] = Field(min_length=1, description="Other ways to write it that are not known anyway.")


class CoordinatorModel(Strict):
    """A branch coordinator with a name."""

    name: Text = Field(description="As mails address them.")
    address: Address = Field(description="Their mail address, which is their identity.")


class BranchModel(Strict):
    """A branch."""

    name: Text = Field(description="As people call it.")
    serves: list[Annotated[Annotated[Text, TEXT] | Annotated[CityModel, MAPPING], BY_SHAPE]] = Field(
        min_length=1, description="Its cities: a name, or a name with its aliases."
    )
    coordinators: list[Annotated[Annotated[Address, TEXT] | Annotated[CoordinatorModel, MAPPING], BY_SHAPE]] = Field(
        min_length=1, description="Those who may ask for its cases: an address, or a name with an address."
    )
    billing: Billing = Field(description="Whether it bills by itself (local) or through head office (central).")


class DeputyModel(Strict):
    """Somebody who stands in for somebody else."""

    of: Address = Field(description="Who is away.")
    to: Address = Field(description="Who stands in.")
    from_: Day = Field(alias="from", description="First day.")
    until: Day = Field(description="Last day, included.")


class HolidaysModel(Strict):
    """Days on which nobody works."""

    country: CountryCode | None = Field(default=None, description="Whose public holidays; else the company's country.")
    add: list[Day] = Field(default=[], description="The company's own free days.")
    remove: list[Day] = Field(default=[], description="Public holidays on which the company works.")


class CalendarModel(Strict):
    """When the company works."""

    hours: Hours = Field(default="08:00-17:00", description="Office hours.")
    saturday: bool = Field(default=False, description="Whether Saturdays are worked.")
    holidays: HolidaysModel = Field(default=HolidaysModel(), description="Days on which nobody works.")
