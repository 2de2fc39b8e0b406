/** How conversations are given out: who comes first, how it comes to them, what happens when nobody takes it. */
import type { TeamDetail } from "../../shared/staff.gen";
import { NumberField, SelectField, Tick, type Errors } from "./fields";
import type { PolicyForm } from "./forms";
import { STRATEGY_WORDS, WAY_WORDS } from "./words";

interface Props {
  form: PolicyForm;
  change: (part: Partial<PolicyForm>) => void;
  errors: Errors;
}

function Seconds({ name, label, least, most, hint, canBeEmpty = false, form, change, errors }: Props & {
  name: "cooling_off_s" | "offer_s" | "silent_after_s" | "overflow_after_s";
  label: string;
  least: number;
  most: number;
  hint?: string;
  canBeEmpty?: boolean;
}) {
  return <NumberField label={label} path={name} errors={errors} unit="s" least={least} most={most} canBeEmpty={canBeEmpty} hint={hint} value={form[name]} change={(value) => change({ [name]: value })} />;
}

function Offers(props: Props) {
  const { form, change, errors } = props;
  if (form.way === "automatic") return null;
  const number = (value: number | null) => value ?? Number.NaN;
  return (
    <>
      <Seconds {...props} name="offer_s" label="An offer lasts" least={5} most={600} />
      <NumberField label="Missed offers until busy" path="misses_allowed" errors={errors} least={1} most={10} value={form.misses_allowed} change={(value) => change({ misses_allowed: number(value) })} hint="In a row. Who is set to busy is told so." />
      {form.way === "broadcast" && (
        <NumberField label="Offered at once to" path="broadcast_to" errors={errors} unit="agents" least={2} most={50} value={form.broadcast_to} change={(value) => change({ broadcast_to: number(value) })} />
      )}
    </>
  );
}

function Overflow(props: Props & { others: readonly TeamDetail[] }) {
  const { form, change, errors, others } = props;
  const words = { "": "Nobody: it waits", ...Object.fromEntries(others.map((team) => [team.id, team.text.name])) };
  return (
    <>
      <SelectField label="Passed on to" path="overflow_team_id" errors={errors} words={words} value={form.overflow_team_id ?? ""} change={(id: string) => change({ overflow_team_id: id === "" ? null : id })} hint="When it has waited too long, when nobody is there, or out of hours." />
      {form.overflow_team_id !== null && <Seconds {...props} name="overflow_after_s" label="Passed on after" least={0} most={86_400} />}
    </>
  );
}

export function PolicyFields({ others, ...props }: Props & { others: readonly TeamDetail[] }) {
  const { form, change, errors } = props;
  return (
    <>
      <SelectField label="Who comes first" path="strategy" errors={errors} words={STRATEGY_WORDS} value={form.strategy} change={(strategy) => change({ strategy })} />
      <Tick label="Whoever the customer knows comes before all others" value={form.is_sticky} change={(is_sticky) => change({ is_sticky })} />
      <SelectField label="How it comes to them" path="way" errors={errors} words={WAY_WORDS} value={form.way} change={(way) => change({ way })} />
      <div class="field-grid">
        <Offers {...props} />
        <Seconds {...props} name="cooling_off_s" label="Rest after each conversation" least={0} most={3600} />
        <NumberField label="The team has at most" path="team_cap" errors={errors} unit="at once" least={1} most={100_000} canBeEmpty value={form.team_cap} change={(team_cap) => change({ team_cap })} hint="Empty: no limit." />
        <Seconds {...props} name="silent_after_s" label="Silent agent loses it after" least={60} most={86_400} canBeEmpty hint="While the customer waits. Empty: never." />
        <Overflow {...props} others={others} />
      </div>
    </>
  );
}
