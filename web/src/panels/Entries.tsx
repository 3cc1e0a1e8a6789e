// What is in the room: complexes, and what one can do with them.
import { useMemo } from 'react';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { FetchEntry, Loads, PickFiles } from '../page/load';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Entry } from './Entry';
import { namesakes } from './namesakes';
import { Volumes } from './Volumes';
import './panels.css';

/** `isTitled` where nothing around it says what it is, and has the button that opens the ways to load one. */
export function Entries({ isTitled = true }: { isTitled?: boolean }) {
  const complexes = useRoom((state) => state.complexes);
  const numbers = useMemo(() => namesakes(complexes), [complexes]);
  const isAdding = useCell(useDesk().adding);
  return (
    <section className="section" aria-label="Entries">
      {isTitled && (
        <div className="section-head">
          <h2>Entries</h2>
          <LoadButton small />
        </div>
      )}
      {isAdding && (
        <div className="adding">
          <FetchEntry />
          <PickFiles />
        </div>
      )}
      <Loads />
      {complexes.length === 0 ? (
        <p className="nothing">Nothing is loaded yet.</p>
      ) : (
        <ul className="entries">
          {complexes.map((complex) => (
            <li key={complex.id}>
              <Entry complex={complex} number={numbers.get(complex.id)} />
              <Volumes complex={complex.id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Opens the ways to load a structure. */
export function LoadButton({ small }: { small?: boolean }) {
  const { adding } = useDesk();
  const isAdding = useCell(adding);
  return (
    <Button
      small={small}
      look="quiet"
      icon={isAdding ? 'close' : 'plus'}
      label={isAdding ? 'Close' : 'Load a structure'}
      aria-expanded={isAdding}
      onClick={() => adding.set(!isAdding)}
    />
  );
}
