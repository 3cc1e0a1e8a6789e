// A guest looks from where the presenter does, until they look for themselves.

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

/** From the first atom to the last, in the picture: whatever the panels leave of its width. */
function across(person: Person): Promise<[number, number]> {
  return person.page.evaluate(() => {
    const { store, scene } = window.nts!;
    const { id } = store.state().complexes[0]!;
    const indices = store.state().columns.get(id)!.get('0/atoms')!.columns.get('index')!;
    const all = indices.type === 'f64' ? indices.values : new Float64Array();
    const [from, to] = [scene.placeOf(id, all[0]!)!, scene.placeOf(id, all.at(-1)!)!];
    return [to.x - from.x, to.y - from.y];
  });
}

async function apart(one: Person, other: Person): Promise<number> {
  const [from, to] = await Promise.all([across(one), across(other)]);
  return Math.hypot(from[0] - to[0], from[1] - to[1]);
}

/** Turns the picture by hand. */
async function turns(person: Person, by: number): Promise<void> {
  const { mouse } = person.page;
  await mouse.move(720, 300);
  await mouse.down();
  await mouse.move(720 + by, 300 + by / 2, { steps: 4 });
  await mouse.up();
}

it('a guest follows the presenter, and stops', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob');
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  for (const person of [alice, bob]) {
    await person.sees('the structure', (state) => state.columns.size === 1);
    await person.draws();
  }
  await turns(alice, 120);
  await bob.sees('from where Alice looks', (state) => state.camera !== null);
  await expect.poll(() => apart(alice, bob), { timeout: 20_000 }).toBeGreaterThan(20);

  const open = bob.page.getByRole('button', { name: /people/i }).first();
  const toggle = bob.page.getByRole('switch', { name: /Follow the presenter/ });
  await expect.poll(async () => (await toggle.isVisible()) || (await open.click(), false), { timeout: 20_000 }).toBe(true);
  await toggle.click();
  await expect.poll(() => apart(alice, bob), { timeout: 20_000 }).toBeLessThan(5);
  await turns(alice, -200);
  await expect.poll(() => apart(alice, bob), { timeout: 20_000 }).toBeLessThan(5);

  await turns(bob, 150);
  await expect.poll(() => toggle.getAttribute('aria-checked'), { timeout: 20_000 }).toBe('false');
  await expect.poll(() => apart(alice, bob), { timeout: 20_000 }).toBeGreaterThan(20);
  await bob.isAccessible();
  await bob.leaves();
  await alice.leaves();
});
