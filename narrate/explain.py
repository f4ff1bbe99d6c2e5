"""What would be said of a page, and why, without speaking.

For people as lines, for editors as a page in two colours, for scripts as one JSON object, and as a reading log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from typing import Any

from narrate.model import Article, Block, Dropped, Script, Token, Utterance

UNHEARD = ("full stop", "typography")
"""Rules whose changes nobody hears: a stop behind a heading, a plain apostrophe for a curly one."""
LOG = ("shown", "spoken", "rule", "ipa", "article", "title")
"""The columns of the reading log."""
FIELDS = ("title", "authors", "site", "published", "modified", "language", "image", "section", "tags", "url")


def as_dict(script: Script) -> dict[str, Any]:
    """Everything, in the form of ``narrate explain --json``."""
    article = script.article
    return {
        **{name: _plain(getattr(article, name)) for name in FIELDS},
        "flags": list(article.flags),
        "warnings": list(article.warnings),
        "votes": [asdict(vote) for vote in article.votes],
        "share": round(article.share, 3),
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
    for found in _found_by(article):
        yield f"found:     {found}"
    yield from _said(script)
    yield from _dropped(article)


def as_log(script: Script, source: str) -> Iterator[tuple[str, ...]]:
    """The reading log: a row of ``LOG`` for each change that is heard, in order.

    Args:
        source: how the user names the article.
    """
    title = script.article.title
    for utterance in script.utterances:
        for token in _changed(utterance):
            yield token.shown, token.spoken, token.rule, _ipa(token), source, title


def as_html(script: Script) -> str:
    """The whole page as one HTML file: what will be heard in green, what not in red with its rule as a tooltip."""
    article = script.article
    texts = [(each.place, _kept(each)) for each in article.blocks]
    texts += [(each.place, _left_out(each)) for each in article.dropped]
    rows = "".join(
        f"<tr><th>{name}<td>{escape(_joined(getattr(article, name)))}<td>{escape(article.origins.get(name, ''))}"
        for name in FIELDS
        if _joined(getattr(article, name))
    )
    doubts = "".join(
        f"<li>{escape(text)}" for text in (*article.flags, *article.warnings, *_found_by(article))
    )
    body = "".join(html for _, html in sorted(texts, key=lambda text: text[0]))
    return PAGE.format(
        language=escape(article.language), title=escape(article.title), rows=rows, doubts=doubts, body=body
    )


def _kept(block: Block) -> str:
    tip = " ".join(filter(None, (block.kind, str(block.level or ""), block.rule, "–", block.path)))
    tag = f"h{min(max(block.level, 2), 6)}" if block.kind == "heading" else "p"
    label = f"{block.label} " if block.kind == "item" and block.label else ""
    return f'<{tag} class="kept {block.kind}" title="{escape(tip)}">{escape(label + block.text)}</{tag}>\n'


def _left_out(dropped: Dropped) -> str:
    tip = f"{dropped.rule} – {dropped.path}"
    return (
        f'<p class="dropped" title="{escape(tip)}"><b>{escape(dropped.rule)}</b> {escape(dropped.text)}</p>\n'
    )


def _found_by(article: Article) -> Iterator[str]:
    """What each finder took for the article, and how much of the page is kept."""
    for vote in article.votes:
        yield f"{vote.finder} proposed {vote.words} words, among them {vote.agreement:.0%} of what is kept"
    yield f"{article.share:.0%} of the page's prose is kept"


def _said(script: Script) -> Iterator[str]:
    last: object = None
    for utterance in script.utterances:
        place = (utterance.block, utterance.role)
        if place != last:
            yield ""
            yield _heading(script.article, utterance)
        last = place
        yield f"    {utterance.shown}"
        if changes := [_change(token) for token in _changed(utterance)]:
            yield f"  → {utterance.spoken}"
            yield f"    ({', '.join(changes)})"
        yield f"    … {utterance.pause:.2f} s"


def _heading(article: Article, utterance: Utterance) -> str:
    if utterance.block < 0:
        return f"[{utterance.role}]"
    block = article.blocks[utterance.block]
    level = f" {block.level}" if block.level else ""
    rule = f"  ({block.rule})" if block.rule else ""
    role = f", {utterance.role}" if utterance.role in ("title", "byline", "question", "answer") else ""
    return f"[{block.kind}{level}{role}]  {block.path}{rule}"


def _changed(utterance: Utterance) -> Iterator[Token]:
    """The tokens whose change is heard."""
    return (token for token in utterance.tokens if token.sounds or token.rule not in ("", *UNHEARD))


def _change(token: Token) -> str:
    ipa = f" [{_ipa(token)}]" if token.sounds else ""
    return f"{token.shown} = {token.spoken or 'silence'}{ipa}: {token.rule}"


def _ipa(token: Token) -> str:
    return " ".join(sound.ipa for sound in token.sounds)


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
            {"shown": token.shown, "spoken": token.spoken, "rule": token.rule, "ipa": _ipa(token)}
            for token in _changed(utterance)
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _joined(value: Any) -> str:
    plain = _plain(value)
    return ", ".join(plain) if isinstance(plain, list) else str(plain or "")


PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><style>
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
th {{ text-align: left; padding-right: 1rem; vertical-align: top; }}
td + td, li {{ color: #666; }}
.kept, .dropped {{ padding: .3rem .6rem; border-left: .3rem solid; margin: .4rem 0; white-space: pre-line; }}
.kept {{ background: #e6f4ea; border-color: #188038; }}
.dropped {{ background: #fce8e6; border-color: #c5221f; font-size: .85rem; }}
.dropped b {{ font-weight: 600; color: #a50e0e; }}
.quote {{ font-style: italic; }}
.item {{ margin-left: 1.5rem; }}
</style></head><body>
<h1>{title}</h1>
<table>{rows}</table>
<ul>{doubts}</ul>
<p><span class="kept">heard</span> <span class="dropped">not heard, with the rule</span></p>
{body}</body></html>
"""
