// The room for React: a component is drawn again when what it selected has changed.

import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';

import type { RoomState, RoomStore } from './store';

/** The room that a page is about. */
export const RoomContext = createContext<RoomStore | null>(null);

/** The store itself: to ask. */
export function useStore(): RoomStore {
  const store = useContext(RoomContext);
  if (!store) throw new Error('no room around this component');
  return store;
}

/**
 * What the selector takes from the room; the component is drawn again when that is another object. A selector that makes new
 * objects gives `isEqual` as well.
 */
export function useRoom<T>(selector: (state: RoomState) => T, isEqual: (a: T, b: T) => boolean = Object.is): T {
  const store = useStore();
  const last = useRef<{ value: T } | null>(null);
  const select = useCallback(() => {
    const value = selector(store.state());
    if (last.current && isEqual(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  }, [store, selector, isEqual]);
  return useSyncExternalStore(useCallback((changed) => store.subscribe(changed), [store]), select);
}
