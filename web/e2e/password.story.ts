// A room with a password: it is said at the door, not before, and the presenter changes it and takes it away.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';

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

it('whoever comes is asked for the password until it is the right one', async () => {
  const alice = await Person.at(browser, 'Alice', server.rooms);
  await alice.page.getByLabel('Your name').fill('Alice');
  await alice.page.getByLabel('Name of the room').fill('Kinases');
  await alice.page.getByLabel('Password (optional)').fill('sesame');
  await alice.page.getByRole('switch', { name: /^List it here/ }).click();
  await alice.isAccessible();
  await alice.page.getByRole('button', { name: 'Create the room' }).click();
  await alice.rests();
  await alice.sees('it listed, behind its password', (state) => state.listed && state.has_password);

  const carol = await Person.at(browser, 'Carol', server.rooms, { viewport: PHONE, dark: false });
  await carol.page.getByText('Alice presents · 1 person here · password').waitFor();
  await carol.looks('locked-phone-light', false);
  await carol.page.getByLabel('Your name').fill('Carol');
  await carol.page.getByRole('button', { name: 'Look on in Kinases' }).click();
  await carol.page.getByRole('heading', { name: 'This room has a password' }).waitFor();
  await carol.isAccessible();
  await carol.page.getByLabel('Password').fill('simsim');
  await carol.page.keyboard.press('Enter');
  await carol.page.getByRole('heading', { name: 'That is not the password' }).waitFor();
  await carol.isAccessible();
  await carol.looks('wrong-password-phone-light', false);
  await carol.page.getByLabel('Password').fill('sesame');
  await carol.page.getByRole('button', { name: 'Enter' }).click();
  await carol.rests();
  await carol.sees('herself as a guest', (state) => !state.isPresenter && state.has_password);

  await alice.page.getByRole('tab', { name: 'People' }).click();
  await alice.page.getByRole('button', { name: 'Change the password…' }).click();
  await alice.page.getByLabel('New password').fill('open');
  await alice.isAccessible();
  await alice.looks('password-desktop-dark');
  await alice.page.getByRole('button', { name: 'Set the password' }).click();
  await alice.page.getByText('The password holds for whoever comes from now on.').waitFor();
  await alice.page.getByRole('button', { name: 'Remove the password' }).click();
  await carol.sees('that there is none any more', (state) => !state.has_password);
  await alice.page.getByRole('button', { name: 'Set a password…' }).waitFor();
  await alice.isAccessible();
  await carol.leaves();

  const dan = await alice.invites(browser, server, 'Dan');
  await dan.leaves();
  await alice.leaves();
});
