// Where one is: at home, on the way into a room, in it, or out of it.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Enter } from '../api/types';
import type { Draft } from '../home/CreateRoom';
import { Home } from '../home/Home';
import { rememberName } from '../home/name';
import { forgetSeat, readAddress, type Address } from '../room/seat';
import { enter, RoomError, type RoomStore } from '../room/store';
import { asksForPassword, grant, withPassword, type Wishes } from '../room/wishes';
import { AskPassword } from './AskPassword';
import { Ended } from './Ended';
import { refused } from './ends';
import { JoinByLink } from './JoinByLink';
import { EndNotice, Notice } from './Notice';
import { fetchScene } from './openScene';

const loadRoomPage = () => import('./RoomPage');
const RoomPage = lazy(loadRoomPage);

/** A try to come in: how, from which address, and what a new room is to be. */
interface Try {
  how: Enter;
  address: Address;
  wishes: Wishes;
}

type Where =
  | { is: 'outside'; address: Address; draft?: Draft }
  | { is: 'entering' }
  | { is: 'inside'; store: RoomStore; trouble: string | undefined }
  | { is: 'refused'; error: RoomError; tried: Try };

export function App() {
  const [where, setWhere] = useState<Where>(() => begin(readAddress(window.location.hash)));

  const go = useCallback((how: Enter, address: Address, wishes: Wishes = {}) => {
    setWhere({ is: 'entering' });
    // While the server opens the door. Where that fails, the second try says so.
    loadRoomPage().then(fetchScene, () => undefined);
    enter(how).then(
      async (store) => setWhere({ is: 'inside', store, trouble: await grant(wishes, store) }),
      (thrown: unknown) => {
        const error = asRoomError(thrown);
        // It leads nowhere any more.
        if (address.is === 'seat' && refused(error, how).out === 'home') forgetSeat(address.room);
        setWhere({ is: 'refused', error, tried: { how, address, wishes } });
      },
    );
  }, []);

  useEffect(() => {
    const address = readAddress(window.location.hash);
    if (address.is === 'seat') go({ resume: { token: address.token } }, address);
  }, [go]);

  // Somebody pasted another link into the address bar: the page begins anew.
  useEffect(() => {
    const onHash = () => window.location.reload();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);

  switch (where.is) {
    case 'entering':
      return <Notice title="Opening the room…" isBusy />;
    case 'inside':
      return (
        <Suspense fallback={<Notice title="Opening the room…" isBusy />}>
          <Ended store={where.store}>
            <RoomPage store={where.store} trouble={where.trouble} />
          </Ended>
        </Suspense>
      );
    case 'refused': {
      const { how, address, wishes } = where.tried;
      const { error } = where;
      if (asksForPassword(error)) {
        return <AskPassword error={error} onEnter={(password) => go(withPassword(how, password), address, wishes)} />;
      }
      // After too many wrong passwords one is asked for it anew.
      const again = error.code === 'limit' ? withPassword(how) : how;
      const change = () => setWhere({ is: 'outside', address, ...('create' in how && { draft: { ...how.create, ...wishes } }) });
      return <EndNotice end={refused(error, how)} onAgain={() => go(again, address, wishes)} onChange={change} />;
    }
    case 'outside':
      return <Outside address={where.address} {...(where.draft && { draft: where.draft })} onEnter={go} />;
  }
}

interface OutsideProps {
  address: Address;
  /** The room that somebody wanted to create. */
  draft?: Draft;
  onEnter(how: Enter, address: Address, wishes?: Wishes): void;
}

function Outside({ address, draft, onEnter }: OutsideProps) {
  switch (address.is) {
    case 'link':
      return (
        <JoinByLink
          onJoin={(member) => {
            rememberName(member);
            onEnter({ join: { link: address.link, member } }, address);
          }}
        />
      );
    case 'stranger':
      return (
        <Notice title="This address has no key">
          It says which room, but not that you may enter. Ask somebody in the room for a link: the button “Show the links” under
          People copies one.
        </Notice>
      );
    case 'nonsense':
      return <Notice title="This is no link to a room">Part of it may be missing. Ask for it again, or copy all of it.</Notice>;
    default:
      return <Home {...(draft && { draft })} onEnter={(how, wishes) => onEnter(how, address, wishes)} />;
  }
}

function begin(address: Address): Where {
  return address.is === 'seat' ? { is: 'entering' } : { is: 'outside', address };
}

function asRoomError(error: unknown): RoomError {
  return error instanceof RoomError ? error : new RoomError('internal', String(error));
}
