// Who looks at something of their own choice is left there: what comes in out of view is offered, and what is locked says so.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');
const FAR = 300;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A copy that stands elsewhere. */
async function copy(name: string, away: number) {
  const move = (line: string) => (/^(ATOM|HETATM)/.test(line) ? `${line.slice(0, 30)}${(Number(line.slice(30, 38)) + away).toFixed(3).padStart(8)}${line.slice(38)}` : line);
  const text = (await readFile(FILE, 'latin1')).split('\n').map(move).join('\n');
  return { name: `${name}.pdb`, mimeType: 'chemical/x-pdb', buffer: Buffer.from(text, 'latin1') };
}

/** Where the nearest chloride of a complex is on the page: a ball of its own. */
async function chloride({ page }: Person, name: string) {
  const found = await page.evaluate((name) => {
    const { store, scene } = window.nts!;
    const complex = store.state().complexes.find((one) => one.name === name)!;
    const atoms = store.state().columns.get(complex.id)!.get('0/atoms')!.columns;
    const [names, indices] = [atoms.get('name')!, atoms.get('index')!.values as Float64Array];
    const places = [...indices].flatMap((index, row) => {
      return names.type === 'text' && names.values[names.codes[row]!] === 'CL' ? [scene.placeOf(complex.id, index)!] : [];
    });
    return places.sort((one, other) => one.depth - other.depth)[0];
  }, name);
  return found!;
}

it('what comes in out of view is shown to who saw everything, and offered to others', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const { page } = alice;
  const load = async (name: string, away: number, count: number) => {
    if (count > 1) await page.getByRole('button', { name: 'Load a structure' }).click();
    await page.getByLabel('Structure files').first().setInputFiles(await copy(name, away));
    if (count > 1) await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect.poll(() => page.evaluate(() => window.nts!.store.state().columns.size), { timeout: 30_000 }).toBe(count);
    await alice.draws();
  };
  const isSeen = async (name: string) => {
    const { x, y } = await chloride(alice, name);
    return x > 296 && x < 1120 && y > 48 && y < 900;
  };
  await load('near', 0, 1);
  await load('beside', 60, 2);
  await expect.poll(() => isSeen('beside'), { timeout: 20_000 }).toBe(true);

  // She comes nearer by herself, and is left there.
  await page.mouse.move(700, 450);
  await page.mouse.wheel(0, -300);
  await load('far', FAR, 3);
  await page.getByText('far is out of view.', { exact: true }).waitFor();
  expect(await isSeen('far')).toBe(false);
  await alice.looks('out-of-view-desktop-dark');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('far is out of view.', { exact: true }).waitFor({ state: 'detached' });
  await alice.draws();
  await expect.poll(() => isSeen('far'), { timeout: 20_000 }).toBe(true);
  await alice.isAccessible();
  await alice.leaves();
});

it('what is locked says so to who drags it, once', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const { page } = alice;
  await page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('it', (state) => state.columns.size === 1);
  await page.getByRole('button', { name: 'More of 1tyl' }).click();
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await alice.sees('it locked', ({ complexes }) => complexes[0]!.locked);
  await page.getByRole('button', { name: 'Measure or move' }).click();
  await page.getByRole('menuitem', { name: /^Move a structure/ }).click();
  await alice.draws();
  const drag = async () => {
    const { x, y } = await chloride(alice, '1tyl');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.up();
  };
  const words = page.getByText('1tyl is locked: unlock it in Entries to move it.', { exact: true });
  await drag();
  await words.waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await drag();
  await alice.draws();
  expect(await words.count()).toBe(0);
  // With the tool taken anew it is said again, and undone from there.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Measure or move' }).click();
  await page.getByRole('menuitem', { name: /^Move a structure/ }).click();
  await alice.draws();
  await drag();
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await alice.sees('it unlocked', ({ complexes }) => !complexes[0]!.locked);
  await alice.leaves();
});
