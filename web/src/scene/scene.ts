// The picture of the room's molecules: it follows the room, and tells the room what people point at.

import type { ComplexId, Event, InteractionKind } from '../api/types';
import { took } from '../room/measure';
import type { RoomState, RoomStore } from '../room/store';
import type { FreePart, Graphics, MenuRequest, Scene, SceneState, Target, Tool } from './api';
import { inkOn, sketchOf, type Pick, type Point, type Sketch } from './annotations';
import { isOutgrown, standing, welcome } from './arrivals';
import { Following, subscribeToAllButCamera, tellCamera } from './following';
import { Hand } from './hand';
import { Headset } from './headset';
import { ballOfTarget } from './looking';
import { Measures } from './measures';
import { Meshes } from './meshes';
import { Molecules } from './molecules';
import { pointerMarks } from './pointers';
import { Sketcher } from './sketcher';
import { paperOf } from './sky';
import { Stage } from './stage';
import { Volumes } from './volumes';
import { shown, toWorkspace } from './words';
import { Working } from './working';

/** How much of the surroundings of atoms is shown with them, angstrom. */
const SURROUNDINGS = 4;

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
  private hiddenKinds: ReadonlySet<InteractionKind> = new Set();
  private readonly listeners = new Set<() => void>();
  private readonly menuListeners = new Set<(request: MenuRequest) => void>();
  private current: SceneState;
  private isDirty = false;
  private updating: Promise<void> | undefined;
  private hasLooked = false;
  /** Which frame and conformer each complex showed last. */
  private stood = new Map<ComplexId, string>();
  private lookedAt: Target | undefined;
  private readonly lockedListeners = new Set<(complex: ComplexId) => void>();
  private readonly unseenListeners = new Set<(complexes: readonly ComplexId[]) => void>();
  private readonly ends: (() => void)[] = [];
  private readonly working: Working | undefined;
  private readonly molecules: Molecules | undefined;
  private readonly hand: Hand | undefined;
  private readonly sketcher: Sketcher | undefined;
  private readonly meshes: Meshes | undefined;
  private readonly volumes: Volumes | undefined;
  private readonly following: Following | undefined;
  private readonly headset: Headset | undefined;
  private readonly measures = new Measures();
  private background = 0;
  private isSkyShown = true;

  constructor(private readonly store: RoomStore) {
    this.stage = open((isLost) => {
      this.become({ status: isLost ? { is: 'context_lost' } : this.drawingStatus() });
      // What happened in the room meanwhile.
      if (!isLost) this.changed();
    });
    this.current = {
      status: this.stage ? this.drawingStatus() : { is: 'no_webgl' }, hovered: null, isSurfaceStale: false, work: null, tool: 'select', picked: [], measures: [],
      isFollowing: false, headset: 'absent',
    };
    if (!this.stage) return;
    this.working = new Working(this.stage.isSoftware, (work) => this.become({ work }));
    this.molecules = new Molecules(this.stage, this.working, () => this.changed());
    this.sketcher = new Sketcher(this.stage.view);
    this.meshes = new Meshes(this.stage.view);
    this.volumes = new Volumes(this.stage.view);
    this.ends.push(subscribeToAllButCamera(store, () => this.changed()), store.listen((event) => this.heard(event)));
    this.headset = new Headset(this.stage.view, (headset) => this.become({ headset }));
    this.following = new Following(this.stage, store, () => this.followPresenter(false));
    this.ends.push(tellCamera(this.stage, store), () => this.following?.dispose(), () => this.headset?.dispose());
    this.hand = new Hand(this.stage, store, this.molecules, this.measures, {
      state: () => this.current,
      become: (change) => this.become(change),
      changed: () => this.changed(),
      focus: (target) => this.focus(target),
      ask: (request) => this.menuListeners.forEach((tell) => tell(request)),
      refuse: (locked) => this.lockedListeners.forEach((tell) => tell(locked)),
    });
    this.changed();
  }

  mount(element: HTMLElement): void {
    this.stage?.mount(element);
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.hand?.dispose();
    this.sketcher?.dispose();
    this.molecules?.dispose();
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

  onUnseen(listener: (complexes: readonly ComplexId[]) => void): () => void {
    this.unseenListeners.add(listener);
    return () => this.unseenListeners.delete(listener);
  }

  onLocked(listener: (complex: ComplexId) => void): () => void {
    this.lockedListeners.add(listener);
    return () => this.lockedListeners.delete(listener);
  }

  focus(target: Target): void {
    this.lookedAt = target;
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
    this.hand?.takes();
    this.changed();
  }

  removeMeasures(id?: number): void {
    this.measures.remove(id);
    this.become({ picked: [] });
    this.changed();
  }

  markMeasures(ids: readonly number[]): void {
    this.measures.mark(ids);
    this.changed();
  }

  overlay(complex: ComplexId, frames: readonly number[]): void {
    this.molecules?.overlay(complex, frames);
    this.changed();
  }

  hideInteractions(kinds: ReadonlySet<InteractionKind>): void {
    this.hiddenKinds = kinds;
    this.changed();
  }

  placeOf(id: ComplexId, atom: number): { x: number; y: number; depth: number } | null {
    const complex = this.store.state().complexes.find((complex) => complex.id === id);
    const frame = complex && this.molecules?.frameOf(complex);
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
    const { stage, molecules } = this;
    if (!stage || !molecules) throw new Error('This browser has no WebGL.');
    await this.settled();
    const { archiveOf, shownOf } = await import('./molviewspec/archive');
    const state = this.store.state();
    const shown = shownOf(state.complexes, (complex) => molecules.placesOf(complex), molecules.all);
    const background = this.paper(state);
    const sketch = this.sketch(state, [], background);
    return archiveOf({ title: state.name, shown, sketch, eye: stage.standpoint(), background });
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
    await this.working?.ends();
  }

  private async update(state: RoomState): Promise<void> {
    if (!this.stage || !this.molecules) return;
    const came = await this.molecules.update(state);
    await this.annotate(state);
    const { isSurfaceStale } = this.molecules;
    if (isSurfaceStale !== this.current.isSurfaceStale) this.become({ isSurfaceStale });
    this.stage.commit();
    this.welcome(state, came);
    this.hasLooked = this.molecules.all.size > 0;
  }

  /** Shows what came in to somebody who sees everything; others are told of it, where they do not see it. */
  private welcome(state: RoomState, came: readonly ComplexId[]): void {
    const isLed = this.current.isFollowing || this.current.headset === 'in';
    const at = !isLed && this.stage!.isLooking ? this.lookedAt : undefined;
    const gaze = { at, isFresh: !this.hasLooked, sees: (points: readonly Point[]) => (isLed ? 1 : this.stage!.shareSeen(points)) };
    const what = welcome(state, came, gaze);
    const turned = state.complexes.filter((complex) => this.stood.has(complex.id) && this.stood.get(complex.id) !== standing(complex));
    this.stood = new Map(state.complexes.map((complex) => [complex.id, standing(complex)]));
    if (what === 'fit') this.focus({ is: 'all' });
    else if (at && isOutgrown(state, turned.map(({ id }) => id), gaze)) this.focus(at);
    else if (what.length > 0) this.unseenListeners.forEach((tell) => tell(what));
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

  private heard(event: Event): void {
    if (event.event !== 'view') return;
    this.lookedAt = undefined;
    this.stage?.look(event.view.center, event.view.radius, event.view.zoom);
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
