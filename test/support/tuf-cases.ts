/** All named repositories, good and attacked. */
import type { Case } from './tuf-case.ts';
import { ATTACKS_ON_DATA } from './tuf-cases-data.ts';
import { ATTACKS_ON_SNAPSHOT_AND_TARGETS } from './tuf-cases-files.ts';
import { GOOD, STALE } from './tuf-cases-good.ts';
import { ATTACKS_ON_ROOT } from './tuf-cases-root.ts';
import { ATTACKS_ON_TIMESTAMP } from './tuf-cases-timestamp.ts';

export const CASES: readonly Case[] = [
  ...GOOD,
  ...STALE,
  ...ATTACKS_ON_ROOT,
  ...ATTACKS_ON_TIMESTAMP,
  ...ATTACKS_ON_SNAPSHOT_AND_TARGETS,
  ...ATTACKS_ON_DATA,
];
