/** `yixinma boards DIR`: the bureau's batch of boards or stickers, ready to print. */

import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { siteUrl } from '../../core/domain/site-address.ts';
import { claimFits } from '../../core/trust/claim.ts';
import type { ClaimKey } from '../../core/trust/claim-keys.ts';
import { counted } from '../../core/words/lang.ts';
import {
  type BoardOrder,
  type BoardSource,
  type Boards,
  loadSheetRenderer,
  makeBoards,
  pageOpenings,
  type SheetRefusal,
  type SheetRenderer,
  saveBoards,
} from '../publish/boards.ts';
import { publishedClaims } from '../publish/claims.ts';
import { type LastRelease, loadLastRelease } from '../publish/last-release.ts';
import { signedOpenings } from '../publish/on-request/load.ts';
import { type ClaimSigner, loadClaimSigner, revokeClaimKey } from '../publish/signing/claim-keys.ts';
import { loadInspectorKeys } from '../publish/signing/inspector-key.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import type { Command, Io } from './command.ts';
import { askPassphrase } from './passphrase.ts';
import { folderFaults, notOneOf, wrongUsage } from './wrong-usage.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

/** Why the release cannot be printed from, as one line; or the release. */
type Source =
  | { readonly source: BoardSource /** Keys that phones know. */; readonly claimKeys: readonly ClaimKey[] }
  | { readonly problem: string };

export interface BoardsWorld {
  readonly loadSource: (dir: string, now: Date) => Promise<Source>;
  readonly loadRenderer: () => Promise<SheetRenderer>;
}

/** Of a withdrawn label the policy says itself why, and what becomes of it. */
const WHY: Readonly<Record<Exclude<SheetRefusal, 'label-withdrawn'>, string>> = {
  'not-operating': '已歇业，或许可已被吊销、注销 / closed, or the licence is revoked or cancelled',
  'certificate-ended':
    '证书已过有效期，作废，证书和铭牌不得继续使用 / the certificate has expired and is void, and must not be used any more',
  'not-rated': '目前没有有效的协会信用评价 / no valid rating by the association',
  'code-too-dense': '网址太长，二维码会过密 / the address is too long for a code that can be read',
};

/** The command over its world; tests give another. */
export function boardsCommand(world: BoardsWorld): Command {
  return {
    name: 'boards',
    summary: '批量生成公示栏、二维码贴纸 / make boards and code stickers to print',
    usage:
      'yixinma boards DIR [--town T] [--paper a3|a4] [--stickers] [--out DIR] [--no-claims] [--passphrase-file FILE]\n' +
      'yixinma boards DIR --revoke-claims KEY',
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          town: { type: 'string' },
          paper: { type: 'string', default: 'a3' },
          stickers: { type: 'boolean', default: false },
          out: { type: 'string' },
          'no-claims': { type: 'boolean', default: false },
          'passphrase-file': { type: 'string' },
          'revoke-claims': { type: 'string' },
        },
      });
      const [dir] = positionals;
      const { paper, town = null } = values;
      const faults = [...folderFaults(positionals)];
      if (!isPaper(paper)) faults.push(notOneOf('--paper', paper, PAPERS));
      if (dir === undefined || !isPaper(paper) || faults.length > 0) return wrongUsage(io, this, faults);
      const workspace = resolve(io.cwd, dir);
      if (values['revoke-claims'] !== undefined) return revoke(workspace, values['revoke-claims'], io);
      const loaded = await world.loadSource(workspace, io.now());
      if ('problem' in loaded) {
        io.err(`${loaded.problem}\n`);
        return 1;
      }
      const kind = values.stickers ? 'stickers' : 'board';
      const order: BoardOrder = { kind, paper, town, printedOn: chinaDay(io.now()) };
      const { source, claimKeys } = loaded;
      const ask = () => askPassphrase({ file: values['passphrase-file'], keys: join(workspace, 'keys') }, io);
      const claims = kind === 'board' && !values['no-claims'];
      const signer = claims
        ? await loadClaimSigner(join(workspace, 'keys'), claimKeys, siteUrl(source.bureau), ask)
        : null;
      const boards = makeBoards(source, await world.loadRenderer(), order, signer);
      if (claims) tellClaims(boards, signer, source, io);
      const out = values.out === undefined ? join(workspace, 'boards') : resolve(io.cwd, values.out);
      const folder = join(out, values.stickers ? 'stickers' : paper);
      return finish(boards, folder, town, source, io);
    },
  };
}

const PAPERS: readonly BoardOrder['paper'][] = ['a3', 'a4'];

function isPaper(text: string): text is BoardOrder['paper'] {
  return PAPERS.some((paper) => paper === text);
}

/** What the clerk should know of the codes before they go to the printer. */
function tellClaims({ claimed }: Boards, signer: ClaimSigner | null, { bureau }: BoardSource, io: Io): void {
  if (signer === null) {
    io.out(
      '二维码不带防伪信息：已公布的数据中没有可用的防伪密钥，请先发布一次再打印。/ The codes carry no claims: no usable key of claims is published yet. Publish once, then print.\n',
    );
  } else if (!claimFits(siteUrl(bureau))) {
    io.out('二维码不带防伪信息：网址太长，放不下。/ The codes carry no claims: the address is too long for them.\n');
  } else {
    io.out(
      `${claimed}家的二维码带有等级防伪信息（密钥${signer.kid}）。/ ${counted(claimed, 'code carries', 'codes carry')} a claim, key ${signer.kid}.\n`,
    );
  }
}

async function revoke(dir: string, kid: string, io: Io): Promise<0 | 1> {
  if (await revokeClaimKey(join(dir, 'keys'), Number(kid), chinaDay(io.now()))) {
    io.out(
      `防伪密钥${kid}已停用，发布（yixinma publish）之后生效；用它打印的公示栏都要重新打印。/ Key ${kid} of claims is revoked from the next publication on. Boards printed with it must be printed anew.\n`,
    );
    return 0;
  }
  io.err(`没有这个编号的防伪密钥：${kid}。/ No key of claims has this number.\n`);
  return 1;
}

async function finish(boards: Boards, folder: string, town: string | null, source: BoardSource, io: Io) {
  const { printed, towns, refused } = boards;
  const { zh, en } = source.terms.board.withdrawn;
  for (const { name, code, why } of refused) {
    io.out(`未打印 ${name}（${code}）：${why === 'label-withdrawn' ? `${zh} / ${en}` : WHY[why]}\n`);
  }
  if (printed > 0 || refused.length > 0) await saveBoards(folder, boards, town === null);
  if (printed === 0) {
    const all = [...new Set(source.records.map((record) => record.town))].join('、');
    const hint = refused.length > 0 ? '' : `没有这个乡镇：${town ?? ''}。可选：${all}。/ No such town.\n`;
    io.err(`没有可打印的机构。/ Nothing to print.\n${hint}`);
    return 1;
  }
  io.out(
    `已生成${printed}家，${towns.length}个乡镇各一个合订本，在 ${folder}。打印比例选100%，边距选“无”。\n` +
      `${counted(printed, 'institution')}, one combined file for each of ${counted(towns.length, 'town')}. Print at 100 %, without margins.\n`,
  );
  return 0;
}

/** The current release of a workspace, believed only after verification, with the staff lists of its pages. */
async function loadSource(dir: string, now: Date): Promise<Source> {
  const last = await loadLastRelease(dir, now);
  if (!last.ok) {
    const [first] = last.fault;
    return {
      problem: `已发布的数据没有通过核验（${first?.code} ${first?.file}），请重新发布。/ The published data failed verification: publish again.`,
    };
  }
  const release = last.value?.releases.at(-1);
  if (last.value === null || release === undefined) {
    return { problem: `还没有发布，请先运行 yixinma publish。/ Nothing is published in ${dir} yet.` };
  }
  const { bureau, terms, records, fingerprint } = last.value;
  const openings = await openingsOf(dir, last.value);
  if (!openings.ok) return { problem: openings.fault };
  const claims = await publishedClaims(dir, last.value);
  return {
    source: { bureau, terms, release, fingerprint, records, openings: openings.value },
    claimKeys: claims?.keys ?? [],
  };
}

/** With the staff lists: of the pages, or, where those are no files, of the signed file for inspectors. */
async function openingsOf(dir: string, release: LastRelease): Promise<Result<BoardSource['openings'], string>> {
  const { records, bureau } = release;
  if (!pagesOnRequest(bureau)) {
    const { openings, altered } = await pageOpenings(join(dir, 'site'), records);
    return altered.length === 0 ? ok(openings) : fail(differText(altered, '个页面', 'pages'));
  }
  const fetcher = directoryFetcher(join(dir, 'site/d'));
  const signed = await signedOpenings(fetcher, release, await loadInspectorKeys(join(dir, 'keys')));
  if (!signed.ok) return fail(differText(signed.fault, '处人员名单', 'staff lists'));
  return ok(new Map(records.map(({ code }) => [code, signed.value(code)])));
}

function differText(named: readonly string[], zh: string, en: string): string {
  const some = named.slice(0, 3).join('、');
  return `${named.length}${zh}与签名的数据不一致（${some}${named.length > 3 ? '……' : ''}），请重新发布。/ ${named.length} ${en} differ from the signed data: publish again.`;
}

export const boards: Command = boardsCommand({ loadSource, loadRenderer: () => loadSheetRenderer(DIST) });
