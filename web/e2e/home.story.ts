// The first page: who comes by sees what is open, and looks on in a room that is listed.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';

import { Person, PHONE, startBrowser } from './person';
import { Server } from './server';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  server.docking();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('a room that is listed is found, until it is no longer', async () => {
  const alice = await Person.at(browser, 'Alice', server.rooms);
  await alice.page.getByText('None is listed at the moment').waitFor();
  await alice.page.getByLabel('Your name').fill('Alice');
  await alice.page.getByLabel('Name of the room').fill('Kinases');
  await alice.page.getByRole('switch', { name: /^List it here/ }).click();
  await alice.page.getByRole('button', { name: 'Create the room' }).click();
  await alice.rests();
  await alice.sees('it listed', (state) => state.listed);

  const carol = await Person.at(browser, 'Carol', server.rooms, { viewport: PHONE, dark: false });
  await carol.page.getByText('Alice presents · 1 person here').waitFor();
  await carol.page.getByText('Docking', { exact: true }).waitFor({ timeout: 30_000 });
  await carol.isAccessible();
  await carol.looks('home-phone-light', false);
  await carol.page.getByLabel('Your name').fill('Carol');
  await carol.page.getByRole('button', { name: 'Look on in Kinases' }).click();
  await carol.rests();
  await carol.sees('herself as a guest', (state) => !state.isPresenter && state.name === 'Kinases');
  await alice.sees('her', (state) => state.members.some(({ name, here }) => name === 'Carol' && here));

  await alice.page.getByRole('tab', { name: 'People' }).click();
  await alice.page.getByRole('switch', { name: /^Listed/ }).click();
  await carol.sees('it listed no longer', (state) => !state.listed);
  await alice.isAccessible();
  await carol.leaves();

  const dan = await Person.at(browser, 'Dan', server.rooms);
  await dan.page.getByText('None is listed at the moment').waitFor();
  await dan.looks('home-desktop-dark', false);
  await dan.leaves();
  await alice.leaves();
});
