// What a macro said, and why one failed, is told apart from what else the room says meanwhile.
import { expect, it } from 'vitest';
import type { Answer, Event, Intent, Macro } from '../api/types';
import { RoomError } from '../room/error';
import type { RoomState } from '../room/store';
import { fileOfTitle, MacroRuns, titleOfFile } from './macros';

/** A room whose macro says this, and fails where there is a reason. */
function room(says: readonly { session: number | null; text: string }[], why?: string) {
  const listeners = new Set<(event: Event, seq: number) => void>();
  const asked: Intent[] = [];
  const macros: Macro[] = [{ id: 1, title: 'focus', logic: 'of a plugin' }];
  return {
    asked,
    listeners,
    listen(listener: (event: Event, seq: number) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => ({ macros }) as unknown as RoomState,
    async ask(intent: Intent): Promise<Answer> {
      asked.push(intent);
      if (intent.do === 'macro' && intent.deed.do === 'save') macros.push({ id: 2, title: intent.deed.title.trim(), logic: intent.deed.logic });
      for (const { session, text } of says) {
        for (const listener of listeners) listener({ event: 'notification', notification: { session, from: 'room', kind: 'message', text } }, 1);
      }
      if (why !== undefined) throw new RoomError('conflict', why);
      return { is: 'done' };
    },
  };
}

it('tells what the macro said', async () => {
  const store = room([{ session: null, text: 'focus: 66 atoms' }, { session: 3, text: 'focus: a plugin says this' }, { session: null, text: 'Alice came' }]);
  const runs = new MacroRuns(store);
  const running = runs.run({ id: 1, title: 'focus' });
  expect(runs.last.get()).toEqual({ of: 1, is: 'running', said: [] });
  await running;
  expect(runs.last.get()).toEqual({ of: 1, is: 'done', said: ['66 atoms'] });
});

it('tells also what comes after the answer, until another one runs', async () => {
  const store = room([]);
  const runs = new MacroRuns(store);
  const hear = (event: Event) => store.listeners.forEach((listener) => listener(event, 1));
  const says = (text: string) => hear({ event: 'notification', notification: { session: null, from: 'room', kind: 'message', text } });
  const running = runs.run({ id: 1, title: 'focus' });
  hear({ event: 'macro_running', title: 'focus' });
  await running;
  expect(runs.last.get()?.said).toEqual([]);
  hear({ event: 'macro_running', title: null });
  says('focus: 66 atoms');
  expect(runs.last.get()).toEqual({ of: 1, is: 'done', said: ['66 atoms'] });
  hear({ event: 'macro_running', title: 'focus' });
  says('focus: of somebody else');
  expect(runs.last.get()?.said).toEqual(['66 atoms']);
  expect(store.listeners.size).toBe(0);
});

it('tells why it failed', async () => {
  const runs = new MacroRuns(room([], 'The macro failed: line 3: there is no Rocket_Launch'));
  await runs.run({ id: 1, title: 'focus' });
  expect(runs.last.get()).toEqual({ of: 1, is: 'failed', said: ['line 3: there is no Rocket_Launch'] });
});

it('finds the macro that it saved beside a plugin’s of that title', async () => {
  const runs = new MacroRuns(room([]));
  expect((await runs.save(' focus ', 'mine'))?.id).toBe(2);
});

it.each([['focus.lua', 'focus'], ['a.b.LUA', 'a.b'], ['.lua', 'macro']])('%s holds %s', (file, title) => {
  expect(titleOfFile(file)).toBe(title);
});

it('names a file as every system bears', () => {
  expect(fileOfTitle('A/B: "best"?')).toBe('A_B_ _best__.lua');
});
