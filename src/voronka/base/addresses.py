"""Addresses of the web as headers carry them: in ASCII, whatever they were written in."""

import string
from urllib.parse import quote, urlsplit


def in_ascii(url: str) -> str:
    """The host as DNS names it (xn--…), all else percent-encoded; what is ASCII stays as it was written.

    Raises:
        ValueError: no host can have this name."""
    if url.isascii():
        return url
    netloc = urlsplit(url).netloc
    return quote(url.replace(netloc, _netloc(netloc), 1), safe=string.punctuation)


def _netloc(netloc: str) -> str:
    login, at, place = netloc.rpartition("@")
    host, colon, port = place.partition(":")
    return login + at + (host if host.isascii() else host.encode("idna").decode()) + colon + port
