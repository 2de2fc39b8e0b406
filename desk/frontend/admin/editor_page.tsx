/** One article: what it says, how it looks, what the assistant would make of it. */
import { useEffect } from "preact/hooks";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { Menu, type MenuItem } from "../shared/ui/menu";
import { Chip, Skeleton, Trouble } from "../shared/ui/pieces";
import { Ago, Clock } from "../shared/ui/time";
import { BodyField } from "./body_field";
import { Findings } from "./check_page";
import { ConflictPanel } from "./conflict_panel";
import { ListFields, SmallFields, TitleField, fieldNamed } from "./fields";
import { FIELDS } from "./form";
import type { Library } from "./library";
import { Link } from "./link";
import { isChanged } from "./reduce_editor";
import type { DialogName, OpenArticle, State } from "./state";
import { TryPanel } from "./try_panel";
import { STATE_TONES, STATE_WORDS, count } from "./words";

interface Props {
  library: Library;
  open: OpenArticle;
}

async function save(library: Library): Promise<void> {
  if (await library.save()) return;
  const errors = library.store.state.open?.errors ?? {};
  const first = FIELDS.find((field) => errors[field] !== undefined);
  if (first) fieldNamed(first)?.focus();
}

/** Ctrl+S stores; the browser's own meaning of it is of no use here. */
function useSaveKey(library: Library): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      void save(library);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [library]);
}

function Progress({ open }: { open: OpenArticle }) {
  const { saved } = open;
  if (open.isSaving) return <>Saving…</>;
  if (isChanged(open)) return <>Not saved yet</>;
  if (saved === null) return <>Nothing written yet</>;
  return (
    <>
      Version {saved.version} saved <Ago at={saved.updated_at} />{saved.updated_by !== "" && ` by ${saved.updated_by}`}
    </>
  );
}

function moreItems({ library, open }: Props): MenuItem[] {
  const { saved } = open;
  const ask = (dialog: DialogName) => () => library.store.dispatch({ type: "dialog.opened", dialog });
  const isPublished = saved !== null && saved.published_version !== null;
  const items: (MenuItem | false)[] = [
    isPublished && saved.audience === "public" && { label: "See it in the help pages", icon: "right", run: () => void window.open(`/help/${saved.slug}`, "_blank", "noopener") },
    isPublished && { label: "Unpublish…", icon: "back", run: ask("unpublish") },
    isChanged(open) && { label: "Discard what is not saved…", icon: "refresh", run: ask("drop") },
    saved !== null && { label: "Delete…", icon: "close", isDangerous: true, run: ask("delete") },
  ];
  return items.filter((item) => item !== false);
}

function Actions({ library, open }: Props) {
  const changed = isChanged(open);
  const isNew = open.saved === null;
  const canSave = (changed || isNew) && !open.isSaving && open.conflict === null;
  const canPublish = (changed || open.saved?.state !== "published") && !open.isSaving && open.conflict === null;
  const items = moreItems({ library, open });
  return (
    <span class="page-actions">
      <Button aria-disabled={!canSave} weight={canSave ? "primary" : "plain"} keys="Ctrl S" onClick={() => canSave && void save(library)}>Save draft</Button>
      <Button aria-disabled={!canPublish} onClick={() => canPublish && library.store.dispatch({ type: "dialog.opened", dialog: "publish" })}>
        {changed && !isNew ? "Save and publish…" : "Publish…"}
      </Button>
      {items.length > 0 && <Menu name="More" title="More" buttonClass="icon-button" button={<Icon name="more" />} items={items} />}
    </span>
  );
}

function Head({ library, open }: Props) {
  const { saved } = open;
  return (
    <header class="page-head editor-head">
      <h1 tabIndex={-1} class="truncate">{saved?.title ?? (open.id === "new" ? "New article" : "Article")}</h1>
      {saved && <Chip tone={STATE_TONES[saved.state]}>{STATE_WORDS[saved.state]}</Chip>}
      {open.phase === "ready" && (
        <>
          <p class="soft editor-progress" role="status"><Progress open={open} /></p>
          {saved && <Link library={library} to={{ page: "versions", id: saved.id, number: null }}>{count(saved.versions_count, "version", "versions")}</Link>}
          <Actions library={library} open={open} />
        </>
      )}
    </header>
  );
}

function Notices({ library, open }: Props) {
  const wrong = Object.keys(open.errors).length;
  return (
    <>
      {(open.refusal !== "" || wrong > 0) && (
        <div class="trouble" role="alert">
          <Icon name="alert" size={18} />
          <p>
            {open.refusal} {wrong > 0 && `Not saved: ${count(wrong, "field needs", "fields need")} your attention.`}{" "}
            {isChanged(open) && "What you wrote is kept in this browser."}
          </p>
        </div>
      )}
      {open.keptAt !== null && open.conflict === null && (
        <div class="kept">
          <Icon name="clock" size={18} />
          <p role="status">You wrote here at <Clock at={open.keptAt} /> and did not save. It is back as it was.</p>
          <Button onClick={() => library.store.dispatch({ type: "dialog.opened", dialog: "drop" })}>Discard it…</Button>
        </div>
      )}
    </>
  );
}

function Aside({ library, state, open }: Props & { state: State }) {
  const findings = state.checked.findings.filter((finding) => finding.article_id === open.id);
  return (
    <aside class="editor-aside" aria-label="Beside the article">
      <TryPanel library={library} tried={state.tried} open={open} />
      {findings.length > 0 && (
        <section class="card">
          <h2>To mend</h2>
          <Findings findings={findings} />
        </section>
      )}
    </aside>
  );
}

function Fields(props: Props) {
  return (
    <form class="editor-fields" aria-label="Article" onSubmit={(event) => event.preventDefault()} noValidate>
      <TitleField {...props} />
      <BodyField {...props} />
      <ListFields {...props} />
      <SmallFields {...props} />
    </form>
  );
}

export function EditorPage({ library, state }: { library: Library; state: State }) {
  const { open } = state;
  useSaveKey(library);
  if (open === null) return null;
  return (
    <>
      <Head library={library} open={open} />
      {open.phase === "failed" && <Trouble retry={() => void library.open(open.id)}>{open.trouble}</Trouble>}
      {open.phase === "loading" && <Skeleton rows={6} label="Loading the article" />}
      {open.phase === "ready" && (
        <>
          <Notices library={library} open={open} />
          {open.conflict !== null && <ConflictPanel library={library} open={open} conflict={open.conflict} />}
          <div class="editor">
            {open.conflict === null && <Fields library={library} open={open} />}
            {open.conflict === null && <Aside library={library} state={state} open={open} />}
          </div>
        </>
      )}
    </>
  );
}
