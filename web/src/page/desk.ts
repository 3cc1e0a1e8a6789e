// What this page shows of the room: which panels are open, toasts, files under way. The room itself knows nothing of it.
import { createContext, useContext, useEffect, useMemo } from 'react';
import { wordsAbout, wordsOf } from '../room/error';
import type { Answer, ComplexId, Intent, InteractionKind, MemberId } from '../api/types';
import { MacroRuns } from '../panels/macros';
import { Shelf } from '../panels/shelf';
import type { RoomStore } from '../room/store';
import type { Toast } from '../ui/Toasts';
import { Cell } from './cell';
import { withToast, withTrouble } from './crowd';
import { Presenting } from './presenting';

/** The panels at the right. */
export type Side = 'stacks' | 'people' | 'notes' | 'more';

/** What lies behind "More": what is wanted now and then. */
export type Drawer = 'macros' | 'files';

/** Which panels are open. On a phone there is room for one, in a sheet. */
export interface Panels {
  left: boolean;
  right: Side | null;
  sheet: 'entries' | Side | null;
}

/** A file or an entry on its way into the room. */
export interface Loading {
  id: number;
  name: string;
  /** 0 to 1; unknown while the server reads. */
  done: number | undefined;
}

export class Desk {
  readonly panels: Cell<Panels>;
  readonly toasts = new Cell<readonly Toast[]>([]);
  /** How many toasts made room for those that are up. */
  readonly crowdedOut = new Cell(0);
  /** What went wrong in this page, to be read later; oldest first. */
  readonly troubles = new Cell<readonly Toast[]>([]);
  readonly loads = new Cell<readonly Loading[]>([]);
  /** Notifications that came while their list was closed. */
  readonly unread = new Cell(0);
  /** Whether the sequence is shown. */
  readonly sequence = new Cell(false);
  /** Whether the ways to load a structure are open, above the entries. */
  readonly adding = new Cell(false);
  /** The complex whose poses are paged; none = the newest that has some and is shown. */
  readonly paged = new Cell<ComplexId | null>(null);
  /** What of "More" is open. */
  readonly drawer = new Cell<Drawer | null>(null);
  /** Kinds of interactions that this page does not draw. */
  readonly hiddenKinds = new Cell<ReadonlySet<InteractionKind>>(new Set());
  readonly shelf: Shelf;
  readonly macros: MacroRuns;
  private next = 1;
  private asking: readonly MemberId[] = [];
  private readonly presenting: Presenting;
  private presenterToast: number | undefined;

  constructor(readonly store: RoomStore, isWide: boolean) {
    this.panels = new Cell<Panels>({ left: isWide, right: isWide ? 'stacks' : null, sheet: null });
    this.shelf = new Shelf(store);
    this.macros = new MacroRuns(store);
    this.presenting = new Presenting(store.state());
  }

  /** Shows a word to the one in front of this page. */
  toast(kind: Toast['kind'], text: string, more: Pick<Toast, 'from' | 'action'> = {}): number {
    const toast = { id: this.number(), kind, text, ...more };
    const { shown, left } = withToast(this.toasts.get(), toast);
    this.toasts.set(shown);
    this.crowdedOut.update((count) => count + left);
    this.troubles.update((all) => withTrouble(all, toast));
    return toast.id;
  }

  /** Shows what somebody said, and counts it until the list of such words is opened. */
  heard(kind: Toast['kind'], text: string, from: string): void {
    if (this.panels.get().right === 'notes') return;
    this.toast(kind, text, { from });
    this.unread.update((count) => count + 1);
  }

  /** Tells the presenter who asks for the role now and did not before. */
  asked(members: readonly MemberId[]): void {
    for (const member of members.filter((one) => !this.asking.includes(one))) {
      const name = this.store.state().members.find(({ id }) => id === member)?.name ?? 'Somebody';
      const run = () => void this.act({ do: 'give', member });
      this.toast('message', `${name} asks to present.`, { action: { text: 'Hand over', run } });
    }
    this.asking = members;
  }

  /** Says who presents, where that changed; the last word on it is enough. */
  followPresenter(): void {
    const words = this.presenting.follow(this.store.state());
    if (words === undefined) return;
    if (this.presenterToast !== undefined) this.dismiss(this.presenterToast);
    this.presenterToast = this.toast('message', words);
  }

  dismiss = (id: number): void => {
    this.toasts.update((all) => all.filter((toast) => toast.id !== id));
    if (this.toasts.get().length === 0) this.crowdedOut.set(0);
  };

  /** Opens the list of what was said. */
  showNotes = (): void => {
    this.toasts.set([]);
    this.crowdedOut.set(0);
    this.panels.update((now) => ({ ...now, right: 'notes', sheet: 'notes' }));
  };

  /** Asks the room for something; where it refuses, its words are shown. */
  act = async (intent: Intent): Promise<Answer | undefined> => {
    try {
      return await this.store.ask(intent);
    } catch (error) {
      this.toast('error', wordsOf(error));
      return undefined;
    }
  };

  /** Shows that something loads as long as it does, and what went wrong. */
  async loading<T>(name: string, work: (progress: (done: number | undefined) => void) => Promise<T>): Promise<T | undefined> {
    const id = this.number();
    this.loads.update((all) => [...all, { id, name, done: 0 }]);
    const progress = (done: number | undefined) =>
      this.loads.update((all) => all.map((load) => (load.id === id ? { ...load, done } : load)));
    try {
      return await work(progress);
    } catch (error) {
      this.toast('error', wordsAbout(name, error));
      return undefined;
    } finally {
      this.loads.update((all) => all.filter((load) => load.id !== id));
    }
  }

  load(files: readonly File[]): Promise<unknown> {
    const one = (file: File) =>
      this.loading(file.name, (progress) =>
        this.store.load(file, (sent, total) => progress(sent < total ? sent / total : undefined)),
      );
    return files.reduce((before, file) => before.then(() => one(file)), Promise.resolve<unknown>(undefined));
  }

  private number(): number {
    this.next += 1;
    return this.next;
  }
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('no desk around this component');
  return desk;
}

/** A desk for a room: its notifications come up as toasts, and who presents when that changes. */
export function useNewDesk(store: RoomStore): Desk {
  const desk = useMemo(() => new Desk(store, window.innerWidth > 900), [store]);
  useEffect(
    () =>
      store.listen((event) => {
        if (event.event === 'notification') {
          const { kind, from, text } = event.notification;
          desk.heard(kind, text, from);
        }
        if (event.event === 'said' && event.said.member !== store.state().me) desk.heard('message', event.said.text, event.said.name);
        if (event.event === 'presenter_requests' && store.state().isPresenter) desk.asked(event.members);
      }),
    [store, desk],
  );
  useEffect(() => store.subscribe(() => desk.followPresenter()), [store, desk]);
  return desk;
}
