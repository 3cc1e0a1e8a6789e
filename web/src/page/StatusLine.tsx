// What the pointer is on, and the tools that measure.
import type { AtomWords, Tool } from '../scene/api';
import { useWhyNot } from '../panels/rights';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Menu, type MenuItem } from '../ui/Menu';
import { useCell } from './cell';
import { useDesk } from './desk';
import { SelectionBar } from './SelectionBar';
import { SequenceStrip } from './SequenceStrip';
import { useScene, useSceneState } from './sceneContext';

const TOOLS: readonly { tool: Tool; text: string; picks: number }[] = [
  { tool: 'distance', text: 'Distance', picks: 2 },
  { tool: 'angle', text: 'Angle', picks: 3 },
  { tool: 'dihedral', text: 'Dihedral', picks: 4 },
];

export function StatusLine() {
  const desk = useDesk();
  const hasSequence = useCell(desk.sequence);
  const isEmpty = useRoom((state) => state.complexes.length === 0);
  if (isEmpty) return null;
  return (
    <div className="status-line">
      <AllHidden />
      <AtomLine />
      <ToolLine />
      <WorkLine />
      <StaleSurface />
      <SelectionBar />
      <div className="tools">
        <Tools />
        <Button small look="quiet" icon="sequence" pressed={hasSequence} onClick={() => desk.sequence.set(!hasSequence)}>
          Sequence
        </Button>
      </div>
      {hasSequence && <SequenceStrip onClose={() => desk.sequence.set(false)} />}
    </div>
  );
}

/** The atom that is pointed at. */
function AtomLine() {
  const hovered = useSceneState()?.hovered;
  return (
    <div className="atom-words" aria-live="polite">
      {hovered && words(hovered)}
    </div>
  );
}

/** An empty picture is explained. */
function AllHidden() {
  const isHidden = useRoom((state) => state.complexes.length > 0 && state.complexes.every(({ visible }) => !visible));
  const why = useWhyNot('edit');
  return (
    <div className="status-place" role="status">
      {isHidden && <div className="atom-words">Everything is hidden{why === undefined && ': the eyes under Entries show it again'}</div>}
    </div>
  );
}

/** What the tool at hand waits for. */
function ToolLine() {
  const state = useSceneState();
  const tool = TOOLS.find((one) => one.tool === state?.tool);
  const left = tool && state ? tool.picks - state.picked.length : 0;
  const words = state?.tool === 'move'
    ? 'Drag a structure that is not locked'
    : tool && `${tool.text}: pick ${left} ${left < tool.picks ? 'more ' : ''}${left === 1 ? 'atom' : 'atoms'}`;
  return (
    <div className="status-place" role="status">
      {words && <div className="atom-words">{words}</div>}
    </div>
  );
}

/** What takes the picture a while. */
function WorkLine() {
  const work = useSceneState()?.work;
  return (
    <div className="status-place" role="status">
      {work && <div className="atom-words">{work.is === 'surface' ? `Computing the surface of ${work.name}…` : `Drawing ${work.name}…`}</div>}
    </div>
  );
}

/** While coordinates stream, surfaces stay behind. */
function StaleSurface() {
  const isStale = useSceneState()?.isSurfaceStale;
  return isStale ? <div className="atom-words">The surface follows when the atoms rest</div> : null;
}

function Tools() {
  const scene = useScene();
  const why = useWhyNot('edit');
  const state = useSceneState();
  if (!scene || state?.status.is !== 'drawing') return null;
  const tool = TOOLS.find((one) => one.tool === state.tool);
  if (state.tool === 'move') {
    return (
      <Button small look="quiet" icon="close" pressed onClick={() => scene.setTool('select')}>
        Stop moving
      </Button>
    );
  }
  if (tool) {
    return (
      <Button small look="quiet" icon="close" pressed onClick={() => scene.setTool('select')}>
        Stop measuring
      </Button>
    );
  }
  const items: MenuItem[] = [
    ...TOOLS.map(({ tool, text }) => ({ text, onPick: () => scene.setTool(tool) })),
    'line',
    { text: 'Move a structure: drag it', onPick: () => scene.setTool('move'), why },
  ];
  if (state.measures.length > 0) {
    const marks = (ids: readonly number[]) => (isPointedAt: boolean) => scene.markMeasures(isPointedAt ? ids : []);
    items.push('line', {
      text: 'Remove',
      icon: 'trash',
      opens: [
        ...state.measures.map(({ id, text, atoms }) => ({ text, note: atoms, onPoint: marks([id]), onPick: () => scene.removeMeasures(id) })),
        'line' as const,
        { text: 'All measures', onPoint: marks(state.measures.map(({ id }) => id)), onPick: () => scene.removeMeasures() },
      ],
    });
  }
  return (
    <Menu small look="quiet" icon="ruler" items={items}>
      Measure or move
    </Menu>
  );
}

function words({ complexName, chain, residue, atom, altloc, occupancy, bfactor }: AtomWords): string {
  const place = [complexName, chain && `chain ${chain}`, residue, atom, altloc && `altloc ${altloc}`];
  // Where there is one place only, how full it is goes without saying.
  const measured = [altloc && `occupancy ${occupancy.toFixed(2)}`, bfactor && `B ${bfactor.toFixed(1)}`];
  return [...place, ...measured].filter(Boolean).join(' · ');
}
