"""Only the desk's own pages open sockets; a page of another site is refused, cookie or not."""

from __future__ import annotations

import pytest
import websocket

from tests.client import DeskRefused, StaffClient, WidgetClient
from tests.desk_up import RunningDesk

pytestmark = pytest.mark.slow

FOREIGN = [
    "https://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "null",
    "file://",
    "https://127.0.0.1.evil.example",
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_widget_socket_is_opened_by_our_own_pages_only(web: RunningDesk, origin: str) -> None:
    with WidgetClient(web.url, headers={"Origin": web.url}) as own:
        assert own.is_connected

    with pytest.raises(DeskRefused, match="forbidden"):
        WidgetClient(web.url, headers={"Origin": origin}).connect()


@pytest.mark.parametrize("origin", FOREIGN)
def test_staff_cookie_opens_no_socket_for_another_site(web: RunningDesk, origin: str) -> None:
    with web.staff("Mira") as staff:
        with StaffClient(web.url, headers={"Cookie": staff.cookie, "Origin": web.url}) as own:
            assert own.is_connected

        with pytest.raises(DeskRefused, match="not_authenticated"):
            StaffClient(web.url, headers={"Cookie": staff.cookie, "Origin": origin}).connect()


def test_token_never_travels_in_an_address(web: RunningDesk) -> None:
    """What is in an address ends up in logs."""
    with web.customer() as customer:
        customer.open()
        token = customer.token
    address = web.url.replace("http", "ws") + f"/socket.io/?EIO=4&transport=websocket&token={token}&inbox=demo"
    socket = websocket.create_connection(address)
    socket.recv()
    socket.send("40/widget,{}")

    answer = socket.recv()
    socket.close()

    assert str(answer).startswith("44/widget,")
