/** Whether what a release says holds together: records and their root, stage, log, commitments. */
import { type Bytes, toHex, utf8 } from '../../core/domain/bytes.ts';
import { leafHash, type MerkleTree, merkleTree } from '../../core/domain/merkle.ts';
import { openingsMatch } from '../../core/snapshot/opening.ts';
import { maySupersede } from '../../core/snapshot/parts.ts';
import { type InstitutionRecord, recordText } from '../../core/snapshot/record.ts';
import { logFaults } from './amended.ts';
import { isWordedByRulebook } from './grade-words.ts';
import type { ReleaseContent } from './read-content.ts';
import { sha256 } from './sha256.ts';
import type { SiteProblem } from './site-problem.ts';
import { stageProblems } from './stage-problems.ts';

/** The tree over the records as they are rebuilt from the data files. */
export async function treeOf({ records }: Pick<ReleaseContent, 'records'>): Promise<MerkleTree> {
  const leaves: Bytes[] = [];
  for (const record of records) leaves.push(await leafHash(utf8(recordText(record)), sha256));
  return merkleTree(leaves, sha256);
}

/** Whether the newest release names the root of that tree. */
export function isNamedRoot({ releases }: Pick<ReleaseContent, 'releases'>, { root, count }: MerkleTree): boolean {
  const newest = releases.at(-1);
  return newest?.root === toHex(root) && newest.count === count;
}

/** All problems of a release that need neither its signatures nor its pages to be seen; `tree`: over its records. */
export async function contentProblems(content: ReleaseContent, tree: MerkleTree): Promise<SiteProblem[]> {
  return [
    ...rootProblems(content, tree),
    ...stageProblems(content),
    ...wordProblems(content),
    ...supersededProblems(content),
    ...foreignParts(content),
    ...logFaults(content.log, content.records).map((detail) => ({ code: 'data' as const, file: 'log.json', detail })),
    ...(await foreignOpenings(content)).map((code) => {
      return { code: 'data' as const, file: `${content.directory}/penalties`, detail: `record ${code}` };
    }),
  ];
}

function rootProblems(content: ReleaseContent, tree: MerkleTree): SiteProblem[] {
  if (isNamedRoot(content, tree)) return [];
  const named = content.releases.at(-1)?.root ?? 'none';
  return [{ code: 'record-root', file: 'records.json', detail: `rebuilt ${toHex(tree.root)}, named ${named}` }];
}

function wordProblems({ records, terms }: ReleaseContent): SiteProblem[] {
  const wrong = records.filter((record) => !isWordedByRulebook(record, terms));
  return wrong.map(({ code }) => ({ code: 'data', file: 'records.json', detail: `words of grade in record ${code}` }));
}

/** Data files that say they are another bureau's, or another year's: so would every record in them. */
function foreignParts({ parts, bureau, directory }: ReleaseContent): SiteProblem[] {
  return parts
    .filter(({ header }) => `${header.bureau}/${header.year}` !== directory || header.bureau !== bureau.id)
    .map(({ header }) => {
      const detail = `the release is of ${directory}, the part of ${header.bureau}/${header.year}`;
      return { code: 'data', file: `${directory}/index.bin`, detail };
    });
}

/** Rows of the data files that are not what is in force, and say what must have left with them (`maySupersede`). */
function supersededProblems({ records, parts }: ReleaseContent): SiteProblem[] {
  const byCode = new Map<string, InstitutionRecord>(records.map((record) => [record.code, record]));
  const rows = parts.flatMap((part) => part.rows);
  return rows
    .filter((row) => {
      const now = byCode.get(row.code);
      return now !== undefined && now !== row && !maySupersede(now, row);
    })
    .map(({ code }) => ({ code: 'data', file: 'profile.bin', detail: `superseded record ${code}` }));
}

async function foreignOpenings({ records, openings }: ReleaseContent): Promise<string[]> {
  const byCode = new Map<string, readonly string[]>(records.map(({ code, sealed }) => [code, sealed]));
  const wrong: string[] = [];
  for (const [code, own] of openings) {
    if (!(await openingsMatch(byCode.get(code) ?? [], own))) wrong.push(code);
  }
  return wrong;
}
