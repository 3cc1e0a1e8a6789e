// What is pointed at is named, selected, moved and measured; what others see is what the room says.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Front { index: number; x: number; y: number }

/** The atoms in front, which nothing covers, apart from each other. */
function front(person: Person): Promise<Front[]> {
  return person.page.evaluate(() => {
    const { store, scene } = window.nts!;
    const state = store.state();
    const complex = state.complexes[0]!.id;
    const indices = state.columns.get(complex)!.get('0/atoms')!.columns.get('index')!;
    const all = indices.type === 'f64' ? [...indices.values] : [];
    const placed = all.flatMap((index) => {
      const place = scene.placeOf(complex, index);
      return place && document.elementFromPoint(place.x, place.y) instanceof HTMLCanvasElement ? [{ index, ...place }] : [];
    });
    const apart: typeof placed = [];
    for (const one of placed.sort((a, b) => a.depth - b.depth)) {
      if (apart.every((other) => Math.hypot(one.x - other.x, one.y - other.y) > 60)) apart.push(one);
      if (apart.length === 3) break;
    }
    return apart;
  });
}

it('atoms are named, selected, moved and measured', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob');
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await alice.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'look', complex: store.state().complexes[0]!.id, look: 'all_atoms' });
  });
  await alice.sees('all atoms', ({ columns }) => {
    const drawn = [...columns.values()][0]!.get('0/atoms')!.columns.get('display_mode')!;
    return drawn.type === 'u32' && drawn.values.every((bits) => (bits & 1) === 1);
  });
  await alice.draws();
  await expect.poll(() => front(alice).then((atoms) => atoms.length), { timeout: 20_000 }).toBe(3);
  const [one] = (await front(alice)) as [Front];

  // Pointed at, an atom has a name.
  await alice.page.mouse.move(one.x + 1, one.y + 1);
  await alice.page.mouse.move(one.x, one.y);
  const hovered = () => alice.page.evaluate(() => window.nts!.scene.state().hovered?.index);
  await expect.poll(hovered, { timeout: 20_000 }).toBe(one.index);
  // Others see at what she points, until she points elsewhere.
  await bob.sees('her pointer', (state) => state.pointers.length === 1 && state.pointers[0]!.member === state.presenter);
  await bob.looks('pointer-of-alice-desktop-dark');

  // A click selects it, for everybody; Escape clears that.
  await alice.page.mouse.click(one.x, one.y);
  await bob.sees('a selection', (state) => state.complexes[0]!.selected);
  await alice.sees('her selection', (state) => state.complexes[0]!.selected);
  await alice.page.keyboard.press('Escape');
  await bob.sees('no selection', (state) => !state.complexes[0]!.selected);
  await alice.sees('none either', (state) => !state.complexes[0]!.selected);

  // Dragged, a structure stands there for everybody, and its atoms are picked there.
  await alice.page.evaluate(() => window.nts!.scene.setTool('move'));
  await alice.draws();
  await alice.page.mouse.move(one.x, one.y);
  await alice.page.mouse.down();
  await alice.page.mouse.move(one.x + 40, one.y - 30, { steps: 4 });
  await alice.page.mouse.move(one.x + 80, one.y - 60, { steps: 4 });
  await alice.page.mouse.up();
  await bob.sees('it elsewhere', (state) => Math.hypot(...state.complexes[0]!.position) > 1);
  const place = () => alice.page.evaluate((index) => {
    const { store, scene } = window.nts!;
    const { x, y } = scene.placeOf(store.state().complexes[0]!.id, index)!;
    return [Math.round(x), Math.round(y)];
  }, one.index);
  await expect.poll(() => place().then(([x, y]) => Math.hypot(x! - one.x - 80, y! - one.y + 60)), { timeout: 20_000 }).toBeLessThan(4);
  await alice.page.evaluate(() => window.nts!.scene.setTool('select'));
  const [x, y] = (await place()) as [number, number];
  await alice.page.mouse.move(x + 2, y + 2);
  await alice.page.mouse.move(x, y);
  await expect.poll(hovered, { timeout: 20_000 }).toBe(one.index);

  // Two atoms have a distance.
  await alice.page.evaluate(() => window.nts!.scene.setTool('distance'));
  const [first, second] = (await front(alice)) as [Front, Front];
  await alice.page.mouse.click(first.x, first.y);
  await alice.page.mouse.click(second.x, second.y);
  const measures = () => alice.page.evaluate(() => window.nts!.scene.state().measures.map(({ text }) => text));
  await expect.poll(measures, { timeout: 20_000 }).toEqual([expect.stringMatching(/^\d+\.\d\d Å$/)]);
  await alice.looks('measured-desktop-dark');

  // Escape puts the tool down; a measure goes by itself.
  await alice.page.keyboard.press('Escape');
  expect(await alice.page.evaluate(() => window.nts!.scene.state().tool)).toBe('select');
  const [text] = await measures();
  await alice.page.getByRole('button', { name: 'Measure or move' }).click();
  await alice.page.getByRole('menuitem', { name: 'Remove' }).click();
  await alice.page.getByRole('menuitem', { name: text! }).hover();
  await alice.looks('measure-marked-desktop-dark');
  await alice.page.getByRole('menuitem', { name: text! }).click();
  await expect.poll(measures, { timeout: 20_000 }).toEqual([]);

  // Letters of the sequence are selected by dragging over them.
  await alice.page.getByRole('button', { name: 'Sequence', exact: true }).click();
  const letters = alice.page.getByRole('listbox', { name: /^Residues/ }).getByRole('option');
  await letters.nth(2).hover();
  await alice.page.mouse.down();
  await letters.nth(5).hover();
  await alice.page.mouse.up();
  await alice.sees('four residues selected', ({ complexes }) => complexes[0]!.selected);
  await expect.poll(() => letters.and(alice.page.locator('[aria-selected=true]')).count(), { timeout: 20_000 }).toBe(4);
  await alice.page.mouse.move(10, 10);
  await bob.sees('no pointer', (state) => state.pointers.length === 0);
  await bob.leaves();
  await alice.leaves();
});
