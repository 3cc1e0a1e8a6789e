import { expect, it } from 'vitest';
import { namesakes } from './namesakes';

it('numbers those that share a name, and only those', () => {
  const complexes = [
    { id: 3, name: '1of6 docked' },
    { id: 4, name: '1of6' },
    { id: 7, name: '1of6 docked' },
    { id: 9, name: '1of6 docked' },
  ];
  expect([...namesakes(complexes)]).toEqual([[3, '#3'], [7, '#7'], [9, '#9']]);
  expect(namesakes([]).size).toBe(0);
});
