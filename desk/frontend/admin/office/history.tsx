/** The versions of a document: who changed what, and the way back to any of them. */
import { useEffect, useState } from "preact/hooks";
import type { RevisionShape } from "../../shared/staff.gen";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Icon } from "../../shared/ui/icon";
import { Skeleton, Trouble } from "../../shared/ui/pieces";
import { Ago } from "../../shared/ui/time";
import { notice } from "../../shared/ui/toast";
import { LineChanges } from "../changes";
import type { Kind } from "./calls";
import type { Office } from "./office";

interface Props<T> {
  office: Office;
  kind: Kind;
  subject: string;
  title?: string;
  describe: (text: T) => string;
  /** The number of the newest version that this page has seen. */
  seen: number;
  restored: () => void;
}

type Read = { versions: readonly RevisionShape[]; trouble: string } | null;

function Restoring({ version, close, restore }: { version: RevisionShape; close: () => void; restore: () => void }) {
  return (
    <Dialog title={`Restore version ${version.number}?`} onClose={close}>
      <p>What it says becomes a new version and counts at once. No version is lost.</p>
      <div class="dialog-foot">
        <Button onClick={close}>Cancel</Button>
        <Button autofocus weight="primary" onClick={restore}>Restore</Button>
      </div>
    </Dialog>
  );
}

function Version<T>({ version, before, describe, restore }: {
  version: RevisionShape;
  before: RevisionShape | undefined;
  describe: (text: T) => string;
  restore: (() => void) | null;
}) {
  return (
    <li class="revision">
      <p class="revision-head">
        <strong class="tabular">Version {version.number}</strong>
        <span class="soft"><Ago at={version.at} /> by {version.by}</span>
        {restore && <Button onClick={restore}>Restore…</Button>}
      </p>
      <LineChanges before={before ? describe(before.text as T) : ""} after={describe(version.text as T)} />
    </li>
  );
}

export function HistoryPanel<T>({ office, kind, subject, title = "History", describe, seen, restored }: Props<T>) {
  const [read, setRead] = useState<Read>(null);
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState<RevisionShape | null>(null);
  const load = async () => {
    const result = await office.calls.versions(kind, subject);
    setRead(result.ok ? { versions: result.value.versions, trouble: "" } : { versions: [], trouble: result.error.message });
  };
  const restore = async ({ number }: RevisionShape) => {
    setAsked(null);
    const result = await office.calls.restore(kind, subject, number, seen);
    if (!result.ok) return office.tell(notice("bad", "Not restored", result.error.message));
    setRead({ versions: result.value.versions, trouble: "" });
    office.tell(notice("plain", `Version ${number} is back`));
    restored();
    void office.refresh();
  };
  useEffect(() => {
    if (isOpen) void load();
  }, [kind, subject, seen, isOpen]);
  const versions = read?.versions ?? [];
  return (
    <details
      class="card how history"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary><Icon name="right" size={14} />{title}</summary>
      {isOpen && read === null && <Skeleton rows={3} label="Loading the versions" />}
      {read !== null && read.trouble !== "" && <Trouble retry={() => void load()}>{read.trouble}</Trouble>}
      {read !== null && read.trouble === "" && versions.length === 0 && <p class="soft">Nothing was edited yet.</p>}
      <ol class="revisions">
        {versions.map((version, place) => (
          <Version
            key={version.number}
            version={version}
            before={versions[place + 1]}
            describe={describe}
            restore={office.canEdit && place > 0 ? () => setAsked(version) : null}
          />
        ))}
      </ol>
      {asked && <Restoring version={asked} close={() => setAsked(null)} restore={() => void restore(asked)} />}
    </details>
  );
}
