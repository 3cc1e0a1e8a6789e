// How one comes to present: by asking, or by taking, where one came by the presenter link.
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { useWhyNot } from './rights';

export function PresenterRole() {
  const desk = useDesk();
  const offline = useWhyNot('connection');
  const isPresenter = useRoom((state) => state.isPresenter);
  const me = useRoom((state) => state.members.find((member) => member.id === state.me));
  const asks = useRoom((state) => state.presenter_requests.includes(state.me));
  if (isPresenter || !me) return null;
  return (
    <div className="card-buttons">
      {asks ? (
        <Button small why={offline} onClick={() => void desk.act({ do: 'withdraw_request' })}>
          Stop asking to present
        </Button>
      ) : (
        <Button small icon="crown" why={offline} onClick={() => void desk.act({ do: 'request_presenter' })}>
          Ask to present
        </Button>
      )}
      {me.role === 'presenter' && (
        <Button small look="quiet" why={offline} onClick={() => void desk.act({ do: 'take_presenter' })}>
          Take the role back
        </Button>
      )}
    </div>
  );
}
