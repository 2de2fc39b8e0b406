/** Everything these pages do: move, read, store, and tell the store what came of it. */
import { randomId } from "../shared/ids";
import type { Result, WireError } from "../shared/result";
import type { ArticleDetail } from "../shared/staff.gen";
import type { Store } from "../shared/store";
import { notice, type Toast } from "../shared/ui/toast";
import type { ArticleCalls } from "./calls";
import { FIELD_WORDS, mistakes, textOf, withQuestion, type Field, type Form } from "./form";
import type { KeptForms } from "./kept";
import { isChanged } from "./reduce_editor";
import { NEW, readRoute, writeRoute, type Filter, type Route } from "./route";
import type { Action, Errors, OpenArticle, State } from "./state";

export class Library {
  constructor(
    readonly store: Store<State, Action>,
    private readonly calls: ArticleCalls,
    private readonly kept: KeptForms,
  ) {}

  start(): void {
    this.kept.follow(this.store);
    addEventListener("popstate", () => this.routed(readRoute(location.pathname, location.search)));
    addEventListener("beforeunload", (event) => this.unsaved() !== null && event.preventDefault());
    this.routed(this.store.state.route);
  }

  go(route: Route): void {
    history.pushState(null, "", writeRoute(route));
    this.routed(route);
  }

  /** Another filter is not another place to come back to: it replaces the address. */
  filter(filter: Filter): void {
    const route: Route = { page: "list", filter };
    history.replaceState(null, "", writeRoute(route));
    this.routed(route);
  }

  async list(filter: Filter): Promise<void> {
    this.store.dispatch({ type: "list.asked", filter });
    const result = await this.calls.list(filter);
    this.store.dispatch(
      result.ok ? { type: "list.loaded", filter, found: result.value } : { type: "list.failed", filter, message: result.error.message },
    );
  }

  async check(): Promise<void> {
    this.store.dispatch({ type: "check.asked" });
    const result = await this.calls.check();
    this.store.dispatch(
      result.ok ? { type: "check.loaded", findings: result.value.findings } : { type: "check.failed", message: result.error.message },
    );
  }

  async open(id: string): Promise<void> {
    this.store.dispatch({ type: "article.asked", id, client_id: randomId() });
    const kept = this.kept.read(id);
    if (id === NEW) return this.store.dispatch({ type: "article.loaded", id, article: null, kept });
    const result = await this.calls.article(id);
    this.store.dispatch(
      result.ok ? { type: "article.loaded", id, article: result.value, kept } : { type: "article.failed", id, message: result.error.message },
    );
  }

  change(change: Partial<Form>): void {
    this.store.dispatch({ type: "form.changed", change });
  }

  /** Stores what is typed as a new version; true when nothing is left to store. */
  async save(): Promise<boolean> {
    const { open } = this.store.state;
    if (open === null || open.phase !== "ready" || open.isSaving || open.conflict !== null) return false;
    if (open.saved !== null && !isChanged(open)) return true;
    const errors = mistakes(open.form);
    if (Object.keys(errors).length > 0) return this.refuse(open.id, "", errors);
    const text = textOf(open.form);
    this.store.dispatch({ type: "save.asked" });
    const result = open.saved === null ? await this.calls.create({ ...text, client_id: open.client_id }) : await this.calls.save(open.id, { ...text, expected_version: open.version });
    return this.stored(open, result);
  }

  /** Stores what is typed, then lets the assistant and the customers see it. */
  async publish(): Promise<void> {
    if (!(await this.save())) return;
    await this.turn((open) => this.calls.publish(open.id, { expected_version: open.version }), "It is published", "The assistant answers from it within seconds.");
  }

  async unpublish(): Promise<void> {
    await this.turn((open) => this.calls.unpublish(open.id), "It is a draft again", "The assistant and the help pages no longer show it.");
  }

  async remove(): Promise<void> {
    const { open } = this.store.state;
    if (open === null) return;
    const result = await this.calls.remove(open.id);
    if (!result.ok) return void this.refuse(open.id, result.error.message, {});
    this.drop();
    this.kept.drop(open.id);
    this.go({ page: "list", filter: {} });
    this.tell(notice("plain", "Deleted", open.base.title));
    void this.check();
  }

  /** Forgets what was typed. */
  drop(): void {
    this.store.dispatch({ type: "form.dropped", client_id: randomId() });
  }

  /** Stores the fields that were chosen of both versions. */
  async settle(): Promise<void> {
    this.store.dispatch({ type: "conflict.settled" });
    await this.save();
  }

  async ask(question: string): Promise<void> {
    this.store.dispatch({ type: "trial.asked", question });
    const result = await this.calls.ask({ question });
    this.store.dispatch(
      result.ok ? { type: "trial.loaded", question, trial: result.value } : { type: "trial.failed", question, message: result.error.message },
    );
  }

  /** Remembers a question as one that the open article answers. */
  adopt(question: string): void {
    const { open } = this.store.state;
    if (open !== null) this.change(withQuestion(open.form, question));
  }

  async versions(id: string): Promise<void> {
    this.store.dispatch({ type: "versions.asked", id });
    const result = await this.calls.versions(id);
    if (!result.ok) return this.store.dispatch({ type: "versions.failed", id, message: result.error.message });
    this.store.dispatch({ type: "versions.loaded", id, rows: result.value.versions });
  }

  /** Reads the texts of these versions, each once. */
  async texts(id: string, numbers: readonly number[]): Promise<void> {
    const known = this.store.state.versions?.texts ?? {};
    await Promise.all(numbers.filter((number) => known[number] === undefined).map((number) => this.text(id, number)));
  }

  async restore(id: string, number: number): Promise<void> {
    const result = await this.calls.restore(id, number);
    if (!result.ok) return this.tell(notice("bad", "Not restored", result.error.message));
    this.go({ page: "editor", id });
    this.tell(notice("plain", `Version ${number} is back as version ${result.value.version}`, "It is a draft until you publish it."));
  }

  tell(toast: Toast): void {
    this.store.dispatch({ type: "toast.shown", toast });
  }

  /** What would be lost without this browser, or null. */
  unsaved(): OpenArticle | null {
    const { open } = this.store.state;
    return open !== null && isChanged(open) ? open : null;
  }

  private async text(id: string, number: number): Promise<void> {
    const result = await this.calls.version(id, number);
    if (result.ok) return this.store.dispatch({ type: "version.loaded", id, text: result.value });
    this.store.dispatch({ type: "versions.failed", id, message: result.error.message });
  }

  private async turn(ask: (open: OpenArticle) => Promise<Result<ArticleDetail>>, title: string, text: string): Promise<void> {
    const { open } = this.store.state;
    if (open === null) return;
    this.store.dispatch({ type: "save.asked" });
    if (!(await this.stored(open, await ask(open)))) return;
    this.tell(notice("plain", title, text));
    const { tried } = this.store.state;
    if (tried.phase === "ready") void this.ask(tried.question);
  }

  private async stored(asked: OpenArticle, result: Result<ArticleDetail>): Promise<boolean> {
    const { id, form: sent } = asked;
    if (!result.ok) return this.refused(asked, result.error);
    this.store.dispatch({ type: "save.done", id, sent, article: result.value });
    if (id === NEW) this.moved(result.value.id);
    void this.check();
    return true;
  }

  /** The new article has an address of its own now. */
  private moved(id: string): void {
    this.kept.drop(NEW);
    if (this.store.state.route.page !== "editor") return;
    const route: Route = { page: "editor", id };
    history.replaceState(null, "", writeRoute(route));
    this.store.dispatch({ type: "route.changed", route });
  }

  /** A refusal because of somebody else's version shows both; any other says what to mend. */
  private async refused({ id, version }: OpenArticle, error: WireError): Promise<boolean> {
    if (error.code === "conflict" && id !== NEW) {
      const newest = await this.calls.article(id);
      if (newest.ok && newest.value.version !== version) {
        this.store.dispatch({ type: "conflict.found", id, theirs: newest.value });
        return false;
      }
    }
    const fields = Object.entries(error.fields ?? {}).map(([name, text]) => [name.split(".")[0] ?? "", text] as const);
    const errors = Object.fromEntries(fields.filter(([name]) => name in FIELD_WORDS)) as Errors;
    const others = fields.filter(([name]) => !(name in FIELD_WORDS)).map(([name, text]) => `${name}: ${text}`);
    const isSaidThere = Object.values(errors).includes(error.message);
    return this.refuse(id, [isSaidThere ? "" : error.message, ...others].join(" ").trim(), errors);
  }

  private refuse(id: string, message: string, errors: Partial<Record<Field, string>>): false {
    this.store.dispatch({ type: "save.refused", id, message, errors });
    return false;
  }

  private routed(route: Route): void {
    const left = this.unsaved();
    const isLeft = left !== null && this.store.state.route.page === "editor" && !(route.page === "editor" && route.id === left.id);
    this.store.dispatch({ type: "route.changed", route });
    if (isLeft) this.tell(this.reminder(left));
    if (this.store.state.checked.phase !== "ready") void this.check();
    if (route.page === "list") void this.list(route.filter);
    if (route.page === "editor") void this.open(route.id);
    if (route.page === "versions" && (this.store.state.versions?.id !== route.id || route.number === null)) void this.versions(route.id);
  }

  private reminder({ id, form }: OpenArticle): Toast {
    const title = form.title.trim() === "" ? "The new article" : `“${form.title.trim()}”`;
    const back = { label: "Go on writing", run: () => this.go({ page: "editor", id }) };
    return notice("plain", "Not saved yet", `${title} waits in this browser with your changes.`, back);
  }
}
