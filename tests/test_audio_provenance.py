"""A signed file proves who made it and that it is unaltered; every change of it shows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mutagen.id3 import ID3, TIT2
from typer.testing import CliRunner

from narrate.audio.ffmpeg import binary
from narrate.audio.provenance import (
    FORMATS,
    Credentials,
    Signing,
    anchors_of,
    credentials_of,
    sign,
    sound_checksum,
    verify,
)
from narrate.audio.sound import Labels
from narrate.audio.tags import DIGITAL_SOURCE_TYPE, Description, describe, write_tags
from narrate.audio.tags.description import DISCLOSURE
from narrate.cli import app
from narrate.errors import AudioError, SettingsError
from narrate.model import Article, AudioFormat, Chapter, Mark, Script, Voice
from tests.hearing import chapters, utterance

pytest.importorskip("c2pa", reason="the extra c2pa is not installed")
pytest.importorskip("cryptography", reason="certificates for the tests are made with cryptography")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ARTICLE = Article("https://hafen.example/a", "Die Fähre fährt", (), site="Hafenpost", language="de")
SIGNED: tuple[AudioFormat, ...] = ("mp3", "m4a", "m4b", "flac", "wav")


class Pair(NamedTuple):
    """A signer's certificate and key."""

    root: Path
    chain: Path
    key: Path

    @property
    def signing(self) -> Signing:
        return Signing(str(self.chain), str(self.key))


def certified(folder: Path, private: Any = None, days: int = 30, name: str = "Hafenpost") -> Pair:
    """A root and a signer's certificate as C2PA asks for (section "X.509 certificates" of its specification)."""
    folder.mkdir(exist_ok=True)
    root_key, key = (
        ec.generate_private_key(ec.SECP256R1()),
        private or ec.generate_private_key(ec.SECP256R1()),
    )
    root = _certificate(f"{name} root", f"{name} root", root_key, root_key, 90, is_root=True)
    leaf = _certificate(name, f"{name} root", key, root_key, days, is_root=False)
    pem = serialization.Encoding.PEM
    pair = Pair(folder / "root.pem", folder / "chain.pem", folder / "key.pem")
    pair.root.write_bytes(root.public_bytes(pem))
    pair.chain.write_bytes(leaf.public_bytes(pem) + root.public_bytes(pem))
    plain = serialization.NoEncryption()
    pair.key.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return pair


def _certificate(
    subject: str, issuer: str, key: Any, signer: Any, days: int, is_root: bool
) -> x509.Certificate:
    def named(name: str) -> x509.Name:
        organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Hafenpost AG")
        return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, name)])

    began = datetime.now(UTC) - timedelta(days=60)
    usage = x509.KeyUsage(not is_root, False, False, False, False, is_root, is_root, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(subject))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=60 + days))
        .add_extension(x509.BasicConstraints(is_root, None), True)
        .add_extension(usage, True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False)
    )
    if not is_root:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
    return builder.sign(signer, hashes.SHA256())


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return certified(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def credentials(pair: Pair) -> Credentials:
    found = credentials_of(pair.signing)
    assert found
    return found


def description(disclosure: str = DISCLOSURE) -> Description:
    marks = (Mark(0.1, 2.0, "Die Fähre.", 0),)
    parts = (Chapter(0.0, 1.0, "Die Fähre"), Chapter(1.0, 3.0, "B"))
    script = Script(ARTICLE, (utterance("Die Fähre."),), disclosure)
    return describe(script, Voice("tone", "tone"), Labels(), marks, parts, 3.0, b"")


@pytest.fixture(scope="session")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The bytes of a tagged file of a format."""
    folder = tmp_path_factory.mktemp("tagged")

    def make(kind: str) -> bytes:
        path = folder / f"a.{kind}"
        if not path.exists():
            command = [binary(), "-v", "error", "-f", "lavfi", "-i", "sine=440:d=3", str(path)]
            if kind in ("m4a", "m4b"):
                command[-1:] = ["-f", "ipod", str(path)]
            subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
            write_tags(path, kind, description())  # type: ignore[arg-type]
        return path.read_bytes()

    return make


@pytest.fixture
def signed(tagged: Callable[[str], bytes], tmp_path: Path, credentials: Credentials) -> Callable[[str], Path]:
    """A signed file of a format."""

    def make(kind: str = "mp3") -> Path:
        path = tmp_path / f"a.{kind}"
        path.write_bytes(tagged(kind))
        assert sign(path, credentials, description()) == ""
        return path

    return make


@pytest.mark.parametrize("kind", SIGNED)
def test_a_signed_file_proves_what_it_is(
    kind: str, signed: Callable[[str], Path], tagged: Callable[[str], bytes], tmp_path: Path, pair: Pair
) -> None:
    path = signed(kind)
    proof = verify(path, pair.root.read_text())
    assert (proof.state, proof.problems) == ("trusted", ())
    assert (proof.signer, proof.issuer) == ("Hafenpost", "Hafenpost AG")
    assert (proof.title, proof.source) == ("Die Fähre fährt", "https://hafen.example/a")
    assert proof.made_by_ai
    assert proof.generator.startswith("narrate ")
    assert proof.claims.source_type == DIGITAL_SOURCE_TYPE
    unsigned = tmp_path / f"b.{kind}"
    unsigned.write_bytes(tagged(kind))
    assert sound_checksum(path) == sound_checksum(unsigned)


def test_signing_an_mp3_keeps_its_tags(
    signed: Callable[[str], Path], tagged: Callable[[str], bytes], tmp_path: Path
) -> None:
    """But for a byte after the sentence times: mutagen then passes them over, TagLib does not."""
    path = signed("mp3")
    (tmp_path / "b.mp3").write_bytes(tagged("mp3"))
    before, after = (
        {name: repr(frame) for name, frame in ID3(each).items() if name[:4] not in ("SYLT", "GEOB")}
        for each in (tmp_path / "b.mp3", path)
    )
    assert before == after
    assert chapters(path) == chapters(tmp_path / "b.mp3") == [(0.0, "Die Fähre"), (1.0, "B")]
    assert "Die Fähre.".encode("utf-16-le") in path.read_bytes()
    assert path.read_bytes().count(b"SYLT") == 1


@pytest.mark.parametrize("kind", SIGNED)
def test_one_flipped_bit_of_the_sound_shows(kind: str, signed: Callable[[str], Path], pair: Pair) -> None:
    path = signed(kind)
    data = bytearray(path.read_bytes())
    middle = data.index(b"data") + 9000 if kind == "wav" else len(data) * 3 // 4
    data[middle] ^= 1
    path.write_bytes(data)
    proof = verify(path, pair.root.read_text())
    assert proof.state == "changed"
    assert "the sound was changed after it was signed" in proof.problems


@pytest.mark.parametrize("kind", SIGNED)
def test_a_truncated_byte_shows(kind: str, signed: Callable[[str], Path], pair: Pair) -> None:
    path = signed(kind)
    path.write_bytes(path.read_bytes()[:-1])
    proof = verify(path, pair.root.read_text())
    assert proof.state in ("changed", "broken")
    assert proof.problems


@pytest.mark.parametrize("kind", SIGNED)
def test_a_changed_title_shows(kind: str, signed: Callable[[str], Path], pair: Pair) -> None:
    """In place, so that no tag writer moves or drops the statement."""
    path = signed(kind)
    data = path.read_bytes()
    mark = {"flac": b"TITLE=", "m4a": b"\xa9nam", "m4b": b"\xa9nam"}.get(kind, b"TIT2")
    first = data.index(b"Die", data.index(mark))
    path.write_bytes(data[:first] + b"Das" + data[first + 3 :])
    proof = verify(path, pair.root.read_text())
    assert proof.state == "changed"
    assert proof.problems[0] == "the tags were changed after it was signed; the sound is as it was"


def test_a_title_changed_with_a_tag_editor_is_named(signed: Callable[[str], Path], pair: Pair) -> None:
    path = signed("mp3")
    tags = ID3(path)
    tags.add(TIT2(encoding=3, text="Anders"))
    tags.save(path)
    proof = verify(path, pair.root.read_text())
    assert proof.state == "changed"
    assert proof.problems == (
        "the tags were changed after it was signed; the sound is as it was",
        "it was signed as 'Die Fähre fährt', and now calls itself 'Anders'",
    )


def test_a_statement_taken_away_leaves_claims(
    signed: Callable[[str], Path], pair: Pair, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.mp3"
    command = [binary(), "-v", "error", "-i", str(signed("mp3")), "-c", "copy", str(copy)]
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
    proof = verify(copy, pair.root.read_text())
    assert proof.state == "unsigned"
    assert proof.claims.title == "Die Fähre fährt"
    assert not proof.made_by_ai


def test_another_signer_is_not_trusted(signed: Callable[[str], Path], tmp_path: Path) -> None:
    path = signed("mp3")
    other = certified(tmp_path / "other", name="Elsewhere")
    for anchors in ("", other.root.read_text()):
        proof = verify(path, anchors)
        assert proof.state == "intact"
        assert proof.problems == ("nobody here vouches for the signer",)


@pytest.mark.parametrize(
    "make",
    [
        lambda: ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate,
        lambda: rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-384", "Ed25519", "RSA"],
)
def test_keys_of_other_kinds_sign(
    make: Callable[[], Any], tagged: Callable[[str], bytes], tmp_path: Path
) -> None:
    pair = certified(tmp_path / "keys", make())
    found = credentials_of(pair.signing)
    assert found
    path = tmp_path / "a.mp3"
    path.write_bytes(tagged("mp3"))
    assert sign(path, found, description()) == ""
    assert verify(path, pair.root.read_text()).state == "trusted"


def test_a_certificate_that_has_run_out_does_not_sign(tagged: Callable[[str], bytes], tmp_path: Path) -> None:
    found = credentials_of(certified(tmp_path / "old", days=-5).signing)
    assert found
    path = tmp_path / "a.mp3"
    path.write_bytes(tagged("mp3"))
    with pytest.raises(AudioError, match=r"a\.mp3: cannot be signed") as caught:
        sign(path, found, description())
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == tagged("mp3")
    assert {each.name for each in tmp_path.iterdir()} == {"old", "a.mp3"}


def test_opus_and_undisclosed_files_are_not_signed_and_say_so(
    tagged: Callable[[str], bytes], tmp_path: Path, credentials: Credentials
) -> None:
    assert "opus" not in FORMATS
    path = tmp_path / "a.mp3"
    path.write_bytes(tagged("mp3"))
    assert "format opus" in sign(tmp_path / "a.opus", credentials, description())
    assert "[disclosure]" in sign(path, credentials, description(disclosure=""))
    assert path.read_bytes() == tagged("mp3")


# ── Settings ───────────────────────────────────────────────────────────────────────────────────────


def test_nobody_signs_by_default() -> None:
    assert credentials_of(Signing()) is None
    assert anchors_of(Signing()) == ""


def test_certificate_and_key_may_stand_in_the_environment_itself(pair: Pair) -> None:
    texts = Signing(pair.chain.read_text(), pair.key.read_text())
    assert credentials_of(texts) == credentials_of(pair.signing)
    assert anchors_of(texts).strip() == pair.root.read_text().strip()


def test_the_key_is_shown_nowhere(pair: Pair, credentials: Credentials) -> None:
    secret = pair.key.read_text().splitlines()[1]
    assert secret not in repr(Signing(pair.chain.read_text(), pair.key.read_text()))
    assert secret not in repr(credentials)


def test_a_signer_that_cannot_sign_is_one_clear_error(pair: Pair, tmp_path: Path) -> None:
    sec1 = tmp_path / "sec1.pem"
    sec1.write_text("-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n")
    odd = tmp_path / "odd.pem"
    odd.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    for signing, problem in (
        (Signing(certificate=str(pair.chain)), "names no key"),
        (Signing(key=str(pair.key)), "names no certificate"),
        (Signing("/nowhere.pem", str(pair.key)), "cannot be read"),
        (Signing(str(pair.key), str(pair.key)), "holds no certificate"),
        (Signing(str(pair.chain), str(sec1)), "PKCS#8"),
        (Signing(str(pair.chain), str(odd)), "kind"),
    ):
        with pytest.raises(SettingsError, match=problem):
            credentials_of(signing)


def test_without_the_extra_the_pip_line_is_named(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    with pytest.raises(SettingsError, match=r"pip install 'narrate\[c2pa\]'"):
        credentials_of(pair.signing)


# ── narrate verify ─────────────────────────────────────────────────────────────────────────────────


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["verify", *arguments])
    return result.exit_code, result.output


def test_verify_says_what_is_proved(
    signed: Callable[[str], Path], pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = signed("mp3")
    code, text = run(path.name, "--trust", str(pair.root))
    assert code == 0
    assert "a.mp3: proved: signed by Hafenpost (Hafenpost AG), and unaltered since" in text
    assert "made by AI: yes" in text
    assert "article: https://hafen.example/a" in text
    code, text = run(path.name)
    assert (code, "nobody here vouches" in text) == (0, True)


def test_verify_goes_on_after_a_file_that_is_not_there(
    signed: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, text = run("gone.mp3", signed("mp3").name)
    assert code == 1
    assert "narrate: gone.mp3: cannot be read: " in text
    assert "a.mp3: unaltered since" in text


def test_verify_trusts_ones_own_certificate(
    signed: Callable[[str], Path], pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_C2PA_CERTIFICATE", str(pair.chain))
    assert run(signed("flac").name)[0] == 0
    other = certified(tmp_path / "other", name="Elsewhere")
    assert run("a.flac", "--trust", str(other.root))[0] == 1


def test_verify_fails_for_a_file_that_is_not_what_was_signed(
    signed: Callable[[str], Path], pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = signed("mp3")
    path.write_bytes(path.read_bytes() + b"\0")
    code, text = run(path.name, "--trust", str(pair.root))
    assert code == 1
    assert "NOT what Hafenpost (Hafenpost AG) signed" in text


def test_verify_calls_tags_claims(
    tagged: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind in ("mp3", "opus"):
        Path(f"a.{kind}").write_bytes(tagged(kind))
        code, text = run(f"a.{kind}")
        assert code == 1
        assert "not signed, and proves nothing" in text
        assert "its tags claim, which is no proof: title: Die Fähre fährt" in text
    code, text = run("a.mp3", "--json")
    found = json.loads(text)
    assert (found["file"], found["state"], found["claims"]["artist"]) == ("a.mp3", "unsigned", "Hafenpost")
