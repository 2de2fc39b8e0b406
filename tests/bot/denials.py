"""Wordings that name a person and ask for none, because they are denied; and requests that only look denied."""

# ruff: noqa: E501, RUF001  wordings of one language stand on one line, in its own letters

from __future__ import annotations

DENIED = {
    "en": (
        "You need not transfer me to an agent", "I don't want a human", "no need for a person", "I do not need an agent", "there is no need to connect me to anyone", "no human needed", "I don't need to speak to anyone",
        "please don't transfer me", "don't connect me with an agent", "you don't have to transfer me to a person", "You do not have to get a human", "I'd rather not talk to a person", "I would rather not speak to an agent",
        "no agent please", "no agents please", "I don't want to be transferred", "I do not wish to speak with a representative", "I'm not asking for a human", "you needn't get a human", "I never asked for a human",
        "a human is not necessary", "a human isn't necessary", "I don't want you to connect me with someone", "It's not necessary to involve a person", "No need to involve an agent", "please do not escalate this",
        "don't escalate this", "not a human please", "I can do this without a human", "I don't think I need a person for this", "I don't really want to talk to somebody", "can we do this without talking to an agent?",
        "let's not involve a human", "I wouldn't want to bother an agent", "I don't need human help", "no need to hand me over to a colleague", "please keep helping me, no human", "I prefer the bot over a human",
        "I'd prefer you to a human", "I prefer you over a real person", "I would rather talk to you than to a human", "I'd rather chat with the bot than with a person", "nobody needs to call me",
        "no one needs to contact me", "you must not transfer me to an agent", "you should not transfer me", "there's no need for a human agent", "no need of an agent", "Don't put me through to anyone",
        "don't put me through", "do not hand me over", "stop transferring me to agents", "I don't want a real person", "I said no human", "there is no reason to talk to a human", "not an agent, just tell me the price",
        "I dont need a human", "i dont want agent", "dont transfer me", "You shouldn't connect me to an agent", "I have no wish to talk to a person", "I hate talking to people", "I don't like talking to humans",
        "Never mind the human", "I no longer need an agent", "I no longer want to talk to a human", "actually I don't need a person anymore", "forget the agent", "cancel the transfer to an agent",
        "It isn't necessary to transfer me to an agent", "It is not required to speak to an agent",
    ),
    "de": (
        "Ich brauche keinen Menschen", "Sie müssen mich nicht mit einem Mitarbeiter verbinden", "Kein Mensch nötig", "Ich will keinen Mitarbeiter", "Bitte nicht weiterleiten",
        "bitte verbinden Sie mich nicht mit einem Mitarbeiter", "Verbinde mich nicht mit einem Menschen", "ich möchte nicht mit einem Menschen sprechen", "Keine Notwendigkeit, mich mit jemandem zu verbinden",
        "Sie brauchen mich nicht durchzustellen", "Ein Mitarbeiter ist nicht nötig", "nicht nötig, mich mit einem Menschen zu verbinden", "Ich muss mit keinem Mitarbeiter sprechen", "kein Mitarbeiter bitte",
        "ich rede lieber mit dir als mit einem Menschen", "Ich möchte keinen Berater sprechen", "dafür brauche ich keinen echten Menschen", "geht das ohne Mitarbeiter?", "ich will mit niemandem sprechen",
        "Du musst mich nicht an einen Mitarbeiter weiterleiten", "es ist nicht notwendig, dass mich jemand anruft", "rufen Sie mich nicht an",
    ),
    "fr": (
        "Je n'ai pas besoin d'un humain", "je ne veux pas parler à un humain", "pas besoin de me transférer à un agent", "ne me transférez pas à un conseiller", "inutile de me passer un conseiller",
        "Il n'est pas nécessaire de parler à un agent", "je ne souhaite pas parler à quelqu'un", "vous n'avez pas besoin de me mettre en relation avec un conseiller", "pas d'humain svp",
        "Je préfère parler avec vous qu'avec un humain", "sans passer par un agent", "ne me passez pas un agent", "je veux pas d'agent", "je n'ai besoin de personne",
        "Vous n'êtes pas obligé de me transférer à un conseiller", "pas la peine de me passer un humain",
    ),
    "es": (
        "No necesito un humano", "no quiero hablar con una persona", "no hace falta que me pases con un agente", "no me transfieras a un agente", "No es necesario hablar con un asesor", "sin hablar con un agente",
        "no quiero un agente", "no me conecte con nadie", "no tienes que transferirme a un humano", "prefiero no hablar con una persona", "no deseo hablar con un representante", "no me pase con un asesor",
        "No hay necesidad de pasarme con un agente", "nada de agentes humanos", "no preciso un agente", "no hay que transferirme a un agente",
    ),
    "it": (
        "Non ho bisogno di un operatore", "non voglio parlare con una persona", "non serve passarmi un operatore", "non mi passi un operatore", "non è necessario parlare con un operatore",
        "Non mi trasferite a un operatore", "niente operatore, grazie", "preferisco non parlare con una persona", "senza parlare con un operatore", "non vorrei un operatore", "non occorre un essere umano",
        "Non c'è bisogno di trasferirmi a un operatore", "non devi passarmi a un umano", "non desidero parlare con un operatore", "non trasferirmi a un agente",
    ),
    "pt": (
        "Não preciso de um humano", "não quero falar com uma pessoa", "não precisa me transferir para um atendente", "não me transfira para um atendente", "não é necessário falar com um atendente",
        "sem falar com um atendente", "não quero atendente", "prefiro não falar com uma pessoa", "não me passe para um atendente", "não desejo falar com um humano", "Não há necessidade de me transferir para um atendente",
        "dispenso atendente humano", "não gostaria de falar com um atendente", "nao quero humano",
    ),
    "nl": (
        "Ik heb geen mens nodig", "ik wil niet met een mens praten", "je hoeft me niet door te verbinden met een medewerker", "verbind me niet door", "geen medewerker nodig", "ik wil geen medewerker spreken",
        "niet nodig om een mens erbij te halen", "ik praat liever met jou dan met een mens", "Het is niet nodig om met een medewerker te praten", "geen mens aub", "liever geen medewerker", "ik hoef geen mens te spreken",
        "Verbind me alsjeblieft niet met een medewerker",
    ),
    "sv": (
        "Jag behöver inte prata med en människa", "jag vill inte prata med en människa", "du behöver inte koppla mig till en agent", "ingen människa behövs", "koppla mig inte till någon", "jag vill inte ha en människa",
        "jag behöver ingen människa", "Det är inte nödvändigt att koppla mig till en agent", "nej tack, ingen människa",
    ),
    "da": (
        "Jeg vil ikke tale med et menneske", "jeg behøver ikke et menneske", "du behøver ikke stille mig om", "jeg har ikke brug for en medarbejder", "stil mig ikke om til en medarbejder",
        "det er ikke nødvendigt at tale med en medarbejder", "ingen medarbejder tak",
    ),
    "no": (
        "Jeg vil ikke snakke med et menneske", "jeg trenger ikke et menneske", "du trenger ikke å sette meg over", "jeg har ikke behov for en kundebehandler", "ikke sett meg over til en kundebehandler",
        "det er ikke nødvendig å snakke med en person",
    ),
    "pl": (
        "Nie potrzebuję człowieka", "nie chcę rozmawiać z człowiekiem", "nie musisz mnie łączyć z konsultantem", "nie trzeba łączyć mnie z konsultantem", "nie łącz mnie z konsultantem",
        "proszę mnie nie przełączać do konsultanta", "bez konsultanta", "Nie ma potrzeby łączyć mnie z konsultantem", "wolę nie rozmawiać z człowiekiem",
    ),
    "cs": (
        "Nepotřebuji člověka", "nechci mluvit s člověkem", "není třeba mě spojovat s operátorem", "nepřepojujte mě na operátora", "nemusíte mě přepojovat na operátora", "Není nutné mluvit s operátorem",
    ),
    "ru": (
        "Мне не нужен человек", "я не хочу говорить с человеком", "не надо соединять меня с оператором", "не переводите меня на оператора", "не нужно звать оператора", "оператор не нужен", "без оператора",
        "не соединяйте меня с оператором", "нет необходимости соединять меня с оператором", "Не стоит звать оператора",
    ),
    "uk": (
        "Мені не потрібна людина", "я не хочу говорити з людиною", "не треба з'єднувати мене з оператором", "оператор не потрібен", "не з'єднуйте мене з оператором",
    ),
    "tr": (
        "İnsana ihtiyacım yok", "bir insanla konuşmak istemiyorum", "beni temsilciye bağlamanıza gerek yok", "beni temsilciye bağlamayın", "müşteri temsilcisi istemiyorum", "temsilciye gerek yok",
        "Bir temsilciyle görüşmek istemiyorum", "beni bir temsilciye aktarmana gerek yok",
    ),
    "fi": (
        "En tarvitse ihmistä", "en halua puhua ihmisen kanssa", "sinun ei tarvitse yhdistää minua asiakaspalvelijalle", "älä yhdistä minua asiakaspalvelijalle", "ihmistä ei tarvita",
        "Ei ole tarpeen yhdistää minua asiakaspalvelijalle",
    ),
    "hu": (
        "Nincs szükségem emberre", "nem akarok emberrel beszélni", "nem kell ügyintézőhöz kapcsolni", "ne kapcsoljon ügyintézőhöz", "Nem szükséges ügyintézőhöz kapcsolni", "nem szeretnék emberrel beszélni",
    ),
    "ja": (
        "人間は必要ありません", "オペレーターにつながなくていいです", "担当者と話したくない", "人と話す必要はありません", "オペレーターは不要です", "転送しないでください", "オペレーターに繋がないでください", "担当者はいりません", "人間の対応は結構です", "スタッフは要らない", "担当者に代わらなくても大丈夫です",
    ),
    "zh": (
        "我不需要人工客服", "不用转人工", "不想和真人说话", "不要转接人工", "别转人工", "没必要找人工客服", "无需人工", "不需要找客服", "请不要转人工客服", "我不想找人工", "不必转接客服", "不要人工",
    ),
    "ko": (
        "상담원은 필요 없어요", "사람과 이야기하고 싶지 않아요", "상담원 연결하지 마세요", "상담원과 통화할 필요 없어요", "상담원 연결 안 해도 돼요", "사람은 필요없습니다", "상담원 연결은 원하지 않습니다", "상담원 연결 필요 없습니다", "상담원에게 연결해 주지 않으셔도 됩니다",
    ),
    "ar": (
        "لا أريد التحدث إلى إنسان", "لا أحتاج إلى موظف", "لا داعي لتحويلي إلى موظف", "لا تحولني إلى موظف", "ليس من الضروري التحدث مع موظف", "لست بحاجة إلى موظف",
    ),
    "he": (
        "אני לא צריך נציג", "אני לא רוצה לדבר עם נציג", "אין צורך להעביר אותי לנציג", "אל תעביר אותי לנציג",
    ),
    "hi": (
        "मुझे इंसान से बात नहीं करनी", "मुझे एजेंट नहीं चाहिए", "मुझे किसी एजेंट से जोड़ने की जरूरत नहीं है",
    ),
    "vi": (
        "tôi không cần nhân viên", "không muốn nói chuyện với người thật", "không cần chuyển tôi cho nhân viên", "đừng chuyển tôi cho nhân viên", "không cần thiết phải gặp nhân viên",
    ),
    "id": (
        "saya tidak perlu agen", "tidak mau bicara dengan manusia", "tidak perlu menghubungkan saya ke agen", "jangan hubungkan saya ke agen", "Tidak usah disambungkan ke petugas", "saya tidak butuh manusia",
    ),
    "th": (
        "ไม่ต้องการคุยกับเจ้าหน้าที่", "ไม่ต้องโอนสายไปหาเจ้าหน้าที่", "ไม่จำเป็นต้องคุยกับคน", "อย่าโอนสายไปเจ้าหน้าที่",
    ),
    "el": (
        "Δεν χρειάζομαι άνθρωπο", "δεν θέλω να μιλήσω με άνθρωπο", "δεν χρειάζεται να με συνδέσετε με εκπρόσωπο", "μη με συνδέσετε με εκπρόσωπο",
    ),
    "ro": (
        "Nu am nevoie de un om", "nu vreau să vorbesc cu o persoană", "nu trebuie să mă transferi la un operator", "nu mă transfera la un operator",
    ),
}  # fmt: skip

STILL_ASKED = (
    "I don't want a bot, I want a human", "I don't want to talk to a bot but to a human", "no bot, a human please", "I need a human, not a machine", "You need not answer, get me a human",
    "you don't need to explain, just transfer me to an agent", "I don't need an article, I need a person", "don't make me wait, connect me to an agent", "I don't want your help, I want an agent",
    "You need to transfer me to an agent", "there's no need to apologise, get me an agent", "I need not a bot but a human", "don't you dare not connect me to a human", "why don't you connect me to an agent",
    "why can't you transfer me to an agent", "can't you transfer me to an agent?", "don't you have a human I can talk to?", "You must transfer me to an agent", "I no longer want to talk to this bot, give me a human",
    "please don't answer yourself, transfer me to an agent", "would you not rather connect me to a human", "Ich brauche keinen Bot, sondern einen Menschen",
    "Du musst mir nichts erklären, verbinde mich mit einem Mitarbeiter", "Nein, ich will einen Menschen", "je n'ai pas besoin d'un robot mais d'un humain", "je ne veux pas de robot, passez-moi un conseiller",
    "no necesito un bot, necesito una persona", "no quiero esperar, páseme con un agente", "non voglio un bot ma un operatore", "não preciso de robô, quero um atendente", "ik heb geen bot nodig maar een mens",
    "jag vill inte prata med en robot utan med en människa", "nie chcę bota, chcę człowieka", "мне не нужен бот, мне нужен человек", "ロボットではなく人間と話したい", "我不要机器人，我要人工客服", "봇 말고 상담원 연결해 주세요",
    "bot istemiyorum, insan istiyorum", "لا أريد روبوت، أريد إنسان", "¿Por qué no me pasas con un agente?", "Warum verbinden Sie mich nicht mit einem Mitarbeiter?",
    "Können Sie mich nicht mit einem Mitarbeiter verbinden?", "Pourquoi ne me passez-vous pas un conseiller ?", "ne pouvez-vous pas me transférer à un conseiller ?", "不能转人工吗", "为什么不转人工", "能不能不要机器人，转人工", "我不想再等了转人工",
    "不要跟我说这些转人工", "Ich habe keine Lust mit einem Bot zu reden ich will einen Menschen", "لماذا لا تحولني إلى موظف", "нет смысла говорить с ботом позовите оператора",
    "I hate talking to this stupid useless chat bot give me a human", "sans passer par un robot je veux un humain", "why should I not talk to a human", "不想和机器人说话，转人工", "Why don't you put me through to an agent",
    "봇과 대화하고 싶지 않아요 상담원 연결해 주세요", "I never got an answer, put me through to a person", "No. Agent please", "no, a human please", "no thanks, agent please", "not helpful, human please",
    "no help at all, give me an agent", "Nobody helped me, I want a person", "No one answers. Let me talk to a person",
)  # fmt: skip

FRUSTRATED = (
    "this is really frustrating", "this is so frustrating", "it's quite frustrating", "really frustrating", "so frustrating!", "how frustrating", "This is very very frustrating", "I am really frustrated",
    "I'm so frustrated with this", "I am getting frustrated", "I'm getting really annoyed", "this is so annoying", "This is really annoying me", "you are frustrating me", "this is beyond frustrating",
    "I'm extremely frustrated", "that is incredibly frustrating", "This whole thing is frustrating", "this was really frustrating", "I find this really frustrating", "what a frustrating experience",
    "this bot is so frustrating", "I am very upset", "I'm upset about this", "it is just frustrating", "This is getting frustrating",
)  # fmt: skip

CALM = (
    "I am not upset", "this is not frustrating at all", "I'm not angry, just asking", "I was frustrated last week but it works now, thanks", "Is the lamp good against frustration?", "frustration free packaging",
    "do you have frustration-free packaging?", "is it annoying to assemble?", "how do I stop the annoying beep", "my daughter is upset that the lamp is red",
)  # fmt: skip
