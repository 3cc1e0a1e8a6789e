// What one may not do is grey, with the reason; what went wrong is said; the presenter role goes round.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, PHONE, startBrowser } from './person';
import { Server } from './server';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('a guest is told what guests may not, asks for the role, and gets it', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob', { dark: false });
  await bob.page.getByRole('heading', { name: 'Waiting for Alice' }).waitFor();
  await bob.isAccessible();
  await bob.looks('waiting-desktop-light');

  await alice.page.getByRole('button', { name: /^Try the example/ }).click();
  await bob.sees('the example', (state) => state.columns.size === 1);
  const hide = bob.page.getByRole('button', { name: 'Hide 1tyl' });
  expect(await hide.getAttribute('aria-disabled')).toBe('true');
  expect(await hide.getAttribute('data-tip')).toBe('Alice presents, and guests may not edit now.');
  await hide.click({ force: true });
  expect(await bob.page.evaluate(() => window.nts!.store.state().complexes[0]!.visible)).toBe(true);

  await alice.page.getByRole('tab', { name: 'People' }).click();
  await alice.page.getByRole('switch', { name: /^Guests may/ }).click();
  await bob.sees('that guests may edit', (state) => state.mayEdit);
  await hide.click();
  await alice.sees('it hidden', (state) => !state.complexes[0]!.visible);
  expect(await alice.page.locator('.undo button').first().getAttribute('aria-label')).toMatch(/^Undo: /);
  await alice.page.keyboard.press('Control+z');
  await bob.sees('it back', (state) => state.complexes[0]!.visible);

  await bob.page.getByRole('tab', { name: 'People' }).click();
  await bob.page.getByRole('button', { name: 'Ask to present' }).click();
  await alice.page.getByRole('region', { name: 'Notifications' }).getByText('Bob asks to present.').waitFor();
  await alice.isAccessible();
  await alice.looks('asked-desktop-dark');
  await alice.page.getByRole('tabpanel').getByRole('button', { name: 'Hand over' }).click();
  await bob.sees('himself presenting', (state) => state.isPresenter);
  await bob.hears('Alice made you the presenter: you run plugins and change what is shown now.');
  await alice.hears('Bob presents now instead of you.');
  await bob.isAccessible();
  await bob.looks('presents-desktop-light');
  // Alice came by the presenter link: she takes the role back, and puts Bob out.
  await alice.page.getByRole('button', { name: 'Take the role back' }).click();
  await alice.sees('herself presenting', (state) => state.isPresenter);
  await alice.hears('You present now instead of Bob: you run plugins and change what is shown.');
  await bob.hears('Alice presents now instead of you.');
  await alice.page.getByRole('button', { name: 'More about Bob' }).click();
  await alice.page.getByRole('menuitem', { name: 'Put Bob out' }).click();
  await bob.page.getByRole('heading', { name: 'You were put out of this room' }).waitFor();
  await bob.isAccessible();
  await bob.leaves();
  await alice.leaves();
});

it('a broken file and a dead link say what is wrong', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const file = { name: 'broken.pdb', mimeType: 'text/plain', buffer: Buffer.from('ATOM  hello\n') };
  await alice.page.getByLabel('Structure files').first().setInputFiles(file);
  await alice.page.getByRole('alert').getByText(/line 1/).waitFor();
  await alice.sees('the room as before', (state) => state.complexes.length === 0);
  await alice.isAccessible();
  // Several leave room for what one does next; the rest is read under Messages.
  await alice.page.getByLabel('Structure files').first().setInputFiles([1, 2, 3, 4].map((at) => ({ ...file, name: `broken${at}.pdb` })));
  await alice.page.getByRole('alert').getByText(/^broken4/).waitFor();
  await alice.page.getByRole('button', { name: 'Fetch' }).click({ trial: true });
  expect(await alice.page.getByRole('alert').count()).toBe(3);
  await alice.page.getByRole('button', { name: '2 more under Messages' }).click();
  await alice.page.getByRole('region', { name: 'On this page only' }).getByText(/^broken1/).waitFor();
  expect(await alice.page.getByRole('alert').count()).toBe(0);
  await alice.isAccessible();
  await alice.leaves();

  const carol = await Person.at(browser, 'Carol', `${server.rooms}/#12.0a1b2c3d4e5f60718293a4b5c6d7e8f9`, { viewport: PHONE });
  await carol.page.getByRole('button', { name: 'Join the room' }).click();
  await carol.page.getByRole('heading', { name: 'This link leads nowhere any more' }).waitFor();
  await carol.isAccessible();
  await carol.looks('dead-link-phone-dark', false);
  expect(await carol.page.getByRole('main').getByRole('button').allInnerTexts()).toEqual(['Go home']);
  await carol.page.getByRole('button', { name: 'Go home' }).click();
  await carol.page.getByRole('button', { name: 'Create the room' }).waitFor();
  await carol.leaves();
});

it('residues are selected without a mouse', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const ion = { name: 'ion.pdb', mimeType: 'text/plain', buffer: Buffer.from('HETATM    1 ZN    ZN A   1       0.000   0.000   0.000  1.00 10.00          ZN\n') };
  const example = join(import.meta.dirname, '../src/page/example/1tyl.pdb');
  await alice.page.getByLabel('Structure files').first().setInputFiles(ion);
  await alice.sees('an ion', (state) => state.columns.size === 1);
  await alice.page.getByRole('button', { name: 'Load a structure' }).click();
  await alice.page.getByLabel('Structure files').first().setInputFiles(example);
  await alice.sees('the example', (state) => state.columns.size === 2);
  // Of an ion there is no sequence: the strip begins with what has one.
  await alice.page.getByRole('button', { name: 'Sequence', exact: true }).press('Enter');
  await alice.page.getByRole('option', { name: 'GLY 1', exact: true }).focus();
  await alice.page.keyboard.press('ArrowRight');
  await alice.page.keyboard.press('Space');
  await alice.page.keyboard.press('Shift+ArrowRight');
  await alice.page.getByText(/\d+ atoms of 2 residues/).waitFor();
  await alice.isAccessible();
  await alice.page.getByRole('button', { name: 'Widen' }).press('Enter');
  await alice.page.getByRole('menuitem', { name: 'Whole chains' }).press('Enter');
  await alice.page.getByText(/\d+ atoms of 2\d residues/).waitFor();
  await alice.page.keyboard.press('Escape');
  await alice.sees('that nothing is selected', (state) => state.complexes.every(({ selected }) => !selected));
  await alice.leaves();
});
