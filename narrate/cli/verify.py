"""`narrate verify`: what a file proves, and what it merely claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.common import FAILED, complain
from narrate.errors import AudioError

if TYPE_CHECKING:
    from narrate.audio import Proof

VERDICTS = {
    "trusted": "proved: signed by {signer}, and unaltered since",
    "intact": "unaltered since {signer} signed it; nobody here vouches for the signer (--trust FILE)",
    "changed": "NOT what {signer} signed",
    "broken": "damaged, and proves nothing",
    "unsigned": "not signed, and proves nothing",
}


def verify(
    files: Annotated[list[Path], typer.Argument(help="Finished audio files.", show_default=False)],
    trust: Annotated[
        Path | None,
        typer.Option(help="PEM certificates whose signatures you trust; else [c2pa] trust, or your own."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each file.")] = False,
) -> None:
    """Say what files prove: who signed them, that they are unaltered, AI-made, and of which article.

    The exit code is 0 only if every file is what its signer signed and, where certificates are trusted, the signer
    is one of those.
    """
    from dataclasses import replace

    from narrate.audio import anchors_of
    from narrate.audio import verify as verify_file
    from narrate.settings import load

    signing = load().signing
    anchors = anchors_of(replace(signing, trust=str(trust)) if trust else signing)
    good = {"trusted"} if anchors else {"trusted", "intact"}
    proved = True
    for file in files:
        try:
            proof = verify_file(file, anchors)
        except AudioError as error:
            complain(str(error))
            proved = False
            continue
        proved = proved and proof.state in good
        _print(file, proof, as_json)
    if not proved:
        raise typer.Exit(FAILED)


def _print(file: Path, proof: Proof, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        typer.echo(json.dumps({"file": str(file), **asdict(proof)}, ensure_ascii=False))
        return
    signer = f"{proof.signer} ({proof.issuer})" if proof.issuer else proof.signer or "somebody"
    typer.echo(f"{file}: {VERDICTS[proof.state].format(signer=signer)}")
    for line in _lines(proof):
        typer.echo(f"  {line}")


def _lines(proof: Proof) -> Iterator[str]:
    yield from proof.problems
    if proof.state in ("trusted", "intact"):
        yield f"title: {proof.title}"
        yield f"made by AI: {'yes' if proof.made_by_ai else 'not stated'} ({proof.generator or 'unknown program'})"
        yield f"article: {proof.source or 'not stated'}"
        yield f"signed at: {proof.signed or 'not stated: no time stamp'}"
        return
    claims = proof.claims
    told = {
        "title": claims.title, "by": claims.artist, "article": claims.source,
        "made by AI": "yes" if claims.source_type.endswith("/trainedAlgorithmicMedia") else "",
    }  # fmt: skip
    said = [f"{name}: {text}" for name, text in told.items() if text]
    if said:
        yield f"its tags claim, which is no proof: {'; '.join(said)}"
