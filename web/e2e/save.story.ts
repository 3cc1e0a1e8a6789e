// What is shown is saved: as a picture, by light graphics and by full ones, on a screen of many pixels; and as an archive that
// holds the structures.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { MVSData, type MVSData_State } from 'molstar/lib/extensions/mvs/mvs-data';
import { SyncRuntimeContext } from 'molstar/lib/mol-task/execution/synchronous';
import { unzip } from 'molstar/lib/mol-util/zip/zip';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');
const SMALL = { width: 1000, height: 600 };

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Picks something of the menu beside the looks whose answer is a file. */
async function saved(person: Person, item: string): Promise<{ name: string; bytes: Buffer }> {
  await person.page.getByRole('button', { name: 'Waters, hydrogens, graphics' }).click();
  const [download] = await Promise.all([person.page.waitForEvent('download'), person.page.getByRole('menuitem', { name: item }).click()]);
  const bytes = await readFile(await download.path());
  const pictures = process.env.STORY_PICTURES;
  if (pictures) await download.saveAs(join(pictures, `${saves++}-${download.suggestedFilename()}`));
  return { name: download.suggestedFilename(), bytes };
}

let saves = 0;

/** How large a PNG is, how many colours it has, and which share of it is a pure green, counted by the browser. */
function looked(person: Person, bytes: Buffer): Promise<{ width: number; height: number; colors: number; covered: number; green: number }> {
  return person.page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const sheet = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    sheet.drawImage(image, 0, 0);
    const pixels = new Uint32Array(sheet.getImageData(0, 0, image.width, image.height).data.buffer);
    const covered = pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
    const isGreen = (pixel: number) => (pixel & 255) < 90 && ((pixel >> 8) & 255) > 120 && ((pixel >> 16) & 255) < 90;
    const green = pixels.filter(isGreen).length / pixels.length;
    return { width: image.width, height: image.height, colors: new Set(pixels).size, covered, green };
  }, bytes.toString('base64'));
}

it('spheres are drawn beside the middle of the canvas too', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  // As where panels cover half of the page. The insulin's chloride is a green ball.
  await alice.page.evaluate(() => window.nts!.scene.setFree({ left: window.innerWidth / 2, right: window.innerWidth, top: 0, bottom: window.innerHeight }));
  await alice.draws();
  const shot = await alice.page.locator('canvas[role=img]').screenshot();
  const { green } = await looked(alice, shot);
  expect(green).toBeGreaterThan(0.002);
  expect(green).toBeLessThan(0.05);
  await alice.leaves();
});

it('a picture and an archive of what is shown', async () => {
  const alice = await Person.creates(browser, server, 'Alice', { viewport: SMALL, pixelRatio: 2 });
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await alice.page.evaluate(async () => {
    const { store, scene } = window.nts!;
    const complex = store.state().complexes[0]!.id;
    await store.ask({ do: 'look', complex, look: 'pocket' });
    await store.ask({ do: 'change', complex, change: { boxed: true, position: [3, 0, 0] } });
    await scene.settled();
  });
  await alice.sees('it elsewhere', (state) => state.complexes[0]!.boxed && state.complexes[0]!.position[0] === 3);

  for (const graphics of ['light', 'full'] as const) {
    await alice.page.evaluate((graphics) => window.nts!.scene.setGraphics(graphics), graphics);
    await alice.draws();
    await alice.looks(`saved-${graphics}-desktop-dark`);
    await alice.draws();
    const picture = await saved(alice, 'Save a picture');
    await alice.rests();
    expect(picture.name).toBe('Alice’s room.png');
    const { width, height, colors, covered } = await looked(alice, picture.bytes);
    // All of the canvas, in the pixels of the screen.
    const canvas = await alice.page.evaluate(() => {
      const { offsetWidth, offsetHeight } = document.querySelector<HTMLCanvasElement>('canvas[role=img]')!;
      return [offsetWidth * 2, offsetHeight * 2];
    });
    expect([width, height]).toEqual(canvas);
    expect(colors).toBeGreaterThan(500);
    expect(covered).toBeGreaterThan(0.02);
    expect(covered).toBeLessThan(0.8);
  }

  const archive = await saved(alice, 'Save the scene (MolViewSpec)');
  expect(archive.name).toBe('Alice’s room.mvsx');
  const files = (await unzip(SyncRuntimeContext, new Uint8Array(archive.bytes).buffer)) as Record<string, Uint8Array>;
  expect(Object.keys(files)).toEqual(['index.mvsj', 'structures/1-1tyl.cif']);
  const data = MVSData.fromMVSJ(new TextDecoder().decode(files['index.mvsj'])) as MVSData_State;
  expect(MVSData.validationIssues(data, { noExtra: true })).toBeUndefined();
  const told = JSON.stringify(data);
  for (const part of ['"cartoon"', '"ball_and_stick"', '"label"', '"tube"', '"camera"']) expect(told).toContain(part);
  await alice.leaves();
});
