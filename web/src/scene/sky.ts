// The sky that a plugin put around the workspace: painted behind the molecules, so that it costs a slow computer nothing. It stands
// still while one turns them.

import type { Skybox } from '../api/types';

/** A colour, and how far down the picture it is: 0 to 1. */
type Stop = readonly [at: number, color: string];

interface Sky {
  readonly stops: readonly Stop[];
  /** What words on it stand out from, `0xRRGGBB`: the middle of it. */
  readonly paper: number;
  readonly hasClouds?: true;
}

const SKIES: Record<Skybox, Sky> = {
  blue_sky_and_clouds: { stops: [[0, '#3f7fc4'], [0.6, '#8dbbe6'], [1, '#cfe3f4']], paper: 0x8dbbe6, hasClouds: true },
  sunset: { stops: [[0, '#1d1f4a'], [0.45, '#6a3b73'], [0.72, '#c9605a'], [0.9, '#f0a35e'], [1, '#f7c987']], paper: 0x6a3b73 },
  blue_sky_and_ground: { stops: [[0, '#4a86c6'], [0.6, '#b5d4ee'], [0.66, '#d4e2e8'], [0.67, '#8f8a78'], [1, '#57503f']], paper: 0xa9c9e4 },
  black: { stops: [[0, '#000000'], [1, '#000000']], paper: 0x000000 },
  white: { stops: [[0, '#ffffff'], [1, '#ffffff']], paper: 0xffffff },
  graydient: { stops: [[0, '#2c2f34'], [1, '#8b9097']], paper: 0x5a5e64 },
};

/** Where clouds are and how wide and high, as shares of the picture; the puffs of which each is made are below. */
const CLOUDS: readonly (readonly [x: number, y: number, width: number, height: number])[] = [
  [0.16, 0.24, 0.26, 0.09], [0.62, 0.15, 0.32, 0.1], [0.9, 0.36, 0.24, 0.08], [0.4, 0.47, 0.2, 0.05], [0.08, 0.62, 0.24, 0.05],
  [0.74, 0.63, 0.28, 0.05],
];
const PUFFS: readonly (readonly [x: number, y: number, size: number])[] = [
  [0, 0, 1], [-0.3, 0.15, 0.7], [0.28, 0.12, 0.75], [-0.55, 0.3, 0.45], [0.55, 0.3, 0.5], [0.08, -0.3, 0.6],
];

/** The colour that words on this sky stand out from, `0xRRGGBB`. */
export function paperOf(sky: Skybox): number {
  return SKIES[sky].paper;
}

/** Paints the sky over the whole of a sheet. */
export function paintSky(sheet: CanvasRenderingContext2D, sky: Skybox): void {
  const { width, height } = sheet.canvas;
  const { stops, hasClouds } = SKIES[sky];
  const fall = sheet.createLinearGradient(0, 0, 0, height);
  for (const [at, color] of stops) fall.addColorStop(at, color);
  sheet.fillStyle = fall;
  sheet.fillRect(0, 0, width, height);
  if (!hasClouds) return;
  for (const [x, y, wide, high] of CLOUDS) {
    for (const [right, down, size] of PUFFS) {
      sheet.save();
      sheet.translate((x + (right * wide) / 2) * width, (y + (down * high) / 2) * height);
      sheet.scale((wide * size * width) / 3, (high * size * height) / 1.6);
      const puff = sheet.createRadialGradient(0, 0, 0, 0, 0, 1);
      puff.addColorStop(0, 'rgb(255 255 255 / 0.5)');
      puff.addColorStop(0.5, 'rgb(255 255 255 / 0.28)');
      puff.addColorStop(1, 'rgb(255 255 255 / 0)');
      sheet.fillStyle = puff;
      sheet.fillRect(-1, -1, 2, 2);
      sheet.restore();
    }
  }
}

/** A sheet behind the molecules. */
export class Backdrop {
  private readonly canvas = document.createElement('canvas');
  private sky: Skybox | null = null;

  constructor(holder: HTMLElement) {
    this.canvas.hidden = true;
    this.canvas.setAttribute('aria-hidden', 'true');
    Object.assign(this.canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
    holder.prepend(this.canvas);
  }

  /** What is shown; `null` = nothing. */
  get shown(): Skybox | null {
    return this.sky;
  }

  show(sky: Skybox | null): void {
    this.sky = sky;
    this.canvas.hidden = sky === null;
    this.canvas.style.display = sky === null ? 'none' : 'block';
    this.paint();
  }

  resize(width: number, height: number): void {
    [this.canvas.width, this.canvas.height] = [width, height];
    this.paint();
  }

  private paint(): void {
    const sheet = this.sky && this.canvas.getContext('2d');
    if (sheet && this.sky) paintSky(sheet, this.sky);
  }
}
