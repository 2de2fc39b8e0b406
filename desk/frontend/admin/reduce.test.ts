import { describe, expect, test } from "vitest";
import { article } from "./fixtures";
import { formOf } from "./form";
import { reduce } from "./reduce";
import { isChanged } from "./reduce_editor";
import { readRoute, writeRoute, type Route } from "./route";
import { initialState, type Action, type Kept, type OpenArticle, type State } from "./state";

const START = initialState({ page: "list", filter: {} });
const ID = "a1";
const ASKED = { type: "article.asked", id: ID, client_id: "c1" } as const;

function after(...actions: Action[]): State {
  return actions.reduce(reduce, START);
}

function opened(...actions: Action[]): OpenArticle {
  const { open } = after(ASKED, { type: "article.loaded", id: ID, article: article(), kept: null }, ...actions);
  if (open === null) throw new Error("Nothing is open.");
  return open;
}

const typed = (body: string): Action => ({ type: "form.changed", change: { body } });
const theirs = article({ version: 2, body: "Theirs", tags: ["returns", "gift"], updated_by: "Kim" });

describe("the open article", () => {
  test("what is typed is not stored until it is said to be", () => {
    const open = opened(typed("Mine"));
    const stored = article({ version: 2, body: "Mine", state: "changed" });

    expect(isChanged(open)).toBe(true);
    expect(isChanged(opened(typed("Mine"), { type: "save.done", id: ID, sent: open.form, article: stored }))).toBe(false);
  });

  test("an answer about another article is not heard", () => {
    expect(opened({ type: "save.refused", id: "b2", message: "No", errors: {} }).refusal).toBe("");
  });

  test("a refusal keeps what was typed, and typing there takes its error away", () => {
    const refused: Action = { type: "save.refused", id: ID, message: "No", errors: { body: "Too long.", title: "Too long." } };

    expect(opened(typed("Mine"), refused)).toMatchObject({ form: { body: "Mine" }, errors: { body: "Too long." }, isSaving: false });
    expect(opened(refused, typed("Shorter")).errors).toEqual({ title: "Too long." });
  });

  test("a new article gets its own id with its first version", () => {
    const asked = after({ ...ASKED, id: "new" }, { type: "article.loaded", id: "new", article: null, kept: null });
    const form = formOf(article());
    const done = reduce(asked, { type: "save.done", id: "new", sent: form, article: article() });

    expect(done.open).toMatchObject({ id: ID, version: 1 });
  });

  test("reading it again does not take away what is typed", () => {
    const again: Action = { type: "article.loaded", id: ID, article: article(), kept: null };

    expect(opened(typed("Mine"), ASKED, again).form.body).toBe("Mine");
  });
});

describe("what the browser kept", () => {
  const base = formOf(article());
  const kept: Kept = { form: { ...base, body: "Kept" }, base, version: 1, at: "2026-01-01T11:00:00Z", client_id: "c0" };
  const load = (newest: typeof theirs) =>
    after(ASKED, { type: "article.loaded", id: ID, article: newest, kept }).open;

  test("goes on where it ended", () => {
    expect(load(article())).toMatchObject({ form: { body: "Kept" }, keptAt: kept.at, conflict: null });
  });

  test("is the same new article, until it is dropped for another", () => {
    const fresh = after({ ...ASKED, id: "new" });
    const loaded = reduce(fresh, { type: "article.loaded", id: "new", article: null, kept: { ...kept, version: 0 } });
    const dropped = reduce(loaded, { type: "form.dropped", client_id: "c2" });

    expect([fresh, loaded, dropped].map((state) => state.open?.client_id)).toEqual(["c1", "c0", "c2"]);
  });

  test("meets what others stored since", () => {
    expect(load(theirs)).toMatchObject({ form: { body: "Kept" }, version: 1, conflict: { theirs: { version: 2 } } });
  });
});

describe("a conflict", () => {
  const found: Action = { type: "conflict.found", id: ID, theirs };

  test("asks about the parts that differ; who changed one alone keeps it", () => {
    const open = opened(typed("Mine"), found);

    expect(open.conflict?.choices).toEqual({ body: "mine", tags: "theirs" });
    expect(open.form.body).toBe("Mine");
  });

  test("ends with the chosen parts on top of their version", () => {
    const settled = opened(typed("Mine"), found, { type: "conflict.settled" });

    expect(settled).toMatchObject({ version: 2, conflict: null, form: { body: "Mine", tags: "returns, gift" } });
    expect(isChanged(settled)).toBe(true);
  });

  test("leaves nothing to store when all of theirs is taken", () => {
    const settled = opened(typed("Mine"), found, { type: "conflict.chosen", field: "body", side: "theirs" }, { type: "conflict.settled" });

    expect(isChanged(settled)).toBe(false);
  });

  test("is none where nothing was typed: theirs is shown and told of", () => {
    const open = opened(found);

    expect(open).toMatchObject({ conflict: null, version: 2, form: { body: "Theirs" } });
    expect(open.refusal).toContain("Kim saved version 2");
  });

  test("is none where both typed the same", () => {
    expect(opened({ type: "form.changed", change: { body: "Theirs", tags: "returns, gift" } }, found)).toMatchObject({ conflict: null, version: 2 });
  });
});

describe("lists and trials", () => {
  const filter = { q: "lamp" };
  const page = { articles: [], total: 0, page: 1, pages: 1 };

  test("the answer to an older filter is not heard", () => {
    expect(after({ type: "list.asked", filter }, { type: "list.loaded", filter: {}, found: page }).listed.found).toBeNull();
  });

  test("the answer to an older question is not heard", () => {
    const late: Action = { type: "trial.failed", question: "old", message: "No" };

    expect(after({ type: "trial.asked", question: "new" }, late).tried).toMatchObject({ phase: "loading", question: "new" });
  });
});

describe("the address", () => {
  test.each([
    ["/admin/articles", "?tag=a+b&nonsense=1", { page: "list", filter: { tag: "a b" } }],
    ["/admin/articles/check", "", { page: "check" }],
    ["/admin/articles/new", "", { page: "editor", id: "new" }],
    ["/admin/articles/7", "", { page: "editor", id: "7" }],
    ["/admin/articles/7/versions", "", { page: "versions", id: "7", number: null }],
    ["/admin/articles/7/versions/3", "", { page: "versions", id: "7", number: 3 }],
  ] as [string, string, Route][])("%s%s", (path, search, route) => {
    expect(readRoute(path, search)).toEqual(route);
    const [writtenPath = "", writtenSearch = ""] = writeRoute(route).split("?");
    expect(readRoute(writtenPath, writtenSearch)).toEqual(route);
  });
});
