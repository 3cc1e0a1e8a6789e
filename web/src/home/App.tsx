// Where one is: at home, on the way into a room, or in it.

import { lazy, Suspense, useEffect, useState } from 'react';

import { readAddress } from '../room/seat';
import { enter, RoomError, type RoomStore } from '../room/store';

const RoomPage = lazy(() => import('../page/RoomPage'));

/** Home, or the room. */
export function App() {
  const [address] = useState(() => readAddress(window.location.hash));
  const [store, setStore] = useState<RoomStore | null>(null);
  const [error, setError] = useState<RoomError | null>(null);
  useEffect(() => {
    if (address.is !== 'seat') return;
    enter({ resume: { token: address.token } }).then(setStore, setError);
  }, [address]);
  if (store) return <Suspense fallback={<p>Opening the room…</p>}><RoomPage store={store} /></Suspense>;
  const go = (how: Parameters<typeof enter>[0]) => void enter(how).then(setStore, setError);
  return (
    <main>
      <h1>OpenNTS</h1>
      {error && <p role="alert">{error.message}</p>}
      <button onClick={() => go({ create: { room: 'A room', member: 'Somebody' } })}>Create a room</button>
      {address.is === 'link' && (
        <button onClick={() => go({ join: { link: address.link, member: 'Somebody' } })}>Join the room</button>
      )}
    </main>
  );
}
