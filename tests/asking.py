"""One question over HTTP to this machine."""

from contextlib import closing
from http.client import HTTPConnection


def asked(port: int, path: str) -> tuple[int, str]:
    """Status and text; 0 where nobody listens."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
        except OSError:
            return 0, ""
        return answer.status, answer.read().decode()
