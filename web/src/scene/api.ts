// What the rest of the page may ask of the picture of the molecules. It imports no Mol*: `openScene` in `scene.ts` brings that.

import type { ComplexId, InteractionKind } from '../api/types';

/** An atom, in words. */
export interface AtomWords {
  readonly complex: ComplexId;
  readonly complexName: string;
  /** The atom's index in the room. */
  readonly index: number;
  /** `A`. */
  readonly chain: string;
  /** `ASP 86`, with its insertion code. */
  readonly residue: string;
  /** `CA`. */
  readonly atom: string;
  /** `C`. */
  readonly element: string;
  /** `A`, where it stands in one place of several; else empty. */
  readonly altloc: string;
  /** 0 to 1. */
  readonly occupancy: number;
  /** Angstrom squared. */
  readonly bfactor: number;
}

/** What to look at. */
export type Target =
  | { readonly is: 'all' }
  | { readonly is: 'complex'; readonly complex: ComplexId }
  /** Some of its atoms, by their indices in the room. */
  | { readonly is: 'atoms'; readonly complex: ComplexId; readonly atoms: readonly number[] }
  /** Atoms of several complexes. */
  | { readonly is: 'together'; readonly of: readonly { readonly complex: ComplexId; readonly atoms: readonly number[] }[] };

/** What a press on the picture means; with `move`, a complex that is not locked is dragged. */
export type Tool = 'select' | 'move' | 'distance' | 'angle' | 'dihedral';

/** How elaborate the picture is; `auto` is light on a software renderer. */
export type Graphics = 'auto' | 'light' | 'full';

/** How the picture is. */
export type SceneStatus =
  | { readonly is: 'drawing'; readonly isSoftware: boolean }
  /** This browser has no WebGL: the panels work all the same. */
  | { readonly is: 'no_webgl' }
  /** The graphics card took its memory back; it is drawn again as soon as that is possible. */
  | { readonly is: 'context_lost' };

/** What takes the picture a while: meanwhile the page may stand still. */
export interface Work {
  readonly is: 'drawing' | 'surface';
  /** The complex. */
  readonly name: string;
}

/** What one sees of the picture from outside: always a new object. */
export interface SceneState {
  readonly status: SceneStatus;
  /** The atom under the pointer, or the one tapped last. */
  readonly hovered: AtomWords | null;
  /** Whether a surface shows where atoms were before they began to move; it is computed again when they rest. */
  readonly isSurfaceStale: boolean;
  /** What is under way that takes longer than a moment. */
  readonly work: Work | null;
  readonly tool: Tool;
  /** Whether one looks from where the presenter does. It ends when one turns the picture by oneself. */
  readonly isFollowing: boolean;
  /** Whether a headset is here, as far as the browser knows, and whether one looks through it. */
  readonly headset: 'absent' | 'ready' | 'in';
  /** What was picked for the tool so far. */
  readonly picked: readonly AtomWords[];
  /** Distances, angles and dihedrals that are drawn, oldest first. */
  readonly measures: readonly { readonly id: number; readonly text: string; readonly atoms: string }[];
}

/** Where a long press or right click happened, and on what. */
export interface MenuRequest {
  readonly x: number;
  readonly y: number;
  readonly atom: AtomWords | null;
}

/** A part of the picture, in pixels from its left edge and its upper one. */
export interface FreePart {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The picture of the room's molecules. It follows the room's state by itself. */
export interface Scene {
  /** Draws into this element, which gives it its size. */
  mount(element: HTMLElement): void;
  /** Ends it. */
  dispose(): void;
  subscribe(listener: () => void): () => void;
  state(): SceneState;
  /** A long press or right click: the page shows its menu there. */
  onMenu(listener: (request: MenuRequest) => void): () => void;
  /** Complexes came in that are out of view, while one looked at something of one's own choice. */
  onUnseen(listener: (complexes: readonly ComplexId[]) => void): () => void;
  /** Somebody would drag a complex that is locked; told once each time the tool for that is taken. */
  onLocked(listener: (complex: ComplexId) => void): () => void;
  /** Goes there. */
  focus(target: Target): void;
  /** Looks from where the presenter does, now and as they move; or as one likes. */
  followPresenter(isOn: boolean): void;
  setTool(tool: Tool): void;
  /** Takes away the measure with this number, or all of them. */
  removeMeasures(id?: number): void;
  /** Lets the measures with these numbers stand out, and no others. */
  markMeasures(ids: readonly number[]): void;
  /** Frames drawn over the one that the complex shows: the chosen poses. */
  overlay(complex: ComplexId, frames: readonly number[]): void;
  /** Draws no interactions of these kinds: in this picture only. */
  hideInteractions(kinds: ReadonlySet<InteractionKind>): void;
  /** Where on the page an atom is, and how far behind the front (0 to 1); null where it is not in the picture. */
  placeOf(complex: ComplexId, atom: number): { readonly x: number; readonly y: number; readonly depth: number } | null;
  /** What of it nothing covers: what is looked at stands in the middle of that. */
  setFree(part: FreePart): void;
  /** `#rrggbb`. */
  setBackground(color: string): void;
  /** Whether the sky that a plugin put into the room is shown instead of the background. */
  setSky(isShown: boolean): void;
  setGraphics(graphics: Graphics): void;
  /** Stops drawing, for tests and for pages that are not seen. */
  pause(paused: boolean): void;
  /** Resolves when all that the room told so far is in the picture. */
  settled(): Promise<void>;
  /** The picture as a PNG. */
  screenshot(): Promise<Blob>;
  /** Looks through the headset, or no longer. Only out of a click. Rejects where the headset refuses. */
  setHeadset(isIn: boolean): Promise<void>;
  /** What is shown, as an archive of MolViewSpec (`.mvsx`) with its structures inside. */
  archive(): Promise<Uint8Array>;
}
