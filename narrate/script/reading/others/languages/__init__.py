"""What each language needs besides CLDR and num2words: one file a language, readable by an editor."""

from __future__ import annotations

from narrate.script.reading.others.languages.dutch import NL
from narrate.script.reading.others.languages.french import FR
from narrate.script.reading.others.languages.german import DE
from narrate.script.reading.others.languages.italian import IT
from narrate.script.reading.others.languages.polish import PL
from narrate.script.reading.others.languages.portuguese import PT
from narrate.script.reading.others.languages.russian import RU
from narrate.script.reading.others.languages.spanish import ES
from narrate.script.reading.others.languages.ukrainian import UK

LANGUAGES = {one.code: one for one in (UK, RU, PL, DE, FR, ES, IT, PT, NL)}
