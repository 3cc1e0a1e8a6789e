// Events in order: one whose columns are under way holds back those after it.

import type { Columns } from './columns';
import type { ComplexId, Event, Seq, ShapeId, TransferId, VolumeId } from './types';

/** Something in the snapshot that has columns. */
export type Thing = { readonly complex: ComplexId } | { readonly mesh: ShapeId } | { readonly volume: VolumeId };

/** What is applied next; columns are absent where there were none, or where the server gave them up. */
export type Step =
  | { readonly is: 'columns'; readonly thing: Thing; readonly columns: Columns | undefined }
  | { readonly is: 'event'; readonly seq: Seq; readonly event: Event; readonly columns: Columns | undefined }
  | { readonly is: 'fed'; readonly event: Event; readonly columns: Columns | undefined };

/** How many events may be held back. */
const MAX_WAITING = 10_000;

type Waiting = { is: 'columns'; thing: Thing } | { is: 'event'; seq: Seq; event: Event } | { is: 'fed'; event: Event };

/** The queue of what is not applied yet. */
export class Order {
  private waiting: { transfer: TransferId | undefined; step: Waiting }[] = [];
  private readonly arrived = new Map<TransferId, Columns | undefined>();

  private constructor(private heard: Seq) {}

  /** What follows the event `heard`. */
  static after(heard: Seq): Order {
    return new Order(heard);
  }

  /** What follows a snapshot: first the columns of its complexes and meshes. */
  static afterSnapshot(seq: Seq, columns: readonly (readonly [TransferId, Thing])[]): Order {
    const order = new Order(seq);
    order.waiting = columns.map(([transfer, thing]) => ({ transfer, step: { is: 'columns', thing } }));
    return order;
  }

  /** Takes the next event. */
  event(seq: Seq, event: Event, transfer: TransferId | undefined): void {
    if (seq !== this.heard + 1) throw new Error(`event ${seq} came right after event ${this.heard}`);
    this.wait(transfer, { is: 'event', seq, event });
    this.heard = seq;
  }

  /** Takes what a stream fed: it has its place between the events, and no number. */
  fed(event: Event, transfer: TransferId | undefined): void {
    this.wait(transfer, { is: 'fed', event });
  }

  /** Takes the columns of a transfer; none where the server gave it up. */
  columns(transfer: TransferId, columns: Columns | undefined): void {
    this.arrived.set(transfer, columns);
  }

  private wait(transfer: TransferId | undefined, step: Waiting): void {
    if (this.waiting.length >= MAX_WAITING) throw new Error('too many events wait for columns that do not come');
    this.waiting.push({ transfer, step });
  }

  /** Whether columns of the snapshot are still under way. */
  isFilling(): boolean {
    return this.waiting[0]?.step.is === 'columns';
  }

  /** What can be applied now. */
  next(): Step | undefined {
    const first = this.waiting[0];
    if (!first || (first.transfer !== undefined && !this.arrived.has(first.transfer))) return undefined;
    this.waiting.shift();
    const columns = first.transfer === undefined ? undefined : this.arrived.get(first.transfer);
    if (first.transfer !== undefined) this.arrived.delete(first.transfer);
    return { ...first.step, columns };
  }
}
