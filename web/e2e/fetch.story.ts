// An entry of the PDB, by its id, from a mirror of one's own; and what is said where it is not there.

import { readFile } from 'node:fs/promises';
import { createServer, type Server as Mirror } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

const ENTRY = join(import.meta.dirname, '../../../shared/data/mmcif/4dn4.cif');

let mirror: Mirror;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  const entry = await readFile(ENTRY);
  mirror = createServer((request, response) => {
    const isThere = request.url?.toLowerCase() === '/4dn4.cif';
    response.writeHead(isThere ? 200 : 404).end(isThere ? entry : 'no such entry');
  });
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  const { port } = mirror.address() as AddressInfo;
  [server, browser] = await Promise.all([
    Server.start(['--entries-url', `http://127.0.0.1:${port}/{id}.cif`]),
    startBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  mirror?.close();
});

it('an entry is fetched by its id, and what is no entry is told', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const id = alice.page.getByRole('textbox', { name: 'PDB id' });
  await id.fill('hello');
  await id.press('Enter');
  await alice.page.getByText('A PDB id has four characters').waitFor();
  await alice.isAccessible();
  await id.fill('9zzz');
  await id.press('Enter');
  await alice.page.getByRole('alert').filter({ hasText: '9ZZZ' }).waitFor();
  await id.fill('4dn4');
  await id.press('Enter');
  await alice.sees('the entry', (state) => state.complexes.length === 1 && state.columns.size === 1);
  await alice.page.getByRole('button', { name: /^4dn4/i }).waitFor();
  await alice.isAccessible();
  await alice.leaves();
});
