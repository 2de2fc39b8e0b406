/** One decision of the assignment engine: whom it chose, why, and every candidate's verdict. */
import type { DecisionShape } from "../staff.gen";
import { Chip } from "./pieces";

export function Candidates({ decision }: { decision: DecisionShape }) {
  const { tie_break: tieBreak = "", considered = 0 } = decision;
  return (
    <div class="candidates">
      <p>{decision.reason}</p>
      {tieBreak !== "" && <p class="soft">What told the first from the second: {tieBreak}.</p>}
      <table class="table table-small">
        <caption>
          Candidates by policy “{decision.policy}”
          {considered > decision.verdicts.length && `, the first ${decision.verdicts.length} of ${considered}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Agent</th>
            <th scope="col" class="number">Load</th>
            <th scope="col" class="number">Score</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {decision.verdicts.map((verdict) => (
            <tr key={verdict.agent.id}>
              <td>{verdict.agent.name}</td>
              <td class="number">{verdict.load} of {verdict.capacity}</td>
              <td class="number">{verdict.is_eligible ? verdict.score.toFixed(2) : "–"}</td>
              <td>
                {verdict.agent.id === decision.chosen?.id
                  ? <Chip tone="ok" icon="check">Chosen</Chip>
                  : verdict.is_eligible ? "Eligible" : verdict.why_not}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
