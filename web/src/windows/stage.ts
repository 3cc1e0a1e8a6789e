// What the contents of one menu share: whose it is, whether it may be operated, how large a unit is.
import { createContext, useContext } from 'react';
import type { Intent, SessionId } from '../api/types';
import type { Measure } from './text';

export interface MenuStage {
  session: SessionId;
  /** Why it cannot be operated here; undefined where it can. */
  why: string | undefined;
  unit: number;
  measure: Measure;
  ask(intent: Intent): void;
}

export const StageContext = createContext<MenuStage | null>(null);

export function useStage(): MenuStage {
  const stage = useContext(StageContext);
  if (!stage) throw new Error('no menu around this component');
  return stage;
}
