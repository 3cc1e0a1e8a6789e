// A seat's connections, one after the other: after a loss the next one goes on where the last one ended.

import type { Step } from '../api/order';
import type { Answer, ComplexId, Event, FileFormat, Intent, Seq, Snapshot, Welcome } from '../api/types';
import { RoomError } from './error';
import { connect, Exchange, type Listener, type Outcome, type Upload } from './exchange';
import { fold, fromSnapshot, withColumns, type Told } from './fold';
import { forgetSeat, keepSeat } from './seat';
import type { Connection, OnProgress, RoomFile, RoomState, RoomStore } from './store';

/** The pauses between tries to come back: doubled from the first to the longest. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/** A clock that jumps by so much was asleep, and so was its connection. */
const SLEPT_MS = 90_000;

/** A seat in a room, over as many connections as it takes. */
export class Life implements RoomStore {
  private exchange: Exchange;
  private current: RoomState | undefined;
  private readonly subscribers = new Set<() => void>();
  private readonly listeners = new Set<(event: Event, seq: Seq) => void>();
  private happened: { event: Event; seq: Seq }[] = [];
  private hasChanged = false;
  private hasLeft = false;
  private readonly clock: ReturnType<typeof setInterval>;
  private readonly endWatch: () => void;

  /** Sits down on a socket that was let in. */
  static begin(address: string, socket: WebSocket, welcome: Welcome): Promise<RoomStore> {
    return new Promise((resolve, reject) => {
      new Life(address, socket, welcome, resolve, reject);
    });
  }

  private constructor(
    private readonly address: string,
    socket: WebSocket,
    private welcome: Welcome,
    private readonly entered: (store: RoomStore) => void,
    private readonly failed: (error: RoomError) => void,
  ) {
    keepSeat(welcome.room, welcome.token);
    this.exchange = new Exchange(socket, 0, this.hearing());
    const lost = () => this.exchange.end(new RoomError('lost', 'This device was offline.'));
    window.addEventListener('offline', lost);
    let last = Date.now();
    this.clock = setInterval(() => {
      if (Date.now() - last > SLEPT_MS) lost();
      last = Date.now();
    }, SLEPT_MS / 9);
    this.endWatch = () => {
      window.removeEventListener('offline', lost);
      clearInterval(this.clock);
    };
  }

  subscribe(listener: () => void): () => void {
    this.subscribers.add(listener);
    return () => this.subscribers.delete(listener);
  }

  listen(listener: (event: Event, seq: Seq) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  state(): RoomState {
    if (!this.current) throw new Error('the room is not entered yet');
    return this.current;
  }

  async ask(intent: Intent): Promise<Answer> {
    return (await this.request(intent)).answer;
  }

  async load(file: File, onProgress?: OnProgress): Promise<ComplexId[]> {
    const content = new Uint8Array(await file.arrayBuffer());
    const upload: Upload = { content, ...(onProgress && { onProgress }) };
    const { answer } = await this.request({ do: 'load', name: file.name, size: content.length }, upload);
    if (answer.is !== 'loaded') throw new RoomError('protocol', `Loading ${file.name} was answered with “${answer.is}”.`);
    return answer.complexes;
  }

  async put(path: string, content: Uint8Array, onProgress?: OnProgress): Promise<void> {
    await this.request({ do: 'files', deed: { deed: 'put', path, size: content.length } }, { content, ...(onProgress && { onProgress }) });
  }

  download(complex: ComplexId, format: FileFormat): Promise<RoomFile> {
    return this.file({ do: 'export', complex, format });
  }

  async file(intent: Intent): Promise<RoomFile> {
    const { answer, file } = await this.request(intent);
    if (!file) throw new RoomError('protocol', `A file was asked for; the answer was “${answer.is}”.`);
    return file;
  }

  leave(): void {
    this.hasLeft = true;
    forgetSeat(this.welcome.room);
    if (this.current?.connection.is === 'live') void this.exchange.ask({ do: 'leave' }).catch(() => undefined);
    this.exchange.end(new RoomError('closed', 'You left the room.'));
  }

  private request(intent: Intent, upload?: Upload): Promise<Outcome> {
    const connection = this.current?.connection;
    if (connection?.is === 'gone') return Promise.reject(connection.error);
    return this.exchange.ask(intent, upload);
  }

  private hearing(): Listener {
    return {
      snapshot: (seq, room) => this.takeSnapshot(seq, room),
      step: (step) => this.apply(step),
      told: () => this.publish(),
      ended: (error) => this.ended(error),
    };
  }

  private takeSnapshot(seq: Seq, room: Snapshot): void {
    const isFirst = !this.current;
    this.become(fromSnapshot(this.welcome.member, seq, room), { is: 'live' });
    if (isFirst) this.entered(this);
  }

  private apply(step: Step): void {
    const now = this.state();
    if (step.is === 'columns') {
      if (step.columns) this.become(withColumns(now, step.thing, step.columns), now.connection);
      return;
    }
    if (step.is === 'fed') {
      this.become(fold(now, now.seq, step.event, step.columns), now.connection);
      return;
    }
    if (step.seq <= now.seq) return;
    this.become(fold(now, step.seq, step.event, step.columns), now.connection);
    this.happened.push(step);
  }

  private become(told: Told, connection: Connection): void {
    const isPresenter = told.presenter === told.me;
    this.current = {
      ...told,
      room: this.welcome.room,
      server: this.welcome.server,
      isPresenter,
      mayEdit: isPresenter || told.guests_may_edit,
      connection,
    };
    this.hasChanged = true;
  }

  /** Tells everybody what changed since the last time. */
  private publish(): void {
    if (!this.hasChanged) return;
    this.hasChanged = false;
    const happened = this.happened;
    this.happened = [];
    for (const subscriber of [...this.subscribers]) subscriber();
    for (const { event, seq } of happened) for (const listener of [...this.listeners]) listener(event, seq);
  }

  private ended(error: RoomError): void {
    if (!this.current) return this.failed(error);
    const isOver = this.hasLeft || this.current.closed !== null || !error.mayPass();
    if (isOver) return this.gone(error);
    // A snapshot whose columns did not all come has to be told again.
    void this.comeBack(this.exchange.isFilling() ? undefined : this.current.seq);
  }

  private async comeBack(after: Seq | undefined): Promise<void> {
    const since = Date.now();
    for (let attempt = 1; ; attempt++) {
      this.become(this.state(), { is: 'reconnecting', since, attempt });
      this.publish();
      try {
        const resume = { resume: { token: this.welcome.token, ...(after !== undefined && { after }) } };
        const { socket, welcome } = await connect(this.address, resume);
        if (this.hasLeft) return socket.close();
        this.welcome = welcome;
        keepSeat(welcome.room, welcome.token);
        this.become(this.state(), { is: 'live' });
        this.exchange = new Exchange(socket, this.state().seq, this.hearing());
        return this.publish();
      } catch (error) {
        const why = error instanceof RoomError ? error : new RoomError('protocol', String(error));
        if (!why.mayPass()) return this.gone(why);
      }
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
      if (this.hasLeft) return;
    }
  }

  private gone(error: RoomError): void {
    this.endWatch();
    forgetSeat(this.welcome.room);
    const { closed } = this.state();
    this.become(this.state(), { is: 'gone', error: closed === null ? error : new RoomError('closed', closed) });
    this.publish();
  }
}

/** Waits, but no longer than until the network, or the person, is back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      window.removeEventListener('online', over);
      document.removeEventListener('visibilitychange', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    window.addEventListener('online', over);
    document.addEventListener('visibilitychange', over);
  });
}
