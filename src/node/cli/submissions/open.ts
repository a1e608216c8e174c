/** `submissions open`. */
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import { isPlainCell, loadFindings } from '../../desk/decisions.ts';
import { describeSubmission } from '../../desk/describe.ts';
import { atDesk, type Desk } from '../../desk/desk.ts';
import { findRow, type OpenedRow, openRow } from '../../desk/find.ts';
import { noteKinds } from '../../desk/kinds.ts';
import { checkObjection, type ObjectionCheck } from '../../desk/objection.ts';
import { type OpenedPhoto, openPhotos, REDACTED_FILE, writeOpened } from '../../desk/open-files.ts';
import { redactedCopy } from '../../desk/redact.ts';
import { describeSteps } from '../../desk/steps.ts';
import type { SubmissionRow } from '../../intake/store/store.ts';
import { type CodeTable, loadCodes } from '../../publish/codes.ts';
import { loadSaltSecret } from '../../publish/keys.ts';
import type { Io } from '../command.ts';
import { deskKeys, FIND_FAULTS, misused, NUMBER_MISSING, pairFaults } from './shared.ts';
import { USAGE } from './usage.ts';

interface OpenOrder {
  readonly number: string;
  readonly out: string | null;
  readonly escrow: boolean;
  readonly by: string | null;
  readonly passphraseFile: string | undefined;
}

const BY_FAULT = '--by 请写姓名，不要用符号开头。/ --by: write a name that does not begin with a sign.';

export async function open(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      escrow: { type: 'boolean', default: false },
      by: { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
  });
  const [dir = '', number = ''] = positionals;
  const faults = [...pairFaults(positionals, NUMBER_MISSING), ...(isPlainCell(values.by ?? '') ? [] : [BY_FAULT])];
  if (faults.length > 0) return misused(USAGE.open, io, faults);
  const order: OpenOrder = {
    number,
    out: values.out === undefined ? null : resolve(io.cwd, values.out),
    escrow: values.escrow,
    by: values.by ?? null,
    passphraseFile: values['passphrase-file'],
  };
  return atDesk(resolve(io.cwd, dir), io.env, (desk) => openOne(desk, order, io));
}

async function openOne(desk: Desk, order: OpenOrder, io: Io): Promise<0 | 1> {
  const found = await findRow(desk.store, order.number);
  if (!found.ok) {
    io.err(`${FIND_FAULTS[found.fault]}\n`);
    return 1;
  }
  const row = found.value;
  const keys = await deskKeys(desk.dir, order.passphraseFile, io, order.escrow ? 'escrow' : 'desk');
  const opened = await openRow(row, keys);
  if (!opened.ok) {
    io.err(`${FIND_FAULTS[opened.fault]}\n`);
    return 1;
  }
  const detail = { number: row.number, key: order.escrow ? 'escrow' : 'desk', by: order.by };
  // Before anything is shown: who looked stands in the audit also when the terminal was closed early.
  await desk.store.note('opened', JSON.stringify(detail), io.now().toISOString());
  await noteKinds(desk.dir, new Map([[row.number, opened.value.opened.submission.kind]]));
  await show(desk, row, opened.value, order.out, io);
  // Last: a damaged file of findings must not keep anybody from reading the complaint.
  const status = await desk.store.status(row.number);
  if (status !== null) io.out(describeSteps(status, await loadFindings(desk.dir)));
  return 0;
}

async function show(desk: Desk, row: SubmissionRow, it: OpenedRow, out: string | null, io: Io): Promise<void> {
  const codes = await loadCodes(desk.dir);
  const { submission } = it.opened;
  const objection = await objectionOf(desk, row, it, codes);
  io.out(describeSubmission({ row, submission, codes, objection, terms: desk.bureau.intakeTerms }));
  const photos = await openPhotos(desk.store, it);
  io.out(photosText(photos, out !== null));
  if (out === null) return;
  await writeOpened(out, photos, redactedCopy(submission, row.receivedAt, codes));
  io.out(
    `已写入${out}：${REDACTED_FILE}${photos.length === 0 ? '' : '和照片'}。用完请删除。/ Written to ${out}; delete it when you are done with ${groupReceiptNumber(row.number)}.\n`,
  );
}

/** The secret behind the letters is made by publishing; here it is only read, for a new one would call every code wrong. */
async function objectionOf(
  { dir, bureau }: Desk,
  row: SubmissionRow,
  { opened }: OpenedRow,
  codes: CodeTable,
): Promise<ObjectionCheck | null> {
  const { objectionCode, institution } = opened.submission;
  const here = await access(join(dir, 'keys/salt.hex')).then(
    () => true,
    () => false,
  );
  if (objectionCode === null || !here) return null;
  const letters = { saltSecret: await loadSaltSecret(dir), bureau: bureau.id, codes };
  return checkObjection(objectionCode, institution, row.receivedAt, letters);
}

const PHOTO_FAULTS: Readonly<Record<Exclude<OpenedPhoto['fault'], null>, string>> = {
  missing: '缺少部分内容或已损坏，打不开 / incomplete or damaged',
  'not-jpeg': '不是照片，不要打开 / not a photo: do not open it',
  'trailing-data': '照片后面藏有别的内容，不要打开 / something is hidden behind it: do not open it',
  'too-many-pixels': '像素过多，可能使电脑死机，不要打开 / too many pixels: do not open it',
  'has-metadata': '带有拍摄信息，可能有地点，不得转交 / carries metadata, perhaps places: never pass it on',
  truncated: '照片不完整，不要打开 / cut off: do not open it',
};

function photosText(photos: readonly OpenedPhoto[], written: boolean): string {
  return photos
    .map(({ file, fault }, index) => {
      const name = file === null ? `第${index + 1}张` : `第${index + 1}张 ${file}`;
      const kept = written || file === null ? '' : '（加 --out FOLDER 保存 / saved with --out）';
      return `照片${name}：${fault === null ? '正常 / sound' : PHOTO_FAULTS[fault]}${kept}\n`;
    })
    .join('');
}
