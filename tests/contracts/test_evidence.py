"""One contract for every store of raw mails: in memory and in files."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.adapters.evidence_files import FileEvidence
from bot.errors import PermanentError
from bot.service.ports import Evidence
from bot.testing.evidence_memory import MemoryEvidence


@pytest.fixture(params=["memory", "files"])
def evidence(request: pytest.FixtureRequest, tmp_path: Path) -> Evidence:
    """An empty store of each kind."""
    return MemoryEvidence() if request.param == "memory" else FileEvidence(tmp_path / "evidence")


def test_what_was_put_comes_back(evidence: Evidence) -> None:
    """Byte for byte, under the SHA-256 of the bytes, in the order given, the empty mail too."""
    raws = (b"From: a\r\n\r\n\x00\xff", b"", b"x" * 300_000)
    digests = evidence.put(raws)
    assert digests == tuple(hashlib.sha256(raw).hexdigest() for raw in raws)
    assert tuple(map(evidence.get, digests)) == raws


def test_putting_again_changes_nothing(evidence: Evidence) -> None:
    """The same mail twice, at once or later, is one mail."""
    first = evidence.put([b"one", b"one", b"two"])
    assert evidence.put([b"two", b"one"]) == (first[2], first[0])
    assert first[0] == first[1]
    assert evidence.put([]) == ()
    assert evidence.get(first[0]) == b"one"


def test_what_was_never_put_is_a_permanent_error(evidence: Evidence) -> None:
    """It names the digest, so that somebody can look for it in the backup."""
    digest = hashlib.sha256(b"never").hexdigest()
    with pytest.raises(PermanentError, match=digest):
        evidence.get(digest)


def test_threads_may_put_the_same_mails(evidence: Evidence) -> None:
    """Whoever comes first, all get the same digests and all bytes are there."""
    raws = [b"mail %d" % number for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(evidence.put, [raws] * 8))
    (digests,) = results
    assert [evidence.get(digest) for digest in digests] == raws


def test_what_was_dropped_is_gone(evidence: Evidence) -> None:
    """The others stay; dropping it again is fine, and so is putting it again."""
    first, second = evidence.put([b"one", b"two"])
    evidence.drop([first])
    evidence.drop([first])
    with pytest.raises(PermanentError, match=first):
        evidence.get(first)
    assert evidence.get(second) == b"two"
    assert evidence.put([b"one"]) == (first,)
    assert evidence.get(first) == b"one"
