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
  if (code === 'closed') return <Notice title="This room is closed">{message}</Notice>;
  if (code === 'kicked') return <Notice title="You were put out of this room">{message}</Notice>;
  if (code === 'denied' || code === 'not_found') {
    return (
      <Notice title="This room is gone">
        {`${message}\nRooms live as long as their server: where it was restarted, somebody has to open a new one, and load the structures again.`}
      </Notice>
    );
  }
  return <Notice title="The room ended here">{message}</Notice>;
}
