"""A ledger with a long history, filled fast by SQL."""

from sqlalchemy import text

from bot.adapters.ledger_sql import SqlLedger, codec
from tests.contracts.ledger import case_of, piece

_MANY = "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < :cases) "
_STATEMENTS = (
    """INSERT INTO cases SELECT printf('ZZ-2025-%06d', n), 'anulacion', 'Cali', 'cliente ' || n, n % 10 = 0, 3, 3,
       '2025-01-01T00:00:00.000000+00:00', '2025-01-01T00:00:00.000000+00:00',
       CASE WHEN n % 10 = 0 THEN '2027-01-01T00:00:00.000000+00:00' END, :data FROM many""",
    """INSERT INTO events SELECT printf('ZZ-2025-%06d', n), 1, 'Commented', 1, '{}', NULL, 'hash' FROM many""",
    """INSERT INTO claims SELECT 'anulacion', 'old-' || n, printf('ZZ-2025-%06d', n) FROM many""",
    """INSERT INTO texts SELECT 'digest-' || n, printf('ZZ-2025-%06d', n), '', '{}' FROM many""",
    """INSERT INTO receipts (mailbox, key, digest, size, received_at, outcome, attempts, vouched_by, fence, owner,
       reason, case_number, message_id, author, copy_key, unsettled) SELECT 'anulaciones@empresa.example', 'old-' || n,
       'digest', 10, '2025-01-01T00:00:00.000000+00:00', 'handled', 1, '', 1, 'w', '', printf('ZZ-2025-%06d', n),
       'old-' || n || '@x', 'a@x', 'copy-' || n, 0 FROM many""",
    """INSERT INTO outbox (id, case_number, mailbox, send, created_at, state, digest, message_id, attempts, error,
       fence, owner) SELECT 'old-' || n, printf('ZZ-2025-%06d', n), 'b', '{}', '2025-01-01T00:00:00.000000+00:00',
       'sent', '', 'our-' || n || '@x', 1, '', 1, 'w' FROM many""",
    """INSERT INTO budgets SELECT printf('ZZ-2025-%06d', n), 'a@x', '2025-01-01', 1 FROM many""",
)


def fill(ledger: SqlLedger, cases: int) -> None:
    """Adds so many cases of last year, a tenth of them open, each with mails in both directions."""
    data = codec.to_json(case_of(pieces=[piece(f"papel_{number}", 20) for number in range(5)]))
    with ledger._store.write() as connection:
        for statement in _STATEMENTS:
            connection.execute(text(statement.replace(" SELECT", f" {_MANY}SELECT", 1)), {"cases": cases, "data": data})
