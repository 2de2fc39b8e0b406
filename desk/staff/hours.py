"""Working hours: when a team is open, in its own time zone, and when it opens next. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from desk.record import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOOK_AHEAD_DAYS = 370  # a team that opens in none of them is closed for good


def _is_known(zone: str) -> str:
    if zone not in available_timezones():
        message = f"{zone} is no time zone. Choose one like Europe/Berlin."
        raise ValueError(message)
    return zone


class Span(Shape):
    """A stretch of a day, in minutes since midnight by the clock on the wall; it ends before `until`."""

    start: Annotated[int, Field(ge=0, lt=1440)]
    until: Annotated[int, Field(gt=0, le=1440)]

    @model_validator(mode="after")
    def _is_forward(self) -> Span:
        if self.until <= self.start:
            message = "The end must be after the beginning. Split what goes over midnight into two days."
            raise ValueError(message)
        return self


class Hours(Shape):
    """Seven days from Monday, each with its spans, and the dates on which nobody works."""

    time_zone: Annotated[str, AfterValidator(_is_known)] = "UTC"
    week: Annotated[tuple[tuple[Span, ...], ...], Field(min_length=7, max_length=7)]
    holidays: tuple[date, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Say whether somebody works at a moment."""
        local = at.astimezone(ZoneInfo(self.time_zone))
        minute = local.hour * 60 + local.minute
        return any(span.start <= minute < span.until for span in self._spans(local.date()))

    def opens_at(self, now: datetime) -> datetime | None:
        """Return the next moment at which somebody begins to work, after `now`; None when there is none in a year."""
        return next((begin for begin in self._beginnings(now) if begin > now), None)

    def _beginnings(self, now: datetime) -> Iterator[datetime]:
        zone = ZoneInfo(self.time_zone)
        first = now.astimezone(zone).date()
        for day in (first + timedelta(days=count) for count in range(LOOK_AHEAD_DAYS)):
            for span in sorted(self._spans(day), key=lambda span: span.start):
                yield datetime.combine(day, time(span.start // 60, span.start % 60), zone)

    def _spans(self, day: date) -> tuple[Span, ...]:
        return () if day in self.holidays else self.week[day.weekday()]


def hours_of(written: dict[str, Any] | None) -> Hours | None:
    """Return hours as they are stored; None for a team that is always open."""
    return Hours.model_validate(written) if written else None
