// Places in one's own folder on the server, and their sizes and times in words.
import type { FileEntry } from '../api/types';

/** The folders on the way, from one's own folder on; none = that folder itself. */
export type Place = readonly string[];

/** Endings of what the room can load; `.gz` may follow each. */
export const STRUCTURES = ['.pdb', '.ent', '.cif', '.mmcif', '.sdf', '.mol', '.sd'] as const;

/** As the room writes it. */
export function pathOf(place: Place, name?: string): string {
  return `/${[...place, ...(name === undefined ? [] : [name])].join('/')}`;
}

/** A name that leads nowhere else: separators of any system are none in it. */
export function fitName(name: string): string {
  return name.trim().replace(/[\\/]/g, '_');
}

/** The name itself, or one with a number where something is called so: `1tyl 2.pdb`. */
export function freeName(name: string, entries: readonly FileEntry[]): string {
  const taken = new Set(entries.map((entry) => entry.name));
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${stem} ${count}${ending}`;
  return free;
}

/** Where a file goes that is renamed, or moved: `poses/1.sdf` from one's own folder on. None where that is no place. */
export function readPath(text: string): string | undefined {
  const names = text.split(/[\\/]/).map((name) => name.trim()).filter((name) => name !== '' && name !== '.');
  return names.length === 0 || names.includes('..') ? undefined : pathOf(names);
}

/** Whether the room can load a file of this name. */
export function isStructure(name: string): boolean {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  return STRUCTURES.some((ending) => plain.endsWith(ending));
}

/** Folders first, both by name, and numbers in names as numbers. */
export function inOrder(entries: readonly FileEntry[]): FileEntry[] {
  const names = new Intl.Collator('en', { numeric: true });
  return [...entries].sort((one, other) => Number(other.is_folder) - Number(one.is_folder) || names.compare(one.name, other.name));
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1.5 MiB`: in the units of the server's settings. */
export function sizeWords(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1023.5 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  const text = unit === 0 || size >= 99.5 ? size.toFixed(0) : size.toFixed(1);
  return `${text} ${bytes === 1 ? 'byte' : UNITS[unit]}`;
}

/** When it was written last: the time of today, else the day. */
export function timeWords(modified: string, now: Date = new Date()): string {
  const then = new Date(modified);
  if (Number.isNaN(then.getTime())) return '';
  return then.toDateString() === now.toDateString()
    ? then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
