// One member: how they are, and what the presenter can do for them.
import type { Member } from '../api/types';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Menu } from '../ui/Menu';
import { addressOf } from './Links';
import { hueOf, initialsOf } from './person';
import { useWhyNot } from './rights';
import { copyText } from '../ui/Copyable';

export function Person({ member }: { member: Member }) {
  const me = useRoom((state) => state.me);
  const presents = useRoom((state) => state.presenter) === member.id;
  const asks = useRoom((state) => state.presenter_requests).includes(member.id);
  const state = member.here ? (member.role === 'presenter' ? 'may present' : 'guest') : 'reconnecting, or away';
  const words = [member.id === me && 'you', presents && 'presents', (!presents || !member.here) && state, asks && 'asks to present'];
  return (
    <li className="person" data-away={!member.here || undefined}>
      <span className="avatar" data-hue={hueOf(member.id)} data-presents={presents || undefined} aria-hidden="true">
        {initialsOf(member.name)}
      </span>
      <span className="person-name">
        {member.name}
        <small>{words.filter(Boolean).join(' · ')}</small>
      </span>
      {presents ? (
        <span className="crown" data-tip="Presents: drives the plugins">
          <Icon name="crown" />
        </span>
      ) : (
        <Hand member={member} asks={asks} />
      )}
    </li>
  );
}

function Hand({ member, asks }: { member: Member; asks: boolean }) {
  const desk = useDesk();
  const why = useWhyNot('present');
  const isMe = useRoom((state) => state.me) === member.id;
  const give = () => void desk.act({ do: 'give', member: member.id });
  const decline = () => void desk.act({ do: 'decline_presenter', member: member.id });
  const kick = async () => {
    const answer = await desk.act({ do: 'kick', member: member.id });
    if (answer?.is !== 'links') return;
    const guest = addressOf(answer.guest);
    desk.toast('success', `${member.name} is out, and the links that they may know no longer work.`, {
      action: { text: 'Copy the new guest link', run: () => void copyText(guest) },
    });
  };
  if (isMe) return null;
  return (
    <>
      {asks && why === undefined ? (
        <>
          <Button small look="primary" onClick={give}>
            Hand over
          </Button>
          <Button small look="quiet" icon="close" label={`Say no to ${member.name}`} onClick={decline} />
        </>
      ) : (
        <Button small look="quiet" icon="crown" label={`Hand the presenter role to ${member.name}`} why={why} onClick={give} />
      )}
      <Menu
        small
        look="quiet"
        icon="more"
        label={`More about ${member.name}`}
        items={[
          { text: 'Hand the presenter role over', icon: 'crown', why, onPick: give },
          { text: `Put ${member.name} out`, icon: 'leave', danger: true, why, onPick: () => void kick() },
        ]}
      />
    </>
  );
}
