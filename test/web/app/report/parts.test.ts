/** The parts of the form that need no page. */
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import { reportWords } from '../../../../src/core/words/report.ts';
import { type Boxes, boxBetween, changeBoxes, NO_BOXES } from '../../../../src/web/app/report/blackout-boxes.ts';
import { isWechatOnIphone } from '../../../../src/web/app/report/device.ts';
import { createDraftSaver, type Draft } from '../../../../src/web/app/report/draft-saver.ts';
import { createDraftWatch } from '../../../../src/web/app/report/draft-watch.ts';
import { EMPTY, parseDraft, parseLetterCode } from '../../../../src/web/app/report/form.ts';
import { readImageHeader } from '../../../../src/web/app/report/image-header.ts';
import { cleanJpeg } from '../../../../src/web/app/report/jpeg-clean.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Bytes =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));

const SOI = [0xff, 0xd8];
const JFIF = [0xff, 0xe0, 0, 4, 1, 2];
const EXIF = [0xff, 0xe1, 0, 6, 0x45, 0x78, 0x69, 0x66];
const ICC = [0xff, 0xe2, 0, 3, 9];
const COMMENT = [0xff, 0xfe, 0, 3, 9];
const FRAME = [0xff, 0xc0, 0, 9, 8, 0x02, 0x58, 0x03, 0x20, 1, 1];
/** Coded data with stuffing, a restart marker, and a second scan, as in a progressive file. */
const SCANS = [0xff, 0xda, 0, 3, 7, 1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff, 0xda, 0, 3, 7, 4];
const EOI = [0xff, 0xd9];

describe('what is left of a JPEG', () => {
  it('has no metadata segment and nothing behind its end; what decodes it is untouched', () => {
    const file = bytes(SOI, JFIF, EXIF, ICC, FRAME, COMMENT, SCANS, EOI, 'PK hidden');
    expect(cleanJpeg(file)).toEqual(bytes(SOI, JFIF, FRAME, SCANS, EOI));
  });

  it.each([
    ['no JPEG', bytes('GIF89a')],
    ['one without an end', bytes(SOI, JFIF, FRAME, SCANS)],
    ['one whose segment is longer than the file', bytes(SOI, [0xff, 0xe1, 0xff, 0xff, 1])],
    ['one with something between its segments', bytes(SOI, [1, 2, 3, 4], EOI)],
  ])('is nothing for %s', (_, file) => {
    expect(cleanJpeg(file)).toBeNull();
  });
});

describe('the header of a picture', () => {
  const ihdr = bytes([0x89], 'PNG\r\n', [0x1a], '\n\0\0\0\rIHDR', [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
  it.each([
    ['jpeg', bytes(SOI, JFIF, EXIF, FRAME, SCANS), { width: 800, height: 600 }],
    ['jpeg', bytes(SOI, JFIF, SCANS), null],
    ['png', ihdr, { width: 60_000, height: 60_000 }],
    ['gif', bytes('GIF89a', [0x20, 0x03, 0x58, 0x02, 0, 0]), { width: 800, height: 600 }],
    [
      'webp',
      bytes('RIFF\0\0\0\0WEBPVP8X', new Array(8).fill(0), [0x1f, 3, 0, 0x57, 2, 0]),
      { width: 800, height: 600 },
    ],
    [
      'avif',
      bytes('\0\0\0\x10ftypavif\0\0\0\0', [0, 0, 0, 20], 'ispe', [0, 0, 0, 0, 0, 0, 3, 32, 0, 0, 2, 88]),
      { width: 800, height: 600 },
    ],
  ] as const)('of a %s says its kind and size', (type, file, size) => {
    expect(readImageHeader(file)).toEqual({ type, size });
  });

  it('takes the largest size of a HEIC file: the first is often a thumbnail', () => {
    const ispe = (n: number) => ['\0\0\0\x14ispe\0\0\0\0', [0, 0, n, 0, 0, 0, n, 0]] as const;
    const file = bytes('\0\0\0\x10ftypmif1\0\0\0\0', ...ispe(1), ...ispe(16), ...ispe(2));
    expect(readImageHeader(file)).toEqual({ type: 'heic', size: { width: 4096, height: 4096 } });
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    'PK\x03\x04 and more bytes than ten',
    '%PDF-1.7',
    '',
    'GIF',
    '\xff\xd8',
  ])('is none for %j', (text) => {
    expect(readImageHeader(bytes(text))?.size ?? null).toBeNull();
  });
});

describe('black boxes', () => {
  const play = (...changes: readonly Parameters<typeof changeBoxes>[1][]): Boxes =>
    changes.reduce(changeBoxes, NO_BOXES);

  it('never leave the picture, however often a key is pressed', () => {
    const right = new Array(100).fill({ do: 'move', x: 0.02, y: 0.02 } as const);
    const smaller = new Array(100).fill({ do: 'size', x: -0.02, y: -0.02 } as const);
    const [moved] = play({ do: 'add' }, ...right).list;
    expect(moved).toMatchObject({ x: expect.closeTo(0.7), y: expect.closeTo(0.8) });
    const [small] = play({ do: 'add' }, ...smaller).list;
    expect(small).toMatchObject({ width: 0.02, height: 0.02 });
  });

  it('drawn in any direction cover what was drawn over, up to the edge; a tap draws none', () => {
    expect(boxBetween({ x: 0.5, y: 0.6 }, { x: 0.2, y: 0.1 })).toEqual({ x: 0.2, y: 0.1, width: 0.3, height: 0.5 });
    const over = boxBetween({ x: 0.5, y: 0.5 }, { x: 1.4, y: -0.3 });
    expect(over).toMatchObject({ x: 0.5, y: 0, width: 0.5, height: 0.5 });
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.502 })).toBeNull();
  });

  it('come and go by undo, one step at a time', () => {
    const after = play(
      { do: 'add' },
      { do: 'add' },
      { do: 'move', x: 0.1, y: 0 },
      { do: 'remove' },
      { do: 'undo' },
      { do: 'undo' },
    );
    expect(after.list.map(({ x }) => x)).toEqual([0.35, 0.35]);
    expect(changeBoxes(changeBoxes(changeBoxes(after, { do: 'undo' }), { do: 'undo' }), { do: 'undo' }).list).toEqual(
      [],
    );
  });
});

const NOTHING_KEPT = {
  loadDraft: async () => null,
  state: () => ({ storage: 'kept', items: [], sending: null, lost: null }) as const,
};

describe('keeping a draft', () => {
  const draft = (text: string): Draft => ({ key: 'k', form: { ...EMPTY, text }, photos: [] });

  it('never has two saves under way, and the last change is what is kept', async () => {
    const kept: unknown[] = [];
    let under = 0;
    const saver = createDraftSaver(
      {
        saveDraft: async (_, { value }) => {
          expect(++under).toBe(1);
          await Promise.resolve();
          under -= 1;
          kept.push(value);
          return 'saved';
        },
        dropDraft: async () => 'dropped',
      },
      createDraftWatch(NOTHING_KEPT),
      () => undefined,
    );
    saver.touch(draft('a'));
    const first = saver.flush();
    saver.touch(draft('ab'));
    saver.touch(draft('abc'));
    await Promise.all([first, saver.flush()]);
    expect(kept).toMatchObject([{ text: 'a' }, { text: 'abc' }]);
  });

  it('a save under way does not bring back what is dropped', async () => {
    const held = new Set<string>();
    let end: () => void = () => undefined;
    const slow = new Promise<void>((done) => {
      end = done;
    });
    const saver = createDraftSaver(
      {
        saveDraft: async (key) => {
          await slow;
          held.add(key);
          return 'saved';
        },
        dropDraft: async (key) => {
          held.delete(key);
          return 'dropped';
        },
      },
      createDraftWatch(NOTHING_KEPT),
      () => undefined,
    );
    saver.touch(draft('a'));
    void saver.flush();
    saver.touch(draft('ab'));
    const dropped = saver.drop('k');
    end();
    await dropped;
    await saver.flush();
    expect([...held]).toEqual([]);
  });

  it('keeps nothing while it is handed over, nor after that succeeded; after a failure, what was changed meanwhile', async () => {
    const kept: unknown[] = [];
    const saver = createDraftSaver(
      {
        saveDraft: async (_, { value }) => {
          kept.push(value);
          return 'saved';
        },
        dropDraft: async () => expect.fail('the store drops it'),
      },
      createDraftWatch(NOTHING_KEPT),
      () => undefined,
    );
    const during = async (text: string, taken: boolean) => {
      saver.touch(draft(text));
      await saver.handOver('k', async () => {
        saver.touch(draft(`${text}, changed`));
        await saver.flush();
        return taken;
      });
      await saver.flush();
    };
    await during('a', true);
    expect(kept).toMatchObject([{ text: 'a' }]);
    await during('b', false);
    expect(kept).toMatchObject([{ text: 'a' }, { text: 'b' }, { text: 'b, changed' }]);
  });
});

describe('what is read', () => {
  it('a letter’s code in any spelling, and nothing that is no code', () => {
    for (const typed of ['ABCDE12340', 'abcde-1234o', ' ＡＢＣＤＥ 1234Ｏ '])
      expect(parseLetterCode(typed)).toBe('ABCDE12340');
    for (const typed of ['', 'ABCDE1234', 'ABCDE123400', 'ABCDE1234!', '异议码异议码异议码异'])
      expect(parseLetterCode(typed)).toBeNull();
  });

  it('a draft of another version of the app: each field that fits, nothing else', () => {
    const kept = { text: '经过', category: 'gone', tell: 1, corrects: 'x', more: true };
    expect(parseDraft(kept)).toEqual({ ...EMPTY, text: '经过' });
    expect(parseDraft(null)).toBeNull();
  });

  it('WeChat on an iPhone, not on Android, and no other browser', () => {
    expect(isWechatOnIphone('Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) MicroMessenger/8.0.30')).toBe(true);
    expect(isWechatOnIphone('Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.30')).toBe(false);
    expect(isWechatOnIphone('Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) Safari/604.1')).toBe(false);
  });
});

/** Every sentence of a section by its key; placeholders are filled with marks that no sentence contains. */
function sentences(section: unknown, key: string): [string, string][] {
  if (typeof section === 'string') return [[key, section]];
  if (typeof section === 'function') {
    const marks = new Proxy({}, { get: (_, name) => `⟦${String(name)}⟧` });
    return [[key, String(section(marks))]];
  }
  return Object.entries(section ?? {}).flatMap(([name, inner]) => sentences(inner, `${key}.${name}`));
}

describe('the sentences of the form', () => {
  const zh = sentences(reportWords.zh, '');
  const en = sentences(reportWords.en, '');

  it('are there in both languages, the English naming nothing more', () => {
    const chinese = new Map(zh);
    expect(en.map(([key]) => key).sort()).toEqual(zh.map(([key]) => key).sort());
    for (const [key, sentence] of en) {
      expect(sentence.trim(), key).not.toBe('');
      for (const [mark] of sentence.matchAll(/⟦\w+⟧/g)) expect(chinese.get(key), key).toContain(mark);
    }
  });

  it('are written with mainland punctuation, and never say 受理编号 or that nobody can read it', () => {
    for (const [key, sentence] of zh) {
      expect(sentence, key).not.toMatch(/[\u4e00-\u9fff][,;:!?()"']|[,;:!?()"'][\u4e00-\u9fff]|——|「|」/);
      expect(sentence, key).not.toMatch(/[\u4e00-\u9fff] +[\w⟦]|[\w⟧] +[\u4e00-\u9fff]/);
      expect(sentence, key).not.toMatch(/受理编号|任何人都|不记录IP|无证/);
    }
  });
});
