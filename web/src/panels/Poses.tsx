// The poses of a complex: a table to page through, with arrow keys too.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Complex, ComplexId } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { useScene } from '../page/sceneContext';
import { useRoom } from '../room/useRoom';
import { overlayColor } from '../scene/palette';
import { Button } from '../ui/Button';
import { Contacts } from './Contacts';
import { namesakes } from './namesakes';
import { Player } from './Player';
import { posesOf, scoreText, sorted, stepped, type Order, type Pose, type Poses as Found } from './poses';
import { useWhyNot } from './rights';
import { Swatch } from './Swatch';

export function Poses() {
  const desk = useDesk();
  const complexes = useRoom((state) => state.complexes);
  const chosen = useCell(desk.paged);
  const paged = useMemo(
    () => complexes.flatMap((complex) => (hasPoses(complex) ? [complex] : [])),
    [complexes],
  );
  const numbers = useMemo(() => namesakes(complexes), [complexes]);
  const called = ({ id, name }: Complex) => [name || 'No name', numbers.get(id)].filter(Boolean).join(' ');
  const complex = paged.find(({ id }) => id === chosen) ?? paged.filter(({ visible }) => visible).at(-1) ?? paged.at(-1);
  const poses = useMemo(() => complex && posesOf(complex), [complex]);
  if (!complex || !poses) return null;
  return (
    <section className="section poses" aria-labelledby="poses">
      <div className="section-head">
        <h2 id="poses">{poses.score ? 'Poses' : 'Frames'}</h2>
        {paged.length > 1 && (
          <select
            className="input"
            aria-label="Poses of"
            value={complex.id}
            onChange={(event) => desk.paged.set(Number(event.target.value))}
          >
            {paged.map((one) => (
              <option key={one.id} value={one.id}>
                {called(one)}
              </option>
            ))}
          </select>
        )}
      </div>
      {paged.length === 1 && <p className="poses-of">{called(complex)}</p>}
      <PoseTable key={complex.id} complex={complex} found={poses} />
    </section>
  );
}

function hasPoses(complex: Complex): boolean {
  return complex.frames.length > 1 || (complex.frames[0]?.conformers.length ?? 0) > 1;
}

function PoseTable({ complex, found }: { complex: Complex; found: Found }) {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const [order, setOrder] = useState<Order>(found.score ? 'rank' : 'file');
  const overlaid = useOverlay(complex.id, found.of);
  const list = useMemo(() => sorted(found.poses, order), [found, order]);

  const isNamed = useMemo(() => new Set(found.poses.map(({ name }) => name)).size > 1, [found]);
  const rows = useRows(found.shown);
  // Whoever presses faster than the room answers goes on from what they pressed last.
  const wanted = useRef<number>(undefined);

  const show = async (pose: Pose | undefined) => {
    if (!pose || why !== undefined || pose.index === (wanted.current ?? found.shown)) return;
    wanted.current = pose.index;
    const change = found.of === 'frames' ? { current_frame: pose.index } : { current_conformer: pose.index };
    await desk.act({ do: 'change', complex: complex.id, change });
    if (wanted.current === pose.index) wanted.current = undefined;
  };
  const step = (by: number) => show(stepped(list, wanted.current ?? found.shown, by));
  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const end = { Home: 0, End: list.length - 1 }[event.key];
    if (by === undefined && end === undefined) return;
    event.preventDefault();
    void (by === undefined ? show(list[end!]) : step(by));
  };
  const shown = found.poses.find((pose) => pose.index === found.shown);
  return (
    <>
      <div className="pager">
        <Button small icon="left" label="Previous pose" why={why} onClick={() => void step(-1)} />
        <span aria-live="polite">{shown ? `${shown.rank} of ${found.poses.length}${scoreWords(shown)}` : ''}</span>
        <Button small icon="right" label="Next pose" why={why} onClick={() => void step(1)} />
        <Player onNext={() => step(1)} why={why} />
      </div>
      <div ref={rows} className="pose-list" tabIndex={0} role="group" aria-label="Poses: arrow keys page through them" onKeyDown={keys}>
        <table className="pose-table">
          <thead>
            <tr>
              <th scope="col">
                <SortButton text="Rank" isOn={order === 'file'} onPress={() => setOrder('file')} tip="In the order of the file" />
              </th>
              <th scope="col">
                {found.score ? (
                  <SortButton
                    text={found.score}
                    isOn={order !== 'file'}
                    mark={order === 'rank' ? '↑' : order === 'worst' ? '↓' : ''}
                    onPress={() => setOrder(order === 'rank' ? 'worst' : 'rank')}
                    tip="By score"
                  />
                ) : (
                  'Name'
                )}
              </th>
              {overlaid.isThere && (
                <th scope="col" className="pose-over">
                  <span data-tip="Drawn over the one that is shown, with carbons in the colour beside it">Overlay</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {list.map((pose) => (
              <tr key={pose.index} aria-current={pose.index === found.shown || undefined} onClick={() => void show(pose)}>
                <td>{pose.rank}</td>
                <td>
                  <button type="button" className="pose-show" aria-disabled={why !== undefined || undefined} data-tip={why} tabIndex={-1}>
                    <span className="hidden-text">Show pose {pose.rank}, </span>
                    {found.score ? (pose.score === undefined ? '–' : scoreText(pose.score)) : pose.name || `Frame ${pose.index + 1}`}
                    {found.score && isNamed && <small>{pose.name}</small>}
                  </button>
                </td>
                {overlaid.isThere && (
                  <td className="pose-over" onClick={(event) => event.stopPropagation()}>
                    {overlaid.has(pose.index) && pose.index !== found.shown && <Swatch color={overlayColor(pose.index)} />}
                    <input
                      type="checkbox"
                      aria-label={`Overlay pose ${pose.rank}`}
                      checked={overlaid.has(pose.index)}
                      onChange={() => overlaid.toggle(pose.index)}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.of === 'frames' && <Contacts complex={complex} />}
    </>
  );
}

function scoreWords(pose: Pose): string {
  return pose.score === undefined ? '' : ` · ${scoreText(pose.score)}`;
}

interface SortProps {
  text: string;
  isOn: boolean;
  mark?: string;
  tip: string;
  onPress(): void;
}

function SortButton({ text, isOn, mark, tip, onPress }: SortProps) {
  return (
    <button type="button" className="sort" aria-pressed={isOn} data-tip={tip} onClick={onPress}>
      {text} {mark}
    </button>
  );
}

/** Rows of which the one that is shown stays in sight: nothing around them is scrolled. */
function useRows(shown: number) {
  const rows = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = rows.current?.querySelector('tr[aria-current]')?.getBoundingClientRect();
    if (!rows.current || !row) return;
    const { top, bottom } = rows.current.getBoundingClientRect();
    const head = rows.current.querySelector('thead')?.offsetHeight ?? 0;
    if (row.top < top + head) rows.current.scrollTop -= top + head - row.top;
    else if (row.bottom > bottom) rows.current.scrollTop += row.bottom - bottom;
  }, [shown]);
  return rows;
}

/** The poses that are drawn over the one that is shown: in this page only. */
function useOverlay(complex: ComplexId, of: Found['of']) {
  const scene = useScene();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  return {
    isThere: scene !== null && of === 'frames',
    has: (index: number) => chosen.has(index),
    toggle: (index: number) => {
      const next = new Set(chosen);
      if (!next.delete(index)) next.add(index);
      setChosen(next);
      scene?.overlay(complex, [...next].sort((one, other) => one - other));
    },
  };
}
