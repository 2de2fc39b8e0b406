"""Customers over REST: the same conversation as on the socket, and many of them at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from desk.wire import EventsPage, OpenedShape
from tests.client import DeskRefused
from tests.desk_up import RunningDesk
from tests.stage import expect

pytestmark = pytest.mark.slow

CLIENTS = 64
MESSAGES = 4
OPEN = "/api/v1/widget/conversations"


def test_clients_who_post_at_once_are_all_served(web: RunningDesk) -> None:
    """SQLite has one writer at a time: 64 who write together wait for a moment, and none is turned away."""

    def chat(number: int) -> list[int]:
        with web.http() as browser:
            body = {"inbox": "demo", "client_id": str(uuid4()), "text": f"Client {number}"}
            opened = expect(201, browser.post(OPEN, json=body)).json()
            path = f"{OPEN}/{opened['conversation']['id']}/messages"
            token = {"Authorization": f"Bearer {opened['token']}"}
            return [
                browser.post(path, json={"client_id": str(uuid4()), "text": f"{n}"}, headers=token).status_code
                for n in range(MESSAGES)
            ]

    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = Counter(status for each in pool.map(chat, range(CLIENTS)) for status in each)

    assert statuses == {201: CLIENTS * MESSAGES}


def test_clients_on_one_conversation_get_a_sequence_without_gaps(web: RunningDesk) -> None:
    with web.customer() as customer, ThreadPoolExecutor(16) as pool:
        conversation_id = customer.open()
        path = f"{OPEN}/{conversation_id}/messages"
        token = {"Authorization": f"Bearer {customer.token}"}

        def post(number: int) -> int:
            with web.http() as browser:
                body = {"client_id": str(uuid4()), "text": f"{number}"}
                return int(expect(201, browser.post(path, json=body, headers=token)).json()["seq"])

        seqs = sorted(pool.map(post, range(48)))
        customer.until(lambda: customer.logs[conversation_id].head == 49, "all are heard")

    assert seqs == list(range(2, 50))
    assert sorted(customer.texts(conversation_id)) == sorted(str(number) for number in range(48))


def test_rest_and_socket_show_the_same_conversation(web: RunningDesk) -> None:
    with web.customer() as customer, web.http() as browser:
        body = {"inbox": "demo", "client_id": str(uuid4()), "text": "Over REST"}
        opened = OpenedShape.model_validate_json(expect(201, browser.post(OPEN, json=body)).text)
        customer.auth = {"inbox": "demo", "token": opened.token}
        customer.drop()
        customer.connect().join(opened.conversation.id)
        customer.say(opened.conversation.id, "Over the socket")
        answer = browser.get(
            f"{OPEN}/{opened.conversation.id}/events?after=0", headers={"Authorization": f"Bearer {opened.token}"}
        )

    page = EventsPage.model_validate_json(expect(200, answer).text)
    assert [event.type for event in page.events] == ["conversation.opened", "message.posted", "message.posted"]
    assert customer.texts(opened.conversation.id) == ["Over REST", "Over the socket"]


def test_token_of_another_site_is_refused(web: RunningDesk) -> None:
    web.command("create-inbox", "--key", "other", "--name", "Other")
    with web.customer(inbox="other") as customer, web.http() as browser:
        customer.open("At the other site")
        own = browser.get(f"{OPEN}/{next(iter(customer.logs))}", headers={"Authorization": f"Bearer {customer.token}"})

        with pytest.raises(DeskRefused, match="another site"):
            web.customer(inbox="demo", token=customer.token).connect()
    assert own.status_code == 200
