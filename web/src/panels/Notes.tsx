// Chat, and the last notifications, newest first.
import { useEffect } from 'react';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Chat } from './Chat';
import './panels.css';

export function Notes() {
  const desk = useDesk();
  const chat = useRoom((state) => state.chat);
  const notifications = useRoom((state) => state.notifications);
  useEffect(() => desk.unread.set(0), [desk, notifications, chat]);
  return (
    <>
      <Chat />
      <section className="section" aria-labelledby="notes">
        <h2 id="notes">Notifications so far</h2>
        <NoteList />
      </section>
    </>
  );
}

function NoteList() {
  const notifications = useRoom((state) => state.notifications);
  if (notifications.length === 0) return <p className="nothing">Nothing was said yet.</p>;
  return (
    <ul className="notes">
      {notifications.toReversed().map((note, index) => (
        <li key={notifications.length - index} className="note" data-kind={note.kind}>
          <small>
            {note.from}
            <span className="hidden-text"> ({note.kind})</span>
          </small>
          <p>{note.text}</p>
        </li>
      ))}
    </ul>
  );
}

/** Opens the list; shows how many came while it was closed. */
export function NoteButton() {
  const desk = useDesk();
  const unread = useCell(desk.unread);
  const open = () => {
    desk.toasts.set([]);
    desk.panels.update((now) => ({ ...now, right: now.right === 'notes' ? 'stacks' : 'notes', sheet: 'notes' }));
  };
  return (
    <span className="note-button">
      <Button look="quiet" icon="bell" label={unread > 0 ? `Messages: ${unread} new` : 'Messages'} onClick={open} />
      {unread > 0 && <span className="count">{unread > 9 ? '9+' : unread}</span>}
    </span>
  );
}
