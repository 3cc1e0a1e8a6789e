// The room's page: puts the scene, the panels and the plugins' windows together.

import { useRoom, RoomContext } from '../room/useRoom';
import type { RoomStore } from '../room/store';

/** The room that one is in. */
export default function RoomPage({ store }: { store: RoomStore }) {
  return (
    <RoomContext value={store}>
      <Title />
    </RoomContext>
  );
}

function Title() {
  const name = useRoom((state) => state.name);
  return <h1>{name}</h1>;
}
