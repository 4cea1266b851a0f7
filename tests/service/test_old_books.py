"""Memo and log from older programs."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.finding import Severity
from bot.core.process import State
from bot.testing.documents import File, five
from bot.testing.house import House
from bot.testing.old_books import ODS, as_ods, as_xls
from tests.service.people import MANAGER, annulment, ask, only_case, to

CASE = annulment()
XLS = "application/vnd.ms-excel"


def saved_as(file: File, converted: Callable[[bytes], bytes], media_type: str, ending: str) -> File:
    """A workbook saved by another program."""
    name = file.filename.rpartition(".")[0]
    return replace(file, filename=name + ending, media_type=media_type, content=converted(file.content))


@pytest.mark.parametrize(
    ("converted", "media_type", "ending"), [(as_xls, XLS, ".xls"), (as_ods, ODS, ".ods")], ids=["xls", "ods"]
)
def test_they_open_the_case_like_any_other(
    house: House, converted: Callable[[bytes], bytes], media_type: str, ending: str
) -> None:
    """Nothing is asked of the coordinator, and the approver gets the files as they came."""
    memo, *papers, log = five(CASE)
    books = (saved_as(one, converted, media_type, ending) for one in (memo, log))
    request = to(ask(house, CASE, files=(*books, *papers)), MANAGER)
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert not [one for one in only_case(house).findings if one.code == "memo.not_excel"]
    assert not [one for one in only_case(house).findings if one.severity is Severity.ERROR]
    assert {f"memorando{ending}", f"informe_gestiones{ending}"} <= {file.filename for file in request.mail.attachments}
