/** A small published site, and the same one after a second publication: what `verify` and `mirror` are shown. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { typed } from './terminal.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from './workspace.ts';

export const NAMES = ['青石镇和安口腔门诊部', '白水镇卫生院', '南山镇康宁诊所'] as const;
/** A month after the second publication. */
export const READ_AT = new Date(NOW.getTime() + 35 * 86_400_000);

export interface VerifiedSite {
  readonly base: string;
  readonly dist: string;
  /** As first published, and as published five days later. */
  readonly first: string;
  readonly second: string;
  /** Codes in the order of `NAMES`. */
  readonly codes: readonly string[];
  /** Of the first root file, hex. */
  readonly dispose: () => Promise<void>;
}

export async function makeVerifiedSite(): Promise<VerifiedSite> {
  const base = await mkdtemp(join(tmpdir(), 'yixinma-verified-'));
  const [dir, dist, first, second] = ['county', 'dist', 'first', 'second'].map((name) => join(base, name));
  if (!dir || !dist || !first || !second) throw new Error('no folder');
  await writeBuild(dist);
  const publish = async (scores: readonly string[], days: number, to: string) => {
    await writeCounty(dir, {
      机构: NAMES.map((name, at) => ({ 机构编号: `A${at}`, 名称: name, 地址: `中街${at + 1}号` })),
      评定: scores.flatMap((score, at) => onSite(`A${at}`, score)),
    });
    const now = new Date(NOW.getTime() + days * 86_400_000);
    const outcome = await publishRelease({ dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
    await cp(join(dir, 'site'), to, { recursive: true, dereference: true });
  };
  await publish(['95', '75', '70'], 0, first);
  await publish(['95', '75', '55'], 5, second);
  const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
  const codes = NAMES.map((_, at) => lines.find((line) => line.includes(`"A${at}"`))?.slice(0, 10) ?? '');
  return { base, dist, first, second, codes, dispose: () => rm(base, { recursive: true, force: true }) };
}

let copies = 0;

/** A copy of a site that a test may change. */
export async function altered(site: string, change: (copy: string) => Promise<void>): Promise<string> {
  const copy = `${site}-${copies++}`;
  await cp(site, copy, { recursive: true });
  await change(copy);
  return copy;
}

/** Writes a file of a copy anew; throws when the change changes nothing. */
export async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  await writeFile(file, after);
}

/** The signed file of that name among the targets. */
export async function targetOf(site: string, name: string): Promise<string> {
  const paths = await readdir(join(site, 'd/targets'), { recursive: true });
  return join(site, 'd/targets', paths.find((path) => path.endsWith(`.${name}`)) ?? name);
}

export function yixinma(cwd: string, args: readonly string[], now = READ_AT) {
  return typed(args, { cwd, now });
}
