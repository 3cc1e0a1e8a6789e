import { expect, it } from 'vitest';
import type { Work } from './api';
import { Working } from './working';

const SURFACE: Work = { is: 'surface', name: '6ef0' };

/** What is said, and when it was painted. */
function watch(isSoftware: boolean) {
  const log: string[] = [];
  const working = new Working(
    isSoftware,
    (work) => log.push(work ? `${work.is} ${work.name}` : 'nothing'),
    async () => void log.push('painted'),
  );
  return { log, working };
}

it('is said and painted before it begins, and gone once the end is painted', async () => {
  const { log, working } = watch(false);
  await working.begins({ is: 'drawing', name: '6ef0' }, 24_748);
  log.push('works');
  await working.begins(SURFACE, 24_748);
  await working.begins({ ...SURFACE }, 24_748);
  await working.ends();
  await working.ends();
  expect(log).toEqual(['drawing 6ef0', 'painted', 'works', 'surface 6ef0', 'painted', 'painted', 'nothing']);
});

it('says nothing of what takes a moment, which is less where software draws', async () => {
  const [card, software] = [watch(false), watch(true)];
  for (const { working } of [card, software]) {
    await working.begins(SURFACE, 1500);
    await working.ends();
  }
  expect(card.log).toEqual([]);
  expect(software.log).toEqual(['surface 6ef0', 'painted', 'painted', 'nothing']);
});
