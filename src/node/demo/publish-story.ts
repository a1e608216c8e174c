/** Publishing a demo: once, or – where its policy draws for inspection – until a first draw was sealed and revealed. */
import type { Result } from '../../core/domain/result.ts';
import { rulebookById } from '../../core/rulebooks/registry.ts';
import { commitDraw, revealDraw } from '../publish/draw/draw.ts';
import { loadSealed } from '../publish/draw/sealed.ts';
import type { PublishInput, PublishRefusal } from '../publish/publication.ts';
import { publishRelease } from '../publish/publish.ts';
import type { PublishReport } from '../publish/report.ts';

/** A demo that has drawn once draws no more by itself. */
export async function publishStory(
  input: PublishInput,
  rulebook: string,
): Promise<Result<PublishReport, PublishRefusal>> {
  const { dir, now } = input;
  const first = await publishRelease(input);
  const draws = rulebookById(rulebook)?.terms({}).draw ?? null;
  if (!first.ok || draws === null || (await loadSealed(dir)).length > 0) return first;
  if (!(await commitDraw({ dir, now })).ok) return first;
  const sealed = await publishRelease(input);
  if (!sealed.ok || !(await revealDraw({ dir, now })).ok) return sealed;
  return publishRelease(input);
}
