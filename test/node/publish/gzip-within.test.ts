/** A text that is too long when packed is known by its beginning, and packed as ever otherwise. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gzip, gzipWithin } from '../../../src/node/publish/pack.ts';

/** Each has 64 letters that pack to half, and a run of others that packs to nearly nothing. */
function* pieces(count: number, run: number): Generator<string> {
  for (let nth = 0; nth < count; nth++)
    yield `名${createHash('sha256').update(`${nth}`).digest('hex')}${'x'.repeat(run)}`;
}

describe.each([
  // The second packs to a fortieth: its beginning is looked at, four times.
  [5000, 0],
  [2000, 2000],
])('a text of %i pieces, each with a run of %i letters', (count, run) => {
  const whole = gzip([...pieces(count, run)].join(''));

  it.each([0, 1, -1, 3000])('is packed within its bytes and %i more as at once, or not at all', (more) => {
    expect(gzipWithin(pieces(count, run), whole.length + more)).toEqual(more < 0 ? null : whole);
  });

  it('is packed where nothing bounds it', () => {
    expect(gzipWithin(pieces(count, run), Number.POSITIVE_INFINITY)).toEqual(whole);
  });
});

it('a text much too long is not read to its end', () => {
  let read = 0;
  const counted = function* () {
    for (const piece of pieces(30_000, 0)) {
      read++;
      yield piece;
    }
  };
  expect(gzipWithin(counted(), 20_000)).toBeNull();
  expect(read).toBeGreaterThan(8000);
  expect(read).toBeLessThan(20_000);
});
