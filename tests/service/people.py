"""The people of the example rules and what they send, for whole-mail tests."""

from datetime import timedelta

from bot.core.account import Outcome
from bot.core.case import Case
from bot.testing import mails, replies
from bot.testing.case_facts import CaseFacts, Request
from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.house import House, Sent

MANAGER = "Martha Lucía Ospina Rendón <martha.ospina@empresa.example>"
SAC = "Luz Adriana Hincapié Toro <luz.hincapie@empresa.example>"
OTHER_SAC = "Óscar Fernando Rojas Peña <oscar.rojas@empresa.example>"
CLERK = "Yuliana Andrea Mosquera Cruz <yuliana.mosquera@empresa.example>"
COORDINATOR = "Diana Marcela Caicedo Lucumí <diana.caicedo@empresa.example>"
COLLEAGUE = "Jairo Andrés Carabalí Ruiz <jairo.carabali@empresa.example>"
NEWCOMER = "Paola Andrea Rincón <paola.rincon@empresa.example>"
OUTSIDER = "Hernán Villegas <hernan@cliente.example>"
SUPPORT = "soporte@empresa.example"


def address(person: str) -> str:
    """``Name <address>`` to the address."""
    return person.partition("<")[2].rstrip(">")


def annulment(number: int = 0, **changes: object) -> CaseFacts:
    """A correct request of the Cali branch for an annulment without costs."""
    return facts(number, **({"city": "Cali", "request": Request.ANNUL, "admin_costs": False, "cause": "01"} | changes))


def ask(house: House, case: CaseFacts, **changes: object) -> tuple[Sent, ...]:
    """The request arrives; these mails leave for it."""
    return house.receive(mails.request(case, **({"date": house.clock.now()} | changes)).raw())


def answer(
    house: House, to: Sent, sender: str, text: str, *, client: str = "outlook", **changes: object
) -> tuple[Sent, ...]:
    """Somebody answers a mail of ours an hour later; these mails leave for it."""
    house.clock.advance(timedelta(hours=1))
    raw = replies.reply(to.raw, text, client=client, sender=sender, **({"date": house.clock.now()} | changes))
    return house.receive(raw)


def write(house: House, sender: str, subject: str, text: str, *files: File, **changes: object) -> tuple[Sent, ...]:
    """Somebody writes a mail of their own; these mails leave for it."""
    mail = mails.MailBuilder(
        sender=sender,
        to=("anulaciones@empresa.example",),
        subject=subject,
        date=house.clock.now(),
        text=text,
        attachments=files,
        **changes,
    )
    return house.receive(mail.raw())


def to(sent: tuple[Sent, ...], person: str) -> Sent:
    """The one mail among these that goes to somebody."""
    email = address(person) if "<" in person else person
    (found,) = (one for one in sent if email in one.recipients)
    return found


def only_case(house: House) -> Case:
    """The one case that there is."""
    (case,) = house.cases()
    return case


def outcomes(house: House) -> list[str]:
    """What became of every mail, oldest first, as far as it is finished."""
    found = [one for outcome in Outcome for one in house.app.ledger.receipts(outcome, 1000)]
    return [str(one.outcome) for one in sorted(found, key=lambda receipt: receipt.id)]


def inbox(house: House) -> int:
    """How many mails still lie where they arrived."""
    folder = house.home / "storage" / "maildir" / "anulaciones"
    return sum(1 for name in ("new", "cur") for _ in (folder / name).iterdir())
