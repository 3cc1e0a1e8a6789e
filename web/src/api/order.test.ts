import { describe, expect, it } from 'vitest';

import type { Event } from './types';
import { Order, type Step } from './order';

const removed = (complex: number): Event => ({ event: 'complex_removed', complex });

function nameOf(step: Step): string {
  if (step.is === 'columns') return JSON.stringify(step.thing);
  return step.is === 'event' ? `${step.seq}` : 'fed';
}

function all(order: Order): string[] {
  const steps: string[] = [];
  for (let step = order.next(); step; step = order.next()) {
    steps.push(`${nameOf(step)} ${step.columns !== undefined}`);
  }
  return steps;
}

describe('order', () => {
  it('lets an event wait for its columns, and those after it for the event', () => {
    const order = Order.after(4);
    order.event(5, removed(1), undefined);
    order.event(6, removed(2), 2);
    order.event(7, removed(3), undefined);
    order.fed(removed(4), 4);
    order.event(8, removed(5), undefined);
    expect(all(order)).toEqual(['5 false']);
    order.columns(4, new Map());
    expect(all(order)).toEqual([]);
    order.columns(2, new Map());
    expect(all(order)).toEqual(['6 true', '7 false', 'fed true', '8 false']);
  });

  it('fills a snapshot first', () => {
    const order = Order.afterSnapshot(4, [[2, { complex: 7 }], [4, { mesh: 8 }]]);
    order.event(5, removed(1), undefined);
    expect(order.isFilling()).toBe(true);
    order.columns(2, new Map());
    expect(all(order)).toEqual(['{"complex":7} true']);
    order.columns(4, undefined);
    expect(all(order)).toEqual(['{"mesh":8} false', '5 false']);
    expect(order.isFilling()).toBe(false);
  });

  it('takes neither a gap nor a repetition', () => {
    for (const seq of [3, 4, 6]) expect(() => Order.after(4).event(seq, removed(1), undefined)).toThrow(`event ${seq}`);
  });
});
