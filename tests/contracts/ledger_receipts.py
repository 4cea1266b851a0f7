"""The contract of the port ``Receipts``."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.account import Arrival, Outcome, Queue
from bot.errors import ConflictError, FenceError
from bot.service.ports import Ledger, Record
from tests.contracts.ledger import BOX, MINUTE, NOW, held, opened, take_in, taken


class ReceiptsContract:
    """What every ledger promises about mails."""

    def test_a_mail_is_taken_in_once_per_mailbox_and_key(self, ledger: Ledger) -> None:
        """The same key again changes nothing; in another mailbox it is another mail."""
        take_in(ledger, "1", "2")
        ledger.receive(BOX, [Arrival(key="2", digest="other", size=1), Arrival(key="3", digest="c", size=1)], None, NOW)
        take_in(ledger, "1", box="otra@empresa.example")
        receipts = ledger.receipts(Outcome.PENDING, 10)
        assert [(receipt.mailbox == BOX, receipt.key) for receipt in receipts] == [
            (False, "1"),
            (True, "3"),
            (True, "2"),
            (True, "1"),
        ]
        assert receipts[2].digest == "raw-2"
        assert receipts[2].received_at == NOW

    def test_all_mails_are_listed_page_by_page(self, ledger: Ledger) -> None:
        """In order of arrival, whatever became of them."""
        take_in(ledger, "1", "2", "3")
        first, second = ledger.receipts_after(0, 2)
        assert [first.key, second.key] == ["1", "2"]
        assert [receipt.key for receipt in ledger.receipts_after(second.id, 2)] == ["3"]
        assert ledger.receipts_after(second.id + 1, 2) == ()

    def test_unknown_keys_come_back_in_order(self, ledger: Ledger) -> None:
        """Of many keys only those never taken in are left, as they were listed."""
        take_in(ledger, "k7", "k700", "k1500")
        keys = [f"k{number}" for number in range(2000)]
        assert ledger.unknown(BOX, keys) == tuple(key for key in keys if key not in {"k7", "k700", "k1500"})
        assert ledger.unknown("otra@empresa.example", ["k7"]) == ("k7",)
        assert ledger.unknown(BOX, []) == ()

    def test_the_cursor_moves_with_the_mails(self, ledger: Ledger) -> None:
        """It is empty at first, moves when told, and stays otherwise, each mailbox for itself."""
        assert ledger.cursor(BOX) == ""
        ledger.receive(BOX, [], "uid:7", NOW)
        take_in(ledger, "1")
        assert ledger.cursor(BOX) == "uid:7"
        assert ledger.cursor("otra@empresa.example") == ""
        ledger.receive(BOX, [], "uid:9", NOW)
        assert ledger.cursor(BOX) == "uid:9"

    def test_a_lease_hides_a_mail_until_it_ends(self, ledger: Ledger) -> None:
        """Nobody else gets a leased mail; afterwards it comes back with the next fence and one more attempt."""
        first, second = taken(ledger, "1", "2")
        assert (first.key, first.attempts, first.fence) == ("1", 1, 1)
        assert ledger.claim_receipts("other", NOW + MINUTE / 2, MINUTE, 9) == ()
        again = ledger.claim_receipts("other", NOW + MINUTE, MINUTE, 9)
        assert [(receipt.id, receipt.fence, receipt.attempts) for receipt in again] == [
            (first.id, 2, 2),
            (second.id, 2, 2),
        ]

    def test_mails_are_taken_oldest_first_and_no_more_than_asked_for(self, ledger: Ledger) -> None:
        """A limit leaves the younger ones for the next."""
        take_in(ledger, "1", "2", "3")
        assert [receipt.key for receipt in ledger.claim_receipts("a", NOW, MINUTE, 2)] == ["1", "2"]
        assert [receipt.key for receipt in ledger.claim_receipts("b", NOW, MINUTE, 2)] == ["3"]

    def test_whoever_lost_the_lease_can_write_nothing(self, ledger: Ledger) -> None:
        """The old fence is refused by everything, the new one is not."""
        (old,) = taken(ledger, "1")
        (new,) = ledger.claim_receipts("other", NOW + MINUTE, MINUTE, 1)
        with pytest.raises(FenceError):
            ledger.record(opened(receipt=old))
        with pytest.raises(FenceError):
            ledger.postpone(old, NOW, "late")
        with pytest.raises(FenceError):
            ledger.set_outcome(old, Outcome.DROPPED, "late")
        assert ledger.case(opened().case.number) is None
        ledger.record(opened(receipt=new))
        assert ledger.receipt(new.id).outcome is Outcome.HANDLED

    def test_a_lease_that_ran_out_unnoticed_still_counts(self, ledger: Ledger) -> None:
        """As long as nobody else took the mail, a slow worker may finish it."""
        (receipt,) = taken(ledger, "1")
        ledger.record(replace(opened(receipt=receipt), now=NOW + 10 * MINUTE))
        assert ledger.claim_receipts("other", NOW + 20 * MINUTE, MINUTE, 1) == ()

    def test_a_mail_is_finished_once(self, ledger: Ledger) -> None:
        """A second record of the same lease is refused, and nothing of it remains."""
        (receipt,) = taken(ledger, "1")
        ledger.record(Record(receipt=receipt, outcome=Outcome.NOT_OURS, reason="spam", now=NOW))
        with pytest.raises(FenceError):
            ledger.record(opened(receipt=receipt))
        kept = ledger.receipt(receipt.id)
        assert (kept.outcome, kept.reason, kept.case) == (Outcome.NOT_OURS, "spam", "")

    def test_a_postponed_mail_waits(self, ledger: Ledger) -> None:
        """It is tried again when told, with the attempts that its last worker gave it."""
        (receipt,) = taken(ledger, "1")
        ledger.postpone(replace(receipt, attempts=0), NOW + 5 * MINUTE, "mailbox away")
        assert ledger.claim_receipts("other", NOW + 4 * MINUTE, MINUTE, 1) == ()
        (again,) = ledger.claim_receipts("other", NOW + 5 * MINUTE, MINUTE, 1)
        assert (again.attempts, again.fence, again.reason) == (1, 2, "mailbox away")

    def test_a_mail_waits_in_the_queue_that_it_was_given_to(self, ledger: Ledger) -> None:
        """Who serves another queue does not get it, the attempt is not counted, and its author is known meanwhile."""
        first, second = taken(ledger, "1", "2")
        ledger.requeue(first, Queue.SCANS, "ana@empresa.example")
        assert ledger.authors_in(Queue.SCANS) == {"ana@empresa.example"}
        assert ledger.claim_receipts("other", NOW + MINUTE / 2, MINUTE, 9) == ()
        (again,) = ledger.claim_receipts("other", NOW, MINUTE, 9, Queue.SCANS)
        assert (again.id, again.attempts, again.fence) == (first.id, 1, 2)
        assert ledger.authors_in(Queue.SCANS) == {"ana@empresa.example"}
        ledger.record(opened(receipt=again))
        assert ledger.authors_in(Queue.SCANS) == frozenset()
        with pytest.raises(FenceError):
            ledger.requeue(replace(second, fence=0), Queue.SCANS, "")

    def test_what_comes_back_keeps_its_place(self, ledger: Ledger) -> None:
        """Mails of a dead process, and those given to another queue, are due before all that came later."""
        take_in(ledger, "1", "2", "3", "4", "5")
        ledger.claim_receipts("dead", NOW, MINUTE, 2)
        ledger.give_back("dead")
        ledger.receive(BOX, [Arrival(key="6", digest="d6", size=1)], None, NOW + MINUTE / 2)
        later = NOW + MINUTE
        assert [one.key for one in ledger.claim_receipts("a", later, MINUTE, 4)] == ["1", "2", "3", "4"]
        (last,) = ledger.claim_receipts("b", later, MINUTE, 1)
        ledger.requeue(last, Queue.SCANS, "")
        (younger,) = ledger.claim_receipts("b", later, MINUTE, 1)
        ledger.requeue(younger, Queue.SCANS, "")
        assert [one.key for one in ledger.claim_receipts("c", later, MINUTE, 1, Queue.SCANS)] == ["5"]

    def test_a_copy_is_recognised_once_its_original_is_finished(self, ledger: Ledger) -> None:
        """Message-ID and fingerprint must both be the same, and there must be a Message-ID at all."""
        original, copy = taken(ledger, "1", "2")
        assert ledger.seen("mail-AN-2026-000001@cliente", "print-AN-2026-000001") is None
        ledger.record(opened(receipt=original))
        assert ledger.seen("mail-AN-2026-000001@cliente", "print-AN-2026-000001").id == original.id
        assert ledger.seen("mail-AN-2026-000001@cliente", "other") is None
        assert ledger.seen("", "print-AN-2026-000001") is None
        ledger.record(replace(opened(receipt=copy), outcome=Outcome.COPY, case=None, events=(), counter=""))
        assert ledger.receipt(copy.id).outcome is Outcome.COPY
        assert ledger.seen("mail-AN-2026-000001@cliente", "print-AN-2026-000001").id == original.id

    def test_two_copies_cannot_both_be_the_original(self, ledger: Ledger) -> None:
        """Handled side by side, the later one is refused, so that it is handled again and found to be a copy."""
        first, second = taken(ledger, "1", "2")
        same = Record(receipt=first, message_id="a@b", fingerprint="f", now=NOW)
        ledger.record(same)
        with pytest.raises(ConflictError):
            ledger.record(replace(same, receipt=second))
        ledger.record(replace(same, receipt=second, outcome=Outcome.COPY))

    def test_mails_without_message_id_are_never_copies(self, ledger: Ledger) -> None:
        """Two equal short answers of one person may be two answers."""
        for receipt in taken(ledger, "1", "2"):
            ledger.record(Record(receipt=receipt, fingerprint="same", now=NOW))
        assert len(ledger.receipts(Outcome.HANDLED, 9)) == 2

    def test_a_held_mail_goes_on_when_somebody_vouches(self, ledger: Ledger) -> None:
        """It is pending again with the name of whoever vouched and all its attempts, and is no copy of itself."""
        receipt, answer = taken(ledger, "1", "2")
        ledger.record(held(receipt))
        assert ledger.seen("held@cliente", "held").id == receipt.id
        ledger.record(Record(receipt=answer, releases={receipt.id: "jefe@x"}, now=NOW))
        (again,) = ledger.claim_receipts("other", NOW, MINUTE, 9)
        assert (again.id, again.vouched_by, again.attempts, again.fence) == (receipt.id, "jefe@x", 1, 2)
        assert ledger.seen("held@cliente", "held") is None

    def test_a_held_mail_is_dropped_when_nobody_vouches(self, ledger: Ledger) -> None:
        """Held, it neither comes back nor is moved; dropped, it may be moved; a drop touches only what is held."""
        receipt, answer, other = taken(ledger, "1", "2", "3")
        ledger.record(held(receipt))
        assert ledger.unsettled(BOX, 9) == ()
        ledger.record(Record(receipt=answer, drops=(receipt.id, other.id), now=NOW))
        assert ledger.receipt(receipt.id).outcome is Outcome.DROPPED
        assert [found.id for found in ledger.unsettled(BOX, 9)] == [receipt.id, answer.id]
        assert [found.id for found in ledger.claim_receipts("x", NOW + 9 * MINUTE, MINUTE, 9)] == [other.id]

    def test_an_operator_gives_a_mail_back(self, ledger: Ledger) -> None:
        """Quarantined mail can be tried again from scratch, although its copy key was taken."""
        (receipt,) = taken(ledger, "1")
        ledger.record(Record(receipt=receipt, outcome=Outcome.QUARANTINED, message_id="a@b", fingerprint="f", now=NOW))
        ledger.set_outcome(ledger.receipt(receipt.id), Outcome.PENDING, "mended")
        assert ledger.unsettled(BOX, 9) == ()
        assert ledger.seen("a@b", "f") is None
        (again,) = ledger.claim_receipts("other", NOW, MINUTE, 1)
        assert (again.attempts, again.reason) == (1, "mended")
        ledger.set_outcome(again, Outcome.DROPPED, "given up")
        assert ledger.claim_receipts("other", NOW + 9 * MINUTE, MINUTE, 1) == ()

    def test_settling_is_remembered(self, ledger: Ledger) -> None:
        """Finished mails of a mailbox are listed until they are marked as moved; what stays where it lies is not."""
        first, second, third = taken(ledger, "1", "2", "3")
        for receipt, outcome in ((first, Outcome.HANDLED), (second, Outcome.NOT_OURS), (third, Outcome.AUTOMATIC)):
            ledger.record(Record(receipt=receipt, outcome=outcome, now=NOW))
        assert [receipt.id for receipt in ledger.unsettled(BOX, 9)] == [first.id, third.id]
        assert ledger.unsettled("otra@empresa.example", 9) == ()
        ledger.settled(receipt.id for receipt in (first,))
        assert [receipt.id for receipt in ledger.unsettled(BOX, 9)] == [third.id]

    def test_any_text_of_a_mail_can_be_kept(self, ledger: Ledger) -> None:
        """NUL, lone surrogates and ids longer than an index can hold are no reason to refuse a mail."""
        (receipt,) = taken(ledger, "1")
        cannot_be_compressed = "".join(hashlib.sha256(b"%d" % number).hexdigest() for number in range(300))
        long_id = f"ñ\ud800\0{cannot_be_compressed}@cliente"
        record = replace(opened(receipt=receipt), message_id=long_id, reason="\0\udfff", author="\ud83d@x")
        ledger.record(record)
        assert ledger.seen(long_id, record.fingerprint).id == receipt.id
        assert ledger.case_of_mail([long_id]) == record.case.number

    def test_old_mail_that_is_none_of_ours_can_be_forgotten(self, ledger: Ledger) -> None:
        """Unless the same bytes belong to a mail that is ours, or came again since."""
        day = timedelta(days=1)
        digests = ("foreign", "also-ours", "came-again", "ours")
        arrivals = [Arrival(key=digest, digest=digest, size=1) for digest in digests]
        ledger.receive(BOX, [*arrivals, Arrival(key="same", digest="also-ours", size=1)], None, NOW)
        outcomes = [*[Outcome.NOT_OURS] * 3, Outcome.HANDLED, Outcome.HANDLED]
        for receipt, outcome in zip(ledger.claim_receipts("worker", NOW, MINUTE, 9), outcomes, strict=True):
            ledger.record(Record(receipt=receipt, outcome=outcome, now=NOW))
        ledger.receive(BOX, [Arrival(key="later", digest="came-again", size=1)], None, NOW + day)

        assert ledger.forgettable(NOW, 9) == ()
        assert ledger.forgettable(NOW + day, 9) == ("foreign",)
        ledger.forgotten(["foreign", "ours"])
        assert ledger.forgettable(NOW + day, 9) == ()
        assert [receipt.digest for receipt in ledger.receipts(Outcome.FORGOTTEN, 9)] == ["foreign"]
        assert len(ledger.receipts(Outcome.HANDLED, 9)) == 2
