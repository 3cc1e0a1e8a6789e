// The molecules of the picture: a drawing for each frame that is shown.

import type { Representation } from 'molstar/lib/mol-repr/representation';

import type { Complex, ComplexId } from '../api/types';
import { FrameView } from '../room/frame';
import type { RoomState } from '../room/store';
import { Drawing } from './drawing';
import { placeOf } from './model';
import { Resting } from './resting';
import { elementOf, type Spot } from './spots';
import type { Stage } from './stage';
import { shown } from './words';
import type { Working } from './working';

/** All drawings; they follow the room when they are told to. */
export class Molecules {
  /** Under `complex/frame`. */
  private readonly drawings = new Map<string, Drawing>();
  private readonly overlays = new Map<ComplexId, readonly number[]>();
  private readonly resting: Resting;
  /** The complex that is being dragged. */
  held: ComplexId | undefined;

  /** `rested` is called when coordinates have come to rest. */
  constructor(private readonly stage: Stage, private readonly working: Working, rested: () => void) {
    this.resting = new Resting(rested);
  }

  dispose(): void {
    this.resting.dispose();
  }

  get all(): ReadonlyMap<string, Drawing> {
    return this.drawings;
  }

  /** Whether a surface shows where atoms were before they began to move. */
  get isSurfaceStale(): boolean {
    return [...this.drawings.values()].some((drawing) => drawing.isSurfaceStale);
  }

  /** Frames drawn over the one that the complex shows. */
  overlay(complex: ComplexId, frames: readonly number[]): void {
    if (frames.length > 0) this.overlays.set(complex, frames);
    else this.overlays.delete(complex);
  }

  /** The frames of a complex that are in the picture: the one that it shows, and those laid over it. */
  placesOf(complex: Complex): number[] {
    const over = (this.overlays.get(complex.id) ?? []).filter((place) => place < complex.frames.length);
    return [...new Set([shown(complex).place, ...over])];
  }

  /** The drawings of a complex. */
  of(complex: Complex): Drawing[] {
    return this.placesOf(complex).flatMap((place) => this.drawings.get(`${complex.id}/${place}`) ?? []);
  }

  /** The frame that a complex shows, once it is drawn. */
  frameOf(complex: Complex): FrameView | undefined {
    return this.drawings.get(`${complex.id}/${shown(complex).place}`)?.frame;
  }

  /** Brings them to what the room says; which complexes came in. */
  async update(state: RoomState): Promise<ComplexId[]> {
    const wanted = new Set<string>();
    const before = new Set([...this.drawings.keys()].map(complexOf));
    const came = new Set<ComplexId>();
    for (const complex of state.complexes) {
      // What is being dragged is where the pointer is, whatever the room says on the way.
      if (this.held === complex.id && this.drawings.has(`${complex.id}/${shown(complex).place}`)) {
        for (const place of this.placesOf(complex)) wanted.add(`${complex.id}/${place}`);
        continue;
      }
      for (const place of this.placesOf(complex)) {
        const frame = FrameView.of(state.columns.get(complex.id), place);
        if (!frame || frame.atoms.rows === 0) continue;
        const key = `${complex.id}/${place}`;
        wanted.add(key);
        if (!before.has(complex.id)) came.add(complex.id);
        await this.draw(key, complex, place, frame);
      }
    }
    for (const [key, drawing] of this.drawings) {
      if (wanted.has(key)) continue;
      drawing.dispose();
      this.drawings.delete(key);
      this.resting.forget(key);
    }
    return [...came];
  }

  /** What was pointed at, of the room that is there now. */
  spotOf({ complexes }: RoomState, { loci, repr }: Representation.Loci): Spot | undefined {
    for (const [key, drawing] of this.drawings) {
      if (!repr || !drawing.holds(repr) || !drawing.skeleton) continue;
      const id = complexOf(key);
      const complex = complexes.find((complex) => complex.id === id);
      const element = elementOf(loci);
      if (!complex || element === undefined) return undefined;
      return { complex, drawing, row: drawing.skeleton.rowOf[element]!, isResidue: drawing.showsResidues(repr) };
    }
    return undefined;
  }

  private async draw(key: string, complex: Complex, place: number, frame: FrameView): Promise<void> {
    const conformer = complex.frames[place]?.current_conformer ?? 0;
    const drawing = this.drawings.get(key) ?? new Drawing(this.stage.view, this.stage.context, { isSoftware: this.stage.isSoftware, working: this.working });
    this.drawings.set(key, drawing);
    await drawing.update({
      name: complex.name,
      frame,
      conformer,
      place: placeOf(complex.position, complex.rotation),
      isVisible: complex.visible,
      overlaid: place === shown(complex).place ? undefined : place,
      withSurfaces: this.resting.sees(key, frame.positions(conformer)),
    });
  }
}

/** The complex of a drawing's key. */
function complexOf(key: string): ComplexId {
  return Number(key.split('/')[0]);
}
