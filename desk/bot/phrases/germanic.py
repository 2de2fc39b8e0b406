"""How somebody asks for a person in German, Dutch and the languages of the north. Pure table."""

# ruff: noqa: E501  a wording is read as one line

from __future__ import annotations

from desk.bot.phrases.grammar import CLOSE, NEAR, Language

_BOT = r"(?:(?:chat ?)?bots?|robot(?:er|en|ter|ti|tar|s)?|maschinen?|machines?|computer[ns]?|ki|ai|automaten?|maskin(?:er|en)?|datamaskin|botten|boten|kone(?:en|ella|elle)?)"

GERMAN = Language(
    code="de",
    person=(
        r"mensch(?:en)?|(?:menschliche[rsn]? )?(?:kunden)?(?:mitarbeiter|berater|betreuer|bearbeiter|sachbearbeiter|kundenbetreuer|support(?:mit)?arbeiter)(?:in|innen|n|s)?|"
        r"support[- ]?mitarbeiter(?:in|s)?|servicemitarbeiter(?:in|s)?|agent(?:en|in)?|ansprechpartner(?:in|s)?|kolleg(?:e|en|in)|vorgesetzten?r?|chef|manager(?:in|s)?|operator|leibhaftige\w*|fachmann|experten?|"
        r"echte[nr]? (?:person|mensch|leute)|(?:eine[rn]? |reale[nr]? |natürliche[nr]? )person|angestellten?"
    ),
    anyone=r"jemand(?:em|en)?|wem|person(?:en)?|kundendienst|kundenservice|kundenbetreuung|kundensupport|support|support-?team|hotline|team|service|leute|zentrale|rezeption|personal",
    talk=r"sprechen|spreche|reden|rede|chatten|chatte|schreiben|telefonieren|unterhalten|kommunizieren|sprech|quatschen|austauschen|kontakt",
    link=r"verbinden?|verbinde[tn]?|verbindung|verbunden|weiterleiten|weitergeleitet|weiterleitung|leiten|leite|durchstellen|stellen|stell|stelle|übergeben|übergib|übergebe|weiterreichen|weitergeben|vermitteln|holen?|hol|rufen?|ruf|überstellen|transferieren|gib|geben|schick(?:en|t)?|weiterverbinden",
    want=r"m(?:ö|oe)chte|will|wollen|brauche|ben(?:ö|oe)tige|h(?:ä|ae)tte gerne?|h(?:ä|ae)tten gerne?|verlange|w(?:ü|ue)nsche|bitte um|kriege|bekomme|haben|w(?:ü|ue)rde gerne?|gibt es|ist (?:da|hier|dort)|spricht|erreiche(?:n)?",
    real=r"echte[nrms]?|richtige[nrms]?|reale[nrms]?|menschliche[nrms]?|lebende[nrms]?|wirkliche[nrms]?|leibhaftige[nrms]?",
    bare=r"mensch(?:en)?|(?:(?:support|service|kundenservice)[- ]?)?mitarbeiter(?:in)?|(?:kunden)?berater(?:in)?|kundendienst|kundenservice|kundenbetreuung|agent(?:en)?|support|ansprechpartner|kundensupport|jemand(?:en)?|person",
    please=r"bitte|jetzt|sofort|umgehend|pls|please",
    verb_last=True,
    asks=(
        rf"\bmit jemand(?:e[mn])?\b{NEAR}\b(?:sprechen|reden|chatten|telefonieren)\b",
        rf"\b(?:kein(?:en|em|er|e)?|nicht (?:mehr )?(?:mit )?(?:ein(?:em|er|en)?|de[mr]|diese[mr])|statt (?:ein(?:em|er|es)|de[ms]|mit)|genug von) (?:\w+ )?{_BOT}\b",
        rf"\bnicht{CLOSE}\bmit {_BOT} (?:sprechen|reden|schreiben|chatten)\b",
        r"\b(?:stell\w*|verbind\w*) (?:sie |du |ihr |bitte )*(?:mich|uns)(?: bitte)? (?:durch|weiter)\b|\bmich (?:bitte )?(?:durchstellen|weiterverbinden)\b",
        r"\b(?:ruf(?:en|t)?|anruf\w*) (?:sie |ihr )?(?:mich|uns) (?:bitte )?(?:an|zurück|zurueck)\b|\bmich (?:bitte |mal |jemand )*(?:anrufen|zurückrufen|zurueckrufen)\b|\b(?:um|einen|gerne?|bitte) (?:einen )?rückruf\b",
        rf"\b(?:stopp?|beende\w*|schalte?) (?:de[nr]|diesen) {_BOT}\b",
        r"\b(?:echte|reale|richtige|menschliche|lebende)[nrms]? (?:person|leute|mensch\w*|mitarbeiter\w*|ansprechpartner)\b",
        rf"\bkann\b{CLOSE}\b(?:mensch|mitarbeiter|berater|kollege){CLOSE}\b(?:helfen|anrufen|übernehmen|antworten)\b",
        r"\b(?:ich )?(?:will|möchte|brauche) (?:endlich |jetzt )?(?:einen |'nen |nen )?menschen\b",
        rf"\b(?:unwohl|nicht wohl|vertraue\w* (?:einer?|einem?|der|dem) (?:\w+ )?nicht){NEAR}\b{_BOT}\b|\bvertraue (?:\w+ )?(?:keine[mr]|nicht {_BOT})",
    ),
    hints=(
        r"\bwie (?:kann|erreiche|kontaktiere|komme) (?:ich|wir) (?:euch|sie|den (?:support|kundendienst|kundenservice)|jemanden|an den)\b",
        r"^\W*(?:ist|gibt es) (?:da |hier |dort )?(?:jemand|einen? support|eine hotline)(?: da| hier)?\W*$",
    ),
    denies=(
        rf"\b(?:muss|müssen|brauche|will|möchte|soll(?:en)?|brauchen|müsst|musst)(?: \w+)? (?:nicht|keine[nrm]?)\b(?![^.?!,]{{0,20}}\b{_BOT}\b)",
        # The infinitive that is meant comes after a comma.
        rf"\b(?:nicht (?:nötig|notwendig|erforderlich)|kein(?:e[nmr]?)? (?:notwendigkeit|grund|bedarf|lust)|unnötig)\b(?![^.?!]{{0,30}}\b{_BOT}\b)(?:,? (?:mich|mit|uns|dass|an|zu|einen?)\b)?",
        rf"(?<!warum )(?<!wieso )(?<!weshalb )\b(?:verbinde\w*|leite\w*|stell\w*|übergeb\w*|gib|geben|hol\w*|schick\w*|ruf\w*)(?: sie| du)?(?: mich| mir| uns| das)?(?: bitte)? nicht\b(?![^.?!,]{{0,20}}\b{_BOT}\b)",
        r"\blieber (?:mit )?(?:dir|ihnen|euch|dem bot|einem bot)\b[^.?!,]{0,12}\bals\b|\bohne\b[^.?!]{0,12}\b(?:mitarbeiter|berater|mensch)",
        r"\b(?:bist du|sind sie|seid ihr|bin ich|ist das|rede ich|spreche ich|schreibe ich|spricht hier)\b[^.?!]{0,22}\b(?:mensch|person|bot|roboter|maschine|mitarbeiter|echt|jemand)",
        r"\b(?:werde|werden|wie wird man|bewerb\w+|gehalt|provision|stelle als|job als)\b[^.?!]{0,20}\b(?:agent|mitarbeiter|berater|kundenberater)",
        r"\b(?:geld|überweis\w*|paket|geschenk|gutschein)\b[^.?!]{0,25}\b(?:jemand|person|leute|freund)",
        r"\b(?:habe?n?|hatte)\b[^.?!]{0,40}\b(?:gesprochen|geredet|telefoniert|geschrieben)\b",
        r"\bmit mein(?:er|em)\b|\bwie viele\b",
    ),
)  # fmt: skip

DUTCH = Language(
    code="nl",
    person=r"mens(?:en)?|mede?werk(?:er|ster)s?|klantenservicemedewerker|servicemedewerker|agent(?:en)?|adviseur|collega(?:'?s)?|leidinggevende|manager|operator|vertegenwoordiger|consulent|baliemedewerker|echt(?:e)? pers[ou]+n|supervisor|specialist|expert",
    anyone=r"iemand|persoon|klantenservice|klantendienst|helpdesk|support|team|receptie|balie|jullie|afdeling",
    talk=r"praten|praat|spreken|spreek|chatten|chat|bellen|overleggen|communiceren|aan de (?:lijn|telefoon)|contact (?:met|opnemen|leggen|hebben)|gesprek",
    link=r"doorverbinden|doorverbonden|doorverbind|verbind(?:en|t)?|doorschakelen|schakel|doorsturen|overdragen|zet|geef|geven|haal|breng|doorgeschakeld|door(?:zetten|geven)|stuur|roep",
    want=r"wil|wilt|willen|zou graag|graag|heb|nodig|kan ik|mag ik|krijg(?:en)?|verwacht|eis|wens|is er|zijn er",
    real=r"echte?|levende?|menselijke?|fysieke?",
    bare=r"mens|medewerker|medewerkster|klantenservice|helpdesk|agent|persoon|support|iemand",
    please=r"alsjeblieft|alstublieft|aub|a\.u\.b|svp|nu|graag|please|pls|meteen",
    verb_last=True,
    asks=(
        rf"\b(?:geen|niet met (?:een|de|deze|dit)|in plaats van (?:een|de)|genoeg van) (?:\w+ )?{_BOT}\b",
        rf"\bniet\b{CLOSE}\bmet (?:een |deze )?{_BOT}\b|\bstop (?:de|deze|met de) {_BOT}\b",
        rf"\bkan\b{CLOSE}\b(?:mens|medewerker|collega){CLOSE}\b(?:helpen|bellen|overnemen)\b",
        r"\bverbind (?:me|mij) (?:alsjeblieft |aub )?door\b|\b(?:kunt u|kan je|kun je) (?:me|mij) doorverbinden\b|\bbel (?:me|mij) (?:alsjeblieft |aub )?(?:terug|op)\b|\bme (?:terug)?bellen\b",
        rf"\b(?:niet prettig|ongemakkelijk|vertrouw geen|vertrouw (?:\w+ )?niet){NEAR}\b{_BOT}\b",
    ),
    hints=(r"\bhoe (?:kan|bereik|neem) (?:ik|je)(?: \w+)? (?:jullie|u|contact|de klantenservice)\b",),
    denies=(
        rf"\b(?:hoef|hoeft|wil|hoeven|willen)(?: \w+)? (?:niet|geen)\b(?![^.?!,]{{0,25}}\b{_BOT}\b)",
        r"\bniet nodig\b|\bgeen (?:mens|medewerker|agent)\b|\bliever (?:met )?(?:jou|u|jullie|de bot)\b[^.?!,]{0,12}\bdan\b",
        rf"(?<!waarom )\bverbind (?:me|mij)(?: \w+)? niet\b(?![^.?!,]{{0,25}}\b{_BOT}\b)",
        r"\b(?:ben je|bent u|is dit|praat ik|spreek ik|chat ik|ben jij)\b[^.?!]{0,22}\b(?:mens|persoon|bot|robot|medewerker|iemand|echt)",
        r"\bword(?:en)? (?:ik |een |jullie )*(?:agent|medewerker|adviseur)|\b(?:agent|medewerker|adviseur) worden|\b(?:vacature|salaris|baan)\b",
        r"\b(?:geld|overmaken|pakket|cadeau)\b[^.?!]{0,25}\b(?:iemand|persoon|mensen|vriend)",
        r"\b(?:heb|had|hebben)\b[^.?!]{0,40}\b(?:gesproken|gepraat|gebeld|gechat)\b|\bmet mijn\b",
    ),
)  # fmt: skip

_NORTH_REAL = (
    r"riktiga?|riktigt|verklig|äkta|ægte|ekte|rigtigt?|virkelig|levande|levende|mänsklig|menneskelig|fysisk|faktisk"
)
_NORTH_DENIES = (
    rf"\b(?:behöver|vill|behøver|trenger|vil|ønsker|ska|har)(?: \w+)? (?:inte|ikke|ingen)\b(?![^.?!,]{{0,25}}\b{_BOT}\b)",
    rf"\b(?:inte|ikke) (?:nödvändigt|nødvendigt?|nødvendig)\b|(?:^|[,.!])\W*(?:(?:koppla|stil|sett|koble|overfør) (?:mig|meg)(?: om)? (?:inte|ikke)|(?:inte|ikke) (?:koppla|stil|sett|koble|overfør) (?:mig|meg))\b(?![^.?!,]{{0,25}}\b{_BOT}\b)",
    r"\b(?:är du|är ni|er du|er dette|er det|är det(?:ta)?|pratar jag|talar jag|snakker jeg|taler jeg)\b[^.?!]{0,22}\b(?:människa|menneske|person|bot|robot|maskin)",
    r"\b(?:bli|blir|blive|bliver)\b[^.?!]{0,14}\b(?:agent|handläggare|medarbetare|medarbejder|kundebehandler)",
    r"\b(?:pengar|penge|pakke|paket|gave|present)\b[^.?!]{0,25}\b(?:någon|nogen|noen|person)",
    r"\b(?:har|hade|havde|hadde)\b[^.?!]{0,30}\b(?:pratat|talat|talt|snakket|pratet|snackat|chattet)\b|\bmed (?:min|mitt|mit)\b",
)  # fmt: skip

SWEDISH = Language(
    code="sv",
    person=r"människa|människor|medarbetare|handläggare|kundtjänstmedarbetare|rådgivare|agent|anställd|operatör|representant|chef(?:en)?|kollega|person|personal|handledare|specialist|expert",
    anyone=r"någon|kundtjänst(?:en)?|kundservice|support(?:en)?|er|receptionen|folk|teamet",
    talk=r"prata|pratar|tala|talar|snacka|snackar|chatta|chattar|diskutera|kommunicera|kontakta|kontakt|samtala|samtal",
    link=r"koppla|kopplas|kopplad|kopplar|vidarekoppla|överför|överföra|skicka mig|ge mig|hämta|flytta|slussa|anslut|anslutas|förbind",
    want=r"vill|skulle vilja|behöver|önskar|kräver|få|ha|ge mig|finns det|finns|föredrar",
    real=_NORTH_REAL,
    bare=r"människa|person|kundtjänst|handläggare|medarbetare|agent|support|operatör|kundservice",
    please=r"tack|snälla|nu|vänligen|please|pls|omedelbart",
    asks=(
        rf"\b(?:ingen|inga|inte med (?:en|ett|den här|någon)|inte en|istället för en) (?:\w+ )?{_BOT}\b|\binte\b{CLOSE}\bmed (?:en )?{_BOT}\b",
        r"\bkoppla (?:mig|fram mig|över mig) ?(?:vidare|fram|över)?\W*(?:tack|nu|$)|\bring (?:upp )?mig\b|\bkan (?:ni|någon|du) ringa\b",
    ),
    hints=(r"\bhur (?:kan|når|kontaktar|får) jag (?:er|kontakt|tag på|kundtjänst|nå er)\b",),
    denies=_NORTH_DENIES,
)  # fmt: skip

DANISH = Language(
    code="da",
    person=r"mennesker?|person|medarbejdere?|kundeservicemedarbejder|agent|rådgiver|konsulent|operatør|repræsentant|chef(?:en)?|leder(?:en)?|kollega|ansat|sagsbehandler|supporter|specialist|ekspert",
    anyone=r"nogen|kundeservice|kundesupport|support(?:en)?|jer|receptionen|teamet",
    talk=r"tale?|taler|snakke|snakker|chatte|chatter|kommunikere|kontakte?|kontakt",
    link=r"stilles?|stil|sæt mig|sættes?|viderestilles?|viderestil|overfør|overføres|send mig|henvis|omstil|omstilles|forbind|giv mig|forbindes|hent",
    want=r"vil|vil gerne|ønsker|har brug for|brug for|kræver|få|gerne have|giv mig|må jeg|er der|findes der|foretrækker",
    real=_NORTH_REAL,
    bare=r"menneske|person|medarbejder|kundeservice|agent|support|operatør",
    please=r"tak|nu|please|pls|venligst|straks",
    asks=(
        rf"\b(?:ingen|ikke med (?:en|et|denne)|ikke en|i stedet for en) (?:\w+ )?{_BOT}\b|\bikke\b{CLOSE}\bmed (?:en )?{_BOT}\b",
        r"\b(?:stil|viderestil|omstil) mig (?:om|videre|igennem)?\W*(?:tak|nu|venligst|$)|\bring (?:til )?mig\b|\bkan (?:i|nogen|du) ringe\b",
    ),
    hints=(r"\bhvordan (?:kan|kontakter|får|når) jeg (?:jer|kontakt|fat|kontakte)\b",),
    denies=_NORTH_DENIES,
)  # fmt: skip

NORWEGIAN = Language(
    code="no",
    person=r"mennesker?|person|medarbeidere?|kundebehandler|kundeservicemedarbeider|agent|rådgiver|konsulent|operatør|representant|sjef(?:en)?|leder(?:en)?|kollega|ansatt|saksbehandler|kundekonsulent|spesialist|ekspert",
    anyone=r"noen|kundeservice|kundesenter|kundestøtte|kundesupport|support(?:en)?|brukerstøtte|dere|resepsjonen|teamet",
    talk=r"snakke|snakker|prate|prater|tale|chatte|chatter|kommunisere|kontakte?|kontakt",
    link=r"settes?|sett|satt|viderekobles?|koble|kobles|koblet|overfør|overføres|overføre|send meg|henvis|gi meg|viderekobl|hent",
    want=r"vil|vil gjerne|ønsker|trenger|krever|få|ha|gi meg|kan jeg|er det|finnes det|foretrekker",
    real=_NORTH_REAL,
    bare=r"menneske|person|medarbeider|kundeservice|kundebehandler|agent|support|operatør",
    please=r"takk|nå|please|pls|vennligst|vær så snill|straks",
    asks=(
        rf"\b(?:ingen|ikke med (?:en|et|denne)|ikke en|i stedet for en) (?:\w+ )?{_BOT}\b|\bikke\b{CLOSE}\bmed (?:en )?{_BOT}\b",
        r"\b(?:sett|koble) meg (?:over|videre|gjennom)?\W*(?:takk|nå|vennligst|$)|\bring (?:til )?meg\b|\bkan (?:dere|noen|du) ringe\b",
    ),
    hints=(r"\bhvordan (?:kan|kontakter|får|når) jeg (?:dere|kontakt|tak|kontakte)\b",),
    denies=_NORTH_DENIES,
)  # fmt: skip

LANGUAGES = (GERMAN, DUTCH, SWEDISH, DANISH, NORWEGIAN)
