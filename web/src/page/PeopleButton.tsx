// Who is here, in a few letters; opens the people panel.
import type { Member } from '../api/types';
import { useRoom } from '../room/useRoom';
import { hueOf, initialsOf } from '../panels/person';
import { useDesk } from './desk';

/** So many are shown; the rest is a number. */
const SHOWN = 4;

export function PeopleButton() {
  const desk = useDesk();
  const members = useRoom((state) => state.members);
  const presenter = useRoom((state) => state.presenter);
  const presents = (member: Member) => Number(member.id === presenter);
  // On a phone there is room for one of them.
  const here = members.filter((member) => member.here).sort((one, other) => presents(other) - presents(one));
  const open = () =>
    desk.panels.update((now) => ({ ...now, right: now.right === 'people' ? null : 'people', sheet: 'people' }));
  return (
    <button
      type="button"
      className="people-button"
      data-tip={here.map((member) => (member.id === presenter ? `${member.name} (presents)` : member.name)).join('\n')}
      onClick={open}
    >
      <span className="hidden-text">
        {here.length} {here.length === 1 ? 'person' : 'people'} here: show people
      </span>
      {here.slice(0, SHOWN).map((member) => (
        <span key={member.id} aria-hidden="true" className="avatar" data-hue={hueOf(member.id)} data-presents={member.id === presenter || undefined}>
          {initialsOf(member.name)}
        </span>
      ))}
      {here.length > SHOWN && <span aria-hidden="true" className="avatar">+{here.length - SHOWN}</span>}
    </button>
  );
}
