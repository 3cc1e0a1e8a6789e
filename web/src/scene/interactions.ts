// Interactions as dashed lines, each of the 20 kinds in a colour of its own.

import type { Interaction, InteractionKind } from '../api/types';
import type { RoomState } from '../room/store';
import { FrameView } from '../room/frame';
import type { Point, Stroke } from './annotations';
import { shown, toWorkspace } from './words';

/** By kind; what attracts in calm colours, what clashes in red. */
const COLORS: Record<InteractionKind, number> = {
  covalent: 0xb8bec6, hydrogen_bond: 0x4fa8ff, ionic: 0xf2c230, x_bond: 0x36c9b0, metal_complex: 0x9a7be0, aromatic: 0x6fd06f,
  hydrophobic: 0xa9a36a, van_der_waals: 0x8f99a6, van_der_waals_clash: 0xe0703c, weak_h_bond: 0x8ec8ff, polar: 0xd98af0,
  weak_polar: 0xe6b8f5, clash: 0xe5483b, carbonyl: 0xe08aa0, carbon_pi: 0x57b59a, cation_pi: 0xff9d4a, donor_pi: 0x5f86d6,
  halogen_pi: 0x2fae9a, metsulphur_pi: 0xd9c23a, proximal: 0x6a7480,
};

/** The colour of a kind, `0xRRGGBB`: for the picture and for the legend beside it. */
export function interactionColor(kind: InteractionKind): number {
  return COLORS[kind];
}

/** The lines of all interactions that are shown and of which both ends are. */
export function interactionStrokes(state: RoomState): Stroke[] {
  return state.interactions.flatMap((interaction) => {
    if (!interaction.visible) return [];
    const from = middle(state, interaction.atoms1, interaction.conformer1);
    const to = middle(state, interaction.atoms2, interaction.conformer2);
    return from && to ? [strokeOf(interaction, from, to)] : [];
  });
}

function strokeOf({ kind }: Interaction, from: Point, to: Point): Stroke {
  const isSolid = kind === 'covalent';
  return { from, to, radius: isSolid ? 0.1 : 0.07, color: COLORS[kind], opacity: 1, dash: isSolid ? 0 : 0.3, gap: 0.22 };
}

/** The middle of these atoms in the workspace; none where one of them is not shown. */
function middle(state: RoomState, atoms: readonly number[], conformer: number | null): Point | undefined {
  for (const complex of state.complexes) {
    const { place, conformer: now } = shown(complex);
    const frame = complex.visible ? FrameView.of(state.columns.get(complex.id), place) : undefined;
    if (!frame || (conformer !== null && conformer !== now)) continue;
    const rows = atoms.map((atom) => frame.rowOf(atom)).filter((row) => row !== undefined);
    if (rows.length !== atoms.length || rows.length === 0) continue;
    const positions = frame.positions(now);
    const sum = [0, 0, 0];
    for (const row of rows) for (let axis = 0; axis < 3; axis++) sum[axis]! += positions[row * 3 + axis]!;
    const [x, y, z] = sum.map((total) => total / rows.length) as [number, number, number];
    return toWorkspace(complex, [x, y, z]);
  }
  return undefined;
}
