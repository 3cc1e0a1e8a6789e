// On a phone: what is looked at stands where neither the sheet nor a plugin's window covers it, and is picked there.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, PHONE, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');

/** How far the middle of the molecule may be from the middle of what is free, pixels: there are more atoms on one side than on the other. */
const OFF = 45;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  if (process.env.NANOME_0_42_PYTHON) server.python('contents');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** How high the middle of all atoms stands on the page, and between what bars, sheets and windows leave free. */
function heights(person: Person): Promise<{ molecule: number; top: number; bottom: number }> {
  return person.page.evaluate(() => {
    const { store, scene } = window.nts!;
    const { complexes, columns } = store.state();
    const [complex] = complexes;
    const indices = columns.get(complex!.id)!.get('0/atoms')!.columns.get('index')!.values as Float64Array;
    const places = [...indices].map((atom) => scene.placeOf(complex!.id, atom));
    const ys = places.filter((place) => place !== null).map(({ y }) => y).sort((one, other) => one - other);
    const tops = [...document.querySelectorAll('.phone, .tools, .windows-pile .window')].map((one) => one.getBoundingClientRect().top);
    const top = document.querySelector('.top-bar')!.getBoundingClientRect().bottom;
    return { molecule: (ys[0]! + ys.at(-1)!) / 2, top, bottom: Math.min(...tops) };
  });
}

async function standsFree(person: Person): Promise<void> {
  await person.draws();
  await expect.poll(async () => {
    const { molecule, top, bottom } = await heights(person);
    return Math.abs(molecule - (top + bottom) / 2);
  }, { timeout: 20_000 }).toBeLessThan(OFF);
}

/** The nearest chloride, a ball of its own, and where it is on the page. */
async function chlorideOf(person: Person) {
  const found = await person.page.evaluate(() => {
    const { store, scene } = window.nts!;
    const { complexes, columns } = store.state();
    const atoms = columns.get(complexes[0]!.id)!.get('0/atoms')!.columns;
    const [names, indices] = [atoms.get('name')!, atoms.get('index')!.values as Float64Array];
    if (names.type !== 'text') return null;
    const places = [...indices]
      .filter((_, row) => names.values[names.codes[row]!] === 'CL')
      .map((index) => ({ index, ...scene.placeOf(complexes[0]!.id, index)! }));
    return places.sort((one, other) => one.depth - other.depth)[0]!;
  });
  return found!;
}

/** It is picked where it is seen. */
async function picksChloride(person: Person): Promise<void> {
  const chloride = await chlorideOf(person);
  await person.draws();
  await person.page.mouse.move(chloride.x + 2, chloride.y);
  await person.page.mouse.move(chloride.x, chloride.y);
  await expect.poll(() => person.page.evaluate(() => window.nts!.scene.state().hovered?.index), { timeout: 20_000 }).toBe(chloride.index);
}

it.each([['dark', true], ['light', false]] as const)('nothing that is looked at lies under the sheet, %s', async (look, dark) => {
  const alice = await Person.creates(browser, server, 'Alice', { viewport: PHONE, dark });
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await standsFree(alice);
  await alice.looks(`phone-bare-${look}`);
  for (const sheet of ['Entries', 'Stacks', 'People', 'Messages', 'More']) {
    await alice.page.locator('.phone-nav').getByRole('button', { name: sheet }).click();
    await standsFree(alice);
    await alice.looks(`phone-${sheet.toLowerCase()}-${look}`);
    if (sheet === 'People') await picksChloride(alice);
  }
  if (process.env.NANOME_0_42_PYTHON) {
    await alice.page.locator('.phone-nav').getByRole('button', { name: 'Stacks' }).click();
    await alice.page.getByRole('button', { name: 'Activate Contents' }).click({ timeout: 60_000 });
    await alice.page.locator('.card-buttons').getByRole('button', { name: 'Run' }).click();
    await alice.page.getByRole('region', { name: 'Every content' }).waitFor();
    await standsFree(alice);
    await alice.looks(`phone-window-${look}`);
    await alice.isAccessible();
    // Folded, it leaves the picture its place.
    await alice.page.getByRole('button', { name: 'Fold Every content' }).click();
    await standsFree(alice);
    await picksChloride(alice);
  }
  await alice.leaves();
});

it('a finger that rests on an atom gets its menu', async () => {
  const alice = await Person.creates(browser, server, 'Alice', { viewport: PHONE });
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await standsFree(alice);
  const { x, y, index } = await chlorideOf(alice);
  const finger = await alice.page.context().newCDPSession(alice.page);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await alice.page.getByText(/^Chain [A-D] · CL \d+ · CL$/).waitFor();
  await alice.looks('long-press-phone-dark', false);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await alice.page.getByRole('menuitem', { name: 'Select the residue' }).click();
  await alice.sees('a selection', ({ complexes }) => complexes[0]!.selected);
  expect(await alice.page.evaluate(() => window.nts!.scene.state().hovered?.index)).toBe(index);
  await alice.leaves();
});
