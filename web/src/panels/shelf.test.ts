// What is done in one's own folder: every failure is said, and a file that is moved is never nowhere.
import { expect, it } from 'vitest';
import type { Answer, FileEntry, Intent } from '../api/types';
import { RoomError } from '../room/error';
import { Shelf } from './shelf';

/** A server that keeps files by their path, within a bound. */
function server(limit: number, files: Record<string, string>) {
  const kept = new Map(Object.entries(files));
  const used = () => [...kept.values()].reduce((sum, text) => sum + text.length, 0);
  const there = (path: string) => {
    const content = kept.get(path);
    if (content === undefined) throw new RoomError('not_found', `There is no ${path}.`);
    return content;
  };
  const list = (path: string): FileEntry[] => {
    const start = path === '/' ? '/' : `${path}/`;
    const below = [...kept].filter(([name]) => name.startsWith(start));
    if (below.length === 0 && path !== '/') throw new RoomError('not_found', `There is no ${path}.`);
    const names = new Set(below.map(([name]) => name.slice(start.length).split('/')[0]!));
    return [...names].map((name) => ({ name, is_folder: !kept.has(start + name), size: kept.get(start + name)?.length ?? 0, modified: '' }));
  };
  return {
    kept,
    async ask(intent: Intent): Promise<Answer> {
      if (intent.do !== 'files') throw new RoomError('malformed', `Nobody asks for ${intent.do}.`);
      const { deed } = intent;
      if (deed.deed === 'list') return { is: 'files', folder: { entries: list(deed.path), used: used(), limit } };
      if (deed.deed === 'remove') {
        there(deed.path);
        kept.delete(deed.path);
      }
      return { is: 'done' };
    },
    async put(path: string, content: Uint8Array) {
      if (used() - (kept.get(path)?.length ?? 0) + content.length > limit) throw new RoomError('limit', `${path} does not fit.`);
      kept.set(path, new TextDecoder().decode(content));
    },
    async file(intent: Intent) {
      const path = intent.do === 'files' && intent.deed.deed === 'get' ? intent.deed.path : '';
      return { name: path, bytes: new TextEncoder().encode(there(path)) };
    },
    async download() {
      return { name: '1tyl.pdb', bytes: new TextEncoder().encode('ATOM') };
    },
  };
}

const names = (shelf: Shelf) => shelf.state.get().folder?.entries.map(({ name }) => name).sort();

it('shows what is there after each deed, and says of each file why it is not', async () => {
  const room = server(10, { '/poses/1.sdf': 'abcd' });
  const shelf = new Shelf(room);
  await shelf.open(['poses']);
  await shelf.put([new File(['efg'], 'a\\b.sdf'), new File(['hijklmn'], 'big.sdf'), new File(['o'], 'o.sdf')]);
  expect(names(shelf)).toEqual(['1.sdf', 'a_b.sdf', 'o.sdf']);
  expect(shelf.state.get().problem).toBe('big.sdf has 7 bytes, and 3 bytes are left of the 10 bytes of your folder.');
  expect(shelf.state.get().folder?.used).toBe(8);
  expect(shelf.uploads.get()).toEqual([]);
  await shelf.refresh();
  expect(shelf.state.get().problem).toBeUndefined();
});

it('says why each of several files is not there, and what is replaced leaves its room to it', async () => {
  const room = server(10, { '/a.sdf': 'abcdefg' });
  const shelf = new Shelf(room);
  await shelf.put([new File(['hijk'], 'b.sdf'), new File(['lmnop'], 'c.sdf'), new File(['qrstuvwxyz'], 'a.sdf')]);
  expect(shelf.state.get().problem?.split('\n').map((line) => line.split(' ')[0])).toEqual(['b.sdf', 'c.sdf']);
  expect(Object.fromEntries(room.kept)).toEqual({ '/a.sdf': 'qrstuvwxyz' });
});

it('saves a complex beside what is called so', async () => {
  const room = server(100, { '/1tyl.pdb': 'mine' });
  const shelf = new Shelf(room);
  await shelf.refresh();
  await shelf.keep(1, '1tyl', 'pdb');
  expect(Object.fromEntries(room.kept)).toEqual({ '/1tyl.pdb': 'mine', '/1tyl 2.pdb': 'ATOM' });
});

it('moves a file into another folder, and never over one that is there', async () => {
  const room = server(100, { '/1.sdf': 'one', '/2.sdf': 'two', '/poses/2.sdf': 'best' });
  const shelf = new Shelf(room);
  await shelf.refresh();
  expect(await shelf.move('1.sdf', '/new/1.sdf')).toBe(true);
  expect(await shelf.move('2.sdf', '/poses/2.sdf')).toBe(false);
  expect(shelf.state.get().problem).toBe('/poses/2.sdf is there already.');
  expect(Object.fromEntries(room.kept)).toEqual({ '/new/1.sdf': 'one', '/2.sdf': 'two', '/poses/2.sdf': 'best' });
});

it('keeps the file where it was if it does not fit a second time', async () => {
  const room = server(5, { '/1.sdf': 'one' });
  const shelf = new Shelf(room);
  await shelf.refresh();
  expect(await shelf.move('1.sdf', '/2.sdf')).toBe(false);
  expect(Object.fromEntries(room.kept)).toEqual({ '/1.sdf': 'one' });
  expect(shelf.state.get().problem).toBe('/2.sdf does not fit.');
});

it('is in one’s own folder when the folder is gone that it was in', async () => {
  const room = server(100, { '/poses/1.sdf': 'one', '/2.sdf': 'two' });
  const shelf = new Shelf(room);
  await shelf.open(['poses']);
  room.kept.delete('/poses/1.sdf');
  await shelf.refresh();
  expect(shelf.state.get()).toMatchObject({ place: [], problem: undefined });
  expect(names(shelf)).toEqual(['2.sdf']);
});
