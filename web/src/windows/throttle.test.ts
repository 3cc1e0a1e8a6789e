// The latest wins, and nothing is lost at the end.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from './throttle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sends the first at once, then the latest after the pause', () => {
  const sent: number[] = [];
  const throttle = new Throttle<number>((value) => sent.push(value), 50);
  for (const value of [1, 2, 3]) throttle.next(value);
  expect(sent).toEqual([1]);
  vi.advanceTimersByTime(50);
  expect(sent).toEqual([1, 3]);
  vi.advanceTimersByTime(500);
  throttle.next(4);
  throttle.next(5);
  throttle.drop();
  vi.advanceTimersByTime(500);
  expect(sent).toEqual([1, 3, 4]);
});
