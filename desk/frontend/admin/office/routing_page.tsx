/** Routing: the rules, how conversations are given out where a team has no policy of its own, and who would get one now. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Rules, TeamPolicy } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { keepFocus } from "../focus";
import { ALL } from "./calls";
import { policyLines, rulesLines } from "./describe";
import { DryRunPanel } from "./dry_run_panel";
import { Editor, SaveBar, useDraft, useSaveKey, type Editing } from "./editing";
import type { Errors } from "./fields";
import { emptyRule, moved, type PolicyForm, type RuleForm, type RulesForm } from "./forms";
import { HistoryPanel } from "./history";
import type { Office } from "./office";
import { PolicyFields } from "./policy_fields";
import { RuleCard } from "./rule_card";
import type { OfficeState } from "./state";

interface Props {
  office: Office;
  state: OfficeState;
}

/** Rules have no id; a key of their own keeps each card's focus and fields when it moves. */
function useKeys(rules: readonly RuleForm[]): { keyOf: (place: number) => number; move: (from: number, by: -1 | 1) => void; remove: (place: number) => void } {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < rules.length) keys.current.push(next.current++);
  keys.current.length = rules.length;
  return {
    keyOf: (place) => keys.current[place] ?? place,
    move: (from, by) => void (keys.current = moved(keys.current, from, by)),
    remove: (place) => void keys.current.splice(place, 1),
  };
}

function RuleList({ state, form, change, errors }: { state: OfficeState; form: RulesForm; change: (part: Partial<RulesForm>) => void; errors: Errors }) {
  const { rules } = form;
  const keys = useKeys(rules);
  const [newest, setNewest] = useState(-1);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (newest >= 0) list.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
  }, [newest]);
  return (
    <>
      {rules.length === 0 && <p class="soft">No rule yet: every conversation has normal priority and goes to whoever is free.</p>}
      <p class="sr-only" role="status">{said}</p>
      <ol class="rules" ref={list}>
        {rules.map((rule, place) => (
          <RuleCard
            key={keys.keyOf(place)}
            state={state}
            rule={rule}
            errors={errors}
            path={`rules.${place}`}
            place={place}
            last={rules.length - 1}
            isNew={keys.keyOf(place) === newest}
            change={(next) => change({ rules: rules.map((each, at) => (at === place ? next : each)) })}
            move={(by) => {
              if (place + by < 0 || place + by >= rules.length) return;
              keys.move(place, by);
              change({ rules: moved(rules, place, by) });
              setSaid(`“${rule.name}” is number ${place + by + 1} of ${rules.length} now`);
            }}
            remove={() => {
              keys.remove(place);
              change({ rules: rules.filter((_, at) => at !== place) });
              keepFocus();
            }}
          />
        ))}
      </ol>
      <p>
        <Button
          icon="plus"
          onClick={() => {
            change({ rules: [...rules, emptyRule(`Rule ${rules.length + 1}`)] });
            setNewest(keys.keyOf(rules.length - 1) + 1);
          }}
        >
          Add a rule
        </Button>
      </p>
    </>
  );
}

function RulesSection({ office, state, editing }: Props & { editing: Editing<RulesForm> }) {
  return (
    <section class="office-section" aria-label="Rules">
      <header class="section-head">
        <h2>Rules</h2>
        <SaveBar office={office} editing={editing} label="Save rules" />
      </header>
      <p class="soft lead">They are read from the first to the last when the assistant passes a conversation on. All that fit count: the most urgent priority, the first team, and of each skill the highest level.</p>
      <Editor office={office} editing={editing} name="Rules" describe={(form) => rulesLines(state, form)}>
        {(form, change, errors) => <RuleList state={state} form={form} change={change} errors={errors} />}
      </Editor>
    </section>
  );
}

function PolicySection({ office, state, editing }: Props & { editing: Editing<PolicyForm> }) {
  return (
    <section class="office-section" aria-label="Everybody's policy">
      <header class="section-head">
        <h2>How conversations are given out</h2>
        <SaveBar office={office} editing={editing} label="Save policy" />
      </header>
      <p class="soft lead">It counts for every team without a policy of its own, and for what belongs to no team.</p>
      <Editor office={office} editing={editing} name="Policy" describe={(form) => policyLines(state, form)}>
        {(form, change, errors) => <PolicyFields form={form} change={change} errors={errors} others={state.teams} />}
      </Editor>
    </section>
  );
}

export function RoutingPage({ office, state }: Props) {
  const rules = useDraft(office, office.rules());
  const policy = useDraft(office, office.policy(null));
  useSaveKey(office, rules, policy);
  const typed = rules.draft.form ? { rules: rules.draft.form } : {};
  return (
    <>
      <header class="page-head"><h1 tabIndex={-1}>Routing</h1></header>
      <div class="editor office-editor">
        <RulesSection office={office} state={state} editing={rules} />
        <aside class="office-aside" aria-label="Beside the rules">
          <DryRunPanel office={office} state={state} typed={typed} team={null} />
          <HistoryPanel office={office} kind="rules" title="History of the rules" subject={ALL} seen={rules.draft.number} restored={() => void rules.session.load()} describe={(text: Rules) => rulesLines(state, text)} />
          <HistoryPanel office={office} kind="policy" title="History of the policy" subject={ALL} seen={policy.draft.number} restored={() => void policy.session.load()} describe={(text: TeamPolicy) => policyLines(state, text)} />
        </aside>
        <PolicySection office={office} state={state} editing={policy} />
      </div>
    </>
  );
}
