/** The tokenizer by itself: pieces of a file end anywhere, also within a character. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XmlReader } from '../../../../../src/node/publish/workspace/xlsx/xml.ts';

const XML = `\uFEFF<?xml version="1.0"?>\n<!-- 医院 > < --><x:a xmlns:x="u" xmlns:y="v" x:one='"医"' two="&lt;院>">前&amp;<x:b/>𠀀<y:b  three = "3" /><![CDATA[<c>]]]]><!----><x:c\n>后</x:c ></x:a>\n`;

/** What is read of a text, as one line a finding. */
function findings(pieces: readonly Buffer[]): readonly string[] {
  const found: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') found.push(`text ${text}`);
    text = '';
  };
  const reader = new XmlReader({
    listening: true,
    open: (name, tag) => {
      flush();
      found.push(['open', name, tag.prefixed('one'), tag.get('two'), tag.get('three'), tag.get('four')].join(' '));
    },
    text: (more) => {
      text += more;
    },
    close: (name) => {
      flush();
      found.push(`close ${name}`);
    },
  });
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return found;
}

const EXPECTED = [
  'open a "医" <院>  ',
  'text 前&',
  'open b    ',
  'close b',
  'text 𠀀',
  'open y:b   3 ',
  'close y:b',
  'text <c>]]',
  'open c    ',
  'text 后',
  'close c',
  'close a',
];

describe('the tokenizer', () => {
  test.each(['utf8', 'utf16le'] as const)('finds the same in %s wherever its pieces end', (encoding) => {
    const bytes = Buffer.from(XML, encoding);
    expect(findings([bytes]).filter((line) => line.trim() !== 'text')).toEqual(EXPECTED);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        // The encoding is told by the first two bytes.
        const ends = [...new Set(cuts.filter((cut) => cut > 1)), bytes.length].sort((one, other) => one - other);
        const pieces = ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
        expect(findings(pieces)).toEqual(findings([bytes]));
      }),
    );
  });

  test.each([
    '',
    '  ',
    '<a>',
    '<a></b>',
    '</a>',
    '<a/><b/>',
    '<a b>',
    '<a b=c/>',
    '<a b="c/>',
    '<a>&b;</a>',
    '<a>&#x110000;</a>',
    '<a>& b</a>',
    '<a b="&b;"/>',
    '<!DOCTYPE a><a/>',
    '<a><!-- </a>',
    '<a/>rest',
    '< a/>',
  ])('refuses %j', (xml) => {
    const ask = () => {
      const reader = new XmlReader({
        listening: true,
        open: (_, tag) => {
          tag.get('b');
        },
        text: () => {},
      });
      reader.write(Buffer.from(xml));
      reader.end();
    };
    expect(ask).toThrow();
  });
});
