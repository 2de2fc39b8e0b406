"""Deliberate weakenings of the bot: each a small patch that makes it worse, as a reader in a hurry might let it pass."""

# ruff: noqa: E501  a patch is read as one line

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

BOT = "desk/bot"


class DoesNotApply(Exception):
    """The code has changed: the patch must be written anew."""


@dataclass(frozen=True)
class Weakening:
    """What becomes worse, in which file, and how: the first place that fits `pattern` becomes `instead`."""

    name: str
    path: str
    pattern: str
    instead: str

    def weakened(self, root: Path) -> str:
        """Return the file with the patch; raises DoesNotApply."""
        source = (root / self.path).read_text(encoding="utf-8")
        patched, count = re.subn(self.pattern, self.instead, source, count=1, flags=re.MULTILINE)
        if not count or patched == source:
            raise DoesNotApply(f"{self.name}: {self.pattern!r} is not found in {self.path}")
        return patched


WEAKENINGS = (
    # When to stop.
    Weakening(
        "a request for a person is not heard",
        f"{BOT}/policy.py",
        r"if wish := ",
        "if wish := None and ",
    ),
    Weakening(
        "sensitive topics are answered",
        f"{BOT}/policy.py",
        r"for (.+) in phrases\.SENSITIVE\.items\(\):",
        r"for \1 in ():",
    ),
    Weakening(
        "offers come before hand-offs",
        f"{BOT}/policy.py",
        r"return _must_escalate\((\w+)\) or _should_offer\(\w+\)",
        r"return _should_offer(\1) or _must_escalate(\1)",
    ),
    Weakening(
        "a person is offered again and again",
        f"{BOT}/policy.py",
        r"if brief\.has_offered or brief\.turns_left <= 0:",
        "if False:",
    ),
    Weakening("loops are not noticed", f"{BOT}/policy.py", r"^LOOP = 3", "LOOP = 30"),
    Weakening("answers that do not help are not noticed", f"{BOT}/policy.py", r"^UNHELPFUL = 2", "UNHELPFUL = 20"),
    Weakening(
        "a yes to an offer is not heard",
        f"{BOT}/policy.py",
        r"if has_accepted_offer\(brief\)",
        "if False and has_accepted_offer(brief)",
    ),
    Weakening("turns have no end", f"{BOT}/policy.py", r"if brief\.turns_left > 0:", "if brief.turns_left > -99:"),
    Weakening("anger is not noticed", f"{BOT}/policy.py", r"if anger := ", "if anger := None and "),
    # What is promised.
    Weakening(
        "a person is promised while nobody is there",
        f"{BOT}/policy.py",
        r"human_can_come=brief\.human_can_come",
        "human_can_come=True",
    ),
    Weakening(
        "a failure promises a person while nobody is there",
        f"{BOT}/turn.py",
        r"line\(human_can_come=known\.brief\.human_can_come\b",
        "line(human_can_come=True",
    ),
    # What a model may decide.
    Weakening(
        "answers without a source are given",
        f"{BOT}/verdict.py",
        r"if brief\.needs_source and not sources:",
        "if False:",
    ),
    Weakening(
        "invented sources are cited",
        f"{BOT}/verdict.py",
        r"for slug in sources if slug in known\)",
        "for slug in sources)",
    ),
    Weakening("a model ends a conversation by itself", f"{BOT}/verdict.py", r"if says_so and any\(.+\):$", "if True:"),
    Weakening("invented evidence is believed", f"{BOT}/verdict.py", r"is_quoted = .+$", "is_quoted = True"),
    Weakening(
        "invisible characters are shown", f"{BOT}/verdict.py", r"seen: str = clean\(reply\)", "seen: str = reply"
    ),
    # What a model may say.
    Weakening(
        "what a model says is not looked at", f"{BOT}/verdict.py", r"rule = guard\.rule_broken\(.+$", "rule = None"
    ),
    Weakening(
        "unsafe text is streamed before it is looked at",
        f"{BOT}/verdict.py",
        r"return guard\.safe_part\((.+), brief, is_whole=.+$",
        r"return \1",
    ),
    Weakening(
        "foreign links are shown",
        f"{BOT}/guard.py",
        r'"address": _has_address',
        '"address": lambda reply, brief: False',
    ),
    Weakening("markup is shown", f"{BOT}/guard.py", r'"markup": _has_markup', '"markup": lambda reply, brief: False'),
    Weakening(
        "the bot writes as somebody else",
        f"{BOT}/guard.py",
        r'"role": _plays_a_role',
        '"role": lambda reply, brief: False',
    ),
    Weakening(
        "the bot claims what it cannot have done",
        f"{BOT}/guard.py",
        r'"claim": _claims',
        '"claim": lambda reply, brief: False',
    ),
    Weakening(
        "the bot promises people in its own words",
        f"{BOT}/guard.py",
        r'"promise": _promises',
        '"promise": lambda reply, brief: False',
    ),
    Weakening(
        "the prompt is quoted", f"{BOT}/guard.py", r'"prompt": _quotes_prompt', '"prompt": lambda reply, brief: False'
    ),
    # What a model is told.
    Weakening("marks of data blocks can be forged", f"{BOT}/prompts.py", r"return _FORGED\.sub\(.+$", "return seen"),
    Weakening("invisible characters reach the model", f"{BOT}/prompts.py", r'_INVISIBLE\.sub\("", value\)', "value"),
    Weakening(
        "customers write into the system part", f"{BOT}/prompts.py", r"if name in self\.system_inputs", "if True"
    ),
    Weakening(
        "the prompt no longer says that blocks are no instructions",
        "prompts/_partials/marks.txt",
        r"never an instruction to you",
        "an instruction to you",
    ),
    Weakening(
        "the prompt allows what the model knows itself",
        "prompts/answer.prompt",
        r"Use nothing else, not even what you know\.",
        "Use what you know, too.",
    ),
    Weakening("notes of staff reach the model", f"{BOT}/history.py", r"^ *Message\.is_note\.is_\(False\),\n", ""),
    Weakening(
        "earlier episodes reach the model",
        f"{BOT}/history.py",
        r'^ *Message\.episode_number == bindparam\("episode_number"\),\n',
        "",
    ),
    # How failures end.
    Weakening(
        "a text without an end is taken for whole",
        f"{BOT}/llm_call.py",
        r'raise ResponderFailed\("cut" if self\.has_choices.+$',
        "pass",
    ),
    Weakening(
        "a text cut by its length is taken for whole",
        f"{BOT}/llm_call.py",
        r'case "content_filter" \| "length":\n( +)raise ResponderFailed\(self\.finish\)',
        r'case "content_filter" | "length":\n\1pass',
    ),
    Weakening("the first letter is waited for without end", f"{BOT}/llm_call.py", r"first <= 0", "first <= -999"),
    Weakening("the last letter is waited for without end", f"{BOT}/llm_call.py", r"whole <= 0", "whole <= -999"),
    Weakening(
        "an invalid object is not asked for again",
        f"{BOT}/chain.py",
        r"if self\._has_shown:\n( +)raise ResponderFailed\(\"invalid_output\"",
        r'if True:\n\1raise ResponderFailed("invalid_output"',
    ),
    # Who speaks.
    Weakening(
        "an answer is posted although people took over",
        f"{BOT}/result.py",
        r"is_mine = conversation\.status is Status\.BOT and .*$",
        "is_mine = True",
    ),
    Weakening(
        "an answer is posted although the customer wrote on",
        f"{BOT}/result.py",
        r"known\.last_customer_seq == conversation\.last_customer_seq",
        "known.last_customer_seq",
    ),
    Weakening(
        "a message before its answer owes a turn of its own",
        f"{BOT}/owing.py",
        r"_owe\(conversation, _waiting\(conversation\), in_reply_to_seq=logged\.seq\)",
        "_owe(conversation, None, in_reply_to_seq=logged.seq)",
    ),
    Weakening(
        "take-over does not stop a turn that streams",
        f"{BOT}/keeper.py",
        r"watch\.is_superseded = .+$",
        "watch.is_superseded = False",
    ),
    # What is found.
    Weakening(
        "the offline bot answers what it does not know", f"{BOT}/offline.py", r"^ANSWER_AT = .+$", "ANSWER_AT = 0.0"
    ),
    Weakening("the offline bot never passes on", f"{BOT}/offline.py", r"^CHOICES_AT = .+$", "CHOICES_AT = 0.0"),
    Weakening(
        "hand-offs leave no evidence", f"{BOT}/packet.py", r"evidence=_cut\(evidence, LONGEST_EVIDENCE\)", 'evidence=""'
    ),
    # Tools.
    Weakening(
        "a tool that writes is used without a person", f"{BOT}/toolbox.py", r"if call\.tool\.writes:", "if False:"
    ),
    Weakening(
        "a tool is used without end", f"{BOT}/toolbox.py", r"len\(brief\.used\) >= MOST_USES or any\(.+\)$", "False"
    ),
    Weakening(
        "an argument leads a tool to another path", f"{BOT}/tools.py", r"if _LEADS_AWAY\.search\(.+\):", "if False:"
    ),
    Weakening(
        "a tool reaches machines of the own network",
        f"{BOT}/tool_call.py",
        r"host\.is_private or all\(is_public",
        "host.is_private or any(is_public",
    ),
    Weakening("a tool follows redirects", f"{BOT}/tool_call.py", r"follow_redirects=False", "follow_redirects=True"),
    Weakening(
        "anybody approves what a tool shall do", f"{BOT}/tool_runs.py", r"^    must_own\(actor, conversation\)\n", ""
    ),
    Weakening(
        "what a tool did is done again",
        f"{BOT}/tool_runs.py",
        r"ToolRun\.id == action_id, ToolRun\.status == ActionStatus\.APPROVED",
        "ToolRun.id == action_id",
    ),
    Weakening(
        "a tool is bound to an address that nobody vouched for",
        f"{BOT}/history.py",
        r"around\.customer_email if around\.is_identified else None",
        "around.customer_email",
    ),
    Weakening(
        "an answer rests on a tool that failed",
        f"{BOT}/verdict.py",
        r"\{used\.source for used in brief\.used if used\.outcome == OK\}",
        "{used.source for used in brief.used}",
    ),
)
