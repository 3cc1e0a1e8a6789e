// Alice makes a room and loads a structure; Bob comes by the guest link and sees it.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { DESKTOP, Person, PHONE, startBrowser } from './person';
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

it('from the home page to a structure that a guest sees', async () => {
  const alice = await Person.at(browser, 'Alice', server.rooms);
  await alice.page.getByLabel('Your name').fill('Alice');
  await alice.looks('home-desktop-dark', false);
  await alice.isAccessible();
  await alice.page.getByRole('button', { name: 'Create the room' }).click();
  await alice.sees('her room', (state) => state.name.startsWith('Alice'));
  await alice.rests();
  // The capability is not in the address: whoever looks over her shoulder has nothing.
  expect(new URL(alice.page.url()).hash).toMatch(/^#\d+$/);
  await alice.isAccessible();
  await alice.looks('empty-desktop-dark');

  await alice.page.getByLabel('Structure files').first().setInputFiles(process.env.STORY_FILE ?? FILE);
  await alice.sees('her structure', (state) => state.complexes.length === 1 && state.columns.size === 1);
  await alice.page.evaluate(() => window.nts!.scene.settled());
  await alice.looks('loaded-desktop-dark');
  await alice.isAccessible();

  const bob = await alice.invites(browser, server, 'Bob', { viewport: PHONE, dark: false });
  await bob.sees('the structure', (state) => state.columns.size === 1);
  await bob.looks('guest-phone-light');
  await bob.isAccessible();
  await bob.page.setViewportSize(DESKTOP);
  await bob.looks('guest-desktop-light');
  await alice.sees('Bob', (state) => state.members.some((member) => member.name === 'Bob' && member.here));
  await bob.leaves();
  await alice.leaves();
});
