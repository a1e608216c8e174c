import { describe, expect, it } from 'vitest';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { aboutOf } from './about.ts';
import { expected, outcome, roundOf } from './support.ts';

describe.each(RULEBOOKS.map((rulebook) => [rulebook.id, rulebook] as const))('the cases of %s', (id, rulebook) => {
  const { cases, beside = [] } = aboutOf(id);

  it.each(cases.map((given) => [given.title, given] as const))('%s', (_, given) => {
    const [result] = rulebook.evaluate(roundOf(given, beside), given.choices ?? {});
    expect(outcome(result)).toEqual(expected(given));
  });
});
