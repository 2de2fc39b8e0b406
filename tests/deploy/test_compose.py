"""docker-compose.yml and its overlays: what they promise, as far as it can be known without a Docker engine."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

import pytest
import yaml

from desk.cli import desk
from desk.config import QUEUES, Settings
from tests.deploy.composefile import COMPOSE, DEVELOPERS, TLS, Loader, Missing, Service, interpolated, read
from tests.desk_up import ROOT

SERVICES = read(COMPOSE)
OURS = {name: service for name, service in SERVICES.items() if service.is_ours}
WITH_DEVELOPERS = read(COMPOSE, DEVELOPERS)
WITH_TLS = read(COMPOSE, TLS, DOMAIN="desk.example.com")
FORMS = {"plain": SERVICES, "developers": WITH_DEVELOPERS, "tls": WITH_TLS}
SETTINGS = {f"DESK_{name.upper()}" for name in Settings.model_fields}
EVERY = [(form, service) for form, services in FORMS.items() for service in services.values()]
OUR_EVERY = [(form, service) for form, service in EVERY if service.is_ours]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Service) else str(value)


def test_it_has_all_parts_of_the_scaled_form() -> None:
    replicas = {name: service.replicas for name, service in SERVICES.items()}

    assert replicas == {
        "secrets": 1,
        "postgres": 1,
        "redis": 1,
        "migrate": 1,
        "web": 2,
        "worker": 2,
        "upkeep": 1,
        "beat": 1,
        "nginx": 1,
    }


def test_each_queue_has_workers() -> None:
    words = [service.command for service in OURS.values() if service.command[0] == "worker"]

    assert sorted(queue for command in words for queue in command[2].split(",")) == sorted(QUEUES)


@pytest.mark.parametrize(("form", "service"), OUR_EVERY, ids=name_of)
def test_our_services_run_commands_that_the_desk_has(form: str, service: Service) -> None:
    checks = service.given.get("healthcheck", {}).get("test", ["CMD", "desk", "healthcheck"])
    for name, *arguments in (service.command, checks[2:]):
        desk.commands[name].make_context(name, arguments).close()


@pytest.mark.parametrize(("form", "service"), OUR_EVERY, ids=name_of)
def test_our_services_are_given_settings_that_there_are(form: str, service: Service) -> None:
    given = {name for name in service.environment if name.startswith("DESK_")}

    assert given <= SETTINGS
    assert service.environment.get("DESK_SECRETS_DIR", "/run/desk") in service.volumes


@pytest.mark.parametrize(("form", "service"), OUR_EVERY, ids=name_of)
def test_our_services_may_do_nothing_that_they_need_not(form: str, service: Service) -> None:
    assert service.given["read_only"]
    assert service.given["cap_drop"] == ["ALL"]
    assert service.given["security_opt"] == ["no-new-privileges:true"]
    assert service.name == "secrets" or "user" not in service.given
    assert service.name != "secrets" or service.given["network_mode"] == "none"


@pytest.mark.parametrize(("form", "service"), EVERY, ids=name_of)
def test_images_are_pinned_and_logs_are_rotated(form: str, service: Service) -> None:
    image = service.given["image"]

    assert service.is_ours or re.fullmatch(r"[a-z]+:\d[\d.]*-alpine", image)
    assert service.given["logging"] == {"driver": "local"}


@pytest.mark.parametrize("form", FORMS)
def test_only_the_door_is_open_to_others(form: str) -> None:
    ports = {name: service.given.get("ports", []) for name, service in FORMS[form].items()}
    opened = {name for name, given in ports.items() if any(not each.startswith("127.0.0.1:") for each in given)}

    assert opened == {"caddy" if form == "tls" else "nginx"}


@pytest.mark.parametrize("form", FORMS)
def test_services_wait_for_what_can_come_about(form: str) -> None:
    services = FORMS[form]
    for service in services.values():
        for other, condition in service.waits_for.items():
            ends = services[other].given.get("restart") == "no"
            has_check = not services[other].given.get("healthcheck", {}).get("disable")
            assert condition == ("service_completed_successfully" if ends else "service_healthy")
            assert ends or has_check
    tuple(TopologicalSorter({name: service.waits_for for name, service in services.items()}).static_order())


@pytest.mark.parametrize("form", FORMS)
def test_mounts_are_there(form: str) -> None:
    files = [COMPOSE, *{"developers": [DEVELOPERS], "tls": [TLS]}.get(form, [])]
    volumes = {name for path in files for name in yaml.load(path.read_text(), Loader).get("volumes", {})}  # noqa: S506
    sources = {source for service in FORMS[form].values() for source in service.volumes.values()}

    assert [source for source in sources if source.startswith("./") and not (ROOT / source).is_file()] == []
    assert {source for source in sources if not source.startswith("./")} == volumes


def test_secrets_are_made_before_anybody_reads_them_and_only_one_service_writes_them() -> None:
    readers = {name for name, service in SERVICES.items() if "/run/desk" in service.volumes} - {"secrets"}
    lines = [mount for service in SERVICES.values() for mount in service.given.get("volumes", [])]

    assert lines.count("secrets:/run/desk") == 1
    assert lines.count("secrets:/run/desk:ro") == len(readers)
    for name in readers:
        waits = set(SERVICES[name].waits_for)
        assert waits & {"secrets", "migrate"}, name


def test_no_secret_is_in_the_files() -> None:
    told = {
        name: value
        for service in SERVICES.values()
        for name, value in service.environment.items()
        if re.search(r"PASSWORD|SECRET|KEY|TOKEN", name)
    }

    assert told == {"DESK_SECRETS_DIR": "/run/desk", "POSTGRES_PASSWORD_FILE": "/run/desk/postgres_password"}


def test_redis_keeps_its_log_and_never_evicts() -> None:
    command = " ".join(SERVICES["redis"].command)

    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command
    assert "/data" in SERVICES["redis"].volumes


def test_postgresql_has_connections_for_twice_as_many_processes() -> None:
    (given,) = (word for word in SERVICES["postgres"].command if word.startswith("max_connections="))
    pool = Settings.model_fields["database_pool"].default
    processes = sum(service.replicas for service in OURS.values())

    assert int(given.split("=")[1]) >= 2 * processes * pool


def test_workers_have_time_to_finish_what_they_began() -> None:
    deadline = Settings.model_fields["bot_deadline_s"].default

    for name in ("worker", "upkeep"):
        assert int(SERVICES[name].given["stop_grace_period"].removesuffix("s")) > deadline


def test_the_web_trusts_exactly_the_proxies_that_stand_before_it() -> None:
    """nginx says who asked in either form: behind another proxy it takes that one's word and passes on its own."""
    assert SERVICES["web"].environment["DESK_TRUSTED_PROXIES"] == "1"
    assert WITH_TLS["web"].environment["DESK_TRUSTED_PROXIES"] == "1"
    assert SERVICES["nginx"].volumes["/etc/desk/visitors.conf"].endswith("first.conf")
    assert WITH_TLS["nginx"].volumes["/etc/desk/visitors.conf"].endswith("behind.conf")


def test_public_url_follows_the_port_and_the_name() -> None:
    assert SERVICES["web"].environment["DESK_PUBLIC_URL"] == "http://localhost:8080"
    assert read(COMPOSE, HTTP_PORT="9000")["web"].environment["DESK_PUBLIC_URL"] == "http://localhost:9000"
    assert WITH_TLS["web"].environment["DESK_PUBLIC_URL"] == "https://desk.example.com"
    with pytest.raises(Missing, match=r"DOMAIN=desk\.example\.com"):
        read(COMPOSE, TLS)


def test_developers_get_the_demo_and_reach_the_servers_from_their_own_machine() -> None:
    assert WITH_DEVELOPERS["migrate"].command == ["prepare"]
    assert {WITH_DEVELOPERS[name].environment["DESK_DEMO"] for name in ("migrate", "web", "worker")} == {"true"}
    assert WITH_DEVELOPERS["postgres"].given["ports"] == ["127.0.0.1:5432:5432"]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("${A}", "1"),
        ("${B}", ""),
        ("${B:-x}", "x"),
        ("${B:-http://h:${C:-80}}", "http://h:80"),
        ("$$(cat f)", "$(cat f)"),
    ],
)
def test_variables_are_filled_in_as_compose_does(text: str, filled: str) -> None:
    assert interpolated(text, {"A": "1"}) == filled
