// How quick the pages are: a line of JSON for each figure, the median of five, with nothing drawn. Run it on a quiet machine.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Intent } from '../src/api/types';

import { Person, startBrowser } from './person';
import { Server } from './server';

const RUNS = 5;
/** Steps of a drag. */
const STEPS = 40;
const EXAMPLE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');
/** Larger ones, where the shared data is there. */
const SHARED = join(import.meta.dirname, '../../../shared/data/pdb');

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  if (process.env.NANOME_0_42_PYTHON) ['contents', 'moving'].forEach((plugin) => server.python(plugin));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

function print(figure: string, unit: string, values: readonly number[]): void {
  expect(values, figure).not.toEqual([]);
  const median = [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
  process.stdout.write(`${JSON.stringify({ figure, unit, median: Math.round(median * 100) / 100, of: values.length })}\n`);
}

/** How long each of our own pieces of this name took, milliseconds. */
function durations(person: Person, name: string): Promise<number[]> {
  return person.page.evaluate((name) => performance.getEntriesByName(name).map((entry) => entry.duration), name);
}

it('the home page, and an empty room', async () => {
  const [homes, rooms]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    const alice = await Person.at(browser, 'Alice', server.rooms);
    await alice.page.getByRole('button', { name: 'Create the room' }).waitFor();
    homes.push(await alice.page.evaluate(() => performance.now()));
    await alice.page.getByLabel('Your name').fill('Alice');
    await alice.page.evaluate(() => document.addEventListener('click', () => performance.mark('pressed'), { capture: true, once: true }));
    await alice.page.getByRole('button', { name: 'Create the room' }).click();
    await alice.sees('the room', () => true);
    rooms.push(await alice.page.evaluate(() => {
      const at = (mark: string) => performance.getEntriesByName(mark)[0]!.startTime;
      return at('nts:scene') - at('pressed');
    }));
    await alice.leaves();
  }
  print('home usable', 'ms', homes);
  print('empty room, picture included', 'ms', rooms);
});

it.runIf(process.env.NANOME_0_42_PYTHON)('a menu with every kind of content', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  await alice.page.getByRole('button', { name: 'Activate Contents' }).click({ timeout: 60_000 });
  await alice.sees('the plugin', (state) => state.sessions.some((session) => session.state.is === 'running'));
  const update = async (button: () => Promise<void>) => {
    const before = (await durations(alice, 'nts:menu')).length;
    await button();
    await expect.poll(() => durations(alice, 'nts:menu').then((all) => all.length), { timeout: 20_000 }).toBeGreaterThan(before);
  };
  const measured = async (figure: string, button: () => Promise<void>) => {
    await alice.page.evaluate(() => performance.clearMeasures());
    for (let run = 0; run < RUNS; run++) await update(button);
    print(figure, 'ms', await durations(alice, 'nts:menu'));
  };
  const run = () => alice.page.locator('.card-buttons').getByRole('button', { name: 'Run' }).click();
  const window = alice.page.getByRole('region', { name: 'Every content' });
  await measured('a menu with every content opens, from its event to the commit of its window', async () => {
    if (await window.isVisible()) await window.getByRole('button', { name: 'Close Every content' }).click();
    await window.waitFor({ state: 'detached' });
    await run();
  });
  await measured('a menu with every content is told anew, from its event to the commit of its window', run);
  const toggle = window.getByRole('button', { name: 'Toggle', exact: true });
  await measured('one content of it is told anew', () => toggle.click());
  await alice.leaves();
});

const STRUCTURES = [['915 atoms', EXAMPLE], ['3,811 atoms', join(SHARED, '4dn4.pdb')], ['24,748 atoms', join(SHARED, '6ef0.pdb')]] as const;

it.each(STRUCTURES.filter(([, file]) => existsSync(file)))('%s', async (size, file) => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob');
  const drops: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await bob.page.evaluate(() => {
      const { store } = window.nts!;
      const end = store.subscribe(() => {
        if (store.state().columns.size === 0) return;
        end();
        document.documentElement.dataset.there = String(Date.now());
      });
    });
    const dropped = Date.now();
    await alice.page.getByLabel('Structure files').first().setInputFiles(file!);
    await bob.sees('the structure', (state) => state.columns.size === 1);
    drops.push(Number(await bob.page.evaluate(() => document.documentElement.dataset.there)) - dropped);
    await bob.page.evaluate(() => window.nts!.scene.settled());
    if (run === RUNS - 1) break;
    await alice.page.evaluate(() => {
      const { store } = window.nts!;
      return store.ask({ do: 'remove', complex: store.state().complexes[0]!.id });
    });
    await bob.sees('an empty room', (state) => state.complexes.length === 0);
  }
  print(`${size}: from the drop in one page to the columns in another`, 'ms', drops);
  print(`${size}: all columns, from the last frame of the socket to typed arrays`, 'ms', await durations(bob, 'nts:columns'));

  const pictures = async (figure: string, change: (run: number) => Intent) => {
    await bob.page.evaluate(() => performance.clearMeasures());
    for (let run = 0; run < RUNS; run++) {
      const before = (await durations(bob, 'nts:picture')).length;
      await alice.page.evaluate((intent) => window.nts!.store.ask(intent), change(run));
      await expect.poll(() => durations(bob, 'nts:picture').then((all) => all.length), { timeout: 60_000 }).toBeGreaterThan(before);
      await bob.page.evaluate(() => window.nts!.scene.settled());
    }
    print(`${size}: ${figure}`, 'ms', await durations(bob, 'nts:picture'));
  };
  const complex = await bob.page.evaluate(() => window.nts!.store.state().complexes[0]!.id);
  await pictures('moved as ribbons', (run) => ({ do: 'change', complex, change: { position: [run + 1, 0, 0] } }));
  await pictures('selected and unselected', (run) => ({ do: 'select', complex, atoms: run % 2 ? 'none' : 'all' }));
  await pictures('from ribbons to all atoms, and back', (run) => ({ do: 'look', complex, look: run % 2 ? 'overview' : 'all_atoms' }));
  await pictures('moved as balls and sticks', (run) => ({ do: 'change', complex, change: { position: [0, run + 1, 0] } }));
  await dragged(size, alice);
  if (process.env.NANOME_0_42_PYTHON) await streamed(size, alice, bob);
  await alice.leaves();
  await bob.leaves();
});

/** Somebody drags the structure by an atom in front. */
async function dragged(size: string, presenter: Person): Promise<void> {
  await presenter.page.evaluate(() => {
    window.nts!.scene.focus({ is: 'all' });
    window.nts!.scene.setTool('move');
  });
  await presenter.draws();
  const places = await presenter.page.evaluate(() => {
    const { store, scene } = window.nts!;
    const complex = store.state().complexes[0]!.id;
    const atoms = store.state().columns.get(complex)!.get('0/atoms')!.columns;
    const [names, indices] = [atoms.get('name')!, atoms.get('index')!.values as Float64Array];
    const isTrace = (row: number) => names.type === 'text' && names.values[names.codes[row]!] === 'CA';
    const traces = [...indices].flatMap((index, row) => (isTrace(row) ? (scene.placeOf(complex, index) ?? []) : []));
    const open = traces.filter(({ x, y }) => document.elementFromPoint(x, y) instanceof HTMLCanvasElement);
    return open.sort((one, other) => one.depth - other.depth).slice(0, 10);
  });
  await presenter.page.evaluate(() => performance.clearMeasures());
  const { mouse } = presenter.page;
  // One of them is where its pixel is picked.
  for (const { x, y } of places) {
    await mouse.move(x, y);
    await mouse.down();
    await presenter.rests();
    for (let step = 1; step <= STEPS; step++) await mouse.move(x + step, y - step);
    await mouse.up();
    if ((await durations(presenter, 'nts:drag')).length > 0) break;
    await presenter.draws();
  }
  print(`${size}: one step of a drag`, 'ms', await durations(presenter, 'nts:drag'));
  await presenter.page.evaluate(() => window.nts!.scene.setTool('select'));
}

/** A plugin on the Python library moves all atoms, which the last look shows as balls and sticks; then as spheres. */
async function streamed(size: string, presenter: Person, guest: Person): Promise<void> {
  await presenter.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'look', complex: store.state().complexes[0]!.id, look: 'all_atoms' });
  });
  await presenter.page.getByRole('button', { name: 'Activate Moving' }).click({ timeout: 60_000 });
  await presenter.sees('the plugin', (state) => state.sessions.some((session) => session.state.is === 'running'));
  const press = async (button: string, said: string) => {
    const heard = () => guest.page.evaluate((said) => window.nts!.store.state().notifications.filter(({ text }) => text === said).length, said);
    const before = await heard();
    await presenter.page.locator('.card-buttons').getByRole('button', { name: button }).click();
    await expect.poll(heard, { timeout: 120_000 }).toBe(before + 1);
    await guest.page.evaluate(() => window.nts!.scene.settled());
  };
  for (const look of ['balls and sticks', 'spheres']) {
    if (look === 'spheres') await press('Advanced Settings', 'spheres');
    await guest.page.evaluate(() => performance.clearMeasures());
    await press('Run', 'moved');
    print(`${size}: a stream update, from the last frame of the socket to typed arrays, ${look}`, 'ms', await durations(guest, 'nts:columns'));
    print(`${size}: a stream update in the picture as ${look}`, 'ms', await durations(guest, 'nts:picture'));
  }
}
