"""Who asks too much is told how long to wait, and nobody else is kept waiting."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.client import DeskRefused
from tests.desk_up import RunningDesk, web_alone
from tests.logins import Staff

pytestmark = pytest.mark.slow

FEW = "3/minute"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    data_dir = tmp_path_factory.mktemp("strict") / "data"
    limits = {"limit_login": FEW, "limit_messages": FEW, "limit_opens": "5/minute", "trusted_proxies": "1"}
    with web_alone(data_dir, settings=limits) as desk:
        yield desk


def test_guessing_passwords_is_slowed_down_for_the_address_and_for_the_account(strict: RunningDesk) -> None:
    login = strict.logins["Mira"]
    with Staff(strict.url, headers={"X-Forwarded-For": "192.0.2.1"}) as guesser:
        wrong = [guesser.log_in(login.email, "wrong").status_code for _ in range(3)]
        limited = guesser.log_in(login.email, login.password)
    with Staff(strict.url, headers={"X-Forwarded-For": "192.0.2.2"}) as elsewhere:
        same_account = elsewhere.log_in(login.email, login.password).status_code
        other_account = elsewhere.log_in(strict.logins["Jonas"].email, strict.logins["Jonas"].password).status_code

    assert (wrong, limited.status_code, same_account, other_account) == ([401, 401, 401], 429, 429, 302)
    assert "Try again in" in limited.text


def test_messages_are_limited_for_each_customer_on_sockets_and_rest_together(strict: RunningDesk) -> None:
    with strict.customer() as eager, strict.customer() as calm, strict.http() as browser:
        conversation_id = eager.open()
        for number in range(3):
            eager.say(conversation_id, f"Message {number}")

        with pytest.raises(DeskRefused, match="too_many"):
            eager.say(conversation_id, "One more")
        answer = browser.post(
            f"/api/v1/widget/conversations/{conversation_id}/messages",
            json={"client_id": str(uuid4()), "text": "And another way"},
            headers={"Authorization": f"Bearer {eager.token}"},
        )

        assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")
        assert 0 < int(answer.headers["Retry-After"]) <= 60
        assert calm.say(calm.open(), "Somebody else").seq == 2


def test_opening_conversations_is_limited_for_the_address(strict: RunningDesk) -> None:
    def open_from(address: str) -> int:
        body = {"inbox": "demo", "client_id": str(uuid4())}
        with strict.http() as browser:
            return browser.post(
                "/api/v1/widget/conversations", json=body, headers={"X-Forwarded-For": address}
            ).status_code

    assert [open_from("192.0.2.7") for _ in range(6)] == [201] * 5 + [429]
    assert open_from("192.0.2.8") == 201
