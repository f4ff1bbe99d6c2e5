"""One file, one address or standard input → a Page, or a SourceError that says why not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import BinaryIO

from narrate.errors import SourceError
from narrate.model import Page
from narrate.sources import encoding, sniff, web
from narrate.sources.places import STDIN, is_address
from narrate.sources.web import Answer, Limits


def read(
    where: str,
    url: str = "",
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    fetch: Callable[[str], Answer] | None = None,
) -> Page:
    """Read one page.

    Args:
        where: a file, an http or https address, or "-" for standard input, as ``find`` lists them.
        url: the page's own address where the user knows better; else a fetched page has the address that
            the redirects led to, and a file has none.
        stdin: what "-" reads; ``sys.stdin.buffer`` if not given.
        limits: how large a page may be and how long it may take.
        fetch: how an address is fetched, where it is more than one request (``Fetcher.get``).

    Raises:
        SourceError: it is missing, unreadable, unreachable, empty, too large, or not HTML.
    """
    limits = limits or Limits()
    if is_address(where):
        answer = fetch(where) if fetch else web.fetch(where, limits)
        charset = _charset_of_html(where, answer.body, answer.charset)
        return Page(url or answer.url, answer.body, charset, answer.fetched, where)
    name = "standard input" if where == STDIN else where
    body = _bounded(stdin or _standard_input(), name, limits) if where == STDIN else _file(where, limits)
    return Page(url, body, _charset_of_html(name, body, ""), source=where)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # cron's and the shell's <&-
        raise SourceError("standard input", "is closed", "Name a file, or pass the page on with |")
    return sys.stdin.buffer


def _file(path: str, limits: Limits) -> bytes:
    try:
        with open(path, "rb") as file:
            return _bounded(file, path, limits)
    except FileNotFoundError as error:
        raise SourceError(path, "no such file", "Check the path") from error
    except IsADirectoryError as error:
        raise SourceError(path, "is a folder, not a page", "Name the pages in it") from error
    except PermissionError as error:
        raise SourceError(path, "may not be read", "Check the file's permissions") from error
    except (OSError, ValueError) as error:
        raise SourceError(path, f"cannot be read: {error}", "Check the path") from error


def _bounded(stream: BinaryIO, name: str, limits: Limits) -> bytes:
    try:
        body = stream.read(limits.size + 1)
    except OSError as error:
        raise SourceError(name, f"cannot be read: {error.strerror or error}") from error
    if len(body) > limits.size:
        raise SourceError(name, f"is larger than {limits.megabytes}", "An article page is far smaller")
    return body


def _charset_of_html(name: str, body: bytes, declared: str) -> str:
    problem = sniff.by_signature(body)
    charset = "" if problem else encoding.find(body, declared)
    problem = problem or sniff.by_text(body, charset)
    if problem:
        raise SourceError(name, problem.reason, problem.next_step)
    return charset
