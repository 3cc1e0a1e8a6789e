// Whether an icon can be seen where it stands. Plugins draw white icons for Nanome's dark panels; on a light page they would be lost.
import { contrast, type Rgba } from './color';

/** Less contrast than this is lost. */
const LOST = 1.7;
/** Colours this far apart are no grey: such a picture is not turned around. */
const GREY = 40;

/** Whether the opaque pixels are grey all over, and too near the background; `pixels` as a canvas gives them. */
export function isLost(pixels: ArrayLike<number>, background: Rgba): boolean {
  const sum = [0, 0, 0];
  let count = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 96) continue;
    const rgb = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    if (Math.max(...rgb) - Math.min(...rgb) > GREY) return false;
    rgb.forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value));
    count += 1;
  }
  if (count === 0) return false;
  const [red = 0, green = 0, blue = 0] = sum.map((value) => value / count);
  return contrast([red, green, blue, 255], background) < LOST;
}

/** The pixels of a picture, made small. */
export function smallPixels(image: HTMLImageElement): Uint8ClampedArray | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 16;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, 16, 16);
  return context?.getImageData(0, 0, 16, 16).data;
}
