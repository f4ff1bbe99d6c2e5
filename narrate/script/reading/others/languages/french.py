"""French."""

from __future__ import annotations

from narrate.script.reading.others.tables import LATIN_UNITS, Language, forms, pairs, table

FR = Language(
    "fr",
    groups=" .",
    minus="moins",
    plus="plus",
    to="à",
    versus="à",
    by="fois",
    conjunction="et",
    percent=forms("pour_cent pour_cent"),
    money=table("""
$: dollar dollars
US$: dollar dollars
USD: dollar dollars
€: euro euros
EUR: euro euros
euro: euro euros
euros: euro euros
£: livre livres
₴: hryvnia hryvnias
CHF: franc_suisse francs_suisses
zł: zloty zlotys
¥: yen yens
"""),
    cents=table("""
euro: centime centimes
dollar: cent cents
livre: penny pence
franc suisse: centime centimes
"""),
    scales=table("""
M: million millions
Mio: million millions
Md: milliard milliards
Mds: milliard milliards
Mrd: milliard milliards
million: million millions
milliard: milliard milliards
"""),
    of="de",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    per="par",
    units=LATIN_UNITS,
    own_units=table("""
km/h: kilomètre_à_l'heure kilomètres_à_l'heure
min: minute minutes
"""),
    abbreviations=pairs("""
M. A | Monsieur
MM. A | Messieurs
Mme A | Madame
Mmes A | Mesdames
Mlle A | Mademoiselle
Dr A | docteur
Me A | Maître
Pr A | professeur
St A | Saint
Ste A | Sainte
Mgr A | Monseigneur
pts < | points
arr. < | arrondissement
c.-à-d. | c'est-à-dire
bd | boulevard
av. | avenue
etc. | et cetera
env. | environ
p. ex. | par exemple
av. J.-C. | avant Jésus-Christ
apr. J.-C. | après Jésus-Christ
art. 0 | article
p. 0 | page
n° | numéro
nos 0 | numéros
"""),
    named="numéro",
    feminine=(
        "classe action élection région caisse pomme route vague frappe carte lettre enquête ligne hausse "
        "baisse année idée armée arrivée entrée tournée voix fois heure minute seconde femme personne tonne "
        "semaine livre fille voiture vie famille place ville "
        "journée école maison victime année médaille victoire équipe entreprise commune chambre saison "
        "usine tête part nuit main loi mère sœur page ligne bombe arme attaque balle défaite étoile "
        "étape demande plainte banque église rue salle table cause chance mission pièce scène élue députée"
    ),
    masculine="été musée lycée comté côté pâté traité député blessé employé réfugié mètre centre litre million",
    feminine_ends=(
        "tion tions sion sions té tés ette ettes ence ences ance ances ure ures ade ades ie ies esse esses"
    ),
    not_counted="à et ou de du des le la les en au aux par pour dans sur contre est sont ont a mars",
    monarchs=(
        "Louis François Henri Charles Philippe Napoléon Jean Paul Benoît Pie Léon Clément Grégoire Urbain "
        "Innocent Guillaume Frédéric Nicolas Alexandre Pierre Ivan George Georges Édouard Jacques Alphonse "
        "Auguste Léopold Albert Baudouin Ferdinand Carlos Felipe Ramsès Harald Mohammed Hassan Robert Clovis"
    ),
    queens="Élisabeth Elizabeth Catherine Marie Marguerite Beatrix Isabelle Christine",
)
