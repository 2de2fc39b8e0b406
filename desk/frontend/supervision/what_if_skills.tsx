/** Who has other skills in a changed day than in truth. */
import { Button } from "../shared/ui/button";
import { LevelsField } from "../shared/ui/levels";
import type { Levels, Skilled } from "./what_if_question";

export interface Everybody {
  people: readonly Skilled[];
  skills: readonly string[];
}

export function SkillsOf({ number, everybody, value, set }: {
  number: number;
  everybody: Everybody;
  value: Readonly<Record<string, Levels>>;
  set: (value: Readonly<Record<string, Levels>>) => void;
}) {
  const chosen = Object.entries(value);
  const others = everybody.people.filter(({ name }) => !(name in value));
  const skills = everybody.skills.map((name) => ({ key: name, name }));
  const add = (name: string) => {
    const person = others.find((each) => each.name === name);
    if (person) set({ ...value, [name]: person.levels });
  };
  const remove = (name: string) => set(Object.fromEntries(chosen.filter(([each]) => each !== name)));
  return (
    <details class="what-if-skills" open={chosen.length > 0}>
      <summary>Other skills{chosen.length > 0 && ` (${chosen.length})`}</summary>
      {everybody.skills.length === 0 && <p class="soft">There are no skills yet. <a href="/admin/skills">Add some</a>, then come back.</p>}
      {chosen.map(([name, levels]) => (
        <div key={name} class="what-if-skilled">
          <LevelsField legend={name} skills={skills} levels={levels} change={(next) => set({ ...value, [name]: next })} error={undefined} none="" />
          <Button weight="quiet" icon="close" aria-label={`Leave ${name} as it is in change ${number}`} onClick={() => remove(name)}>As it is</Button>
        </div>
      ))}
      {everybody.skills.length > 0 && others.length > 0 && (
        <label class="field">
          <span>Whose</span>
          <select class="input" value="" onChange={(event) => add(event.currentTarget.value)}>
            <option value="">Choose somebody</option>
            {others.map(({ name }) => <option key={name} value={name}>{name}</option>)}
          </select>
        </label>
      )}
    </details>
  );
}
