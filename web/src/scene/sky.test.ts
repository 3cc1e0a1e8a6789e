import { expect, it } from 'vitest';

import type { Skybox } from '../api/types';
import { inkOn } from './annotations';
import { paperOf } from './sky';

const SKIES: readonly Skybox[] = ['blue_sky_and_clouds', 'sunset', 'blue_sky_and_ground', 'black', 'white', 'graydient'];

/** How bright a colour is, as the guidelines for accessible pages say. */
function luminance(color: number): number {
  const [red, green, blue] = [color >> 16, (color >> 8) & 255, color & 255].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it.each(SKIES)('words can be read on %s', (sky) => {
  const [one, other] = [luminance(paperOf(sky)), luminance(inkOn(paperOf(sky)))];
  expect((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)).toBeGreaterThan(4.5);
});
