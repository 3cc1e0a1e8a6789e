// A Python plugin's menu with every content in every state: looked at, operated, watched by a guest, and one that makes no sense.

import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, PHONE, startBrowser } from './person';
import { Server } from './server';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  server.python('contents');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Waits until the plugin said something. */
async function heard(person: Person, text: string): Promise<void> {
  await expect.poll(() => person.page.evaluate(() => window.nts!.store.state().notifications.map((said) => said.text)), { timeout: 20_000 }).toContain(text);
}

it.runIf(process.env.NANOME_0_42_PYTHON)('every content is operated by the presenter, and watched by a guest', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob');
  await alice.page.getByRole('button', { name: 'Activate Contents' }).click({ timeout: 60_000 });
  await alice.sees('the plugin', (state) => state.sessions.some((session) => session.state.is === 'running'));
  await alice.page.locator('.card-buttons').getByRole('button', { name: 'Run' }).click();
  const menu = alice.page.getByRole('region', { name: 'Every content' });
  await menu.waitFor();
  await alice.isAccessible();
  await alice.looks('contents-desktop-dark');

  await menu.getByRole('button', { name: 'Press me' }).click();
  await heard(alice, 'pressed');
  await menu.getByRole('button', { name: 'Toggle', exact: true }).click();
  await heard(alice, 'toggle True');
  await menu.getByRole('button', { name: 'Only once' }).click();
  await heard(alice, 'once');
  expect(await menu.getByRole('button', { name: 'Unusable' }).getAttribute('aria-disabled')).toBe('true');
  const looks = menu.getByRole('button', { name: 'idle' });
  await looks.hover();
  await menu.getByRole('button', { name: 'pointed at' }).click();
  await menu.getByRole('button', { name: 'both' }).waitFor();
  await menu.getByRole('switch', { name: 'A switch' }).click();
  await heard(alice, 'switch True');

  await menu.getByRole('button', { name: 'green' }).click();
  await alice.page.getByRole('menuitemradio', { name: 'blue' }).click();
  await heard(alice, 'chose blue');
  await menu.getByRole('button', { name: 'blue' }).waitFor();

  await menu.getByRole('slider').focus();
  await alice.page.keyboard.press('End');
  await heard(alice, 'slider 10.0');
  await menu.getByRole('button', { name: 'Item 3' }).click();
  await heard(alice, 'Item 3');
  await menu.getByRole('button', { name: 'Picture: press it' }).press('Enter');
  await heard(alice, 'touched 0.5 0.5');

  await types(alice, bob, menu);

  // Bob watches: the same window, in which nothing can be pressed, with the reason.
  const watched = bob.page.getByRole('region', { name: 'Every content' });
  await watched.getByText('Read-only').waitFor();
  const press = watched.getByRole('button', { name: 'Press me' });
  expect(await press.getAttribute('aria-disabled')).toBe('true');
  expect(await press.getAttribute('data-tip')).toContain('Alice presents');
  expect(await watched.getByRole('textbox', { name: 'your words' }).getAttribute('readonly')).not.toBeNull();
  await bob.isAccessible();
  await bob.page.setViewportSize(PHONE);
  await bob.looks('contents-guest-phone-dark');
  await bob.isAccessible();

  // Moved and resized without a mouse.
  const before = await menu.boundingBox();
  await menu.getByRole('button', { name: /^Place of/ }).press('ArrowLeft');
  await menu.getByRole('button', { name: /^Size of/ }).press('ArrowDown');
  const after = await menu.boundingBox();
  expect([after!.x - before!.x, after!.height - before!.height]).toEqual([-24, 24]);

  // What makes no sense is drawn as far as it goes, and texts are texts.
  await alice.page.locator('.card-buttons').getByRole('button', { name: 'Advanced Settings' }).click();
  const odd = alice.page.getByRole('region', { name: '<b>Nonsense</b>' });
  await odd.getByText('<img src=x onerror="alert(1)">').waitFor();
  await alice.looks('nonsense-desktop-dark');
  await alice.isAccessible();
  await odd.getByRole('button', { name: /^Close/ }).click();
  await bob.sees('that it is closed', (state) => state.menus.every(({ menu }) => menu.index !== 1 || !menu.enabled));
  await bob.leaves();
  await alice.leaves();
});

/** An update of the menu takes neither focus nor caret nor words from who types. */
async function types(alice: Person, bob: Person, menu: Locator): Promise<void> {
  const field = menu.getByRole('textbox', { name: 'your words' });
  await field.click();
  await alice.page.keyboard.type('helo');
  await alice.page.keyboard.press('ArrowLeft');
  await bob.sees('the words', (state) => JSON.stringify(state.menus).includes('"helo"'));
  // The plugin's whole menu comes again, in the middle of the word.
  const menus = await bob.page.evaluate(() => window.nts!.store.state().seq);
  await alice.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'run', session: store.state().sessions[0]!.id });
  });
  await expect.poll(() => bob.page.evaluate(() => window.nts!.store.state().seq)).toBeGreaterThan(menus);
  await alice.page.keyboard.type('l');
  expect(await field.inputValue()).toBe('hello');
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await alice.page.keyboard.press('Enter');
  await heard(alice, 'typed hello');
}
