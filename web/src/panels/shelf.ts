// One's own folder on the server, as this page last saw it, and what is done there. The room tells nobody of files: it is
// asked again after each deed, and whenever somebody looks.
import type { ComplexId, FileDeed, FileEntry, FileFormat, Folder } from '../api/types';
import { Cell } from '../page/cell';
import { RoomError, wordsOf } from '../room/error';
import type { RoomFile, RoomStore } from '../room/store';
import { fitName, freeName, pathOf, sizeWords, type Place } from './files';

/** What is seen of it. */
export interface ShelfState {
  readonly place: Place;
  /** What is there; none before the first answer. */
  readonly folder: Folder | undefined;
  /** Why the last deed was not done. */
  readonly problem: string | undefined;
}

/** A file on its way there. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  /** 0 to 1; unknown while it is made, or the server writes. */
  readonly done: number | undefined;
}

type Server = Pick<RoomStore, 'ask' | 'put' | 'file' | 'download'>;

export class Shelf {
  readonly state = new Cell<ShelfState>({ place: [], folder: undefined, problem: undefined });
  readonly uploads = new Cell<readonly Upload[]>([]);
  private next = 1;

  constructor(private readonly store: Server) {}

  /** Looks into a folder; where it cannot, stays where it is and says why. */
  async open(place: Place): Promise<void> {
    this.forgive();
    await this.attempt(async () => this.show(place, await this.list(place)));
  }

  /** Looks again, at what plugins may have written meanwhile. */
  async refresh(): Promise<void> {
    this.forgive();
    await this.attempt(() => this.lookAgain());
  }

  /** Puts files where one is now, one after the other. */
  async put(files: readonly File[]): Promise<void> {
    const { place } = this.state.get();
    this.forgive();
    // How much is left may be another number than when somebody last looked.
    if (!(await this.attempt(() => this.lookAgain()))) return;
    for (const file of files) {
      const name = fitName(file.name);
      await this.send(place, name, async () => {
        this.expectRoomFor(name, file.size);
        return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
      });
    }
  }

  /** Puts a complex there as a file, beside whatever is there already. */
  async keep(complex: ComplexId, title: string, format: FileFormat): Promise<void> {
    const { place } = this.state.get();
    this.forgive();
    await this.send(place, title, async () => {
      const { name, bytes } = await this.store.download(complex, format);
      return { name: freeName(fitName(name), this.state.get().folder?.entries ?? []), bytes };
    });
  }

  makeFolder(name: string): Promise<boolean> {
    return this.do({ deed: 'make_folder', path: this.pathTo(fitName(name)) });
  }

  /** Removes a file, or a folder with all that is in it. */
  remove({ name, is_folder }: FileEntry): Promise<boolean> {
    return this.do({ deed: 'remove', path: this.pathTo(name), whole: is_folder });
  }

  /** The content of a file. Rejects where it does not come. */
  read(name: string): Promise<RoomFile> {
    return this.store.file({ do: 'files', deed: { deed: 'get', path: this.pathTo(name) } });
  }

  /** Renames or moves a file, by what members have words for: it is put there, and then removed here. It is never nowhere. */
  async move(name: string, to: string): Promise<boolean> {
    const from = this.pathTo(name);
    if (from === to) return true;
    this.forgive();
    return this.attempt(async () => {
      if (await this.isThere(to)) throw new Error(`${to} is there already.`);
      await this.store.put(to, (await this.read(name)).bytes);
      await this.ask({ deed: 'remove', path: from, whole: false });
      await this.lookAgain();
    });
  }

  /** Says no more what went wrong. */
  forgive(): void {
    this.state.update((now) => ({ ...now, problem: undefined }));
  }

  /** The path of something where one is now. */
  pathTo(name: string): string {
    return pathOf(this.state.get().place, name);
  }

  private async send(place: Place, title: string, make: () => Promise<RoomFile>): Promise<void> {
    const id = this.next++;
    const progress = (done: number | undefined) =>
      this.uploads.update((all) => all.map((upload) => (upload.id === id ? { ...upload, done } : upload)));
    this.uploads.update((all) => [...all, { id, name: title, done: undefined }]);
    await this.attempt(async () => {
      const { name, bytes } = await make();
      await this.store.put(pathOf(place, name), bytes, (sent, total) => progress(sent < total ? sent / total : undefined));
      await this.lookAgain();
    });
    this.uploads.update((all) => all.filter((upload) => upload.id !== id));
  }

  /** What cannot fit is not even read. */
  private expectRoomFor(name: string, size: number): void {
    const { folder } = this.state.get();
    if (!folder) return;
    const replaced = folder.entries.find((entry) => entry.name === name)?.size ?? 0;
    const left = Math.max(folder.limit - folder.used + replaced, 0);
    if (size > left) throw new Error(`${name} has ${sizeWords(size)}, and ${sizeWords(left)} are left of the ${sizeWords(folder.limit)} of your folder.`);
  }

  private async isThere(path: string): Promise<boolean> {
    const names = path.split('/').slice(1);
    const folder = await this.list(names.slice(0, -1)).catch(() => undefined);
    return folder?.entries.some(({ name }) => name === names.at(-1)) ?? false;
  }

  private async do(deed: FileDeed): Promise<boolean> {
    this.forgive();
    return this.attempt(async () => {
      await this.ask(deed);
      await this.lookAgain();
    });
  }

  /** Whether it was done; where it was not, says why, after what else went wrong. */
  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.state.update((now) => ({ ...now, problem: [now.problem, wordsOf(error)].filter(Boolean).join('\n') }));
      return false;
    }
  }

  /** Where the folder is gone that one was in, one is in one's own. */
  private async lookAgain(): Promise<void> {
    const { place } = this.state.get();
    try {
      this.show(place, await this.list(place));
    } catch (error) {
      if (place.length === 0 || !(error instanceof RoomError) || error.code !== 'not_found') throw error;
      this.show([], await this.list([]));
    }
  }

  private show(place: Place, folder: Folder): void {
    this.state.update((now) => ({ ...now, place, folder }));
  }

  private async list(place: Place): Promise<Folder> {
    const answer = await this.ask({ deed: 'list', path: pathOf(place) });
    if (answer.is !== 'files') throw new Error(`A folder was asked for; the answer was “${answer.is}”.`);
    return answer.folder;
  }

  private ask(deed: FileDeed) {
    return this.store.ask({ do: 'files', deed });
  }
}
