"""The composition root of the web: settings, extensions, blueprints, namespaces, error handlers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apiflask import APIFlask
from werkzeug.middleware.proxy_fix import ProxyFix

from desk import composition
from desk.admin import api as articles_api
from desk.admin import office
from desk.admin import pages as admin_pages
from desk.admin.health import health
from desk.assignment.people import tell_presence
from desk.background import Background
from desk.customers.identity import IdentityTokens
from desk.customers.tokens import CustomerTokens
from desk.dashboard import api as dashboard_api
from desk.dashboard import pages as dashboard_pages
from desk.dashboard import sockets as dashboard_sockets
from desk.dashboard.audience import StaffAudience
from desk.demo.pages import demo
from desk.extensions import csrf, db, migrate, socket_server, socketio
from desk.realtime.bounded import bound
from desk.realtime.emitters import LocalEmitter
from desk.realtime.heartbeat import Heartbeat
from desk.realtime.internal import internal
from desk.realtime.managers import HintManager, LocalManager
from desk.realtime.namespace import Namespace
from desk.realtime.packets import TextPacket
from desk.realtime.rooms import DASHBOARD, SUPERVISION, WIDGET
from desk.supervision import api as supervision_api
from desk.supervision import pages as supervision_pages
from desk.web.assets import BUILD, Assets
from desk.web.errors import register_errors
from desk.web.figures import Observed
from desk.web.headers import secure
from desk.web.login import login_of_environ, register_login
from desk.web.metrics import expose
from desk.web.openapi import describe
from desk.widget import api as widget_api
from desk.widget import pages as widget_pages
from desk.widget import sockets as widget_sockets
from desk.widget.audience import WidgetAudience
from desk.widget.help import help_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.config import Settings

MAX_BODY = 64 * 1024  # bytes; the same bound as a socket's frame


def create_app(settings: Settings) -> APIFlask:
    """Return the web application: pages, REST and the Socket.IO server behind one WSGI door."""
    composition.bind(settings)
    app = APIFlask("desk", title="The desk", version="1", docs_path=None, json_errors=True)
    _configure(app, settings)
    _extend(app, settings)
    jobs = composition.jobs_for(settings)
    observed = _sockets(app, settings)
    lines = composition.compose_web(LocalEmitter(socket_server), jobs)
    _routes(app)
    if token := settings.metrics_token.get_secret_value():
        expose(app, replace(observed, lines=(*observed.lines, *lines)), token=token)
    register_errors(app)
    describe(app)
    _trust_proxies(app, settings.trusted_proxies)
    return app


def _trust_proxies(app: APIFlask, hops: int) -> None:
    """Take address, scheme and host from so many proxies; outermost, so that sockets see them too."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _configure(app: APIFlask, settings: Settings) -> None:
    is_https = settings.public_url.startswith("https://")
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
        SESSION_COOKIE_NAME="desk_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=is_https,
        WTF_CSRF_HEADERS=["X-CSRFToken"],
        WTF_CSRF_TIME_LIMIT=None,  # as long as the login
        WTF_CSRF_SSL_STRICT=is_https,
        MAX_CONTENT_LENGTH=MAX_BODY,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        DESK_SETTINGS=settings,
        DESK_TOKENS=CustomerTokens(settings.secret_key.get_secret_value()),
        DESK_IDENTITIES=IdentityTokens(settings.secret_key.get_secret_value()),
    )
    assets = Assets()
    app.config["DESK_ASSETS"] = assets
    app.jinja_env.globals.update(asset=assets.url, styles=assets.styles)


def _extend(app: APIFlask, settings: Settings) -> None:
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True)
    csrf.init_app(app)
    secure(app, is_https=settings.public_url.startswith("https://"))
    register_login(app)


def _sockets(app: APIFlask, settings: Settings) -> Observed:
    redis_url = settings.redis_url
    line = Background("publish")
    manager = HintManager(redis_url, line) if redis_url else LocalManager()
    subscription = manager.subscription if isinstance(manager, HintManager) else None
    app.config["DESK_SUBSCRIPTION"] = subscription
    socketio.init_app(  # type: ignore[call-arg]  # the stubs forget the serializer
        app,
        async_mode="gevent",
        async_handlers=False,  # handlers of one socket run in order; each socket has its own greenlet
        client_manager=manager,
        serializer=TextPacket,
        manage_session=False,
        cors_allowed_origins=[],  # the audiences compare the origin with the host themselves
        max_http_buffer_size=MAX_BODY,
        ping_interval=20,
        ping_timeout=20,
        logger=False,
        engineio_logger=False,
    )
    server = socket_server()
    cutter = bound(server, settings, frame_bytes=MAX_BODY)
    widget_audience = WidgetAudience(app.config["DESK_TOKENS"], app.config["DESK_IDENTITIES"])
    widget_commands = widget_sockets.WidgetCommands(widget_audience, server)
    widget = Namespace(WIDGET, widget_audience, widget_commands.table())
    widget.register(server)
    staff = [_staff(app, settings, name) for name in (DASHBOARD, SUPERVISION)]
    app.config["DESK_STAFF_NAMESPACES"] = staff
    Heartbeat(
        settings,
        [lambda: widget_sockets.beat(widget, server), *(_beat_of(namespace) for namespace in staff)],
        staff[0],
        lambda agent_id: tell_presence(agent_id, is_present=True),
    ).start_with(server)
    return Observed(server, (widget, *staff), cutter, subscription, (line,) if redis_url else ())


def _staff(app: APIFlask, settings: Settings, name: str) -> Namespace:
    server = socket_server()
    audience = StaffAudience(
        name,
        server,
        lambda environ: login_of_environ(app, environ),
        lease_s=settings.presence_lease_s,
    )
    commands = dashboard_sockets.StaffCommands(name, server, audience)
    namespace = Namespace(name, audience, commands.table())
    namespace.register(server)
    return namespace


def _beat_of(namespace: Namespace) -> Callable[[], None]:
    return lambda: dashboard_sockets.beat(namespace, socket_server())


def _routes(app: APIFlask) -> None:
    settings: Settings = app.config["DESK_SETTINGS"]
    csrf.exempt(widget_api.api)  # bearer tokens: no ambient cookie that another site could ride on
    csrf.exempt(internal)
    for blueprint in (
        health,
        internal,
        widget_pages.pages,
        widget_api.api,
        dashboard_pages.pages,
        dashboard_api.api,
        supervision_pages.pages,
        supervision_api.api,
        articles_api.api,
        office.api,
        admin_pages.pages,
    ):
        app.register_blueprint(blueprint)
    app.register_blueprint(demo if settings.demo else help_pages)
    if not BUILD.exists():
        message = "The front end is not built. Run: make build"
        raise RuntimeError(message)
