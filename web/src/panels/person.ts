// How a person is shown: letters on a colour.

/** What the room puts behind a name that somebody else in it has already. */
const NUMBER = /\s\((\d+)\)$/;

/** The first letters of the first two words of a name; where the room told two of one name apart by a number, one letter and that. */
export function initialsOf(name: string): string {
  const number = NUMBER.exec(name)?.[1];
  const words = name.replace(NUMBER, '').split(/\s+/);
  const letters = words.flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  // Without any letter it is a picture, or a sign.
  if (letters.length === 0) letters.push([...name.trim()][0] ?? '?');
  return number === undefined ? letters.slice(0, 2).join('').toUpperCase() : `${letters[0]}${number}`.toUpperCase();
}

/** One of the colours that people.css knows. */
export function hueOf(member: number): number {
  return member % 6;
}
