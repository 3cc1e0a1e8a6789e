// The room is over for this page: why, and what to do. Until then: the room.
import { useSyncExternalStore, type ReactNode } from 'react';
import type { RoomStore } from '../room/store';
import { ended } from './ends';
import { EndNotice } from './Notice';

export function Ended({ store, children }: { store: RoomStore; children: ReactNode }) {
  const connection = useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.state().connection,
  );
  if (connection.is !== 'gone') return children;
  return <EndNotice end={ended(connection.error)} />;
}
