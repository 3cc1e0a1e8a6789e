// Bob's line is cut while Alice works: his page says so, comes back by itself, and has missed and doubled nothing.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Line } from './line';
import { Person, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');

let server: Server;
let browser: Browser;
let line: Line;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  line = await Line.to(server.rooms);
});

afterAll(async () => {
  line?.close();
  await browser?.close();
  await server?.stop();
});

it('a line that is cut is mended without a reload, an event missed or doubled', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, { rooms: line.address }, 'Bob');
  await bob.page.evaluate(() => {
    const heard: number[] = [window.nts!.store.state().seq];
    window.nts!.store.listen((_, seq) => heard.push(seq));
    Object.assign(window, { heard });
  });
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await bob.sees('the structure', (state) => state.columns.size === 1);

  line.cut();
  await bob.sees('that he is off', (state) => state.connection.is === 'reconnecting');
  await bob.page.getByText(/reconnecting/i).first().waitFor();
  await alice.sees('that he is away', (state) => state.members.some(({ name, here }) => name === 'Bob' && !here));
  await alice.page.evaluate(async () => {
    const { store } = window.nts!;
    const complex = store.state().complexes[0]!.id;
    await store.ask({ do: 'change', complex, change: { name: 'renamed in the tunnel' } });
    await store.ask({ do: 'select', complex, atoms: 'all' });
    await store.ask({ do: 'look', complex, look: 'all_atoms' });
  });
  const refused = await bob.page.evaluate(() => window.nts!.store.ask({ do: 'unselect' }).then(() => 'done', (error: Error) => error.message));
  expect(refused).toMatch(/reconnect/);

  line.mend();
  await bob.sees('the room again', (state) => state.connection.is === 'live' && state.complexes[0]?.name === 'renamed in the tunnel');
  const there = await alice.page.evaluate(() => window.nts!.store.state().seq);
  await expect.poll(() => bob.page.evaluate(() => window.nts!.store.state().seq), { timeout: 20_000 }).toBeGreaterThanOrEqual(there);
  const seqs = await bob.page.evaluate(() => (window as unknown as { heard: number[] }).heard);
  expect(seqs).toEqual(Array.from(seqs, (_, at) => seqs[0]! + at));
  expect(seqs.at(-1)).toBeGreaterThanOrEqual(there - 1);
  const columns = (person: Person) => person.page.evaluate(() => {
    const atoms = [...window.nts!.store.state().columns.values()][0]!.get('0/atoms')!;
    return ['mode', 'selected'].map((name) => {
      const data = atoms.columns.get(name)!;
      return data.type === 'text' ? [] : [...data.values];
    });
  });
  expect(await columns(bob)).toEqual(await columns(alice));
  // A socket that ends is no error of the page's; browsers write it to their console all the same.
  await bob.leaves(/WebSocket connection to/);
  await alice.leaves();
});
