// What the pages know of the room that one is in, and how they ask it for something.

import type { Columns } from '../api/columns';
import type { Answer, ComplexId, Enter, Event, FileFormat, Intent, RoomId, Seq, ShapeId } from '../api/types';
import { RoomError } from './error';
import { connect } from './exchange';
import type { Told } from './fold';
import { Life } from './life';

export { RoomError } from './error';
export type { Columns, ComplexId, Event, Intent, ShapeId };

/** How the connection is. */
export type Connection =
  | { readonly is: 'live' }
  /** Lost; `attempt` counts the tries to come back from 1 on. */
  | { readonly is: 'reconnecting'; readonly since: number; readonly attempt: number }
  /** Over for good: the room is closed, one was removed, or the server no longer knows one. */
  | { readonly is: 'gone'; readonly error: RoomError };

/** The room as it is now. Never changed: a new object at each change, in which what did not change is the same object. */
export interface RoomState extends Told {
  /** The room's number. */
  readonly room: RoomId;
  /** The server's version, for people. */
  readonly server: string;
  /** Whether one presents. */
  readonly isPresenter: boolean;
  /** Whether one may load, change, select and undo: the presenter, and guests where they may edit. */
  readonly mayEdit: boolean;
  readonly connection: Connection;
}

/** A file that came from the room. */
export interface RoomFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How far a load is: bytes sent, of how many; all sent means that the server is reading. */
export type OnProgress = (sent: number, total: number) => void;

/** A seat in a room. */
export interface RoomStore {
  /** Calls the listener after each change of `state()`; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /** The room as it is now. */
  state(): RoomState;
  /** Calls the listener for each event after it is in `state()`: for what is of the moment, such as notifications. */
  listen(listener: (event: Event, seq: Seq) => void): () => void;
  /** Asks the room for something. Rejects with a {@link RoomError}. */
  ask(intent: Intent): Promise<Answer>;
  /** Sends a structure file to the room; resolves with what it became. Rejects with a {@link RoomError}. */
  load(file: File, onProgress?: OnProgress): Promise<ComplexId[]>;
  /** Puts a file into one's own folder on the server, in the place of whatever file is there. Rejects with a {@link RoomError}. */
  put(path: string, content: Uint8Array, onProgress?: OnProgress): Promise<void>;
  /** A complex as a file. Rejects with a {@link RoomError}. */
  download(complex: ComplexId, format: FileFormat): Promise<RoomFile>;
  /** Asks for something whose answer is a file. Rejects with a {@link RoomError}. */
  file(intent: Intent): Promise<RoomFile>;
  /** Leaves the room for good. */
  leave(): void;
}

/** Where the room API is: on the server that the page is from. */
export function apiAddress(page: Location = window.location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/api`;
}

/** Enters a room; resolves when its first snapshot is here. Rejects with a {@link RoomError}. */
export async function enter(how: Enter, address: string = apiAddress()): Promise<RoomStore> {
  const { socket, welcome } = await connect(address, how);
  return Life.begin(address, socket, welcome);
}
