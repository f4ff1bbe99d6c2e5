"""narrate.toml < environment < flags → the options of the rooms.

Every default stands in the options class of its room, once; here they are only overlaid.  The file's tables are
the rooms' options (``[article]``, ``[sites."host"]``, ``[script]``, ``[disclosure]``, ``[pauses]``, ``[lexicon]``,
``[sound]``, ``[show]``, ``[shows.KEY]``, ``[c2pa]``, ``[[sources]]``, ``[fetching]``, ``[notify]``) and
``[voices]``; what concerns a whole run stands at its top (``voice``, ``output``, ``workers``, ``language``, …).

An error names the line of what it is about (``toml_lines.py``).
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from narrate.article import Options as ArticleOptions
from narrate.article import SiteRules, Taste
from narrate.audio import Jingles, Labels, Signing, Sound, preset
from narrate.errors import NarrateError, SettingsError
from narrate.notices import Notify
from narrate.publish import Show
from narrate.publish.show import further
from narrate.script import Disclosure, Pauses, Style
from narrate.script.lexicon import Entry, from_table
from narrate.script.lexicon import load as load_lexicon
from narrate.script.style import TEMPLATES
from narrate.sources import Manners, Wanted
from narrate.sources.wanted import KINDS
from narrate.speech import AUTO, MEGABYTES, SECTION
from narrate.toml_lines import line_of, lines

FILE = "narrate.toml"
PREFIX = "NARRATE_"
TOP = ("voice", "output", "workers", "executor", "scheduler", "tries", "strict", "clips_size", "language")
"""What stands above the tables."""
FROM_ENVIRONMENT = ("voice", "output", "workers", "executor", "scheduler", "language")
WEBHOOK = f"{PREFIX}NOTIFY_WEBHOOK"
FILES = "lexicon_files"
MOST = 10**15
"""A whole number beyond is no measure of anything, and may be too large for a fraction."""
EXECUTORS = ("local", "dask")
WORKING = Path(".narrate")
"""Beside narrate.toml, like ``output``: what is kept there is seen, backed up and moved with the project."""
APART = {"disclosure", "pauses", "lexicon"}
"""Options of the script room that have a table of their own."""

Options = TypeVar(
    "Options", Taste, Style, Disclosure, Pauses, Jingles, Sound, Show, Signing, Wanted, Manners, Notify
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on beside its pages."""

    voice: str = AUTO
    """A profile's name, or "auto"."""
    output: Path = Path("output")
    """A folder of this machine."""
    remote: str = ""
    """The address of a store, if ``output`` was given as one: there goes what stands in the folder."""
    workers: int = 0
    """Processes that speak; 0 is one a core, or all of a cluster."""
    executor: str = "local"
    """Whose processes speak: those of this machine, or "dask": of a Dask cluster."""
    scheduler: str = ""
    """The cluster's: "tcp://host:8786"."""
    tries: int = 3
    """How often an article that fails is tried in later runs before it is set aside; 0 is without limit."""
    strict: bool = False
    """Whether an article with a sentence that cannot be voiced fails, instead of being narrated with a gap."""
    clips_size: int = MEGABYTES
    """Megabytes of spoken sentences that are kept for the next run; 0 is without limit."""
    language: str = "en"
    """Of an article whose language cannot be told."""
    voices: tuple[Path, ...] = (Path("voices"),)
    """Folders with the user's own voice profiles."""
    casting: Mapping[str, str] = field(default_factory=dict)
    """The file's ``[voices]``: language, or "section:NAME" → a profile's name, where ``voice`` is "auto"."""
    sources: tuple[Wanted, ...] = ()
    """The file's ``[[sources]]``: what `narrate make` narrates if it is not told."""
    fetching: Manners = field(default_factory=Manners)
    article: ArticleOptions = field(default_factory=ArticleOptions)
    style: Style = field(default_factory=Style)
    sound: Sound = field(default_factory=Sound)
    shows: tuple[Show, ...] = (Show(),)
    """That of ``[show]``, then those of ``[shows.KEY]``."""
    labels: Labels = field(default_factory=Labels)
    """What of ``[show]`` stands in the files."""
    signing: Signing = field(default_factory=Signing)
    """The file's ``[c2pa]``."""
    notify: Notify = field(default_factory=Notify)


def load(folder: Path = Path(), environment: Mapping[str, str] = os.environ, **flags: Any) -> Settings:
    """The settings in force.

    Args:
        folder: where ``narrate.toml`` is looked for; none is no error.
        flags: what the command line says; None means that it says nothing.

    Raises:
        SettingsError: the file is not TOML, or a value is unknown or impossible.
    """
    path = folder / FILE
    settings = _of_file(path) if path.is_file() else Settings()
    for name in FROM_ENVIRONMENT:
        value = environment.get(PREFIX + name.upper())
        if value:
            settings = _set(settings, name, value, PREFIX + name.upper())
    for name in ("certificate", "key", "trust"):
        value = environment.get(f"{PREFIX}C2PA_{name.upper()}")
        if value:
            texts: dict[str, Any] = {name: value}
            settings = replace(settings, signing=replace(settings.signing, **texts))
    webhook = environment.get(WEBHOOK)
    if webhook:
        settings = replace(settings, notify=_options(settings.notify, {"webhook": webhook}, WEBHOOK))
    kinds = flags.pop("formats", None)
    if kinds:
        settings = replace(settings, sound=replace(settings.sound, formats=tuple(kinds)))
    for name, value in flags.items():
        if value is not None:
            settings = _set(settings, name, value, f"--{name}")
    return settings


def _of_file(path: Path) -> Settings:
    text, values = read(path)
    try:
        return _overlaid(Settings(), values, path)
    except SettingsError as error:
        raise located(error, path, text) from None


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The file's text, and what it says.

    Raises:
        SettingsError: it cannot be read, or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), "cannot be read: is not UTF-8", "Save it as UTF-8") from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        step = "Texts stand in quotation marks; `narrate init` writes a file to compare with"
        raise SettingsError(f"{path}:{line}", f"cannot be read: {error}", step) from error
    except RecursionError as error:
        raise SettingsError(str(path), "cannot be read: its arrays lie too deep in each other") from error


def placed(error: NarrateError, folder: Path = Path()) -> NarrateError:
    """An error of a setting that shows only after loading, with its line."""
    path = folder / FILE
    if not isinstance(error, SettingsError) or not path.is_file():
        return error
    try:
        text, values = read(path)
    except SettingsError:
        return error  # the file itself is what is wrong, and the error says where
    first = re.match(r"\[*(\w+)[\] ]", f"{error.thing} ")
    return located(error, path, text) if first and first[1] in values else error


def located(error: SettingsError, path: Path, text: str) -> SettingsError:
    """The same error with the line of what it is about, as far as the file says anything of it."""
    thing = error.thing.removeprefix(str(path)).removeprefix(":").strip()
    if thing == error.thing and Path(thing.partition(",")[0].partition(":")[0]).is_file():
        return error  # another file's: a lexicon
    line = line_of(lines(text), (thing, error.reason))
    place = f"{path}:{line}" if line else str(path)
    return type(error)(f"{place}: {thing}" if thing else place, error.reason, error.next_step)


def _overlaid(settings: Settings, values: dict[str, Any], path: Path) -> Settings:
    tables = {"voices", "article", "sites", "script", "disclosure", "pauses", "lexicon", "sound", "show"}
    tables |= {"jingles", "shows", "c2pa", "fetching", "notify"}
    own = set(TOP)
    _no_unknown(values, tables | own | {"sources"}, str(path))
    for name in tables & values.keys():
        if not isinstance(values[name], dict):
            raise SettingsError(str(path), f"{name} is {values[name]!r}", f"Write a table: [{name}]")
    for name in own & values.keys():
        settings = _set(settings, name, values[name], f"{path}: {name}")
    settings = replace(settings, casting=_casting(values.get("voices", {}), f"{path} [voices]"))
    taste = _options(settings.article.taste, values.get("article", {}), f"{path} [article]")
    sites = {host: _site(rules, host, path) for host, rules in values.get("sites", {}).items()}
    style = _style(settings.style, values.get("script", {}), path)
    style = replace(style, pauses=_options(style.pauses, values.get("pauses", {}), f"{path} [pauses]"))
    style = replace(style, disclosure=_disclosure(style.disclosure, values.get("disclosure", {}), path))
    names = from_table(values.get("lexicon", {}), f"{path} [lexicon]")
    style = replace(style, lexicon=(*names, *style.lexicon))
    sound = _sound(values.get("sound", {}), values.get("jingles", {}), path)
    sources = _sources(values.get("sources", []), path)
    fetching = _options(settings.fetching, values.get("fetching", {}), f"{path} [fetching]")
    notices = _notices(settings.notify, values.get("notify", {}), path)
    settings = replace(settings, sources=sources, fetching=fetching, notify=notices)
    shows = _shows(values.get("show", {}), values.get("shows", {}), path)
    settings = replace(settings, article=ArticleOptions(taste, sites), style=style, sound=sound)
    signing = _signing(settings.signing, values.get("c2pa", {}), path)
    return replace(settings, shows=shows, labels=_labels(shows[0]), signing=signing)


def _sound(values: dict[str, Any], jingles: dict[str, Any], path: Path) -> Sound:
    """A preset holds where the file says nothing else; jingles are files relative to narrate.toml."""
    where = f"{path} [sound]"
    checked = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    sound = preset(_like("", values.get("preset", ""), f"{where} preset"))
    sound = _options(sound, checked, where, skip=("jingles",))
    played = _options(sound.jingles, jingles, f"{path} [jingles]")
    files: dict[str, Any] = {
        name: str(path.parent / Path(value).expanduser())
        for name, value in jingles.items()
        if value and isinstance(value, str)
    }
    return replace(sound, jingles=replace(played, **files))


def _signing(signing: Signing, values: dict[str, Any], path: Path) -> Signing:
    """Files are named relative to narrate.toml; the key itself has no place there."""
    signing = _options(signing, values, f"{path} [c2pa]")
    files: dict[str, Any] = {
        name: str(path.parent / Path(values[name]).expanduser())
        for name in ("certificate", "key", "trust")
        if values.get(name)
    }
    return replace(signing, **files)


def _notices(notices: Notify, values: dict[str, Any], path: Path) -> Notify:
    """The file is named relative to narrate.toml."""
    notices = _options(notices, values, f"{path} [notify]")
    if not notices.prometheus:
        return notices
    return replace(notices, prometheus=str(path.parent / Path(notices.prometheus).expanduser()))


def _sources(tables: Any, path: Path) -> tuple[Wanted, ...]:
    """Files and folders are named relative to narrate.toml."""
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise SettingsError(f"{path} sources", f"is {tables!r}", "Write a table for each: [[sources]]")
    return tuple(
        _wanted(values, f"{path} [[sources]] number {number}", path)
        for number, values in enumerate(tables, 1)
    )


def _wanted(values: dict[str, Any], where: str, path: Path) -> Wanted:
    _no_unknown(values, {one.name for one in fields(Wanted)}, where)
    defaults = Wanted(files="*")
    checked: dict[str, Any] = {}
    for name, value in values.items():
        value = (value,) if isinstance(getattr(defaults, name), tuple) and isinstance(value, str) else value
        value = tuple(value) if isinstance(value, list) else value
        checked[name] = _like(getattr(defaults, name), value, f"{where} {name}")
        if name in KINDS and checked[name] and not _is_address(checked[name]):
            checked[name] = str(path.parent / Path(checked[name]).expanduser())
    try:
        return Wanted(**checked)
    except SettingsError as error:  # the room does not know which one it is
        thing = f"{where} {error.thing.removeprefix('sources').strip()}".strip()
        raise SettingsError(thing, error.reason, error.next_step) from None


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _shows(first: dict[str, Any], others: dict[str, Any], path: Path) -> tuple[Show, ...]:
    """That of ``[show]``, and those of ``[shows.KEY]``, which take from it what they do not say themselves."""
    main = _show(Show(), first, f"{path} [show]", path)
    shows = [main]
    for key, values in others.items():
        where = f"{path} [shows.{key}]"
        if not isinstance(values, dict) or not values.get("title"):
            raise SettingsError(where, "has no title", f'Write a table: [shows.{key}] with title = "…"')
        shows.append(_show(further(main, key), values, where, path, skip=("base_url",)))
    return tuple(shows)


def _show(show: Show, values: dict[str, Any], where: str, path: Path, skip: Iterable[str] = ()) -> Show:
    """Lists are tuples there, and the cover's file is relative to narrate.toml."""
    checked = dict(values)
    for name, value in values.items():
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            checked[name] = tuple(value)
    show = _options(show, checked, where, skip=("key", *skip))
    return (
        replace(show, cover=str(path.parent / Path(show.cover).expanduser())) if values.get("cover") else show
    )


def _labels(show: Show) -> Labels:
    """What of a show stands in the files: only a change of this makes its episodes anew."""
    return Labels(show.title, show.genre, show.author, show.copyright, show.colour)


def _casting(values: dict[str, Any], where: str) -> dict[str, str]:
    """Who reads which language and section."""
    for key, name in values.items():
        if not isinstance(name, str):
            raise SettingsError(f"{where} {key}", f"is {name!r}", "It must be a voice of `narrate voices`")
        if not key.startswith(SECTION) and not _is_language(key):
            step = f'Write a language such as en, or "{SECTION}Opinion"'
            raise SettingsError(where, f"{key!r} is no language", step)
    return values


def _options(options: Options, values: dict[str, Any], where: str, skip: Iterable[str] = ()) -> Options:
    """The options with those of ``values``, each of the type its default has."""
    known = {one.name for one in fields(options)} - set(skip)
    _no_unknown(values, known, where)
    checked = {key: _like(getattr(options, key), value, f"{where} {key}") for key, value in values.items()}
    return replace(options, **checked)


def _style(style: Style, values: dict[str, Any], path: Path) -> Style:
    """The script room's options: a template may be a table, one text a language; lexicons are files."""
    where = f"{path} [script]"
    _no_unknown(values, {one.name for one in fields(Style)} - APART | {FILES}, where)
    special = {FILES} | {name for name in TEMPLATES if isinstance(values.get(name), dict)}
    plain = {name: value for name, value in values.items() if name not in special}
    style = _options(style, plain, where, skip=APART)
    for name in special - {FILES}:
        texts: dict[str, Any] = {name: _template(values[name], f"{where} {name}")}
        style = replace(style, **texts)
    return replace(style, lexicon=_lexicon_files(values.get(FILES, []), path))


def _disclosure(disclosure: Disclosure, values: dict[str, Any], path: Path) -> Disclosure:
    where = f"{path} [disclosure]"
    text = values.get("text", "")
    if not isinstance(text, dict):
        return _options(disclosure, values, where)
    plain = {name: value for name, value in values.items() if name != "text"}
    return replace(_options(disclosure, plain, where), text=_template(text, f"{where} text"))


def _template(texts: dict[str, Any], where: str) -> dict[str, str]:
    """One text a language."""
    if not all(isinstance(text, str) for text in texts.values()):
        raise SettingsError(where, f"is {texts!r}", "It must be a text, or one a language")
    return texts


def _lexicon_files(names: Any, path: Path) -> tuple[Entry, ...]:
    """The entries of the lexicon files, whose names are relative to narrate.toml."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SettingsError(f"{path} [script] {FILES}", f"is {names!r}", "It must be a list of files")
    return tuple(entry for name in names for entry in _lexicon(path.parent / Path(name).expanduser(), path))


def _lexicon(file: Path, path: Path) -> list[Entry]:
    """A lexicon's own errors name its lines; that it is not there is told of the line that names it."""
    if not file.is_file():
        raise SettingsError(f"{path} [script] {FILES}", f"{file}: cannot be read: No such file")
    return list(load_lexicon(file))


def _site(values: Any, host: str, path: Path) -> SiteRules:
    """The rules of one site; a single selector may stand for a list of them."""
    where = f'{path} [sites."{host}"]'
    if not isinstance(values, dict):
        raise SettingsError(where, f"is {values!r}", f'Write a table: [sites."{host}"]')
    _no_unknown(values, {one.name for one in fields(SiteRules)}, where)
    checked: dict[str, Any] = {}
    for name, value in values.items():
        kind = type(getattr(SiteRules(), name))
        value = [value] if kind is tuple and isinstance(value, str) else value
        texts = list(value.values()) if kind is dict and isinstance(value, dict) else value
        if not isinstance(value, list if kind is tuple else kind) or not all(
            isinstance(text, str) for text in texts
        ):
            raise SettingsError(f"{where} {name}", f"is {value!r}", f"It must be {_SITE_KINDS[kind]}")
        checked[name] = tuple(value) if kind is tuple else value
    return SiteRules(**checked)


def _set(settings: Settings, name: str, value: Any, where: str) -> Settings:
    kind = type(getattr(settings, name))
    if kind is int and isinstance(value, str) and value.isdigit():
        value = int(value)
    if issubclass(kind, Path):
        if not isinstance(value, str | Path) or not str(value):
            raise SettingsError(where, f"is {value!r}", "It must be a folder")
        remote = address_of(value)
        output = working_folder(remote) if remote else Path(value).expanduser()
        return replace(settings, output=output, remote=remote)
    value = _like(getattr(settings, name), value, where)
    if name in _ZERO and value < 0:
        raise SettingsError(where, f"is {value}", f"0 means {_ZERO[name]}")
    if name == "executor" and value not in EXECUTORS:
        raise SettingsError(where, f"is {value!r}", f"It must be one of: {', '.join(EXECUTORS)}")
    if name == "language" and not _is_language(value):
        raise SettingsError(
            where, f"is {value!r}, which is no language", "Write a tag such as en, uk or pt-BR"
        )
    return replace(settings, **{name: value})


def address_of(place: str | Path) -> str:
    """The address of a store ("s3://bucket/show"); "" for a folder.

    A path keeps one slash of two, and one of "file:///" too; a single letter before the colon is a drive.
    """
    found = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.-]+):(/+)(.*)", str(place).replace("\\", "/"))
    if not found:
        return ""
    scheme, _, rest = found.groups()
    return f"{scheme.lower()}://{'/' if scheme.lower() in ('file', 'local') else ''}{rest.rstrip('/')}"


def working_folder(address: str) -> Path:
    """Where catalogue, clips and all that goes to a store are kept: a name for each address, without a password."""
    parts = urlsplit(address)
    named = f"{parts.scheme}-{parts.netloc.rpartition('@')[2]}{parts.path}"
    name = re.sub(r"[^A-Za-z0-9._]+", "-", named).strip("-")[:80]
    return WORKING / f"{name}-{sha256(named.encode()).hexdigest()[:6]}"


def _is_language(tag: str) -> bool:
    """Whether a BCP 47 tag names a language of the IANA registry."""
    from langcodes import tag_is_valid  # loads for a tenth of a second

    return bool(tag_is_valid(tag))


def _like(default: Any, value: Any, where: str) -> Any:
    """The value, if it is of the default's type; a whole number may stand for a fraction."""
    kind = type(default)
    if kind is float and type(value) is int and abs(value) < MOST:
        return float(value)
    if type(value) is not kind:
        raise SettingsError(where, f"is {value!r}", f"It must be a {_KINDS.get(kind, kind.__name__)}")
    return value


_ZERO = {"workers": "one process a core", "tries": "without limit", "clips_size": "without limit"}
_SITE_KINDS: dict[type, str] = {
    str: "a CSS selector",
    tuple: "a list of CSS selectors",
    dict: "a table: selector = kind",
}
_KINDS: dict[type, str] = {
    str: "text",
    tuple: "list of texts",
    bool: "true or false",
    int: "whole number",
    float: "number",
}


def _no_unknown(values: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.5)
            step = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(sorted(known))}"
            raise SettingsError(where, f"has an unknown setting {key!r}", step)
