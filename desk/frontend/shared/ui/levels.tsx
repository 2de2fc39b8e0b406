/** Levels from 1 to 5 of skills, as a field of a form. */
const LEVELS = [1, 2, 3, 4, 5] as const;

export function LevelsField({ legend, skills, levels, change, error, none }: {
  legend: string;
  skills: readonly { key: string; name: string }[];
  levels: Readonly<Record<string, number>>;
  change: (levels: Record<string, number>) => void;
  error: string | undefined;
  none: string;
}) {
  const choose = (key: string, level: number) => {
    const { [key]: _old, ...others } = levels;
    change(level === 0 ? others : { ...others, [key]: level });
  };
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {skills.length === 0 && <p class="soft">{none}</p>}
      <div class="levels">
        {skills.map(({ key, name }) => (
          <label key={key} class="level">
            <span class="truncate">{name}</span>
            <select class="input" value={levels[key] ?? 0} onChange={(event) => choose(key, Number(event.currentTarget.value))}>
              <option value={0}>–</option>
              {LEVELS.map((level) => <option key={level} value={level}>Level {level}</option>)}
            </select>
          </label>
        ))}
      </div>
      {error !== undefined && <p class="field-error">{error}</p>}
    </fieldset>
  );
}
