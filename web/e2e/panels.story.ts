// What plugins leave behind is people's: volumes and interactions are shown, hidden, moved and removed. Macros are written and run, and
// one's own files are kept on the server.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { DESKTOP, Person, PHONE, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(['--member-files-size', '1 MiB']), startBrowser()]);
  for (const plugin of ['volumes', 'interactions', 'macros']) server.python(plugin);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Activates a plugin and presses its Run button. */
async function runs(person: Person, plugin: string): Promise<void> {
  // A plugin of Python's takes its time to connect on a busy machine.
  await person.page.getByRole('button', { name: `Activate ${plugin}` }).click({ timeout: 60_000 });
  await person.page.getByRole('listitem').filter({ has: person.page.getByRole('heading', { name: plugin }) }).getByRole('button', { name: 'Run', exact: true }).click();
}

it('volumes and interactions that plugins left', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  const bob = await alice.invites(browser, server, 'Bob', { viewport: PHONE, dark: false });

  // Interactions, by kind; there is one complex now, as the plugin wants it.
  await runs(alice, 'Interactions');
  await alice.sees('hydrogen bonds', ({ notifications }) => notifications.some(({ text }) => text.startsWith('hydrogen bonds: ')), 60_000);
  const left = alice.page.getByRole('complementary', { name: 'Entries' });
  await runs(alice, 'Volumes');
  await alice.sees('two volumes', ({ volumes, volumeValues }) => volumes.length === 2 && volumeValues.size === 2, 60_000);
  await alice.isAccessible();
  await left.getByRole('button', { name: /^Hydrogen bonds/ }).click();
  await alice.looks('volumes-desktop-dark');

  // A surface follows the slider; what others see last is where it was let go.
  const slider = left.getByRole('slider', { name: 'Level of map' }).first();
  await slider.focus();
  await alice.page.keyboard.press('End');
  await bob.sees('its surface moved', ({ volumes }) => volumes.filter(({ layers }) => Math.abs(layers[0]!.rmsd + 1.65) < 0.01).length === 1);
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('1.65 rmsd from the mean');
  await left.getByRole('button', { name: 'Hide the volume map' }).first().click();
  await bob.sees('it hidden', ({ volumes }) => volumes.filter(({ visible }) => !visible).length === 1);

  // Hidden in one page is hidden there alone; removed is removed for everybody, once that is confirmed.
  await left.getByRole('button', { name: 'Hide Hydrogen bonds in your page' }).click();
  await left.getByRole('button', { name: 'Show Hydrogen bonds again' }).waitFor();
  await alice.looks('interactions-desktop-dark');
  expect(await bob.page.evaluate(() => window.nts!.store.state().interactions.some(({ kind, visible }) => kind === 'hydrogen_bond' && visible))).toBe(true);
  await bob.page.getByRole('button', { name: 'Entries', exact: true }).click();
  const trash = bob.page.getByRole('region', { name: 'Panel: Entries' }).getByRole('button', { name: 'Remove all interactions' });
  expect(await trash.getAttribute('data-tip')).toBe('Alice presents, and guests may not edit now.');
  await bob.isAccessible();
  await bob.looks('volumes-phone-light');
  await left.getByRole('button', { name: 'Remove: Ionic' }).click();
  await alice.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await bob.sees('no ionic ones', ({ interactions }) => interactions.length > 0 && interactions.every(({ kind }) => kind !== 'ionic'));
  await left.getByRole('button', { name: 'Remove all interactions' }).click();
  await alice.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await bob.sees('no interactions', ({ interactions }) => interactions.length === 0);
  await left.getByRole('button', { name: 'Remove the volume map' }).first().click();
  await alice.page.getByRole('button', { name: 'Remove the volume', exact: true }).click();
  await bob.sees('one volume', ({ volumes, complexes }) => volumes.length === 1 && complexes.length === 2);
  await bob.leaves();
  await alice.leaves();
});

it('macros are written, run, seen to fail and deleted', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await runs(alice, 'Macros');
  await alice.sees('what the plugin keeps', ({ macros }) => macros.map(({ title }) => title).join() === 'paint', 60_000);
  const { page } = alice;
  await page.getByRole('tab', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Macros/ }).click();

  // A new one runs as it is; what it says is told where it was started.
  await page.getByRole('button', { name: 'New macro' }).click();
  await page.getByLabel('Title').fill('focus');
  await page.getByRole('button', { name: 'Save and run' }).click();
  await page.getByRole('dialog').locator('.macro-output').getByText(/^\d+ atoms are selected$/).waitFor();
  await alice.sees('its selection', ({ complexes }) => complexes[0]!.selected);
  await alice.isAccessible();
  await alice.looks('macro-desktop-dark');

  // One that is wrong says in which line.
  await page.getByLabel('Program (Lua 5.4)').fill('\nRocket_Launch()\n');
  await page.getByRole('button', { name: 'Save and run' }).click();
  await page.getByRole('alert').getByText(/2.*Rocket_Launch/).waitFor();
  await page.getByLabel('Program (Lua 5.4)').fill('while true do end');
  await page.getByRole('button', { name: 'Save and run' }).click();
  await alice.sees('it running', ({ macro_running }) => macro_running === 'focus');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await alice.sees('it stopped', ({ macro_running }) => macro_running === null);
  await page.getByRole('tabpanel').getByText('It failed; nothing was changed.').waitFor();

  // A guest reads it, and is told why not to run it.
  const bob = await alice.invites(browser, server, 'Bob', { viewport: PHONE, dark: false });
  await bob.page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'More' }).click();
  await bob.page.getByRole('button', { name: /^Macros/ }).click();
  expect(await bob.page.getByRole('button', { name: 'Run focus' }).getAttribute('data-tip')).toBe('Alice presents, and guests may not edit now.');
  await bob.isAccessible();
  await bob.looks('macros-phone-light');
  await bob.leaves();

  await page.getByRole('button', { name: 'More of the macro focus' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the macro' }).click();
  await alice.sees('the plugin’s alone', ({ macros }) => macros.map(({ title }) => title).join() === 'paint');
  await alice.leaves();
});

it('one’s own files are kept on the server, and nobody else sees them', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  const bob = await alice.invites(browser, server, 'Bob', { viewport: PHONE, dark: false });
  const { page } = alice;
  // Without a mouse: in, out, and in again.
  await page.getByRole('tab', { name: 'More' }).press('Enter');
  await page.getByRole('button', { name: /^My files/ }).press('Enter');
  for (const key of ['Enter', 'Enter']) await page.locator(':focus').press(key);
  await page.getByText('Nothing is here yet.').waitFor();
  await page.getByRole('button', { name: 'New folder' }).click();
  await page.getByLabel('Name of the folder').fill('poses');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^poses/ }).click();
  const files = page.getByRole('list', { name: 'Files' });
  // What is dropped on the folder goes into it, and not into the room.
  const dropped = await page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], '1tyl.pdb'));
    return files;
  }, await readFile(FILE, 'utf8'));
  await page.getByText('Nothing is here yet.').dispatchEvent('drop', { dataTransfer: dropped });
  await files.getByText('1tyl.pdb', { exact: true }).waitFor();
  await alice.sees('no structure', ({ complexes }) => complexes.length === 0);
  await alice.isAccessible();

  // What does not fit is refused in words, and what is there stays.
  await page.getByLabel('Files for your folder').setInputFiles({ name: 'big.txt', mimeType: 'text/plain', buffer: Buffer.alloc(2 ** 21) });
  await page.getByRole('alert').getByText('big.txt has 2.0 MiB, and ').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();

  // Loaded into the room, saved again, renamed, moved.
  await page.getByRole('button', { name: 'More of 1tyl.pdb' }).click();
  await page.getByRole('menuitem', { name: 'Load into the room' }).click();
  await bob.sees('the structure', (state) => state.columns.size === 1);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await page.getByRole('button', { name: 'Save a structure' }).click();
  await page.getByRole('menuitem', { name: '1tyl' }).click();
  await page.getByRole('menuitem', { name: 'mmCIF' }).click();
  await files.getByText('1tyl.cif', { exact: true }).waitFor();
  await alice.looks('files-desktop-dark');
  await page.getByRole('button', { name: 'More of 1tyl.cif' }).click();
  await page.getByRole('menuitem', { name: 'Rename or move…' }).click();
  await page.getByLabel('Its place in your folder').fill('best.cif');
  await page.keyboard.press('Enter');
  await files.getByText('1tyl.cif', { exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'My files', exact: true }).click();
  await files.getByText('best.cif', { exact: true }).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More of best.cif' }).click();
  await page.getByRole('menuitem', { name: 'Download' }).click();
  expect((await saved).suggestedFilename()).toBe('best.cif');
  await page.getByRole('button', { name: 'More of poses' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await files.getByText('poses', { exact: true }).waitFor({ state: 'detached' });

  // Bob, who may not edit, has a folder too, and it is empty.
  await bob.page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'More' }).click();
  await bob.page.getByRole('button', { name: /^My files/ }).click();
  await bob.page.getByText('Nothing is here yet.').waitFor();
  await bob.page.getByLabel('Files for your folder').setInputFiles(FILE);
  await bob.page.getByRole('button', { name: 'More of 1tyl.pdb' }).click();
  await bob.page.getByRole('menuitem', { name: 'Load into the room' }).getByText('Alice presents, and guests may not edit now.').waitFor();
  await bob.isAccessible();
  await bob.looks('files-phone-light');
  await bob.page.setViewportSize(DESKTOP);
  await bob.leaves();
  await alice.leaves();
});
