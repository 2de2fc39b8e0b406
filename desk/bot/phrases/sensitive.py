"""What a bot must not try to settle: the topics that always go to people. Pure table.

English first, then German, French, Spanish, Italian, Portuguese, Dutch and Polish; what can cost a life in some more.
"""

# ruff: noqa: E501, RUF001  a wording is read as one line, in its own letters

from __future__ import annotations

import re

from desk.bot.phrases.reading import pattern

# The name of a rule is kept with the escalation. Earlier rules win.
SENSITIVE: dict[str, re.Pattern[str]] = {
    "self_harm": pattern(
        r"\b(?:kill|hurt|harm|hang|shoot) (?:myself|my self)\b|\bsuicid\w*|\bend (?:my life|it all)\b|\b(?:want|wanna|going|rather|ready) to die\b|\bself[- ]harm\w*|\bdon'?t want to (?:live|be alive)\b|\bbetter off dead\b|\bno reason to live\b",
        r"\b(?:mich|mir) (?:umbringen|das leben nehmen|(?:et)?was antun)\b|\bselbstmord\w*|\bsuizid\w*|\bnicht mehr leben\b|\bwill sterben\b",
        r"\bme (?:suicider|tuer|faire du mal)\b|\bmettre fin à (?:mes jours|ma vie)\b|\bveux mourir\b|\bsuicide\w*",
        r"\b(?:matarme|suicidarme|suicidio|hacerme daño)\b|\bquiero morir(?:me)?\b|\bquitarme la vida\b|\bme (?:quiero|voy a) (?:matar|suicidar)\b",
        r"\b(?:uccidermi|suicidarmi|ammazzarmi|farmi del male)\b|\bvoglio morire\b|\btogliermi la vita\b|\bsuicidio\b",
        r"\b(?:me matar|matar-me|suicidar|suicídio|tirar a minha vida)\b|\bquero morrer\b",
        r"\b(?:zelfmoord|zelfdoding|mezelf van kant|mezelf iets aandoen)\b|\bwil (?:dood|niet meer leven)\b",
        r"\b(?:samobój\w*|zabić się|zabiję się|się zabić)\b|\bchcę umrzeć\b|\bsjälvmord\w*|\bta mitt liv\b|\bselvmord\w*|\btage mit eget liv\b|\bitsemurha\w*|\btappaa itseni\b|\bintihar\w*|\bkendimi öldür\w*|\bsebevra[žh]\w*",
        r"самоуби\w*|покончить с собой|убить себя|хочу умереть|самогуб\w*|الانتحار|انتحر|اقتل نفسي|आत्महत्या|自殺|死にたい|自杀|自殺|不想活|자살|죽고\s?싶",
    ),
    "threat": pattern(
        r"\b(?:i'?ll|i will|i'?m going to|gonna) (?:kill|hurt|shoot|stab|beat|find|burn|destroy) (?:you|him|her|them|your (?:office|shop|staff|family))\b|\bbomb (?:threat|in|your)\b|\bi know where you (?:live|work)\b|\byou will (?:pay for this with|regret this)\b",
        r"\bich (?:bringe|bring|werde) (?:dich|euch|sie) (?:um|umbringen|töten|finden)\b|\bbombe\b|\bje vais (?:vous|te) (?:tuer|frapper|retrouver)\b|\b(?:los|te|lo) voy a matar\b|\bvi (?:ammazzo|uccido)\b|\bvou (?:te|vos) matar\b|\bik maak je (?:kapot|af)\b|\bzabiję (?:cię|was)\b",
    ),
    "danger": pattern(
        r"\b(?:caught|catches|catching|on|set\b[^.?!]{0,30}\bon) fire\b|\belectric(?:al)? shock|\belectrocut\w*|\bgot (?:a |an )?shock(?:ed)? (?:from|by|when|off)\b",
        r"\b(?:burn(?:ed|t)|injured|cut|hurt) (?:my|his|her|our|the) (?:hand|finger|arm|face|child|son|daughter|baby|foot|leg|wife|husband|dog|cat)s?\b",
        r"\b(?:smok(?:e|ing)|sparks?|flames?) (?:is |are |was |were )?(?:com(?:e|es|ing)|pouring|flew|fly|flying) (?:out|from)\b|\bexplod\w+|\bcarbon monoxide\b|\bgas leak\b",
        r"\b(?:child|son|daughter|baby|toddler|dog|cat|he|she) (?:has |have )?(?:just )?swallowed\b|\bambulance\b|\bpoison(?:ed|ing)\b",
        r"\bfeuer gefangen\b|\bin brand geraten\b|\bbrennt\b(?! nicht)|\bstromschlag\b|\bexplodier\w*|\bverbrannt\b[^.?!]{0,20}\bhand\b|\b(?:hand|finger) verbrannt\b|\bvergift\w*|\bkrankenwagen\b",
        r"\bpris feu\b|\bprend feu\b|\bchoc électrique\b|\bélectrocut\w*|\bexplosé?\w*\b|\bempoisonn\w*|\bse (?:incendió|prendió fuego)\b|\bdescarga eléctrica\b|\bexplotó\b|\benvenen\w*",
        r"\bpreso fuoco\b|\bscossa elettrica\b|\besplos\w*|\bavvelenat\w*|\bpegou fogo\b|\bchoque elétrico\b|\bexplodiu\b|\bin brand\b|\bvlam gevat\b|\belektrische schok\b|\bontploft\b|\bzapali\w+ się\b|\bporaz\w+ prąd\w*|\bwybuch\w*",
    ),
    "medical": pattern(
        r"\b(?:medical emergency|heart attack|chest pains?|overdos\w*|allergic reaction|anaphyla\w*|(?:can'?t|cannot|trouble|difficulty) breath\w*|having a stroke|unconscious|passed out|seizures?|medical advice)\b",
        r"\b(?:notarzt|medizinischer notfall|herzinfarkt|überdosis|allergische reaktion|bewusstlos|atemnot|urgence médicale|crise cardiaque|réaction allergique|surdose|inconsciente?|emergencia médica|infarto|reacción alérgica|sobredosis)\b",
        r"\b(?:emergenza medica|reazione allergica|overdose|svenut\w|emergência médica|reação alérgica|enfarte|medisch noodgeval|hartaanval|allergische reactie|bewusteloos|zawał|reakcja alergiczna|przedawkowa\w+)\b",
    ),
    "legal": pattern(
        r"\b(?:sue|suing) (?:you|your|the|this|them)\b|\b(?:my|our|a) (?:lawyer|attorney|solicitor)s?\b|\blegal (?:action|steps|proceedings|advice)\b|\btake (?:you|this|it) to court\b|\bsmall claims\b|\bsee you in court\b|\blawsuit\b|\b(?:report|reporting) you to\b|\bombudsman\b|\btrading standards\b|\bconsumer (?:court|forum)\b|\bpolice (?:complaint|report)\b[^.?!]{0,20}\b(?:you|against)\b",
        r"\b(?:mein(?:en|em)? )?(?:anwalt|rechtsanwalt|anwältin|anwälte)\b|\brechtliche schritte\b|\bverklage\w*\b|\banzeige (?:erstatten|gegen)\b|\bvor gericht\b|\bverbraucherschutz\b",
        r"\b(?:mon|notre|un) avocate?\b|\bporter plainte\b|\bporterai plainte\b|\baction en justice\b|\bau tribunal\b|\bvous poursuivre\b",
        r"\b(?:mi|nuestro|un) abogado\b|\bacciones legales\b|\bdemandar(?:los|les|te)?\b|\bdenunciar(?:los|les)?\b|\bel tribunal\b|\b(?:mio|nostro|un) avvocato\b|\bvie legali\b|\bazion[ei] legal[ei]\b|\bdenunci(?:are|arvi|o)\b|\bin tribunale\b",
        r"\b(?:meu|um|nosso) advogado\b|\bprocessar (?:vocês|você|a empresa)\b|\bprocon\b|\bmijn advocaat\b|\b(?:een )?rechtszaak\b|\bjuridische stappen\b|\baanklagen\b|\b(?:mój|mojego|mojemu) (?:prawnik\w*|adwokat\w*)\b|\bpozwę\b|\bdo sądu\b|\bkroki prawne\b",
        r"\bmin advokat\b|\bmin advokat\w*|\bavukat\w*|\bdava aç\w*|адвокат\w*|\bв суд\b|подам в суд|محامي|律师|律師|起诉|弁護士|訴え|변호사|소송|वकील",
    ),
    "fraud": pattern(
        r"\bfraud\w*|\bun-?authori[sz]ed (?:charge|payment|transaction|purchase|order|debit|access|use|withdrawal)s?\b|\bscam(?:med|mers?)?\b|\bidentity theft\b|\bstole my (?:identity|account|data)\b",
        r"\b(?:someone|somebody|anyone) (?:else )?(?:has )?(?:used|using|hacked|took over|got into|logged in ?to|ordered (?:with|from|on)) my\b|\bmy (?:\w+ )?(?:account|identity) (?:was|is|has been|got) (?:stolen|hacked|used by|compromised)\b|\bmy (?:\w+ )?card (?:was|is|has been|got) (?:hacked|used by|compromised)\b",
        r"\b(?:i|we) (?:did not|didn'?t|never|have not|haven'?t) (?:make|made|place|placed|authori[sz]ed?|order|ordered) (?:this|that|the|these|any such|any) (?:payment|order|purchase|transaction|charge)s?\b",
        r"\bbetr(?:ug|üger|ogen)\w*|\bunbefugte? (?:zahlung|abbuchung|zugriff)\w*|\bnicht (?:von mir )?autorisiert\w*|\bkonto (?:wurde )?gehackt\b|\bidentitätsdiebstahl\b",
        r"\barnaqu\w*|\bescroquer\w*|\bfraud(?:e|uleu)\w*|\b(?:paiement|prélèvement|débit) non autorisé\w*|\bpiraté\b|\busurpation d'identité\b",
        r"\bestafa\w*|\bfraude\w*|\b(?:cargo|pago|cobro) no autorizado\b|\b(?:me )?hackearon\b|\brobo de identidad\b|\btruffa\w*|\bfrode\b|\b(?:addebito|pagamento) non autorizzato\b|\bhackerato\b|\bfurto d'identità\b",
        r"\bgolpe\b[^.?!]{0,12}\b(?:caí|pix|online|cartão)|\b(?:cobrança|compra) não autorizada\b|\bhackead[ao]\b|\bopgelicht\b|\bfraude\b|\boplicht\w*|\bniet geautoriseerde\b|\bgehackt\b|\boszust\w*|\boszukan\w*|\bnieautoryzowan\w*|\bwłamanie na (?:moje )?konto\b",
        r"\bbedräger\w*|\bbedrager\w*|\bsvindel\w*|\bdolandır\w*|мошенн\w*|шахрай\w*|احتيال|詐欺|诈骗|詐騙|盗刷|사기(?:를|\s?당)|धोखाधड़ी",
    ),
    "data_rights": pattern(
        r"\b(?:right to (?:be forgotten|erasure)|right of access)\b|\b(?:under|violat\w+|breach(?:es|ed|ing)?|according to) (?:the )?(?:gdpr|dsgvo|rgpd|ccpa)\b|\bart(?:icle|\.|ikel)? ?(?:15|17|20)\b[^.?!]{0,20}\b(?:gdpr|dsgvo|rgpd|regulation)\b",
        r"\b(?:demand|insist|request|require)\b[^.?!]{0,30}\b(?:delet(?:e|ion|ed)|eras(?:e|ure|ed)|copy)\b[^.?!]{0,25}\b(?:data|information|account|details|record)s?\b|\b(?:delete|erase) all (?:of )?my (?:personal )?(?:data|information)\b",
        r"\bdata (?:breach|protection officer|protection authority|leak)\b",
        r"\bdatenschutz(?:beauftragt|verletzung|behörde)\w*|\b(?:nach|gemäß|laut) (?:der )?dsgvo\b|\balle meine daten (?:löschen|gelöscht)\b|\blösch\w+ (?:sie )?(?:alle )?meine(?:r)? (?:persönlichen )?daten\b|\brecht auf (?:vergessen|löschung|auskunft)\w*",
        r"\b(?:supprim\w+|effac\w+) (?:toutes )?mes données\b|\bdroit à l'oubli\b|\b(?:borr\w+|elimin\w+) (?:todos )?mis datos\b|\bderecho al olvido\b|\bcancell\w+ (?:tutti )?i miei dati\b|\bdiritto all'oblio\b|\b(?:apag\w+|exclu\w+|elimin\w+) (?:todos )?(?:os )?meus dados\b|\bverwijder\w* (?:al )?mijn (?:persoons)?gegevens\b|\busu\w+ (?:wszystkie )?moje dane\b|\brodo\b",
    ),
    "discrimination": pattern(
        r"\bdiscriminat\w+|\bracis[tm]\w*|\bsexis[tm]\b|\bhomophob\w+|\bantisemit\w+|\b(?:sexual(?:ly)? )?harass(?:ed|ment|ing)\b",
        r"\bdiskrimin\w+|\brassis\w+|\bbelästig\w+|\bdiscrimin\w+|\bracis\w+|\bharcèlement\b|\bharcelé\w*|\bacoso\b|\brazzis\w+|\bmolest(?:ie|ato|ata)\b|\bassédio\b|\bdyskrymin\w+|\brasis\w+|\bmolestowan\w*",
    ),
    "press": pattern(
        r"\b(?:i am|i'm) (?:a )?(?:journalist|reporter)\b|\bpress (?:inquiry|enquiry|request|office)\b|\bgo(?:ing)? to the (?:press|media|newspapers?)\b",
        r"\b(?:presseanfrage|pressestelle|ich bin journalist(?:in)?|an die presse|je suis journaliste|service de presse|soy periodista|a la prensa|sono (?:un |una )?giornalista|ufficio stampa|sou jornalista|ik ben journalist|persvraag|jestem dziennikar\w+)\b",
    ),
}  # fmt: skip
