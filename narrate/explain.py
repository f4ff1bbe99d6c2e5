"""What would be said of a page, and why, without speaking: for people, and as one JSON object for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from narrate.model import Article, Block, Script, Utterance

FIELDS = ("title", "authors", "site", "published", "modified", "language", "image", "section", "tags", "url")


def as_dict(script: Script) -> dict[str, Any]:
    """Everything, in the form of ``narrate explain --json``."""
    article = script.article
    return {
        **{name: _plain(getattr(article, name)) for name in FIELDS},
        "flags": list(article.flags),
        "warnings": list(article.warnings),
        "origins": dict(article.origins),
        "body": [_block(block) for block in article.blocks],
        "dropped": [{"text": each.text, "rule": each.rule, "path": each.path} for each in article.dropped],
        "utterances": [_utterance(utterance) for utterance in script.utterances],
    }


def as_lines(script: Script) -> Iterator[str]:
    """The same for a person: metadata, then every block with its sentences, then what was dropped."""
    article = script.article
    for name in FIELDS:
        if shown := _joined(getattr(article, name)):
            origin = article.origins.get(name)
            yield f"{name + ':':<11}{shown}" + (f"   [{origin}]" if origin else "")
    for flag in article.flags:
        yield f"flag:      {flag}"
    for warning in article.warnings:
        yield f"warning:   {warning}"
    yield from _said(script)
    yield from _dropped(article)


def _said(script: Script) -> Iterator[str]:
    last: object = None
    for utterance in script.utterances:
        place = (utterance.block, utterance.role)
        if place != last:
            yield ""
            yield _heading(script.article, utterance)
        last = place
        yield f"    {utterance.shown}"
        if utterance.spoken != utterance.shown:
            yield f"  → {utterance.spoken}"
            yield f"    ({', '.join(_changes(utterance))})"
        yield f"    … {utterance.pause:.2f} s"


def _heading(article: Article, utterance: Utterance) -> str:
    if utterance.block < 0:
        return f"[{utterance.role}]"
    block = article.blocks[utterance.block]
    level = f" {block.level}" if block.level else ""
    return f"[{block.kind}{level}]  {block.path}"


def _changes(utterance: Utterance) -> Iterator[str]:
    for token in utterance.tokens:
        if token.rule:
            yield f"{token.shown} = {token.spoken or 'silence'}: {token.rule}"


def _dropped(article: Article) -> Iterator[str]:
    if article.dropped:
        yield ""
        yield f"Dropped ({len(article.dropped)}):"
    for each in article.dropped:
        text = " ".join(each.text.split())
        text = text if len(text) <= 100 else f"{text[:97]}…"
        yield f"  {each.rule:<20} {text}   {each.path}"


def _block(block: Block) -> dict[str, Any]:
    """An editor's note is a paragraph that says so: most readers of this know no such kind."""
    note = block.kind == "note"
    kind = "paragraph" if note else block.kind
    marks = {"note": True} if note else {}
    return {
        "kind": kind,
        "text": block.text,
        "level": block.level,
        "label": block.label,
        "path": block.path,
        **marks,
    }


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return {
        "role": utterance.role,
        "block": utterance.block,
        "shown": utterance.shown,
        "spoken": utterance.spoken,
        "pause": utterance.pause,
        "changes": [
            {"shown": token.shown, "spoken": token.spoken, "rule": token.rule}
            for token in utterance.tokens
            if token.rule
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _joined(value: Any) -> str:
    plain = _plain(value)
    return ", ".join(plain) if isinstance(plain, list) else str(plain or "")
