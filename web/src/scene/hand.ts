// The hand on the picture: what it points at, presses, picks and drags.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { Vec2 } from 'molstar/lib/mol-math/linear-algebra';
import { MarkerAction } from 'molstar/lib/mol-util/marker-action';

import type { ComplexId } from '../api/types';
import type { RoomStore } from '../room/store';
import type { AtomWords, MenuRequest, SceneState, Target } from './api';
import { onMenu, onMouseGone } from './canvasEvents';
import { watchDrags, type Handle } from './dragging';
import { isPress } from './headset';
import type { Measures } from './measures';
import type { Molecules } from './molecules';
import { Pointing } from './pointers';
import { nameRowOf, rowsOf, select, type Spot } from './spots';
import type { Stage } from './stage';
import { wordsOfAtom } from './words';

/** Two taps within this time are a double click. */
const DOUBLE_MS = 350;

/** The picture that the hand is on. */
export interface Under {
  state(): SceneState;
  become(change: Partial<SceneState>): void;
  /** Something is to be drawn otherwise than before. */
  changed(): void;
  focus(target: Target): void;
  /** Somebody wants a menu here. */
  ask(request: MenuRequest): void;
  /** Somebody would drag what is locked. */
  refuse(locked: ComplexId): void;
}

/** One hand, with a mouse, a finger or what one holds with a headset. */
export class Hand {
  private readonly pointing: Pointing;
  private readonly ends: (() => void)[] = [];
  private highlighted: Spot | undefined;
  private lastClick = { at: 0, key: '' };
  /** What was refused since the tool was taken: once is enough. */
  private readonly refused = new Set<ComplexId>();

  constructor(
    private readonly stage: Stage,
    private readonly store: RoomStore,
    private readonly molecules: Molecules,
    private readonly measures: Measures,
    private readonly picture: Under,
  ) {
    this.pointing = new Pointing(store);
    const { interaction } = stage.view;
    const hover = interaction.hover.subscribe((event) => (!stage.isSoftware || picture.state().headset === 'in') && this.hover(event));
    const click = interaction.click.subscribe((event) => void this.click(event));
    this.ends.push(() => hover.unsubscribe(), () => click.unsubscribe(), () => this.pointing.dispose());
    this.ends.push(watchDrags(stage.canvas, (x, y) => this.take(x, y)));
    if (stage.isSoftware) this.ends.push(stage.onPause((x, y) => this.pointAt(this.spotAt(x, y)?.spot)));
    this.ends.push(onMenu(stage.canvas, (place, x, y) => {
      this.name(this.spotAt(x, y)?.spot);
      picture.ask({ ...place, atom: picture.state().hovered });
    }));
    this.ends.push(onMouseGone(stage.canvas, () => {
      this.highlight(undefined);
      this.name(undefined);
    }));
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  /** A tool is taken, or put down. */
  takes(): void {
    this.refused.clear();
  }

  private hover({ current, buttons }: Canvas3D.HoverEvent): void {
    if (buttons === 0) this.pointAt(this.molecules.spotOf(this.store.state(), current));
  }

  private pointAt(spot: Spot | undefined): void {
    if (spot?.drawing === this.highlighted?.drawing && spot?.row === this.highlighted?.row) return;
    this.highlight(spot);
    this.name(spot);
  }

  /** Says what is pointed at, here and to the others. */
  private name(spot: Spot | undefined): void {
    const hovered = spot ? this.wordsOf(spot) : null;
    this.pointing.at(hovered && { complex: hovered.complex, atom: hovered.index });
    this.picture.become({ hovered });
  }

  private highlight(spot: Spot | undefined): void {
    if (this.highlighted) this.highlighted.drawing.mark(rowsOf(this.highlighted), MarkerAction.RemoveHighlight);
    this.highlighted = spot;
    if (spot) spot.drawing.mark(rowsOf(spot), MarkerAction.Highlight);
  }

  private async click({ current, button, modifiers }: Canvas3D.ClickEvent): Promise<void> {
    if (!isPress(button)) return;
    const spot = this.molecules.spotOf(this.store.state(), current);
    const key = spot ? `${spot.complex.id}/${spot.row}` : '';
    const isDouble = key !== '' && key === this.lastClick.key && performance.now() - this.lastClick.at < DOUBLE_MS;
    this.lastClick = { at: performance.now(), key };
    this.name(spot);
    if (isDouble && spot) {
      const atoms = rowsOf({ ...spot, isResidue: true }).map((row) => spot.drawing.frame!.indices()[row]!);
      this.picture.focus({ is: 'atoms', complex: spot.complex.id, atoms });
      return;
    }
    if (this.picture.state().tool !== 'select') return spot && this.pick(spot);
    if (!this.store.state().mayEdit) return;
    await select(this.store, spot, modifiers.shift || modifiers.control || modifiers.meta);
  }

  private pick(spot: Spot): void {
    const { tool, picked: before } = this.picture.state();
    if (tool === 'select' || tool === 'move') return;
    const picked = [...before, this.wordsOf(spot)];
    const isTaken = this.measures.take(tool, picked.map(({ complex, index }) => ({ complex, index })));
    this.picture.become({ picked: isTaken ? [] : picked });
    this.picture.changed();
  }

  /** What is under the pointer, where the tool is for dragging and it may be dragged. */
  private take(x: number, y: number): Handle | undefined {
    const { stage, molecules } = this;
    if (this.picture.state().tool !== 'move' || !this.store.state().mayEdit) return undefined;
    const found = this.spotAt(x, y);
    if (!found) return undefined;
    const { complex } = found.spot;
    if (complex.locked) return this.refuse(complex.id);
    const start = complex.position;
    const { right, up } = stage.eye();
    const size = stage.pixelSize(found.position);
    molecules.held = complex.id;
    const drawings = molecules.of(complex);
    return {
      right: [right[0] * size, right[1] * size, right[2] * size],
      up: [up[0] * size, up[1] * size, up[2] * size],
      shift: (by) => drawings.forEach((drawing) => drawing.shift(by)),
      tell: async (by, isLast) => {
        if (isLast && molecules.held === complex.id) molecules.held = undefined;
        const position: [number, number, number] = [start[0] + by[0], start[1] + by[1], start[2] + by[2]];
        await this.store.ask({ do: 'change', complex: complex.id, change: { position } });
        if (isLast) this.picture.changed();
      },
    };
  }

  private refuse(locked: ComplexId): undefined {
    if (!this.refused.has(locked)) this.picture.refuse(locked);
    this.refused.add(locked);
  }

  /** What is at this place of the canvas. */
  private spotAt(x: number, y: number): { spot: Spot; position: readonly number[] } | undefined {
    const { view } = this.stage;
    const picked = view.identify(Vec2.create(x, y));
    const spot = picked && this.molecules.spotOf(this.store.state(), view.getLoci(picked.id));
    return spot && { spot, position: picked.position };
  }

  private wordsOf(spot: Spot): AtomWords {
    return wordsOfAtom(spot.complex, spot.drawing.frame!, nameRowOf(spot));
  }
}
