"""Twelve languages from the page to the finished file, with the voice that `auto` takes for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate import Page, Settings, narrate

from .hearing import levels

PAGE = '<html lang="{0}"><title>{1}</title><article><h1>{1}</h1><p>{2}</p><p>{3}</p></article></html>'
STORIES = {
    "cs": ("Přívoz zase jezdí", "Po jedenácti týdnech v loděnici vyplula loď v neděli znovu na řeku.",
           "Kapitánka řekla, že nový motor je tišší než racci na molu."),
    "de": ("Die Fähre fährt wieder", "Nach elf Wochen in der Werft lief das Schiff am Sonntag wieder aus.",
           "Die Kapitänin sagte, der neue Motor sei leiser als die Möwen am Kai."),
    "el": ("Το πλοίο ταξιδεύει ξανά", "Ύστερα από έντεκα εβδομάδες στο ναυπηγείο το πλοίο βγήκε πάλι την Κυριακή.",
           "Η καπετάνισσα είπε ότι η νέα μηχανή είναι πιο ήσυχη από τους γλάρους."),
    "fi": ("Lautta kulkee taas", "Yksitoista viikkoa telakalla ollut lautta lähti sunnuntaina taas matkaan.",
           "Kapteeni sanoi, että uusi moottori on hiljaisempi kuin laiturin lokit."),
    "hu": ("Újra jár a komp", "Tizenegy hét után vasárnap ismét kifutott a hajó a folyóra.",
           "A kapitány azt mondta, hogy az új motor halkabb, mint a sirályok."),
    "nl": ("De veerboot vaart weer", "Na elf weken op de werf voer het schip zondag weer uit.",
           "De kapitein zei dat de nieuwe motor stiller is dan de meeuwen op de kade."),
    "pl": ("Prom znowu pływa", "Po jedenastu tygodniach w stoczni statek wypłynął w niedzielę na rzekę.",
           "Kapitan powiedziała, że nowy silnik jest cichszy niż mewy na nabrzeżu."),
    "ro": ("Feribotul circulă din nou",
           "După unsprezece săptămâni în șantier, vasul a ieșit duminică din nou pe râu.",
           "Căpitanul a spus că noul motor este mai silențios decât pescărușii."),
    "ru": ("Паром снова ходит", "После одиннадцати недель на верфи судно в воскресенье снова вышло на реку.",
           "Капитан сказала, что новый двигатель тише, чем чайки на причале."),
    "sv": ("Färjan går igen", "Efter elva veckor på varvet gick fartyget ut på älven igen i söndags.",
           "Kaptenen sade att den nya motorn är tystare än måsarna på kajen."),
    "tr": ("Feribot yeniden sefere çıktı",
           "Tersanede geçen on bir haftadan sonra gemi pazar günü yeniden yola çıktı.",
           "Kaptan, yeni motorun rıhtımdaki martılardan daha sessiz olduğunu söyledi."),
    "uk": ("Пором знову ходить", "Після одинадцяти тижнів на верфі судно в неділю знову вийшло на річку.",
           "Капітанка сказала, що новий двигун тихіший за чайок на причалі."),
}  # fmt: skip


@pytest.mark.parametrize("language", STORIES)
def test_a_page_is_narrated_in_its_language(language: str, tmp_path: Path) -> None:
    body = PAGE.format(language, *STORIES[language]).encode()
    narration = narrate(Page(url="", body=body, charset="utf-8"), tmp_path, Settings(voices=()))
    assert narration.article.language == language
    assert narration.voice.name != "tone"
    assert {mark.source for mark in narration.marks} == {"voiced"}
    shown = " ".join(mark.shown for mark in narration.marks)
    assert all(sentence.rstrip(".") in shown for sentence in STORIES[language])
    letters = sum(len(mark.shown) for mark in narration.marks)
    assert 8 < letters / sum(mark.end - mark.start for mark in narration.marks) < 25
    loudness, peak = levels(narration.audio)
    assert abs(loudness + 16.0) <= 0.5
    assert peak <= -0.9
