/** A browser may refuse storage to a frame: then what is kept lasts as long as the page. */
export interface Keeper {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
}

/** The storage that `find` returns, or one in memory where it is refused. */
export function keeper(find: () => Storage): Keeper {
  try {
    const storage = find();
    storage.getItem("desk");
    return storage;
  } catch {
    return inMemory();
  }
}

function inMemory(): Keeper {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}
