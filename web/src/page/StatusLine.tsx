// What the pointer is on, and the tools that measure.
import type { AtomWords, Tool } from '../scene/api';
import { Button } from '../ui/Button';
import { useScene, useSceneState } from './sceneContext';

const TOOLS: readonly { tool: Tool; text: string; picks: number }[] = [
  { tool: 'distance', text: 'Distance', picks: 2 },
  { tool: 'angle', text: 'Angle', picks: 3 },
  { tool: 'dihedral', text: 'Dihedral', picks: 4 },
];

export function StatusLine() {
  const scene = useScene();
  const state = useSceneState();
  if (!scene || !state || state.status.is !== 'drawing') return null;
  const tool = TOOLS.find((one) => one.tool === state.tool);
  return (
    <div className="status-line">
      <div className="atom-words" aria-live="polite">
        {tool ? `${tool.text}: pick ${tool.picks - state.picked.length} more ${tool.picks - state.picked.length === 1 ? 'atom' : 'atoms'}` : state.hovered && words(state.hovered)}
      </div>
      <div className="tools" role="group" aria-label="Measure">
        {TOOLS.map(({ tool: name, text }) => (
          <Button
            key={name}
            small
            look="quiet"
            pressed={state.tool === name}
            onClick={() => scene.setTool(state.tool === name ? 'select' : name)}
          >
            {text}
          </Button>
        ))}
        {state.measures.length > 0 && (
          <Button small look="quiet" icon="trash" label="Remove all measures" onClick={() => scene.clearMeasures()} />
        )}
      </div>
    </div>
  );
}

function words(atom: AtomWords): string {
  const place = [atom.complexName, atom.chain && `chain ${atom.chain}`, atom.residue, atom.atom].filter(Boolean);
  return `${place.join(' · ')}${atom.bfactor ? ` · B ${atom.bfactor.toFixed(1)}` : ''}`;
}
