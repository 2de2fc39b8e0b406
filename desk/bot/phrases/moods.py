"""How customers say that they are angry, or that an answer did not help. Pure table."""

# ruff: noqa: E501, RUF001  a wording is read as one line, in its own letters

from __future__ import annotations

from desk.bot.phrases.reading import pattern

ANGER = pattern(
    r"\bf+u+c+k\w*|\bwtf\b|\bbull ?shit\b|\bshit(?:ty|e)?\b|\bcrap(?:py)?\b|\bass ?hole\w*|\bbastards?\b|\bdamn(?:ed|it)?\b|\bidiots?\b|\bmorons?\b",
    r"\b(?:stupid|dumb|useless|worthless|terrible|pathetic|horrible|rubbish|awful|ridiculous|poor|worst|bad) (?:\w+ )?(?:bot|chat ?bot|robot|machine|service|support|answers?|company|shop|thing|customer service)\b",
    r"\b(?:this|that|it|you|u|service|support|you (?:guys|all)|u (?:guys|all))(?:'s| is| are|'re| r)? +(?:\w+ )?(?:ridiculous|unacceptable|outrageous|a joke|disgusting|useless|pathetic|a disgrace|driving me (?:mad|crazy|nuts)|infuriating|hopeless|cheaters?|liars?)\b",
    r"\b(?:i am|i'm|im) (?!not )(?:\w+ )?(?:angry|furious|fuming|fed up|sick of|livid|losing (?:my )?patience|pissed(?: off)?|frustrated|outraged)\b",
    r"\b(?:i am|i'm|im|i feel|i get|i am getting|i'm getting|im getting) (?!not )(?:\w+ ){0,2}(?:annoyed|frustrated|upset)\b|\b(?:you are|you're|this is|it is|it's) (?:\w+ ){0,2}(?:frustrating|annoying|infuriating|irritating) me\b",
    r"\b(?:this|that|it|thing|bot|chat|process|experience|service|support)(?:'s| is| was| gets| has been| is getting) (?!not )(?:\w+ ){0,2}(?:frustrating|infuriating|maddening|exasperating)\b|\b(?:find|found) (?:this|that|it) (?:\w+ )?frustrating\b",
    r"\b(?:this|that|it)(?:'s| is) (?:getting )?(?:so|really|very|extremely|incredibly|beyond) annoying\b|\bwhat an? (?:\w+ )?(?:frustrating|terrible|awful|horrible|annoying) (?:\w+ )?(?:experience|service|process|chat|bot)\b",
    r"^\W*(?:(?:how|so|really|very|this|just|extremely|super) )*(?:useless|pathetic|ridiculous|frustrating|unacceptable|infuriating|annoying)\W*$",
    r"\bworst (?:\w+ )?(?:service|support|company|shop|experience|bot)\b|\bwast(?:e|ing) (?:of )?my time\b|\bwaste of time\b|\bare you (?:kidding|stupid|serious)\b",
    r"\bscheiß\w*|\bverdammt\w*|\bunverschämt\w*|\bfrechheit\b|\bunfassbar\b|\bzeitverschwendung\b|\bdas ist (?:doch )?(?:lächerlich|ein witz|unmöglich)\b|\bich bin (?:\w+ )?(?:wütend|sauer|stinksauer)\b|\b(?:blöder?|dummer?|nutzloser?) (?:chat)?bot\b|\bso ein mist\b",
    r"\bputain\b|\bmerde\b|\binadmissible\b|\bc'est (?:ridicule|honteux|scandaleux|nul|inacceptable)\b|\bje suis (?:\w+ )?(?:furieux|furieuse|en colère|énervée?)\b|\bperte de temps\b|\bras[- ]le[- ]bol\b",
    r"\bmierda\b|\bjoder\b|\besto es (?:ridículo|una vergüenza|inaceptable|indignante)\b|\bestoy (?:\w+ )?(?:furios[oa]|enojad[oa]|enfadad[oa]|hart[oa])\b|\bpérdida de tiempo\b|\bqué vergüenza\b|\bpésimo servicio\b",
    r"\bcazzo\b|\bvergogna\b|\bvergognos\w\b|\binaccettabile\b|\bridicolo\b|\bsono (?:\w+ )?(?:arrabbiat[oa]|furios[oa]|stuf[oa])\b|\bperdita di tempo\b|\bche schifo\b",
    r"\bporra\b|\bcaralho\b|\bisso é (?:ridículo|um absurdo|inaceitável|uma vergonha)\b|\bestou (?:\w+ )?(?:furios[oa]|irritad[oa]|revoltad[oa])\b|\bperda de tempo\b|\bpéssimo (?:atendimento|serviço)\b",
    r"\bgodverdomme\b|\bklote\w*|\bkut\b|\b(?:dit|het) is (?:belachelijk|onacceptabel|schandalig|waardeloos)\b|\bik ben (?:\w+ )?(?:boos|woedend)\b|\btijdverspilling\b|\bwaardeloze (?:service|bot)\b",
    r"\bkurwa\b|\bcholer\w+|\bto (?:jest )?(?:żart|skandal|śmieszne|niedopuszczalne)\b|\bjestem (?:wściekł[ya]|zł[ya])\b|\bstrata czasu\b|\bbeznadziejn\w+|\bблять\b|\bсука\b|\bбезобразие\b|\bsaçmalık\b|\brezalet\b|\bförbannad\b|\bpaska\w*\b",
)  # fmt: skip

NOT_HELPFUL = pattern(
    r"\b(?:that|this|it|the answer|your answer)?\s*(?:did|does|do|has|is|was|are)(?:n'?t| not) (?:really )?(?:help(?:ed|ing|ful)?|useful|answer(?:ed)? my|solve[d]?|work(?:ed)? (?:either|for me)|what i (?:asked|meant|wanted|need))",
    r"\b(?:un|not )helpful\b|\bno help\b|\bnot (?:really )?(?:useful|what i (?:asked|meant|wanted|need\w*|am (?:asking|looking)))\b|\b(?:wrong|useless|bad|irrelevant) answer\b",
    r"\bthat(?:'s| is) not (?:it|right|correct|my (?:question|problem|issue))\b|\byou (?:do not|don'?t|didn'?t) understand\b|\bstill (?:doesn'?t|does not|isn'?t|not) (?:work|solved|working|clear|answered)\w*",
    r"\b(?:das )?hilft (?:mir )?nicht\b|\bhat (?:mir )?nicht geholfen\b|\bdas ist nicht (?:meine frage|was ich (?:meinte|gefragt))\b|\b(?:du verstehst|sie verstehen) (?:mich )?nicht\b|\bfalsche antwort\b",
    r"\b(?:ça|cela) (?:ne )?(?:m'|n')?aide pas\b|\bça ne répond pas\b|\bn'a pas (?:aidé|résolu)\b|\bvous ne comprenez pas\b|\bce n'est pas (?:ma question|ce que)\b",
    r"\bno (?:me )?(?:ayud[aó]|sirv(?:e|ió))\b|\bno (?:me )?entiend(?:e|es)\b|\bno es lo que (?:pregunté|pedí)\b|\bnon (?:mi )?(?:aiuta|è utile|serve)\b|\bnon (?:hai|ha) capito\b|\bnon è quello che\b",
    r"\bnão (?:me )?(?:ajud(?:a|ou)|resolveu|adiantou)\b|\bnão é (?:isso|o que perguntei)\b|\b(?:dat|dit) helpt (?:me )?niet\b|\bheeft niet geholpen\b|\bniet wat ik (?:vroeg|bedoel\w*)\b|\bto (?:mi )?nie (?:pomaga|pomogło)\b|\bnie o to (?:pytałe?m|chodzi)\w*",
    r"\bdet hjälp(?:er|te) inte\b|\bdet hj[ea]lp(?:er|te)? ikke\b|\bei auttanut\b|\byardımcı olm(?:adı|uyor)\b|не помогло|не помогает|没有?帮助|役に立た|도움이 안",
)  # fmt: skip
