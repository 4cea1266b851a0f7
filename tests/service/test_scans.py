"""Whole mails in, whole mails out: scans in parts, documents that did not come, and files that tell nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.document import Document
from bot.core.mail import Attachment
from bot.core.process import State
from bot.service.scans import MOST_BEGUN, MOST_TAKEN_OUT, MOST_UNPACKED, KeptScans, ScansUnreadError, start_reading
from bot.testing.case_facts import CaseFacts
from bot.testing.clock import FrozenClock
from bot.testing.documents import ROLES, File, five
from bot.testing.house import House, Sent, open_house
from bot.testing.readers import DoneReading
from tests.service.conftest import WEDNESDAY
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    SAC,
    address,
    annulment,
    answer,
    ask,
    only_case,
    to,
)


def flat(mail: Sent) -> str:
    """Its text in one line."""
    return " ".join(mail.mail.text.split())


def forwarded(house: House, case: CaseFacts, **changes: object) -> Sent:
    """The case is approved; this mail asks the clerk to scan."""
    return to(answer(house, to(ask(house, case, **changes), MANAGER), MANAGER, "Aprobado"), CLERK)


def scans(case: CaseFacts) -> tuple[File, ...]:
    """What a clerk makes of the five documents, in their order: pictures, called like the papers."""
    page = five(case)[ROLES.index("carta_cliente")].content
    return tuple(
        File(
            filename=f"{Path(file.filename).stem}.pdf",
            media_type="application/pdf",
            content=page + f"%%{role}".encode(),
        )
        for role, file in zip(ROLES, five(case), strict=True)
    )


def nameless(case: CaseFacts, role: str, name: str = "CamScanner.pdf") -> File:
    """A new scan of a document that neither its name nor its content tells."""
    file = five(case, scanned=(role,))[ROLES.index(role)]
    return replace(file, filename=name, content=file.content + b"%%new")


@pytest.mark.parametrize(
    "text",
    [
        "DIGITALIZADO, va el resto",
        "Van los que faltan, digitalizado",
        "Adjunto los documentos pendientes",
        "Aquí va lo que faltaba",
        "Con estos quedan los cinco",
        "",
    ],
)
def test_the_rest_of_the_scans_finishes(house: House, text: str) -> None:
    """Scans that complete the five are the work done, with words that say so or with none."""
    case = annulment()
    asked, files = forwarded(house, case), scans(case)
    (told,) = answer(house, asked, CLERK, "Van los primeros", attachments=files[:2])
    assert "falta la carta del cliente, la carta de respuesta y el informe de gestiones" in flat(told)
    answer(house, asked, CLERK, text, attachments=files[2:])
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize(
    "text", ["Digitalizado, falta el informe", "Mañana mando los demás", "No he podido con el resto"]
)
def test_what_the_clerk_has_not_sent_yet_is_told_to_her_alone(house: House, text: str) -> None:
    """Whoever began to send scans and says that some lack troubles nobody else."""
    case = annulment()
    (told,) = answer(house, forwarded(house, case), CLERK, text, attachments=scans(case)[:4])
    assert told.recipients == (address(CLERK),)
    assert "falta el informe de gestiones." in flat(told)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_complete_scans_with_words_that_deny_it_are_asked_about(house: House) -> None:
    """Neither silence nor a guess: the clerk is asked once more."""
    case = annulment()
    text = "Va casi todo, todavía no he terminado"
    (again,) = answer(house, forwarded(house, case), CLERK, text, attachments=scans(case))
    assert again.recipients == (address(CLERK),)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


@pytest.mark.parametrize("sent_before", [0, 3])
@pytest.mark.parametrize(
    "text",
    [
        "No me llegó el informe de gestiones",
        "el informe de gestiones no lo tengo",
        "¿Me reenvía el informe de gestiones?",
    ],
)
def test_a_document_that_did_not_come_is_asked_for_and_sent_on(house: House, text: str, sent_before: int) -> None:
    """The coordinator is asked, the clerk reads it, and the document goes on though it is the same as before."""
    case = annulment()
    asked, files = forwarded(house, case), scans(case)
    if sent_before:
        answer(house, asked, CLERK, "Digitalizado", attachments=files[:sent_before])
    (request,) = answer(house, asked, CLERK, text)
    assert set(request.recipients) == {address(COORDINATOR), address(CLERK)}
    assert "Diana: por favor envíe de nuevo los documentos" in flat(request)

    (better,) = answer(house, request, COORDINATOR, "Va otra vez", attachments=five(case)[4:])
    assert better.recipients == (address(CLERK),)
    assert [file.filename for file in better.mail.attachments] == ["informe_gestiones.xlsx"]

    answer(house, request, CLERK, "Ya lo pude abrir, digitalizado", attachments=files[sent_before:])
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Les devuelvo los documentos para que los firmen",
        "Buenos días, quedo atenta a que me lleguen los físicos",
        "Buenas tardes, reenvío lo recibido",
        "Estos archivos son de otra solicitud, por favor revisar",
    ],
)
def test_what_we_sent_is_no_scan(house: House, text: str) -> None:
    """The documents come back as they went out: whoever returns them is asked what that means."""
    case = annulment()
    (again,) = answer(house, forwarded(house, case), CLERK, text, attachments=five(case))
    assert again.recipients == (address(CLERK),)
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    assert only_case(house).scans == ()


@pytest.mark.parametrize("new", [0, 3])
def test_the_word_counts_though_documents_come_back(house: House, new: int) -> None:
    """Whoever says that it is done is believed, and beside new scans what comes back counts too."""
    case = annulment()
    files = (*scans(case)[:new], *five(case)[new:])
    answer(house, forwarded(house, case), CLERK, "DIGITALIZADO", attachments=files)
    assert only_case(house).state is State.AWAITING_FILING
    assert len(only_case(house).scans) == (5 if new else 0)


@pytest.mark.parametrize("text", ["Estos archivos son de otra solicitud", "Quedo atenta a que lleguen los físicos"])
def test_new_files_with_other_words_are_asked_about(house: House, text: str) -> None:
    """Only a covering note, or no word at all, lets five files speak for themselves."""
    case = annulment()
    (again,) = answer(house, forwarded(house, case), CLERK, text, attachments=scans(case))
    assert again.recipients == (address(CLERK),)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_a_patient_clerk_troubles_nobody(house: House) -> None:
    """Who has not begun yet is reminded in time, not now."""
    assert answer(house, forwarded(house, annulment()), CLERK, "No he podido, mañana los digitalizo") == ()


def test_a_clerk_who_scans_no_more_is_heard(house: House) -> None:
    """Why it is not done goes to those to whom doubts go; the clerk reads that it did."""
    words = "Yo ya no estoy en digitalización, ahora es Pedro"
    sent = answer(house, forwarded(house, annulment()), CLERK, words)
    assert words in flat(next(one for one in sent if address(SAC) in one.recipients))
    assert "Anoté que todavía falta la digitalización" in flat(to(sent, CLERK))
    assert "RETIRO" not in flat(to(sent, CLERK))


@pytest.mark.parametrize("approved", [False, True])
def test_the_words_say_which_document_a_file_is(house: House, approved: bool) -> None:
    """A file that tells nothing is the document that the mail names, and no other is touched."""
    case = annulment()
    last = forwarded(house, case) if approved else to(ask(house, case), COORDINATOR)
    file = nameless(case, "carta_cliente")
    sent = answer(house, last, COORDINATOR, "Va más legible la carta del cliente", attachments=(file,))

    found = only_case(house)
    here = found.papers if approved else found.pieces
    assert [piece.role for piece in here if piece.filename == file.filename] == ["carta_cliente"]
    assert not any("era lo que quedaba" in flat(mail) for mail in sent)


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("text", ["Va más legible", "Envío soporte para la anulación de la factura FECA-110000", ""])
def test_a_file_that_nobody_can_tell_is_asked_about(house: House, approved: bool, text: str) -> None:
    """It replaces nothing, its sender is asked which it is, and the answer with the name puts it in its place."""
    case = annulment()
    last = forwarded(house, case) if approved else to(ask(house, case), COORDINATOR)
    before = only_case(house).documents
    (asked,) = answer(house, last, COORDINATOR, text, attachments=(nameless(case, "carta_respuesta"),))

    assert asked.recipients == (address(COORDINATOR),)
    assert "¿Qué documento es «CamScanner.pdf»" in flat(asked)
    assert "la carta del cliente, la carta de respuesta o el informe de gestiones" in flat(asked)
    assert only_case(house).documents == before

    answer(house, asked, COORDINATOR, "Es la carta de respuesta", attachments=(nameless(case, "carta_respuesta"),))
    found = only_case(house)
    assert "CamScanner.pdf" in {piece.filename for piece in (*found.pieces, *found.papers)}


def test_two_files_are_not_told_apart_by_two_names(house: House) -> None:
    """Which of them is which nobody knows."""
    case = annulment()
    files = (nameless(case, "carta_cliente", "IMG1.pdf"), nameless(case, "factura_original", "IMG2.pdf"))
    text = "Va la carta del cliente y la factura original"
    (asked,) = answer(house, to(ask(house, case), COORDINATOR), COORDINATOR, text, attachments=files)
    assert "¿Qué documentos son «IMG1.pdf» e «IMG2.pdf»" in flat(asked)


@pytest.fixture
def deputy_house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A house in which somebody stands in for somebody else all March."""
    absent, deputy = request.param
    text = Path("mail_rules.yaml").read_text(encoding="utf-8")
    text = text.replace("from: 2026-07-01, until: 2026-07-15", "from: 2026-03-01, until: 2026-03-31")
    text = text.replace(
        "of: martha.ospina@empresa.example, to: carlos.echeverry@empresa.example",
        f"of: {address(absent)}, to: {address(deputy)}",
    )
    rules = tmp_path / "deputies.yaml"
    rules.write_text(text, encoding="utf-8")
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules) as house:
        yield house


@pytest.mark.parametrize(
    ("deputy_house", "requester"),
    [((COORDINATOR, CLERK), CLERK), ((CLERK, COORDINATOR), COORDINATOR)],
    indirect=["deputy_house"],
)
def test_who_asked_may_scan(deputy_house: House, requester: str) -> None:
    """Only decisions need somebody else: a clerk who stands in for a coordinator is asked to scan her own request."""
    case = annulment()
    request = to(ask(deputy_house, case, sender=requester), MANAGER)
    asked = to(answer(deputy_house, request, MANAGER, "Aprobado"), requester)
    assert "por favor digitalice" in flat(asked).lower()
    answer(deputy_house, asked, requester, "Digitalizado")
    assert only_case(deputy_house).state is State.AWAITING_FILING


@pytest.mark.parametrize("deputy_house", [(COORDINATOR, CLERK)], indirect=True)
def test_who_asked_and_scans_does_not_ask_herself(deputy_house: House) -> None:
    """A document that she cannot read is asked of the branch's other coordinators."""
    request = to(ask(deputy_house, annulment(), sender=CLERK), MANAGER)
    asked = to(answer(deputy_house, request, MANAGER, "Aprobado"), CLERK)
    (told,) = answer(deputy_house, asked, CLERK, "La carta del cliente no abre")
    assert set(told.recipients) == {address(COORDINATOR), address(COLLEAGUE), address(CLERK)}
    assert "Diana y Jairo: por favor envíe" in flat(told)


class NotedReaders:
    """Reads nothing; notes which files were taken out of archives."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.documents = documents
        self.taken: list[str] = []

    def start(self, files: Sequence[Attachment]) -> DoneReading:
        """As if all of it had been read."""
        assert files
        return DoneReading(self.documents)

    def member(self, content: bytes, member: str) -> bytes:
        """One more."""
        self.taken.append(member)
        return content


class NotedScans:
    """Reads nothing; notes how much it would have read at once."""

    engines = ("tesseract",)

    def __init__(self) -> None:
        self.read_at_once: list[int] = []
        self.begun: list[int] = []

    def begin(self, files: Sequence[Attachment]) -> None:
        """Nothing is made out of them."""
        self.begun.append(len(files))

    def kept(self, scan: Document) -> None:
        """Nothing was read before."""

    def read(self, files: Sequence[Attachment]) -> tuple[tuple[Document, ...], ...]:
        """Nothing is made out of them."""
        self.read_at_once.append(len(files))
        return tuple(() for _ in files)


ARCHIVE = Attachment(
    part=0, filename="a.zip", declared_type="", content=b"x", sha256="", content_id="", inline=False
)  # fmt: skip


def pictures(size: int) -> tuple[Document, ...]:
    """More scans in an archive than are taken out of one."""
    return tuple(
        Document(filename="a.bmp", media_type="image/bmp", size=size, sha256="", member=str(number))
        for number in range(MOST_TAKEN_OUT + 9)
    )


@pytest.mark.parametrize(("size", "taken"), [(MOST_UNPACKED // 3, 3), (1, MOST_TAKEN_OUT)], ids=["large", "many"])
def test_scans_in_archives_are_taken_out_as_far_as_that_is_no_burden(size: int, taken: int) -> None:
    """A small archive may hold many large pictures: those beyond the limit stay scans that nobody read."""
    readers, engines = NotedReaders(pictures(size)), NotedScans()
    start_reading([ARCHIVE], readers, engines).result()  # type: ignore[arg-type]
    assert readers.taken == [str(number) for number in range(taken)]
    assert engines.read_at_once == [taken]


@pytest.mark.parametrize(
    ("size", "begun"), [(MOST_BEGUN // 200, [MOST_TAKEN_OUT]), (MOST_BEGUN, [])], ids=["small", "large"]
)
def test_only_small_scans_are_begun_while_others_are_decided(size: int, begun: list[int]) -> None:
    """They are held meanwhile."""
    readers, engines = NotedReaders(pictures(size)), NotedScans()
    start_reading([ARCHIVE], readers, engines).begin()  # type: ignore[arg-type]
    assert engines.begun == begun


def test_nothing_is_taken_out_by_whoever_does_not_read_scans() -> None:
    """Other mails wait meanwhile."""
    readers = NotedReaders(pictures(1))
    with pytest.raises(ScansUnreadError):
        start_reading([ARCHIVE], readers, KeptScans(NotedScans())).result()  # type: ignore[arg-type]
    assert readers.taken == []
