"""How somebody asks for a person in Finnish, Hungarian, Turkish, Greek, Arabic, Hebrew, Persian and the languages of India. Pure table."""

# ruff: noqa: E501, RUF001  a wording is read as one line, in its own letters

from __future__ import annotations

from desk.bot.phrases.grammar import CLOSE, NEAR, Language

FINNISH = Language(
    code="fi",
    person=r"ihmi(?:nen|sen|selle|stä|seen|siä|seltä|seksi)|asiakaspalvelij\w{1,4}|henkilö\w{0,4}|työntekij\w{1,4}|virkailij\w{1,4}|agent\w{1,4}|edustaj\w{1,4}|asiantuntij\w{1,4}|neuvoj\w{1,4}|esimie\w{1,5}|johtaj\w{1,4}|operaattor\w{1,4}",
    anyone=r"jonkun|jollekin|jonkin|joku|jotakuta|jollekulle|asiakaspalvelu\w{0,4}|tukeen|tuki|tuen|vastaanot\w{1,5}|teidän",
    talk=r"puhu\w{0,5}|jutell\w{1,3}|jutel\w{1,4}|keskustel\w{1,5}|chat\w{1,5}|soittaa|yhteys|yhteyttä|yhteyden|asioida|asioisin|kommunikoida",
    link=r"yhdist\w{1,5}|siirrä|siirtä\w{1,4}|siirto|ohja\w{1,4}|välit\w{1,4}|kytke\w{0,4}|anna|antakaa|hae|kutsu",
    want=r"halua\w{0,5}|tarvits\w{1,5}|saisinko|voinko saada|saanko|pyydän|vaadin|mieluummin|onko|toivoisin|voisinko|haluan",
    real=r"oike\w{1,5}|aito\w{0,3}|aidon|elävä\w{0,4}|todelli\w{1,5}|fyysi\w{1,5}",
    bare=r"ihminen|ihmisen|asiakaspalvelija\w?|asiakaspalvelu\w?|henkilö|agentti|virkailija\w?|tuki|asiakaspalvelijalle|ihmiselle",
    please=r"kiitos|nyt|heti|please|pls|ole hyvä|olkaa hyvä",
    verb_last=True,
    asks=(rf"\b(?:en halua|en puhu|ei|älä|en){NEAR}\b(?:botin|botille|robotin|robotille|koneen|koneelle|botti|robotti|chatbotin)\b|\bsoit(?:a|takaa) minulle\b", rf"\ben luota{NEAR}\b(?:bot|robot|kone)\w+"),
    hints=(r"\bmiten (?:saan|voin|otan) (?:teihin |ottaa )?(?:yhteyttä|yhteyden)\b|\bonko (?:siellä |täällä )?(?:ketään|joku)(?: paikalla)?\W*$",),
    denies=(
        r"\b(?:en halua|ei tarvitse|en tarvitse|ei tarvi|ei ole tarpeen|minun ei|älä (?:yhdistä|siirrä)|älkää (?:yhdistäkö|siirtäkö))\b(?![^.?!,]{0,35}\b(?:bot|robot|kone)\w*)",
        r"\b(?:oletko|oletteko|olet|puhunko|onko tämä)\b[^.?!]{0,20}\b(?:ihmi\w+|bot\w+|robot\w+|kone\w*)(?! jon?k)",
        r"\b(?:puhuin|juttelin|keskustelin|olen puhunut)\b|\b(?:raha\w*|paket\w*|lahja\w*)\b[^.?!]{0,20}\b(?:jollekin|henkilö\w*)|\b(?:miten tulla|ryhtyä)\b|\b(?:äitini|vaimoni|mieheni)\b",
    ),
)  # fmt: skip

HUNGARIAN = Language(
    code="hu",
    person=r"ember(?:rel|t|hez|nek|ek)?|ügyintéző\w{0,4}|munkatárs\w{0,4}|operátor\w{0,4}|ügynök\w{0,4}|kolléga\w{0,4}|kollégá\w{0,4}|képviselő\w{0,4}|személ(?:lyel|y|yt)|személlyel|vezető\w{0,4}|felettes\w{0,4}|tanácsadó\w{0,4}|szakember\w{0,4}",
    anyone=r"valaki(?:vel|t|hez)?|ügyfélszolgála\w{0,5}|támogatás\w{0,4}|recepció\w{0,4}|önökkel",
    talk=r"beszél\w{0,7}|beszélget\w{0,5}|csevegni|chatelni|kommunikálni|kapcsolatba|egyeztetni|lépni",
    link=r"kapcsol\w{0,6}|átkapcsol\w{0,5}|átirányít\w{0,4}|továbbít\w{0,5}|adjon|adj|hívj\w{0,3}|irányíts\w{0,3}|kérek|kérném|hívjon",
    want=r"szeretné\w{1,2}|akarok|kérek|kérem|kérnék|szükségem van|inkább|van itt|kaphatok|követelem",
    real=r"élő|igazi|valódi|hús-vér|valós",
    bare=r"ember(?:t)?|ügyintéző\w?|munkatárs|operátor\w?|ügyfélszolgálat|ügynök|kolléga|támogatás",
    please=r"kérem|kérlek|most|azonnal|legyen szíves|légyszi",
    verb_last=True,
    asks=(rf"\bnem{CLOSE}\b(?:robottal|bottal|géppel|gépekkel|chatbottal)\b|\bhívjon vissza\b|\bhívjanak (?:vissza|fel)\b",),
    hints=(r"\bhogyan (?:tudok|lehet|léphetek|tudom)\b[^.?!]{0,20}\b(?:kapcsolatba|elérni)\b|\bvan ott valaki\W*$",),
    denies=(
        r"\bne (?:kapcsolj\w*|adj\w*|irányíts\w*)\b(?![^.?!,]{0,35}\b(?:robot|bot|gép|chatbot)\w*)",
        r"\bnem (?:kell|szükséges|akarok|szeretnék|kérek)\b(?![^.?!,]{0,35}\b(?:robot|bot|gép|chatbot)\w*)",
        r"\b(?:ön|te|maga|vajon)\b[^.?!]{0,15}\b(?:ember|robot|bot|gép)(?=\W*(?:\?|vagy))|\b(?:beszéltem|beszélgettem)\b|\b(?:pénz\w*|csomag\w*)\b[^.?!]{0,20}\bvalaki\w*",
    ),
)  # fmt: skip

TURKISH = Language(
    code="tr",
    person=(
        r"insan\w{0,5}|(?:müşteri )?temsilci\w{0,6}|yetkili\w{0,5}|operatör\w{0,4}|çalışan\w{0,4}|görevli\w{0,5}|danışman\w{0,4}|personel\w{0,3}|asistan\w{0,4}|müdür\w{0,4}|yönetici\w{0,5}|uzman\w{0,4}|ajan\w{0,3}|"
        r"(?:gerçek|canlı) (?:bir )?(?:kişi|insan|destek|temsilci|biri)\w{0,5}|kişi(?:yle|ye)"
    ),
    anyone=r"biri(?:yle|si|siyle|ne|sine|leri|leriyle)?|birine|kimse|müşteri hizmetleri\w{0,4}|destek\w{0,4}|canlı destek\w{0,3}|sizinle|çağrı merkezi\w{0,4}|ekip\w{0,4}",
    talk=r"görüş\w{0,10}|konuş\w{0,10}|yazış\w{0,8}|sohbet\w{0,4}|iletişim\w{0,4}|irtibat\w{0,3}|ulaş\w{0,8}",
    link=r"bağla\w{0,8}|aktar\w{0,8}|yönlendir\w{0,8}|ver(?:in|ir)?\w{0,5}|çağır\w{0,5}|bağlan\w{0,8}",
    want=r"isti\w{2,8}|istiyorum|ihtiyacım|lazım|gerek(?:iyor)?|rica|talep|tercih|var mı|istedim|alabilir",
    real=r"gerçek|canlı|hakiki",
    bare=r"insan|(?:müşteri )?temsilci(?:si)?|yetkili|canlı destek|operatör|müşteri hizmetleri|destek|müşteri temsilcisi|temsilci|canlı temsilci",
    please=r"lütfen|lutfen|hemen|şimdi|acil",
    verb_last=True,
    asks=(rf"\b(?:robot|bot|makine|chatbot)\w{{0,4}}{NEAR}\b(?:istemiyorum|konuşmak istemi\w+|değil)\b|\bbeni (?:geri )?ara(?:yın|r mısınız|yabilir misiniz|yın lütfen)?\b", r"\b(?:robot|bot|makine)\w{0,4}[^.?!]{0,20}\bgüvenmiyorum\b"),
    hints=(r"\b(?:size|sizinle|müşteri hizmetlerine) nasıl (?:ulaş|iletişim)\w*|\bkimse var mı\W*$|\borada (?:biri|kimse) var mı\W*$",),
    denies=(
        r"\b(?:gerek yok|istemiyorum|ihtiyacım yok|zorunda değil\w*|lazım değil|gerekli değil|bağlama(?:yın)?|aktarma(?:yın)?)\b",
        r"\b(?:sen|siz)\b[^.?!]{0,20}\b(?:insan|robot|bot|makine|gerçek)\b[^.?!]{0,12}\bm[iıuü]\w{0,4}\b|\binsan mı(?:sın\w*|yım)?\b",
        r"\b(?:konuştum|görüştüm|konuşmuştum)\b|\b(?:para|havale|paket|hediye)\w*\b[^.?!]{0,20}\bbirine\b|\bolmak\b|\b(?:annemle|eşimle|arkadaşımla)\b",
    ),
)  # fmt: skip

GREEK = Language(
    code="el",
    person=r"άνθρωπο\w{0,2}|ανθρώπ\w{1,3}|εκπρόσωπο\w{0,2}|εκπροσώπ\w{1,3}|υπάλληλο\w{0,2}|υπαλλήλ\w{1,3}|άτομο|πράκτορα\w?|σύμβουλο\w?|συμβούλ\w{1,3}|τηλεφωνητ\w{1,3}|υπεύθυνο\w?|χειριστή\w?|προϊστάμενο|συνεργάτη\w?",
    anyone=r"κάποιον|κάποια|κάποιος|εξυπηρέτηση(?:ς)?|υποστήριξη(?:ς)?|τμήμα|εσάς|ομάδα",
    talk=r"μιλήσω|μιλάω|μιλάμε|να μιλ\w+|συνομιλήσω|επικοινωνήσω|επικοινωνία|συζητήσω|κουβεντιάσω",
    link=r"συνδέ\w{1,5}|μεταφ\w{1,8}|δώστε|δώσε|προωθ\w{1,6}|περάσ\w{1,3}|φέρ\w{1,3}",
    want=r"θέλω|θα ήθελα|χρειάζομαι|μπορώ|προτιμώ|απαιτώ|ζητώ|υπάρχει",
    real=r"πραγματικ\w{1,3}|αληθιν\w{1,3}|ζωνταν\w{1,3}",
    bare=r"άνθρωπος|άνθρωπο|εκπρόσωπος|υπάλληλος|υποστήριξη|εξυπηρέτηση πελατών|εκπρόσωπο",
    please=r"παρακαλώ|τώρα|αμέσως",
    asks=(rf"\bδεν θέλω{NEAR}\b(?:ρομπότ|μποτ|bot|μηχανή)\b|\b(?:καλέστε|πάρτε) με\b",),
    denies=(r"\b(?:δεν (?:χρειάζ\w+|θέλω)|μην? (?:με|μας) (?:συνδέ\w+|μεταφέρ\w+))\b(?![^.?!,]{0,35}\b(?:ρομπότ|μποτ|bot|μηχανή)\b)", r"\b(?:είσαι|είστε|μιλάω με)\b[^.?!;]{0,20}(?:άνθρωπο\w?|ρομπότ|bot)(?=\W*(?:[;?]|ή\b))|\bμίλησα\b"),
)  # fmt: skip

# Arabic, Hebrew and Persian write small words together with the next: their words are found inside others.
ARABIC = Language(
    code="ar",
    person=r"موظف|إنسان|بشري|بشر|ممثل|وكيل|مندوب|مسؤول|مسئول|شخص حقيقي|شخص|مشغل|مستشار|مدير|عميل خدمة|خبير|مختص",
    anyone=r"أحد|حد|خدمة (?:ال)?عملاء|الدعم|دعم فني|الاستقبال|فريق|المساعدة",
    talk=r"تحدث|تكلم|أكلم|كلم|تواصل|محادثة|دردش|أحكي|احكي|حكي|مخاطبة|الكلام",
    link=r"حول|تحويل|وصل|صلني|وصلوني|توصيل|اربط|أعطني|اعطني|نقل",
    want=r"أريد|اريد|أود|أرغب|احتاج|أحتاج|بحاجة|عايز|عاوز|أبغى|ابغى|ابي|بدي|أفضل|ممكن|هل يوجد|هل هناك|اطلب|أطلب|محتاج",
    real=r"حقيقي|بشري|حي",
    bare=r"موظف|إنسان|شخص|ممثل|وكيل|خدمة (?:ال)?عملاء|الدعم|موظف خدمة (?:ال)?عملاء",
    please=r"من فضلك|لو سمحت|رجاء|رجاءً|الآن|الان|فورا|فضلا",
    is_spaced=False,
    asks=(r"لا (?:أريد|اريد|أود|أرغب)[^.?!؟]{0,30}(?:روبوت|بوت)|(?:اتصل|اتصلوا) بي|كلموني",),
    hints=(r"كيف (?:يمكنني |أستطيع |ممكن )?(?:التواصل|أتواصل|اتواصل|الاتصال)(?! (?:مع|ب))|^\W*هل (?:يوجد|هناك) أحد\W*(?:هنا)?\W*$",),
    denies=(
        r"(?:(?<!لماذا )(?<!ليش )لا (?:أحتاج|احتاج|أريد|اريد|داعي|حاجة|تحول|توصل|تنقل)|لست بحاجة|ليس من الضروري|مش عايز|بدون)(?![^.?!؟،]{0,40}(?:روبوت|بوت))",
        r"هل (?:أنت|انت|أتحدث|اتحدث|أنا أتحدث)[^.?!؟]{0,25}(?:إنسان|روبوت|بوت|شخص|بشر)|تحدثت|تكلمت|تواصلت|(?:أصبح|اصبح|أكون|وظيفة)|(?:مال|نقود|طرد|هدية|تحويل مبلغ|تحويل المال)[^.?!؟]{0,20}شخص|مع (?:أمي|والدتي|زوجتي|صديقي)",
    ),
)  # fmt: skip

HEBREW = Language(
    code="he",
    person=r"נציג(?:ה|ת|ים)?|בן[ -]אדם|אדם|אנושי(?:ת)?|סוכן|מנהל(?:ת)?|אנשים|עובד(?:ת)?|מומחה|מפעיל",
    anyone=r"מישהו|מישהי|שירות (?:ה)?לקוחות|תמיכה|צוות|מוקד",
    talk=r"לדבר|לשוחח|להתכתב|לצ'וטט|דיבור|שיחה|ליצור קשר|לתקשר|מדבר עם|אדבר",
    link=r"תעביר|העבר|להעביר|תחבר|לחבר|חברו|תן לי|תני לי|תנו לי|תעבירו|להתחבר|חבר אותי",
    want=r"רוצה|צריך|צריכה|מבקש|מעדיף|מעדיפה|אפשר|אשמח|יש|דורש",
    real=r"אמיתי(?:ת)?|אנושי(?:ת)?|חי",
    bare=r"נציג(?:ה)?|בן[ -]אדם|אדם|שירות לקוחות|תמיכה|נציג אנושי",
    please=r"בבקשה|עכשיו|מיד|דחוף",
    is_spaced=False,
    asks=(r"לא (?:רוצה|עם)[^.?!]{0,25}(?:בוט|רובוט|מכונה)|(?:תתקשרו|התקשרו|תתקשר) אליי?",),
    denies=(r"(?:לא (?:צריך|צריכה|רוצה)|אין צורך|בלי|אל ת(?:עביר|חבר)\w*)(?![^.?!,]{0,30}(?:בוט|רובוט|מכונה))", r"(?:אתה|את|אני מדבר|זה)\s(?:עם )?(?:בן[ -]אדם|בוט|רובוט|אנושי)|דיברתי|שוחחתי"),
)  # fmt: skip

PERSIAN = Language(
    code="fa",
    person=r"انسان|اپراتور|کارشناس|نماینده|پشتیبان|شخص واقعی|آدم|مسئول|مدیر",
    anyone=r"کسی|یک نفر|یه نفر|پشتیبانی|خدمات مشتری",
    talk=r"صحبت|حرف|گفتگو|چت|تماس|ارتباط",
    link=r"وصل|متصل|انتقال|ارجاع",
    want=r"می ?‌?خواهم|میخوام|می‌خوام|لازم دارم|نیاز دارم|می‌خواهم",
    real=r"واقعی|زنده|انسانی",
    bare=r"انسان|اپراتور|پشتیبانی|کارشناس",
    please=r"لطفا|لطفاً|الان",
    is_spaced=False,
    verb_last=True,
    denies=(r"نیازی نیست|نمی ?‌?خوا\w+(?![^.?!]{0,10}ربات)|(?:شما|تو) (?:انسان|ربات|آدم)",),
)  # fmt: skip

HINDI = Language(
    code="hi",
    person=r"इंसान|इन्सान|व्यक्ति|एजेंट|एजेन्ट|प्रतिनिधि|मनुष्य|आदमी|बंदे|अधिकारी|ऑपरेटर|कर्मचारी|मैनेजर|प्रबंधक|सलाहकार|असली (?:व्यक्ति|इंसान)|मानव|ह्यूमन|एक्सपर्ट|सुपरवाइज़र",
    anyone=r"किसी|कोई|कस्टमर (?:केयर|सर्विस|सपोर्ट)|ग्राहक (?:सेवा|सहायता)|सपोर्ट|टीम|आपकी टीम|सहायता",
    talk=r"बात|संपर्क|सम्पर्क|चैट|बोलना|वार्ता|कॉल",
    link=r"जोड़|कनेक्ट|ट्रांसफर|स्थानांतरित|मिलाएं|मिला दें|मिलवा|भेज|बुला",
    want=r"चाहिए|चाहता|चाहती|चाहूंगा|चाहूंगी|ज़रूरत|जरूरत|दीजिए|दो",
    real=r"असली|वास्तविक|रियल|लाइव",
    bare=r"इंसान|एजेंट|प्रतिनिधि|व्यक्ति|कस्टमर केयर|ग्राहक सेवा|ऑपरेटर|मानव",
    please=r"कृपया|प्लीज|प्लीज़|अभी|तुरंत",
    verb_last=True,
    is_spaced=False,
    asks=(r"(?:रोबोट|बॉट|मशीन)[^.?!।]{0,20}(?:नहीं|नही)|मुझे (?:वापस )?कॉल कर",),
    hints=(r"(?:आपसे|कस्टमर केयर से) (?:कैसे|कैसै) (?:संपर्क|बात)",),
    denies=(
        r"(?:ज़रूरत|जरूरत|आवश्यकता) (?:नहीं|नही)|(?:बात|चैट) (?:नहीं|नही) (?:कर|चाह)|नहीं चाहिए",
        r"(?:क्या )?(?:आप|तुम) (?:एक |कोई )?(?:असली )?(?:इंसान|व्यक्ति|रोबोट|बॉट|मशीन|मनुष्य)|क्या मैं (?:किसी |एक )?(?:असली )?(?:इंसान|व्यक्ति|रोबोट|बॉट) से बात कर रह|बात (?:की थी|कर चुक|हुई थी)|(?:एजेंट|प्रतिनिधि) (?:कैसे )?बन|(?:पैसे|पार्सल|पैसा)[^.?!।]{0,20}(?:किसी|व्यक्ति)|(?:माँ|मां|पत्नी|दोस्त) से",
    ),
)  # fmt: skip

# Hindi in Latin letters, as it is typed on a telephone, mixed with English.
HINGLISH = Language(
    code="hi",
    person=r"ins[a]{1,2}n|insaano?|aadmi|admi|bande|banda|human|agents?|representative|executive|operator|manager|supervisor|adhikari|vyakti|senior|advisor",
    anyone=r"kis[iy]|kisee|koi|customer ?(?:care|service|support)|support|team|helpline|care|real person|person|aap logo|aapki team",
    talk=r"baat|baath|baatein|batein|samp?ark|(?:bat|bt|chat|call|contact|talk) (?:kar|kr|ho)\w*",
    link=r"(?:connect|transfer|forward) (?:kar|kr)\w*|jod(?:o|iye|do)|milao|milwa\w*|bula\w*|bhej\w*",
    want=r"chahiye|chaiye|chahie|chahta|chahti|chaahiye|dedo|dijiye|de do|karwao|karao|hai kya",
    real=r"asli",
    bare=r"insaan",
    please=r"please|plz|pls|abhi|jaldi",
    verb_last=True,
    asks=(
        r"\b(?:baat|bat|call|connect|bt) (?:kar(?:ao|wao|a do|wa do|ni|na|ne|aiye|wa dijiye|a dijiye|o|vao)|kr(?:ni|na|ao|wao|vao|wado|do|o)|karva\w*|krwa\w*)\b[^.?!]{0,30}\b(?:agent|insaan|insan|human|kisi|customer care|executive|manager|person)\b",
        r"\b(?:agent|insaan|insan|human|executive|manager|customer care) (?:se )?(?:chahiye|chaiye|chahie|dedo|dijiye|bulao)\b",
        r"\b(?:bot|robot|machine) se (?:\w+ )?(?:baat |bat )?(?:nahi|nhi|nai)\b|\bcall (?:karo|kro|kijiye|kr do|kar do)\b|\bmujhe call\b",
        r"\bkoi (?:hai|he) (?:kya|yaha|yahan|online)\b",
    ),
    denies=(
        r"\b(?:zarurat|jarurat|zaroorat|jaroorat) (?:nahi|nhi|nai)\b|\b(?:baat|bat) (?:nahi|nhi|nai) (?:kar|kr|chah)\w*|\bnahi chahiye\b",
        r"\b(?:aap|tum|kya aap) (?:ek |koi |real )*(?:insaan|insan|human|bot|robot|agent|machine)\b|\b(?:baat|bat) (?:hui|ho gayi|ki thi|kar raha|kar rahi|ho rahi)\b|\b(?:paise|parcel)\b[^.?!]{0,20}\bkisi\b|\b(?:mummy|maa|wife|dost|papa) se\b|\bbank se\b",
    ),
)  # fmt: skip

LANGUAGES = (FINNISH, HUNGARIAN, TURKISH, GREEK, ARABIC, HEBREW, PERSIAN, HINDI, HINGLISH)
