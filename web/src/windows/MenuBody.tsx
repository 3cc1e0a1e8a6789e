// The nodes of a menu, each at its place. They stand in the page in the order of reading, whatever is in front.
import { useMemo } from 'react';
import type { Node } from '../api/types';
import type { Rgba } from './color';
import { ContentView } from './contents/ContentView';
import { layout, type Placed } from './layout';
import { coated, usePalette } from './paint';
import { useStage } from './stage';

export function MenuBody({ root, width, height }: { root: Node; width: number; height: number }) {
  const { unit } = useStage();
  const placed = useMemo(() => layout(root, width, height, unit), [root, width, height, unit]);
  return (
    <div className="menu-body" style={{ width, height }}>
      <PlacedNodes placed={placed} />
    </div>
  );
}

/** Nodes that were laid out, with what they show. */
export function PlacedNodes({ placed }: { placed: Placed[] }) {
  const { panel } = usePalette();
  const levels = useMemo(() => levelsOf(placed), [placed]);
  const backgrounds = useMemo(() => backgroundsOf(placed, panel), [placed, panel]);
  const keys = useMemo(() => keysOf(placed), [placed]);
  return placed.map(({ node, rect }, at) => {
    if (!node.content) return null;
    const { x, y, width, height } = rect;
    return (
      <div key={keys[at]} className="node" style={{ left: x, top: y, width, height, zIndex: levels[at] }}>
        <ContentView content={node.content} width={width} height={height} background={backgrounds[at] ?? panel} />
      </div>
    );
  });
}

/** What is in front of what, as small numbers. */
function levelsOf(placed: Placed[]): number[] {
  const depths = [...new Set(placed.map(({ depth }) => depth))].sort((one, other) => one - other);
  return placed.map(({ depth }) => depths.indexOf(depth));
}

/** What lies behind each node's content: the coats of paint of its ancestors. */
function backgroundsOf(placed: Placed[], panel: Rgba): Rgba[] {
  const behind: Rgba[] = [];
  for (const { parent } of placed) {
    const content = parent === undefined ? undefined : placed[parent]?.node.content;
    const below = parent === undefined ? panel : (behind[parent] ?? panel);
    if (content?.kind === 'mesh') behind.push(coated(below, content.color));
    else if (content?.kind === 'button' && content.mesh.active) behind.push(coated(below, content.mesh.color.idle));
    else behind.push(below);
  }
  return behind;
}

/** A key a content: it stays the same element as long as the plugin keeps its content, wherever it goes. */
function keysOf(placed: Placed[]): string[] {
  const seen = new Map<string, number>();
  return placed.map(({ node }) => {
    const key = node.content ? `${node.content.kind} ${node.content.id}` : `node ${node.id}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key} again ${before}`;
  });
}

