// What an empty room says: how to begin, or who will.
import { useRoom } from '../room/useRoom';
import { useWhyNot } from '../panels/rights';
import { useCell } from './cell';
import { useDesk } from './desk';
import { FetchEntry, Loads, PickFiles, TryExample } from './load';

export function EmptyRoom() {
  const isEmpty = useRoom((state) => state.complexes.length === 0);
  const name = useRoom((state) => state.name);
  const isLoading = useCell(useDesk().loads).length > 0;
  const why = useWhyNot('edit');
  // Fingers drop nothing.
  const canDrop = window.matchMedia('(any-pointer: fine)').matches;
  if (!isEmpty) return null;
  if (why !== undefined) return <Waiting />;
  return (
    <section className="empty" aria-labelledby="empty-room">
      <h1 id="empty-room">{name} is empty</h1>
      <p>{canDrop ? 'Drop a structure anywhere on this page' : 'Choose a file with a structure'}: PDB, mmCIF, SDF or MOL.</p>
      <PickFiles primary />
      <p className="or">or</p>
      <FetchEntry />
      <TryExample />
      {isLoading && <Loads />}
    </section>
  );
}

function Waiting() {
  const presenter = useRoom((state) => state.members.find((member) => member.id === state.presenter));
  const words = !presenter
    ? 'Nobody presents here yet.'
    : presenter.here
      ? `${presenter.name} presents. What they load, you see here.`
      : `${presenter.name} presents, and is away at the moment. You stay in the room; what they load, you see here.`;
  return (
    <section className="empty" aria-labelledby="empty-room">
      <h1 id="empty-room">Waiting for {presenter?.name ?? 'a presenter'}</h1>
      <p>{words}</p>
    </section>
  );
}
