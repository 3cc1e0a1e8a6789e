// The sequence of a chain, to select in by dragging, or without a mouse: arrow keys go, Space selects, Shift widens.
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Columns } from '../api/columns';
import type { Complex } from '../api/types';
import { useWhyNot } from '../panels/rights';
import { atomsOfResidues, residuesOf, selectedRows } from '../panels/selection';
import { chainsOf, keyLeads, lettersOf, span } from '../panels/sequence';
import { standingOf, useStanding } from '../panels/standing';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

export function SequenceStrip({ onClose }: { onClose(): void }) {
  const complexes = useRoom((state) => state.complexes);
  const [chosen, setChosen] = useState<number>();
  const [wanted, setWanted] = useState(0);
  // Of a ligand there is no sequence to see: the first that has one, until somebody chooses.
  const first = useRoom((state) => state.complexes.find((complex) => hasSequence(complex, state.columns.get(complex.id)))?.id);
  const complex = complexes.find(({ id }) => id === chosen) ?? complexes.find(({ id }) => id === first) ?? complexes[0];
  const standing = useStanding(complex);
  const chains = useMemo(() => (standing ? chainsOf(standing.frame) : []), [standing]);
  const chain = Math.min(wanted, Math.max(0, chains.length - 1));
  if (!complex) return null;
  return (
    <section className="sequence" aria-label="Sequence">
      <div className="sequence-head">
        <select className="input" aria-label="Entry" value={complex.id} onChange={(event) => setChosen(Number(event.target.value))}>
          {complexes.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select className="input" aria-label="Chain" value={chain} onChange={(event) => setWanted(Number(event.target.value))}>
          {chains.map(({ chain: row, words, residues }) => (
            <option key={row} value={row}>
              {words} ({residues})
            </option>
          ))}
        </select>
        <Button small look="quiet" icon="close" label="Close the sequence" onClick={onClose} />
      </div>
      {standing && chains.length > 0 && <Letters key={`${complex.id} ${chain}`} standing={standing} chain={chain} />}
    </section>
  );
}

function hasSequence(complex: Complex, columns: Columns | undefined): boolean {
  return (standingOf(complex, columns)?.frame.residues.rows ?? 0) > 1;
}

function Letters({ standing, chain }: { standing: NonNullable<ReturnType<typeof useStanding>>; chain: number }) {
  const desk = useDesk();
  const scene = useScene();
  const why = useWhyNot('edit');
  const { frame, complex } = standing;
  const letters = useMemo(() => lettersOf(frame, chain), [frame, chain]);
  const selected = useMemo(() => residuesOf(frame, selectedRows(frame)), [frame]);
  const [at, setAt] = useState(0);
  const anchor = useRef(0);
  /** Where a drag of the mouse is that began at the anchor. */
  const [dragged, setDragged] = useState<number>();
  const list = useRef<HTMLDivElement>(null);

  const select = (from: number, to: number) => {
    if (why !== undefined) return;
    const residues = span(from, to).flatMap((place) => letters[place]?.residue ?? []);
    void desk.act({ do: 'select', complex: complex.id, atoms: { indices: atomsOfResidues(frame, residues) } });
  };
  const go = (place: number, widens: boolean) => {
    setAt(place);
    list.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
    if (widens) select(anchor.current, place);
    else anchor.current = place;
  };
  const release = useEffectEvent(() => {
    setDragged(undefined);
    // Where it was pressed, the click selects.
    if (dragged !== undefined && dragged !== anchor.current) go(dragged, true);
  });
  useEffect(() => {
    // It may be let go anywhere.
    window.addEventListener('pointerup', release);
    return () => window.removeEventListener('pointerup', release);
  }, []);
  const held = dragged === undefined ? undefined : new Set(span(anchor.current, dragged));
  const keys = (event: KeyboardEvent) => {
    const to = keyLeads(event.key, at, letters.length);
    if (to !== undefined) {
      event.preventDefault();
      go(to, event.shiftKey);
    } else if (event.key === ' ') {
      event.preventDefault();
      select(anchor.current, at);
    } else if (event.key === 'Enter') {
      const residue = letters[at]?.residue;
      if (residue !== undefined) scene?.focus({ is: 'atoms', complex: complex.id, atoms: atomsOfResidues(frame, [residue]) });
    }
  };
  return (
    <div
      ref={list}
      className="letters"
      role="listbox"
      aria-label="Residues: arrow keys go, Space selects, Shift widens, Enter goes there"
      aria-multiselectable
      data-tip={why}
      onKeyDown={keys}
    >
      {letters.map(({ residue, letter, words }, place) => (
        <span
          key={residue}
          role="option"
          aria-selected={selected.has(residue)}
          aria-label={words}
          data-place={place}
          data-tip={words}
          data-long={letter.length > 1 || undefined}
          data-held={held?.has(place) || undefined}
          tabIndex={place === at ? 0 : -1}
          onPointerDown={(event) => {
            if (why !== undefined || event.button !== 0 || event.shiftKey || event.pointerType === 'touch') return;
            anchor.current = place;
            setDragged(place);
          }}
          onPointerEnter={() => dragged !== undefined && setDragged(place)}
          onClick={(event) => {
            go(place, event.shiftKey);
            if (!event.shiftKey) select(place, place);
          }}
        >
          {letter}
        </span>
      ))}
    </div>
  );
}
