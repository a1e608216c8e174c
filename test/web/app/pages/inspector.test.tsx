// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../../src/core/domain/institution.ts';
import { codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import {
  groupInspectorCode,
  type InspectorCode,
  newInspectorCode,
} from '../../../../src/core/snapshot/inspector-code.ts';
import { commitmentOf, type Opening } from '../../../../src/core/snapshot/opening.ts';
import { importInspectorKey, sealStaff, staffText } from '../../../../src/core/snapshot/staff-file.ts';
import { gzip } from '../../../../src/node/publish/pack.ts';
import { closeBook, keysOf } from '../../../../src/web/app/inspector/book.ts';
import { createInspector } from '../../../../src/web/app/inspector/inspector.ts';
import { record } from '../../../support/records.ts';
import { openApp } from '../open-app.tsx';
import { BUREAU_ID, DAY, LATER, publish } from '../support.ts';

const codeOf = (seed: number): InspectorCode =>
  newInspectorCode((length) => Uint8Array.from({ length }, (_, at) => (at * 7 + seed) % 200));
const CODE = codeOf(1);
const institution = (n: number) => codeFromBytes(Uint8Array.of(n, 2, 3, 4, 5, 6, 7, 8, 9));
const person = (name: string, title: string): StaffMember => ({
  name,
  category: '医师',
  group: 'doctor',
  title,
  scope: '内科专业',
});
const list = (...members: StaffMember[]): Opening => ({
  salt: 'AgICAgICAgICAgICAgICAg',
  body: { type: 'staff', members },
});
const OWN = list(person('苏小禾', '主治医师'), person('周柏年', '医师'));
const FORGED = list(person('苏小禾', '院长'));
const UNGRADED = { status: 'not-graded', state: 'new' } as const;
const STAFF = { doctors: 2, nurses: 0, others: 0 };

/** Two institutions; the second one's list in the file is not the one of its record. */
async function edition(code: InspectorCode, now = DAY, version = 1, previous: Parameters<typeof publish>[0] = {}) {
  const key = await importInspectorKey(code);
  const lists = new Map([
    [institution(1), OWN],
    [institution(2), FORGED],
  ]);
  const file = await sealStaff(key, { bureau: BUREAU_ID, year: 2026, part: 1, parts: 1 }, gzip(staffText(lists)));
  const own = await commitmentOf(OWN);
  const records = [
    record({ code: institution(1), name: '青石镇和安诊所', staff: STAFF, sealed: [own], outcome: UNGRADED }),
    record({ code: institution(2), name: '白水镇卫生院', staff: STAFF, sealed: [own], outcome: UNGRADED }),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
  return publish({ ...previous, records, now, version, more: { 'staff.bin': file } });
}

async function open({ path = '/inspector', files = null as Map<string, Uint8Array<ArrayBuffer>> | null } = {}) {
  const published = files ?? (await edition(CODE)).files;
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const inspector = createInspector(BUREAU_ID, storage);
  return { ...(await openApp(path, { files: published, inspector })), kept };
}

const enter = async (text: string) => {
  fireEvent.change(await screen.findByLabelText(/监督员密钥/), { target: { value: text } });
  fireEvent.click(screen.getByText('打开人员名单'));
};
const said = () => document.getElementById('inspector-said')?.textContent;
const names = () => [...document.querySelectorAll('.result')].map((element) => element.textContent);

afterEach(async () => {
  cleanup();
  closeBook();
  await keysOf(BUREAU_ID).forget();
});

describe('the inspectors’ page', () => {
  it('says what is wrong with a key as it was typed, and asks the origin for nothing', async () => {
    const { origin } = await open();
    for (const [text, sentence] of [
      [CODE.slice(1), '应是28个字符，现在是27个'],
      [`${CODE.slice(1)}?`, '不会出现的字符'],
      [`${CODE.slice(0, -1)}${CODE.endsWith('A') ? 'B' : 'A'}`, '输错了，或者两个字符颠倒了'],
    ] as const) {
      await enter(text);
      await waitFor(() => expect(said()).toContain(sentence));
    }
    expect(origin.dataAsked()).not.toContain('staff.bin');
  });

  it('opens the lists with the bureau’s key, and finds people by name and by position', async () => {
    const { origin, kept } = await open();
    expect(origin.dataAsked()).not.toContain('staff.bin');
    await enter(groupInspectorCode(CODE).toLowerCase());
    fireEvent.change(await screen.findByLabelText('姓名或职务'), { target: { value: '周柏年' } });
    await waitFor(() => expect(names()).toEqual(['周柏年医师，内科专业青石镇和安诊所，青石镇']));
    expect(origin.dataAsked().filter((name) => name === 'staff.bin')).toHaveLength(1);
    // What the device remembers in the clear is a mark, no key and no name.
    expect([...kept]).toEqual([[`yixinma-inspector-${BUREAU_ID}`, '1']]);
  });

  it('attack: a list that is not the one of its record is not shown, and said to differ', async () => {
    await open();
    await enter(CODE);
    fireEvent.change(await screen.findByLabelText('姓名或职务'), { target: { value: '苏小禾' } });
    await waitFor(() => expect(names()).toEqual(['苏小禾医师，主治医师，内科专业青石镇和安诊所，青石镇']));
    expect(screen.getByText('有1家的名单与公布的记录不一致，没有显示，请告诉本单位。')).toBeTruthy();
    expect(document.body.textContent).not.toContain('院长');
  });

  it('says of a right key that is another’s where to get the new one, and keeps nothing', async () => {
    const { kept } = await open();
    await enter(codeOf(2));
    await waitFor(() => expect(said()).toContain('可能已经更换'));
    expect(kept.get(`yixinma-inspector-${BUREAU_ID}`)).not.toBe('1');
    expect(await keysOf(BUREAU_ID).load()).toBeNull();
  });

  it('needs the network once; then it works without', async () => {
    const { origin } = await open();
    origin.online = false;
    await enter(CODE);
    await waitFor(() => expect(said()).toContain('请联网后再试'));
    origin.online = true;
    await enter(CODE);
    await screen.findByLabelText('姓名或职务');
    origin.online = false;
    fireEvent.change(screen.getByLabelText('姓名或职务'), { target: { value: '主治医师' } });
    await waitFor(() => expect(names()).toHaveLength(1));
  });

  it('shows an institution’s list on its page in the app, and of one whose list differs none', async () => {
    const { show } = await open();
    await enter(CODE);
    await screen.findByLabelText('姓名或职务');
    cleanup();
    show(`/i/${institution(1)}`);
    await waitFor(() => expect(document.querySelector('#staff .people')?.textContent ?? '').toContain('周柏年'));
    cleanup();
    show(`/i/${institution(2)}`);
    await screen.findByText(/名单没有存在这部手机上/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(document.body.textContent).not.toContain('院长');
  });

  it('forgets the key on request: the list is closed, and the encrypted file leaves with the next check', async () => {
    const { sync } = await open();
    await enter(CODE);
    await screen.findByLabelText('姓名或职务');
    const files = () => [...(sync.state().shown?.release.files.keys() ?? [])].filter((path) => path.includes('staff'));
    expect(files()).toHaveLength(1);
    fireEvent.click(screen.getByText('从本机删除密钥'));
    await screen.findByText(/密钥已从本机删除/);
    await waitFor(() => expect(files()).toEqual([]));
    expect(await keysOf(BUREAU_ID).load()).toBeNull();
  });

  it('asks for the new key once the bureau has rotated it', async () => {
    const first = await edition(CODE);
    const { sync, origin } = await open({ files: first.files });
    await enter(CODE);
    await screen.findByLabelText('姓名或职务');
    const { files } = await edition(codeOf(2), LATER, 2, { previous: first.next });
    for (const [path, bytes] of files) origin.files.set(path, bytes);
    await sync.check();
    sync.accept();
    await screen.findByText(/可能已经更换/);
    await enter(codeOf(2));
    await screen.findByLabelText('姓名或职务');
  });

  it('where the bureau hands out no key, says so and asks for none', async () => {
    await open({ files: publish({ records: [record()] }).files });
    expect(await screen.findByText('本单位这次没有公布给监督员用的人员名单。')).toBeTruthy();
    expect(screen.queryByLabelText(/监督员密钥/)).toBeNull();
  });
});
