// The picture of the room's molecules: it follows the room, and tells the room what people point at.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { Vec2 } from 'molstar/lib/mol-math/linear-algebra';
import type { Representation } from 'molstar/lib/mol-repr/representation';
import { MarkerAction } from 'molstar/lib/mol-util/marker-action';

import type { Complex, ComplexId, Event, InteractionKind } from '../api/types';
import { FrameView } from '../room/frame';
import { took } from '../room/measure';
import type { RoomState, RoomStore } from '../room/store';
import type { AtomWords, FreePart, Graphics, MenuRequest, Scene, SceneState, Target, Tool } from './api';
import { inkOn, sketchOf, type Pick, type Sketch } from './annotations';
import { onMenu, onMouseGone } from './canvasEvents';
import { watchDrags, type Handle } from './dragging';
import { Drawing } from './drawing';
import { Following, subscribeToAllButCamera, tellCamera } from './following';
import { Headset, isPress } from './headset';
import { ballOfTarget } from './looking';
import { Measures } from './measures';
import { Meshes } from './meshes';
import { placeOf } from './model';
import { pointerMarks, Pointing } from './pointers';
import { Resting } from './resting';
import { Sketcher } from './sketcher';
import { paperOf } from './sky';
import { elementOf, nameRowOf, rowsOf, select, type Spot } from './spots';
import { Stage } from './stage';
import { Volumes } from './volumes';
import { shown, toWorkspace, wordsOfAtom } from './words';

/** How much of the surroundings of atoms is shown with them, angstrom. */
const SURROUNDINGS = 4;
/** Two taps within this time are a double click. */
const DOUBLE_MS = 350;

/** Opens the picture of a room. Where the browser has no WebGL it stays empty, and says so in its state. */
export function openScene(store: RoomStore): Scene {
  const scene = new Picture(store);
  // For whoever looks under the hood, and for the stories: they wait for the room rather than for pixels.
  Object.assign(window, { nts: { store, scene } });
  performance.mark('nts:scene');
  return scene;
}

class Picture implements Scene {
  private readonly stage: Stage | undefined;
  private readonly drawings = new Map<string, Drawing>();
  private readonly overlays = new Map<ComplexId, readonly number[]>();
  private hiddenKinds: ReadonlySet<InteractionKind> = new Set();
  private readonly listeners = new Set<() => void>();
  private readonly menuListeners = new Set<(request: MenuRequest) => void>();
  private current: SceneState;
  private highlighted: Spot | undefined;
  private lastClick = { at: 0, key: '' };
  private isDirty = false;
  private updating: Promise<void> | undefined;
  private readonly resting = new Resting(() => this.changed());
  private hasLooked = false;
  private readonly ends: (() => void)[] = [];
  private readonly pointing: Pointing;
  private readonly sketcher: Sketcher | undefined;
  private readonly meshes: Meshes | undefined;
  private readonly volumes: Volumes | undefined;
  private readonly following: Following | undefined;
  private readonly headset: Headset | undefined;
  private dragged: { readonly complex: ComplexId } | undefined;
  private readonly measures = new Measures();
  private background = 0;
  private isSkyShown = true;

  constructor(private readonly store: RoomStore) {
    this.pointing = new Pointing(store);
    this.stage = open((isLost) => {
      this.become({ status: isLost ? { is: 'context_lost' } : this.drawingStatus() });
      // What happened in the room meanwhile.
      if (!isLost) this.changed();
    });
    this.current = {
      status: this.stage ? this.drawingStatus() : { is: 'no_webgl' }, hovered: null, isSurfaceStale: false, tool: 'select', picked: [], measures: [],
      isFollowing: false, headset: 'absent',
    };
    if (!this.stage) return;
    this.sketcher = new Sketcher(this.stage.view);
    this.meshes = new Meshes(this.stage.view);
    this.volumes = new Volumes(this.stage.view);
    this.ends.push(subscribeToAllButCamera(store, () => this.changed()), store.listen((event) => this.heard(event)));
    const { interaction } = this.stage.view;
    const hover = interaction.hover.subscribe((event) => (!this.stage?.isSoftware || this.headset?.isOn) && this.hover(event));
    const click = interaction.click.subscribe((event) => void this.click(event));
    this.ends.push(() => hover.unsubscribe(), () => click.unsubscribe());
    this.headset = new Headset(this.stage.view, (headset) => this.become({ headset }));
    this.following = new Following(this.stage, store, () => this.followPresenter(false));
    this.ends.push(tellCamera(this.stage, store), () => this.following?.dispose(), () => this.headset?.dispose());
    this.ends.push(watchDrags(this.stage.canvas, (x, y) => this.take(x, y)));
    if (this.stage.isSoftware) this.ends.push(this.stage.onPause((x, y) => this.pointAt(this.spotAt(x, y)?.spot)));
    this.ends.push(onMenu(this.stage.canvas, (place, x, y) => {
      this.name(this.spotAt(x, y)?.spot);
      this.menuListeners.forEach((tell) => tell({ ...place, atom: this.current.hovered }));
    }));
    this.ends.push(onMouseGone(this.stage.canvas, () => {
      this.highlight(undefined);
      this.name(undefined);
    }));
    this.changed();
  }

  mount(element: HTMLElement): void {
    this.stage?.mount(element);
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.pointing.dispose();
    this.resting.dispose();
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
    const ball = ballOfTarget(this.store.state(), target);
    // Atoms are looked at with what is around them.
    const isAtoms = target.is === 'atoms' || target.is === 'together';
    if (ball) this.stage?.look(ball.center, ball.radius + (isAtoms ? SURROUNDINGS : 0), true, isAtoms);
  }

  followPresenter(isOn: boolean): void {
    this.become({ isFollowing: isOn });
    this.following?.set(isOn);
  }

  setTool(tool: Tool): void {
    this.become({ tool, picked: [] });
    this.changed();
  }

  removeMeasures(id?: number): void {
    this.measures.remove(id);
    this.become({ picked: [] });
    this.changed();
  }

  overlay(complex: ComplexId, frames: readonly number[]): void {
    if (frames.length > 0) this.overlays.set(complex, frames);
    else this.overlays.delete(complex);
    this.changed();
  }

  hideInteractions(kinds: ReadonlySet<InteractionKind>): void {
    this.hiddenKinds = kinds;
    this.changed();
  }

  placeOf(id: ComplexId, atom: number): { x: number; y: number; depth: number } | null {
    const complex = this.store.state().complexes.find((complex) => complex.id === id);
    const frame = complex && this.drawings.get(`${id}/${shown(complex).place}`)?.frame;
    const row = frame?.rowOf(atom);
    if (!this.stage || !complex || row === undefined || !complex.visible) return null;
    const positions = frame!.positions(shown(complex).conformer);
    const at = [positions[row * 3]!, positions[row * 3 + 1]!, positions[row * 3 + 2]!] as const;
    return this.stage.project(toWorkspace(complex, at));
  }

  setFree(part: FreePart): void {
    this.stage?.setFree(part);
  }

  setBackground(color: string): void {
    this.background = Number.parseInt(color.replace('#', ''), 16) || 0;
    this.stage?.setBackground(color);
    this.changed();
  }

  setSky(isShown: boolean): void {
    this.isSkyShown = isShown;
    this.changed();
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

  async setHeadset(isIn: boolean): Promise<void> {
    if (!isIn) return this.headset?.leave();
    // Whoever is moved about by somebody else in there becomes sick.
    this.followPresenter(false);
    await this.headset?.enter();
  }

  async archive(): Promise<Uint8Array> {
    if (!this.stage) throw new Error('This browser has no WebGL.');
    await this.settled();
    const { archiveOf, shownOf } = await import('./molviewspec/archive');
    const state = this.store.state();
    const shown = shownOf(state.complexes, (complex) => this.placesOf(complex), this.drawings);
    const background = this.paper(state);
    const sketch = this.sketch(state, [], background);
    return archiveOf({ title: state.name, shown, sketch, eye: this.stage.standpoint(), background });
  }

  /** What is under the pointer, where the tool is for dragging and it may be dragged. */
  private take(x: number, y: number): Handle | undefined {
    const stage = this.stage!;
    if (this.current.tool !== 'move' || !this.store.state().mayEdit) return undefined;
    const found = this.spotAt(x, y);
    if (!found || found.spot.complex.locked) return undefined;
    const { complex } = found.spot;
    const start = complex.position;
    const { right, up } = stage.eye();
    const size = stage.pixelSize(found.position);
    const drag = { complex: complex.id };
    this.dragged = drag;
    const drawings = this.placesOf(complex).map((place) => this.drawings.get(`${complex.id}/${place}`));
    return {
      right: [right[0] * size, right[1] * size, right[2] * size],
      up: [up[0] * size, up[1] * size, up[2] * size],
      shift: (by) => drawings.forEach((drawing) => drawing?.shift(by)),
      tell: async (by, isLast) => {
        if (isLast && this.dragged === drag) this.dragged = undefined;
        const position: [number, number, number] = [start[0] + by[0], start[1] + by[1], start[2] + by[2]];
        await this.store.ask({ do: 'change', complex: complex.id, change: { position } });
        if (isLast) this.changed();
      },
    };
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
      if (this.current.status.is === 'context_lost') continue;
      const state = this.store.state();
      const since = performance.now();
      await this.update(state);
      took('nts:picture', since);
    }
  }

  private async update(state: RoomState): Promise<void> {
    if (!this.stage) return;
    const wanted = new Set<string>();
    let hasNew = false;
    for (const complex of state.complexes) {
      // What is being dragged is where the pointer is, whatever the room says on the way.
      if (this.dragged?.complex === complex.id && this.drawings.has(`${complex.id}/${shown(complex).place}`)) {
        for (const place of this.placesOf(complex)) wanted.add(`${complex.id}/${place}`);
        continue;
      }
      for (const place of this.placesOf(complex)) {
        const frame = FrameView.of(state.columns.get(complex.id), place);
        if (!frame || frame.atoms.rows === 0) continue;
        const key = `${complex.id}/${place}`;
        wanted.add(key);
        const conformer = complex.frames[place]?.current_conformer ?? 0;
        const drawing = this.drawings.get(key) ?? new Drawing(this.stage.view, this.stage.context);
        hasNew ||= !this.drawings.has(key);
        this.drawings.set(key, drawing);
        const withSurfaces = this.resting.sees(key, frame.positions(conformer));
        const where = placeOf(complex.position, complex.rotation);
        const overlaid = place === shown(complex).place ? undefined : place;
        await drawing.update({ name: complex.name, frame, conformer, place: where, isVisible: complex.visible, overlaid, withSurfaces });
      }
    }
    for (const [key, drawing] of this.drawings) {
      if (wanted.has(key)) continue;
      drawing.dispose();
      this.drawings.delete(key);
      this.resting.forget(key);
    }
    await this.annotate(state);
    const isSurfaceStale = [...this.drawings.values()].some((drawing) => drawing.isSurfaceStale);
    if (isSurfaceStale !== this.current.isSurfaceStale) this.become({ isSurfaceStale });
    this.stage.commit();
    if (hasNew && !this.hasLooked) this.focus({ is: 'all' });
    this.hasLooked = wanted.size > 0;
  }

  /** The sky that is shown. The words in an empty room are the page's, on the page's own background. */
  private sky(state: RoomState): RoomState['skybox'] {
    return this.isSkyShown && state.complexes.length > 0 ? state.skybox : null;
  }

  /** On what it is all drawn, about. */
  private paper(state: RoomState): number {
    const sky = this.sky(state);
    return sky ? paperOf(sky) : this.background;
  }

  /** What stands beside the molecules, without the kinds of interactions that this page leaves out. */
  private sketch(state: RoomState, picks: readonly Pick[], paper: number): Sketch {
    const interactions = state.interactions.filter(({ kind }) => !this.hiddenKinds.has(kind));
    return sketchOf({ ...state, interactions }, this.measures.list, picks, this.stage!.eye(), inkOn(paper));
  }

  /** Draws what stands beside the molecules, and says what measures say. */
  private async annotate(state: RoomState): Promise<void> {
    const picks = this.current.picked.map(({ complex, index }) => ({ complex, index }));
    this.stage!.setSky(this.sky(state));
    const paper = this.paper(state);
    const eye = this.stage!.eye();
    const sketch = this.sketch(state, picks, paper);
    const { dots, words } = pointerMarks(state);
    sketch.dots.push(...dots);
    sketch.words.push(...words);
    await this.sketcher?.draw(sketch, paper);
    await this.meshes?.update(state, eye);
    await this.volumes?.update(state);
    const measures = this.measures.texts(state);
    if (measures !== this.current.measures) this.become({ measures });
  }

  /** The frames of a complex that are in the picture: the one that it shows, and those laid over it. */
  private placesOf(complex: Complex): number[] {
    const over = (this.overlays.get(complex.id) ?? []).filter((place) => place < complex.frames.length);
    return [...new Set([shown(complex).place, ...over])];
  }

  private heard(event: Event): void {
    if (event.event === 'view') this.stage?.look(event.view.center, event.view.radius, event.view.zoom);
  }

  private hover({ current, buttons }: Canvas3D.HoverEvent): void {
    if (buttons === 0) this.pointAt(this.spotOf(current));
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
    this.become({ hovered });
  }

  private highlight(spot: Spot | undefined): void {
    if (this.highlighted) this.highlighted.drawing.mark(rowsOf(this.highlighted), MarkerAction.RemoveHighlight);
    this.highlighted = spot;
    if (spot) spot.drawing.mark(rowsOf(spot), MarkerAction.Highlight);
  }

  private async click({ current, button, modifiers }: Canvas3D.ClickEvent): Promise<void> {
    if (!isPress(button)) return;
    const spot = this.spotOf(current);
    const key = spot ? `${spot.complex.id}/${spot.row}` : '';
    const isDouble = key !== '' && key === this.lastClick.key && performance.now() - this.lastClick.at < DOUBLE_MS;
    this.lastClick = { at: performance.now(), key };
    this.name(spot);
    if (isDouble && spot) {
      const atoms = rowsOf({ ...spot, isResidue: true }).map((row) => spot.drawing.frame!.indices()[row]!);
      this.focus({ is: 'atoms', complex: spot.complex.id, atoms });
      return;
    }
    if (this.current.tool !== 'select') return spot && this.pick(spot);
    if (!this.store.state().mayEdit) return;
    await select(this.store, spot, modifiers.shift || modifiers.control || modifiers.meta);
  }

  private pick(spot: Spot): void {
    const { tool } = this.current;
    if (tool === 'select' || tool === 'move') return;
    const picked = [...this.current.picked, this.wordsOf(spot)];
    const isTaken = this.measures.take(tool, picked.map(({ complex, index }) => ({ complex, index })));
    this.become({ picked: isTaken ? [] : picked });
    this.changed();
  }

  /** What is at this place of the canvas. */
  private spotAt(x: number, y: number): { spot: Spot; position: readonly number[] } | undefined {
    const { view } = this.stage!;
    const picked = view.identify(Vec2.create(x, y));
    const spot = picked && this.spotOf(view.getLoci(picked.id));
    return spot && { spot, position: picked.position };
  }

  private spotOf({ loci, repr }: Representation.Loci): Spot | undefined {
    for (const [key, drawing] of this.drawings) {
      if (!repr || !drawing.holds(repr) || !drawing.skeleton) continue;
      const id = Number(key.split('/')[0]);
      const complex = this.store.state().complexes.find((complex) => complex.id === id);
      const element = elementOf(loci);
      if (!complex || element === undefined) return undefined;
      return { complex, drawing, row: drawing.skeleton.rowOf[element]!, isResidue: drawing.showsResidues(repr) };
    }
    return undefined;
  }

  private wordsOf(spot: Spot): AtomWords {
    return wordsOfAtom(spot.complex, spot.drawing.frame!, nameRowOf(spot));
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
