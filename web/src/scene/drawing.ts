// One frame of a complex in the picture: its skeleton, its structure, and a representation of Mol* for each of its parts. An
// update does only what the columns that changed make necessary.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { OrderedSet } from 'molstar/lib/mol-data/int';
import { EveryLoci } from 'molstar/lib/mol-model/loci';
import { StructureElement, type Structure } from 'molstar/lib/mol-model/structure/structure';
// Mol*'s own type of a representation whose parameters it does not know.
import type { StructureRepresentation } from 'molstar/lib/mol-repr/structure/representation';
import type { RepresentationContext } from 'molstar/lib/mol-repr/representation';
import { MarkerAction } from 'molstar/lib/mol-util/marker-action';

import { Mat4, Vec3 } from 'molstar/lib/mol-math/linear-algebra';
import { u8, type FrameView } from '../room/frame';
import { makeSkeleton, makeStructure, part, skeletonKey, withPositions, type Skeleton } from './model';
import {
  atomColors, bondSizes, colorTheme, overlaidColors, ribbonColors, ribbonSizes, sizeTheme, sphereSizes, surfaceColors, tubeSizes, type ByRow,
} from './paint';
import { partsOf, propsOf, providerOf, type Kind, type Part } from './parts';
import type { Working } from './working';

/** What is to be in the picture. */
export interface Wanted {
  readonly name: string;
  readonly frame: FrameView;
  readonly conformer: number;
  /** Where the complex stands. */
  readonly place: Mat4;
  readonly isVisible: boolean;
  /** Which frame it is, where it is laid over the one that is shown; its carbons tell. */
  readonly overlaid: number | undefined;
  /** Whether surfaces may be computed now; while coordinates stream they stay as they are. */
  readonly withSurfaces: boolean;
}

/** With what it is drawn. */
export interface Means {
  /** Without a graphics card. */
  readonly isSoftware: boolean;
  readonly working: Working;
}

/** A part that is in the picture. */
interface Drawn {
  part: Part;
  skeleton: Skeleton;
  repr: StructureRepresentation<any>;
  structure: Structure;
  provider: unknown;
  colorVersion: number;
  sizeVersion: number;
}

/** One frame of a complex in the picture. */
export class Drawing {
  private readonly drawn = new Map<string, Drawn>();
  private readonly memos = new Map<string, { keys: readonly unknown[]; value: unknown; version: number }>();
  private current: { wanted: Wanted; skeleton: Skeleton; structure: Structure } | undefined;
  private isShown = true;

  constructor(private readonly canvas: Canvas3D, private readonly context: RepresentationContext, private readonly means: Means) {}

  /** The whole structure where it stands; none before the first update. */
  get structure(): Structure | undefined {
    return this.current?.structure;
  }

  get skeleton(): Skeleton | undefined {
    return this.current?.skeleton;
  }

  get frame(): FrameView | undefined {
    return this.current?.wanted.frame;
  }

  get conformer(): number {
    return this.current?.wanted.conformer ?? 0;
  }

  /** Whether a surface shows older coordinates than the rest. */
  get isSurfaceStale(): boolean {
    return [...this.drawn.values()].some(({ part, structure }) => part.kind === 'surface' && structure.parent !== this.structure);
  }

  /** Whether this representation is a part of it. */
  holds(repr: unknown): boolean {
    return [...this.drawn.values()].some((drawn) => drawn.repr === repr);
  }

  /** Whether the representation shows residues rather than atoms. */
  showsResidues(repr: unknown): boolean {
    const kind = [...this.drawn.values()].find((drawn) => drawn.repr === repr)?.part.kind;
    return kind === 'ribbon' || kind === 'tube' || kind === 'coil' || kind === 'surface';
  }

  /** Brings the picture to what is wanted. */
  async update(wanted: Wanted): Promise<void> {
    if (!wanted.isVisible) return this.show(false);
    const { frame, conformer, name, place } = wanted;
    const skeleton = await this.memo('skeleton', skeletonKey(frame, conformer), async () => {
      await this.means.working.begins({ is: 'drawing', name }, frame.atoms.rows);
      return makeSkeleton(frame, conformer, name);
    }).value;
    const positions = frame.positions(conformer);
    const model = this.memo('model', [skeleton, positions], () => withPositions(skeleton, positions)).value;
    const structure = await this.memo('structure', [model, ...place], () => makeStructure(model, place, name)).value;
    this.current = { wanted, skeleton, structure };
    const parts = this.memo('parts', partKeys(frame, conformer), () => partsOf(frame, conformer).map((part) => this.asDrawn(part))).value;
    for (const [key, { repr }] of this.drawn) {
      if (parts.some((part) => part.key === key)) continue;
      this.canvas.remove(repr);
      repr.destroy();
      this.drawn.delete(key);
    }
    for (const part of parts) await this.draw(part);
    this.show(true);
    this.markSelected();
  }

  /** Takes it out of the picture. */
  dispose(): void {
    for (const { repr } of this.drawn.values()) {
      this.canvas.remove(repr);
      repr.destroy();
    }
    this.drawn.clear();
  }

  /** Shows all of it away from where it stands, until the next update that moves it. */
  shift(by: readonly number[]): void {
    const transform = Mat4.fromTranslation(Mat4(), Vec3.create(by[0] ?? 0, by[1] ?? 0, by[2] ?? 0));
    for (const { repr } of this.drawn.values()) {
      repr.setState({ transform });
      this.canvas.update(repr);
    }
    this.canvas.requestDraw();
  }

  /** Marks these rows, or takes the mark away. */
  mark(rows: readonly number[], action: MarkerAction): void {
    const loci = this.loci(rows);
    if (!loci) return;
    for (const { repr } of this.drawn.values()) this.canvas.mark({ repr, loci }, action);
  }

  /** These rows, for Mol*. */
  loci(rows: Iterable<number>): StructureElement.Loci | undefined {
    if (!this.current) return undefined;
    const { structure, skeleton } = this.current;
    const unit = structure.units[0];
    if (!unit) return undefined;
    // The only unit has all elements, so that an element's index in it is the element itself.
    const indices = Int32Array.from(rows, (row) => skeleton.elementOf[row]!).sort();
    const set = OrderedSet.ofSortedArray(indices as never) as OrderedSet<StructureElement.UnitIndex>;
    return StructureElement.Loci(structure, [{ unit, indices: set }]);
  }

  private async draw(part: Part): Promise<void> {
    const { wanted, structure, skeleton } = this.current!;
    const old = this.drawn.get(part.key);
    const isSurface = part.kind === 'surface';
    if (isSurface && !wanted.withSurfaces && old) return;
    const colors = this.colors(part.kind);
    const sizes = this.sizes(part.kind);
    const isSame = old?.part === part && old.structure.parent === structure
      && old.colorVersion === colors.version && old.sizeVersion === sizes.version;
    if (isSame) return;
    const same = old?.part === part && old.skeleton === skeleton ? old.structure : undefined;
    const subset = same?.parent === structure ? same : partOf(structure, skeleton, part, same);
    if (!subset) return;
    if (isSurface || !same) await this.means.working.begins({ is: isSurface ? 'surface' : 'drawing', name: wanted.name }, subset.elementCount);
    const provider = providerOf(part, subset.elementCount);
    if (old && old.provider !== provider) {
      this.canvas.remove(old.repr);
      old.repr.destroy();
    }
    const repr = old && old.provider === provider
      ? old.repr
      : (provider.factory(this.context, provider.getParams) as unknown as StructureRepresentation<any>);
    repr.setTheme({
      color: colorTheme(colors.value, skeleton.rowOf, colors.version),
      size: sizeTheme(sizes.value, skeleton.rowOf, sizes.version),
    });
    await repr.createOrUpdate(propsOf(part, subset.elementCount, this.means.isSoftware) as never, subset).run();
    // Where it was shifted to while it was dragged, its structure is now.
    repr.setState({ transform: Mat4.identity() });
    this.canvas.add(repr);
    this.drawn.set(part.key, {
      part, skeleton, repr, structure: subset, provider, colorVersion: colors.version, sizeVersion: sizes.version,
    });
  }

  /** The part that is drawn already, where it is the same: a ribbon is not computed again because it gets a surface. */
  private asDrawn(part: Part): Part {
    const drawn = this.drawn.get(part.key)?.part;
    const isSame = drawn?.opacity === part.opacity && drawn.rows.length === part.rows.length && drawn.rows.every((is, row) => is === part.rows[row]);
    return isSame ? drawn : part;
  }

  private colors(kind: Kind) {
    const { frame, overlaid } = this.current!.wanted;
    const { atoms, residues, chains } = frame;
    const column = (name: string) => atoms.columns.get(name);
    switch (kind) {
      case 'ribbon': case 'tube': case 'coil':
        return this.memo('ribbon colors', [residues.columns.get('ribbon_color'), chains.columns.get('name')], () => ribbonColors(frame));
      case 'surface':
        return this.memo('surface colors', [column('surface_color'), column('color'), column('symbol')], () => surfaceColors(frame));
      default:
        return this.memo('colors', [column('color'), column('symbol'), overlaid], () => {
          return overlaid === undefined ? atomColors(frame) : overlaidColors(frame, overlaid);
        });
    }
  }

  private sizes(kind: Kind): { value: ByRow; version: number } {
    const { frame } = this.current!.wanted;
    const column = (name: string) => frame.atoms.columns.get(name);
    switch (kind) {
      case 'spheres':
        return this.memo('sphere sizes', ['mode', 'scale', 'bfactor', 'symbol'].map(column), () => sphereSizes(frame));
      case 'bonds':
        return this.memo('bond sizes', [column('mode')], () => bondSizes(frame));
      case 'ribbon': case 'coil':
        return this.memo('ribbon sizes', [frame.residues.columns.get('ribbon_size')], () => ribbonSizes(frame));
      case 'tube':
        return this.memo('tube sizes', [column('bfactor')], () => tubeSizes(frame));
      default:
        // Where Mol* wants a size and nobody sees it, 1 will do.
        return this.memo('no sizes', [], () => [] as number[]);
    }
  }

  private markSelected(): void {
    const { frame } = this.current!.wanted;
    const selected = u8(frame.atoms, 'selected');
    const rows = [];
    for (let row = 0; row < selected.length; row++) if (selected[row]) rows.push(row);
    for (const { repr } of this.drawn.values()) {
      this.canvas.mark({ repr, loci: EveryLoci }, MarkerAction.Deselect);
    }
    if (rows.length > 0) this.mark(rows, MarkerAction.Select);
  }

  private show(isShown: boolean): void {
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    for (const { repr } of this.drawn.values()) repr.setState({ visible: isShown });
    this.canvas.syncVisibility();
  }

  /** What was made of these keys; made again when one of them is another. The version counts how often it was made. */
  private memo<T>(name: string, keys: readonly unknown[], make: () => T): { value: T; version: number } {
    const old = this.memos.get(name);
    if (old && old.keys.length === keys.length && old.keys.every((key, at) => Object.is(key, keys[at]))) {
      return old as { value: T; version: number };
    }
    const made = { keys, value: make(), version: (old?.version ?? 0) + 1 };
    this.memos.set(name, made);
    return made;
  }
}

/** What decides which parts there are. */
function partKeys(frame: FrameView, conformer: number): readonly unknown[] {
  const { atoms, residues, bonds } = frame;
  return [
    ...['mode', 'display_mode', 'surface_rendering', 'surface_opacity', `in_conformer/${conformer}`].map((name) => atoms.columns.get(name)),
    ...['ribboned', 'ribbon_mode', 'atom_start'].map((name) => residues.columns.get(name)),
    ...['atom1', 'atom2'].map((name) => bonds.columns.get(name)),
  ];
}

function partOf(structure: Structure, skeleton: Skeleton, { rows }: Part, before?: Structure): Structure | undefined {
  return part(structure, skeleton, (row) => rows[row] === 1, before);
}
