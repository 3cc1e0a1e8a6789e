// What is in the room: complexes, and what one can do with them.
import { useMemo, useState } from 'react';
import { FetchEntry, Loads, PickFiles } from '../page/load';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Entry } from './Entry';
import { namesakes } from './namesakes';
import { Volumes } from './Volumes';
import './panels.css';

export function Entries() {
  const complexes = useRoom((state) => state.complexes);
  const numbers = useMemo(() => namesakes(complexes), [complexes]);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <section className="section" aria-labelledby="entries">
      <div className="section-head">
        <h2 id="entries">Entries</h2>
        <Button
          small
          look="quiet"
          icon={isAdding ? 'close' : 'plus'}
          label={isAdding ? 'Close' : 'Load a structure'}
          aria-expanded={isAdding}
          onClick={() => setIsAdding(!isAdding)}
        />
      </div>
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
