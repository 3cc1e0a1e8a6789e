// Colours of plugins (0xRRGGBBAA) on a panel that may be light or dark: kept where they can be read, bent where not.

/** Red, green, blue, alpha: 0 to 255. */
export type Rgba = readonly [number, number, number, number];

export function rgba(color: number): Rgba {
  const bits = color >>> 0;
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255];
}

export function css([red, green, blue, alpha]: Rgba): string {
  return alpha === 255 ? `rgb(${red} ${green} ${blue})` : `rgb(${red} ${green} ${blue} / ${(alpha / 255).toFixed(3)})`;
}

/** What is seen of a colour on a background. */
export function over([red, green, blue, alpha]: Rgba, [r, g, b]: Rgba): Rgba {
  const mix = (front: number, back: number) => Math.round((front * alpha + back * (255 - alpha)) / 255);
  return [mix(red, r), mix(green, g), mix(blue, b), 255];
}

/** The contrast of two opaque colours, as WCAG counts it: 1 to 21. */
export function contrast(one: Rgba, other: Rgba): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * A colour for text on a background: the plugin's own where it can be read; else the same hue, lighter or darker; in
 * the end black or white. A transparent one is nobody's wish: texts are there to be read.
 */
export function readable(color: Rgba, background: Rgba, least = 4.5): Rgba {
  const opaque: Rgba = [color[0], color[1], color[2], 255];
  if (contrast(opaque, background) >= least) return opaque;
  const end: Rgba = luminance(background) > 0.18 ? [0, 0, 0, 255] : [255, 255, 255, 255];
  for (let step = 1; step <= 10; step += 1) {
    const bent = over([end[0], end[1], end[2], Math.round((step / 10) * 255)], opaque);
    if (contrast(bent, background) >= least) return bent;
  }
  return end;
}

function luminance([red, green, blue]: Rgba): number {
  const linear = (channel: number) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
