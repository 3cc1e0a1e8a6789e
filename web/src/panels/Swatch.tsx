// A dot in a colour of the picture: the legend of what is drawn so.

export function Swatch({ color }: { color: number }) {
  return <span className="swatch" aria-hidden="true" style={{ background: `#${(color & 0xffffff).toString(16).padStart(6, '0')}` }} />;
}
