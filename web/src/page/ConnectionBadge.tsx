// How the connection to the server is: nothing to see while all is well.
import { useRoom } from '../room/useRoom';

export function ConnectionBadge() {
  const connection = useRoom((state) => state.connection);
  const [kind, text] =
    connection.is === 'reconnecting'
      ? (['warning', connection.attempt > 1 ? `Reconnecting (try ${connection.attempt})` : 'Reconnecting'] as const)
      : connection.is === 'gone'
        ? (['error', 'Disconnected'] as const)
        : ([undefined, ''] as const);
  return (
    <span role="status">
      {text && (
        <span className="badge" data-kind={kind} data-tip="What you see is how the room was. It goes on by itself, nothing is lost.">
          {text}
        </span>
      )}
    </span>
  );
}
