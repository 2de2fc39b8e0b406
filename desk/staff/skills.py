"""Skills: what there is to know, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, func, select

from desk.errors import Invalid
from desk.ids import uuid7
from desk.staff import revisions
from desk.staff.editing import keep_edit
from desk.staff.models import AgentSkill, Skill
from desk.staff.shapes import Skills, SkillsText, SkillText, SkillUse
from desk.unit_of_work import action, current, query
from desk.vocabulary import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desk.actors import Actor


class SkillChange(NamedTuple):
    """What an edit did to the names: those that changed, with the new ones, and those that are gone."""

    renamed: Mapping[str, str]
    removed: frozenset[str]


@query
def skills() -> Skills:
    """Return all skills with how many people have each."""
    uses = current().execute(select(AgentSkill.skill_id, func.count()).group_by(AgentSkill.skill_id))
    return Skills(
        number=revisions.newest_number(RevisionKind.SKILLS, revisions.ALL),
        text=_text(),
        uses=tuple(SkillUse(id=skill_id, people=people) for skill_id, people in uses),
    )


@query
def skill_names() -> dict[UUID, str]:
    """Return the name of each skill."""
    return dict(current().execute(select(Skill.id, Skill.name)).all())


def _text() -> SkillsText:
    names = sorted(skill_names().items(), key=lambda item: item[1].casefold())
    return SkillsText(skills=tuple(SkillText(id=skill_id, name=name) for skill_id, name in names))


@action
def save_skills(actor: Actor, text: SkillsText, *, seen: int | None) -> SkillChange:
    """Make the skills what the text says; raises Invalid for a name that is there twice, and as `keep_edit`.

    What is removed is taken from all who had it.
    """
    _must_differ(text)
    before, known = _text(), skill_names()
    kept = {skill.id: skill.name for skill in text.skills if skill.id is not None and skill.id in known}
    removed = known.keys() - kept.keys()
    current().execute(delete(Skill).where(Skill.id.in_(removed)))
    changed = {skill_id: name for skill_id, name in kept.items() if name != known[skill_id]}
    _rename(changed)
    new = [skill for skill in text.skills if skill.id not in known]
    current().add_all([Skill(id=skill.id or uuid7(), name=skill.name) for skill in new])
    current().flush()  # the text that is kept is read back, with the new ids
    keep_edit(actor, RevisionKind.SKILLS, revisions.ALL, before=before, after=_text(), seen=seen)
    renamed = {known[skill_id]: name for skill_id, name in changed.items()}
    return SkillChange(renamed, frozenset(known[skill_id] for skill_id in removed))


def _rename(names: Mapping[UUID, str]) -> None:
    """Give skills new names, by way of names that nothing has: two may change places."""
    rows = list(current().scalars(select(Skill).where(Skill.id.in_(names)).with_for_update()))
    for row in rows:
        row.name = row.id.hex
    current().flush()
    for row in rows:
        row.name = names[row.id]
    current().flush()


def _must_differ(text: SkillsText) -> None:
    seen: set[str] = set()
    for place, skill in enumerate(text.skills):
        if skill.name.casefold() in seen:
            message = f"There is a skill {skill.name} already. Take another name."
            raise Invalid(message, fields={f"text.skills.{place}.name": message})
        seen.add(skill.name.casefold())
