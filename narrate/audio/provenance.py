"""Content Credentials (C2PA): a signed statement inside the file of who made it, how, and of which article.

Signing comes last of all: any later change of the file, of its tags, too, breaks the statement, and that is the
point of it.  MP3, M4A, M4B, FLAC and WAV can be signed; c2pa-python 0.38 knows no place for a statement in Ogg, so
Opus cannot.

The statement holds, beside what the standard asks for, a checksum of the sound alone: so ``verify`` can say of a
changed file whether its sound was touched or what stands around it.  Nothing here uses the network, but for the
time stamp of an authority that the settings name.
"""

from __future__ import annotations

import base64
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from narrate import __version__
from narrate.audio.ffmpeg import named, run
from narrate.audio.tags import Description
from narrate.audio.tags.claims import Claims, claims_of
from narrate.errors import AudioError, SettingsError

FORMATS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "flac": "audio/flac", "wav": "audio/wav",
}  # fmt: skip
"""What can be signed, by the file's ending."""
INSTALL = "pip install 'narrate[c2pa]'"
SOUND = "narrate.sound"
"""Our own assertion: the checksum of the sound as it is encoded."""
PEM = "-----BEGIN "
CERTIFICATES = re.compile(r"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
KEY = re.compile(r"-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----")
ALGORITHMS = {
    "2a8648ce3d030107": "ES256", "2b81040022": "ES384", "2b81040023": "ES512", "2b6570": "ED25519",
    "2a864886f70d010101": "PS256",
}  # fmt: skip
"""Kind of a key in PKCS#8, by its object identifier: P-256, P-384, P-521, Ed25519, RSA."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs finished files: nobody, unless both are given."""

    certificate: str = ""
    """PEM, or a file of it: the signer's certificate, then those that vouch for it."""
    key: str = field(default="", repr=False)
    """PEM (PKCS#8, without a password), or a file of it."""
    trust: str = ""
    """A file of PEM certificates whose signatures ``narrate verify`` trusts; "" trusts the root of your own."""
    timestamp: str = ""
    """Address of a time stamp authority (RFC 3161): its stamp outlives the certificate.  "" asks nobody."""

    def __bool__(self) -> bool:
        return bool(self.certificate and self.key)


@dataclass(frozen=True, slots=True)
class Credentials:
    """A certificate chain and its key, read and looked through."""

    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str
    timestamp: str = ""


def credentials_of(signing: Signing) -> Credentials | None:
    """What is signed with; None where the settings name nobody.

    Raises:
        SettingsError: one of the two is missing or not what it should be, or the extra ``c2pa`` is not installed.
    """
    if not signing.certificate and not signing.key:
        return None
    if not signing:
        missing = "key" if signing.certificate else "certificate"
        raise SettingsError("c2pa", f"names no {missing}", "Signing takes a certificate and its key")
    chain = "\n".join(CERTIFICATES.findall(_pem(signing.certificate, "certificate"))) + "\n"
    key = KEY.search(_pem(signing.key, "key"))
    if "CERTIFICATE" not in chain:
        raise SettingsError("c2pa certificate", "holds no certificate", "Name a PEM file, the signer's first")
    if key is None:
        step = "Write it with: openssl pkcs8 -topk8 -nodes -in KEY -out KEY.pem"
        raise SettingsError("c2pa key", "is no private key in PKCS#8 without a password", step)
    _library()
    return Credentials(chain.encode(), f"{key[0]}\n".encode(), _algorithm(key[1]), signing.timestamp)


def _pem(value: str, what: str) -> str:
    if value.lstrip().startswith(PEM):
        return value
    try:
        return Path(value).expanduser().read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise SettingsError(f"c2pa {what}", f"{value} cannot be read: {error.strerror}") from error


def _algorithm(body: str) -> str:
    try:
        der = base64.b64decode(body, validate=False).hex()
    except ValueError:
        der = ""
    for identifier, name in ALGORITHMS.items():
        if f"06{len(identifier) // 2:02x}{identifier}" in der[:120]:
            return name
    raise SettingsError("c2pa key", "is of a kind that C2PA does not take", "Make one for P-256 (ES256)")


def _library() -> Any:
    try:
        import c2pa
    except ImportError as error:
        raise SettingsError("c2pa", "is not installed", INSTALL) from error
    return c2pa


# ── Signing ────────────────────────────────────────────────────────────────────────────────────────


def sign(path: Path, credentials: Credentials, description: Description) -> str:
    """Put a signed statement into a tagged file; nothing may touch it afterwards.

    Returns:
        Why it was not signed; "" if it was.

    Raises:
        AudioError: the certificate is refused, or the file cannot be written.
    """
    kind = path.suffix.lstrip(".")
    if kind not in FORMATS:
        return f"a file of the format {kind} cannot be signed"
    if not description.source_type:
        return "not signed: [disclosure] is switched off, and a signed statement would speak of AI"
    c2pa = _library()
    info = c2pa.C2paSignerInfo(
        alg=getattr(c2pa.C2paSigningAlg, credentials.algorithm),
        sign_cert=credentials.chain,
        private_key=credentials.key,
        ta_url=credentials.timestamp.encode() or None,
    )
    manifest = _manifest(description, FORMATS[kind], sound_checksum(path))
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        signed = Path(folder) / path.name
        try:
            with (
                c2pa.Context.from_dict(_settings("")) as context,
                c2pa.Signer.from_info(info) as signer,
                c2pa.Builder(manifest, context) as builder,
                path.open("rb") as source,
                signed.open("w+b") as target,
            ):
                builder.sign(signer, FORMATS[kind], source, target)
        except c2pa.C2paError as error:
            step = "Look at the certificate: its chain, its key and its dates"
            raise AudioError(path.name, f"cannot be signed: {_plain(error)}", step) from error
        os.replace(signed, path)
    return ""


def _manifest(d: Description, mime: str, checksum: str) -> dict[str, Any]:
    agent = {"name": "narrate", "version": __version__}
    created = {
        "action": "c2pa.created", "digitalSourceType": d.source_type, "softwareAgent": agent,
        "description": d.disclosure_english or d.disclosure,
    }  # fmt: skip
    assertions = [
        {"label": "c2pa.actions.v2", "data": {"actions": [created]}},
        {"label": SOUND, "data": {"alg": "sha256", "hash": checksum}},
    ]
    if d.url:
        about = {
            "@context": {"dc": "http://purl.org/dc/elements/1.1/"},
            "dc:source": d.url,
            "dc:title": d.title,
        }
        assertions.append({"label": "c2pa.metadata", "data": about})
    return {
        "claim_generator_info": [agent], "title": d.title, "format": mime, "assertions": assertions,
    }  # fmt: skip


def sound_checksum(path: Path) -> str:
    """SHA-256 of the encoded sound, whatever stands around it.

    Raises:
        AudioError: it is no sound.
    """
    report = run(
        ["-v", "error", "-i", named(path), "-map", "0:a:0", "-c", "copy", "-f", "hash", "pipe:2"], path
    )
    found = re.search(r"SHA256=([0-9a-f]{64})", report)
    if found is None:
        raise AudioError(path.name, "ffmpeg took no checksum of the sound")
    return found[1]


def _settings(anchors: str) -> dict[str, Any]:
    """No network, no pictures of its own."""
    settings: dict[str, Any] = {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
        "builder": {"thumbnail": {"enabled": False}},
    }
    return settings | ({"trust": {"user_anchors": anchors}} if anchors else {})


def _plain(error: Exception) -> str:
    """c2pa's reason without the names of its classes, on one line."""
    return re.sub(r"^(\w+: )+", "", " ".join(str(error).split())) or type(error).__name__


# ── Verifying ──────────────────────────────────────────────────────────────────────────────────────

State = Literal["trusted", "intact", "changed", "broken", "unsigned"]
"""trusted: signed by somebody we trust, and unaltered; intact: unaltered since somebody signed it; changed: not
what was signed; broken: cannot be read as sound any more; unsigned: says nothing, or its statement was taken
away."""
TRUST_ONLY = {"signingCredential.untrusted"}
CHANGED = ("assertion.dataHash.", "assertion.bmffHash.", "assertion.boxesHash.")
"""Failures that speak of the file, not of the statement."""
MEANINGS = {
    "signingCredential.untrusted": "nobody here vouches for the signer",
    "signingCredential.expired": "the signer's certificate has run out, and no time stamp says when it was used",
    "signingCredential.invalid": "the signer's certificate is none that may sign",
    "claimSignature.mismatch": "the statement itself was altered",
    "assertion.hashedURI.mismatch": "the statement itself was altered",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What a file proves, and what it merely claims."""

    state: State
    signer: str = ""
    issuer: str = ""
    signed: str = ""
    """ISO 8601, from a time stamp authority; "" without one."""
    title: str = ""
    source: str = ""
    """The article's address, as signed."""
    source_type: str = ""
    generator: str = ""
    problems: tuple[str, ...] = ()
    """What speaks against it, one line each."""
    claims: Claims = field(default_factory=Claims)
    """What the tags say, which anybody can write."""

    @property
    def made_by_ai(self) -> bool:
        """As signed."""
        return self.source_type.endswith("/trainedAlgorithmicMedia")


def anchors_of(signing: Signing) -> str:
    """The certificates that are trusted, as PEM; "" if there are none.

    Raises:
        SettingsError: the file cannot be read or holds none.
    """
    value = signing.trust or signing.certificate
    if not value:
        return ""
    found: list[str] = CERTIFICATES.findall(_pem(value, "trust" if signing.trust else "certificate"))
    if not found:
        raise SettingsError("c2pa trust", f"{value} holds no certificate", "Name a file of PEM certificates")
    return "\n".join(found if signing.trust else found[-1:]) + "\n"


def verify(path: Path, anchors: str = "") -> Proof:
    """What a finished file proves.

    Args:
        anchors: PEM certificates that are trusted.

    Raises:
        AudioError: the file cannot be read at all.
        SettingsError: the extra ``c2pa`` is not installed.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise AudioError(str(path), f"cannot be read: {error.strerror}") from error
    claims = claims_of(path)
    kind = path.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        return Proof("unsigned", problems=(f"a file of the format {kind!r} cannot be signed",), claims=claims)
    c2pa = _library()
    try:
        with (
            c2pa.Context.from_dict(_settings(anchors)) as context,
            path.open("rb") as stream,
            c2pa.Reader(FORMATS[kind], stream, context=context) as reader,
        ):
            return _proof(json.loads(reader.json()), str(reader.get_validation_state()), path, claims)
    except c2pa.C2paError as error:
        if "ManifestNotFound" in type(error).__name__ or "ManifestNotFound" in str(error):
            return Proof("unsigned", problems=("no signed statement is in the file",), claims=claims)
        return Proof(
            "broken", problems=(f"the file is cut short or damaged: {_plain(error)}",), claims=claims
        )


def _proof(report: Mapping[str, Any], state: str, path: Path, claims: Claims) -> Proof:
    statement = report["manifests"][report["active_manifest"]]
    assertions = {one["label"]: one.get("data", {}) for one in statement.get("assertions", [])}
    results = (report.get("validation_results") or {}).get("activeManifest", {})
    codes = [one["code"] for one in results.get("failure", [])]
    title = statement.get("title", "")
    signature = statement.get("signature_info", {})
    created = _created(assertions)
    return Proof(
        state=_state(state, codes),
        signer=signature.get("common_name") or "",
        issuer=signature.get("issuer") or "",
        signed=signature.get("time") or "",
        title=title,
        source=assertions.get("c2pa.metadata", {}).get("dc:source", ""),
        source_type=created.get("digitalSourceType", ""),
        generator=" ".join(str(v) for v in _generator(statement)),
        problems=tuple(dict.fromkeys(_problems(codes, assertions, title, path, claims))),
        claims=claims,
    )


def _state(state: str, codes: list[str]) -> State:
    if state == "Trusted":
        return "trusted"
    return "intact" if set(codes) <= TRUST_ONLY and state == "Valid" else "changed"


def _created(assertions: Mapping[str, Any]) -> Mapping[str, Any]:
    lists = [
        data.get("actions", []) for label, data in assertions.items() if label.startswith("c2pa.actions")
    ]
    actions = [one for each in lists for one in each]
    return next((one for one in actions if one.get("action") == "c2pa.created"), {})


def _generator(statement: Mapping[str, Any]) -> Iterator[str]:
    for one in statement.get("claim_generator_info", [])[:1]:
        yield from (one[name] for name in ("name", "version") if one.get(name))


def _problems(
    codes: list[str], assertions: Mapping[str, Any], title: str, path: Path, claims: Claims
) -> Iterator[str]:
    for code in codes:
        if code.startswith(CHANGED):
            yield from _changes(assertions.get(SOUND, {}), title, path, claims)
        else:
            yield MEANINGS.get(code, f"the statement does not hold ({code})")


def _changes(sound: Mapping[str, Any], title: str, path: Path, claims: Claims) -> Iterator[str]:
    """Of a file that is not what was signed: what is different."""
    try:
        same = sound_checksum(path) == sound.get("hash")
    except AudioError:
        same = False
    if not sound:
        yield "the file was changed after it was signed"
    elif same:
        yield "the tags were changed after it was signed; the sound is as it was"
    else:
        yield "the sound was changed after it was signed"
    if claims.title != title:
        yield f"it was signed as {title!r}, and now calls itself {claims.title!r}"
