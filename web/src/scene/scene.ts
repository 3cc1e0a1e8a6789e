// The picture of the room's molecules: it follows the room, and tells the room what people point at.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { OrderedSet } from 'molstar/lib/mol-data/int';
import { Bond, StructureElement } from 'molstar/lib/mol-model/structure/structure';
import type { Representation } from 'molstar/lib/mol-repr/representation';
import { MarkerAction } from 'molstar/lib/mol-util/marker-action';

import type { Complex, ComplexId, Event } from '../api/types';
import { FrameView, u8 } from '../room/frame';
import type { RoomState, RoomStore } from '../room/store';
import type { AtomWords, Graphics, MenuRequest, Scene, SceneState, Target, Tool } from './api';
import { Drawing } from './drawing';
import { placeOf } from './model';
import { Stage } from './stage';
import { ballAround, ballOf, moved, shown, visibleRows, wordsOfAtom, type Ball } from './words';

/** Surfaces are computed again when coordinates have rested for so long. */
const REST_MS = 700;
/** Two taps within this time are a double click. */
const DOUBLE_MS = 350;

/** A row of a frame that is in the picture. */
interface Spot {
  readonly complex: Complex;
  readonly drawing: Drawing;
  readonly row: number;
  /** Whether a residue was pointed at rather than an atom: a ribbon, or a surface. */
  readonly isResidue: boolean;
}

/** Opens the picture of a room. Where the browser has no WebGL it stays empty, and says so in its state. */
export function openScene(store: RoomStore): Scene {
  const scene = new Picture(store);
  // For whoever looks under the hood, and for the stories: they wait for the room rather than for pixels.
  Object.assign(window, { nts: { store, scene } });
  return scene;
}

class Picture implements Scene {
  private readonly stage: Stage | undefined;
  private readonly drawings = new Map<string, Drawing>();
  private readonly overlays = new Map<ComplexId, readonly number[]>();
  private readonly listeners = new Set<() => void>();
  private readonly menuListeners = new Set<(request: MenuRequest) => void>();
  private current: SceneState;
  private highlighted: Spot | undefined;
  private lastClick = { at: 0, key: '' };
  private isDirty = false;
  private updating: Promise<void> | undefined;
  private positionsSeen = new Map<string, Float32Array>();
  private restingSince = 0;
  private restTimer: ReturnType<typeof setTimeout> | undefined;
  private hasLooked = false;
  private readonly ends: (() => void)[] = [];

  constructor(private readonly store: RoomStore) {
    this.stage = open((isLost) => {
      this.become({ status: isLost ? { is: 'context_lost' } : this.drawingStatus() });
    });
    this.current = {
      status: this.stage ? this.drawingStatus() : { is: 'no_webgl' }, hovered: null, tool: 'select', picked: [], measures: [],
    };
    if (!this.stage) return;
    this.ends.push(store.subscribe(() => this.changed()), store.listen((event) => this.heard(event)));
    const { interaction } = this.stage.view;
    const hover = interaction.hover.subscribe((event) => this.hover(event));
    const click = interaction.click.subscribe((event) => void this.click(event));
    this.ends.push(() => hover.unsubscribe(), () => click.unsubscribe());
    this.listenForMenus(this.stage.canvas);
    this.changed();
  }

  mount(element: HTMLElement): void {
    this.stage?.mount(element);
  }

  dispose(): void {
    for (const end of this.ends) end();
    clearTimeout(this.restTimer);
    this.stage?.dispose();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  state(): SceneState {
    return this.current;
  }

  onMenu(listener: (request: MenuRequest) => void): () => void {
    this.menuListeners.add(listener);
    return () => this.menuListeners.delete(listener);
  }

  focus(target: Target): void {
    const ball = this.ballOfTarget(target);
    if (ball) this.stage?.look(ball.center, ball.radius, true);
  }

  setTool(tool: Tool): void {
    this.become({ tool, picked: [] });
  }

  clearMeasures(): void {
    this.become({ measures: [], picked: [] });
  }

  overlay(complex: ComplexId, frames: readonly number[]): void {
    if (frames.length > 0) this.overlays.set(complex, frames);
    else this.overlays.delete(complex);
    this.changed();
  }

  setBackground(color: string): void {
    this.stage?.setBackground(color);
  }

  setGraphics(graphics: Graphics): void {
    this.stage?.setGraphics(graphics);
  }

  pause(paused: boolean): void {
    if (paused) this.stage?.view.pause(true);
    else {
      this.stage?.view.resume();
      this.stage?.view.animate();
    }
  }

  async settled(): Promise<void> {
    while (this.updating) await this.updating;
  }

  screenshot(): Promise<Blob> {
    return this.stage ? this.stage.screenshot() : Promise.reject(new Error('This browser has no WebGL.'));
  }

  /** The room changed: the picture follows, one update at a time, and the latest state wins. */
  private changed(): void {
    this.isDirty = true;
    this.updating ??= this.follow().finally(() => {
      this.updating = undefined;
      if (this.isDirty) this.changed();
    });
  }

  private async follow(): Promise<void> {
    while (this.isDirty) {
      this.isDirty = false;
      const state = this.store.state();
      performance.mark('nts:picture:begin');
      await this.update(state);
      performance.measure('nts:picture', 'nts:picture:begin');
    }
  }

  private async update(state: RoomState): Promise<void> {
    if (!this.stage) return;
    const wanted = new Set<string>();
    let hasNew = false;
    for (const complex of state.complexes) {
      for (const place of this.placesOf(complex)) {
        const frame = FrameView.of(state.columns.get(complex.id), place);
        if (!frame || frame.atoms.rows === 0) continue;
        const key = `${complex.id}/${place}`;
        wanted.add(key);
        const conformer = complex.frames[place]?.current_conformer ?? 0;
        const drawing = this.drawings.get(key) ?? new Drawing(this.stage.view, this.stage.context);
        hasNew ||= !this.drawings.has(key);
        this.drawings.set(key, drawing);
        const withSurfaces = this.isAtRest(key, frame.positions(conformer));
        const where = placeOf(complex.position, complex.rotation);
        await drawing.update({ name: complex.name, frame, conformer, place: where, isVisible: complex.visible, withSurfaces });
      }
    }
    for (const [key, drawing] of this.drawings) {
      if (wanted.has(key)) continue;
      drawing.dispose();
      this.drawings.delete(key);
      this.positionsSeen.delete(key);
    }
    this.stage.view.commit(true);
    if (hasNew && !this.hasLooked) this.focus({ is: 'all' });
    this.hasLooked = wanted.size > 0;
    this.stage.view.requestDraw();
  }

  /** The frames of a complex that are in the picture: the one that it shows, and those laid over it. */
  private placesOf(complex: Complex): number[] {
    const over = (this.overlays.get(complex.id) ?? []).filter((place) => place < complex.frames.length);
    return [...new Set([shown(complex).place, ...over])];
  }

  /** Whether coordinates did not change for a while; where they did, looks again when they have rested. */
  private isAtRest(key: string, positions: Float32Array): boolean {
    const before = this.positionsSeen.get(key);
    this.positionsSeen.set(key, positions);
    const now = performance.now();
    if (before && before !== positions) this.restingSince = now;
    const isResting = now - this.restingSince >= REST_MS || this.restingSince === 0;
    if (!isResting) {
      clearTimeout(this.restTimer);
      this.restTimer = setTimeout(() => this.changed(), REST_MS);
    }
    return isResting;
  }

  private heard(event: Event): void {
    if (event.event === 'view') this.stage?.look(event.view.center, event.view.radius, event.view.zoom);
  }

  private hover({ current, buttons }: Canvas3D.HoverEvent): void {
    if (buttons !== 0) return;
    const spot = this.spotOf(current);
    if (spot?.drawing === this.highlighted?.drawing && spot?.row === this.highlighted?.row) return;
    this.highlight(spot);
    this.become({ hovered: spot ? this.wordsOf(spot) : null });
  }

  private highlight(spot: Spot | undefined): void {
    if (this.highlighted) this.highlighted.drawing.mark(rowsOf(this.highlighted), MarkerAction.RemoveHighlight);
    this.highlighted = spot;
    if (spot) spot.drawing.mark(rowsOf(spot), MarkerAction.Highlight);
  }

  private async click({ current, button, modifiers }: Canvas3D.ClickEvent): Promise<void> {
    if (button !== 1) return;
    const spot = this.spotOf(current);
    const key = spot ? `${spot.complex.id}/${spot.row}` : '';
    const isDouble = key !== '' && key === this.lastClick.key && performance.now() - this.lastClick.at < DOUBLE_MS;
    this.lastClick = { at: performance.now(), key };
    this.become({ hovered: spot ? this.wordsOf(spot) : null });
    if (isDouble && spot) {
      const atoms = rowsOf({ ...spot, isResidue: true }).map((row) => spot.drawing.frame!.indices()[row]!);
      this.focus({ is: 'atoms', complex: spot.complex.id, atoms });
      return;
    }
    if (this.current.tool !== 'select') return spot && this.pick(spot);
    if (!this.store.state().mayEdit) return;
    await this.select(spot, modifiers.shift || modifiers.control || modifiers.meta);
  }

  /** Asks the room for the selection that a click means: it, or what is selected and it. */
  private async select(spot: Spot | undefined, adds: boolean): Promise<void> {
    const { complexes } = this.store.state();
    try {
      if (!spot) {
        if (!adds && complexes.some((complex) => complex.selected)) await this.store.ask({ do: 'unselect' });
        return;
      }
      const frame = spot.drawing.frame!;
      const picked = new Set(rowsOf(spot));
      const before = u8(frame.atoms, 'selected');
      const isSelected = [...picked].every((row) => before[row] === 1);
      const after = new Set(adds ? rowsWith(before) : []);
      for (const row of picked) if (adds && isSelected) after.delete(row); else after.add(row);
      const isOnly = isSelected && !adds && rowsWith(before).length === picked.size;
      if (!adds && complexes.some((complex) => complex.selected && complex.id !== spot.complex.id)) {
        await this.store.ask({ do: 'unselect' });
      }
      const indices = frame.indices();
      const atoms = isOnly || after.size === 0 ? 'none' as const : { indices: [...after].map((row) => indices[row]!) };
      await this.store.ask({ do: 'select', complex: spot.complex.id, atoms });
    } catch {
      // The room says why to whoever asks by a panel; a click that came to nothing leaves the picture as it was.
    }
  }

  private pick(spot: Spot): void {
    this.become({ picked: [...this.current.picked, this.wordsOf(spot)] });
  }

  private spotOf({ loci, repr }: Representation.Loci): Spot | undefined {
    for (const [key, drawing] of this.drawings) {
      if (!repr || !drawing.holds(repr) || !drawing.skeleton) continue;
      const id = Number(key.split('/')[0]);
      const complex = this.store.state().complexes.find((complex) => complex.id === id);
      const element = elementOf(loci);
      if (!complex || element === undefined) return undefined;
      const kind = drawing.kindOf(repr);
      const isResidue = kind === 'ribbon' || kind === 'tube' || kind === 'coil' || kind === 'surface';
      return { complex, drawing, row: drawing.skeleton.rowOf[element]!, isResidue };
    }
    return undefined;
  }

  private wordsOf({ complex, drawing, row }: Spot): AtomWords {
    return wordsOfAtom(complex, drawing.frame!, row);
  }

  private ballOfTarget(target: Target): Ball | undefined {
    const { complexes, columns } = this.store.state();
    const ballOfComplex = (complex: Complex, only?: ReadonlySet<number>) => {
      const { place, conformer } = shown(complex);
      const frame = FrameView.of(columns.get(complex.id), place);
      if (!frame) return undefined;
      const indices = frame.indices();
      const rows = only ? rowsOfAtoms(indices, only) : visibleRows(frame, conformer);
      const ball = ballAround(frame.positions(conformer), rows);
      return ball && moved(ball, complex);
    };
    if (target.is === 'all') {
      const balls = complexes.filter((complex) => complex.visible).map((complex) => ballOfComplex(complex));
      return ballOf(balls.filter((ball) => ball !== undefined));
    }
    const complex = complexes.find((complex) => complex.id === target.complex);
    if (!complex) return undefined;
    return ballOfComplex(complex, target.is === 'atoms' ? new Set(target.atoms) : undefined);
  }

  private listenForMenus(canvas: HTMLCanvasElement): void {
    const open = (event: MouseEvent) => {
      event.preventDefault();
      const request = { x: event.clientX, y: event.clientY, atom: this.current.hovered };
      for (const listener of this.menuListeners) listener(request);
    };
    canvas.addEventListener('contextmenu', open);
    this.ends.push(() => canvas.removeEventListener('contextmenu', open));
  }

  private drawingStatus(): SceneState['status'] {
    return { is: 'drawing', isSoftware: this.stage?.isSoftware ?? false };
  }

  private become(change: Partial<SceneState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}

function open(onContext: (isLost: boolean) => void): Stage | undefined {
  try {
    return new Stage(onContext);
  } catch (error) {
    // What Mol* says where there is no WebGL; whatever else it is, is a fault of ours.
    if (!String(error).includes('WebGL')) console.error(error);
    return undefined;
  }
}

function elementOf(loci: Representation.Loci['loci']): number | undefined {
  if (StructureElement.Loci.is(loci)) {
    const [first] = loci.elements;
    return first && OrderedSet.size(first.indices) > 0 ? first.unit.elements[OrderedSet.getAt(first.indices, 0)] : undefined;
  }
  if (Bond.isLoci(loci)) {
    const [bond] = loci.bonds;
    return bond?.aUnit.elements[bond.aIndex];
  }
  return undefined;
}

/** The rows that a spot means: the atom, or its residue. */
function rowsOf({ drawing, row, isResidue }: Spot): number[] {
  const frame = drawing.frame;
  if (!isResidue || !frame) return [row];
  const [first, end] = frame.atomsOf(frame.residueOf(row));
  return Array.from({ length: end - first }, (_, at) => first + at);
}

function rowsOfAtoms(indices: Float64Array, atoms: ReadonlySet<number>): number[] {
  const rows = [];
  for (let row = 0; row < indices.length; row++) if (atoms.has(indices[row]!)) rows.push(row);
  return rows;
}

function rowsWith(flags: Uint8Array): number[] {
  const rows = [];
  for (let row = 0; row < flags.length; row++) if (flags[row]) rows.push(row);
  return rows;
}
