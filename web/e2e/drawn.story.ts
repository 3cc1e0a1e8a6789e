// What plugins draw around the molecules is in the picture, goes with them, and comes back with the graphics card.

import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Complex } from '../src/api/types';
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

/** A colour: red, green and blue, each from the least to the most. */
type Shade = readonly [red: readonly [number, number], green: readonly [number, number], blue: readonly [number, number]];

// What the plugin draws in, and nothing else in the picture.
const RED: Shade = [[120, 255], [0, 75], [0, 75]];
const BLUE: Shade = [[20, 75], [60, 140], [150, 255]];
const ORANGE: Shade = [[160, 255], [70, 140], [30, 80]];
const VIOLET: Shade = [[70, 125], [90, 150], [165, 255]];
/** The texture's, which no light falls on. */
const SQUARE: Shade = [[30, 34], [78, 82], [190, 194]];

type Seen = { count: number; x: number; y: number }[];

/** How many pixels of the picture, as one saves it, are of each of these colours, and where the middle of them is. */
const seen = (person: Person, ...shades: Shade[]): Promise<Seen> => look(person, 'saved', shades);
/** The same of the picture on the page. */
const seenOnPage = (person: Person, ...shades: Shade[]): Promise<Seen> => look(person, 'page', shades);

function look(person: Person, where: 'saved' | 'page', shades: Shade[]): Promise<Seen> {
  return person.page.evaluate(async ({ where, shades }) => {
    const { scene } = window.nts!;
    await scene.settled();
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[role=img]')!;
    const image = await createImageBitmap(where === 'page' ? canvas : await scene.screenshot());
    const sheet = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    sheet.drawImage(image, 0, 0);
    const { data, width, height } = sheet.getImageData(0, 0, image.width, image.height);
    return shades.map((shade) => {
      let [count, x, y] = [0, 0, 0];
      for (let at = 0; at < data.length; at += 4) {
        if (shade.some(([least, most], channel) => data[at + channel]! < least || data[at + channel]! > most)) continue;
        count++;
        x += (at / 4) % width;
        y += Math.floor(at / 4 / width);
      }
      // In shares of the picture, so that it may be of any size.
      return { count: count / (width * height), x: x / count / width, y: y / count / height };
    });
  }, { where, shades });
}

/** Changes the structure, as a panel does. */
function changes(person: Person, change: Partial<Pick<Complex, 'visible' | 'position' | 'rotation'>>): Promise<unknown> {
  return person.page.evaluate((change) => {
    const { store } = window.nts!;
    return store.ask({ do: 'change', complex: store.state().complexes[0]!.id, change });
  }, change);
}

/** Lets the plugin draw the next of what it can draw. */
async function runs(person: Person, act: string): Promise<void> {
  await person.page.locator('.card-buttons').getByRole('button', { name: 'Run' }).click();
  const said = () => person.page.evaluate(() => window.nts!.store.state().notifications.map(({ text }) => text));
  await expect.poll(said, { timeout: 30_000 }).toContain(`drawn: ${act}`);
}

it.runIf(process.env.NANOME_0_42_PYTHON)('what a plugin draws is seen, and goes with its molecule', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  // A smaller picture is drawn sooner by software.
  await alice.page.setViewportSize({ width: 1024, height: 640 });
  await alice.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await alice.sees('the structure', (state) => state.columns.size === 1);
  await alice.page.getByRole('button', { name: 'Activate Drawn' }).click({ timeout: 60_000 });
  await alice.sees('the plugin', (state) => state.sessions.some((session) => session.state.is === 'running'));

  // Values above the mean and below it, where their atoms are; a higher level is a smaller surface.
  await runs(alice, 'volume');
  await alice.sees('the volume', (state) => state.volumeValues.size === 1);
  const [red, blue] = await seen(alice, RED, BLUE);
  expect(Math.min(red!.count, blue!.count)).toBeGreaterThan(0.002);
  await alice.looks('volume-desktop-dark');
  await changes(alice, { visible: false });
  expect((await seen(alice, RED, BLUE)).map(({ count }) => count)).toEqual([0, 0]);
  await changes(alice, { visible: true, position: [0, -8, 0] });
  const [lower] = await seen(alice, RED);
  expect(Math.abs(lower!.x - red!.x)).toBeLessThan(0.02);
  expect(lower!.y - red!.y).toBeGreaterThan(0.06);
  await changes(alice, { position: [0, 0, 0] });
  await alice.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'set_volume', volume: store.state().volumes[0]!.id, level: 8 });
  });
  const [higher] = await seen(alice, RED);
  expect(higher!.count).toBeGreaterThan(0.001);
  expect(higher!.count).toBeLessThan(red!.count * 0.9);
  await alice.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'remove_volume', volume: store.state().volumes[0]!.id });
  });

  await runs(alice, 'interactions');
  await alice.sees('20 interactions', (state) => state.interactions.length === 20);
  await alice.looks('interactions-desktop-dark');

  // Two spheres, each in its own colour; the one on an atom goes with it, the other stays.
  await runs(alice, 'shapes');
  const [orange, violet] = await seen(alice, ORANGE, VIOLET);
  expect(Math.min(orange!.count, violet!.count)).toBeGreaterThan(0.0006);
  // On the page the panels push it aside, and it is the same.
  await alice.draws();
  await expect.poll(() => seenOnPage(alice, VIOLET).then(([now]) => now!.count / violet!.count), { timeout: 20_000 }).toBeCloseTo(1, 1);
  await alice.rests();
  await alice.looks('shapes-desktop-dark');
  await changes(alice, { position: [0, -8, 0] });
  const [orangeNow, violetNow] = await seen(alice, ORANGE, VIOLET);
  expect(orangeNow!.y - orange!.y).toBeGreaterThan(0.06);
  expect(Math.abs(violetNow!.y - violet!.y)).toBeLessThan(0.03);

  // A texture, pixel by pixel.
  await runs(alice, 'meshes');
  await alice.sees('the meshes', (state) => state.meshes.size === 2);
  const [squares] = await seen(alice, SQUARE);
  expect(squares!.count).toBeGreaterThan(0.01);
  await alice.looks('meshes-desktop-dark');

  await comesBack(alice, squares!.count);
  await streams(alice);
  await shines(alice);
  await alice.leaves();
});

/** The graphics card goes away, and when it is back so is everything, and what happened meanwhile. */
async function comesBack(person: Person, squares: number): Promise<void> {
  const card = (what: 'loseContext' | 'restoreContext') => person.page.evaluate((what) => {
    const page = window as unknown as { card?: WEBGL_lose_context | null };
    page.card ??= document.querySelector<HTMLCanvasElement>('canvas[role=img]')!.getContext('webgl2')!.getExtension('WEBGL_lose_context');
    page.card![what]();
  }, what);
  await card('loseContext');
  const words = person.page.getByText('The graphics card took its memory back');
  await words.waitFor();
  await changes(person, { position: [0, 4, 0] });
  await person.looks('card-lost-desktop-dark', false);
  await card('restoreContext');
  await words.waitFor({ state: 'detached' });
  expect((await seen(person, SQUARE))[0]!.count / squares).toBeCloseTo(1, 1);
  await person.looks('card-back-desktop-dark');
}

/** While coordinates come quickly a surface stays behind, and says so; when they rest it follows. */
async function streams(person: Person): Promise<void> {
  await person.page.evaluate(() => {
    const { store } = window.nts!;
    return store.ask({ do: 'look', complex: store.state().complexes[0]!.id, look: 'surface' });
  });
  await person.sees('the surface', ({ columns }) => {
    const surface = [...columns.values()][0]!.get('0/atoms')!.columns.get('surface_rendering');
    return surface?.type === 'u8' && surface.values.includes(1);
  });
  await person.page.evaluate(async () => {
    const { scene } = window.nts!;
    await scene.settled();
    scene.subscribe(() => {
      if (scene.state().isSurfaceStale) document.documentElement.dataset.wasStale = 'yes';
    });
  });
  await runs(person, 'stream');
  await person.sees('the last step', ({ columns }) => {
    const labels = [...columns.values()][0]!.get('0/atoms')!.columns.get('label_text');
    return labels?.type === 'text' && labels.values.includes('step 40');
  });
  await expect.poll(() => person.page.evaluate(() => document.documentElement.dataset.wasStale), { timeout: 20_000 }).toBe('yes');
  await expect.poll(() => person.page.evaluate(() => window.nts!.scene.state().isSurfaceStale), { timeout: 20_000 }).toBe(false);
  await person.looks('streamed-desktop-dark');
}

/** The sky is the plugin's, or the background one's own. */
async function shines(person: Person): Promise<void> {
  const corner = () => person.page.evaluate(async () => {
    await window.nts!.scene.settled();
    const image = await createImageBitmap(await window.nts!.scene.screenshot());
    const sheet = new OffscreenCanvas(1, 1).getContext('2d')!;
    sheet.drawImage(image, 0, 0, 1, 1, 0, 0, 1, 1);
    return [...sheet.getImageData(0, 0, 1, 1).data];
  });
  const own = await corner();
  await person.page.locator('.card-buttons').getByRole('button', { name: 'Advanced Settings' }).click();
  await person.sees('the sky', (state) => state.skybox === 'blue_sky_and_clouds');
  const [red, , blue] = await corner();
  expect(blue! - red!).toBeGreaterThan(60);
  await person.looks('sky-desktop-dark');
  await person.isAccessible();
  await person.page.getByRole('button', { name: 'Waters, hydrogens, graphics' }).click();
  await person.page.getByRole('menuitem', { name: 'Background' }).click();
  await person.page.getByRole('menuitemradio', { name: 'Plain' }).click();
  expect(await corner()).toEqual(own);
}
