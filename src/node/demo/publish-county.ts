/** A published demo county in one step, for measuring what ships; nothing of it is kept. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { createCounty, type DemoRulebook } from './county.ts';
import { publishStory } from './publish-story.ts';
import { gradeYear, writeCounty } from './workspace.ts';

/** Throws when the county is refused, which would be a fault of ours. */
export async function publishCounty(
  dir: string,
  options: { readonly root: string; readonly rulebook: DemoRulebook; readonly now: Date },
): Promise<void> {
  const { root, rulebook, now } = options;
  const year = gradeYear(chinaDay(now));
  await writeCounty(dir, createCounty({ seed: 'weights', rulebook, year, origin: 'https://yx.example.gov.cn' }));
  const passphrase = randomBytes(18).toString('base64url');
  const outcome = await publishStory(
    { dir, year, stage: 'final', now, passphrase, dist: join(root, 'dist') },
    rulebook,
  );
  if (!outcome.ok) throw new Error(`the demo county was refused: ${JSON.stringify(outcome.fault)}`);
}
