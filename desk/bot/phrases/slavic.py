"""How somebody asks for a person in Slavic languages. Pure table."""

# ruff: noqa: E501, RUF001  a wording is read as one line, in its own letters

from __future__ import annotations

from desk.bot.phrases.grammar import NEAR, Language

_BOT = r"(?:(?:chat)?bot\w{0,3}|robot\w{0,4}|automat\w{0,3}|maszyn\w{0,3}|stroj\w{0,3}|čatbot\w{0,3})"

POLISH = Language(
    code="pl",
    person=(
        r"człowiek\w{0,3}|ludźmi|konsultant\w{0,4}|pracowni[kc]\w{0,4}|agent\w{0,3}|doradc\w{1,3}|operator\w{0,3}|przedstawiciel\w{0,3}|kierowni[kc]\w{0,3}|menedżer\w{0,3}|przełożon\w{1,3}|specjalist\w{1,3}|"
        r"(?:prawdziw\w{1,3}|żyw\w{1,3}|realn\w{1,3}) osob\w{1,2}|osob\w{1,2}|ekspert\w{0,3}"
    ),
    anyone=r"kimś|ktoś|kogoś|kimkolwiek|kimś innym|obsług\w{1,2}(?: klienta)?|biur\w{1,3} obsługi|infolini\w{1,2}|wsparci\w{1,3}|pomoc\w{1,2} techniczn\w{1,2}|działem|zespoł\w{1,2}|recepcj\w{1,2}|support\w{0,3}",
    talk=r"(?:po|z)?rozmawia\w{0,4}|rozmow\w{1,2}|pogada\w{1,2}|mówić|pomówić|czatować|kontakt\w{0,5}|skontaktować|napisać do|porozmawiam",
    link=r"(?:po|prze)łącz\w{0,4}|przekier\w{1,8}|przekaż\w{0,4}|przekazać|skontaktuj\w{0,4}|daj(?:cie)?(?: mi)?|dawaj|przenieś|przełączenie|połączenie|zawołaj|skieruj\w{0,3}|poproś",
    want=r"chcę|chciał(?:bym|abym)|poproszę|potrzebuję|proszę (?:o|z)|wolę|wolał(?:bym|abym)|żądam|oczekuję|czy (?:jest|mogę)|macie|jest tu|dajcie",
    real=r"prawdziw\w{1,3}|żyw\w{1,3}|realn\w{1,3}|ludzk\w{1,3}",
    bare=r"człowiek\w{0,3}|konsultant\w{0,2}|pracownik\w{0,2}|agent\w{0,2}|operator\w{0,2}|doradca|obsługa klienta|osoba|wsparcie|konsultantka",
    please=r"proszę|prosze|teraz|natychmiast|please|pls|od razu|poproszę",
    asks=(
        rf"\b(?:nie (?:chcę|z|lubię|będę|zamierzam)|dość|zamiast|żadnych|bez){NEAR}\b{_BOT}\b",
        rf"\b(?:nie ufam|niekomfortowo|nie czuję się){NEAR}\b{_BOT}\b|\b(?:oddzwo\w+|zadzwoń\w*) do mnie\b|\bproszę o (?:telefon|oddzwonienie)\b|\b(?:połącz|przełącz)(?:cie)? mnie\W*(?:proszę\W*)?$",
    ),
    hints=(r"\bjak (?:mogę |można )?(?:się )?(?:z wami |z państwem )?(?:skontaktować|się skontaktować)\b|\bjest tam ktoś\W*$|\bktoś (?:mi )?może pomóc\W*$",),
    denies=(
        rf"\bnie (?:muszę|chcę|trzeba|potrzebuję|musisz|musi|ma potrzeby|potrzeba|łącz|łączyć|przełączaj|przełączać|rozmawiać)\b(?![^.?!,]{{0,35}}\b{_BOT}\b)",
        r"\b(?:jesteś|czy to|rozmawiam z|czy pan|czy pani|czy ty)\b[^.?!]{0,25}\b(?:człowiek\w*|bot\w*|robot\w*|osob\w*|maszyn\w*)(?=\W*\?|\W*czy)",
        r"\b(?:zostać|pracować jako|praca)\b|\b(?:pieniądze|przelew|paczk\w|prezent)\b[^.?!]{0,25}\b(?:kogoś|komuś|osob\w*)",
        r"\b(?:rozmawiał[ae]m|już rozmawia\w+|mówił[ae]m)\b|\bz (?:moj\w+|mam[ąa])\b",
    ),
)  # fmt: skip

_CZECH_PERSON = (
    r"člov[ěe]k\w{0,3}|ľudm[ia]|lidm[ia]|lidsk\w{1,4}|operátor\w{0,4}|pracovní[kc]\w{0,4}|zástupc\w{1,3}|agent\w{0,3}|asistent\w{0,3}|poradc\w{1,2}|vedoucí\w{0,2}|nadřízen\w{1,3}|konzultant\w{0,3}|zamestnan\w{1,4}|zaměstnan\w{1,4}|"
    r"(?:živ\w{1,3}|skutečn\w{1,3}|reáln\w{1,3}|opravdov\w{1,3}|ozajstn\w{1,3}) osob\w{1,2}|osob\w{1,2}|specialist\w{1,3}|manažer\w{0,3}|človeč\w+"
)
_CZECH_DENIES = (
    rf"\b(?:nemus\w+|nechc\w+|nepotřebuj\w+|nepotrebuj\w+|není (?:třeba|potřeba|nutné)|nie je (?:treba|potrebné)|nepřepojuj\w*|neprepájaj\w*)\b(?![^.?!,]{{0,35}}\b{_BOT}\b)",
    r"\b(?:jsi|jste|ste|si|mluvím s|je to|hovorím s|píšu si s)\b[^.?!]{0,22}\b(?:člov[ěe]k\w*|bot\w*|robot\w*|osob\w*|stroj\w*)(?=\W*\?|\W+nebo|\W+alebo)",
    r"\b(?:stát se|stať sa|práce jako)\b|\b(?:peníze|peniaze|balík|dárek)\b[^.?!]{0,25}\b(?:někomu|niekomu|osob\w*)",
    r"\b(?:jsem|som|včera|už) (?:\w+ ){0,2}(?:mluvil|hovořil|hovoril|rozprával)\w*|\b(?:mluvil|hovořil|hovoril|rozprával)\w* (?:jsem|som)\b|\bs (?:mojí|mým|mojou|mojím)\b",
)

CZECH = Language(
    code="cs",
    person=_CZECH_PERSON,
    anyone=r"někým|nekym|někdo|někoho|kýmkoliv|někým jiným|podpor\w{1,3}|zákaznick\w{1,4}|linkou|recepc\w{1,2}|oddělením|vámi",
    talk=r"(?:pro|po)?mluvit|mluvil[ai]? bych|hovořit|pohovořit|popovídat|chatovat|bavit|mluvil[a]?|hovořil[a]?|komunikovat|(?:s)?kontaktovat|kontakt|psát si|spojení",
    link=r"spoj\w{1,4}|přepoj\w{1,4}|předej\w{0,3}|přesměruj\w{0,3}|dej(?:te)?(?: mi)?|zavolej\w{0,3}|přepojení|propoj\w{1,4}|předat|sežeň\w{0,3}",
    want=r"chci|chtěl[a]? bych|potřebuji|potřebuju|prosím (?:o|s)|žádám|raději|radši|můžu|mohu|je tu|je tam|máte|přeji si|dejte mi|rád bych|ráda bych",
    real=r"živ\w{1,3}|skutečn\w{1,3}|reáln\w{1,3}|opravdov\w{1,3}",
    bare=r"člověk\w{0,3}|operátor\w{0,3}|agent\w{0,2}|zákaznická podpora|podpora|pracovník|osoba|zástupce",
    please=r"prosím|hned|teď|okamžitě|please|pls",
    asks=(rf"\b(?:nechci|ne s|žádn\w+|místo|nebudu|dost){NEAR}\b{_BOT}\b|\b(?:zavolejte|zavolej) mi\b|\b(?:přepojte|spojte|přepoj|spoj) mě\W*(?:prosím\W*)?$", rf"\b(?:nevěřím|nedůvěřuji|nepříjemné){NEAR}\b{_BOT}\b"),
    hints=(r"\bjak (?:vás |se )?(?:mohu |můžu )?(?:s vámi )?(?:kontaktovat|spojit|kontaktuji)\b|\bje (?:tam|tu) někdo\W*$",),
    denies=_CZECH_DENIES,
)  # fmt: skip

SLOVAK = Language(
    code="sk",
    person=_CZECH_PERSON,
    anyone=r"niekým|niekto|niekoho|podpor\w{1,3}|zákazníck\w{1,4}|linkou|vami",
    talk=r"hovoriť|porozprávať|rozprávať|pohovoriť|chatovať|komunikovať|kontaktovať|kontakt|baviť",
    link=r"spoj\w{1,4}|prepoj\w{1,4}|presmeruj\w{0,3}|daj(?:te)?(?: mi)?|zavolaj\w{0,3}|odovzdaj\w{0,3}",
    want=r"chcem|chcel[a]? by som|potrebujem|prosím (?:o|s)|radšej|môžem|je tu|máte|rád by som",
    real=r"živ\w{1,3}|skutočn\w{1,3}|reáln\w{1,3}|ozajstn\w{1,3}",
    bare=r"človek\w{0,3}|operátor\w{0,3}|zákaznícka podpora|podpora",
    please=r"prosím|hneď|teraz",
    denies=_CZECH_DENIES,
)  # fmt: skip

SOUTH_SLAVIC = Language(
    code="hr",
    person=r"čovjek\w{0,3}|čovek\w{0,3}|ljud\w{1,4}|osob\w{1,2}|operater\w{0,3}|agent\w{0,3}|djelatni[kc]\w{0,3}|zaposleni\w{0,3}|predstavni[kc]\w{0,3}|človek\w{0,3}|svetoval\w{1,4}",
    anyone=r"nekim|netko|neko|nekom|nekoga|podršk\w{1,2}|služb\w{1,2}|korisničk\w{1,3}",
    talk=r"(?:po)?razgovara\w{1,2}|(?:po)?priča\w{1,2}|govorit\w?|pogovorit\w?|pogovarjat\w?|kontaktirat\w?|razgovor",
    link=r"spoj\w{1,4}|preba\w{1,5}|poveži\w{0,3}|prespoj\w{1,4}|daj(?:te)?(?: mi)?",
    want=r"želim|želel\w?|htio bih|hteo bih|htjela bih|hoću|trebam|treba mi|mogu li|rad bi|potrebujem",
    real=r"prav\w{1,2}|stvarn\w{1,3}|živ\w{1,3}|ljudsk\w{1,3}",
    bare=r"čovjek|čovek|operater|agent|podrška|osoba|korisnička podrška",
    please=r"molim|odmah|sada|prosim",
    denies=(rf"\b(?:ne (?:moram|želim|treba\w*)|nije potrebno)\b(?![^.?!,]{{0,35}}\b{_BOT}\b)", r"\b(?:jesi li|jeste li|da li si)\b"),
)  # fmt: skip

_RU_BOT = r"(?:(?:чат-?)?бот\w{0,3}|робот\w{0,3}|машин\w{0,3}|автомат\w{0,3}|автоответчик\w{0,3}|нейросет\w{0,3}|компьютер\w{0,3})"
RUSSIAN = Language(
    code="ru",
    person=(
        r"человек\w{0,3}|людьми|людей|оператор\w{0,3}|сотрудни[кц]\w{0,3}|менеджер\w{0,3}|специалист\w{0,3}|консультант\w{0,3}|агент\w{0,3}|представител\w{1,3}|руководител\w{1,3}|начальни[кц]\w{0,3}|администратор\w{0,3}|работни[кц]\w{0,3}|"
        r"(?:жив\w{1,3}|реальн\w{1,3}|настоящ\w{1,3}) (?:человек\w{0,3}|люд\w{1,4}|собеседни\w{1,4})|эксперт\w{0,3}|кожан\w{1,3}"
    ),
    anyone=r"кем-?\s?(?:нибудь|то|либо)|кто-?\s?(?:нибудь|то)|кого-?\s?(?:нибудь|то)|поддержк\w{1,2}|служб\w{1,2}|техподдержк\w{1,2}|колл-?\s?центр\w{0,3}|вами",
    talk=r"(?:по)?говорить|поговорю|поболтать|общаться|пообщаться|разговаривать|разговор\w{0,2}|побеседовать|связаться|связь|связи|чат с|переписываться|обсудить|соединения",
    link=r"соедин\w{1,5}|переключ\w{1,5}|перевед\w{1,4}|переведи\w{0,2}|свяжи\w{0,2}|позов\w{1,4}|дай(?:те)?|подключ\w{1,5}|передай\w{0,2}|пригласи\w{0,2}|соеденит\w{0,2}|соедени\w{0,2}|перенаправ\w{1,4}|вызов\w{1,4}|позвать",
    want=r"хочу|хотел[а]? бы|хотелось бы|нужен|нужна|нужно|надо|можно|требую|прошу|мне бы|предпочитаю|предпочел\w?|есть ли|есть|могу ли я|желаю|давай(?:те)?",
    real=r"жив\w{1,3}|реальн\w{1,3}|настоящ\w{1,3}",
    bare=r"человек\w{0,2}|оператор\w{0,2}|сотрудник|менеджер|консультант|агент|служба поддержки|поддержка|специалист|техподдержка|живой человек",
    please=r"пожалуйста|пж|пжл|пожалуйст|плиз|сейчас|срочно|немедленно|быстро",
    asks=(
        rf"\b(?:не (?:хочу|с|буду|желаю|надо)|хватит|вместо|надоел\w{{0,3}}|без|прекратите|отключите|устал\w?){NEAR}\b{_RU_BOT}\b",
        rf"\b(?:не доверяю|неудобно|некомфортно){NEAR}\b{_RU_BOT}\b|\b(?:перезвоните|позвоните) мне\b|\bперезвоните\b",
        r"\bне (?:с )?(?:бот\w{0,2}|робот\w{0,2}),? а (?:с )?(?:человек|люд|оператор|жив)\w*",
        r"^\W*(?:оператора?|человека?)\W*$|\b(?:соедин\w+|переключ\w+|перевед\w+) меня\W*(?:пожалуйста\W*)?$",
    ),
    hints=(r"\bкак (?:с вами |мне )?(?:можно )?(?:с вами )?связаться\b(?! с (?:опер|чел|сотр|менедж))|\bтут есть кто\b|\b(?:есть кто(?:-нибудь)?|кто-нибудь есть|кто-нибудь тут)\b\W*(?:живой)?\W*$",),
    denies=(
        rf"\bнет (?:необходимости|нужды|смысла)\b(?![^.?!,]{{0,35}}\b{_RU_BOT}\b)",
        rf"(?<!почему )(?<!почему вы )\bне (?:нужно|надо|хочу|нужен|нужна|нужны|стоит|требуется|обязательно|переводи\w*|соединя\w*|переключа\w*)\b(?![^.?!,]{{0,35}}\b{_RU_BOT}\b)",
        r"\b(?:ты|вы|это|я говорю с|я общаюсь с|разговариваю с)\b\s(?:\w+ )?(?:человек\w*|бот\w*|робот\w*|машин\w*|оператор\w*|реальн\w+|жив\w+)(?=[^.?!]{0,20}(?:\?|или|ли\b))",
        r"\b(?:стать|устроиться|вакансия|зарплата)\b|\b(?:деньги|перевод|посылк\w|подарок)\b[^.?!]{0,25}\b(?:кому|человек\w*|друг)",
        r"\b(?:разговаривал\w?|говорил\w?|общал\w{0,4}|уже связывал\w*|созванивал\w*)\b|\b(?:подар\w+|отправ\w+|послать|купить)\b[^.?!]{0,25}\b(?:человек\w*|друг\w*)|\bс (?:моей|моим|мамой|женой|мужем)\b",
    ),
)  # fmt: skip

_UK_BOT = r"(?:(?:чат-?)?бот\w{0,3}|робот\w{0,3}|машин\w{0,3}|автомат\w{0,3})"
UKRAINIAN = Language(
    code="uk",
    person=r"людин\w{1,3}|людьми|оператор\w{0,3}|працівни[кц]\w{0,3}|менеджер\w{0,3}|спеціаліст\w{0,3}|консультант\w{0,3}|агент\w{0,3}|представни[кц]\w{0,3}|співробітни[кц]\w{0,3}|керівни[кц]\w{0,3}|особ\w{1,3}|фахів\w{1,4}",
    anyone=r"кимось|хтось|когось|кимсь|кого-небудь|ким-небудь|підтримк\w{1,2}|служб\w{1,2}|вами",
    talk=r"(?:по)?говорити|поспілкуватися|поспілкуватись|спілкуватися|спілкуватись|розмовляти|порозмовляти|розмов\w{1,2}|зв'?язатися|зв'?язатись|зв'?язок|побалакати|балакати|чат з",
    link=r"з'?єдна\w{1,4}|переключ\w{1,4}|перемкн\w{1,4}|переве\w{1,5}|зв'?яж\w{1,4}|поклич\w{1,4}|дайте|дай|підключ\w{1,4}|передайте|покличте",
    want=r"хочу|хотів би|хотіла б|хотілося б|потрібен|потрібна|потрібно|треба|можна|вимагаю|прошу|мені б|чи є|чи можу я|чи можна|бажаю",
    real=r"жив\w{1,3}|реальн\w{1,3}|справжн\w{1,4}",
    bare=r"людин\w{1,2}|оператор\w{0,2}|менеджер|консультант|агент|підтримка|служба підтримки|працівник",
    please=r"будь ласка|будь-ласка|зараз|негайно|терміново",
    asks=(rf"\b(?:не (?:хочу|з|буду)|замість|досить|без){NEAR}\b{_UK_BOT}\b|\b(?:зателефонуйте|передзвоніть|подзвоніть)(?: мені)?\b", rf"\bне довіряю{NEAR}\b{_UK_BOT}\b"),
    hints=(r"\bяк (?:з вами |мені )?(?:можна )?(?:з вами )?зв'?язатис[яь]\b(?! з (?:опер|люд))|\bє хтось\W*$",),
    denies=(
        rf"\bне (?:потрібно|треба|хочу|потрібен|потрібна|потрібні|з'єднуй\w*|переводь\w*|варто|обов'?язково)\b(?![^.?!,]{{0,35}}\b{_UK_BOT}\b)",
        r"\b(?:ти|ви|це|я розмовляю з|чи ти|чи ви)\b\s(?:\w+ )?(?:людин\w*|бот\w*|робот\w*|машин\w*)(?=[^.?!]{0,20}(?:\?|чи\b))",
        r"\b(?:стати|зарплата)\b|\b(?:гроші|переказ|посилк\w)\b[^.?!]{0,25}\b(?:комусь|людин\w*)|\b(?:розмовля(?:в|ла)|говори(?:в|ла)|спілкува\w+вся)\b|\bз (?:моєю|моїм|мамою)\b",
    ),
)  # fmt: skip

BULGARIAN = Language(
    code="bg",
    person=r"човек\w{0,2}|хора|оператор\w{0,3}|служител\w{0,3}|агент\w{0,3}|представител\w{0,3}|консултант\w{0,3}|мениджър\w{0,3}|специалист\w{0,3}",
    anyone=r"някой|някого|поддръжка\w{0,2}|вас|обслужване",
    talk=r"говоря|поговоря|разговарям|чатя|свържа|комуникирам|говорим|разговор",
    link=r"свърж\w{1,3}|прехвърл\w{1,4}|дай(?:те)?(?: ми)?|превключ\w{1,4}",
    want=r"искам|бих искал\w?|трябва ми|нужен ми е|нужда от|може ли|предпочитам|мога ли|желая",
    real=r"жив|истински|реален|истинско|реално",
    bare=r"човек|оператор|служител|агент|поддръжка|консултант",
    please=r"моля|веднага|сега",
    asks=(rf"\bне (?:искам|с){NEAR}\b(?:бот|робот|машина)\b",),
    denies=(r"\bне (?:искам|трябва|е нужно|ми трябва)\b(?![^.?!,]{0,30}\b(?:бот|робот|машина)\b)", r"\b(?:ти|вие) (?:ли )?(?:си|сте)?\s?(?:човек|бот|робот)\b"),
)  # fmt: skip

LANGUAGES = (POLISH, CZECH, SLOVAK, SOUTH_SLAVIC, RUSSIAN, UKRAINIAN, BULGARIAN)
