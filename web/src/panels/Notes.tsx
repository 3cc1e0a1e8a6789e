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
      <Troubles />
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

/** What did not work in this page: nobody else was told. */
function Troubles() {
  const troubles = useCell(useDesk().troubles);
  if (troubles.length === 0) return null;
  return (
    <section className="section" aria-labelledby="troubles">
      <h2 id="troubles">On this page only</h2>
      <ul className="notes">
        {troubles.toReversed().map(({ id, kind, text }) => (
          <li key={id} className="note" data-kind={kind}>
            <span className="hidden-text">{kind}: </span>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Opens the list; shows how many came while it was closed. */
export function NoteButton() {
  const desk = useDesk();
  const unread = useCell(desk.unread);
  const open = () => {
    if (desk.panels.get().right !== 'notes') return desk.showNotes();
    desk.panels.update((now) => ({ ...now, right: 'stacks', sheet: 'notes' }));
  };
  return (
    <span className="note-button">
      <Button look="quiet" icon="bell" label={unread > 0 ? `Messages: ${unread} new` : 'Messages'} onClick={open} />
      {unread > 0 && <span className="count">{unread > 9 ? '9+' : unread}</span>}
    </span>
  );
}
