/** Who would get this now? Asked of what is typed, saved or not; nothing changes by asking. */
import { useEffect, useId, useState } from "preact/hooks";
import type { DryRun, DryRunResult, EscalationReason, KnownText, StaffConversation } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { Candidates } from "../../shared/ui/candidates";
import { LevelsField } from "../../shared/ui/levels";
import { languageName, listNames } from "../../shared/ui/locale";
import { Chip } from "../../shared/ui/pieces";
import { REASON_WORDS } from "../../shared/ui/words";
import { PairsField, SelectField, TextField, Tick } from "./fields";
import type { Office } from "./office";
import type { OfficeState } from "./state";
import { MOODS, PRIORITY_WORDS } from "./words";

export type Typed = Pick<DryRun, "rules" | "policy" | "hours">;

type Mood = NonNullable<KnownText["mood"]>;
type Known = Required<KnownText>;
type Answer = { result: DryRunResult | null; trouble: string; isAsking: boolean };

const FIRST_KNOWN: Known = { reason: "customer_request", language: "", mood: "", text: "", page: "", is_identified: false, attributes: {}, waited_s: 0 };
const MOOD_WORDS = { "": "Nobody said", ...Object.fromEntries(MOODS.map((mood) => [mood, mood])) } as Record<Mood, string>;
const NO_ERRORS = {};

function KnownFields({ known, change }: { known: Known; change: (part: Partial<Known>) => void }) {
  return (
    <>
      <SelectField<EscalationReason> label="Reason" path="reason" errors={NO_ERRORS} words={REASON_WORDS} value={known.reason} change={(reason) => change({ reason })} />
      <TextField label="What they write" path="text" errors={NO_ERRORS} value={known.text} change={(text) => change({ text: text.slice(0, 4_000) })} />
      <div class="field-grid">
        <SelectField<Mood> label="They sound" path="mood" errors={NO_ERRORS} words={MOOD_WORDS} value={known.mood} change={(mood) => change({ mood })} />
        <TextField label="Language" path="language" errors={NO_ERRORS} placeholder="en" value={known.language} change={(language) => change({ language: language.slice(0, 10) })} />
      </div>
      <TextField label="Page" path="page" errors={NO_ERRORS} value={known.page} change={(page) => change({ page: page.slice(0, 1_000) })} />
      <Tick label="The site says who they are" value={known.is_identified} change={(is_identified) => change({ is_identified })} />
      {known.is_identified && (
        <PairsField label="What it says of them" path="attributes" errors={NO_ERRORS} value={known.attributes} change={(attributes) => change({ attributes })} hint="For example plan = gold." />
      )}
    </>
  );
}

function Asked({ result }: { result: DryRunResult }) {
  const skills = Object.entries(result.skills).map(([skill, level]) => `${skill} from level ${level}`);
  const parts = [
    result.team ? `to ${result.team.name}` : "to everybody",
    skills.length > 0 && `with ${listNames(skills)}`,
    result.language !== "" && `in ${languageName(result.language)}`,
  ].filter((part) => part !== false);
  return (
    <p>
      {result.rules.length > 0 ? `By ${listNames(result.rules.map((rule) => `“${rule}”`))}: priority` : "Priority"}{" "}
      {PRIORITY_WORDS[result.priority].toLowerCase()}, {parts.join(", ")}.
    </p>
  );
}

function Result({ result }: { result: DryRunResult }) {
  const { decision } = result;
  return (
    <div class="dry-run-result">
      <p class="outcome" role="status">
        {decision.chosen ? <Chip tone="ok" icon="check">{decision.chosen.name} would get it</Chip> : <Chip tone="warn" icon="clock">It would wait</Chip>}
      </p>
      <Asked result={result} />
      <Candidates decision={decision} />
    </div>
  );
}

function Waiting({ waiting, chosen, choose }: { waiting: readonly StaffConversation[]; chosen: string; choose: (id: string) => void }) {
  const words = { "": waiting.length === 0 ? "Nobody waits now" : "None: what is described below" } as Record<string, string>;
  for (const each of waiting) words[each.id] = `${each.customer.name}: ${each.last_message?.preview ?? ""}`.slice(0, 60);
  return <SelectField label="A conversation that waits" path="conversation" errors={NO_ERRORS} words={words} value={chosen} change={choose} />;
}

export function DryRunPanel({ office, state, typed, team }: { office: Office; state: OfficeState; typed: Typed; team: string | null }) {
  const [known, setKnown] = useState<Known>(FIRST_KNOWN);
  const [skills, setSkills] = useState<Record<string, number>>({});
  const [waiting, setWaiting] = useState<readonly StaffConversation[]>([]);
  const [chosen, setChosen] = useState("");
  const [answer, setAnswer] = useState<Answer>({ result: null, trouble: "", isAsking: false });
  const heading = useId();
  useEffect(() => void office.calls.waiting().then((found) => found.ok && setWaiting(found.value.conversations)), [office]);
  const ask = async () => {
    setAnswer({ ...answer, isAsking: true });
    const described: DryRun = team === null ? { known } : { team_id: team, language: known.language, skills };
    const result = await office.calls.dryRun({ ...typed, ...(chosen === "" ? described : { conversation_id: chosen }) });
    setAnswer({ result: result.ok ? result.value : null, trouble: result.ok ? "" : result.error.message, isAsking: false });
  };
  const names = (state.skills.text.skills ?? []).map(({ name }) => ({ key: name, name }));
  return (
    <section class="card dry-run" aria-labelledby={heading}>
      <h2 id={heading}>Who would get this now?</h2>
      <p class="soft field-hint">Asked of what stands here, saved or not. Nothing changes by asking.</p>
      <form
        class="office-fields"
        aria-label="Dry run"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Waiting waiting={waiting} chosen={chosen} choose={setChosen} />
        {chosen === "" && team === null && <KnownFields known={known} change={(part) => setKnown({ ...known, ...part })} />}
        {chosen === "" && team !== null && (
          <>
            <TextField label="Language" path="language" errors={NO_ERRORS} placeholder="Any" value={known.language} change={(language) => setKnown({ ...known, language: language.slice(0, 10) })} />
            <LevelsField legend="Skills that are needed" skills={names} levels={skills} change={setSkills} error={undefined} none="There are no skills yet." />
          </>
        )}
        <Button type="submit" weight="primary" aria-disabled={answer.isAsking}>Ask</Button>
      </form>
      {answer.trouble !== "" && <p class="field-error" role="alert">No answer. {answer.trouble}</p>}
      {answer.result && <Result result={answer.result} />}
    </section>
  );
}
