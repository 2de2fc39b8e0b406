"""A site says who its customer is: on sockets and over REST."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from tests.client import DeskRefused, WidgetClient
from tests.desk_up import RunningDesk
from tests.sites import Site
from tests.stage import RESPONSIBLE, Stage, expect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


@pytest.fixture
def site(stage: Stage) -> Site:
    return stage.site


def identify(client: WidgetClient, jwt: str) -> str:
    return str(client.call("customer.identify", jwt=jwt)["token"])


def a_beat_later(client: WidgetClient) -> None:
    beats = len(client.heartbeats)
    client.until(lambda: len(client.heartbeats) > beats + 1, "heartbeats come")


def test_chat_goes_on_after_the_login_and_staff_see_who_it_is(stage: Stage, site: Site) -> None:
    with stage.desk.customer() as customer, stage.staff[RESPONSIBLE].socket() as agent:
        conversation_id = customer.open("Where is it?")
        agent.join(conversation_id)

        token = identify(customer, site.signed("u-1", name="Ada Lovelace", attributes={"plan": "gold"}))
        customer.join(conversation_id)
        customer.say(conversation_id, "It is me, Ada")

        heard = agent.wait_for("customer.identified", conversation_id)
        assert heard.data["customer"]["name"] == "Ada Lovelace"  # type: ignore[index]
        agent.until(lambda: agent.texts(conversation_id)[-1:] == ["It is me, Ada"], "the message comes")
    with stage.desk.customer(token=token) as again:
        assert [one.conversation.id for one in again.conversations()] == [conversation_id]


def test_another_device_finds_the_same_conversations(stage: Stage, site: Site) -> None:
    with stage.desk.customer() as phone, stage.desk.customer() as laptop:
        identify(phone, site.signed("u-2"))
        conversation_id = phone.open("From the phone")
        identify(laptop, site.signed("u-2"))

        assert laptop.join(conversation_id).conversation.id == conversation_id


def test_token_from_before_the_login_opens_and_hears_nothing_more(stage: Stage, site: Site) -> None:
    with stage.desk.customer() as customer:
        conversation_id = customer.open("Where is it?")
        with stage.desk.customer(token=customer.token) as copied:
            copied.join(conversation_id)
            identify(customer, site.signed("u-3"))
            a_beat_later(copied)
            customer.join(conversation_id)
            customer.say(conversation_id, "My number is 4711")
            customer.wait_for("message.posted", conversation_id, after=2)
            a_beat_later(copied)

            assert "4711" not in copied.everything_heard()
            assert copied.heartbeats[-1]["heads"] == {}
            assert copied.conversations() == []
            with pytest.raises(DeskRefused, match="not_found"):
                copied.join(conversation_id)


def test_who_knows_how_the_chat_was_opened_does_not_become_who_logged_in_later(stage: Stage, site: Site) -> None:
    """A resend of an opening needs no token, for its ack may have been lost: it must not give one of somebody known."""
    client_id = uuid4()
    with stage.desk.customer() as customer, stage.desk.customer() as stranger:
        conversation_id = customer.open("Where is it?", client_id=client_id)
        assert stranger.open("Where is it?", client_id=client_id) == conversation_id
        identify(customer, site.signed("u-7"))

        with stage.desk.customer() as another, pytest.raises(DeskRefused, match="not_authenticated"):
            another.open("Where is it?", client_id=client_id)
        assert customer.open("Where is it?", client_id=client_id) == conversation_id
    given = {"inbox": "demo", "client_id": str(client_id), "text": "Where is it?"}
    expect(401, stage.nobody.post("/api/v1/widget/conversations", json=given))


def test_who_logs_in_after_somebody_hears_nothing_of_them(stage: Stage, site: Site) -> None:
    with stage.desk.customer() as shared, stage.desk.customer() as home:
        identify(shared, site.signed("u-4"))
        conversation_id = shared.open("Mine")
        identify(home, site.signed("u-4"))
        home.join(conversation_id)

        identify(shared, site.signed("u-5"))
        home.say(conversation_id, "Only for me")
        home.wait_for("message.posted", conversation_id, after=2)
        a_beat_later(shared)

        assert "Only for me" not in shared.everything_heard()
        assert shared.conversations() == []


def test_what_the_site_did_not_sign_changes_nothing(stage: Stage) -> None:
    with stage.desk.customer() as customer:
        conversation_id = customer.open("Where is it?")
        with pytest.raises(DeskRefused, match="not_authenticated"):
            identify(customer, "made.up.token")

        customer.say(conversation_id, "Hello?")
        assert [one.conversation.id for one in customer.conversations()] == [conversation_id]


def test_rest_says_it_as_sockets_do(stage: Stage, site: Site) -> None:
    opened = stage.open()
    given = {"inbox": "demo", "jwt": site.signed("u-6", name="Bob")}
    headers = {"Authorization": f"Bearer {opened['token']}"}

    answer = expect(200, stage.nobody.post("/api/v1/widget/identity", json=given, headers=headers)).json()

    with stage.desk.customer(token=answer["token"]) as bob:
        assert bob.join(UUID(opened["conversation"]["id"])).head == opened["head"]
    expect(401, stage.nobody.post("/api/v1/widget/identity", json={**given, "jwt": "no"}))
    expect(404, stage.nobody.post("/api/v1/widget/identity", json={**given, "inbox": "none"}))
