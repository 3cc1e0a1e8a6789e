// Through a headset: the way in is there where the browser knows of one, and leads in and out again. The headset is emulated, by
// Meta's own runtime for that; sessions, frames, rays and buttons are as WebXR has them.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Person, startBrowser } from './person';
import { Server } from './server';

const FILE = join(import.meta.dirname, '../src/page/example/1tyl.pdb');

/** What one holds: where it is, in metres, and what is pressed. */
interface Held {
  position: { set(x: number, y: number, z: number): void };
  updateButtonValue(button: string, value: number): void;
}

declare global {
  interface Window {
    emulated?: { controllers: { left: Held; right: Held } };
  }
}

/** Runs in a page before all else. */
const EMULATED = `
  ${readFileSync(createRequire(import.meta.url).resolve('iwer/build/iwer.min.js'), 'utf8')}
  window.emulated = new IWER.XRDevice(IWER.metaQuest3);
  window.emulated.installRuntime({ forceInstall: true });
  // The emulator wants a matrix where WebXR has a transform, and then forgets it: one would stand inside the molecule.
  const moved = XRReferenceSpace.prototype.getOffsetReferenceSpace;
  XRReferenceSpace.prototype.getOffsetReferenceSpace = function (by) { return moved.call(this, by.matrix); };
`;

/** So that software draws it soon. */
const SMALL = { width: 1000, height: 600 };

/** How high the emulated head is, metres. */
const EYES = 1.6;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([Server.start(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function withMolecule(person: Person): Promise<void> {
  await person.page.getByLabel('Structure files').first().setInputFiles(FILE);
  await person.sees('the structure', (state) => state.columns.size === 1);
  await person.page.evaluate(() => window.nts!.scene.settled());
}

const menu = (person: Person) => person.page.getByRole('button', { name: 'Waters, hydrogens, graphics' });

it('where there is no headset there is no way in', async () => {
  const alice = await Person.creates(browser, server, 'Alice');
  await withMolecule(alice);
  await menu(alice).click();
  await alice.page.getByRole('menuitem', { name: 'Save a picture' }).waitFor();
  expect(await alice.page.getByRole('menuitem', { name: /headset/i }).count()).toBe(0);
  await alice.leaves();
});

it('one goes in, points, selects, scales, and comes out', async () => {
  const alice = await Person.creates(browser, server, 'Alice', { before: EMULATED, viewport: SMALL });
  await withMolecule(alice);
  await alice.draws();
  const state = () => alice.page.evaluate(() => window.nts!.scene.state().headset);
  await expect.poll(state).toBe('ready');

  // The chloride lies in front: looked at, it is straight ahead.
  const chloride = await alice.page.evaluate(() => {
    const { store, scene } = window.nts!;
    const complex = store.state().complexes[0]!.id;
    const { columns } = store.state().columns.get(complex)!.get('0/atoms')!;
    const [symbols, indices] = [columns.get('symbol'), columns.get('index')];
    if (symbols?.type !== 'text' || indices?.type !== 'f64') throw new Error('no atoms');
    const row = symbols.codes.findIndex((code) => symbols.values[code]!.toUpperCase() === 'CL');
    scene.focus({ is: 'atoms', complex, atoms: [indices.values[row]!] });
    return indices.values[row]!;
  });
  await alice.draws();
  await menu(alice).click();
  const enter = alice.page.getByRole('menuitem', { name: /Enter the headset.*Experimental.*The menus stay on this page/s });
  await enter.waitFor();
  await alice.isAccessible();
  await alice.looks('headset-menu-desktop-dark', false);
  await enter.click();
  await expect.poll(state, { timeout: 20_000 }).toBe('in');

  // The right hand points from where the eyes are, and says so by its grip.
  const press = (hand: 'left' | 'right', button: string, value: number) =>
    alice.page.evaluate(([hand, button, value]) => window.emulated!.controllers[hand].updateButtonValue(button, value), [hand, button, value] as const);
  const put = (hand: 'left' | 'right', x: number, y: number, z: number) =>
    alice.page.evaluate(([hand, x, y, z]) => window.emulated!.controllers[hand].position.set(x, y, z), [hand, x, y, z] as const);
  const hovered = () => alice.page.evaluate(() => window.nts!.scene.state().hovered?.index);
  await put('right', 0, EYES, 0);
  await press('right', 'squeeze', 1);
  await expect.poll(hovered, { timeout: 30_000 }).toBe(chloride);
  await alice.looks('headset-in', false);
  await press('right', 'squeeze', 0);

  // Its trigger selects, for everybody.
  const frames = () => alice.page.evaluate(() => new Promise((resolve) => {
    const { view } = (window.nts!.scene as unknown as Hood).stage;
    let left = 3;
    const drawn = view.didDraw.subscribe(() => --left === 0 && (drawn.unsubscribe(), resolve(undefined)));
  }));
  await frames();
  await press('right', 'trigger', 1);
  await frames();
  await press('right', 'trigger', 0);
  await alice.sees('a selection', (state) => state.complexes[0]!.selected);

  // Both triggers, and the hands apart: all becomes larger.
  const size = () => alice.page.evaluate(() => (window.nts!.scene as unknown as Hood).stage.view.camera.scale);
  const before = await size();
  await put('left', -0.1, 1.5, -0.3);
  await put('right', 0.1, 1.5, -0.3);
  await press('left', 'trigger', 1);
  await press('right', 'trigger', 1);
  await frames();
  await put('right', 0.3, 1.5, -0.3);
  await expect.poll(size, { timeout: 20_000 }).toBeGreaterThan(before * 1.2);
  await press('left', 'trigger', 0);
  await press('right', 'trigger', 0);

  // The page leads out again, and then shows what it showed.
  // Software draws two eyes so slowly that a mouse would wait for long.
  await menu(alice).dispatchEvent('click');
  await alice.page.getByRole('menuitem', { name: 'Leave the headset' }).dispatchEvent('click');
  await expect.poll(state, { timeout: 20_000 }).toBe('ready');
  await alice.draws();
  await alice.looks('headset-out', false);
  await alice.leaves();
});

/** What is under the hood of the scene. */
interface Hood {
  stage: { view: { camera: { scale: number }; didDraw: { subscribe(listener: () => void): { unsubscribe(): void } } } };
}
