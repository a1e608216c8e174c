/** What every page may ask of the inspector key: whether there is one. All else of it loads when it is used. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PageStorage } from '../../page/device-storage.ts';

export interface Inspector {
  readonly bureau: string;
  /** A mark beside the key: to look for the key itself opens a database. */
  marked(): boolean;
  mark(on: boolean): void;
  subscribe(listener: () => void): () => void;
}

/** `storage` remembers the mark, and nothing else; where it does not, the mark lasts as long as the page. */
export function createInspector(bureau: string, storage: PageStorage): Inspector {
  const name = `yixinma-inspector-${bureau}`;
  const listeners = new Set<() => void>();
  let marked = storage.getItem(name) === '1';
  return {
    bureau,
    marked: () => marked,
    mark: (on) => {
      marked = on;
      try {
        storage.setItem(name, on ? '1' : '');
      } catch {
        // Storage is full or forbidden: for this visit the mark holds.
      }
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const NOBODY: Inspector = {
  bureau: '',
  marked: () => false,
  mark: () => undefined,
  subscribe: () => () => undefined,
};

export const InspectorContext = createContext<Inspector>(NOBODY);

export function useInspector(): Inspector & { readonly isMarked: boolean } {
  const inspector = useContext(InspectorContext);
  return { ...inspector, isMarked: useSyncExternalStore(inspector.subscribe, inspector.marked) };
}
