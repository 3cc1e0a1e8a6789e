// The rooms that whoever comes by may look on in.
import type { Enter, OpenRoom } from '../api/types';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export function OpenRooms({ rooms, member, onEnter }: { rooms: readonly OpenRoom[]; member: string; onEnter(how: Enter): void }) {
  return (
    <section className="home-list" aria-labelledby="open-rooms">
      <h2 id="open-rooms">Open rooms</h2>
      {rooms.length === 0 ? (
        <p className="quiet">None is listed at the moment. Rooms by link only are not shown here.</p>
      ) : (
        <ul>
          {rooms.map(({ id, name, presenter, people, has_password }) => (
            <li key={id}>
              <span>
                <strong>{name}</strong>
                <small>
                  {presenter ? `${presenter} presents` : 'Nobody presents'} · {people} {people === 1 ? 'person' : 'people'} here
                  {has_password && (
                    <span className="locked">
                      {' · '}
                      <Icon name="lock" /> password
                    </span>
                  )}
                </small>
              </span>
              <Button small aria-label={`Look on in ${name}`} onClick={() => onEnter({ visit: { room: id, member } })}>
                Look on
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
