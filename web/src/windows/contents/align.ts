// The library's numbers for where a text stands, as the page's words.

/** 0 left, 1 middle, 2 right. */
export function alongHorizontal(align: number): 'left' | 'center' | 'right' {
  return align === 1 ? 'center' : align === 2 ? 'right' : 'left';
}

/** 0 top, 1 middle, 2 bottom. */
export function alongVertical(align: number): 'start' | 'center' | 'end' {
  return align === 1 ? 'center' : align === 2 ? 'end' : 'start';
}
