import type { Result } from "../shared/result";
import type { Connection } from "../shared/socket";
import type { WidgetCalls } from "./calls";
import type { WidgetEphemeral, WidgetEvent } from "./events.gen";
import type { Action, AppState } from "./state";

type Act = "bot.return" | "conversation.rate" | "conversation.end";
type Problem = AppState["problem"];

interface Options {
  connection: Connection<WidgetCalls, WidgetEvent, WidgetEphemeral>;
  /** The conversation on the screen. */
  threadId: () => string | null;
  /** Opens a conversation without a message; whether it is open. */
  open: () => Promise<boolean>;
  /** The desk has done it: the event with this seq comes. */
  expect: (seq: number) => void;
  dispatch: (action: Action) => void;
}

/** What the customer does with a conversation beside writing in it. */
export class Verbs {
  constructor(private readonly options: Options) {}

  async stopAnswer(turnId: string): Promise<void> {
    const id = this.options.threadId();
    if (id) await this.options.connection.call("answer.stop", { conversation_id: id, turn_id: turnId });
  }

  /** Asks for a person; from an empty chat the conversation is opened first. */
  async askForHuman(): Promise<void> {
    const { connection, threadId, open, expect, dispatch } = this.options;
    dispatch({ type: "human.asked" });
    const isOpen = threadId() !== null || (await open());
    const id = threadId();
    const result = isOpen && id ? await connection.call("human.request", { conversation_id: id }) : null;
    if (result?.ok) expect(result.value.seq);
    else dispatch({ type: "problem.changed", problem: "human" });
  }

  /** Leaves an address for the answer; the place in line is kept. */
  async leaveEmail(email: string): Promise<Result<{ seq: number }>> {
    const { connection, threadId, expect } = this.options;
    const result = await connection.call("email.leave", { conversation_id: threadId() ?? "", email });
    if (result.ok) expect(result.value.seq);
    return result;
  }

  /** Leaves the line and goes on with the assistant. */
  backToBot(): Promise<boolean> {
    return this.act("bot.return", {}, "bot");
  }

  rate(score: number, comment: string): Promise<boolean> {
    return this.act("conversation.rate", { score, comment }, "rate");
  }

  end(): Promise<boolean> {
    return this.act("conversation.end", {}, "end");
  }

  /** Its event is waited for, a failure is shown until it works or is dismissed. */
  private async act(name: Act, more: object, problem: Problem): Promise<boolean> {
    const { connection, threadId, expect, dispatch } = this.options;
    const id = threadId();
    if (!id) return false;
    const result = await connection.call(name, { ...more, conversation_id: id } as WidgetCalls[Act]["sends"]);
    if (result.ok) expect(result.value.seq);
    dispatch({ type: "problem.changed", problem: result.ok ? null : problem });
    return result.ok;
  }
}
