"""Words that tell where a sentence ends; one table a kind, readable by an editor."""

from __future__ import annotations

from narrate.script.tables import words

STARTERS = {
    "en": words(
        """
        The A An He She It They We I You This That These Those There Here His Her Its Their Our
        My Your In On At By For From With Without After Before Since Until During While When
        Where Why How What Who Which Whose If As But And Or So Yet Nor Then Now Not No Nobody
        Nothing None Some Many Most Few Several All Both Each Every Another Other Others Such
        One Two Three More Less Even Still Also Only Just However Meanwhile Instead Although
        Though Because Once Let Did Does Do Is Are Was Were Will Would Can Could Should Has Have
        Had Never Neither Either Among Despite Under Over Today Yesterday Tomorrow Later Earlier
        Nearly About Around Between Across Through Police Officials Authorities Critics Experts
        Residents Witnesses People
        """
    ),
    "de": words(
        """
        Der Die Das Ein Eine Er Sie Es Wir Ich Ihr Was Wer Wie Wo Wann Warum Und Aber Doch In Im
        Am An Auf Bei Tel. Nach Vor Wenn Dann Dort Hier Diese Dieser Dieses Danach Nun Auch Nicht Kein
        Keine Heute Gestern Man Als
        """
    ),
    "fr": words(
        """
        Le La Les Un Une Des Il Elle Ils Elles Nous Vous Je On Ce Cette Ces Et Mais Ou Où Que
        Qui Quand Comment Pourquoi Dans En Sur Pour Avec Après Puis Hier Selon Au Aux Aucun
        """
    ),
    "es": words(
        """
        El La Los Las Un Una Él Ella Ellos Nosotros Yo Esto Este Esta Y Pero En Con Por Para
        Cuando Como Qué Quién Dónde Después Según Su Sus No Ayer Hoy Luego También Ahora Al
        """
    ),
    "it": words(
        """
        Il Lo La I Gli Le Un Una Lui Lei Loro Noi Io Questo Questa E Ma In Con Per Quando Come
        Che Chi Dove Dopo Secondo Poi Non Nel Nella Oggi Ieri Ora Anche
        """
    ),
    "pt": words(
        """
        O A Os As Um Uma Ele Ela Eles Nós Eu Isto Este Esta E Mas Em No Na Com Por Para Quando
        Como Que Quem Onde Depois Segundo Não Ontem Hoje Também Agora Ao Ainda
        """
    ),
    "nl": words(
        """
        De Het Een Hij Zij Ze Wij We Ik Dit Dat Deze Die En Maar In Op Met Voor Na Toen Wat Wie
        Waar Wanneer Hoe Waarom Er
        """
    ),
    "da": words(
        """
        Den Det De En Et Han Hun Vi Jeg Du Dette Disse Og Men I På Med For Efter Da Når Hvad
        Hvem Hvor Hvornår Hvordan Hvorfor Der
        """
    ),
    "sv": words(
        """
        Den Det De En Ett Han Hon Vi Jag Du Detta Dessa Och Men I På Med För Efter När Vad Vem
        Var Hur Varför
        """
    ),
    "pl": words(
        """
        On Ona Ono Oni My Ja Ty To Ten Ta Te I A Ale W Na Z Po Przed Gdy Kiedy Co Kto Gdzie Jak
        Dlaczego Tam Tu Nie Potem Jednak Wczoraj Dziś Według Od Do
        """
    ),
    "ru": words(
        "Он Она Оно Они Мы Я Ты Вы Это Этот Эта Эти И А Но В На С По Когда Что Кто Где Как Почему Там Здесь "
        "Не Потом Однако Также Вчера Сегодня За О От До После"
    ),
    "uk": words(
        "Він Вона Воно Вони Ми Я Ти Ви Це Цей Ця Ці І Й А Але У В На З Після Коли Що Хто Де Як Чому Там Тут "
        "Не Потім Однак Проте Також Учора Сьогодні Нині За Про Від До"
    ),
}
"""Capitalised, these words open a sentence."""

FINITE = words(
    """
    is are was were am has have had does did do will would can could may might must should shall
    says said say wants wanted went goes came comes made makes took takes told tells got gets fell
    falls rose rises left leaves began begins became becomes knew knows thought thinks saw sees held
    holds kept keeps sent sends won wins lost loses met meets put puts set sets ran runs gave gives
    found finds led leads paid pays denied claims calls called needs stands stood remains also
    """
)
"""Verbs that show that the capitalised word in front of them is a subject."""

INSTITUTIONS = words(
    """
    Army Navy Air Marine Marines Coast National Space Congress Senate House Supreme Court District
    Attorney President Vice Secretary State Department Treasury Justice Defense Defence Embassy
    Ambassador Consulate Constitution Capitol Census Central Federal Geological Fish Forest Postal
    Steel Open Olympic Women Men Customs Border Immigration Agency Chamber Securities Food Drug
    Environmental Energy Trade Representative Rep. Sen. Gen. Gov. Lt. Col. Special Envoy Climate
    Security Council Mission Assembly Secretary-General Human Refugee Children General Charter High
    World Prime Minister Foreign Military Government Bank Marshals Marshal Bureau Attorneys Ryder
    Soccer Masters Chief Command European Strategic Africa Dollar Dollars Virgin Representatives
    Senators Congressman Congresswoman Senator Representative Circuit
    """
)
"""What "U.S." and "U.N." stand in front of as adjectives."""

TIME_TAILS = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon. Tue. Tues. Wed. Thu. Thurs. Fri.
    Sat. Sun. January February March April May June July August September October November December
    Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Eastern Central Pacific Mountain
    Atlantic Greenwich GMT UTC EST EDT ET CST CDT CT MST MDT MT PST PDT PT CET CEST EET EEST BST MSK
    IST JST
    """
)
"""What follows "5 p.m." inside the same sentence."""

ENDERS = words(
    """
    inc corp co ltd llc plc bros jr sr esq blvd ave st rd dr hwy pl ct sq etc dept assn univ gov org
    usw uff cia sa ag gmbh ecc itd itp enz
    """
)
"""Abbreviations that may stand at a sentence's end; without their full stop, in lower case."""

STREET_TAILS = words(
    "N S E W NE NW SE SW North South East West Apt Suite Unit Station Bridge Park Church School"
)
"""What may follow the name of a street inside the same sentence."""

CONTINUING = words(
    """
    mr mrs ms messrs prof gen lt col maj capt cmdr adm sgt cpl pvt gov sen rep rev hon amb cpt atty
    sens reps pres supt insp det brig mt ft vs e.g i.e cf approx al ste dr drs st sts nr bzw ca z.b
    d.h u.a wm geo chas thos jas regt incl excl gt inf cav armd abn mech bde bn wg sqn flt gp cdr ldr cllr pte
    srta sra sr srs lic ing avv sig sigg dott prof tel
    """
)
"""Abbreviations behind which the sentence goes on."""

CONTINUING_IN = {
    "uk": words(
        """
        вул просп пров пл буд кв смт обл проф акад доц ген полк підполк лейт кап св ім див напр
        тис млн млрд стор рис табл зокр ін канд чл кор гр зам нач тел кім
        """
    ),
    "ru": words(
        """
        ул просп пер пл д кв обл проф акад доц ген полк подп лейт кап св им см напр тыс млн млрд
        стр рис табл канд чл корр гр зам нач тел др пр
        """
    ),
    "pl": words(
        """
        ul al pl prof dr hab inż mgr gen płk ppłk mjr kpt por ks św im np tzw tj ok godz str nr
        tys mln mld m.in tel woj pow
        """
    ),
    "de": words(
        """
        dr prof hr fr nr st bzw z.b d.h u.a ca evtl ggf inkl mio mrd tsd abs art bd vgl ing dipl
        gen hl geb tel zzgl jan feb mär apr jun jul aug sept okt nov dez rd
        """
    ),
    "fr": words(
        """
        m mm mme mmes mlle dr pr me st ste av bd janv févr avr juil sept oct nov déc env art cf
        éd vol gén col tél mgr
        """
    ),
    "es": words(
        """
        sr sra srta sres dr dra d dña prof lic ing gral cnel av avda núm pág art aprox ud uds
        sto sta ee c tel cía ene feb mar abr may jun jul ago sep oct nov dic
        """
    ),
    "it": words(
        """
        sig sigg dott dott.ssa ing avv prof on gen col sen pag art ca arch geom tel gen feb mar
        apr mag giu lug ago set ott nov dic
        """
    ),
    "pt": words(
        """
        sr sra srs dr dra prof eng gen cel av pág art aprox exmo tel jan fev mar abr mai jun jul
        ago set out nov dez séc sécs exma
        """
    ),
    "nl": words(
        """
        dhr mevr mw dr drs prof ir ing mr nr ca bijv enz o.a gen tel jan feb mrt apr jun jul aug
        sept okt nov dec
        """
    ),
}
"""Each language's own, behind which the sentence goes on."""

ORDINAL_BEFORE_CAPITALS = words("de")
"""Languages that write an ordinal as a figure and a full stop and their nouns with a capital: "am 3. Oktober"."""

NEVER_LAST = words(
    """
    dr prof drs mme mlle sig sigg sr sra srta dott dott.ssa avv ing dhr mevr hr проф акад доц ген вул ул им ім
    """
)
"""Titles and the like, behind which a name comes even if it opens with "De" or "La"."""

BEFORE_FIGURES = words(
    """
    no nos vol fig figs sec art arts artt p pp ch ext est max min ca párr ст п ч ust pkt
    eq rte rt ep eps ver bk sc sched cl jct matt deut exod isa jer eph heb prov ps pss ezek para paras op rm vols wk
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""Abbreviations behind which the sentence goes on if a figure follows."""

NAMES_BEFORE_FIGURES = words("Apt Cat Res Ser Ste Pt Rom Gal Phil Lat Long")
"""Likewise, but only with their capital: "a cat" may end a sentence."""

NUMBERED_BOOKS = words("tim pet sam cor thess kgs chron chr jn")
"""Books of the Bible of which there are two or three: "2 Tim. 4:7"."""

JAPANESE_PARTICLES = frozenset("のはがをにとでもへや、")
"""A line that ends with one of these goes on in the next."""
