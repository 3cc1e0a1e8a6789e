// Complexes of one name, told apart by their numbers, as the command line and the menus of docking do it.
import type { Complex, ComplexId } from '../api/types';

/** Those that do not have their name for themselves, and the numbers that tell them apart: `#12`. */
export function namesakes(complexes: readonly Pick<Complex, 'id' | 'name'>[]): ReadonlyMap<ComplexId, string> {
  const first = new Map<string, ComplexId>();
  const numbers = new Map<ComplexId, string>();
  for (const { id, name } of complexes) {
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, id);
      continue;
    }
    for (const one of [other, id]) numbers.set(one, `#${one}`);
  }
  return numbers;
}
