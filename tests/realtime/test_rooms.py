"""Who hears of what: nobody hears of a conversation that they may not read."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from desk.vocabulary import Status
from tests.desk_up import RunningDesk
from tests.stage import COLLEAGUE, OUTSIDER, RESPONSIBLE, TEAM, Stage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


def test_team_hears_of_its_conversations_and_others_do_not(stage: Stage) -> None:
    scene = stage.scene(Status.ASSIGNED)
    with stage.staff[COLLEAGUE].socket() as colleague, stage.staff[OUTSIDER].socket() as outsider:
        before = colleague.call("inbox.list", view="all")["version"]
        with stage.socket(scene) as customer:
            customer.join(UUID(scene.conversation_id))
            customer.say(UUID(scene.conversation_id), "A secret of this team")
        colleague.until(lambda: UUID(scene.conversation_id) in colleague.logs, "the team hears of it")
        outsider.until(lambda: any(beat["inbox"] > before for beat in outsider.heartbeats), "a heartbeat comes")

        assert UUID(scene.conversation_id) not in outsider.logs
        assert scene.conversation_id not in outsider.everything_heard()


def test_who_loses_the_right_to_read_hears_no_more_of_it(stage: Stage) -> None:
    opened = stage.open("Open to all teams")["conversation"]["id"]
    conversation_id = UUID(opened)
    with stage.staff[OUTSIDER].socket() as outsider, stage.staff[RESPONSIBLE].socket() as agent:
        outsider.join(conversation_id)
        agent.do("take_over", conversation_id)
        outsider.wait_for("conversation.taken_over", conversation_id)
        agent.do("transfer", conversation_id, team_id=stage.teams[TEAM], reason="Theirs alone")
        outsider.wait_for("conversation.transferred", conversation_id)
        beats = len(outsider.heartbeats)
        outsider.until(lambda: len(outsider.heartbeats) > beats + 1, "heartbeats come")
        agent.do("take_over", conversation_id)
        seq = agent.say(conversation_id, "Between us").seq
        agent.join(conversation_id)
        beats = len(outsider.heartbeats)
        outsider.until(lambda: len(outsider.heartbeats) > beats + 1, "heartbeats come")

        assert agent.logs[conversation_id].head == seq
        assert "Between us" not in outsider.everything_heard()
        assert opened not in outsider.heartbeats[-1]["heads"]


def test_customer_hears_of_their_own_conversations_only(stage: Stage) -> None:
    scene = stage.scene(Status.ASSIGNED)
    stranger = stage.desk.customer(token=scene.stranger_token)
    with stage.socket(scene) as customer, stranger:
        customer.join(UUID(scene.conversation_id))
        stranger.join(stranger.conversations()[0].conversation.id)
        customer.say(UUID(scene.conversation_id), "Only for us")
        customer.wait_for("message.posted", UUID(scene.conversation_id), after=2)
        beats = len(stranger.heartbeats)
        stranger.until(lambda: len(stranger.heartbeats) > beats, "a heartbeat comes")

        assert "Only for us" not in stranger.everything_heard()
        assert scene.conversation_id not in stranger.everything_heard()
        assert [len(beat["heads"]) for beat in stranger.heartbeats[-1:]] == [1]
