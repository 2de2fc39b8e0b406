/** One routing rule: a sentence, and below it what it is made of. */
import { useId, useState } from "preact/hooks";
import { Button, IconButton } from "../../shared/ui/button";
import { Icon } from "../../shared/ui/icon";
import { LevelsField } from "../../shared/ui/levels";
import { REASON_WORDS } from "../../shared/ui/words";
import { teamName } from "./describe";
import { ListField, NumberField, PairsField, SelectField, TextField, Tick, Ticks, errorAt, type Errors } from "./fields";
import type { RuleForm } from "./forms";
import type { OfficeState } from "./state";
import { MOODS, PRIORITIES, PRIORITY_WORDS, REASONS, ruleWords } from "./words";

interface Part {
  state: OfficeState;
  rule: RuleForm;
  change: (rule: RuleForm) => void;
  errors: Errors;
  path: string;
}

const REASON_OPTIONS = REASONS.map((reason) => ({ value: reason, label: REASON_WORDS[reason] }));
const MOOD_OPTIONS = MOODS.map((mood) => ({ value: mood, label: mood }));
const PRIORITY_OPTIONS: Record<string, string> = { "": "As it is", ...Object.fromEntries(PRIORITIES.map((each) => [String(each), PRIORITY_WORDS[each]])) };
const KNOWN_OPTIONS = { "": "Whether or not", yes: "The site says who they are", no: "They are not known by name" };

function WhenFields({ rule, change, errors, path }: Part) {
  const { when } = rule;
  const put = (part: Partial<RuleForm["when"]>) => change({ ...rule, when: { ...when, ...part } });
  const known = when.is_identified === null ? "" : when.is_identified ? "yes" : "no";
  const moods = when.moods.filter((mood) => mood !== "");
  return (
    <fieldset class="rule-part">
      <legend>When all of this is so</legend>
      <details open={when.reasons.length > 0}>
        <summary>Reason why the assistant passed it on{when.reasons.length > 0 && ` (${when.reasons.length})`}</summary>
        <Ticks legend="Any of these reasons" options={REASON_OPTIONS} chosen={when.reasons} change={(reasons) => put({ reasons })} />
      </details>
      <Ticks legend="They sound" options={MOOD_OPTIONS} chosen={moods} change={(next) => put({ moods: next })} />
      <div class="field-grid">
        <ListField label="They write one of these words" path={`${path}.when.words`} errors={errors} value={when.words} change={(words) => put({ words })} hint="With commas between." />
        <ListField label="Language" path={`${path}.when.languages`} errors={errors} value={when.languages} change={(languages) => put({ languages })} hint="Tags like en, de." />
        <ListField label="The page's address has" path={`${path}.when.pages`} errors={errors} value={when.pages} change={(pages) => put({ pages })} hint="For example /checkout." />
        <SelectField label="Known" path={`${path}.when.is_identified`} errors={errors} words={KNOWN_OPTIONS} value={known} change={(next) => put({ is_identified: next === "" ? null : next === "yes" })} />
        <PairsField label="The site says of them" path={`${path}.when.attributes`} errors={errors} value={when.attributes} change={(attributes) => put({ attributes })} hint="For example plan = gold. All of it must be so." />
        <NumberField label="They have waited" path={`${path}.when.waited_s`} errors={errors} unit="s" least={1} most={86_400} canBeEmpty value={when.waited_s} change={(waited_s) => put({ waited_s })} hint="Empty: however long." />
      </div>
    </fieldset>
  );
}

function ThenFields({ state, rule, change, errors, path }: Part) {
  const { then } = rule;
  const put = (part: Partial<RuleForm["then"]>) => change({ ...rule, then: { ...then, ...part } });
  const teams = { "": "As it is", ...Object.fromEntries(state.teams.map((team) => [team.id, team.text.name])) } as Record<string, string>;
  const skills = (state.skills.text.skills ?? []).map(({ name }) => ({ key: name, name }));
  return (
    <fieldset class="rule-part">
      <legend>Then</legend>
      <div class="field-grid">
        <SelectField label="Priority" path={`${path}.then.priority`} errors={errors} words={PRIORITY_OPTIONS} value={String(then.priority ?? "")} change={(next) => put({ priority: next === "" ? null : (Number(next) as RuleForm["then"]["priority"]) })} />
        <SelectField label="Team" path={`${path}.then.team_id`} errors={errors} words={teams} value={then.team_id ?? ""} change={(next) => put({ team_id: next === "" ? null : next })} />
      </div>
      <LevelsField legend="Skills, from this level on" skills={skills} levels={then.skills} change={(next) => put({ skills: next })} error={errorAt(errors, `${path}.then.skills`)} none="There are no skills yet." />
      <Tick label="Only to somebody who speaks the customer's language" value={then.speaks_language} change={(speaks_language) => put({ speaks_language })} />
    </fieldset>
  );
}

export function RuleCard({ place, last, move, remove, isNew, ...part }: Part & {
  place: number;
  last: number;
  move: (by: -1 | 1) => void;
  remove: () => void;
  isNew: boolean;
}) {
  const { state, rule, change, errors, path } = part;
  const hasError = errorAt(errors, path) !== undefined;
  const [isOpen, setOpen] = useState(isNew);
  const body = useId();
  const isShown = isOpen || hasError;
  return (
    <li class="card rule">
      <div class="rule-head">
        <span class="rule-place tabular" aria-hidden="true">{place + 1}</span>
        <div class="rule-words">
          <h3>{rule.name || "A rule without a name"}</h3>
          <p>{ruleWords(rule, { team: (id) => teamName(state, id) })}</p>
        </div>
        <span class="rule-actions">
          <button type="button" class="icon-button rule-up" title="Up" aria-label={`Move “${rule.name}” up`} aria-disabled={place === 0} onClick={() => move(-1)}><Icon name="down" /></button>
          <IconButton icon="down" name={`Move “${rule.name}” down`} aria-disabled={place === last} onClick={() => move(1)} />
          <Button aria-expanded={isShown} aria-controls={body} onClick={() => setOpen(!isShown)}>{isShown ? "Done" : "Edit"}</Button>
          <IconButton icon="close" name={`Remove “${rule.name}”`} onClick={remove} />
        </span>
      </div>
      {isShown && (
        <div class="rule-body" id={body}>
          <TextField label="Name" path={`${path}.name`} errors={errors} value={rule.name} change={(name) => change({ ...rule, name })} hint="It is told wherever the rule decided something." />
          <WhenFields {...part} />
          <ThenFields {...part} />
        </div>
      )}
    </li>
  );
}
