/** A verified copy of a province's whole site: its own part, and every bureau for itself. */
import { join } from 'node:path';
import { verifyingWords } from '../../../core/words/verifying.ts';
import { besideBureaus } from '../../verify/copy-strangers.ts';
import type { MirrorOutcome } from '../../verify/mirror.ts';
import { mirrorOwn, rootOfCopy } from '../../verify/mirror-own.ts';
import { type BureauFolder, repositoryIn } from '../../verify/repository.ts';
import type { Io } from '../command.ts';
import type { Roots } from '../verify/outcome.ts';
import { namedLine, rootLines } from '../verify/site-report.ts';
import type { Source } from '../verify/source.ts';
import { type Asked, doneLines, refusalOf } from './report.ts';

/** Copies one site, or the part of a bureau in a province's. */
export type Copier = (
  from: Source,
  to: string,
  /** `pin`: the fingerprint to verify from; null: that of the copy, or of the site. */
  of: { readonly bureau: string | undefined; readonly pin: string | null },
) => Promise<MirrorOutcome>;

/** 1 where a bureau was not copied: the others are, each put in place whole. */
export async function copyProvince(
  source: Source,
  target: string,
  roots: Roots,
  copier: Copier,
  asked: Asked,
  io: Io,
): Promise<0 | 1> {
  const { lang, root } = asked;
  const { mirror } = verifyingWords[lang];
  // A copy goes on from the root that it was begun with.
  const pin = root === null ? ((await rootOfCopy(target)) ?? roots.pin) : roots.pin;
  const repository = await repositoryIn(source.fetcher, pin, io.now());
  if (repository.kind !== 'province') {
    io.err(`${mirror.otherRoot}\n`);
    return 1;
  }
  const own = await mirrorOwn(target, repository.own, pin, io.now());
  if (own !== 'done') {
    io.err(`${own === 'older' ? mirror.older : mirror.notACopy}\n`);
    return 1;
  }
  const { bureaus } = repository;
  io.out(`${mirror.province({ n: bureaus.length })}\n\n`);
  let copied = true;
  for (const bureau of bureaus)
    copied = (await copyBureau(bureau, source, target, { ...roots, pin }, copier, asked, io)) && copied;
  io.out(`${[...rootLines(pin, root, lang), mirror.later].join('\n')}\n`);
  const published = bureaus.filter((one) => one.published).map(({ id }) => id);
  const left = namedLine(mirror.left, await besideBureaus(target, published), lang);
  for (const line of left) io.err(`${line}\n`);
  return copied && left.length === 0 ? 0 : 1;
}

async function copyBureau(
  { id, name, published }: BureauFolder,
  source: Source,
  target: string,
  roots: Roots,
  copier: Copier,
  asked: Asked,
  io: Io,
): Promise<boolean> {
  const { lang } = asked;
  const w = verifyingWords[lang];
  if (!published) {
    io.out(`· ${w.bureau({ name, id })}${w.waiting}\n\n`);
    return true;
  }
  const from = await source.below(id);
  const outcome: MirrorOutcome =
    from === null ? { code: 'nothing-there' } : await copier(from, join(target, id), { bureau: id, pin: roots.pin });
  const done = outcome.code === 'done';
  const lines = done
    ? doneLines(outcome, lang, io.now())
    : [refusalOf(outcome, roots.own, { ...asked, where: `${asked.where.replace(/\/$/, '')}/${id}/` })];
  const say = done ? io.out : io.err;
  say(`${[`${done ? '✓' : '✗'} ${w.bureau({ name, id })}`, ...lines].join('\n')}\n\n`);
  return done;
}
