// How a person is shown: letters on a colour.

/** The first letters of the first two words of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** One of the colours that people.css knows. */
export function hueOf(member: number): number {
  return member % 6;
}
