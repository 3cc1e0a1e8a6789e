// Somebody with a browser: a tab of their own, in which nothing may go wrong unseen.

import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

import type { RoomState, RoomStore } from '../src/room/store';
import type { Scene } from '../src/scene/api';
import type { Server } from './server';

/** What the page shows of itself. */
declare global {
  interface Window {
    nts?: { store: RoomStore; scene: Scene };
    storyProblems?: string[];
  }
}

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How often the room is looked at. */
const POLL_MS = 100;

/** Where pictures of the stories go, if anywhere. */
const PICTURES = process.env.STORY_PICTURES;

/** Sizes at which the pages are looked at. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** How a page is looked at: at DESKTOP size and dark where nothing is said. `before` is a program that runs before the page's own. */
interface Look { viewport?: typeof DESKTOP; dark?: boolean; pixelRatio?: number; before?: string }

/** Starts a browser with a fresh profile. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** Somebody, as long as the story lasts. */
export class Person {
  private readonly problems: string[] = [];

  private constructor(readonly name: string, readonly page: Page, private readonly context: BrowserContext) {}

  /** Opens a tab at an address. */
  static async at(browser: Browser, name: string, address: string, look: Look = {}): Promise<Person> {
    const context = await browser.newContext({
      viewport: look.viewport ?? DESKTOP,
      deviceScaleFactor: look.pixelRatio ?? 1,
      colorScheme: look.dark === false ? 'light' : 'dark',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const person = new Person(name, page, context);
    page.on('console', (message) => {
      if (message.type() === 'error') person.problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => person.problems.push(`error: ${error.stack ?? error.message}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    if (look.before) await page.addInitScript(look.before);
    await page.goto(address);
    return person;
  }

  /** Makes a room from the home page. Nothing is drawn until somebody looks. */
  static async creates(browser: Browser, server: Server, name: string, look: Look = {}): Promise<Person> {
    const person = await Person.at(browser, name, server.rooms, look);
    await person.page.getByLabel('Your name').fill(name);
    await person.page.getByRole('button', { name: 'Create the room' }).click();
    await person.rests();
    return person;
  }

  /** Somebody comes by the guest link. */
  async invites(browser: Browser, server: Pick<Server, 'rooms'>, name: string, look: Look = {}): Promise<Person> {
    const links = await this.page.evaluate(() => window.nts!.store.ask({ do: 'links' }));
    const guest = links.is === 'links' ? links.guest : '';
    const person = await Person.at(browser, name, `${server.rooms}/#${guest.split('#').at(-1)}`, look);
    await person.page.getByLabel('Your name').fill(name);
    await person.page.getByRole('button', { name: /join|enter|come in/i }).first().click();
    await person.rests();
    return person;
  }

  /** Waits until the room is as the test of its state says. */
  async sees(what: string, test: (state: RoomState) => boolean, timeout = 30_000): Promise<void> {
    // Asked from outside: the page's policy lets nobody evaluate code inside it.
    const asked = `window.nts !== undefined && (${test.toString()})(window.nts.store.state())`;
    for (const until = Date.now() + timeout; Date.now() < until; ) {
      if (await this.page.evaluate(asked)) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`${this.name} does not see ${what}; the page says: ${this.problems.join('; ') || 'nothing'}`);
  }

  /** Waits until this is said, politely, where notifications come up. */
  async hears(words: string): Promise<void> {
    await this.page.locator('.toasts[aria-live="polite"]').getByText(words, { exact: true }).waitFor();
  }

  /** Stops drawing: software graphics take seconds, and stories look at the room. */
  async rests(): Promise<void> {
    await this.sees('the room', () => true);
    await this.page.evaluate(() => window.nts!.scene.pause(true));
  }

  /** Draws again; resolves when all that the room told is in the picture. */
  async draws(): Promise<void> {
    await this.page.evaluate(async () => {
      const { scene } = window.nts!;
      await scene.settled();
      scene.pause(false);
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
  }

  /** A picture of the page, with all that the room told drawn. */
  async looks(file: string, settle = true): Promise<void> {
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    if (settle && (await this.page.evaluate(() => window.nts !== undefined))) {
      await this.draws();
    }
    await this.page.screenshot({ path: join(PICTURES, `${file}.png`) });
    if (settle && (await this.page.evaluate(() => window.nts !== undefined))) await this.rests();
  }

  /** Nothing in the page keeps anybody out. */
  async isAccessible(): Promise<void> {
    await this.page.evaluate(AXE);
    const violations = await this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } };
      const { violations } = await axe.run();
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
    });
    expect(violations, `${this.name}'s page`).toEqual([]);
  }

  /** Closes the tab; nothing may have gone wrong in it, but for what a story brought about. */
  async leaves(expected?: RegExp): Promise<void> {
    await this.context.close();
    const problems = this.problems.filter((problem) => !expected?.test(problem));
    expect(problems, `what went wrong in ${this.name}'s browser`).toEqual([]);
  }
}
