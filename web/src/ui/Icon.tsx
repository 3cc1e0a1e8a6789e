// The icons of the pages: a few lines each, drawn in the colour of the text beside them.

const PATHS = {
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  eyeOff: 'M4 4l16 16 M10 5.7A9 9 0 0 1 12 5.500c6.4 0 10 6.5 10 6.500a17 17 0 0 1-3.2 3.9 M6 7.400A17 17 0 0 0 2 12s3.6 6.5 10 6.500a9.5 9.5 0 0 0 4-.9',
  lock: 'M6 11h12v9H6Z M8.5 11V7.500a3.5 3.5 0 0 1 7 0V11',
  unlock: 'M6 11h12v9H6Z M8.5 11V7.500a3.5 3.5 0 0 1 6.7-1.4',
  focus: 'M4 8V4h4 M16 4h4v4 M20 16v4h-4 M8 20H4v-4 M12 10.500a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z',
  more: 'M5 11.2v1.6 M12 11.2v1.6 M19 11.2v1.6',
  close: 'M6 6l12 12 M18 6L6 18',
  undo: 'M8 5L4 9l4 4 M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M16 5l4 4-4 4 M20 9H10a6 6 0 0 0 0 12h3',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M12 2v2.5 M12 19.500V22 M2 12h2.5 M19.5 12H22 M5 5l1.7 1.7 M17.3 17.300L19 19 M19 5l-1.7 1.7 M6.7 17.300L5 19',
  moon: 'M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500Z',
  people: 'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z M2.5 20a6.5 6.5 0 0 1 13 0 M16 5.300a3.5 3.5 0 0 1 0 6.4 M18 14.500a6.5 6.5 0 0 1 3.5 5.5',
  stacks: 'M12 3l9 4.5-9 4.5-9-4.500Z M3 12l9 4.500L21 12 M3 16.500L12 21l9-4.5',
  molecule: 'M7 4.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z M17 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z M12 15.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z M9.4 7.600l5.6 1 M8.2 9.300l2.7 6.3 M16 10.800l-2.7 5',
  poses: 'M4 19V9 M10 19V5 M16 19v-7 M22 19H2',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15Z M10 20.500a2 2 0 0 0 4 0',
  plus: 'M12 5v14 M5 12h14',
  upload: 'M12 16V4 M7 9l5-5 5 5 M4 16v4h16v-4',
  download: 'M12 4v12 M7 11l5 5 5-5 M4 16v4h16v-4',
  crown: 'M4 18h16 M4 15l-1-8 5 4 4-6 4 6 5-4-1 8Z',
  copy: 'M9 9h11v11H9Z M5 15H4V4h11v1',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z M15.5 15.500L21 21',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  play: 'M8 5l11 7-11 7Z',
  pause: 'M8 5v14 M16 5v14',
  refresh: 'M20 5v5h-5 M20 10a8 8 0 1 0 .5 4',
  settings: 'M4 7h9 M17 7h3 M15 5v4 M4 17h3 M11 17h9 M9 15v4',
  link: 'M10 14a4 4 0 0 0 6 .400l3-3a4 4 0 0 0-5.7-5.700l-1.5 1.5 M14 10a4 4 0 0 0-6-.400l-3 3a4 4 0 0 0 5.7 5.700l1.5-1.5',
  external: 'M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6',
  trash: 'M4 7h16 M9 7V4h6v3 M6 7l1 13h10l1-13',
  leave: 'M10 4H4v16h6 M15 8l4 4-4 4 M19 12H9',
  warning: 'M12 4l9.5 16h-19Z M12 10v4.5 M12 17h.01',
  look: 'M12 3a9 9 0 1 0 0 18c2 0 2-1.5 1.5-2.500S14 16 15.5 16H18a3 3 0 0 0 3-3c0-5.5-4-10-9-10Z M8 12h.01 M10 8h.01 M15 8h.01',
  edit: 'M4 20l1-4L16 5l3 3L8 19Z M13.5 7.500l3 3',
  phone: 'M8 3h8v18H8Z M11 18h2',
  ruler: 'M3 16L16 3l5 5L8 21Z M7 12l2 2 M10 9l2 2 M13 6l2 2',
  camera: 'M4 8h4l1.5-2.500h5L16 8h4v11H4Z M12 10.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  chat: 'M4 5h16v11H10l-5 4v-4H4Z',
  home: 'M4 11l8-7 8 7 M6 10v10h12V10',
  headset: 'M3 8h18v8a2 2 0 0 1-2 2h-3.500L12 15l-3.5 3H5a2 2 0 0 1-2-2Z M7.5 11.500h2 M14.5 11.500h2',
  folder: 'M3 6h6l2 2.500h10V19H3Z',
  newFolder: 'M3 6h6l2 2.500h10V19H3Z M12 11.500v5 M9.5 14h5',
  file: 'M6 3h8l4 4v14H6Z M14 3v4h4',
  macro: 'M8 6l-6 6 6 6 M16 6l6 6-6 6 M13.5 4l-3 16',
  stop: 'M6 6h12v12H6Z',
  sequence: 'M3 12h3 M18 12h3 M8 8h8v8H8Z',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon. It says nothing by itself: what it stands for is said by the text or label beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
