// The frame that is shown of a complex, for panels that look into its columns.
import { useDeferredValue, useMemo } from 'react';
import type { Columns } from '../api/columns';
import type { Complex } from '../api/types';
import { FrameView } from '../room/frame';
import { useRoom } from '../room/useRoom';
import { shown } from '../scene/words';

/** A structure with the frame that is shown of it. */
export interface Standing {
  complex: Complex;
  frame: FrameView;
  conformer: number;
}

/** A complex with its shown frame; none while its columns are under way. */
export function standingOf(complex: Complex, columns: Columns | undefined): Standing | undefined {
  const { place, conformer } = shown(complex);
  const frame = FrameView.of(columns, place);
  return frame && { complex, frame, conformer };
}

export function useStanding(complex: Complex | undefined): Standing | undefined {
  const columns = useRoom((state) => (complex ? state.columns.get(complex.id) : undefined));
  // A stream changes them twenty times a second: panels follow as they can, after the picture.
  const settled = useDeferredValue(columns);
  return useMemo(() => complex && standingOf(complex, settled), [complex, settled]);
}
