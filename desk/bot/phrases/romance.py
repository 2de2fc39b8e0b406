"""How somebody asks for a person in French, Spanish, Italian, Portuguese, Catalan and Romanian. Pure table."""

# ruff: noqa: E501  a wording is read as one line

from __future__ import annotations

from desk.bot.phrases.grammar import CLOSE, NEAR, Language

FRENCH = Language(
    code="fr",
    person=(
        r"humains?|[êe]tres? humains?|agents?|conseill(?:er|ère|ers|ères)|opérat(?:eur|rice)s?|téléconseiller|employée?s?|responsable|représentante?s?|collègues?|supérieure?s?|superviseur|manager|technicien(?:ne)?|expert|chargée? de clientèle|"
        r"(?:vraie|vrai|autre) personne|personne (?:réelle|humaine|physique|en chair)|(?:vrais|vraies) (?:gens|personnes)|interlocuteur|quelqu'une? de (?:réel|vrai|humain|compétent)"
    ),
    anyone=r"quelqu'? ?une?|qq'?(?:n|un|1)|personne|service client(?:èle|s)?|service après-vente|sav|support|assistance|équipe|standard|réception|accueil|conseil|gens",
    talk=r"parler|parle|discuter|échanger|chatter|tchatter|communiquer|dialoguer|converser|joindre|contacter|appeler|m'adresser|entretenir",
    link=r"(?:mettre?|mise?) en (?:relation|contact|communication)|mett(?:ez|re|s)[ -]moi|me mettre|transf[éè]re[rz]?|transférée?|redirige[rz]?|connecte[rz]?|passe[zr]?|basculer?|orient\w*|relier?|renvo\w*|envo\w*|donne[zr]?|trouve[zr]|escalade[rz]?",
    want=r"veux|voudrais|souhaite(?:rais)?|aimerais|besoin d[e']|besoin|exige|demande|préfère(?:rais)?|faut|je peux avoir|puis-je avoir|avoir|obtenir|y a-t-il|y'? ?a ?t ?il|il y a|est-ce qu'il y a|désire|cherche|voir",
    real=r"vrai|vraie|réel(?:le)?|humaine?|véritable|en chair et en os|physique",
    bare=r"humain|[êe]tre humain|conseill(?:er|ère)|agent|opérateur|service client(?:èle)?|personne|support|téléconseiller|sav",
    please=r"s'?il (?:vous|te) pla[iî]t|svp|stp|maintenant|tout de suite|merci|immédiatement|please|pls",
    asks=(
        rf"\b(?:pas|plus|marre|assez|plutôt qu|au lieu d|arrêtez|stop (?:le|la|les|ce|cette|aux?))\b{CLOSE}\b(?:robots?|bots?|machines?|chatbot|automate|ordinateur|ia)\b",
        rf"\b(?:pas confiance|pas à l'aise|mal à l'aise|fais pas confiance){NEAR}\b(?:robot|bot|machine|chatbot|ordinateur|ia)\b",
        r"\b(?:rappelez|appelez|rappelle|contactez)[ -]moi\b|\b(?:me rappeler|m'appeler|être rappelée?)\b",
        r"\b(?:un|une) (?:vrai|vraie) (?:personne|humain|conseiller|conseillère|agent|interlocuteur)\b",
    ),
    hints=(
        r"\bcomment (?:puis-je |peut-on |je peux |est-ce que je peux )?(?:vous |le |te )?(?:contacter|joindre)\b|\by a-t-il quelqu'un\W*(?:là|ici)?\W*$|\bquelqu'un (?:peut|pourrait) m'aider\W*$",
    ),
    denies=(
        r"\bpas (?:nécessaire|obligée?s?|utile|la peine)\b(?![^.?!,]{0,35}\b(?:robot|bot|machine|chatbot|ia|ordinateur)\b)|\bsans (?:passer|parler|contacter|devoir|avoir à)\b(?![^.?!,]{0,35}\b(?:robot|bot|machine|chatbot|ia|ordinateur)\b)",
        r"(?<!pourquoi )\bne (?:me |nous )?(?:transf\w+|pass\w+|mett\w+|connect\w+|redirig\w+|appel\w+) (?:surtout )?pas\b(?![^.?!,]{0,25}\b(?:robot|bot|machine|chatbot|ia|ordinateur)\b)",
        r"\bpréfère (?:\w+ )?(?:avec |à )?(?:vous|toi|le bot|un bot)\b[^.?!,]{0,6}\bqu[e']",
        r"\bpas besoin\b|\b(?:ne|n')\s?\w+ pas (?:\w+ )?(?:parler|transf\w+|être|à un|d'un|un)\b(?![^.?!,]{0,25}\b(?:robot|bot|machine|chatbot|ia|ordinateur)\b)|\b(?:veux|souhaite|voudrais) pas\b(?![^.?!,]{0,30}\b(?:robot|bot|machine|chatbot|ia|ordinateur)\b)|\binutile de\b",
        r"\b(?:êtes-vous|es-tu|tu es|vous êtes|est-ce que (?:je parle|vous êtes|tu es|c'est)|suis-je|c'est|je parle|parle-t-on|parlé-je|parle-je)\b[^.?!]{0,25}\b(?:humaine?|robot|bot|personne|machine|agent|réel|vrai)(?! (?:peut|qui))",
        r"\b(?:devenir|embauche|salaire|recrut\w+|emploi)\b|\bagent (?:immobilier|de voyages?|secret)\b",
        r"\b(?:argent|virement|colis|cadeau|somme|euros)\b[^.?!]{0,25}\b(?:quelqu'un|personne|ami)",
        r"\b(?:j'ai|nous avons|on a|avais)\b[^.?!]{0,15}\b(?:parlé|discuté|échangé|appelé)\b|\bà (?:ma|mon|mes)\b|\bavec (?:ma|mon|mes)\b",
    ),
)  # fmt: skip

SPANISH = Language(
    code="es",
    person=(
        r"humanos?|humana|seres? humanos?|agentes?|operador(?:a|es)?|asesor(?:a|es)?|representantes?|ejecutiv[oa]s?|emplead[oa]s?|encargad[oa]|gerente|supervisor(?:a)?|técnico|especialista|responsable|jefe|teleoperador(?:a)?|"
        r"person(?:a|as) (?:real(?:es)?|de verdad|humana|física)|una persona|otra persona|alguna persona|personal humano|compañero"
    ),
    anyone=r"alguien|personas?|servicio al cliente|servicio de atención|atención al (?:cliente|usuario)|soporte|recepción|centro de llamadas|equipo|ustedes|vosotros|servicio técnico|gente",
    talk=r"hablar|habl[oae]|hable(?:mos)?|chatear|comunicar(?:me|se|nos)?|comunique(?:me|n)?|contactar(?:me)?|contacto|conversar|platicar|charlar|dialogar|tratar|escribir|atienda|atendid[oa]",
    link=r"pás[ae](?:me|nme)|p[áa]same|pas[ae]s|pasarme|pasar|pase(?:me|nme)?|páseme|conect\w+|conéct\w+|transferir\w*|transfi[eé]r\w+|deriv\w+|redirig\w+|pon(?:er|ed|ga|gan)?me|póng\w+|comuníc\w+|comunicarme|dame|deme|den?me|env[íi]\w+|escal\w+|búscame|consígueme",
    want=r"quiero|quisiera|necesito|preciso|prefiero|preferiría|deseo|me gustaría|exijo|solicito|requiero|puedo tener|hay|busco|queremos|necesitamos|querría|pido",
    real=r"real(?:es)?|de verdad|verdader[oa]|human[oa]s?|de carne y hueso|en vivo|físic[oa]",
    bare=r"humano|ser humano|persona|agente|operador(?:a)?|asesor(?:a)?|representante|atención al cliente|servicio al cliente|soporte|ejecutivo|alguien",
    please=r"por favor|porfa(?:vor)?|x favor|pf|ahora(?: mismo)?|ya|urgente|please|pls|inmediatamente",
    asks=(
        rf"\b(?:no (?:quiero|con|más|mas|me gusta|deseo)|basta de|harto de|harta de|cansad[oa] de|en vez de|en lugar de|dejar? de)\b{NEAR}\b(?:robots?|bots?|máquinas?|chatbots?|contestadora?|ia|computadora|ordenador)\b",
        rf"\b(?:no confío|no me fío|incómod[oa]|no me siento cómod[oa]){NEAR}\b(?:robot|bot|máquina|chatbot|ia)\b",
        r"^\W*(?:pás[ae]me|transfiér[ae]me|conéct[ae]me|comuníque?me)\W*(?:por favor\W*)?$|\bpersona (?:real|de verdad)\b|\b(?:llám[ae]n?me|llam(?:ar|en)me|devuélv\w+ la llamada)\b|\bme (?:pueden|puede|puedes) llamar\b|\bque me llamen?\b",
    ),
    hints=(
        r"\bcómo (?:puedo |me )?(?:contactar\w*|comunico|contacto|comunicarme)\b(?! con)|\bcómo (?:puedo )?contactar(?:los|les|me con (?:ustedes|soporte))\b|\bhay alguien(?: ahí| aquí)?\W*$|\balguien (?:me )?(?:puede|podría) ayudar(?:me)?\W*$",
    ),
    denies=(
        r"\bsin (?:hablar|pasar|contactar)\b(?![^.?!,]{0,35}\b(?:robot|bot|máquina|chatbot|ia)\b)|^\W*nada de (?:agentes|personas|humanos)\b|\bno hay necesidad\b",
        r"\b(?<!por qué )no (?:hace falta|es necesario|necesito|preciso|quiero|tienes? que|tengo que|hay que|deseo|quisiera|hablar|me (?:pase|transfier|conect)\w*)\b(?![^.?!,]{0,35}\b(?:robot|bot|máquina|chatbot|ia|contestadora|computadora|ordenador)\b)|\bsin (?:necesidad de|tener que)\b",
        r"\b(?:eres|es usted|sos|estoy hablando|hablo con|esto es|usted es|estoy chateando)\b[^.?!]{0,25}\b(?:human[oa]|robot|bot|persona|máquina|real|agente|alguien)",
        r"\b(?:ser|convertirme en|volverme|trabajar como|hacerme) (?:un |una )?(?:agente|asesor|operador|representante)\b|\bagente (?:inmobiliario|de viajes|secreto|de seguros)\b",
        r"\b(?:dinero|transferencia|paquete|regalo|pago)\b[^.?!]{0,25}\b(?:alguien|persona|amigo)|\b(?:tarjeta|cuenta) (?:de|a) (?:alguien|otra persona)",
        r"\b(?:hablé|he hablado|hablamos|ya hablé|había hablado|estuve hablando)\b|\bcon mi\b",
    ),
)  # fmt: skip

ITALIAN = Language(
    code="it",
    person=(
        r"uman[oi]|umana|esser[ei] uman[oi]|operator[ei]|operatric[ei]|agent[ei]|addett[oai]|consulent[ei]|responsabile|rappresentante|impiegat[oa]|dipendente|assistente|collega|superiore|supervisore|tecnico|incaricato|specialista|direttore|"
        r"person[ae] (?:ver[ae]|real[ei]|umana|fisica|in carne)|(?:una|un'altra|vera) persona|persone vere"
    ),
    anyone=r"qualcuno|qualcun altro|persone?|servizio clienti|assistenza(?: clienti)?|supporto|reception|centralino|call center|team|voi",
    talk=r"parlare|parlo|parlar(?:e|ne)?|chattare|comunicare|discutere|conversare|contattare|contatto|sentire|confrontarmi|dialogare|contattat[oa]|assistit[oa]|aiutat[oa]|seguit[oa]",
    link=r"passami|passatemi|passarmi|passare|mi passi|mi passate|metter(?:e|mi|vi)|mettimi|mettetemi|mi metta|collega(?:mi|temi|re|rmi)|trasferi\w+|inoltra\w+|connett\w+|dammi|datemi|mi dia|reindirizza\w+|chiam(?:a|ate|i)|indirizza\w+|manda\w*",
    want=r"voglio|vorrei|mi serve|ho bisogno d(?:i|ell')|bisogno di|preferisco|preferirei|desidero|esigo|chiedo|richiedo|posso avere|c'è|vogliamo|pretendo|mi piacerebbe",
    real=r"ver[oai]|real[ei]|uman[oai]|in carne e ossa|fisic[oa]|autentic[oa]",
    bare=r"uman[oa]|essere umano|operatore|operatrice|persona|agente|assistenza(?: clienti)?|servizio clienti|consulente|addetto|supporto|qualcuno",
    please=r"per favore|per piacere|per cortesia|perfavore|grazie|adesso|subito|ora|please|pls|immediatamente",
    asks=(
        rf"\b(?:non (?:voglio|con|mi va|vorrei)|basta|stufo di|stanco di|stufa di|invece di|al posto di|niente|smettere di)\b{NEAR}\b(?:robot|bot|macchin[ae]|chatbot|computer|ia|risponditore)\b",
        rf"\b(?:non mi fido|non mi sento|a disagio){NEAR}\b(?:robot|bot|macchina|chatbot|ia|computer)\b",
        r"\b(?:richiamatemi|chiamatemi|mi richiami|mi richiamate|richiamami|essere richiamat[oa]|mi chiami|potete (?:ri)?chiamarmi)\b",
    ),
    hints=(r"\bcome (?:posso |si |vi |faccio a )?(?:contattar(?:e|vi)|contatto|contattarvi)\b|\bc'è qualcuno\W*$|\bqualcuno (?:mi )?può aiutar(?:e|mi)\W*$",),
    denies=(
        r"\bsenza (?:parlare|passare|contattare)\b(?![^.?!,]{0,35}\b(?:robot|bot|macchina|chatbot|ia)\b)",
        r"(?<!perche )\bnon (?:c'è bisogno|serve|ho bisogno|è necessario|devi|deve|dovete|voglio|vorrei|desidero|occorre|parlare|(?:mi )?(?:passi|passate|trasferi\w+|trasferite|collega\w*)|mi serve)\b(?![^.?!,]{0,35}\b(?:robot|bot|macchina|chatbot|computer|ia|risponditore)\b)|\bsenza (?:dover|bisogno di)\b",
        r"\b(?:sei|lei è|siete|sto parlando|parlo con|questo è|sto chattando)\b[^.?!]{0,25}\b(?:uman[oa]|robot|bot|persona|macchina|reale|vero|operatore|qualcuno)",
        r"\b(?:diventare|divento|lavorare come|fare l') ?(?:un |una )?(?:agente|operatore|consulente|addetto)\b|\bagente (?:immobiliare|di viaggi|segreto|di commercio)\b",
        r"\b(?:soldi|denaro|bonifico|pacco|regalo|pagamento)\b[^.?!]{0,25}\b(?:qualcuno|persona|amico)",
        r"\b(?:ho|abbiamo|avevo) (?:già )?(?:parlato|chattato|discusso|contattato)\b|\bcon (?:mia|mio|la mia|il mio)\b",
    ),
)  # fmt: skip

PORTUGUESE = Language(
    code="pt",
    person=(
        r"human[oa]s?|seres? humanos?|atendentes?|agentes?|operador(?:a|es)?|representantes?|funcionári[oa]s?|assistente humano|consultor(?:a)?|gerente|supervisor(?:a)?|responsável|técnico|colaborador(?:a)?|especialista|assessor(?:a)?|"
        r"pessoas? (?:reais|real|de verdade|humana|física)|uma pessoa|outra pessoa|alguma pessoa|atendimento (?:humano|pessoal)"
    ),
    anyone=r"alguém|pessoas?|atendimento(?: ao cliente)?|suporte|apoio ao cliente|serviço (?:de apoio )?ao cliente|sac|central|receção|recepção|equipe|equipa|vocês|gente",
    talk=r"falar|fal[oae]r?|conversar|conversa|comunicar|contactar|contatar|contato|contacto|chatear|bater papo|tratar|teclar|atendid[oa]|atenda",
    link=r"transfir\w*|transferi(?:r\w*|d[oa])|encaminhad[oa]|conectad[oa]|transfere\w*|pass(?:ar|a|e|em)(?:-me)?|me pass\w+|encaminh\w+|conect\w+|lig(?:ar|ue|a)-me|redirec\w+|coloc\w+|ponha|põe|direcion\w+|chama|chame|chamar|escalar?|mand[ea]|reencaminh\w+|liga(?:r)? me",
    want=r"quero|queria|gostaria|preciso|necessito|prefiro|preferia|desejo|exijo|solicito|pode(?:ria)? ser|tem|há|posso ter|queremos|me dá|me dê|dê-me|precisava",
    real=r"reais|real|de verdade|verdadeir[oa]|human[oa]s?|de carne e osso|físic[oa]",
    bare=r"human[oa]|ser humano|pessoa|atendente|agente|operador(?:a)?|atendimento(?: humano)?|suporte|representante|assistente|alguém|funcionário",
    please=r"por favor|pfv|pf|pff|se faz favor|agora|já|urgente|please|pls|imediatamente|obrigad[oa]",
    asks=(
        rf"\b(?:não (?:quero|com|gosto de|aguento)|chega de|cansad[oa] de|fart[oa] de|em vez de|ao invés de|sem|parar de)\b{NEAR}\b(?:robôs?|robos?|bots?|máquinas?|chatbots?|computador|ia)\b",
        rf"\b(?:não confio|não me sinto|desconfortável){NEAR}\b(?:robô|bot|máquina|chatbot|ia|computador)\b",
        r"\batendimento humano\b|\bpessoa (?:real|de verdade)\b|\b(?:me (?:ligu?em?|ligar|liga)|liguem?-me|ligar-me|me telefone)\b",
    ),
    hints=(r"\bcomo (?:posso |eu |faço para )?(?:entr\w+ em contato|contact\w+|contat\w+|falo convosco)\b(?! com)|\b(?:tem|há|está) alguém(?: aí| aqui)?\W*$|\balguém (?:me )?pode (?:me )?ajudar(?:-me)?\W*$",),
    denies=(
        r"\b(?:sem (?:falar|passar|contactar|contatar)|dispenso)\b(?![^.?!,]{0,35}\b(?:robô|robo|bot|máquina|chatbot|ia)\b)",
        r"(?<!por que )(?<!porque )\bnão (?:é preciso|é necessário|há necessidade|preciso|quero|precisa|queria|desejo|gostaria|falar|tenho que|necessito|(?:me )?(?:transfir\w+|passe\w*|encaminh\w+|conect\w+))\b(?![^.?!,]{0,35}\b(?:robô|robo|bot|máquina|chatbot|computador|ia)\b)|\bsem (?:precisar|ter que)\b",
        r"\b(?:você é|és|estou (?:a )?fal\w+|isso é|isto é|tu és|falo com|o senhor é)\b[^.?!]{0,25}\b(?:human[oa]|robô|robo|bot|pessoa|máquina|real|alguém)",
        r"\b(?:ser|tornar-me|me tornar|virar|trabalhar como) (?:um |uma )?(?:agente|atendente|operador|consultor)\b|\bagente (?:imobiliário|de viagens|secreto)\b",
        r"\b(?:dinheiro|transferência|pacote|presente|pagamento|encomenda|pix)\b[^.?!]{0,25}\b(?:alguém|pessoa|amigo)",
        r"\b(?:já )?(?:falei|conversei|tenho falado|estive a falar)\b|\bcom (?:minha|meu|a minha|o meu)\b",
    ),
)  # fmt: skip

CATALAN = Language(
    code="ca",
    person=r"persona|humà|agent|operador(?:a)?|assessor(?:a)?|ésser humà|treballador(?:a)?",
    anyone=r"algú|atenció al client|suport|servei",
    talk=r"parlar|xatejar|comunicar|contactar",
    link=r"passa'?m|passi'?m|posa'?m|connecta\w*|transfereix\w*",
    want=r"vull|necessito|voldria|m'agradaria|prefereixo",
    real=r"real|de veritat|humana?",
    please=r"si us plau|sisplau|ara",
    denies=(r"\bno (?:cal|vull|necessito)\b(?![^.?!,]{0,30}\b(?:robot|bot|màquina)\b)|\bets\b",),
)  # fmt: skip

ROMANIAN = Language(
    code="ro",
    person=r"persoan[aăe]|om|oameni|operator(?:ul|ii|i)?|agent(?:ul)?|consultant(?:ul)?|angajat(?:ul)?|reprezentant(?:ul|ă)?|ființă umană|coleg|manager(?:ul)?|supervizor|specialist|uman|umană",
    anyone=r"cineva|serviciul clienți|relații(?:le)? (?:cu|pentru) clien\w+|suport(?:ul)?|asistență|echipa",
    talk=r"vorbesc|vorbi|vorbească|vorbim|discut|discuta|discuție|comunic|conversez|contactez|contactați|contact|chat",
    link=r"transfera\w*|conect\w+|dați-mi|dă-mi|legătur\w+|redirecțion\w+|puneți-mă|pune-mă|treceți-mă|faceți-mi",
    want=r"vreau|aș vrea|doresc|aș dori|am nevoie de|nevoie de|prefer|aș prefera|solicit|pot avea|există",
    real=r"real[ăe]?|adevărat[ăe]?|uman[ăe]?|viu|vie|fizic[ăe]?",
    bare=r"operator|om|persoană|agent|consultant|suport|om real",
    please=r"vă rog|te rog|acum|please|pls|imediat|va rog",
    asks=(
        rf"\bnu\b{NEAR}\b(?:cu|un) (?:un |o )?(?:robot|bot|mașină|chatbot)\b|\bfără (?:robot|bot)\w*",
        r"\bsunați-mă\b|\bsă (?:mă|ma) sun(?:e|ați)\b",
    ),
    denies=(
        r"\bnu (?:am nevoie|vreau|este nevoie|e nevoie|trebuie|doresc|mă (?:transfer\w*|conect\w*|redirecțion\w*))\b(?![^.?!,]{0,35}\b(?:robot|bot|mașină|chatbot)\b)",
        r"\b(?:ești|sunteți|vorbesc cu|este acesta)\b[^.?!]{0,20}\b(?:om|robot|bot|real[ăe]?)\b(?=\W*\?)|\b(?:bani|colet|cadou)\b[^.?!]{0,25}\b(?:cineva|persoan|prieten)",
        r"\b(?:am|deja) (?:vorbit|discutat)\b|\b(?:deveni|devin)\b|\bcu (?:mama|soția|soțul|prietenul)\b",
    ),
)  # fmt: skip

LANGUAGES = (FRENCH, SPANISH, ITALIAN, PORTUGUESE, CATALAN, ROMANIAN)
