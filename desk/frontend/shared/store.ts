import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { Emitter } from "./emitter";

/** The state of an app and the one way to change it: an action through the app's reducer. */
export class Store<S, A> {
  private readonly changed = new Emitter<S>();

  constructor(
    private current: S,
    private readonly reduce: (state: S, action: A) => S,
  ) {}

  get state(): S {
    return this.current;
  }

  dispatch(action: A): void {
    const next = this.reduce(this.current, action);
    if (next === this.current) return;
    this.current = next;
    this.changed.emit(next);
  }

  subscribe(listener: (state: S) => void): () => void {
    return this.changed.on(listener);
  }
}

/** What `select` finds in the state; the component renders again only when that differs. */
export function useStore<S, A, P = S>(store: Store<S, A>, select: (state: S) => P = whole as (state: S) => P): P {
  const [, render] = useReducer((count: number, _action: null) => count + 1, 0);
  const part = select(store.state);
  const shown = useRef({ part, select });
  shown.current = { part, select };
  useLayoutEffect(() => {
    const look = () => {
      if (!Object.is(shown.current.select(store.state), shown.current.part)) render(null);
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return part;
}

function whole<S>(state: S): S {
  return state;
}
