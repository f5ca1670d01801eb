"""Paragraphs by which an outlet says that it changed what it had published, in four languages."""

import pytest

from annotations.notices import reads_as_notice


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The fee is 40 euros, not 14.",
        "CORRECTION, May 3, 2022: The fee is 40 euros.",
        "Correction (May 3)",
        "Correction",
        "• This article was amended on 3 May 2022 because the fee had been given as 14 euros.",
        "(This story has been corrected to fix the fee in paragraph 3)",
        "An earlier version of this article misstated the fee.",
        "Clarification: The council has 24 members.",
        "Editor's note: The mayor answered after publication.",
        "EDITORS’ NOTE — The mayor answered.",
        "(Corrects fee in third paragraph)",
        "The headline of this article was changed on 3 May.",
        "This report originally said that the fee was 14 euros.",
        "Update, 5.30pm: The mayor has resigned.",
        "Korrektur vom 3. Mai 2022: Die Gebühr beträgt 40 Euro.",
        "In einer früheren Version dieses Artikels hieß es, die Gebühr betrage 14 Euro.",
        "Anmerkung der Redaktion: Der Bürgermeister hat geantwortet.",
        "Anm. d. Red.: Der Rat hat 24 Mitglieder.",
        "Dieser Text wurde am 3. Mai um 12 Uhr aktualisiert.",
        "Rectificatif : les frais sont de 40 euros.",
        "Mise à jour du 3 mai : le maire a répondu.",
        "Cet article a été modifié le 3 mai.",
        "Une version antérieure de cet article donnait un autre chiffre.",
        "Fe de errores: la tasa es de 40 euros.",
        "Una versión anterior de este artículo decía que la tasa era de 14 euros.",
        "Este artículo ha sido corregido.",
        "Nota del editor: el alcalde respondió.",
    ],
)
def test_a_notice_is_known_by_how_it_begins(text):
    assert reads_as_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Correction officers said on Thursday that two men had fled.",
        "Corrected for inflation, wages fell: 3 per cent in a year.",
        "Updated rules came into force on 3 May.",
        "Update your computer to the newest version: it is safe.",
        "An earlier version of the bill had passed the lower house.",
        "The report was amended by the committee.",
        "Clarification was asked for by the court.",
        "Correction to come: shares will fall, he said.",
        "Der Text wurde im Bundestag verlesen.",
        "Précision chirurgicale : le tir a touché le pont.",
        "La première fois, il a ri.",
        "Last updated on 3 May 2022",
        "",
        "Update: " + "and then they went on, " * 150,
    ],
)
def test_an_ordinary_paragraph_is_none(text):
    assert not reads_as_notice(text)
