// What came of the macro that this page had run: what it said, or where it failed.
import type { Macro, MacroId } from '../api/types';
import { wordsOf } from '../room/error';
import type { RoomStore } from '../room/store';
import { Cell } from '../page/cell';

/** A run, as the one sees it who started it. */
export interface MacroRun {
  /** Which macro. */
  readonly of: MacroId;
  readonly is: 'running' | 'done' | 'failed';
  /** What it wants people to read, or why it failed. */
  readonly said: readonly string[];
}

/** The longest title, in letters; the room's own bound. */
export const MAX_TITLE = 200;

/** What a new macro begins with: it runs as it is. */
export const FIRST_MACRO = `-- Selects the alpha carbons, and paints the ribbons by chain.
function main()
  Selection_Change("replace", Search_GetAtoms(">>> CA"))
  Command_ColoringRibbons("chain")
  return List_Length(Selection_GetAtoms()) .. " atoms are selected"
end
`;

export class MacroRuns {
  /** The last one. */
  readonly last = new Cell<MacroRun | null>(null);

  private stop: () => void = () => undefined;

  constructor(private readonly store: Pick<RoomStore, 'ask' | 'listen' | 'state'>) {}

  /** Runs it, and tells what came of that. */
  async run({ id, title }: Pick<Macro, 'id' | 'title'>): Promise<void> {
    this.stop();
    const mark = `${title}: `;
    const said: string[] = [];
    let is: MacroRun['is'] = 'running';
    let why: string | undefined;
    const tell = () => this.last.set({ of: id, is, said: why === undefined ? [...said] : [...said, why] });
    let begun = 0;
    // The room tells everybody what a macro says, under its title, and one macro runs at a time. The answer may overtake that: what
    // changed comes as columns, and what is said after it waits for them.
    this.stop = this.store.listen((event) => {
      if (event.event === 'macro_running' && event.title !== null && ++begun > 1) this.stop();
      if (event.event !== 'notification' || event.notification.session !== null || !event.notification.text.startsWith(mark)) return;
      said.push(event.notification.text.slice(mark.length));
      if (is !== 'running') tell();
    });
    tell();
    try {
      await this.store.ask({ do: 'macro', deed: { do: 'run', id } });
      is = 'done';
    } catch (error) {
      is = 'failed';
      why = wordsOf(error).replace(/^The macro failed: /, '');
    }
    tell();
  }

  /** Has the room keep a macro; the one that it keeps. Rejects where it does not. */
  async save(title: string, logic: string): Promise<Macro | undefined> {
    await this.store.ask({ do: 'macro', deed: { do: 'save', title, logic } });
    return this.store.state().macros.findLast((one) => one.title === title.trim() && one.logic === logic);
  }
}

/** What to call what is in a file: `focus.lua` holds `focus`. */
export function titleOfFile(name: string): string {
  return name.replace(/\.lua$/i, '').slice(0, MAX_TITLE) || 'macro';
}

/** A name for the file of a macro, on whatever system. */
export function fileOfTitle(title: string): string {
  return `${title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(0, 100)}.lua`;
}
