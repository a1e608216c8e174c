/** What may happen in a history of a release and a phone. */
import fc from 'fast-check';
import type { World } from './world.ts';

export interface Act {
  /** For the report of a failure. */
  readonly name: string;
  /** Absent: the phone visits. */
  readonly on?: (world: World) => void;
}

const number = fc.nat({ max: 10_000 });
const days = fc.integer({ min: 1, max: 120 });
const keys = fc.constantFrom('root', 'targets', 'online' as const) as fc.Arbitrary<'root' | 'targets' | 'online'>;
const lie = fc.constantFrom('network', 403, 500, 'html', 'redirect', 'truncated', 'endless', 'missing' as const);
const holding = fc.constantFrom('nothing', 'one targets key', 'online key and one targets key' as const);

function act<Value>(
  weight: number,
  name: string,
  values: fc.Arbitrary<Value>,
  on: (world: World, value: Value) => void,
) {
  const arbitrary = values.map(
    (value): Act => ({ name: `${name} ${JSON.stringify(value)}`, on: (world) => on(world, value) }),
  );
  return { weight, arbitrary };
}

const pair = fc.tuple(number, number);

/** Honest acts, lies of the host, thefts, and what becomes of the phone; half of all acts are visits. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Act>({ name: 'visit' }) },
  act(3, 'publish', days, (world, passed) => {
    world.pass(passed);
    world.publish(false);
  }),
  act(1, 'amend', days, (world, passed) => {
    world.pass(passed);
    world.publish(true);
  }),
  act(2, 'confirm', days, (world, passed) => {
    world.pass(passed);
    world.confirm();
  }),
  act(1, 'time passes', fc.integer({ min: 1, max: 400 }), (world, passed) => world.pass(passed)),
  act(3, 'rotate', keys, (world, which) => world.rotate(which, false)),
  act(1, 'revoke', keys, (world, which) => world.rotate(which, true)),
  act(1, 'steal the online key', fc.constant(null), (world) => world.fastForward()),
  act(2, 'forge', holding, (world, holds) => world.forge(holds as Parameters<World['forge']>[0])),
  act(4, 'flip a bit', pair, (world, [file, bit]) => world.flip(file, bit)),
  act(4, 'swap', pair, (world, [file, other]) => world.swap(file, other)),
  act(2, 'stand still', number, (world, edition) => world.stand(edition)),
  act(3, 'misbehave', fc.tuple(number, lie), (world, [file, how]) => world.misbehave(file, how as 'html')),
  act(1, 'misbehave at the next root', lie, (world, how) => world.misbehaveAtNextRoot(how as 'html')),
  act(3, 'cut', fc.nat({ max: 9 }), (world, at) => {
    world.cutAt = at;
  }),
  act(3, 'heal the host', fc.constant(null), (world) => world.healHost()),
  act(2, 'set the phone’s clock', fc.integer({ min: -900, max: 900 }), (world, off) => {
    world.clockOff = off;
  }),
  act(1, 'evict the store', fc.constant(null), (world) => {
    world.store.state = null;
  }),
);
