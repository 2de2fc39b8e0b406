"""The wordings that the policy knows: requests for a person, sensitive topics, anger, small talk. Pure tables."""

# ruff: noqa: E501, RUF001  a pattern is read as one line; letters of other scripts are meant

from __future__ import annotations

import re
from collections.abc import Iterable

# Somebody to talk to, in English, with the ways it is mistyped.
_KIND = r"(?:(?:real|live|actual|human|physical|proper|different|another|other|your|the|an?|some|any|one of your|of your|support|service|customer|sales|senior|qualified)[ -]+)*"
_WHO = (
    r"(?:h(?:u|uu)ma?ns?(?: being)?|persons?|people|agents?|agnet|agrnt|agant|aget|representatives?|representitive|reps?\b|operators?|advis[eo]rs?|"
    r"assistants?|associates?|employees?|staff(?: members?)?|members? of (?:the |your )?(?:staff|team)|team members?|"
    r"col+eagues?|managers?|supervisors?|receptionists?|reception|"
    r"some ?(?:one|body)|any ?(?:one|body)|specialists?|experts?|consultants?|guy|man|woman|lady|"
    r"customer (?:service|support|care|services)|support(?: team)?|help ?desk|call cent(?:er|re)|(?:the|your) (?:team|bank|hotel|shop|store|office|company))"
)
_PERSON = _KIND + _WHO
_TALK = r"(?:speak|talk|chat|spek|tlak|converse|discuss (?:this|it)|communicate|deal)"
_ASK = r"(?:connect|transfer|redirect|forward|route|switch|pass|hand|put|escalate|patch|refer|direct|link)"

_ENGLISH = (
    rf"\b{_TALK}(?:ing)?(?: \w+){{0,2}}? (?:to|with|2) (?:[a-z]+ (?:from|in|at) )?{_PERSON}\b",
    rf"\b{_ASK} (?:me|us|this|my (?:chat|call|case|issue|request))(?: \w+)?(?: over| on| through| up)? (?:to|with|through to) {_PERSON}\b",
    r"\bescalate (?:this|it|my (?:case|issue|complaint))\b",
    rf"\b(?:get|give|find|send|fetch|bring|call|hand) (?:me|us|in) {_PERSON}\b",
    r"\b(?:i|we)(?:['\u2019]?d| would| do)? (?:really |just |only |still )?(?:want|need|wanna|require|demand|prefer|wish|like|rather have)(?: to (?:have|see|get|reach))? (?:an? |the |your )?(?:real |live |actual |human |support |service |customer )*(?:human(?: being)?|person|agent|agnet|representative|rep|operator|advis[eo]r|manager|supervisor)\b(?! (?:account|profile|resources|of contact|for contact|size))",
    r"\b(?:human|person|agent|representative|operator|real person|live agent)[ ,]*(?:please|pls|plz|now|asap|immediately)\b",
    r"\b(?:please |pls )?(?:real |live |actual )(?:human|person|agent|operator|chat)\b",
    r"\bcustomer (?:service |support |care )?(?:agent|representative|rep)\b",
    rf"\b(?:can|could|may) (?:i|we) (?:please )?(?:get|have|reach|see) {_KIND}(?:human|person|agent|representative|rep|operator|manager|supervisor|someone|somebody)\b(?! (?:else|account))",
    rf"\bis there {_KIND}(?:human|person|agent|someone|somebody|anyone|anybody)(?: \w+){{0,3}}? (?:(?:i can|to|i could) (?:speak|talk|chat)|(?:here|available|there|around)\W*$)",
    r"\b(?:a (?:real )?person|an agent|a human|an? (?:representative|advis[eo]r|colleague))(?: \w+)? (?:please )?(?:call|phone|ring|contact|help|assist) me\b",
    r"\b(?:can|could|will|would|have|let) (?:you|some ?one|somebody|anyone|anybody|an agent|your (?:team|colleague))(?: please)? (?:give me a (?:call|ring)|(?:call|phone|ring) me(?: back)?)(?=\W*$| (?:now|today|tomorrow|please|on|at|about|asap|back)\b)",
    r"^\W*(?:please )?(?:call|phone|ring) me(?: back)?(?: please| now| asap| today)?\W*$|\bcall me back\b",
    r"\b(?:don'?t|do not|not|never|rather not|hate|stop|tired of|sick of|fed up with)\b[^.?!]{0,25}\b(?:with|to|by) (?:an? |this |the |your |some )?(?:\w+ )?(?:bots?|robots?|machines?|chat ?bots?|ai|computers?|automat\w+)\b",
    r"\b(?:uncomfortable|not (?:feel )?comfortable|don'?t feel comfortable|don'?t trust)\b[^.?!]{0,45}\b(?:bot|robot|machine|chat ?bot|ai|computer)\b",
    r"^\W*no (?:more )?(?:bots?|robots?|machines?|ai)\b",
    r"\b(?:not|instead of|rather than) (?:an? |this |with (?:an? |this )|to (?:an? |this ))?(?:chat ?)?(?:bot|robot|machine|ai|computer|algorithm)\b",
    rf"\b{_TALK} (?:to|with) (?:an? |the |your |my )?(?:\w+ )?(?:manager|supervisor|boss|restaurant|spa|front desk|room service|bank worker|clerk)\b",
    rf"\b{_ASK} me(?: on| over| through)? (?:to|with) (?:an? |the |your )?(?:\w+ )?(?:restaurant|spa|front desk|room service|worker|clerk|department|kitchen)\b",
    r"\b(?:someone|somebody)(?: else)? on the (?:line|phone)\b",
    r"\btake ?over by (?:a|an) (?:human|person|agent)\b",
)  # fmt: skip

# One pattern a language: a wish or a verb of talking, near a word for a person. Not anchored: German and Dutch put the
# verb last, Turkish, Hindi, Japanese and Korean put all of it last.
_OTHERS = {
    "de": (
        r"\b(?:mit|an|zu) (?:ein(?:em|er|en)?|jemande?m?|de[rnm]|eurem|ihrem|eine[rm]) ?(?:echten? |richtigen? |realen? |menschlichen? )?(?:mensch(?:en)?|person|mitarbeiter(?:in)?|berater(?:in)?|agent(?:en)?|kolleg(?:en|in)|kundendienst|kundenservice|support|ansprechpartner|vorgesetzten)\b",
        r"\bmit jemand(?:em)?\b[^.?!]{0,30}\b(?:sprechen|reden|chatten|telefonieren)\b",
        r"\b(?:möchte|moechte|will|brauche|hätte gern|bitte|gib mir|geben sie mir|verbinden?)\b[^.?!]{0,20}\b(?:(?:echten?|richtigen?) )?(?:menschen|mitarbeiter(?:in)?|ansprechpartner|sachbearbeiter|berater)\b",
        r"\b(?:keinen?|nicht mit (?:einem|einer|dem)) (?:chat ?)?(?:bot|roboter|maschine|computer|ki)\b",
        r"\bverbinde?n?\b[^.?!]{0,20}\bmit (?:jemand|de[rm]|eine[mr]|ihre[mr]|eure[mr])",
        r"\b(?:echter|richtiger) mensch\b",
    ),
    "fr": (
        r"\b(?:parler|discuter|échanger|echanger|chatter|communiquer|mettre en relation|mettre en contact|transférer|transferer)\b[^.?!]{0,15}\b(?:à|a|avec|vers) (?:une?|un vrai|une vraie|le|la|l'|votre|quelqu'?un)? ?(?:vrai[e]? )?(?:humain|personne|agent|conseiller|conseillère|conseillere|opérateur|operateur|être humain|quelqu'?un|service client|responsable|collègue|support)",
        r"\b(?:je veux|je voudrais|j'aimerais|besoin d')\s?(?:un |une )?(?:vrai[e]? )?(?:humain|agent|conseiller|conseillère|opérateur|vraie personne)\b",
        r"\bpas (?:à|avec|de) (?:un |une )?(?:robot|bot|machine)\b",
    ),
    "es": (
        r"\b(?:hablar|chatear|comunicarme|comunicar|contactar|conversar|pásame|pasame|páseme|conéctame|conectame|transfiér\w*|transfer\w*)\b[^.?!]{0,15}\b(?:con|a) (?:una?|un|el|la|alguien|su|vuestro)? ?(?:persona|humano|agente|operador|asesor|representante|alguien|ser humano|empleado|encargado|servicio al cliente|atención al cliente|soporte)",
        r"\bhablar con alguien\b",
        r"\b(?:quiero|necesito|prefiero|quisiera) (?:a )?(?:una?|un) (?:persona|humano|agente|operador|asesor)\b",
        r"\bno (?:quiero|con)\b[^.?!]{0,20}\b(?:robot|bot|máquina|maquina)\b",
        r"\bpersona real\b",
    ),
    "it": (
        r"\b(?:parlare|chattare|comunicare|passami|passatemi|mettermi in contatto|contattare)\b[^.?!]{0,15}\b(?:con|a) (?:una?|un|il|la|l'|qualcuno|vostro)? ?(?:vera |vero )?(?:persona|umano|essere umano|operatore|operatrice|agente|addetto|consulente|qualcuno|responsabile|servizio clienti|assistenza)",
        r"\b(?:voglio|vorrei|mi serve) (?:un |una )?(?:persona|operatore|operatrice|umano|vera persona)\b",
        r"\bpersona (?:vera|reale)\b",
    ),
    "pt": (
        r"\b(?:falar|conversar|atendimento|transferir|transfira|passar|passe)\b[^.?!]{0,15}\b(?:com|para|a) (?:uma?|um|o|a|alguém|alguem)? ?(?:pessoa|humano|atendente|agente|operador|alguém|alguem|representante|funcionário|ser humano|suporte)",
        r"\b(?:quero|preciso de|gostaria de) (?:uma?|um) (?:pessoa|humano|atendente|agente)\b",
        r"\b(?:atendente humano|atendimento humano|pessoa real|pessoa de verdade)\b",
    ),
    "nl": (
        r"\b(?:met|naar) (?:een|iemand|de|jullie|uw)? ?(?:echt[e]? |menselijke )?(?:mens|persoon|medewerker|medewerkster|agent|iemand|collega|klantenservice)\b[^.?!]{0,30}\b(?:praten|spreken|chatten|doorverbinden|doorverbonden)\b",
        r"\b(?:praten|spreken|chatten|doorverbinden)\b[^.?!]{0,15}\bmet (?:een |iemand|de )?(?:echt[e]? )?(?:mens|persoon|medewerker|iemand|collega|klantenservice)?",
        r"\bik wil een (?:mens|medewerker|echt persoon)\b|\bmet iemand (?:praten|spreken)\b|\becht persoon\b|\bgeen (?:bot|robot)\b",
    ),
    "pl": (
        r"\b(?:rozmawiać|porozmawiać|rozmawiac|porozmawiac|pogadać|połącz|polacz|połączyć|skontaktować)\b[^.?!]{0,20}\bz (?:prawdziwym |żywym |innym )?(?:człowiekiem|czlowiekiem|konsultantem|konsultantką|kimś|kims|pracownikiem|osobą|osoba|agentem|doradcą)",
        r"\b(?:chcę|chce|poproszę|potrzebuję) (?:z )?(?:człowieka|konsultanta|prawdziwą osobę)",
    ),
    "sv": (
        r"\b(?:prata|tala|snacka|chatta|kopplas?|koppla mig)\b[^.?!]{0,15}\b(?:med|till) (?:en |någon|nagon|er )?(?:riktig |mänsklig )?(?:människa|manniska|person|handläggare|medarbetare|agent|någon|nagon|kundtjänst|kundtjanst)?",
    ),
    "da": (
        r"\b(?:tale|snakke|chatte|stilles? om)\b[^.?!]{0,15}\b(?:med|til) (?:et |en |nogen)?(?:rigtigt? |ægte )?(?:menneske|person|medarbejder|nogen|kundeservice)",
    ),
    "no": (
        r"\b(?:snakke|prate|chatte|settes? over)\b[^.?!]{0,15}\b(?:med|til) (?:et |en |noen)?(?:ekte |virkelig )?(?:menneske|person|medarbeider|noen|kundeservice|kundebehandler)",
    ),
    "fi": (
        r"\b(?:puhua|jutella|keskustella|haluan|yhdistä)\b[^.?!]{0,25}\b(?:ihmisen|ihmiselle|ihmistä|asiakaspalvelijan|henkilön|jonkun|asiakaspalvelun|työntekijän)\b",
    ),
    "cs": (
        r"\b(?:mluvit|promluvit|hovořit|spojte|přepojte|prepojte)\b[^.?!]{0,20}\b(?:s|se|na) (?:živým |skutečným |nějakým )?(?:člověkem|clovekem|operátorem|operatorem|někým|nekym|osobou|pracovníkem|živou osobou)",
    ),
    "hu": (
        r"\b(?:emberrel|ügyintézővel|ugyintezovel|munkatárssal|munkatarssal|valakivel|operátorral|élő emberrel)\b[^.?!]{0,30}\b(?:beszélni|beszelni|beszélhetek|beszélnék|kapcsol\w*|szeretnék|akarok)",
        r"\b(?:beszélni|beszélhetek|beszélnék|kapcsoljon)\b[^.?!]{0,25}\b(?:emberrel|ügyintézővel|munkatárssal|valakivel)",
    ),
    "ro": (
        r"\b(?:vorbesc|vorbi|discut|discuta|transfera\w*|conecta\w*)\b[^.?!]{0,15}\b(?:cu|la) (?:o |un |cineva)?(?:persoană|persoana|om|operator|agent|cineva|consultant|angajat)?",
    ),
    "tr": (
        r"\b(?:gerçek )?(?:bir )?(?:insanla|insan ile|kişiyle|kisiyle|temsilciyle|temsilci ile|yetkiliyle|yetkili ile|müşteri temsilcisi(?:ne|yle)?|birisiyle|biriyle|operatörle)\b[^.?!]{0,25}\b(?:görüş\w*|gorus\w*|konuş\w*|konus\w*|bağla\w*|bagla\w*|istiyorum)",
        r"\btemsilciye bağla\w*",
    ),
    "ru": (
        r"(?:поговорить|говорить|связаться|соедините|соедини|переключите|переведите|свяжите|пообщаться|позовите|нужен|хочу)[^.?!]{0,25}(?:человек(?:ом|а|у)?|оператор(?:ом|а|у)?|сотрудник(?:ом|а)?|менеджер(?:ом|а)?|специалист(?:ом|а)?|кем-нибудь|кем-то|консультант(?:ом|а)?|поддержк(?:ой|у))",
        r"(?:живой|живого|живым|реальный|реальным) (?:человек|оператор)\w*|^\W*(?:оператор|человек)\W*$",
    ),
    "uk": (
        r"(?:поговорити|говорити|зв'?язатися|з'?єднайте|переключіть|потрібен|хочу)[^.?!]{0,25}(?:людин(?:ою|у|и)|оператор(?:ом|а)|працівник(?:ом|а)|менеджер(?:ом|а)|кимось|консультант(?:ом|а))",
    ),
    "el": (
        r"(?:μιλήσω|μιλησω|συνδέστε|επικοινωνήσω)[^.?!;]{0,20}(?:άνθρωπο|ανθρωπο|εκπρόσωπο|εκπροσωπο|κάποιον|υπάλληλο|άτομο)",
    ),
    "ar": (
        r"(?:أتحدث|اتحدث|التحدث|أتكلم|اتكلم|أكلم|اكلم|التواصل|حولني|تحويلي|أريد|اريد)[^.?!؟]{0,25}(?:شخص|موظف|إنسان|انسان|ممثل|وكيل|خدمة العملاء|مندوب|أحد)",
    ),
    "he": (r"(?:לדבר|להתכתב|לשוחח|תעביר|העבר|רוצה)[^.?!]{0,15}(?:נציג|בן אדם|אדם|מישהו|אנושי)",),
    "hi": (
        r"(?:इंसान|व्यक्ति|एजेंट|प्रतिनिधि|किसी|मनुष्य|आदमी)[^.?!।]{0,12}(?:से|को)[^.?!।]{0,20}(?:बात|संपर्क|चैट|बात)",
        r"\b(?:agent|insaan|insan|kisi|customer care|representative) se (?:baat|bat|connect)\b",
    ),
    "ja": (
        r"(?:人間|オペレーター|オペレータ|担当者|担当の方|スタッフ|係の人|有人|人)(?:の方)?(?:と|に|へ|を|対応)[^。？！]{0,12}(?:話|はな|代わ|かわ|繋|つな|チャット|お願い|相談|呼)",
        r"有人対応|有人チャット",
    ),
    "zh": (r"(?:转|轉|接|找|要|联系|聯繫|需要)\s?(?:接)?(?:人工|真人|客服人员|客服人員|专员)|人工(?:客服|服务|服務)|(?:和|跟|与|與)(?:真人|人工|客服|人)(?:说|說|聊|谈|談|对话|通话|沟通)",),
    "ko": (r"(?:상담원|상담사|사람|직원|담당자)(?:과|와|이랑|랑|하고|에게|을|를)?\s?[^.?!]{0,10}(?:연결|통화|얘기|이야기|대화|말하|불러|바꿔|상담)",),
    "vi": (r"(?:nói chuyện|gặp|kết nối|trao đổi|chat)[^.?!]{0,12}(?:với )?(?:người thật|nhân viên|tư vấn viên|tổng đài viên|người hỗ trợ|con người)",),
    "id": (r"\b(?:bicara|berbicara|ngobrol|chat|hubungkan|sambungkan|terhubung)\b[^.?!]{0,15}\b(?:dengan|ke|sama) (?:seorang |seseorang|orang|manusia|agen|petugas|cs|customer service|staf|admin)",),
}  # fmt: skip


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


PERSON_REQUEST = _any((*_ENGLISH, *(pattern for found in _OTHERS.values() for pattern in found)))

# What looks like a request and is none: it is denied, it asks who this is, or it is about somebody else's errand.
NOT_A_REQUEST = _any((
    r"\b(?:don'?t|do not|no|not|needn'?t|without) (?:need|have|want|necessary|reason)?(?: you)?(?: to)? (?:need to )?(?:transfer|connect|speak|talk|escalate|be (?:transferred|connected))\b",
    r"\bdo i (?:need|have) to (?:speak|talk|call)\b",
    r"\bno need (?:for|to (?:speak|talk|transfer|connect|escalate))\b",
    r"\b(?:am i|was i|have i been)\b[^.?!]{0,20}\b(?:talking|speaking|chatting)\b",
    r"\b(?:are you|is this|you are|you're|i am|i'm)\b[^.?!]{0,20}\b(?:bot|robot|human|person|machine|computer)\b",
    r"^\W*(?:when|what time|at what time|until when|which (?:hours|days))\b[^.?!]*\b(?:reach|talk|speak|chat|call)\b",
    r"\bwhat (?:can|will|could|would|should) you call me\b",
    r"\b(?:already|just|yesterday|last week) (?:spoke|talked|chatted)\b",
    r"\b(?:money|cash|funds?|transfer|payment|euros?|dollars?|pounds?|gift|parcel|package|order|lamp)s? (?:\w+ ){0,3}to (?:another |a |some)(?:one|body|person|other person)\b",
))  # fmt: skip

# A person is in the air without being asked for: offer once, do not decide for the customer.
INDIRECT_REQUEST = _any((
    r"^\W*(?:(?:hi|hello|hey|please|pls)\W+)?(?:(?:talk|speak) )?(?:live |human )?(?:agents?|support|help ?desk|customer (?:service|support|care)|service|human|person|operator|representative|help|hotline|mitarbeiter|berater|kundendienst|kundenservice|mensch|humain|conseiller|persona|agente|operatore|operador|asesor|atendente|konsultant|temsilci)\W*(?:please|pls|bitte|por favor|s'il vous plaît)?\W*$",
    r"\bhow (?:do|can|could|should) (?:i|we) (?:contact|reach|get (?:hold of|in touch with|through to)) (?:you|support|customer|the team|your team|someone|anyone|somebody)\b",
    r"\b(?:contact|reach) (?:support|customer (?:service|support|care)|your (?:support|team))\b",
    r"\bcan (?:someone|somebody|anyone|anybody) (?:please )?help(?: me)?\W*$",
))  # fmt: skip

# What a bot must not try to settle. The name of the rule is kept with the escalation.
SENSITIVE: dict[str, re.Pattern[str]] = {
    "self_harm": _any((
        r"\b(?:kill|hurt|harm|hang) (?:myself|my self)\b", r"\bsuicid\w*", r"\bend (?:my|it) (?:life|all)\b",
        r"\b(?:want|wanna|going) to die\b", r"\bself[- ]harm\w*", r"\bdon'?t want to (?:live|be alive)\b",
        r"\b(?:mich|mir) (?:umbringen|das leben nehmen)\b", r"\bselbstmord\w*|\bsuizid\w*", r"\bme suicider\b|\bmatarme\b",
    )),
    "danger": _any((
        r"\b(?:caught|catches|catching|on|set\b[^.?!]{0,30}\bon) fire\b", r"\belectric(?:al)? shock|\belectrocut\w*|\bgot (?:a |an )?shock(?:ed)? (?:from|by|when|off)\b",
        r"\b(?:burn(?:ed|t)|injured|cut|hurt) (?:my|his|her|our|the) (?:hand|finger|arm|face|child|son|daughter|baby|foot|leg|wife|husband|dog|cat)s?\b",
        r"\b(?:smok(?:e|ing)|sparks?|flames?) (?:is |are |was |were )?(?:com(?:e|es|ing)|pouring|flew|fly|flying) (?:out|from)\b", r"\bexplod\w+|\bcarbon monoxide\b",
        r"\b(?:child|son|daughter|baby|toddler|dog|cat|he|she) (?:has |have )?(?:just )?swallowed\b|\bambulance\b|\bpoison(?:ed|ing)\b",
    )),
    "legal": _any((
        r"\b(?:sue|suing) (?:you|your|the|this|them)\b", r"\b(?:my|our|a) (?:lawyer|attorney|solicitor)s?\b", r"\blegal (?:action|steps|proceedings|advice)\b",
        r"\btake (?:you|this|it) to court\b|\bsmall claims\b|\bsee you in court\b", r"\blawsuit\b", r"\b(?:report|reporting) you to\b", r"\bombudsman\b|\btrading standards\b",
        r"\b(?:mein(?:en|em)? )?(?:anwalt|rechtsanwalt|anwältin)\b|\brechtliche schritte\b|\bverklage\w*\b", r"\bmon avocat\b|\bmi abogado\b|\bil mio avvocato\b|\bporter plainte\b",
    )),
    "fraud": _any((
        r"\bfraud\w*", r"\bun-?authori[sz]ed (?:charge|payment|transaction|purchase|order|debit|access|use|withdrawal)s?\b", r"\bscam(?:med|mers?)?\b", r"\bidentity theft\b|\bstole my (?:identity|account|data)\b",
        r"\b(?:someone|somebody|anyone) (?:else )?(?:has )?(?:used|using|hacked|took over|got into|logged in ?to|ordered (?:with|from|on)) my\b", r"\bmy (?:\w+ )?(?:account|identity) (?:was|is|has been|got) (?:stolen|hacked|used by|compromised)\b|\bmy (?:\w+ )?card (?:was|is|has been|got) (?:hacked|used by|compromised)\b",
        r"\b(?:i|we) (?:did not|didn'?t|never|have not|haven'?t) (?:make|made|place|placed|authori[sz]ed?|order|ordered) (?:this|that|the|these|any such|any) (?:payment|order|purchase|transaction|charge)s?\b",
        r"\bbetr(?:ug|üger)\w*|\barnaque\w*|\bestafa\w*|\btruffa\w*",
    )),
    "data_rights": _any((
        r"\b(?:right to (?:be forgotten|erasure)|right of access)\b", r"\b(?:under|violat\w+|breach(?:es|ed|ing)?|according to) (?:the )?(?:gdpr|dsgvo|rgpd|ccpa)\b", r"\bart(?:icle|\.|ikel)? ?(?:15|17|20)\b[^.?!]{0,20}\b(?:gdpr|dsgvo|rgpd|regulation)\b",
        r"\b(?:demand|insist|request|require)\b[^.?!]{0,30}\b(?:delet(?:e|ion|ed)|eras(?:e|ure|ed)|copy)\b[^.?!]{0,25}\b(?:data|information|account|details|record)s?\b",
        r"\bdata (?:breach|protection officer|protection authority|leak)\b",
    )),
    "discrimination": _any((r"\bdiscriminat\w+", r"\bracis[tm]\w*|\bsexis[tm]\b|\bhomophob\w+|\bantisemit\w+", r"\b(?:sexual(?:ly)? )?harass(?:ed|ment|ing)\b")),
    "press": _any((r"\b(?:i am|i'm) (?:a )?(?:journalist|reporter)\b", r"\bpress (?:inquiry|enquiry|request|office)\b", r"\bgo(?:ing)? to the (?:press|media|newspapers?)\b")),
}  # fmt: skip

ANGER = _any((
    r"\bf+u+c+k\w*|\bwtf\b|\bbull ?shit\b|\bshit(?:ty|e)?\b|\bcrap(?:py)?\b|\bass ?hole\w*|\bbastards?\b|\bdamn(?:ed|it)?\b|\bidiots?\b|\bmorons?\b",
    r"\b(?:stupid|dumb|useless|worthless|terrible|pathetic|horrible|rubbish|awful|ridiculous) (?:\w+ )?(?:bot|chat ?bot|robot|machine|service|support|answers?|company|shop|thing|customer service)\b",
    r"\b(?:this|that|it|you)(?:'s| is| are|'re) (?:\w+ )?(?:ridiculous|unacceptable|outrageous|a joke|disgusting|useless|pathetic|a disgrace|driving me (?:mad|crazy|nuts)|infuriating)\b",
    r"\b(?:i am|i'm|im) (?:\w+ )?(?:angry|furious|fuming|fed up|sick of|livid|losing (?:my )?patience|pissed(?: off)?|frustrated|outraged)\b",
    r"\b(?:this|that|it)(?:'s| is) (?:\w+ )?(?:frustrating|infuriating|maddening)\b",
    r"\bworst (?:\w+ )?(?:service|support|company|shop|experience|bot)\b", r"\bwaste of (?:my )?time\b", r"\bare you (?:kidding|stupid|serious)\b",
    r"\bscheiß\w*|\bscheiss\w*|\bverdammt\w*|\bunverschämt\w*|\bfrechheit\b|\bputain\b|\bmerde\b|\bmierda\b|\bjoder\b|\bcazzo\b|\bvergogna\b|\bkurwa\b",
))  # fmt: skip

NOT_HELPFUL = _any((
    r"\b(?:that|this|it|the answer|your answer)?\s*(?:did|does|do|has|is|was|are)(?:n'?t| not) (?:really )?(?:help(?:ed|ing|ful)?|useful|answer(?:ed)? my|solve[d]?|work(?:ed)? (?:either|for me)|what i (?:asked|meant|wanted|need))",
    r"\b(?:un|not )helpful\b|\bno help\b|\bnot (?:really )?(?:useful|what i (?:asked|meant|wanted|need\w*|am (?:asking|looking)))\b",
    r"\b(?:wrong|useless|bad|irrelevant) answer\b", r"\bthat(?:'s| is) not (?:it|right|correct|my (?:question|problem|issue))\b", r"\byou (?:do not|don'?t|didn'?t) understand\b",
    r"\bstill (?:doesn'?t|does not|isn'?t|not) (?:work|solved|working|clear|answered)\w*", r"\b(?:das )?hilft (?:mir )?nicht\b|\bhat nicht geholfen\b|\bça n'?aide pas\b|\bno (?:me )?ayuda\b|\bnon (?:mi )?aiuta\b",
))  # fmt: skip

YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|ok(?:ay)?|please|pls|please do|go ahead|do it|do that|that would be (?:great|nice|good)|of course|"
    r"definitely|absolutely|y|ja|ja bitte|gerne?|oui|sí|si|sì|sim|tak|da|да|evet|hai|はい|是|好的?|네|نعم|yes,? please)\b"
    r"(?:[ ,]+(?:please|pls|do|go ahead|bitte|por favor|per favore|s'il vous plaît|thanks|thank you|that would be \w+|connect me|transfer me))*\W*$",
    re.IGNORECASE,
)
NO = re.compile(
    r"^\W*(?:no|nope|nah|not now|no need|nein|non|não|nie|hayır|нет|いいえ|不用?|아니요?)\b(?:[ ,]+(?:thanks?|thank you|danke|merci|gracias|grazie|it'?s (?:ok|fine)))*\W*$",
    re.IGNORECASE,
)
HELLO = re.compile(
    r"^\W*(?:hi+|hello+|hey+|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)|moin|bonjour|salut|hola|buenos d[ií]as|buenas|ciao|buongiorno|ol[áa]|hej|cześć|merhaba|привет|こんにちは|你好|안녕하세요)"
    r"(?:[ ,]+(?:there|everyone|all|otter|team|bot|how are you(?: doing)?(?: today)?|again))*\W*$",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|great|perfect|super|cool|nice|awesome|alright|good|got it)\W+){0,3}(?:(?:many |thanks? )?thanks?(?: a lot| so much| very much| a bunch| again| anyway)?|thank you(?: so much| very much| again)?|thx|ty|cheers|much appreciated|danke(?: schön| sehr)?|vielen dank|merci(?: beaucoup)?|(?:muchas )?gracias|grazie(?: mille)?|obrigad[oa]|tack|dzięki|teşekkürler|спасибо|ありがとう(?:ございます)?|谢谢|감사합니다)"
    r"(?:[ ,!.]+(?:for (?:the|your) (?:help|info|information|answer)|bye|that'?s? (?:helpful|great|good)))*\W*$",
    re.IGNORECASE,
)
BYE = re.compile(
    r"^\W*(?:ok(?:ay)?\W+)?(?:bye+(?: bye)?|good ?bye|see you(?: later)?|cya|have a (?:nice|good|great) (?:day|evening|one|weekend)|tschüss?|auf wiedersehen|au revoir|adiós|adios|arrivederci|tchau|до свидания)\W*$",
    re.IGNORECASE,
)
SOLVED = re.compile(
    r"\b(?:that|this|it|which)(?: has| have|'s| is)? (?:really |totally |completely |just )?(?:solved|answered|fixed|resolved|settled) (?:it|my (?:question|problem|issue)|everything)?"
    r"|\bproblem (?:is |has been )?solved\b|\b(?:that|this|it) (?:really |totally )?(?:helped|answers my question|works now|did the trick|worked)\b|\b(?:that'?s|that is|this is) all (?:i (?:needed|wanted))?(?=\W|$)|\ball (?:sorted|solved|good now|clear now|set)\b"
    r"|\bno (?:more|further) questions\b|\bnothing else\b|\bexactly what i needed\b|\bdas war(?:'s| alles)\b|\bproblem gelöst\b|\bhat (?:mir )?geholfen\b",
    re.IGNORECASE,
)
NOT_SOLVED = re.compile(r"\b(?:not|n'?t|never|hardly|but|except|nicht|kein)\b|\?", re.IGNORECASE)
WHO_ARE_YOU = re.compile(
    r"\b(?:are you|am i (?:talking|speaking|chatting) (?:to|with)|is this|do i (?:talk|speak) (?:to|with))\b[^.?!]{0,15}\b(?:bot|robot|human|real|person|machine|ai|chat ?gpt|computer|someone)\b"
    r"|\bwho (?:are you|am i (?:talking|speaking|chatting))\b",
    re.IGNORECASE,
)
