// Poses of two complexes of one name: told apart, readable, and with the scores that docking's own menu shows.

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

/** A library in one file: methane without its hydrogens, again and again, with what is known of each. */
function library(names: readonly string[], scores: readonly string[]) {
  const records = names.map((name, at) => {
    const score = scores[at] === undefined ? '' : `> <Score>\n${scores[at]}\n\n`;
    return `${name}\n  OpenNTS\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 C   0  0\nM  END\n${score}$$$$\n`;
  });
  return { name: 'library.sdf', mimeType: 'chemical/x-mdl-sdfile', buffer: Buffer.from(records.join('')) };
}

const LONG = ['ZINC000012345678_tautomer_3_conformer_00017_protonated_at_7.4', 'a name of many words, of which the last one stands on a line of its own', 'short'];

it('two libraries of one name are told apart, and their scores are rounded as docking does it', async () => {
  const alice = await Person.creates(browser, server, 'Alice', { dark: false });
  const load = async (file: ReturnType<typeof library>) => {
    // Behind a button, once there is something.
    const add = alice.page.getByRole('button', { name: 'Load a structure' });
    if (await add.isVisible()) await add.click();
    const before = await alice.page.evaluate(() => window.nts!.store.state().complexes.length);
    await alice.page.getByLabel('Structure files').first().setInputFiles(file);
    await alice.sees('it', (state) => state.columns.size === state.complexes.length);
    await expect.poll(() => alice.page.evaluate(() => window.nts!.store.state().complexes.length)).toBe(before + 1);
  };
  await load(library(['one', 'two', 'three'], ['-7.625', '-7.005', '0.125']));
  const entries = alice.page.getByRole('complementary', { name: 'Entries' });
  expect(await entries.locator('.entries').innerText()).not.toContain('#');
  await load(library(LONG, []));
  const numbers = await alice.page.evaluate(() => window.nts!.store.state().complexes.map(({ id }) => `#${id}`));
  const choice = alice.page.getByLabel('Poses of');
  expect(await choice.locator('option').allInnerTexts()).toEqual(numbers.map((number) => `library ${number}`));
  for (const number of numbers) await entries.locator('.entry-name small').getByText(number).waitFor();

  // Long names leave the last column in sight.
  const table = alice.page.getByRole('group', { name: 'Poses: arrow keys page through them' }).locator('table');
  const isCut = () => table.evaluate((table) => table.parentElement!.scrollWidth > table.parentElement!.clientWidth);
  await table.getByRole('columnheader', { name: 'Name' }).waitFor();
  expect(await isCut()).toBe(false);
  await alice.isAccessible();
  await alice.looks('long-poses-desktop-light');
  await alice.page.setViewportSize(PHONE);
  await alice.page.locator('.phone-nav').getByRole('button', { name: 'Entries' }).click();
  await table.waitFor();
  expect(await isCut()).toBe(false);
  await alice.looks('long-poses-phone-light');

  await alice.page.getByRole('combobox', { name: 'Poses of' }).selectOption({ index: 0 });
  await alice.page.getByRole('region', { name: 'Poses' }).getByText('1 of 3 · -7.63', { exact: true }).waitFor();
  expect(await table.locator('.pose-show').allInnerTexts()).toEqual(['-7.63', '-7.01', '0.13'].map((score) => expect.stringContaining(score)));
  await alice.isAccessible();

  // A choice is no place to type in: undo works from there.
  await alice.page.getByRole('button', { name: 'Next pose' }).click();
  await alice.page.getByRole('region', { name: 'Poses' }).getByText('2 of 3 · -7.01', { exact: true }).waitFor();
  await alice.page.getByRole('combobox', { name: 'Poses of' }).focus();
  await alice.page.keyboard.press('Control+z');
  await alice.page.getByRole('region', { name: 'Poses' }).getByText('1 of 3 · -7.63', { exact: true }).waitFor();
  await alice.leaves();
});

it('a long library is paged by keys as fast as one presses, and the row that is shown stays in sight', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const numbers = Array.from({ length: 60 }, (_, at) => at);
  const file = library(numbers.map((at) => `mol_${at}`), numbers.map((at) => String(at - 60)));
  await alice.page.getByLabel('Structure files').first().setInputFiles(file);
  await alice.sees('it', (state) => state.columns.size === 1);
  const table = alice.page.getByRole('group', { name: 'Poses: arrow keys page through them' });
  const shown = (words: string) => alice.page.getByRole('region', { name: 'Poses' }).getByText(words, { exact: true }).waitFor();
  const isInSight = () => table.evaluate((list) => {
    const [row, box] = [list.querySelector('tr[aria-current]')!.getBoundingClientRect(), list.getBoundingClientRect()];
    return row.top >= box.top + list.querySelector('thead')!.offsetHeight - 1 && row.bottom <= box.bottom + 1;
  });
  await table.focus();
  // All in one task of the page: no answer comes between.
  await table.evaluate((list) => {
    for (let press = 0; press < 4; press++) list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  });
  await shown('5 of 60 · -56.00');
  await alice.page.keyboard.press('End');
  await shown('60 of 60 · -1.00');
  await expect.poll(isInSight).toBe(true);
  await alice.page.keyboard.press('Home');
  await shown('1 of 60 · -60.00');
  await expect.poll(isInSight).toBe(true);
  expect(await table.locator('tr[aria-current] .pose-show').innerText()).toContain('mol_0');
  await alice.isAccessible();
  await alice.looks('library-desktop-dark');
  await alice.leaves();
});
