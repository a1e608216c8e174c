import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bodyData } from '../../../src/core/complaint/envelope.ts';
import { groupReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import { sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { openAnswer } from '../../../src/core/complaint/status.ts';
import { BODY, derive, encrypt } from '../../../src/core/complaint/suite.ts';
import { toBase64Url, utf8 } from '../../../src/core/domain/bytes.ts';
import { loadSaltSecret } from '../../../src/node/publish/keys.ts';
import { objectionCode } from '../../../src/node/publish/objection-codes.ts';
import { publicIntakeKeys, rotateIntakeKey } from '../../../src/node/publish/signing/intake-keys.ts';
import { makeDraft, seededRandom } from '../../support/complaint.ts';
import { jpeg, makeOffice, type Office, PASSPHRASE, RECEIVED } from '../desk/support.ts';

const STEP = new Date('2026-03-05T02:00:00Z');
const CONTACT = { name: '周小明', phone: '13800001234' };

describe('list', () => {
  test('says number, day, state and term, what is due first; never content, and needs no passphrase', async () => {
    const office = await makeOffice();
    const old = await office.receive({ contact: CONTACT }, [], new Date('2026-02-20T04:00:00Z'));
    const fresh = await office.receive({});
    const noPassphrase = { YIXINMA_PASSPHRASE_FILE: undefined };
    expect(await office.run(['submissions', 'list', '.'], RECEIVED, noPassphrase)).toBe(0);
    const { out } = office.said;
    expect(out.indexOf(groupReceiptNumber(old.number))).toBeLessThan(out.indexOf(groupReceiptNumber(fresh.number)));
    expect(out).toContain('2026-02-27  已收到 received  未分拣 ⚠逾期');
    expect(out).toContain('共2件，逾期1件');
    expect(out).not.toMatch(/周小明|1380000|门诊部|名单/);
    await office.run(['submissions', 'list', '.', '--json', '--state', 'received']);
    expect(JSON.parse(office.said.out)).toEqual([
      expect.objectContaining({ number: groupReceiptNumber(old.number), due: '2026-02-27', overdue: true }),
      expect.objectContaining({ number: groupReceiptNumber(fresh.number), due: '2026-03-09', overdue: false }),
    ]);
    expect(Object.keys(JSON.parse(office.said.out)[0]).sort()).toEqual([
      'deleted',
      'due',
      'kind',
      'number',
      'overdue',
      'receivedAt',
      'state',
    ]);
    await office.run(['submissions', 'list', '.', '--json', '--state', 'accepted']);
    expect(JSON.parse(office.said.out)).toEqual([]);
  });

  test('a mistyped folder is refused and nothing is left behind in it', async () => {
    const office = await makeOffice();
    await mkdir(join(office.dir, 'empty'));
    expect(await office.run(['submissions', 'list', 'empty'])).toBe(1);
    expect(await readdir(join(office.dir, 'empty'))).toEqual([]);
    expect(await office.run(['submissions', 'list', '.'])).toBe(1);
    expect(office.said.err).toContain('intake.sqlite');
    expect(await readdir(join(office.dir, 'intake'))).toEqual([]);
  });
});

describe('open', () => {
  test('prints everything, saves photos and a redacted copy for its owner alone, and leaves a trace in the audit', async () => {
    const office = await makeOffice();
    const text = '我是周小明，电话138 0000 1234，那天没有公示栏。';
    const { number } = await office.receive({ contact: CONTACT, text, healthConsent: true }, [jpeg(), jpeg([1])]);
    expect(
      await office.run(['submissions', 'open', '.', groupReceiptNumber(number), '--out', 'case', '--by', '王办']),
    ).toBe(0);
    for (const part of [
      '举报',
      '机构编号A1',
      '周小明',
      '13800001234',
      '不可以——',
      '同意',
      '照片：2张',
      '期限2026-03-09',
    ]) {
      expect(office.said.out).toContain(part);
    }
    const folder = join(office.dir, 'case');
    expect((await readdir(folder)).sort()).toEqual(['photo-1.jpg', 'photo-2.trailing-data.quarantine', 'redacted.txt']);
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    expect(new Uint8Array(await readFile(join(folder, 'photo-1.jpg')))).toEqual(jpeg());
    const redacted = await readFile(join(folder, 'redacted.txt'), 'utf8');
    expect(redacted).toContain('那天没有公示栏');
    expect(redacted).not.toMatch(/周小明|138|姓名|电话：|同意|监护/);
    expect(redacted).not.toContain(number.slice(0, 4));
    const trace = await office.store((store) => store.audit(1, 100));
    expect(trace.find(({ kind }) => kind === 'opened')?.detail).toBe(
      JSON.stringify({ number, key: 'desk', by: '王办' }),
    );
  });

  test('a writer who lets the institution know stands in the copy with name and telephone', async () => {
    const office = await makeOffice();
    const { number } = await office.receive({ contact: CONTACT, tellInstitution: true });
    expect(await office.run(['submissions', 'open', '.', number, '--out', 'case'])).toBe(0);
    expect(await readFile(join(office.dir, 'case/redacted.txt'), 'utf8')).toMatch(/姓名：周小明\n电话：13800001234/);
  });

  test('attack: escapes and overrides in every field reach neither the terminal nor the files', async () => {
    const office = await makeOffice();
    const evil = '\u001b[2J\u202e\u009b31m\r';
    const { number } = await office.receive({
      text: `${evil}\n姓名：别人`,
      when: evil,
      institution: '\u001b[1m',
      institutionName: evil,
      contact: { name: evil, phone: evil },
      notice: evil,
      objectionCode: evil,
    });
    expect(await office.run(['submissions', 'open', '.', number, '--out', 'case'])).toBe(0);
    const written = office.said.out + (await readFile(join(office.dir, 'case/redacted.txt'), 'utf8'));
    expect(written).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(written).toContain('‹U+001B›[2J‹U+202E›');
    expect(written).toContain('\n│ 姓名：别人');
  });

  test('attack: a link in the place of a file is not followed, and nothing is overwritten', async () => {
    const office = await makeOffice();
    const { number } = await office.receive({}, [jpeg()]);
    await mkdir(join(office.dir, 'case'));
    await writeFile(join(office.dir, 'precious'), 'x');
    await symlink(join(office.dir, 'precious'), join(office.dir, 'case/photo-1.jpg'));
    expect(await office.run(['submissions', 'open', '.', number, '--out', 'case'])).toBe(1);
    expect(office.said.err).toContain('没有覆盖');
    expect(await readFile(join(office.dir, 'precious'), 'utf8')).toBe('x');
  });

  test('the code on the letter is called right, another institution’s, or wrong', async () => {
    const office = await makeOffice();
    const salt = await loadSaltSecret(office.dir);
    const [own, other] = ['A1', 'A2'].map((id) => objectionCode(salt, 'example', 2025, id));
    const said = async (code: string | undefined) => {
      const { number } = await office.receive({ kind: 'objection', objectionCode: code ?? '' });
      await office.run(['submissions', 'open', '.', number]);
      return office.said.out.split('\n').find((line) => line.startsWith('通知书编码'));
    };
    expect(await said(own?.toLowerCase())).toContain('正确：机构编号A1，2025年度');
    expect(await said(other)).toContain('另一家的，机构编号A2');
    expect(await said('AAAAA AAAAA')).toContain('不对');
  });

  test('without the secret of the letters no code is called wrong, and none is made', async () => {
    const office = await makeOffice();
    const { number } = await office.receive({ kind: 'objection', objectionCode: 'AAAAA AAAAA' });
    await office.run(['submissions', 'open', '.', number]);
    expect(office.said.out).toContain('无法核对');
    expect(await readdir(join(office.dir, 'keys'))).not.toContain('salt.hex');
  });

  test('after a key change earlier submissions open, with the desk’s key or with the one from the safe', async () => {
    const office = await makeOffice();
    const before = await office.receive({ text: '换密钥以前' });
    await rotateIntakeKey(join(office.dir, 'keys'), 'desk', PASSPHRASE, { N: 2 ** 14, r: 8, p: 1 });
    const after = await office.receive({ text: '换密钥以后' });
    for (const [number, text] of [
      [before.number, '换密钥以前'],
      [after.number, '换密钥以后'],
    ] as const) {
      for (const more of [[], ['--escrow']]) {
        expect(await office.run(['submissions', 'open', '.', number, ...more])).toBe(0);
        expect(office.said.out).toContain(text);
      }
    }
  });

  test('attack: a wrong passphrase opens nothing and says so', async () => {
    const office = await makeOffice();
    const { number } = await office.receive({});
    await writeFile(join(office.dir, 'pass.txt'), 'wrong passphrase, long enough');
    expect(await office.run(['submissions', 'open', '.', number])).toBe(1);
    expect(office.said.err).toContain('口令不对');
    expect(office.said.out).toBe('');
  });

  test.each([
    ['not JSON', () => '{'],
    ['another body', (text: string) => text.replace(/"body":"../, '"body":"AA')],
    ['another id', (text: string) => text.replace(/0b5f9a52/g, '1b5f9a52')],
  ])('attack: a row whose envelope became %s is called damaged', async (_, change) => {
    const office = await makeOffice();
    const { number } = await office.receive({});
    await alterEnvelope(office, change);
    expect(await office.run(['submissions', 'open', '.', number])).toBe(1);
    expect(office.said.err).toContain('请从备份恢复');
  });

  test.each([
    ['7K3M', '编号不对'],
    ['0000-0000-0000', '没有这个编号'],
  ])('the number %s is told apart', async (typed, message) => {
    const office = await makeOffice();
    await office.receive({});
    expect(await office.run(['submissions', 'open', '.', typed])).toBe(1);
    expect(office.said.err).toContain(message);
  });
});

async function alterEnvelope(office: Office, change: (text: string) => string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(join(office.dir, 'intake/intake.sqlite'));
  const row = db.prepare('select envelope from submissions').get();
  db.prepare('update submissions set envelope = ?').run(change(String(row?.envelope)));
  db.close();
}

describe('decide', () => {
  const decide = (office: Office, number: string, state: string, more: readonly string[] = [], at = STEP) =>
    office.run(['submissions', 'decide', '.', number, '--state', state, '--by', '王办', ...more], at);

  test('accepting sets the stated term and needs no passphrase; the answer reaches the writer’s code alone', async () => {
    const office = await makeOffice();
    const { id, number, secret } = await office.receive({});
    const args = ['submissions', 'decide', '.', number, '--state', 'accepted', '--by', '王办'];
    expect(await office.run(args, STEP, { YIXINMA_PASSPHRASE_FILE: undefined })).toBe(0);
    expect(office.said.out).toContain('2026-05-04');
    await writeFile(join(office.dir, 'answer.txt'), '\uFEFF经查，已责令改正。\n');
    expect(await decide(office, number, 'answered', ['--answer-file', 'answer.txt'])).toBe(0);
    const status = await office.store((store) => store.status(number));
    expect(status?.history.map(({ state }) => state)).toEqual(['received', 'accepted', 'answered']);
    const answer = status?.history[2]?.answer;
    expect(answer && (await openAnswer(answer, id, secret))).toBe('经查，已责令改正。');
  });

  test('without stated terms no term is made up, and the clerk is told', async () => {
    const office = await makeOffice({ intakeTerms: null });
    const { number } = await office.receive({});
    expect(await decide(office, number, 'accepted')).toBe(0);
    expect(office.said.out).toContain('没有期限');
    expect(await decide(office, number, 'investigating', ['--due', '2026-04-01'])).toBe(0);
    expect((await office.store((store) => store.status(number)))?.due).toBe('2026-04-01');
  });

  test.each([
    ['closed', [], '不能走这一步'],
    ['answered', ['--answer', '好'], '不能走这一步'],
    ['refused', [], '要写给本人的话'],
    ['moved', ['--answer', '  '], '要写给本人的话'],
    ['accepted', ['--due', '2026-03-04'], '期限不能早于今天'],
    ['accepted', ['--outcome', 'substantiated'], '只能随答复'],
    ['accepted', ['--answer', '字'.repeat(5001)], '不要超过5000字'],
  ])('a received one does not become %s with %j, and stays as it was', async (state, more, message) => {
    const office = await makeOffice();
    const { number } = await office.receive({});
    expect(await decide(office, number, state, more)).toBe(1);
    expect(office.said.err).toContain(message);
    expect((await office.store((store) => store.status(number)))?.history).toHaveLength(1);
    expect(await readdir(join(office.dir, 'intake'))).not.toContain('decisions.csv');
  });

  test.each([
    [['--state', 'gone', '--by', 'x']],
    [['--state', 'accepted']],
    [['--state', 'accepted', '--by', 'x', '--due', '2026-02-30']],
    [['--state', 'answered', '--by', 'x', '--answer', 'a', '--answer-file', 'b']],
    [['--state', 'answered', '--by', 'x', '--answer', 'a', '--document-no', '1']],
    [['--state', 'answered', '--by', 'x', '--answer', 'a', '--outcome', 'maybe']],
    [['--state', 'accepted', '--by', 'x', '--unknown']],
  ])('wrong usage %j', async (args) => {
    const office = await makeOffice();
    expect(await office.run(['submissions', 'decide', '.', '7K3M9PQ2XD40', ...args])).toBe(2);
    expect(office.said.err).toContain('submissions decide DIR NUMBER');
  });

  test('two clerks at once: one decides, the other is told; a finding of the slower one never counts', async () => {
    const office = await makeOffice();
    const { number } = await office.receive({});
    await decide(office, number, 'accepted');
    const finding = (by: string) => [
      ...['submissions', 'decide', '.', number, '--state', 'answered', '--by', by, '--answer', '已查实'],
      ...['--outcome', 'substantiated', '--document-no', `示卫投诉〔2026〕${by}号`, '--on', '2026-03-05'],
    ];
    const results = await Promise.all([
      office.run(finding('甲'), new Date('2026-03-05T02:00:00.001Z')),
      office.run(finding('乙'), new Date('2026-03-05T02:00:00.002Z')),
    ]);
    expect([...results].sort()).toEqual([0, 1]);
    expect(office.said.err).toContain('可能有人刚办过');
    await office.run(['submissions', 'export', '.', '--json'], STEP);
    const winner = results[0] === 0 ? '甲' : '乙';
    expect(JSON.parse(office.said.out).rows).toEqual([
      expect.objectContaining({ documentNo: `示卫投诉〔2026〕${winner}号` }),
    ]);
  });

  test.each([
    ['of no form at all', '!'],
    ['a point that is not on the curve', toBase64Url(new Uint8Array(65).fill(4))],
  ])('attack: a reply key that is %s does not keep the bureau from ending the case', async (_, replyKey) => {
    const office = await makeOffice();
    const [received] = await office.take([{ ...(await sealWithReplyKey(office, replyKey)), at: RECEIVED }]);
    const number = received?.number ?? '';
    expect(await decide(office, number, 'refused', ['--answer', '不属于本局'])).toBe(0);
    expect(office.said.out).toContain('没有可用的回复公钥');
    const status = await office.store((store) => store.status(number));
    expect(status?.history[1]).toMatchObject({ state: 'refused', answer: null });
  });
});

/** As a changed program would seal it: the content key is the first thing that sealing draws. */
async function sealWithReplyKey(office: Office, replyKey: string) {
  const { intake } = await publicIntakeKeys(join(office.dir, 'keys'), 'example', 0);
  const secret = newSecret(seededRandom('secret'));
  const sealed = await sealSubmission(makeDraft(), [], intake, secret, seededRandom(replyKey));
  const contentKey = seededRandom(replyKey)(32);
  const text = utf8(JSON.stringify({ ...sealed.submission, replyKey }));
  const bound = bodyData(sealed.envelope);
  const body = toBase64Url(await encrypt(derive(contentKey, 'yixinma-body-1'), BODY, bound, text));
  return { envelope: { ...sealed.envelope, body }, parts: [], secret };
}
