/** The hours of a team: a week with its spans, drawn and typed, the dates on which nobody works, the time zone. */
import { useState } from "preact/hooks";
import type { Span } from "../../shared/staff.gen";
import { Button, IconButton } from "../../shared/ui/button";
import { LOCALE } from "../../shared/ui/locale";
import { keepFocus } from "../focus";
import { TextField, Tick, errorAt, type Errors } from "./fields";
import { clockOf, minuteOf, officeHours, withDay, type HoursForm } from "./forms";
import { spanWords } from "./describe";
import { DAYS } from "./words";

interface Props {
  hours: HoursForm;
  change: (hours: HoursForm) => void;
  errors: Errors;
}

const DAY_MIN = 24 * 60;

/** The day as a bar from midnight to midnight. */
function Bar({ spans, label }: { spans: readonly Span[]; label: string }) {
  return (
    <svg class="day-bar" viewBox={`0 0 ${DAY_MIN} 10`} preserveAspectRatio="none" role="img" aria-label={label}>
      {[6, 12, 18].map((hour) => <line key={hour} x1={hour * 60} x2={hour * 60} y1="0" y2="10" />)}
      {spans.map(({ start, until }) => <rect key={`${start} ${until}`} x={start} width={Math.max(0, until - start)} y="0" height="10" />)}
    </svg>
  );
}

function SpanFields({ span, day, place, change, remove }: {
  span: Span;
  day: string;
  place: number;
  change: (span: Span) => void;
  remove: () => void;
}) {
  const side = (name: "start" | "until", label: string) => (
    <input
      class="input tabular"
      type="time"
      aria-label={`${day}, ${label} ${place + 1}`}
      value={clockOf(span[name])}
      onInput={(event) => event.currentTarget.value !== "" && change({ ...span, [name]: minuteOf(event.currentTarget.value, name) })}
    />
  );
  return (
    <li class="span">
      {side("start", "from")}–{side("until", "until")}
      <IconButton icon="close" name={`Remove ${day}, ${clockOf(span.start)}`} onClick={remove} />
    </li>
  );
}

/** After the last span, an hour later, as long as the day has room. */
function nextSpan(spans: readonly Span[]): Span {
  const last = Math.max(0, ...spans.map((span) => span.until));
  if (spans.length === 0) return { start: 9 * 60, until: 17 * 60 };
  const start = Math.min(last + 60, DAY_MIN - 60);
  return { start, until: Math.min(start + 4 * 60, DAY_MIN) };
}

function Day({ hours, change, errors, day }: Props & { day: number }) {
  const name = DAYS[day] ?? "";
  const spans = hours.week[day] ?? [];
  const put = (next: Span[]) => change(withDay(hours, day, next));
  const error = errorAt(errors, `hours.week.${day}`);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="cell-bar"><Bar spans={spans} label={`${name}: ${spanWords(hours, day)}`} /></td>
      <td>
        <ul class="spans">
          {spans.map((span, place) => (
            <SpanFields
              key={place}
              span={span}
              day={name}
              place={place}
              change={(next) => put(spans.map((each, at) => (at === place ? next : each)))}
              remove={() => {
                put(spans.filter((_, at) => at !== place));
                keepFocus();
              }}
            />
          ))}
          {spans.length === 0 && <li class="soft">Closed</li>}
          <li><IconButton icon="plus" name={`Add hours on ${name}`} onClick={() => put([...spans, nextSpan(spans)])} /></li>
        </ul>
        {error !== undefined && <p class="field-error">{error}</p>}
      </td>
    </tr>
  );
}

function Holidays({ hours, change, errors }: Props) {
  const [date, setDate] = useState("");
  const add = () => {
    if (date === "" || hours.holidays.includes(date)) return;
    change({ ...hours, holidays: [...hours.holidays, date].sort() });
    setDate("");
  };
  const remove = (day: string) => {
    change({ ...hours, holidays: hours.holidays.filter((each) => each !== day) });
    keepFocus();
  };
  const said = (day: string) => new Date(`${day}T12:00:00`).toLocaleDateString(LOCALE, { day: "numeric", month: "long", year: "numeric" });
  const error = errorAt(errors, "hours.holidays");
  return (
    <fieldset class="field">
      <legend>Days on which nobody works</legend>
      <ul class="holidays">
        {hours.holidays.map((day) => (
          <li key={day} class="holiday">
            <time dateTime={day}>{said(day)}</time>
            <IconButton icon="close" name={`Remove ${said(day)}`} onClick={() => remove(day)} />
          </li>
        ))}
      </ul>
      <span class="with-unit">
        <input class="input" type="date" aria-label="A day on which nobody works" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
        <Button icon="plus" aria-disabled={date === ""} onClick={add}>Add the day</Button>
      </span>
      {error !== undefined && <p class="field-error">{error}</p>}
    </fieldset>
  );
}

function Week(props: Props) {
  const { hours, change } = props;
  const monday = hours.week[0];
  const copy = (days: number) => change({ ...hours, week: hours.week.map((spans, day) => (day < days ? monday : spans)) as HoursForm["week"] });
  return (
    <>
      <table class="table week">
        <caption>Hours of the week</caption>
        <thead class="sr-only">
          <tr><th scope="col">Day</th><th scope="col">From midnight to midnight</th><th scope="col">Open</th></tr>
        </thead>
        <tbody>{DAYS.map((name, day) => <Day key={name} {...props} day={day} />)}</tbody>
      </table>
      <p class="with-unit">
        <Button onClick={() => copy(5)}>Monday's hours until Friday</Button>
        <Button onClick={() => copy(7)}>Monday's hours every day</Button>
      </p>
    </>
  );
}

export function HoursField({ hours, change, errors }: { hours: HoursForm | null; change: (hours: HoursForm | null) => void; errors: Errors }) {
  return (
    <fieldset class="field hours">
      <legend>Hours</legend>
      <Tick label="Always open" value={hours === null} change={(isAlways) => change(isAlways ? null : officeHours())} />
      {hours !== null && (
        <>
          <Week hours={hours} change={change} errors={errors} />
          <Zone hours={hours} change={change} errors={errors} />
          <Holidays hours={hours} change={change} errors={errors} />
        </>
      )}
    </fieldset>
  );
}

function Zone({ hours, change, errors }: Props) {
  return (
    <>
      <TextField label="Time zone" path="hours.time_zone" errors={errors} list="time-zones" value={hours.time_zone} change={(time_zone) => change({ ...hours, time_zone })} hint="The hours are by the clock on the wall there." />
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}
      </datalist>
    </>
  );
}
