import { expect, it } from 'vitest';
import { parseOrder } from '../../../src/web/store/release-store.ts';

it.each([
  [
    { root: 1, timestamp: 7 },
    { root: 1, timestamp: 7 },
  ],
  [null, null],
  [undefined, null],
  ['9', null],
  [{ root: '1', timestamp: 7 }, null],
  [{ root: 1 }, null],
  [{ root: Number.NaN, timestamp: 7 }, null],
  [{ root: 1, timestamp: Number.POSITIVE_INFINITY }, null],
])('an order edited to %j reads as %j', (stored, order) => {
  expect(parseOrder(stored)).toEqual(order);
});
