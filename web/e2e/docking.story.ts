// The main job, from an empty room to poses: dock, page through them, look at the pocket, hand over, lose the plugin, come back.

import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { ended, Server } from './server';

const DATA = join(import.meta.dirname, '../../plugins/docking/tests/data');

let server: Server;
let browser: Browser;
let plugin: ChildProcess;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  plugin = server.docking();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it.runIf(process.env.DOCKING_PYTHON)('1OF6 is docked from an empty room, seen by a guest who takes over', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob');

  await alice.page.getByLabel('Structure files').first().setInputFiles([join(DATA, '1of6_pocket.pdb'), join(DATA, '1of6_ligand.sdf')]);
  await bob.sees('both structures', (state) => state.complexes.length === 2 && state.columns.size === 2);

  await alice.page.getByRole('button', { name: 'Activate Docking' }).click();
  await alice.sees('the plugin', (state) => state.sessions.some((session) => session.state.is === 'running'));
  await alice.page.locator('.card-buttons').getByRole('button', { name: /^run/i }).click();
  await alice.sees('its menu', (state) => state.menus.some(({ menu }) => menu.enabled && menu.title === 'Docking'));
  const menu = alice.page.getByRole('region', { name: 'Docking' });
  await menu.waitFor();
  await alice.looks('docking-menu-desktop-dark');
  await alice.isAccessible();
  // A quick search, but for more than one pose.
  await menu.getByRole('slider').nth(1).focus();
  await alice.page.keyboard.press('Home');
  const isQuick = () => menu.innerText().then((text) => /Exhaustiveness\s+2\b/.test(text));
  for (let press = 0; press < 20 && !(await isQuick()); press++) {
    await alice.page.keyboard.press('ArrowRight', { delay: 200 });
  }
  expect(await isQuick()).toBe(true);
  await menu.getByRole('button', { name: 'Run' }).click();
  await bob.sees('the docked poses', (state) => state.complexes.some(({ frames }) => frames.length > 1), 180_000);

  // The poses are listed, best first; the next one is shown to everybody.
  const poses = alice.page.getByRole('region', { name: 'Poses' });
  await poses.waitFor();
  expect(await poses.innerText()).toMatch(/-\d+\.\d/);
  await poses.getByRole('button', { name: 'Next pose' }).click();
  await bob.sees('the second pose', (state) => state.complexes.some(({ current_frame }) => current_frame === 1));
  await alice.looks('poses-desktop-dark');
  await alice.isAccessible();

  // Bob takes over while the plugin runs.
  await alice.page.getByRole('tab', { name: /^people/i }).click();
  await alice.page.getByRole('button', { name: /presenter role to Bob/i }).click();
  await bob.sees('himself presenting', (state) => state.isPresenter);
  await alice.sees('that she does not', (state) => !state.isPresenter);
  await bob.isAccessible();

  // The plugin dies; everybody is told; another one is started, and the presenter connects again.
  plugin.kill('SIGKILL');
  await alice.sees('that the plugin is lost', (state) => state.sessions.some(({ state: { is } }) => is === 'lost' || is === 'ended'));
  await bob.looks('plugin-lost-desktop-dark');
  await ended(plugin);
  plugin = server.docking();
  await bob.sees('the plugin again', (state) => state.plugins.some(({ name, connected }) => name === 'Docking' && connected), 60_000);
  await bob.page.getByRole('button', { name: 'Reconnect' }).first().click();
  await bob.sees('it running', (state) => state.sessions.some((session) => session.state.is === 'running'));

  // Alice reloads: she is who she was, and nothing is lost.
  const me = await alice.page.evaluate(() => window.nts!.store.state().me);
  await alice.page.reload();
  await alice.sees('all of it again', (state) => state.columns.size === 3);
  expect(await alice.page.evaluate(() => window.nts!.store.state().me)).toBe(me);
  await alice.rests();
  await bob.leaves();
  await alice.leaves();
});
