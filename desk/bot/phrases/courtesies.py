"""Small talk, and the words that end a conversation or answer an offer. Pure table; these are compared with what was written."""

# ruff: noqa: E501, RUF001  a wording is read as one line, in its own letters

from __future__ import annotations

import re

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
