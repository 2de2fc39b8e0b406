/** What is asked before something is done that others notice or that cannot be taken back. */
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { keepFocus } from "./focus";
import type { Library } from "./library";
import { isChanged } from "./reduce_editor";
import type { DialogName, State } from "./state";

interface Question {
  title: string;
  text: string;
  label: string;
  isDangerous?: boolean;
  run: () => void;
}

function publishing(library: Library, state: State): Question {
  const isStaff = state.open?.form.audience === "staff";
  return {
    title: "Publish this article?",
    text: isStaff
      ? "Your team can read it. Customers never see it, and the assistant does not use it."
      : "The assistant answers from it within seconds, and everybody can read it in the help pages.",
    label: state.open && isChanged(state.open) ? "Save and publish" : "Publish",
    run: () => void library.publish(),
  };
}

function restoring(library: Library, state: State): Question {
  const { route } = state;
  const number = route.page === "versions" ? (route.number ?? 0) : 0;
  const id = route.page === "versions" ? route.id : "";
  return {
    title: `Restore version ${number}?`,
    text: "Its text becomes a new version, a draft until you publish it. No version is lost.",
    label: "Restore",
    run: () => void library.restore(id, number),
  };
}

function questionOf(dialog: DialogName, library: Library, state: State): Question {
  switch (dialog) {
    case "publish":
      return publishing(library, state);
    case "restore":
      return restoring(library, state);
    case "unpublish":
      return {
        title: "Unpublish this article?",
        text: "The assistant stops using it within seconds, and the help pages no longer show it. Its text stays here as a draft.",
        label: "Unpublish",
        run: () => void library.unpublish(),
      };
    case "drop":
      return {
        title: "Discard what is not saved?",
        text: "The article is shown as it was saved last. What you wrote since is gone.",
        label: "Discard",
        isDangerous: true,
        run: () => library.drop(),
      };
    case "delete":
      return {
        title: `Delete “${state.open?.base.title ?? ""}”?`,
        text: "The article and all its versions are gone for good. To take it from customers only, unpublish it instead.",
        label: "Delete for good",
        isDangerous: true,
        run: () => void library.remove(),
      };
  }
}

export function OpenDialog({ library, state }: { library: Library; state: State }) {
  if (state.dialog === null) return null;
  const { title, text, label, isDangerous = false, run } = questionOf(state.dialog, library, state);
  const close = () => library.store.dispatch({ type: "dialog.closed" });
  const confirm = () => {
    close();
    run();
    keepFocus();
  };
  return (
    <Dialog title={title} onClose={close}>
      <p>{text}</p>
      <div class="dialog-foot">
        <Button autofocus={isDangerous} onClick={close}>Cancel</Button>
        <Button autofocus={!isDangerous} weight={isDangerous ? "danger" : "primary"} onClick={confirm}>{label}</Button>
      </div>
    </Dialog>
  );
}
