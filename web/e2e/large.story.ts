// A large structure comes in whole for everybody, and the room stays usable: it is looked at, selected and handed on as a file.

import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

/** 24,748 atoms, where the shared data is there; else as many copies of the example side by side. */
const REAL = join(import.meta.dirname, '../../../shared/data/pdb/6ef0.pdb');
const EXAMPLE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');
const COPIES = 27;
const APART = 60;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A PDB file of about 24,700 atoms, and how many exactly. */
function largeFile(): { name: string; text: string; atoms: number } {
  const isReal = existsSync(REAL);
  const text = isReal ? readFileSync(REAL, 'latin1') : copies(readFileSync(EXAMPLE, 'latin1'));
  return { name: isReal ? '6ef0.pdb' : 'copies.pdb', text, atoms: text.split('\n').filter(isAtom).length };
}

function isAtom(line: string): boolean {
  return line.startsWith('ATOM  ') || line.startsWith('HETATM');
}

/** Copies in a cube, the chains of each with letters of their own. */
function copies(text: string): string {
  const lines = text.split('\n').filter(isAtom);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZa';
  const all = Array.from({ length: COPIES }, (_, copy) => lines.map((line) => {
    const at = [copy % 3, Math.floor(copy / 3) % 3, Math.floor(copy / 9)].map((step, axis) => {
      const place = Number(line.slice(30 + 8 * axis, 38 + 8 * axis)) + APART * step;
      return place.toFixed(3).padStart(8);
    });
    return `${line.slice(0, 21)}${letters[copy]}${line.slice(22, 30)}${at.join('')}${line.slice(54)}`;
  }));
  return [...all.flat(), 'END', ''].join('\n');
}

it('some 24,700 atoms are there for both, looked at, selected and handed on', async () => {
  const { name, text, atoms } = largeFile();
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob');
  await alice.page.getByLabel('Structure files').first().setInputFiles({ name, mimeType: 'chemical/x-pdb', buffer: Buffer.from(text, 'latin1') });
  await bob.sees('the structure', (state) => state.columns.size === 1, 60_000);
  const rows = (person: Person) => person.page.evaluate(() => [...window.nts!.store.state().columns.values()][0]!.get('0/atoms')!.rows);
  expect(await rows(bob)).toBe(atoms);
  await alice.sees('it too', (state) => state.columns.size === 1, 60_000);
  expect(await rows(alice)).toBe(atoms);

  await alice.page.getByRole('button', { name: 'All atoms' }).click();
  await bob.sees('all atoms', ({ columns }) => {
    const drawn = [...columns.values()][0]!.get('0/atoms')!.columns.get('display_mode')!;
    return drawn.type === 'u32' && drawn.values.every((bits) => (bits & 1) === 1);
  });
  await alice.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'select', complex: store.state().complexes[0]!.id, atoms: { matching: { atom_names: ['CA'], kinds: ['polymer'] } } });
  });
  await bob.sees('a selection', ({ columns }) => {
    const selected = [...columns.values()][0]!.get('0/atoms')!.columns.get('selected')!;
    return selected.type === 'u8' && selected.values.filter((is) => is === 1).length > 1000;
  });

  await saysThatItComputes(alice);

  // A guest takes all of it along.
  await bob.page.getByRole('button', { name: /^more/i }).first().click();
  const [file] = await Promise.all([bob.page.waitForEvent('download'), download(bob)]);
  const saved = await readFile(await file.path(), 'latin1');
  expect(saved.split('\n').filter(isAtom).length).toBe(atoms);
  await bob.leaves();
  await alice.leaves();
}, 180_000);

/** A surface takes its time: the page says so before it stands still, and no longer when it is there. */
async function saysThatItComputes({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    const said = () => [...document.querySelectorAll('.status-line [role=status]')].map(({ textContent }) => textContent).join('');
    const { scene } = window.nts!;
    scene.subscribe(() => {
      if (scene.state().work?.is !== 'surface') return;
      requestAnimationFrame(() => (document.documentElement.dataset.said = said()));
    });
  });
  await page.getByRole('button', { name: 'Surface', exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.said), { timeout: 30_000 }).toMatch(/Computing the surface of \w+…/);
  await page.getByText(/^Computing the surface/).waitFor({ state: 'detached', timeout: 60_000 });
}

async function download({ page }: Person): Promise<void> {
  await page.getByRole('menuitem', { name: /download/i }).click();
  await page.getByRole('menuitem', { name: /pdb/i }).first().click();
}
