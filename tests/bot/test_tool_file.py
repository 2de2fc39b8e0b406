"""The file of tools: one that is right is read, one that is wrong keeps the desk from starting and names the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.config import ConfigError, load
from desk.tool_file import hosts_in, tools_in

GIVEN = {"DESK_SECRET_KEY": "x" * 40, "DESK_MODE": "embedded"}
HOSTS = "api.shop.example, orders:8000 private"
GOOD = """
- name: order_status
  description: Looks one order up.
  url: https://api.shop.example/orders/{order}?email={email}&fields=status
  headers: {Authorization: "Bearer ${SHOP_TOKEN}"}
  parameters:
    type: object
    properties:
      order: {type: string, pattern: "^[0-9]{4}$", description: its number}
    required: [order]
    additionalProperties: false
  bind: {email: customer_email}
  result: {pick: [status, shipment.carrier], characters: 500}
"""


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_TOKEN", "only-for-tests")


def started(path: Path, text: str, hosts: str = HOSTS) -> tuple[str, ...]:
    """Return the names of the tools that a desk with this file starts with."""
    path.write_text(text, encoding="utf-8")
    settings = load(GIVEN | {"DESK_BOT_TOOLS": str(path), "DESK_BOT_TOOL_HOSTS": hosts})
    return tuple(tool.name for tool in settings.tools)


def test_right_file_is_read(tmp_path: Path) -> None:
    assert started(tmp_path / "tools.yaml", GOOD) == ("order_status",)
    assert started(tmp_path / "none.yaml", "") == ()
    assert load(GIVEN).tools == ()


def test_header_is_filled_for_the_request_only(tmp_path: Path) -> None:
    (tmp_path / "tools.yaml").write_text(GOOD)
    (tool,) = tools_in(tmp_path / "tools.yaml", hosts_in(HOSTS))

    assert tool.filled_headers() == {"Authorization": "Bearer only-for-tests"}
    assert "only-for-tests" not in repr(tool) + str(tool.model_dump())


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("order_status", "Order Status", 2, "0.name: String should match pattern"),
        ("https://api.shop.example", "https://{order}.example", 2, "never in the host"),
        ("https://api.shop.example", "https://elsewhere.example", 2, "is not in DESK_BOT_TOOL_HOSTS"),
        ("https://api.shop.example", "https://api.shop.example:8443", 2, "is not in DESK_BOT_TOOL_HOSTS"),
        ("https://api.shop.example", "http://api.shop.example", 2, "http:// is for private hosts"),
        ("https://api.shop.example", "ftp://api.shop.example", 2, "url must begin with https://"),
        ("https://api.shop.example", "https://me:pass@api.shop.example", 2, "url holds no login"),
        ("{email}&", "{phone}&", 2, "url names {phone}, which neither parameters nor bind give"),
        ("?email={email}", "?{email}=x", 2, "never in its name"),
        ("?email={email}", "?x=1", 2, "email stands nowhere in url"),
        (
            "bind: {email: customer_email}",
            "bind: {email: staff_email}",
            12,
            "0.bind.email: Input should be 'customer_id'",
        ),
        ("bind: {email: customer_email}", "bind: {order: customer_email}", 2, "order is bound by the desk"),
        ("required: [order]", "required: []", 2, "order stands in the path: name it in required"),
        ("required: [order]", "required: [orders]", 6, "required names orders"),
        ("type: string", "type: text", 9, "0.parameters.properties.order.type"),
        ('"^[0-9]{4}$"', '"("', 9, "pattern: missing )"),
        ("${SHOP_TOKEN}", "${SHOP_TOKEN_2}", 2, "headers name the variable SHOP_TOKEN_2, which is not set"),
        ("Authorization:", "Host:", 2, "headers: Host cannot be set"),
        ("result:", "results:", 13, "0.results: Extra inputs are not permitted"),
        ("  bind:", "  writes: true\n  bind:", 2, "writes: true needs a method that changes something"),
        ("  bind:", "  method: DELETE\n  bind:", 2, "say writes: true, so that a person approves each"),
        ("  bind:", "\tbind:", 12, "this is no YAML"),
    ],
)
def test_wrong_file_keeps_the_desk_from_starting(tmp_path: Path, old: str, new: str, line: int, sentence: str) -> None:
    """The refusal names the setting, the file, the line and what is wrong there."""
    assert old in GOOD
    with pytest.raises(ConfigError) as refused:
        started(tmp_path / "tools.yaml", GOOD.replace(old, new))

    assert f"DESK_BOT_TOOLS: {tmp_path / 'tools.yaml'}, line {line}: " in str(refused.value)
    assert sentence in str(refused.value)


def test_two_tools_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 14: order_status: another tool has this name"):
        started(tmp_path / "tools.yaml", GOOD + GOOD.removeprefix("\n"))


def test_missing_file_keeps_the_desk_from_starting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"DESK_BOT_TOOLS: .*nowhere\.yaml cannot be read"):
        load(GIVEN | {"DESK_BOT_TOOLS": str(tmp_path / "nowhere.yaml")})


@pytest.mark.parametrize(
    "hosts", ["https://api.example", "api.example/orders", "a b", "me@api.example", "api.example:x", "*.example"]
)
def test_what_is_no_host_keeps_the_desk_from_starting(hosts: str) -> None:
    with pytest.raises(ConfigError, match=r"DESK_BOT_TOOL_HOSTS: .* is no host"):
        load(GIVEN | {"DESK_BOT_TOOL_HOSTS": hosts})


@pytest.mark.parametrize(
    ("hosts", "url", "is_covered"),
    [
        ("api.example", "https://api.example/x", True),
        ("api.example", "https://API.example:443/x", True),
        ("api.example", "https://api.example:8443/x", False),
        ("api.example:8443", "https://api.example:8443/x", True),
        ("api.example:8443", "https://api.example/x", False),
        ("api.example", "https://my.api.example/x", False),
        ("api.example", "https://api.example.evil.example/x", False),
        ("api.example", "http://api.example/x", False),
        ("orders:8000 private", "http://orders:8000/x", True),
        ("orders:8000", "http://orders:8000/x", False),
        ("localhost:8000", "http://localhost:8000/x", True),
        ("10.1.2.3", "http://10.1.2.3/x", True),
        ("[::1]:8000", "http://[::1]:8000/x", True),
        ("10.1.2.3", "http://10.1.2.4/x", False),
    ],
)
def test_only_listed_hosts_are_covered(hosts: str, url: str, is_covered: object) -> None:
    assert any(host.covers(url) for host in hosts_in(hosts)) is is_covered
