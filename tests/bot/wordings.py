"""Wordings of customers, in their own languages: who asks for a person, and who only seems to."""

# ruff: noqa: E501, RUF001  wordings of one language stand on one line, in its own letters

from __future__ import annotations

REQUESTS = {
    "en": (
        "I want to talk to a human", "can I speak to a real person please", "connect me to an agent", "agent please!", "transfer me to customer service", "let me speak with your manager", "is there a real person I can talk to?",
        "I'd rather have a human", "get me a representative", "put me through to someone", "i need a live agent now", "I don't want to chat with a bot", "no more bots", "can someone call me back", "speak to an agnet pls",
        "I want to speak to the reception", "I don't feel comfortable sharing details with a machine", "how can I talk to a person?", "Please escalate this", "real person please", "put me through please", "human pls",
        "representative", "i wnat to talk to a humna", "can i chat with an agrnt", "connect me to a repersentative", "conect me with customer care", "tlak to agent", "agent agent agent", "I need customer support", "call centre agent",
        "chat agent", "stop the robot and get me a person", "is there anybody I can speak with?", "is anyone available to help me", "I would prefer dealing with a human being", "give me a person",
        "this chat is not getting me anywhere", "I need human assistance", "Hi, could you pass me on to one of your colleagues?", "I don't want a bot, I want a human", "transfer me", "you are a bot, get me a human",
        "I want someone on the phone", "No bot. Person.", "may I speak to your supervisor", "just let me talk to somebody", "spa team please", "I demand to speak to a manager", "need to chat with a representative",
        "let me talk to someone in billing", "Could I speak with a live representative?", "I'd like to be transferred to a human agent", "talk to a person", "human agent", "speak to representative",
        "this bot is useless, get me someone real", "i need help from an actual human", "Is it possible to talk to somebody?", "Please have an agent contact me", "let me chat w/ a real person", "pls connect to agent",
        "i wanna speak 2 a human", "can u transfer me to ur manager", "give me ur supervisor", "Can I have a human?", "I need to get in touch with a person", "Hand me over to a colleague", "stop replying, bot, I want a person",
        "are there any humans working here I can talk to?", "are you able to connect me to a human?", "I asked for a human", "where can i find a real person to talk to", "I would like assistance from a human",
        "live chat with agent please", "I want to speak to customer support", "call me please", "want human", "need human help", "speek to a persn", "repersentative pls", "just give me a human already",
        "I refuse to talk to a computer", "i dont wanna talk to a robot", "can't I just talk to someone?", "why can't I speak to a person", "Put a human on", "get a human", "Operator please", "someone from your team please",
        "I'd prefer a person over a bot", "I'd like to discuss this with a staff member", "I want to complain to a manager", "customer service rep please", "can an agent help me please", "please let an employee take over",
        "you're not helping, I want to speak to someone", "let me speak to the person in charge", "I want to talk to someone who works there", "Can someone from support contact me?", "mujhe kisi se baat karni hai",
        "Need to speak with team", "please connect with customer care executive", "i need to speak with someone urgently", "hello, is ther anyone available to assist", "Please transfer this conversation to an agent",
        "get a person on the line", "Can you hand this over to someone on your team?", "I'm done talking to a machine", "Are there any real people here?", "let me speak with a human being please", "human support",
        "I want human support", "is there a human there", "Chat to a person", "I really need to speak with an advisor", "how do i get a human", "how do i speak to a real human", "put me in contact with an agent",
        "put me in touch with someone", "I need to be connected to a live person", "switch me to a human", "forward me to support", "you can't help me, transfer me to someone who can", "I would like a callback",
        "Request a human agent", "Take me to a real agent", "I want out of this bot", "I'd like to see a manager", "speak with a rep", "SPEAK TO A HUMAN", "TALK TO HUMAN NOW!!!", "no robots please", "i want 2 talk 2 a real person",
        "plz transfer to human", "help me talk to someone", "may i have an agent", "Let me chat with your team", "let me talk to a supervisor right now", "Can I please just speak to a person?",
    ),
    "de": (
        "Ich möchte mit einem Menschen sprechen", "Kann ich mit einem Mitarbeiter reden?", "Verbinden Sie mich bitte mit jemandem vom Support", "ich will einen echten Menschen", "bitte einen Mitarbeiter", "Mensch bitte",
        "Mitarbeiter bitte!", "ich moechte mit jemandem sprechen", "Geben Sie mir einen Berater", "Leiten Sie mich an den Kundendienst weiter", "Ich will nicht mit einem Bot reden", "keine Roboter mehr",
        "Stellen Sie mich bitte durch", "Gibt es hier einen echten Menschen?", "Ich brauche einen Ansprechpartner", "Ich hätte gern einen menschlichen Mitarbeiter", "Können Sie mich mit einem Kollegen verbinden?",
        "Rufen Sie mich bitte zurück", "kann ich bitte mit wem reden", "Ich würde lieber mit einer Person chatten", "Ich will mit einem echten Menschen reden!", "Kann mich jemand anrufen?",
        "Ich möchte an einen Mitarbeiter weitergeleitet werden", "Bitte an einen Menschen übergeben", "Könnte ich mit einem Ihrer Kollegen sprechen?", "Ich will keinen Chatbot, sondern einen Menschen",
        "Gibt es die Möglichkeit, mit jemandem zu sprechen?", "echte person bitte", "Verbinde mich mit einem Agenten", "Support-Mitarbeiter bitte", "Lassen Sie mich mit Ihrem Vorgesetzten sprechen", "kann ich nen Menschen haben",
        "Ich würde gerne mit dem Kundenservice sprechen", "mitarbeiter sprechen", "Ich verlange einen Menschen", "Kann mir ein Mensch helfen?", "Ich möchte von einem Menschen beraten werden", "ich brauch einen richtigen Menschen",
        "Hol mir einen Mitarbeiter", "Ich will jetzt mit jemandem reden, nicht mit einer Maschine", "Ich möchte mit einer echten Person sprechen", "Ich möchte einen Mitarbeiter sprechen", "Kann ich jemanden vom Team sprechen?",
        "Bitte leiten Sie mich an einen menschlichen Agenten weiter", "Ich will mit nem Menschen schreiben", "Könnt ihr mich an einen Berater übergeben?", "Mensch!! kein Bot", "Lass mich mit einem Menschen reden",
        "ich hätte gerne einen Rückruf", "Mit wem kann ich sprechen?", "Ich möchte persönlich mit jemandem sprechen",
    ),
    "fr": (
        "Je veux parler à un humain", "Puis-je parler avec un conseiller ?", "parler à une vraie personne svp", "je veux un agent", "Passez-moi un conseiller", "Pouvez-vous me mettre en relation avec quelqu'un ?", "conseiller svp",
        "Transférez-moi à un opérateur", "je ne veux pas parler à un robot", "J'ai besoin d'un être humain", "mettez moi en contact avec le service client", "je prefere parler a quelqu'un", "Y a-t-il un humain ici ?",
        "un humain s'il vous plaît", "je souhaite échanger avec un de vos collègues", "Rappelez-moi", "Est-ce que je peux discuter avec une personne réelle ?", "Je voudrais parler à une vraie personne",
        "Est-ce possible de parler à quelqu'un ?", "Mettez-moi en relation avec un conseiller", "je veux parler a qqn", "Je souhaite être mis en relation avec un agent", "passez moi votre responsable",
        "Je veux être transféré à un humain", "Un conseiller peut-il me rappeler ?", "Pas de robot, un humain", "je veux quelqu'un de réel", "parler à un agent", "Je préfère parler à un être humain", "laissez-moi parler à quelqu'un",
        "agent humain svp", "Puis-je avoir un conseiller en ligne ?", "j'aimerais qu'un humain me réponde", "Stop le bot, je veux un humain", "contacter un conseiller", "Je voudrais discuter avec un agent humain",
        "Transférez-moi vers un conseiller", "Je veux parler avec une personne", "Je souhaite parler à un responsable", "Peut-on m'appeler ?", "un vrai conseiller svp", "je peux parler à un humain ?",
        "J'exige de parler à un être humain", "Connectez-moi à un agent", "Je veux une vraie personne",
    ),
    "es": (
        "Quiero hablar con una persona", "¿Puedo hablar con un agente?", "pásame con un humano por favor", "quiero hablar con alguien", "Necesito un asesor", "Comuníqueme con un representante", "agente por favor",
        "no quiero hablar con un robot", "Transfiérame a atención al cliente", "me gustaria hablar con un ser humano", "persona real", "póngame con un operador", "¿Hay algún humano ahí?", "Prefiero que me atienda una persona",
        "conectame con un agente", "quiero un humano ya", "Quiero que me atienda una persona", "¿Me puede comunicar con un asesor?", "Necesito hablar con alguien de soporte", "Por favor, transfiérame con un humano",
        "Hablar con un agente", "quiero ablar con una persona", "Déjame hablar con tu supervisor", "un agente humano por favor", "no quiero un bot, quiero una persona", "¿Puede llamarme alguien?", "quiero que me llamen",
        "me pasas con una persona?", "Deseo hablar con un representante", "¿Podría hablar con una persona de verdad?", "ponme con alguien", "Quisiera ser atendido por un humano", "asesor humano", "necesito ayuda de una persona real",
        "Me gustaría hablar con un agente humano", "Conécteme con una persona real", "Quiero hablar con un ser humano", "Puedo hablar con alguien por favor", "Transferir a un agente", "necesito hablar con una persona",
        "pasame con un asesor", "quiero hablar con servicio al cliente", "No quiero hablar con una máquina", "hablar con persona",
    ),
    "it": (
        "Vorrei parlare con una persona", "posso parlare con un operatore?", "voglio un operatore", "Mi passi un operatore", "operatore per favore", "Mettetemi in contatto con l'assistenza", "ho bisogno di un essere umano",
        "non voglio parlare con un robot", "potrei parlare con qualcuno?", "Trasferitemi a un consulente", "vorrei una persona vera", "C'è un umano con cui parlare?", "collegami con un agente",
        "Preferisco parlare con un vostro collega", "Mi può mettere in contatto con un operatore?", "Vorrei essere contattato da una persona", "Fammi parlare con un umano", "parlare con operatore", "Voglio parlare con qualcuno",
        "non voglio un bot, voglio una persona", "Posso parlare con un essere umano?", "Passami il tuo responsabile", "operatore umano", "Desidero parlare con il servizio clienti", "vorrei parlare con un vostro addetto",
        "Potete mettermi in contatto con un agente?", "Ho bisogno di parlare con una persona reale", "mi faccia parlare con qualcuno", "Vorrei parlare con un agente umano", "Collegatemi con un operatore",
        "Ho bisogno di parlare con qualcuno", "posso chattare con una persona vera", "Mi trasferisca a un operatore", "Voglio un essere umano", "fatemi parlare con un responsabile", "operatore, grazie",
    ),
    "pt": (
        "Quero falar com uma pessoa", "posso falar com um atendente?", "atendimento humano por favor", "Transfira-me para um atendente", "quero um humano", "atendente por favor", "me passa para um atendente",
        "não quero falar com robô", "Preciso falar com alguém", "gostaria de conversar com uma pessoa real", "Pode chamar um atendente?", "Quero ser atendido por uma pessoa", "encaminhe-me para o apoio ao cliente",
        "nao quero falar com um robo", "tem alguém com quem eu possa falar?", "Quero ser transferido para um humano", "Pode me transferir para um atendente?", "falar com atendente", "Preciso de um atendente humano",
        "Gostaria de falar com o suporte", "Por favor, quero falar com uma pessoa de verdade", "posso falar com alguém da equipe?", "Não quero um bot, quero uma pessoa", "liga-me a um operador", "Deixe-me falar com o gerente",
        "quero um atendente", "Me coloca em contato com alguém", "Quero falar com um ser humano agora", "atendente humano", "Gostaria de falar com um agente humano", "Me conecte com um atendente", "Quero falar com um representante",
        "Posso conversar com uma pessoa?", "chama um humano", "Quero falar com o gerente", "preciso de ajuda humana", "falar com humano", "Transferir para atendente",
    ),
    "nl": (
        "Ik wil met een mens praten", "Kan ik met een medewerker spreken?", "verbind me door met een echt persoon", "Ik wil graag iemand spreken", "medewerker aub", "Kunt u mij doorverbinden met een medewerker?",
        "Ik wil niet met een robot praten", "mag ik een mens spreken", "geef me een medewerker", "Ik heb een echte persoon nodig", "Is er een medewerker beschikbaar?", "kan ik met iemand chatten", "Ik praat liever met een mens",
        "zet me door naar de klantenservice", "Kan ik een medewerker spreken?", "Ik wil doorverbonden worden met een medewerker", "Verbind mij door", "Ik wil graag met een echt mens chatten", "Mag ik met uw manager spreken?",
        "geen bot, ik wil een mens", "Kan iemand mij bellen?", "Ik wil iemand van de klantenservice spreken", "Laat me met een persoon praten", "echte medewerker graag", "Ik heb hulp nodig van een mens", "kan een mens me helpen",
        "Ik wil praten met een echt persoon", "Verbind me met een agent", "Ik wil met een medewerker chatten", "Kunt u mij doorverbinden?", "Mag ik iemand aan de lijn?", "Ik wil een mens aan de lijn", "echt mens alstublieft",
        "ik wil graag contact met een medewerker",
    ),
    "pl": (
        "Chcę porozmawiać z człowiekiem", "Czy mogę rozmawiać z konsultantem?", "Połącz mnie z konsultantem", "chce rozmawiac z czlowiekiem", "Proszę o połączenie z pracownikiem", "konsultant proszę", "nie chcę rozmawiać z botem",
        "Potrzebuję człowieka", "przełącz mnie do konsultanta", "wolałbym rozmawiać z prawdziwą osobą", "Czy jest tu jakiś człowiek?", "chciałabym porozmawiać z kimś", "dajcie mi człowieka", "Chciałbym porozmawiać z pracownikiem",
        "Proszę mnie połączyć z konsultantem", "Czy mogę porozmawiać z żywym człowiekiem?", "Połącz z konsultantem", "Nie chcę bota, chcę człowieka", "Poproszę o kontakt z człowiekiem", "Muszę porozmawiać z kimś z obsługi",
        "rozmowa z konsultantem", "Przekieruj mnie do pracownika", "Chcę rozmawiać z kierownikiem", "poprosze czlowieka", "proszę o rozmowę z człowiekiem", "Chcę rozmawiać z prawdziwym człowiekiem", "Proszę o kontakt z konsultantem",
        "Chcę porozmawiać z konsultantem", "Czy mogę porozmawiać z kimś?", "Połączcie mnie z człowiekiem", "chcę konsultanta", "potrzebuję pomocy człowieka", "Przełącz na konsultanta",
    ),
    "sv": (
        "Jag vill prata med en människa", "Kan jag få tala med en person?", "koppla mig till en handläggare", "Jag vill inte prata med en bot", "människa tack", "jag behöver prata med någon", "Kan du koppla mig till kundtjänst?",
        "jag vill chatta med en riktig person", "jag vill prata med en manniska", "Kan jag få prata med en riktig person?", "Jag vill bli kopplad till en människa", "Får jag prata med er chef?", "Jag vill ha en människa",
        "prata med kundtjänst", "Finns det någon jag kan prata med?", "Ingen bot, jag vill ha en människa", "Kan någon ringa mig?", "Jag skulle vilja tala med en handläggare", "Kan jag bli kopplad till en person?",
        "Jag vill hellre prata med en människa", "Koppla mig till en agent tack", "kan jag få chatta med kundtjänst", "ge mig en människa", "jag vill inte prata med en robot",
    ),
    "da": (
        "Jeg vil gerne tale med et menneske", "Kan jeg snakke med en medarbejder?", "stil mig om til en medarbejder", "Jeg vil ikke tale med en robot", "medarbejder tak", "Jeg har brug for at tale med nogen",
        "må jeg tale med en rigtig person", "viderestil mig til kundeservice", "Kan jeg få lov at tale med en rigtig person?", "Jeg vil gerne stilles om til en medarbejder", "Jeg vil have et menneske", "tal med en medarbejder",
        "Må jeg snakke med din chef?", "Er der nogen jeg kan snakke med?", "Jeg ønsker at tale med en medarbejder", "Kan du stille mig om til et menneske?", "Jeg vil hellere snakke med en person", "giv mig et menneske",
        "kan jeg chatte med kundeservice", "Sæt mig i forbindelse med en medarbejder",
    ),
    "no": (
        "Jeg vil snakke med et menneske", "Kan jeg prate med noen?", "sett meg over til en kundebehandler", "Jeg vil ikke snakke med en robot", "menneske takk", "Jeg trenger å snakke med en person",
        "kan jeg få snakke med kundeservice", "jeg ønsker å chatte med en ekte person", "Kan jeg få snakke med en ekte person?", "Jeg vil bli satt over til en medarbeider", "Jeg vil ha et menneske", "Er det noen jeg kan snakke med?",
        "Få snakke med sjefen din", "Jeg ønsker å snakke med en medarbeider", "Kan du sette meg over til et menneske?", "Jeg vil heller snakke med en person", "gi meg et menneske", "kan jeg chatte med kundeservice",
        "Jeg vil ikke snakke med en bot",
    ),
    "fi": (
        "Haluan puhua ihmisen kanssa", "Haluaisin puhua asiakaspalvelijan kanssa", "Voinko jutella jonkun kanssa?", "yhdistä minut asiakaspalveluun", "ihminen kiitos", "En halua puhua botin kanssa", "Saisinko oikean ihmisen",
        "tarvitsen asiakaspalvelijan", "haluan puhua oikealle ihmiselle", "Voinko puhua oikean ihmisen kanssa?", "Haluan jutella asiakaspalvelijan kanssa", "Siirrä minut asiakaspalvelijalle", "Haluan ihmisen",
        "Saanko puhua jonkun kanssa?", "asiakaspalvelija kiitos", "Haluaisin puhua oikean ihmisen kanssa", "Voitteko yhdistää minut asiakaspalvelijalle?", "Haluan puhua jonkun kanssa", "Saisinko puhua esimiehen kanssa",
        "antakaa minulle ihminen", "haluan oikean ihmisen en bottia",
    ),
    "cs": (
        "Chci mluvit s člověkem", "Přepojte mě na operátora", "Můžu mluvit s operátorem?", "chci mluvit s clovekem", "Spojte mě s někým, prosím", "operátora prosím", "Nechci mluvit s robotem", "Potřebuji živého člověka",
        "rád bych hovořil s pracovníkem", "Chtěl bych mluvit s živým člověkem", "Můžete mě přepojit na operátora?", "Chci živého operátora", "Potřebuji mluvit s někým", "Přepojte mě", "Chci mluvit s vedoucím",
        "Nechci bota, chci člověka", "Chci mluvit s živým člověkem", "Můžu mluvit s někým z podpory?", "Prosím přepojit na operátora", "Potřebuji člověka", "dejte mi operátora", "chci mluvit se zákaznickou podporou",
        "Spojte mě prosím s pracovníkem",
    ),
    "sk": (
        "Chcem hovoriť s človekom", "Prepojte ma na operátora", "môžem hovoriť so živým človekom?",
    ),
    "hr": (
        "Želim razgovarati s čovjekom", "Spojite me s operaterom",
    ),
    "bg": (
        "Искам да говоря с човек", "Свържете ме с оператор",
    ),
    "hu": (
        "Emberrel szeretnék beszélni", "Kapcsolna egy ügyintézővel? Ügyintézővel szeretnék beszélni", "beszélhetnék egy élő emberrel?", "Kérem, kapcsoljon egy munkatársat", "Nem robottal akarok beszélni", "ügyintézőt kérek",
        "Szeretnék egy élő emberrel beszélni", "Kapcsoljon egy ügyintézőhöz", "Beszélhetnék valakivel?", "Élő emberrel szeretnék beszélni", "Szeretnék beszélni egy ügyintézővel", "Kapcsoljanak egy operátort", "Kérek egy embert",
        "Beszélhetek egy munkatárssal?",
    ),
    "ro": (
        "Vreau să vorbesc cu o persoană", "pot vorbi cu un operator?", "Transferați-mă la un agent", "vreau sa vorbesc cu cineva", "Nu vreau să vorbesc cu un robot", "operator vă rog", "Aș dori să vorbesc cu un om real",
        "Vreau un operator", "Mă puteți transfera la un consultant?", "Vreau să discut cu un operator", "Aș vrea să vorbesc cu o persoană reală", "Mă puteți conecta cu un agent?", "am nevoie de un operator uman",
    ),
    "tr": (
        "Bir insanla görüşmek istiyorum", "müşteri temsilcisiyle konuşmak istiyorum", "Beni bir temsilciye bağlayın", "gercek bir kisiyle gorusmek istiyorum", "canlı destek istiyorum", "insanla konuşabilir miyim", "temsilci lütfen",
        "Yetkiliyle görüşebilir miyim?", "robotla konuşmak istemiyorum", "birine bağlanmak istiyorum", "Gerçek bir insanla konuşmak istiyorum", "Müşteri temsilcisine bağlanmak istiyorum", "Beni bir insana bağlar mısınız?",
        "Temsilci ile görüşmek istiyorum", "Bir yetkiliye aktarın", "insan istiyorum bot değil", "biriyle konuşmam lazım", "Bir temsilci ile konuşmak istiyorum", "Canlı temsilciye bağlanmak istiyorum",
        "Gerçek biriyle konuşmak istiyorum", "Operatöre bağlan", "Müşteri hizmetlerine bağla", "bana bir insan bağlayın", "insanla görüşmek istiyorum", "Yetkili biriyle görüşmek istiyorum",
    ),
    "ru": (
        "Хочу поговорить с человеком", "Соедините меня с оператором", "оператор", "позовите оператора", "Можно поговорить с живым человеком?", "мне нужен оператор", "Переключите на специалиста", "не хочу общаться с ботом",
        "человека, пожалуйста", "есть кто живой? позовите менеджера", "Дайте живого человека", "хочу связаться с поддержкой", "Я хочу поговорить с живым человеком", "Переведите меня на оператора", "Можно оператора?",
        "Соедините с менеджером", "Мне нужен живой человек", "Хочу говорить с человеком, а не с ботом", "позови человека", "Свяжите меня со специалистом", "Переключи на оператора", "Можно поговорить с кем-нибудь?", "дайте оператора",
        "оператора!", "Хочу поговорить с реальным человеком", "Позовите человека", "Переключите меня на живого оператора", "Мне нужно поговорить с оператором", "Нужен оператор", "Можете соединить меня с сотрудником?",
        "свяжите с оператором", "Хочу пообщаться с менеджером", "Не бот, а человек нужен", "позвать оператора", "Соедините с живым человеком",
    ),
    "uk": (
        "Хочу поговорити з людиною", "З'єднайте мене з оператором", "Переключіть на оператора", "мені потрібна жива людина", "Чи можу я поговорити з кимось?", "оператора, будь ласка", "Не хочу розмовляти з ботом",
        "з’єднайте з менеджером", "Я хочу поговорити з живою людиною", "Переведіть мене на оператора", "Можна оператора?", "Мені потрібен менеджер", "покличте людину", "Хочу спілкуватися з людиною, а не ботом",
        "Хочу поговорити з оператором", "З'єднайте мене з живою людиною", "Потрібен оператор", "Переключіть мене на менеджера", "Мені потрібно поговорити з кимось",
    ),
    "el": (
        "Θέλω να μιλήσω με έναν άνθρωπο", "Μπορώ να μιλήσω με κάποιον;", "Συνδέστε με με εκπρόσωπο", "θελω ανθρωπο", "Εκπρόσωπο παρακαλώ", "δεν θέλω να μιλάω με ρομπότ", "Θα ήθελα να μιλήσω με εκπρόσωπο", "Θέλω πραγματικό άνθρωπο",
        "Θέλω να μιλήσω με εκπρόσωπο", "Μπορείτε να με συνδέσετε με υπάλληλο;", "Θα ήθελα να μιλήσω με άνθρωπο", "θελω να μιλησω με καποιον",
    ),
    "ar": (
        "أريد أن أتحدث مع شخص", "حولني إلى موظف من فضلك", "اريد التحدث مع موظف", "هل يمكنني التحدث إلى إنسان؟", "أريد موظف خدمة العملاء", "لا أريد التحدث مع روبوت", "ممكن اتكلم مع حد", "موظف من فضلك", "وصلني بممثل خدمة العملاء",
        "أريد التحدث إلى شخص حقيقي", "هل يمكنني التحدث مع ممثل خدمة العملاء؟", "حولني لموظف", "أرغب في التحدث مع إنسان", "اريد انسان مو روبوت", "من فضلك صلني بموظف", "عايز اكلم خدمة العملاء", "بدي احكي مع شخص",
        "أريد التحدث مع إنسان حقيقي", "أريد التحدث مع موظف", "هل يمكن تحويلي إلى موظف؟", "ابغى اكلم موظف", "أريد أن أتكلم مع خدمة العملاء", "حولوني لشخص حقيقي", "اريد شخص حقيقي", "ممكن أحد يكلمني",
    ),
    "he": (
        "אני רוצה לדבר עם נציג", "אפשר לדבר עם בן אדם?", "תעביר אותי לנציג", "נציג בבקשה", "אני לא רוצה לדבר עם בוט", "אני רוצה נציג אנושי", "אפשר נציג?", "אני רוצה לדבר עם בן אדם אמיתי", "תן לי נציג", "אפשר לדבר עם נציג שירות?",
        "העבר אותי לנציג אנושי",
    ),
    "fa": (
        "می‌خواهم با یک انسان صحبت کنم", "لطفا مرا به اپراتور وصل کنید", "می خواهم با اپراتور صحبت کنم",
    ),
    "hi": (
        "मुझे किसी इंसान से बात करनी है", "mujhe agent se baat karni hai", "क्या मैं किसी एजेंट से बात कर सकता हूँ?", "मुझे कस्टमर केयर से बात करनी है", "इंसान से बात कराओ", "कृपया मुझे प्रतिनिधि से जोड़ें", "मुझे एजेंट चाहिए",
        "kisi insaan se baat karao", "agent se connect karo", "mujhe kisi real person se baat karni hai", "baat karwao agent se", "customer care se baat karni h", "insan chahiye bot nahi", "मैं किसी व्यक्ति से बात करना चाहता हूँ",
        "मुझे असली इंसान से बात करनी है", "कृपया एजेंट से कनेक्ट करें", "क्या मैं किसी से बात कर सकता हूँ?", "मुझे कस्टमर सर्विस प्रतिनिधि से बात करवाइए", "mujhe customer care se baat karna hai",
        "kya mai kisi agent se baat kar sakta hu", "mujhe insaan se baat karni hai", "agent se baat karwa do", "human se baat karao please", "koi real insaan hai kya baat karne ke liye", "muje representative se connect kare",
        "मैं एक एजेंट से बात करना चाहता हूं", "मुझे मानव एजेंट से जोड़ें", "क्या मैं किसी इंसान से बात कर सकता हूँ", "कृपया मुझे किसी व्यक्ति से कनेक्ट करें", "मुझे ग्राहक सेवा से बात करनी है",
        "main kisi insan se baat karna chahta hoon", "mujhe real agent chahiye", "kisi se baat karwa do", "live agent se connect kar do", "customer care wale se baat karni hai",
    ),
    "ja": (
        "人間と話したいです", "オペレーターに繋いでください", "担当者をお願いします", "オペレーターと話せますか", "人と話したい", "スタッフに代わってください", "有人対応をお願いします", "ボットとは話したくない", "担当の方に電話をつないでください", "人間のオペレーターお願いします", "人と話せますか？", "オペレーターに代わってください", "担当者と話したいのですが", "実際の人とチャットしたい",
        "カスタマーサポートにつないで", "人間に代わって", "オペレーターお願い", "スタッフの方とお話しできますか", "有人に切り替えて", "誰か人間はいますか", "電話で話したい、担当者に", "人間と話がしたい", "オペレーターと話したいです", "担当者につないでください", "有人チャットに切り替えてください", "人間のスタッフと話せますか？", "ロボットではなく人と話したい", "オペレーターに転送してください",
        "カスタマーサービスの担当者と話したい", "サポート担当者に繋げて", "生身の人間と話をさせて", "人間のサポートをお願いします",
    ),
    "zh": (
        "转人工", "我要和真人说话", "我要人工客服", "请帮我转接人工服务", "我想跟客服人员聊", "能不能找个人跟我说话", "不想跟机器人聊天", "請轉接真人客服", "人工", "我需要联系客服人员", "叫你们经理来", "想和人沟通", "请转人工客服", "我想和真人聊天", "找客服", "可以帮我接人工吗", "我要投诉，叫你们主管来", "有真人吗", "转接人工", "我想跟你们的工作人员说话", "给我一个真人",
        "麻烦转一下人工", "能和人说话吗", "我不要机器人，我要人工", "我要跟活人讲话", "請幫我轉真人", "我想和人工客服聊", "请转接客服", "我要找人工", "帮我转人工", "我想跟真人对话", "转接真人", "可以转人工客服吗", "我需要人工服务", "請問可以跟真人講話嗎", "我想要和客服代表说话", "叫个人来", "让我和经理谈谈", "不要机器人",
    ),
    "ko": (
        "상담원 연결해 주세요", "사람과 얘기하고 싶어요", "상담사와 통화하고 싶습니다", "직원 바꿔주세요", "실제 사람과 이야기할 수 있나요?", "상담원이랑 말하고 싶어요", "봇 말고 사람이요", "담당자 불러줘", "사람 상담원 부탁드려요", "상담원과 이야기하고 싶어요", "사람과 대화하고 싶습니다", "상담사 연결", "직원과 통화할 수 있을까요?", "진짜 사람이랑 얘기할래요",
        "상담원 부탁드립니다", "사람 연결해줘", "담당자와 연결해 주시겠어요?", "상담원 바꿔 주세요", "인간 상담원 원해요", "상담원과 통화하고 싶습니다", "사람이랑 이야기하고 싶어요", "상담원에게 연결해주세요", "실제 상담원과 채팅하고 싶어요", "직원과 대화할 수 있나요?", "상담사 연결해 주세요", "진짜 사람과 말하고 싶어요", "고객센터 연결해주세요", "매니저 불러주세요",
        "로봇 말고 사람과 얘기하고 싶어요",
    ),
    "vi": (
        "Tôi muốn nói chuyện với nhân viên", "cho tôi gặp người thật", "kết nối tôi với tư vấn viên", "toi muon noi chuyen voi nguoi that", "tôi không muốn nói chuyện với robot", "Tôi cần gặp nhân viên tư vấn",
        "Cho tôi nói chuyện với người thật", "Tôi muốn gặp nhân viên hỗ trợ", "Tôi muốn nói chuyện với con người", "Vui lòng kết nối với nhân viên hỗ trợ", "Cho tôi gặp tư vấn viên",
    ),
    "id": (
        "Saya mau bicara dengan manusia", "hubungkan saya dengan agen", "Bisa bicara dengan CS?", "saya ingin berbicara dengan petugas", "sambungkan ke operator dong", "saya tidak mau bicara dengan robot", "agen tolong",
        "Tolong hubungkan saya ke agen", "Saya ingin bicara dengan orang asli", "Saya mau chat dengan admin", "Saya ingin bicara dengan manusia", "Bisakah saya bicara dengan orang sungguhan?", "Sambungkan saya ke customer service",
    ),
    "th": (
        "ขอคุยกับเจ้าหน้าที่", "อยากคุยกับคนจริงๆ", "โอนสายให้พนักงานหน่อย", "ขอคุยกับพนักงานหน่อย", "ต้องการติดต่อเจ้าหน้าที่", "ฉันต้องการคุยกับคนจริงๆ", "ขอสายเจ้าหน้าที่", "ขอคุยกับแอดมิน",
    ),
    "ca": (
        "Vull parlar amb una persona",
    ),
    "tl": (
        "Gusto kong makausap ang tunay na tao",
    ),
}  # fmt: skip

NOT_REQUESTS = {
    "en": (
        "uber for 4 people", "someone else used my coupon before me", "transfer money to someone", "you don't need to transfer me to a real person", "are you a real person?", "am I talking to a human or a bot?",
        "what can you call me", "is the lamp right for four people", "which agent cleans brass best", "can a person in a wheelchair enter the shop", "I bought it for a person who lives in Norway", "do you have a gift for a colleague",
        "how do I contact the carrier", "is there someone at home needed for the delivery", "my customer number does not work", "When can I reach someone by chat", "The support of the shade is broken", "Does the lamp talk to Alexa?",
        "no need to transfer me", "I do not want to talk to an agent", "talk to my mother", "agent fees", "estate agent", "how do I become an agent", "I spoke to an agent yesterday", "I was talking to someone from support last week",
        "do I have to speak to an agent to cancel?", "without talking to anyone", "Can I get someone else to collect it?", "can someone please tell me the price", "I need someone to hold the lamp", "please don't connect me to anyone",
        "my agent number is 77", "is your bot a person", "the manager of my shop uses this lamp", "can I add a person to my account", "I work as a support agent", "can two people share one account", "who is your manager",
        "how many people work for you", "talk about something else", "is a person needed to sign", "send it to another person", "human hair on the shade", "the operator of the crane", "payment to a person abroad",
        "I need a person's name for the ticket", "how many humans use this", "the agent I ordered from", "Is the support arm metal?", "can I talk about the price", "I live with someone", "transfer the ticket to a friend",
        "call someone", "what does a representative do", "can my friend pick up the parcel", "how do I contact the landlord", "I need to transfer money to a person", "talk to your lamp app", "do you have staff discount",
        "someone ordered twice", "I want to send a gift to someone", "Can I connect the lamp to the wifi of someone else", "my manager wants an invoice", "our team needs four lamps", "I need an agent for booking flights",
        "send this to my agent please", "I'm an agent, what is the reseller price", "bank transfer to another person", "what's the human resources email", "is there a person in the picture", "connect my card to my account",
        "when do people usually get it", "I want to know who is using my account", "I need four people to assemble it?", "the card was not returned by the machine", "I tried to get money out of the machine",
        "stop the machine from eating my card", "are you a real live person", "I am not a bot",
    ),
    "de": (
        "Sind Sie ein Mensch?", "Wie werde ich Mitarbeiter?", "Ich muss nicht mit einem Mitarbeiter sprechen", "Geld an jemanden überweisen", "Ich habe gestern mit einem Mitarbeiter gesprochen",
        "Ist die Lampe für vier Menschen geeignet?", "Gibt es einen Mitarbeiterrabatt?", "Wie viele Mitarbeiter haben Sie?", "Ich will die Lampe an jemanden verschenken", "Meine Kollegin hat bestellt", "Ist das ein Bot?",
        "Kann ich mit Karte zahlen?", "Ich habe mit jemandem telefoniert", "Mein Chef braucht eine Rechnung",
    ),
    "fr": (
        "Êtes-vous un humain ?", "Pas besoin de parler à un conseiller", "Comment devenir agent ?", "Un virement à quelqu'un", "J'ai parlé avec un conseiller hier", "La lampe est-elle pour quatre personnes ?", "agent immobilier",
        "Je veux offrir la lampe à quelqu'un", "Combien d'employés avez-vous ?", "Je ne veux pas parler à un agent", "C'est un robot ?",
    ),
    "es": (
        "¿Eres humano?", "No hace falta hablar con un agente", "agente inmobiliario", "enviar dinero a otra persona", "Ayer hablé con un agente", "mesa para cuatro personas", "Quiero hablar con mi madre",
        "Quiero regalar la lámpara a alguien", "No quiero hablar con nadie", "¿Esto es un bot?", "¿Cuántos empleados tienen?", "Quiero una lámpara para dos personas",
    ),
    "it": (
        "Sei un umano?", "Non serve parlare con un operatore", "agente immobiliare", "inviare soldi a una persona", "ho parlato ieri con un operatore", "tavolo per quattro persone",
    ),
    "pt": (
        "Você é humano?", "Não preciso falar com um atendente", "enviar dinheiro para alguém", "já falei com um atendente ontem", "mesa para quatro pessoas",
    ),
    "nl": (
        "Ben je een mens?", "Ik hoef niet met een medewerker te praten", "geld overmaken naar iemand", "Ik heb gisteren met een medewerker gesproken", "tafel voor vier mensen",
    ),
    "pl": (
        "Czy jesteś człowiekiem?", "Nie muszę rozmawiać z konsultantem", "przelew do innej osoby", "rozmawiałem wczoraj z konsultantem", "stolik dla czterech osób",
    ),
    "sv": (
        "Är du en människa?", "Jag behöver inte prata med någon", "jag har pratat med kundtjänst", "bord för fyra personer",
    ),
    "da": (
        "Er du et menneske?", "Jeg behøver ikke tale med en medarbejder", "bord til fire personer",
    ),
    "no": (
        "Er du et menneske?", "Jeg trenger ikke snakke med noen", "bord til fire personer",
    ),
    "fi": (
        "Oletko ihminen?", "En halua puhua kenenkään ihmisen kanssa", "pöytä neljälle henkilölle",
    ),
    "cs": (
        "Jste člověk?", "Nepotřebuji mluvit s operátorem", "stůl pro čtyři osoby",
    ),
    "tr": (
        "Sen insan mısın?", "Temsilciyle konuşmama gerek yok", "dört kişilik masa",
    ),
    "ru": (
        "Вы человек?", "Не нужно переводить меня на оператора", "столик на четыре человека", "я вчера говорил с оператором", "перевод денег другому человеку", "Хочу подарить лампу человеку", "Сколько у вас сотрудников?", "Ты бот?",
    ),
    "uk": (
        "Ти людина?", "Не потрібно з'єднувати мене з оператором",
    ),
    "ar": (
        "هل أنت إنسان؟", "لا أحتاج إلى التحدث مع موظف",
    ),
    "hi": (
        "क्या आप इंसान हैं?", "मुझे एजेंट से बात करने की ज़रूरत नहीं है",
    ),
    "ja": (
        "あなたは人間ですか？", "オペレーターは必要ありません", "四人用のテーブル", "日本人", "人にプレゼントしたい", "何人で使えますか", "ロボットですか",
    ),
    "zh": (
        "你是真人吗？", "不需要转人工", "给别人转账", "四人桌", "人民币", "我想送给一个人", "这个灯适合几个人", "你是机器人吗", "怎么转账给别人",
    ),
    "ko": (
        "당신은 사람인가요?", "상담원 연결은 필요 없어요", "네 사람용 테이블", "사람에게 선물하고 싶어요", "몇 명이 쓸 수 있나요",
    ),
    "id": (
        "Apakah kamu manusia?", "tidak perlu bicara dengan agen",
    ),
    "vi": (
        "Bạn có phải là người thật không?", "không cần nói chuyện với nhân viên",
    ),
}  # fmt: skip

HINTS = (
    "agent", "human?", "support", "customer service", "how do I contact you?", "contact support", "is anybody there?", "I want to talk", "live chat", "operator", "can somebody help me",
    "Mitarbeiter", "Kundendienst?", "conseiller", "agente", "operatore", "atendente", "medewerker", "konsultant", "kundtjänst", "asiakaspalvelu", "müşteri hizmetleri", "خدمة العملاء", "客服", "상담원",
)  # fmt: skip
