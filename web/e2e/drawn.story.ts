// What plugins draw around the molecules is in the picture: volumes, interactions, shapes, meshes, streams and the sky.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  server.python('drawn');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A colour's red, green and blue, each from the least to the most. */
type Range = readonly [red: readonly [number, number], green: readonly [number, number], blue: readonly [number, number]];

/** Of the picture: how many pixels are of this colour, and where the middle of them is. */
function seen(person: Person, range: Range): Promise<{ count: number; x: number; y: number }> {
  return person.page.evaluate(async (range) => {
    const { scene } = window.nts!;
    await scene.settled();
    const image = await createImageBitmap(await scene.screenshot());
    const sheet = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    sheet.drawImage(image, 0, 0);
    const { data, width } = sheet.getImageData(0, 0, image.width, image.height);
    const sum = { count: 0, x: 0, y: 0 };
    for (let at = 0; at < data.length; at += 4) {
      if (range.some(([least, most], channel) => data[at + channel]! < least || data[at + channel]! > most)) continue;
      sum.count++;
      sum.x += (at / 4) % width;
      sum.y += Math.floor(at / 4 / width);
    }
    return { count: sum.count, x: sum.x / sum.count, y: sum.y / sum.count };
  }, range);
}

const RED: Range = [[120, 255], [0, 75], [0, 75]];
const BLUE: Range = [[20, 75], [60, 140], [150, 255]];

it.runIf(process.env.NANOME_0_42_PYTHON)('what a plugin draws is seen, goes with its molecule, and comes back with the graphics card', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await alice.page.getByRole('button', { name: 'Activate Drawn' }).click({ timeout: 60_000 });
  await alice.sees('the plugin', (state) => state.sessions.some((session) => session.state.is === 'running'));
  const runs = async (act: string) => {
    await alice.page.locator('.card-buttons').getByRole('button', { name: 'Run' }).click();
    await expect.poll(() => alice.page.evaluate(() => window.nts!.store.state().notifications.map((said) => said.text)), { timeout: 30_000 }).toContain(`drawn: ${act}`);
  };
  const changes = (change: object) => alice.page.evaluate((change) => {
    const { store } = window.nts!;
    return store.ask({ do: 'change', complex: store.state().complexes[0]!.id, change });
  }, change);
  const t0 = Date.now();
  const say = (what: string, value: unknown) => console.log(Math.round((Date.now() - t0) / 100) / 10, what, JSON.stringify(value));
  say('before', [await seen(alice, RED), await seen(alice, BLUE)]);
  await runs('volume');
  await alice.sees('the volume', (state) => state.volumeValues.size === 1);
  say('volume', [await seen(alice, RED), await seen(alice, BLUE)]);
  await alice.looks('drawn-volume');
  await changes({ position: [15, 0, 0], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] });
  await alice.sees('moved', (state) => state.complexes[0]!.position[0] !== 0);
  say('volume moved', [await seen(alice, RED), await seen(alice, BLUE)]);
  await runs('interactions');
  await alice.page.evaluate(() => { const { id } = window.nts!.store.state().volumes[0]!; return window.nts!.store.ask({ do: 'remove_volume', volume: id }); });
  await alice.page.evaluate(() => window.nts!.scene.focus({ is: 'all' }));
  await alice.looks('drawn-interactions');
  await runs('shapes');
  await alice.looks('drawn-shapes');
  await runs('meshes');
  say('meshes', await alice.page.evaluate(() => [...window.nts!.store.state().meshes.values()].map((c) => [...c.values()].map((t) => [t.name, t.rows, [...t.columns.keys()]]))));
  say('shapes', await alice.page.evaluate(() => window.nts!.store.state().shapes));
  await alice.looks('drawn-meshes');
  for (const sky of ['clouds', 'sunset', 'ground', 'black', 'white', 'graydient']) {
    const before = await alice.page.evaluate(() => window.nts!.store.state().seq);
    await alice.page.locator('.card-buttons').getByRole('button', { name: 'Advanced' }).click();
    await expect.poll(() => alice.page.evaluate(() => window.nts!.store.state().seq)).toBeGreaterThan(before);
    await alice.looks(`drawn-sky-${sky}`);
  }
  const lose = () => alice.page.evaluate(() => {
    const gl = document.querySelector<HTMLCanvasElement>('canvas[role=img]')!.getContext('webgl2')!;
    (window as any).ext = gl.getExtension('WEBGL_lose_context');
    (window as any).ext.loseContext();
  });
  await lose();
  await alice.page.getByText('The graphics card took its memory back').waitFor();
  await alice.looks('drawn-lost', false);
  await changes({ position: [0, 0, 0] });
  await alice.page.evaluate(() => (window as any).ext.restoreContext());
  await expect.poll(() => alice.page.evaluate(() => window.nts!.scene.state().status.is)).toBe('drawing');
  await alice.looks('drawn-restored');
  await alice.page.evaluate(() => window.nts!.store.ask({ do: 'look', complex: window.nts!.store.state().complexes[0]!.id, look: 'surface' }));
  await runs('stream');
  await alice.looks('drawn-stream');
  await alice.leaves();
});
