// The room is over for this page: why, and what to do. Until then: the room.
import { useSyncExternalStore, type ReactNode } from 'react';
import type { RoomStore } from '../room/store';
import { Notice } from './Notice';

export function Ended({ store, children }: { store: RoomStore; children: ReactNode }) {
  const connection = useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.state().connection,
  );
  if (connection.is !== 'gone') return children;
  const { code, message } = connection.error;
  const title =
    code === 'closed'
      ? 'This room is closed'
      : code === 'denied'
        ? 'You are no longer in this room'
        : code === 'not_found'
          ? 'This room is gone'
          : 'The room ended here';
  return <Notice title={title}>{message}</Notice>;
}
