"""The contract of the ports ``Cases`` and ``Leases``."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.account import Absence, Claim, Outcome
from bot.core.process import State
from bot.errors import ConflictError, FenceError, PermanentError
from bot.service.ports import Ledger, Record
from tests.contracts.ledger import (
    BOX,
    COUNTER,
    FIRST,
    INVOICE,
    MINUTE,
    NOW,
    SECOND,
    case_of,
    commented,
    opened,
    opening,
    outbound,
    remind,
    sending,
    taken,
)

OTHER = Claim(kind="anulacion", key="FV-1")


class CasesContract:
    """What every ledger promises about cases."""

    def test_a_case_comes_back_as_it_was_written(self, ledger: Ledger) -> None:
        """Case and events, with money, days and marks, are equal to what was recorded."""
        ledger.record(opened())
        assert ledger.case(FIRST) == case_of(FIRST)
        assert ledger.events(FIRST) == opening(FIRST)
        assert ledger.case(SECOND) is None
        assert ledger.events(SECOND) == ()

    def test_events_are_added_in_order(self, ledger: Ledger) -> None:
        """Each record appends its events to all before."""
        ledger.record(opened())
        for words in ("uno", "dos"):
            ledger.record(commented(ledger.case(FIRST), words=words))
        assert ledger.case(FIRST).version == 5
        assert [event.words for event in ledger.events(FIRST)[3:]] == ["uno", "dos"]

    def test_a_change_of_an_outdated_case_is_refused_whole(self, ledger: Ledger) -> None:
        """Who decided on an older version leaves no trace: neither event nor mail nor finished receipt."""
        (receipt,) = taken(ledger, "1")
        ledger.record(opened())
        outdated = ledger.case(FIRST)
        ledger.record(commented(outdated))
        with pytest.raises(ConflictError):
            ledger.record(replace(commented(outdated, receipt), sends=(outbound("x.1", FIRST),)))
        assert len(ledger.events(FIRST)) == 4
        assert ledger.outbound("x.1") is None
        assert ledger.receipt(receipt.id).outcome is Outcome.PENDING

    def test_one_mail_changes_several_cases_or_none(self, ledger: Ledger) -> None:
        """What a mail changes in other cases is written with it, and nothing at all where one of them is outdated."""
        (receipt,) = taken(ledger, "1")
        ledger.record(opened())
        ledger.record(opened(SECOND, claims=()))
        first, second = ledger.case(FIRST), ledger.case(SECOND)
        ledger.record(commented(first))
        answer = Record(receipt=receipt, sends=(outbound("p.0", ""),), now=NOW)
        both = (commented(second), commented(first))
        with pytest.raises(ConflictError):
            ledger.record(replace(answer, beside=both))
        assert [len(ledger.events(one)) for one in (FIRST, SECOND)] == [4, 3]
        assert ledger.outbound("p.0") is None
        assert ledger.receipt(receipt.id).outcome is Outcome.PENDING
        ledger.record(replace(answer, beside=(commented(second), commented(ledger.case(FIRST)))))
        assert [len(ledger.events(one)) for one in (FIRST, SECOND)] == [5, 4]
        assert ledger.receipt(receipt.id).outcome is Outcome.HANDLED

    def test_a_case_that_was_never_opened_cannot_change(self, ledger: Ledger) -> None:
        """A record without a counter needs a case of its version."""
        with pytest.raises(ConflictError):
            ledger.record(commented(case_of(FIRST)))

    def test_numbers_are_given_once_and_in_order(self, ledger: Ledger) -> None:
        """The next number is taken by opening a case, never twice, each counter for itself."""
        assert ledger.next_number(COUNTER) == 1
        with pytest.raises(ConflictError):
            ledger.record(opened(SECOND))
        ledger.record(opened(FIRST))
        assert ledger.next_number(COUNTER) == 2
        for number in (FIRST, f"{COUNTER}-000003"):
            with pytest.raises(ConflictError):
                ledger.record(opened(number, claims=()))
        ledger.record(opened(SECOND, claims=()))
        assert ledger.next_number(COUNTER) == 3
        assert ledger.next_number("RF-2026") == 1

    def test_a_refused_opening_gives_its_number_back(self, ledger: Ledger) -> None:
        """Numbers have no gaps where nothing was opened."""
        ledger.record(opened(FIRST))
        with pytest.raises(ConflictError):
            ledger.record(opened(SECOND))
        assert ledger.next_number(COUNTER) == 2
        assert ledger.case(SECOND) is None

    def test_a_claim_is_held_by_one_case(self, ledger: Ledger) -> None:
        """Until the holder lets go of it nobody else can have it."""
        ledger.record(opened(FIRST, claims=(INVOICE, OTHER)))
        alike = Claim(kind="conciliacion", key=INVOICE.key)
        assert ledger.holders([INVOICE, alike]) == {INVOICE: FIRST}
        assert ledger.holders([]) == {}
        ledger.record(replace(commented(case_of(FIRST)), claims=frozenset({OTHER})))
        assert ledger.holders([INVOICE, OTHER]) == {OTHER: FIRST}
        ledger.record(opened(SECOND, claims=(INVOICE,)))
        assert ledger.holders([INVOICE, OTHER]) == {INVOICE: SECOND, OTHER: FIRST}
        ledger.record(commented(ledger.case(FIRST)))
        assert ledger.holders([OTHER]) == {OTHER: FIRST}
        ledger.record(replace(commented(ledger.case(FIRST)), claims=frozenset()))
        assert ledger.holders([OTHER]) == {}

    def test_threads_that_open_cases_get_all_numbers_once(self, ledger: Ledger) -> None:
        """Whoever meets a conflict reads the number again; nobody shares one and none is left out."""
        start = threading.Barrier(4)

        def open_five(thread: int) -> list[str]:
            start.wait()
            return [_open_next(ledger, Claim(kind="thread", key=f"{thread}-{turn}")) for turn in range(5)]

        with ThreadPoolExecutor(4) as pool:
            numbers = [number for some in pool.map(open_five, range(4)) for number in some]
        assert sorted(numbers) == [f"{COUNTER}-{number:06d}" for number in range(1, 21)]

    def test_cases_are_listed_newest_first(self, ledger: Ledger) -> None:
        """By process, and open ones only where asked."""
        for number, state, process in ((1, State.CLOSED, "a"), (2, State.RETURNED, "a"), (3, State.RETURNED, "b")):
            record = opened(f"{COUNTER}-{number:06d}", claims=())
            opened_at = NOW + number * MINUTE
            ledger.record(replace(record, case=replace(record.case, state=state, process=process, opened_at=opened_at)))

        def listed(process: str | None, *, open_only: bool = False, limit: int = 9) -> list[int]:
            return [int(case.number[-1]) for case in ledger.cases(process, open_only=open_only, limit=limit)]

        assert listed(None) == [3, 2, 1]
        assert listed("a") == [2, 1]
        assert listed("a", open_only=True) == [2]
        assert listed(None, open_only=True) == [3, 2]
        assert listed(None, limit=1) == [3]

    def test_cases_are_listed_page_by_page(self, ledger: Ledger) -> None:
        """Those older than the last of a page follow, cases of one moment in the order of their numbers."""
        for number in range(1, 6):
            ledger.record(opened(f"{COUNTER}-{number:06d}", claims=()))
        pages = [ledger.cases(None, open_only=False, limit=2)]
        while pages[-1]:
            pages.append(ledger.cases(None, open_only=False, limit=2, before=pages[-1][-1]))
        assert [[int(case.number[-1]) for case in page] for page in pages] == [[5, 4], [3, 2], [1], []]

    def test_open_cases_of_a_client_are_found(self, ledger: Ledger) -> None:
        """By process, branch and normalised name, as long as they are open, and again when reopened."""
        ledger.record(opened(FIRST))
        ledger.record(opened(SECOND, claims=()))
        assert ledger.open_like("anulacion", "Cali", "agro nandu") == (FIRST, SECOND)
        assert ledger.open_like("anulacion", "Bogotá", "agro nandu") == ()
        assert ledger.open_like("otro", "Cali", "agro nandu") == ()
        closing = commented(case_of(FIRST))
        ledger.record(replace(closing, case=replace(closing.case, state=State.CLOSED)))
        assert ledger.open_like("anulacion", "Cali", "agro nandu") == (SECOND,)
        ledger.record(commented(replace(closing.case, state=State.INCOMPLETE)))
        assert ledger.open_like("anulacion", "Cali", "agro nandu") == (FIRST, SECOND)

    def test_a_mail_leads_to_its_case(self, ledger: Ledger) -> None:
        """By Message-ID of mails that came, the first known one going before."""
        first, second = taken(ledger, "1", "2")
        ledger.record(opened(FIRST, first))
        ledger.record(opened(SECOND, second, claims=()))
        assert ledger.case_of_mail(["x@y", f"mail-{SECOND}@cliente", f"mail-{FIRST}@cliente"]) == SECOND
        assert ledger.case_of_mail(["x@y", ""]) == ""
        assert ledger.case_of_mail([]) == ""
        assert ledger.case_of_mail([*(f"{n}@y" for n in range(1200)), f"mail-{FIRST}@cliente"]) == FIRST

    def test_deadlines_follow_the_case(self, ledger: Ledger) -> None:
        """Those that have passed are listed earliest first; a record replaces all of a case."""
        ledger.record(sending())
        for number, minutes in ((FIRST, (5, 1)), (SECOND, (3,))):
            record = opened(number, claims=())
            deadlines = tuple(remind(NOW + minute * MINUTE, f"paso {minute}") for minute in minutes)
            ledger.record(replace(record, case=replace(record.case, deadlines=deadlines)))

        def due(minutes: int, limit: int = 9) -> list[tuple[str, str]]:
            return [(number, deadline.step) for number, deadline in ledger.due(NOW + minutes * MINUTE, limit)]

        assert due(0) == []
        assert due(5) == [(FIRST, "paso 1"), (SECOND, "paso 3"), (FIRST, "paso 5")]
        assert due(5, limit=2) == [(FIRST, "paso 1"), (SECOND, "paso 3")]
        assert due(1) == [(FIRST, "paso 1")]
        ledger.record(commented(case_of(FIRST)))
        assert due(5) == [(SECOND, "paso 3")]

    def test_the_register_learns_of_every_change_once(self, ledger: Ledger) -> None:
        """A case is unbooked until its present version was booked; an older booking never undoes a newer one."""
        ledger.record(opened(FIRST))
        ledger.record(opened(SECOND, claims=()))
        ledger.record(commented(case_of(FIRST)))
        assert [case.number for case in ledger.unbooked(9)] == [SECOND, FIRST]
        assert [case.number for case in ledger.unbooked(1)] == [SECOND]
        ledger.booked({FIRST: 3, SECOND: 3})
        assert [case.number for case in ledger.unbooked(9)] == [FIRST]
        ledger.booked({FIRST: 4})
        ledger.booked({FIRST: 3})
        ledger.booked({})
        assert ledger.unbooked(9) == ()

    def test_blocks_of_rules_are_kept_for_life(self, ledger: Ledger) -> None:
        """The first text of a digest stays; a digest without a text is an error that says so."""
        ledger.keep_block("d1", "steps: [año]")
        ledger.keep_block("d1", "other")
        assert ledger.block("d1") == "steps: [año]"
        with pytest.raises(PermanentError, match="d2"):
            ledger.block("d2")


class LeasesContract:
    """What every ledger promises about leases, and about itself."""

    def test_one_owner_at_a_time(self, ledger: Ledger) -> None:
        """A lease is renewed by its owner, refused to others, and free again at its end."""
        hour = timedelta(hours=1)
        assert ledger.lease("register", "a", NOW, hour)
        assert not ledger.lease("register", "b", NOW, hour)
        assert ledger.lease("mailbox", "b", NOW, hour)
        assert ledger.lease("register", "a", NOW + hour / 2, hour)
        assert not ledger.lease("register", "b", NOW + hour, hour)
        assert ledger.lease("register", "b", NOW + 1.5 * hour, hour)

    def test_only_the_owner_gives_a_lease_back(self, ledger: Ledger) -> None:
        """Afterwards anybody may have it."""
        assert ledger.lease("register", "a", NOW, MINUTE)
        ledger.release("register", "b")
        assert not ledger.lease("register", "b", NOW, MINUTE)
        ledger.release("register", "a")
        assert ledger.lease("register", "b", NOW, MINUTE)

    def test_what_a_dead_process_held_is_given_back(self, ledger: Ledger) -> None:
        """Its leases, mails and mails of ours are free at once; what others hold or wait for stays as it is."""
        taken(ledger, "1", "2")
        later = NOW + MINUTE / 2
        ledger.record(sending(outbound("r-1.1"), outbound("r-1.2")))
        ledger.lease("register", "dead", NOW, MINUTE)
        ledger.lease("mailbox", "alive", NOW, MINUTE)
        (held,) = ledger.claim_outbox(BOX, "dead", NOW, MINUTE, 1)
        (retried,) = ledger.claim_outbox(BOX, "dead", NOW, MINUTE, 1)
        ledger.retry(retried, NOW + MINUTE)
        ledger.give_back("dead")

        assert ledger.lease("register", "alive", later, MINUTE)
        assert not ledger.lease("mailbox", "other", later, MINUTE)
        assert [mail.id for mail in ledger.claim_outbox(BOX, "alive", later, MINUTE, 9)] == [held.id]
        with pytest.raises(FenceError):
            ledger.finish(held, [], NOW.date())
        assert ledger.claim_receipts("alive", later, MINUTE, 9) == ()
        ledger.give_back("worker")
        assert len(ledger.claim_receipts("alive", later, MINUTE, 9)) == 2

    def test_of_many_threads_one_gets_the_lease(self, ledger: Ledger) -> None:
        """However close together they ask."""
        start = threading.Barrier(4)

        def ask(owner: str) -> bool:
            start.wait()
            return ledger.lease("register", owner, NOW, MINUTE)

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(ask, "abcd")) == 1

    def test_what_is_away_is_remembered_until_it_is_back(self, ledger: Ledger) -> None:
        """Since when, and what was said first; each by its name."""
        assert ledger.absences() == ()
        first = ledger.missed("fetch:b@x", "timed out", NOW)
        assert ledger.missed("fetch:b@x", "refused", NOW + MINUTE) == first
        second = ledger.missed("dispatch", "", NOW + MINUTE)
        assert first == Absence(name="fetch:b@x", since=NOW, error="timed out")
        assert ledger.absences() == (second, first)
        ledger.found("fetch:b@x")
        ledger.found("fetch:b@x")
        assert ledger.absences() == (second,)
        assert ledger.missed("fetch:b@x", "again", NOW + 2 * MINUTE).since == NOW + 2 * MINUTE

    def test_a_ledger_in_order_answers_a_ping(self, ledger: Ledger) -> None:
        """Again and again, and it changes nothing that anybody can see."""
        ledger.ping()
        ledger.ping()
        assert ledger.cases(None, open_only=False, limit=1) == ()


def _open_next(ledger: Ledger, claim: Claim) -> str:
    while True:
        number = f"{COUNTER}-{ledger.next_number(COUNTER):06d}"
        try:
            ledger.record(opened(number, claims=(claim,)))
        except ConflictError:
            continue
        return number
