import { describe, expect, it } from "vitest";
import { failure, type Result } from "../shared/result";
import { Identity, subjectOf } from "./identity";

function signed(sub: string): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${part({ alg: "HS256" })}.${part({ sub })}.signature`;
}

function identity(answer: Result<{ token: string }>, who: string | null = null) {
  const warned: string[] = [];
  return { warned, known: new Identity({ who, prove: () => Promise.resolve(answer), onRefused: (why) => warned.push(why) }) };
}

const WELCOME: Result<{ token: string }> = { ok: true, value: { token: "t" } };

describe("Identity", () => {
  it("reads whose a token is, and nothing from what is none", () => {
    expect(subjectOf(signed("ü?>~ada"))).not.toBeNull();
    expect(subjectOf(signed("ada"))).toBe("ada");
    for (const none of ["", "a.b.c", "a..c", signed("")]) expect(subjectOf(none)).toBeNull();
  });

  it("knows who it is when the desk has said so, and asks once", async () => {
    const { known } = identity(WELCOME);
    expect(known.take(signed("ada"))).toBe(false);
    expect(known.who).toBeNull();
    expect(await known.prove()).toBe("t");
    expect(known.who).toBe("ada");
    expect(await known.prove()).toBeNull();
  });

  it("tells somebody else from who was here before", () => {
    const { known } = identity(WELCOME, "ada");
    expect(known.take(signed("ada"))).toBe(false);
    expect(known.take(signed("bob"))).toBe(true);
    expect(known.who).toBeNull();
  });

  it("keeps what it was given while the desk is away, and gives up what is refused", async () => {
    const away = identity(failure("timeout"));
    away.known.take(signed("ada"));
    expect(await away.known.prove()).toBeNull();
    expect(away.warned).toEqual([]);
    const refused = identity(failure("not_authenticated", "It has ended."));
    refused.known.take(signed("ada"));
    expect(await refused.known.prove()).toBeNull();
    expect(refused.warned).toEqual(["It has ended."]);
    expect(await refused.known.prove()).toBeNull();
    expect(refused.warned).toHaveLength(1);
  });
});
