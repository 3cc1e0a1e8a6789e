// One connection's life: frames come in and become steps in order, requests go out and are answered.

import { Assembly, chunkFrames, readChunk } from '../api/bulk';
import { readColumns } from '../api/columns';
import { Order, type Step, type Thing } from '../api/order';
import {
  API_VERSIONS, type Answer, type Enter, type Greeting, type Intent, type Request, type RequestId, type Seq, type Snapshot,
  type ToMember, type TransferId, type Welcome,
} from '../api/types';
import { RoomError, wordsOf } from './error';
import { began, took } from './measure';

/** What came of a request, with the file where it asked for one. */
export type Outcome = { answer: Answer; file?: { name: string; bytes: Uint8Array } };

/** Content to send when the server asks for it, and who hears how much of it is on its way. */
export interface Upload {
  content: Uint8Array;
  onProgress?: (sent: number, total: number) => void;
}

/** Who hears of a connection. */
export interface Listener {
  /** The room as it is now; its columns follow as steps. */
  snapshot(seq: Seq, room: Snapshot): void;
  /** What happened next. */
  step(step: Step): void;
  /** All that one frame brought has been told. */
  told(): void;
  /** The connection is over. */
  ended(error: RoomError): void;
}

interface Asked {
  resolve(outcome: Outcome): void;
  reject(error: RoomError): void;
  upload: Upload | undefined;
  since: number;
}

/** A socket is given up when it does not open, or greet, in this time. */
const GREETING_MS = 15_000;
/** A server that leaves a request unanswered for so long, and says nothing else either, is lost. */
const SILENCE_MS = 60_000;
/** What a socket may hold of an upload: words that people say wait no longer than this takes. */
const MAX_BUFFERED = 1024 * 1024;
/** How soon a full socket is looked at again. */
const DRAIN_MS = 8;

/** Opens a socket and says the first words; resolves when the server lets one in. */
export function connect(address: string, enter: Enter): Promise<{ socket: WebSocket; welcome: Welcome }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    const fail = (error: RoomError) => {
      clearTimeout(patience);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      reject(error);
    };
    const patience = setTimeout(() => fail(new RoomError('unreachable', 'The server does not answer.')), GREETING_MS);
    socket.onopen = () => socket.send(JSON.stringify({ api: API_VERSIONS, enter }));
    socket.onclose = () => fail(new RoomError('unreachable', 'The server cannot be reached.'));
    socket.onmessage = ({ data }) => {
      try {
        const greeting = JSON.parse(String(data)) as Greeting;
        if ('refused' in greeting) return fail(RoomError.from(greeting.refused.error));
        clearTimeout(patience);
        socket.onopen = socket.onmessage = socket.onclose = null;
        resolve({ socket, welcome: greeting.welcome });
      } catch (error) {
        fail(new RoomError('protocol', `The server's greeting makes no sense: ${wordsOf(error)}`));
      }
    };
  });
}

/** A connection that was let in. */
export class Exchange {
  private order: Order;
  private next: RequestId = 1;
  private readonly asked = new Map<RequestId, Asked>();
  private readonly incoming = new Map<TransferId, { assembly: Assembly; file?: { name: string; asked: Asked; answer: Answer } }>();
  private isOver = false;
  private heard = Date.now();
  private readonly watch = setInterval(() => this.listenForSilence(), SILENCE_MS / 6);

  constructor(private readonly socket: WebSocket, after: Seq, private readonly listener: Listener) {
    this.order = Order.after(after);
    socket.onmessage = ({ data }) => this.hear(data as string | ArrayBuffer);
    socket.onclose = () => this.end(new RoomError('lost', 'The connection to the room was lost.'));
  }

  /** Whether columns of a snapshot are still under way: coming back from here needs a new snapshot. */
  isFilling(): boolean {
    return this.order.isFilling();
  }

  /** Asks the room for something. */
  ask(intent: Intent, upload?: Upload): Promise<Outcome> {
    if (this.isOver) return Promise.reject(new RoomError('lost', 'The room is being reconnected; try again in a moment.'));
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject, upload, since: Date.now() });
      const request: Request = { id, intent };
      this.socket.send(JSON.stringify(request));
    });
  }

  /** Ends the connection. Whatever was asked and is not answered fails. */
  end(error: RoomError): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.watch);
    this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    for (const asked of this.asked.values()) asked.reject(error);
    for (const { file } of this.incoming.values()) file?.asked.reject(error);
    this.listener.ended(error);
  }

  /** A browser does not tell of the server's pings, but an answer that does not come says enough. */
  private listenForSilence(): void {
    const isSilent = Date.now() - this.heard > SILENCE_MS;
    const isAwaited = [...this.asked.values()].some(({ since }) => Date.now() - since > SILENCE_MS);
    if (isSilent && isAwaited) this.end(new RoomError('lost', 'The server has been silent for a minute.'));
  }

  private hear(data: string | ArrayBuffer): void {
    this.heard = Date.now();
    try {
      const since = performance.now();
      if (typeof data === 'string') this.text(JSON.parse(data) as ToMember, since);
      else this.chunk(data, since);
      let step = this.order.next();
      while (step && !this.isOver) {
        this.listener.step(step);
        step = this.order.next();
      }
    } catch (error) {
      this.end(new RoomError('protocol', `The server does not keep to the room API: ${wordsOf(error)}`));
      return;
    }
    if (!this.isOver) this.listener.told();
  }

  private text(said: ToMember, since: number): void {
    if ('event' in said) {
      const { seq, event, bulk } = said.event;
      // Until its window has it.
      if (event.event === 'menu' || event.event === 'content') began('nts:menu', since);
      if (bulk !== undefined) this.expect(bulk);
      this.order.event(seq, event, bulk);
    } else if ('fed' in said) {
      const { event, bulk } = said.fed;
      if (bulk !== undefined) this.expect(bulk);
      this.order.fed(event, bulk);
    } else if ('snapshot' in said) {
      this.snapshot(said.snapshot.seq, said.snapshot.room, said.snapshot.bulk);
    } else if ('done' in said) {
      this.done(said.done.id, said.done.answer);
    } else if ('failed' in said) {
      this.take(said.failed.id)?.reject(RoomError.from(said.failed.error));
    } else if ('goodbye' in said) {
      this.end(RoomError.from(said.goodbye.error));
    }
  }

  private snapshot(seq: Seq, room: Snapshot, bulk: readonly TransferId[]): void {
    const things: Thing[] = [
      ...room.complexes.map((complex) => ({ complex: complex.id })),
      ...room.shapes.filter((shape) => shape.form.is === 'mesh').map((shape) => ({ mesh: shape.id })),
      ...room.volumes.map((volume) => ({ volume: volume.id })),
    ];
    if (things.length !== bulk.length) throw new Error(`${bulk.length} transfers for ${things.length} things`);
    // What was under way for an older snapshot belongs to nothing any more.
    for (const [transfer, { file }] of this.incoming) if (!file) this.incoming.delete(transfer);
    for (const transfer of bulk) this.expect(transfer);
    this.order = Order.afterSnapshot(seq, things.map((thing, at) => [bulk[at]!, thing] as const));
    this.listener.snapshot(seq, room);
  }

  private done(id: RequestId, answer: Answer): void {
    const asked = this.take(id);
    if (!asked) throw new Error(`it answered request ${id}, which is not open`);
    if (answer.is === 'upload' && asked.upload) {
      const { upload } = asked;
      // The answer to the same request comes once more, when the file is read.
      this.asked.set(id, { ...asked, upload: undefined });
      void this.send(id, answer.transfer, upload);
    } else if (answer.is === 'download') {
      this.incoming.set(answer.transfer, { assembly: new Assembly(), file: { name: answer.name, asked, answer } });
    } else {
      asked.resolve({ answer });
    }
  }

  /** Sends an upload as the socket takes it, until it is sent or was refused. */
  private async send(id: RequestId, transfer: TransferId, { content, onProgress }: Upload): Promise<void> {
    let sent = 0;
    for (const frame of chunkFrames(transfer, content)) {
      while (this.socket.bufferedAmount > MAX_BUFFERED) await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
      if (this.isOver || !this.asked.has(id)) return;
      this.socket.send(frame);
      sent = Math.min(content.length, sent + frame.length);
      onProgress?.(sent, content.length);
    }
  }

  private expect(transfer: TransferId): void {
    if (this.incoming.has(transfer)) throw new Error(`it uses transfer ${transfer} twice at a time`);
    this.incoming.set(transfer, { assembly: new Assembly() });
  }

  private chunk(frame: ArrayBuffer, since: number): void {
    const chunk = readChunk(frame);
    const incoming = this.incoming.get(chunk.transfer);
    // What an older snapshot announced may still be coming.
    if (!incoming) return;
    const content = chunk.aborted ? undefined : incoming.assembly.push(chunk);
    if (!content && !chunk.aborted) return;
    this.incoming.delete(chunk.transfer);
    const { file } = incoming;
    if (!file) {
      this.order.columns(chunk.transfer, content && readColumns(content));
      took('nts:columns', since);
    } else if (content) {
      file.asked.resolve({ answer: file.answer, file: { name: file.name, bytes: content } });
    } else {
      file.asked.reject(new RoomError('lost', `The server gave up sending ${file.name}; ask again.`));
    }
  }

  private take(id: RequestId): Asked | undefined {
    const asked = this.asked.get(id);
    this.asked.delete(id);
    return asked;
  }
}
