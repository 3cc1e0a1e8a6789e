// Where a window stands on the page: pure geometry.

export interface Frame {
  x: number;
  y: number;
  /** Of the content, without the title bar. */
  width: number;
  height: number;
}

/** The room that windows have. */
export interface Page {
  width: number;
  height: number;
}

export const TITLE_HEIGHT = 36;

/** Between a window's edge and what its plugin shows. */
export const EDGE = 8;

/** What lies above and below: the top bar, and on a phone the bar at the bottom. */
const TOP = 52;
const PHONE_TOP = 92;
const PHONE_BOTTOM = 58;
const MARGIN = 8;
const LEAST = { width: 200, height: 120 };

/** So much of a window always stays in sight. */
const IN_SIGHT = 80;

export function isPhone(page: Page): boolean {
  return page.width <= 900;
}

/** Where a new window goes: beside the right panel, each a step further than the one before. */
export function firstFrame(wanted: Pick<Frame, 'width' | 'height'>, page: Page, rightPanel: number, nth: number): Frame {
  if (isPhone(page)) return phoneFrame(wanted, page);
  const width = Math.min(wanted.width, page.width - 2 * MARGIN);
  const height = Math.min(wanted.height, page.height - TOP - TITLE_HEIGHT - 2 * MARGIN);
  const step = (nth % 6) * 28;
  const x = page.width - rightPanel - width - 2 * MARGIN - step;
  return kept({ x, y: TOP + MARGIN / 2 + step, width, height }, page);
}

/** On a phone a window lies at the bottom, as wide as the page at most; what does not fit scrolls. */
export function phoneFrame(wanted: Pick<Frame, 'width' | 'height'>, page: Page): Frame {
  const width = Math.min(wanted.width, page.width - 2 * MARGIN);
  const scale = width / wanted.width;
  const room = page.height - PHONE_TOP - PHONE_BOTTOM - TITLE_HEIGHT;
  const height = Math.min(wanted.height * scale, Math.max(LEAST.height, room * 0.7));
  const y = page.height - PHONE_BOTTOM - TITLE_HEIGHT - height - MARGIN;
  return { x: (page.width - width) / 2, y, width, height };
}

export function moved(frame: Frame, dx: number, dy: number, page: Page): Frame {
  return kept({ ...frame, x: frame.x + dx, y: frame.y + dy }, page);
}

export function resized(frame: Frame, dx: number, dy: number, page: Page): Frame {
  const width = Math.max(LEAST.width, Math.min(frame.width + dx, page.width - frame.x - MARGIN));
  const height = Math.max(LEAST.height, Math.min(frame.height + dy, page.height - frame.y - TITLE_HEIGHT - MARGIN));
  return { ...frame, width, height };
}

/** A frame whose title bar can still be reached: pages are resized too. */
export function kept(frame: Frame, page: Page): Frame {
  const x = Math.min(Math.max(frame.x, IN_SIGHT - frame.width), page.width - IN_SIGHT);
  const y = Math.min(Math.max(frame.y, TOP), Math.max(TOP, page.height - TITLE_HEIGHT - MARGIN));
  return { ...frame, x, y };
}
