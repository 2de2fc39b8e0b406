/** What if: a day played as it is and under changes, side by side. */
import type { ComparedDay, Comparison, Figures, Spread } from "../shared/staff.gen";
import { duration } from "../shared/time";
import { percent } from "../shared/ui/how";
import { LOCALE } from "../shared/ui/locale";
import { Empty } from "../shared/ui/pieces";
import type { WhatIf } from "./state";
import type { Watch } from "./watch";
import { WhatIfForm } from "./what_if_form";
import { boundsInWords } from "./what_if_question";

type Shown = Pick<ComparedDay, "name" | "figures">;
type FigureName = Exclude<keyof Figures, "waits">;

const count = (value: number) => value.toLocaleString(LOCALE, { maximumFractionDigits: 1 });

const FIGURES: readonly { name: FigureName; words: string; write: (value: number) => string }[] = [
  { name: "customers", words: "Customers", write: count },
  { name: "served", words: "Served", write: count },
  { name: "gave_up", words: "Gave up", write: count },
  { name: "left", words: "Nobody came for", write: count },
  { name: "waited", words: "Had to wait", write: percent },
  { name: "wait_mean_s", words: "Wait, on average", write: duration },
  { name: "wait_p50_s", words: "Half waited at most", write: duration },
  { name: "wait_p90_s", words: "90 % waited at most", write: duration },
  { name: "wait_p95_s", words: "95 % waited at most", write: duration },
  { name: "utilisation", words: "Places in use", write: percent },
  { name: "fairness", words: "Evenness of the work (1 is even)", write: (value) => value.toFixed(2) },
];

function columnsOf(comparison: Comparison): readonly Shown[] {
  const { recorded, columns } = comparison;
  return recorded ? [{ name: "As it was", figures: recorded }, ...columns] : columns;
}

function Cell({ spread, write }: { spread: Spread | null; write: (value: number) => string }) {
  if (spread === null) return <td class="number soft">–</td>;
  const [mean, low, high] = [spread.mean, spread.low, spread.high].map(write);
  return (
    <td class="number">
      {mean}
      {low !== high && <span class="what-if-spread soft">{low} to {high}</span>}
    </td>
  );
}

function Head({ first, columns }: { first: string; columns: readonly Shown[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {columns.map(({ name }, place) => <th scope="col" class="number" key={place}>{name}</th>)}
      </tr>
    </thead>
  );
}

function FigureTable({ comparison }: { comparison: Comparison }) {
  const columns = columnsOf(comparison);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Figures side by side">
      <table class="table what-if-table">
        <caption>{comparison.words}, played {comparison.runs} times. Below each mean: the lowest and the highest of one run.</caption>
        <Head first="Figure" columns={columns} />
        <tbody>
          {FIGURES.map(({ name, words, write }) => (
            <tr key={name}>
              <th scope="row">{words}</th>
              {columns.map(({ figures }, place) => <Cell key={place} spread={figures[name]} write={write} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A figure and its bar in one: whoever sees no bar reads the same. */
function Bar({ share, most, look }: { share: number; most: number; look: string }) {
  return (
    <td class="what-if-bar">
      <svg class={`bar bar-${look}`} aria-hidden="true" width="100%" height="16">
        <rect x="0" y="2" height="12" rx="2" width={`${most > 0 ? (100 * share) / most : 0}%`} />
      </svg>
      <span>{percent(share)}</span>
    </td>
  );
}

function share(figures: Figures, name: "gave_up" | "left"): number {
  return figures.customers.mean > 0 ? figures[name].mean / figures.customers.mean : 0;
}

function WaitChart({ comparison }: { comparison: Comparison }) {
  const columns = columnsOf(comparison);
  const rows = boundsInWords(comparison.waits_up_to_s).map((words, place) => ({
    words,
    look: "served",
    shares: columns.map(({ figures }) => figures.waits[place] ?? 0),
  }));
  rows.push({ words: "Gave up", look: "lost", shares: columns.map(({ figures }) => share(figures, "gave_up")) });
  rows.push({ words: "Nobody came", look: "lost", shares: columns.map(({ figures }) => share(figures, "left")) });
  const most = Math.max(...rows.flatMap(({ shares }) => shares));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="How long people waited">
      <table class="table what-if-table what-if-chart">
        <caption>How long people waited until somebody came: the share of all customers.</caption>
        <Head first="Wait" columns={columns} />
        <tbody>
          {rows.map(({ words, look, shares }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              {shares.map((each, place) => <Bar key={place} share={each} most={most} look={look} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function summary(comparison: Comparison): string {
  const said = columnsOf(comparison).map(({ name, figures }) => {
    const wait = figures.wait_mean_s === null ? "nobody was served" : duration(figures.wait_mean_s.mean);
    return `${name}: ${wait}`;
  });
  return `Average wait. ${said.join("; ")}.`;
}

function Progress({ whatIf }: { whatIf: WhatIf }) {
  return (
    <p class="what-if-progress">
      <progress max={1} value={whatIf.done} aria-label="How far the simulation is" />
      <span class="tabular soft">{percent(whatIf.done)}</span>
    </p>
  );
}

function Result({ whatIf }: { whatIf: WhatIf }) {
  const { comparison, phase } = whatIf;
  if (comparison === null) {
    return phase === "idle" ? (
      <Empty icon="chart" title="Nothing was played yet">Choose a day and what would be different, then run it. Nothing is changed by it.</Empty>
    ) : null;
  }
  return (
    <div class="what-if-result" data-old={phase === "running"}>
      <FigureTable comparison={comparison} />
      <WaitChart comparison={comparison} />
    </div>
  );
}

export function WhatIfPage({ watch, whatIf }: { watch: Watch; whatIf: WhatIf }) {
  const { phase, comparison } = whatIf;
  return (
    <>
      <header class="page-head">
        <h1>What if</h1>
        <p class="soft" role="status">
          {phase === "running" && "Playing the day…"}
          {phase === "ready" && comparison !== null && summary(comparison)}
        </p>
      </header>
      <div class="what-if">
        <WhatIfForm watch={watch} isRunning={phase === "running"} />
        <div>
          {phase === "running" && <Progress whatIf={whatIf} />}
          {phase === "failed" && <p class="what-if-trouble" role="alert">{whatIf.trouble}</p>}
          <Result whatIf={whatIf} />
        </div>
      </div>
    </>
  );
}
