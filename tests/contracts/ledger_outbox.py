"""The contract of the port ``Outbox``."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.account import Backlog, Outbound, OutboxState, Outcome
from bot.errors import FenceError, PermanentError
from bot.service.ports import Ledger
from tests.contracts.ledger import ANA, BOX, FIRST, MINUTE, NOW, SECOND, held, opened, outbound, sending, taken

TODAY = NOW.date()


class OutboxContract:
    """What every ledger promises about mails of ours."""

    def test_a_mail_waits_as_it_was_decided(self, ledger: Ledger) -> None:
        """What is claimed is what was recorded, with the first attempt counted and the first fence."""
        ledger.record(sending(outbound("r-1.1"), outbound("r-1.2", to="jefe@empresa.example")))
        claimed = ledger.claim_outbox(BOX, "w", NOW, MINUTE, 9)
        assert claimed == tuple(
            replace(mail, attempts=1, fence=1)
            for mail in (outbound("r-1.1"), outbound("r-1.2", to="jefe@empresa.example"))
        )
        assert ledger.claim_outbox(BOX, "other", NOW + MINUTE / 2, MINUTE, 9) == ()

    def test_mails_go_oldest_first(self, ledger: Ledger) -> None:
        """A limit leaves the younger ones, and a dead worker's mail comes back."""
        ledger.record(sending(*(outbound(f"r-1.{number}") for number in range(1, 4))))
        assert _ids(ledger.claim_outbox(BOX, "a", NOW, MINUTE, 2)) == ["r-1.1", "r-1.2"]
        assert _ids(ledger.claim_outbox(BOX, "b", NOW, 5 * MINUTE, 2)) == ["r-1.3"]
        assert _ids(ledger.claim_outbox(BOX, "b", NOW + MINUTE, MINUTE, 9)) == ["r-1.1", "r-1.2"]

    def test_each_mailbox_has_its_own_mails(self, ledger: Ledger) -> None:
        """Only mails of the mailbox that was asked for are claimed, and mails of unknown ones are known to wait."""
        mails = [replace(outbound(f"r-{number}.1"), mailbox=box) for number, box in enumerate(("b@x", "a@x", BOX))]
        ledger.record(sending(*mails))
        assert _ids(ledger.claim_outbox("a@x", "w", NOW, MINUTE, 9)) == ["r-1.1"]
        assert ledger.stranded((BOX,)) == ("a@x", "b@x")
        assert ledger.stranded((BOX, "a@x", "b@x")) == ()
        (mine,) = ledger.claim_outbox("b@x", "w", NOW, MINUTE, 9)
        ledger.finish(replace(mine, state=OutboxState.SENT), [], TODAY)
        assert ledger.stranded((BOX,)) == ("a@x",)
        assert ledger.stranded(()) == ("a@x", BOX)

    def test_what_waits_is_counted(self, ledger: Ledger) -> None:
        """With the first of each; what is done waits no more."""
        assert ledger.backlog() == Backlog()
        first, second, third = taken(ledger, "1", "2", "3")
        ledger.record(held(first))
        ledger.record(replace(held(second), outcome=Outcome.QUARANTINED, message_id="q@cliente", fingerprint="q"))
        ledger.record(sending(outbound("a"), outbound("b")))
        found = ledger.backlog()
        assert (found.mails, found.oldest_mail) == (1, third.received_at)
        assert (found.outbound, found.oldest_outbound) == (2, NOW)
        assert (found.quarantined, found.held) == (1, 1)

    def test_all_mails_of_ours_are_listed_page_by_page(self, ledger: Ledger) -> None:
        """Those of a case and those of none, each once."""
        ledger.record(opened())
        ledger.record(sending(outbound("b"), outbound("a", FIRST), outbound("c")))
        first = ledger.outbound_after("", 2)
        last = ledger.outbound_after(first[-1].id, 2)
        assert sorted(mail.id for mail in (*first, *last)) == ["a", "b", "c"]
        assert ledger.outbound_after(last[-1].id, 2) == ()

    def test_an_id_is_used_once(self, ledger: Ledger) -> None:
        """A second mail of the same id is an error of ours, and its record leaves nothing behind."""
        ledger.record(sending(outbound("r-1.1")))
        with pytest.raises(PermanentError, match="outbox"):
            ledger.record(sending(outbound("r-1.2"), outbound("r-1.1")))
        assert ledger.outbound("r-1.2") is None

    def test_rendering_is_kept(self, ledger: Ledger) -> None:
        """Digest and Message-ID are known before the mail is sent, and lead to its case."""
        mail = _claimed(ledger, "an.1")
        ledger.rendered([replace(mail, digest="raw", message_id="an.1@empresa.example")])
        kept = ledger.outbound("an.1")
        assert (kept.digest, kept.message_id, kept.state) == ("raw", "an.1@empresa.example", OutboxState.WAITING)
        assert ledger.case_of_mail(["an.1@empresa.example"]) == FIRST

    def test_an_end_is_kept_and_counted(self, ledger: Ledger) -> None:
        """The sent mail is claimed no more, counts for its case, people and day, and is known by the server's id."""
        mail = _claimed(ledger, "an.1")
        sent = replace(mail, state=OutboxState.SENT, sent_at=NOW + MINUTE, server_id="their@server")
        ledger.finish(sent, [ANA, "jefe@empresa.example"], TODAY)
        assert ledger.outbound("an.1") == sent
        assert ledger.claim_outbox(BOX, "other", NOW + 9 * MINUTE, MINUTE, 9) == ()
        assert ledger.sent_to(FIRST, [ANA, "otra@empresa.example"], TODAY) == {ANA: 1}
        assert ledger.sent_to(FIRST, [ANA], TODAY + timedelta(days=1)) == {}
        assert ledger.sent_to("", [ANA], TODAY) == {}
        assert ledger.case_of_mail(["their@server"]) == FIRST

    def test_counts_add_up(self, ledger: Ledger) -> None:
        """Every mail about a case, or about none, counts once more; a suppressed one counts for nobody."""
        ledger.record(sending(*(outbound(f"r-1.{number}") for number in range(3))))
        *sent, suppressed = ledger.claim_outbox(BOX, "w", NOW, MINUTE, 9)
        for mail in sent:
            ledger.finish(replace(mail, state=OutboxState.SENT), [ANA], TODAY)
        ledger.finish(replace(suppressed, state=OutboxState.SUPPRESSED, error="budget"), [], TODAY)
        assert ledger.sent_to("", [ANA], TODAY) == {ANA: 2}
        assert ledger.outbound("r-1.2").error == "budget"

    def test_a_retry_waits(self, ledger: Ledger) -> None:
        """It comes back when told, with its error, and with its attempts counted on."""
        mail = _claimed(ledger, "an.1")
        ledger.retry(replace(mail, error="451 later"), NOW + 5 * MINUTE)
        assert ledger.claim_outbox(BOX, "w", NOW + 4 * MINUTE, MINUTE, 9) == ()
        (again,) = ledger.claim_outbox(BOX, "w", NOW + 5 * MINUTE, MINUTE, 9)
        assert (again.attempts, again.error, again.fence) == (2, "451 later", 2)

    def test_whoever_lost_the_lease_can_write_nothing(self, ledger: Ledger) -> None:
        """Neither rendering nor end nor retry of an old fence is kept, nor anything beside it."""
        ledger.record(sending(outbound("r-1.1"), outbound("r-1.2")))
        lost, other = ledger.claim_outbox(BOX, "w", NOW, MINUTE, 9)
        ledger.retry(other, NOW + 2 * MINUTE)
        (mine,) = ledger.claim_outbox(BOX, "w2", NOW + MINUTE, 9 * MINUTE, 9)
        (fresh,) = ledger.claim_outbox(BOX, "w3", NOW + 2 * MINUTE, MINUTE, 9)
        with pytest.raises(FenceError):
            ledger.rendered([replace(fresh, digest="new"), replace(lost, digest="old")])
        with pytest.raises(FenceError):
            ledger.finish(replace(lost, state=OutboxState.SENT), [ANA], TODAY)
        with pytest.raises(FenceError):
            ledger.retry(lost, NOW)
        assert ledger.outbound(mine.id) == mine
        assert ledger.outbound(fresh.id) == fresh
        assert ledger.sent_to("", [ANA], TODAY) == {}

    def test_a_mail_ends_once(self, ledger: Ledger) -> None:
        """After its end nothing more can be written to it."""
        mail = _claimed(ledger, "an.1")
        ledger.finish(replace(mail, state=OutboxState.UNDELIVERABLE, error="550"), [], TODAY)
        with pytest.raises(FenceError):
            ledger.finish(replace(mail, state=OutboxState.SENT), [ANA], TODAY)
        assert ledger.outbound("an.1").state is OutboxState.UNDELIVERABLE

    def test_the_mails_of_a_case_are_listed(self, ledger: Ledger) -> None:
        """Both directions, oldest first, and no others."""
        first, second = taken(ledger, "1", "2")
        mails = (outbound("a.2", FIRST), outbound("a.1", FIRST), outbound("r-9.1"))
        ledger.record(replace(opened(FIRST, first), sends=mails))
        ledger.record(opened(SECOND, second, claims=()))
        assert _ids(ledger.correspondence(FIRST)) == ["a.2", "a.1"]
        assert ledger.correspondence(SECOND) == ()
        (came,) = ledger.received_from(FIRST)
        assert (came.author, came.message_id) == (ANA, f"mail-{FIRST}@cliente")
        assert (came.digest, came.at) == (first.digest, first.received_at)
        assert ledger.outbound("nix") is None

    def test_what_somebody_has_seen_of_a_case(self, ledger: Ledger) -> None:
        """Their own mails, then ours that went to them and are known to be rendered; nobody else's, no other case's."""
        first, second = taken(ledger, "1", "2")
        boss = "jefe@empresa.example"
        mails = (outbound("a.1", FIRST), outbound("a.2", FIRST, boss), outbound("a.3", FIRST), outbound("r-9.1"))
        ledger.record(replace(opened(FIRST, first), sends=mails))
        ledger.record(opened(SECOND, second, claims=()))
        written = [mail for mail in ledger.claim_outbox(BOX, "w", NOW, MINUTE, 9) if mail.id != "a.3"]
        ledger.rendered([replace(mail, digest="raw", message_id=f"{mail.id}@us") for mail in written])
        assert ledger.seen_by(FIRST, ANA) == (f"mail-{FIRST}@cliente", "a.1@us")
        assert ledger.seen_by(FIRST, boss) == ("a.2@us",)
        assert ledger.seen_by(SECOND, boss) == ()


def _claimed(ledger: Ledger, mail: str) -> Outbound:
    ledger.record(replace(opened(FIRST), sends=(outbound(mail, FIRST),)))
    (claimed,) = ledger.claim_outbox(BOX, "w", NOW, MINUTE, 9)
    return claimed


def _ids(mails: tuple[Outbound, ...]) -> list[str]:
    return [mail.id for mail in mails]
