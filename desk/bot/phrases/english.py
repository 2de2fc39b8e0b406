"""How somebody asks for a person in English. Pure table."""

# ruff: noqa: E501  a wording is read as one line

from __future__ import annotations

from desk.bot.phrases.grammar import Language

_KIND = (
    r"(?:(?:real|live|actual|human|physical|proper|different|another|other|your|ur|the|an?|some|any|one of your|of your|support|service|"
    r"services|customer|care|chat|help|phone|call|cent(?:er|re)|bank|sales|senior|qualified|technical|tech|available|trained|billing)[ -]+)*"
)
_STAFF = (
    r"(?:humans?(?: beings?)?|persons?|agents?|representatives?|represent\w{4,8}|reps?|operators?|advis[eo]rs?|assistants?|associates?|"
    r"employees?|staff(?: members?)?|members? of (?:the |your )?(?:staff|team)|team members?|(?:bank |hotel )?workers?|col+eagues?|"
    r"managers?|supervisors?|boss|executives?|specialists?|experts?|consultants?|technicians?|clerks?|tellers?|receptionists?|concierge)"
)
_ANYONE = (
    r"(?:some ?(?:one|body)|any ?(?:one|body)|people|guy|man|woman|lady|customer (?:service|support|care|services|relations)|support(?: team)?|"
    r"help ?desk|call cent(?:er|re)|team|(?:the |your )?reception(?: desk)?|front desk|room service|housekeeping|"
    r"(?:the|your) (?:\w+ )?(?:team|bank|hotel|shop|store|office|company|department|restaurant|spa|kitchen|pool|desk|bar|gym|boss))"
)
_PERSON, _SOMEBODY = _KIND + _STAFF, f"{_KIND}(?:{_STAFF}|{_ANYONE})"
_TALK = r"(?:speak|spek|talk|tlak|talkk|chat|converse|discuss (?:this|it)|communicate|deal|interact|correspond|complain|(?:get |be |come )?in (?:touch|contact))"
_LINK = r"(?:connect|transfer|redirect|forward|route|switch|pass|hand|put|escalate|patch|refer|direct|link)"
_BOT = r"(?:bots?|robots?|machines?|chat ?bots?|ai|a\.i|computers?|automat\w+|algorithms?|virtual (?:agents?|assistants?)|recordings?)"
# Where "the machine" would be one that gives out money or parcels.
_ROBOT = r"(?:chat ?)?bots?|robots?|ai|virtual (?:agent|assistant)"
# What may follow a word for a person that is wanted; else the person is wanted for something else.
_WANTED = (
    r"(?! (?:fees?|codes?|id|number|accounts?|profile|resources|of contact|for contact|size|commission|portal|login|licen[cs]e|rights|error|"
    r"called|named|under|added|else's|for (?!help|assistance|support|this|that|my|it)|behind|in charge of|to (?:sign|collect|pick|travel|come with|share|be|join|pay|receive)))"
)
_HELPS = r"(?:speak|talk|chat|help|assist|call|discuss|look|answer|explain|sort|fix|resolve|deal|contact|ring|phone|take over|confirm)"
_TALKS = r"(?:speak|talk|chat|call|phone|ring)"
_NOW = (
    r"(?=\W*$|\W+(?:please|pls|plz|now|asap|here|instead|immediately|urgently|today|on (?:the |this )?(?:phone|line|chat)|to "
    + _TALKS
    + r"|who|that can|i can|available|from|and|not|about|regarding|over|than|rather)\b|[.,!?;])"
)
_WISH = (
    r"\b(?:i|we|id|i'd)(?:'?d| would| do| am| will)? ?(?:really |just |only |still |now |rather |urgently |also )*"
    r"(?:want|need|wanna|require|demand|prefer|wish|like|rather have|request|looking for|insist on|have)"
    r"(?: (?:to|2) (?:have|see|get|reach|contact|meet))?(?: (?:for|with|through to))?"
)  # fmt: skip

_ASKS = (
    rf"\b{_TALK}(?:ing)?(?: \w+){{0,2}}? (?:to|with|wth|wit|w/?|2) (?:[a-z]+ (?:from|in|at) )?{_SOMEBODY}\b",
    rf"\b(?:speak|talk|chat) {_KIND}(?:humans?|persons?|agents?|representatives?|operators?|managers?|supervisors?|executives?|someone|somebody)\b",
    rf"\b{_LINK} (?:me|us|this|my (?:chat|call|case|issue|request))(?: \w+)?(?: over| on| through| up)? (?:to|with|through to) (?:speak (?:to|with) )?{_SOMEBODY}\b",
    rf"\b(?:get|bring|take) me(?: over| through)? to {_KIND}(?:{_STAFF}|someone|somebody)\b",
    rf"\b(?:connect|transfer|redirect|forward|route) (?:(?:to|with) )?{_KIND}(?:human|person|agent|representative|operator|manager|supervisor|executive|someone|customer (?:care|service|support))\b",
    r"^\W*(?:a |i (?:want|need) |need |want )?human (?:support|help|assistance|chat|service|contact)\W*$",
    r"\bput me through\b|\b(?:transfer|connect|escalate|patch) me(?: through)?(?: please| pls| now| asap)?\W*$",
    r"\b(?:i|we)(?:'?d| would)? (?:want|like|need|prefer) (?:to have )?someone else(?=\W*$| to (?:help|talk|speak|assist|deal))",
    rf"\b(?:discuss|have a (?:word|chat|talk|call|conversation)|(?:arrange|schedule|book) a (?:call|chat|call ?back))\b[^.?!]{{0,30}} with {_KIND}{_STAFF}\b",
    rf"\b{_TALK} (?:to|with) my (?:\w+ )?(?:(?:account|bank|relationship|personal|case) (?:manager|advis[eo]r|agent)|advis[eo]r|banker)\b",
    r"\bwho (?:can|could|may) (?:i|we) (?:speak|talk|chat)(?: (?:to|with))?\b|\b(?:talk|speak|chat|discuss (?:this|it)) in person\b",
    rf"\bwhy (?:am i|do i have to|must i|should i) (?:talk|speak|chat|deal)(?:ing)? (?:to|with) (?:an? |this |the )?{_BOT}\b",
    rf"\b(?:fed up|tired|sick|done|enough) (?:with|of) (?:an? |this |these |your |the )?(?:\w+ )?(?:{_ROBOT})\b",
    r"\b(?:have|get|ask|could|can|let|would)(?: please)? (?:someone|somebody|anyone|a person|an agent|a human|a colleague)(?: (?:from|at|in) (?:the |your )?\w+)?(?: please)?(?: to)? (?:call|phone|ring|contact|reach out to|get back to|get in touch with) (?:me|us)\b",
    r"\bescalate (?:this|it|my (?:case|issue|complaint|problem|ticket|request))\b",
    rf"\b(?:get|give|find|send|fetch|bring|call|hand|show) (?:me|us|in) {_PERSON}\b{_WANTED}",
    rf"\b(?:get|give|send|fetch|bring) me (?:to )?(?:some|any) ?(?:one|body)\b{_NOW}",
    rf"\bget (?:me )?{_PERSON} on (?:the|this) (?:line|phone|chat)\b",
    rf"{_WISH} {_KIND}(?:human(?: being)?|agent|representative|rep|operator|advis[eo]r|manager|supervisor|executive|live (?:chat|support)|member of staff|staff member)s?\b{_WANTED}",
    rf"{_WISH} {_KIND}(?:person|people|someone|somebody|employee|specialist|colleague|expert|consultant)\b{_WANTED}{_NOW}",
    r"\b(?:want|need|wanna|give|require|request|prefer)(?: to)? (?:an? |some )?(?:real |live |human )+(?:help|assistance|support|contact|interaction|touch|chat|agent|person|being|human|response|answer)\b",
    rf"^\W*(?:need|want|wanna|require|get|give) {_KIND}(?:human|agent|representative|rep|operator|person|manager|supervisor|someone|executive)\b{_WANTED}{_NOW}",
    r"\b(?:i|we) (?:need|want)(?: (?:to|2) (?:contact|reach))? (?:your )?customer (?:support|service|care)\W*$",
    r"(?<!my )\b(?:human|person|agent|representative|rep|operator|manager|supervisor|executive)[ ,.!]*(?:please|pls|plz|plss+|now|asap|immediately)\b",
    r"^\W*(?:\w+\W+){0,3}?(?:somebody|someone|customer (?:service|support|care)|support|help ?desk|reception|live chat)[ ,.!]*(?:please|pls|plz|plss+|now|asap|immediately)\W*$",
    rf"^\W*(?:please|pls|plz)\W+{_KIND}(?:human|person|agent|representative|operator|manager|supervisor|support)\W*$",
    r"\b(?:real|live|actual)[ -](?:humans?|persons?|people|agents?|operators?|representatives?)\b",
    r"^\W*(?:an? |your )?(?:customer|call|chat|support|human)(?: (?:service|support|care|cent(?:er|re)))? (?:agents?|representatives?|reps?|operators?|executives?|beings?)\W*$",
    r"^\W*(?:an? )?representatives?\W*$|^\W*(?:(?:human|agent|representative|operator|person)\W+){2,}(?:human|agent|representative|operator|person)?\W*$",
    r"^\W*(?:the |your )?\w+ (?:team|desk|department|manager|staff|reception) (?:please|pls|plz)\W*$",
    rf"\b(?:can|could|may|how (?:do|can)) (?:i|we)(?: not| please)? (?:get|have|reach|see|find|access|request)(?: (?:to|through to|hold of|a hold of))? {_KIND}(?:human|agent|representative|rep|operator|manager|supervisor|executive|live chat)\b{_WANTED}",
    rf"\b(?:can|could|may) (?:i|we)(?: please)? (?:get|have|reach|see|find)(?: (?:to|through to|hold of|a hold of))? {_KIND}(?:person|someone|somebody|anyone|people)(?: else)?{_NOW}",
    rf"\b(?:(?:is|are|isn'?t|aren'?t) (?:ther|there|here)|do(?:n'?t)? (?:you|u) have)(?: \w+)? {_KIND}(?:{_STAFF}|some ?one|some ?body|any ?one|any ?body|people)(?: \w+){{0,3}}? (?:(?:i can|to|i could|i may|we can|who can|that can) {_HELPS}|(?:here|available|there|around|online)\W*(?:(?:to|who can|that can) (?:help|assist|talk|speak|chat)(?: (?:me|to me|with me|to|with))?\W*)?$)",
    rf"\b(?:is|are) {_KIND}(?:{_STAFF}|some ?one|some ?body|any ?one|any ?body)(?: \w+)? (?:available|free|online)(?: to {_HELPS}(?: (?:me|to|with|to me|with me))?| now| right now| today)?\W*$",
    r"\b(?:real person|live agent|live person|human|anyone|anybody|someone) (?:available|online)\W*$|\bhuman to (?:answer|help|talk|speak)\b",
    r"\b(?:a (?:real )?person|an agent|a human|an? (?:representative|advis[eo]r|colleague|manager)|someone|somebody) (?:to |who can |please )?(?:call|phone|ring|contact) me\b",
    rf"\b(?:ask(?:ed|ing)?|beg(?:ged|ging)?|wait(?:ed|ing)?) for {_KIND}(?:human|agent|representative|operator|manager|supervisor|real person)\b",
    rf"\b(?:help|assistance|support|answers?|reply|response|call) (?:from|by) {_KIND}(?:humans?|agents?|representative|operator|manager|supervisor|(?:real )?person|employee|colleague)\b",
    rf"\bput {_KIND}(?:human|person|agent|representative|operator|manager|supervisor|someone) on\b|\b(?:get|give|send|bring) me (?:someone|somebody) (?:real|human|else|competent)\b",
    r"\b(?:someone|somebody|anyone|anybody) from (?:your |the )?(?:team|support|company|staff|customer \w+|office|help ?desk)(?:\W*$| (?:please|pls|now|contact|call|help|assist|phone|join|talk|speak|to (?:call|contact|help|talk|speak|assist)))",
    rf"\b(?:can|could|will|would|may|let|have) {_KIND}(?:human|person|agent|representative|operator|advis[eo]r|colleague|manager|supervisor|employee)s? (?:please )?(?:help|assist|take over|look|contact|call|join|answer|respond|handle|deal)\b",
    r"\b(?:have|ask|let|get) (?:a person|an agent|a human|someone|somebody|your team)(?: please)? (?:to )?(?:call|phone|ring|contact|help|assist) (?:me|us)\b",
    r"\b(?:can|could|will|would|have|let) (?:you|some ?one|somebody|anyone|anybody|an agent|a human|a person|your (?:team|colleague))(?: please)? (?:give me a (?:call|ring)|(?:call|phone|ring) me(?: back)?)(?=\W*$| (?:now|today|tomorrow|please|on|at|about|asap|back)\b)",
    r"^\W*(?:please |pls )?(?:call|phone|ring) me(?: back)?(?: please| now| asap| today)?\W*$|\bcall me back\b|\b(?:like|want|need|request|get|have|arrange|schedule) (?:to have )?a? ?call[ -]?back\b",
    rf"\b(?:don'?t|do not|won'?t|not|never|rather not|hate|stop|tired of|sick of|fed up with|refuse to|done|enough of|enough)\b[^.?!]{{0,25}}\b(?:with|to|by) (?:(?:an? |this |your |some )?(?:(?!the\b)\w+ )?{_BOT}|the (?:\w+ )?(?:{_ROBOT}))\b",
    rf"\b(?:stop|kill|quit|exit|leave|disable|deactivate|turn off|switch off|shut off|shut down|get rid of|bypass|skip|out of) (?:the|this|that|your) (?:\w+ )?(?:{_ROBOT})\b",
    rf"\b(?:uncomfortable|not (?:feel )?comfortable|don'?t (?:feel )?(?:comfortable|like|want|trust)|not trust|no trust)\b[^.?!]{{0,45}}\b{_BOT}\b",
    rf"^\W*no (?:more )?{_BOT}\b",
    rf"(?<!\bi am )(?<!\bi'm )(?<!\bim )(?<!are you )\b(?:not|instead of|rather than|no longer) (?:an? |this |with (?:an? |this )|to (?:an? |this )|some )?(?:chat ?)?{_BOT}\b",
    r"\b(?:bot|robot|machine) (?:is |does )?(?:can'?t|cannot|won'?t|not going to|unable to|not able to) (?:help|solve|answer|understand)\b",
    r"\b(?:someone|somebody)(?: else)? on the (?:line|phone)\b|\btake ?over by (?:a|an) (?:human|person|agent)\b|\bhuman (?:takeover|hand ?off|intervention|agent|operator|representative)\b",
    r"\b(?:this|the|our) (?:conversation|chat|discussion) (?:is|has been|was)(?:n'?t| not| no) (?:\w+ )?(?:working|helping|helpful|use|going anywhere|leading anywhere|getting (?:us |me )?anywhere)\b|\b(?:this|the|our) (?:conversation|chat) (?:is )?(?:going|leading|getting)(?: us| me)? nowhere\b",
)  # fmt: skip

# Only where nothing but the wish for a talk is said, or the way to people is asked for.
_HINTS = (
    r"^\W*(?:(?:hi|hello|hey)\W+)?(?:(?:please|pls|i (?:want|need|wanna|would like)(?: to)?|can (?:i|we)|need to|want to) )?(?:talk|speak|chat|call|contact)(?: (?:to|with))?(?: (?:you|u|us|someone'?s?))?(?: please| pls)?\W*$",
    r"^\W*(?:(?:hi|hello|hey|i need|need|please|pls|is (?:there|this))\W+)?(?:(?:talk|speak) )?(?:an? )?(?:live |human |customer |online )?(?:agents?|support|help ?desk|(?:customer )?(?:service|support|care)|services?|humans?|persons?|operators?|help|hotline|chat|assistance|advis[eo]r|supervisor|manager|complaints?|someone|anyone|anybody|somebody|executive)(?: there| here)?\W*$",
    r"^\W*(?:(?:hi|hello|hey)\W+)?is (?:there )?(?:any ?(?:one|body)|some ?(?:one|body))(?: \w+)?\W*$",
    r"\bhow (?:do|can|could|should|to) (?:i |we )?(?:contact|reach|get (?:a ?hold of|in touch with|through to)|call|message) (?:you|u|support|customer|the (?:\w+ )?team|your (?:\w+ )?team|someone|anyone|somebody|the company)\b",
    r"\b(?:contact|reach|call) (?:support|customer (?:service|support|care)|your (?:support|team|customer))\b",
    r"\bwho (?:do|should) (?:i|we) (?:speak|talk|chat|turn) (?:to|with)\b",
    r"\bcan (?:someone|somebody|anyone|anybody) (?:please )?(?:help|assist)(?: me)?(?: please| out)?\W*$",
    r"\b(?:i want|i need|i would like|want|need|how|like) to (?:\w+ )?(?:complain|make a complaint|file a complaint|raise a complaint|complaint)\b",
    r"\b(?:customer (?:care|service|support)|call cent(?:er|re)|help ?line|no ?one|nobody)\b[^.?!]{0,20}\b(?:unavailable|not (?:available|reachable|picking|answering|responding)|is answering)\b",
    r"\b(?:do you have|is there) (?:an? )?(?:live chat|human support|real support|call cent(?:er|re)|customer (?:service|support)|support team|hotline|phone support)\b",
    r"\b(?:would|can|could|will) (?:a|any) (?:human|person|agent) (?:be able to )?(?:help|look|read|see|check)\b",
)  # fmt: skip

_TARGET = r"(?:transfer\w*|connect\w*|speak\w*|talk\w*|chat\w*|escalat\w*|pass\w*|redirect\w*|call\w*|(?:to )?(?:an? |any |the |another |your )?(?:real |live |human )?(?:human|agent|person|representative|operator|manager|supervisor|advis[eo]r)s?)"
_DENIES = (
    rf"\b(?:(?:are|r) (?:you|u)|is (?:this|it|that)|am i (?:\w+ )?(?:talking|speaking|chatting))\b(?:(?!\b(?:get|give|let|want|need|connect\w*|transfer\w*|speak|talk|pass|put)\b)[^.?!]){{0,60}}\b(?:human|person|{_BOT}|real|people|agent|representative)\b",
    rf"\b(?:do(?:es)?n'?t|do not|does not|did not|didn'?t|not|no longer|never|don'?t think (?:i|we)|needn'?t)(?: (?:really|even|actually|yet|currently|necessarily))? (?:need|want|have|wish|like|require|ask(?:ing)?|trying)(?:ed)?(?: (?:you|anyone|someone|anybody|me))?(?: to| for)?(?: be| get| have)? {_TARGET}\b(?![^.?!,;]{{0,25}}\b{_BOT}\b)",
    rf"\b(?:(?:need|must|should)(?:n'?t| not)|please (?:don'?t|do not)|don'?t bother to|no need (?:for|to)|(?:isn'?t|not) (?:necessary|required|needed) (?:for \w+ )?to|rather not|no (?:wish|desire|intention|reason|point) (?:to|in)|without(?: having to| needing to)?|no reason to|instead of|rather than|not (?:going )?to)(?: be)? {_TARGET}\b(?![^.?!,;]{{0,25}}\b{_BOT}\b)",
    r"^\W*(?:please |pls )?no(?:t an?| more)? (?:real |live |human )*(?:humans?|agents?|persons?|people|operators?|representatives?)\W*(?:please|pls|thanks?|thank you|needed|required|necessary|for (?:this|that|me)|$)",
    rf"(?:^|[,.;!]|\bplease\b|\bpls\b|\bjust\b|\band\b)\W*(?:don'?t|do not|never) (?:put|hand|pass|bring|send|patch) (?:me|us|this)\b(?![^.?!,;]{{0,25}}\b{_BOT}\b)",
    rf"\b(?:hate|dislike|can'?t stand|don'?t like|avoid) (?:to )?(?:talk|speak|chat)(?:ing)? (?:to|with)\b(?![^.?!,;]{{0,40}}\b{_BOT}\b)",
    r"\b(?:cancel|forget|undo|never ?mind) (?:the|that|this|my) (?:transfer|hand ?off|escalation|agent|human|representative)\b",
    r"\bprefer (?:you|this chat|(?:the|this|a) (?:chat ?)?bot)\b[^.?!,;]{0,12}\b(?:over|instead of|rather than|to an?)\b",
    rf"^\W*(?:don'?t|do not|never) {_TARGET}\b(?![^.?!,;]{{0,25}}\b{_BOT}\b)",
    r"\bno need (?:for|to|of)\b|\bdo i (?:need|have) to (?:speak|talk|call|chat)\b|\bwhy (?:would|should) i (?:speak|talk|call|chat|need)\b",
    rf"\b(?:was|were|been|am|are|is|already|just|yesterday|while|after|before|when)(?: (?:i|we|you))?(?: (?:already|just))? (?:talking|speaking|chatting) (?:to|with)\b(?![^.?!,;]{{0,25}}\b{_BOT}\b)",
    r"\b(?:am i|was i|have i been|(?<!how )do i|did i) (?:really |currently |actually |now )?(?:talk|speak|chat)(?:ing)?\b",
    r"\b(?:i'm|i am|im|you're|youre|you are|be|being|become|becoming|act|think|behave|sounds?|seems?|acting|pretend)(?: (?:like|a|an|the|not|just|to be|as|and|think|really))* (?:(?:real|live|actual) )*(?:bot|robot|human|person|machine|computer|agent|people|operator|manager|representative)\b",
    r"\bwho(?:'s| is| are) (?:your|the|my|our)\b|\b(?:or|as) an? (?:real |actual |live )+(?:human|person)\b(?=\W*\?)",
    r"^\W*(?:when|what time|at what time|until when|which (?:hours|days))\b[^.?!]*\b(?:reach|talk|speak|chat|call)\b",
    r"\bwhat (?:can|will|could|would|should|do) (?:you|i) call (?:me|you)\b",
    r"\b(?:already|just|yesterday|last week) (?:spoke|talked|chatted)\b",
    r"\b(?:money|cash|funds?|transfer|payment|euros?|dollars?|pounds?|gift|parcel|package|order|lamp|card|account|ticket|ownership)s? (?!me |us )(?:\w+ ){0,3}(?:to|with) (?:another |a |some)(?:one|body|person|other person)\b",
    r"\b(?:how to|how do (?:i|you)|can i|could i|want to|like to) (?:say|write|translate|spell)\b",
    r"\b(?:travel|estate|insurance|letting|secret|booking|shipping|cleaning|user|free|chemical|bleaching|real[ -]estate) agents?\b",
)  # fmt: skip

ENGLISH = Language(
    code="en",
    person=_STAFF,
    bare=r"agents?|humans?|person|operator",
    talk=r"(?!)",
    please=r"(?!)",
    asks=_ASKS,
    hints=_HINTS,
    denies=_DENIES,
)
