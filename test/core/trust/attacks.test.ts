import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../support/attacks/attack.ts';
import { BY_THE_HOST } from '../../support/attacks/host.ts';
import { ON_METADATA } from '../../support/attacks/metadata.ts';
import { AT_THE_PHONE } from '../../support/attacks/phone.ts';

const ITEMS: readonly Item[] = [...ON_METADATA, ...BY_THE_HOST, ...AT_THE_PHONE];
const TABLE = resolve('src/core/trust/ATTACKS.md');
const LIST = resolve('../shared/design/trust.md');

const HEAD = `# The list of attacks

What is tried against a release on its way to a phone, what happens then, and the test that shows it. Written by
\`test/core/trust/attacks.test.ts\` from \`test/support/attacks/\`: \`WRITE_ATTACKS=1 npx vitest run --project unit test/core/trust/attacks.test.ts\`.
It fails when a test of the table is gone. \`%s\` and \`$name\` stand for rows of a table in the test.
`;

function rendered(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const sections = ITEMS.map(({ item, attacks }) => {
    const rows = attacks.map(({ attack, happens, tests }) => {
      const shown = tests.map((test) => test.replace(/^([^:]+): (.*)$/, '`$1`: $2')).join('<br>');
      return `| ${cell(attack)} | ${cell(happens)} | ${cell(shown)} |`;
    });
    return `## ${item}\n\n| attack | what happens | shown by |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return [HEAD, ...sections].join('\n');
}

const literals = new Map<string, ReadonlySet<string>>();

/** Every text of a file that is not a comment. */
function textsIn(file: string): ReadonlySet<string> {
  const known = literals.get(file);
  if (known) return known;
  const texts = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.add(node.text);
    // Titles that a table of names completes.
    if (ts.isTemplateExpression(node)) texts.add(spelled(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023));
  literals.set(file, texts);
  return texts;
}

/** `a file of ${what}, signed` → `a file of another county, signed`, by any of the file's own texts. */
function spelled(node: ts.TemplateExpression): string {
  return [node.head.text, ...node.templateSpans.map(({ literal }) => `…${literal.text}`)].join('');
}

function stands(title: string, texts: ReadonlySet<string>): boolean {
  if (texts.has(title)) return true;
  return [...texts].some((text) => {
    const [before = '', after = '', more] = text.split('…');
    if (more !== undefined || !text.includes('…') || before.length < 5) return false;
    if (!title.startsWith(before) || !title.endsWith(after)) return false;
    return texts.has(title.slice(before.length, title.length - after.length));
  });
}

describe('the table of attacks', () => {
  it('names only tests that there are', () => {
    const gone = ITEMS.flatMap(({ attacks }) => attacks)
      .flatMap(({ tests }) => tests)
      .filter((test) => {
        const [, file = '', title = ''] = /^([^:]+): (.*)$/.exec(test) ?? [];
        return title === '' || !existsSync(file) || !stands(title, textsIn(file));
      });
    expect(gone).toEqual([]);
  });

  it('names none of which anything is left out', () => {
    const files = new Set(
      ITEMS.flatMap(({ attacks }) => attacks.flatMap(({ tests }) => tests.map((test) => test.split(':')[0]))),
    );
    const skipped = [...files].filter((file) => /\.(only|todo|skip)\(/.test(readFileSync(String(file), 'utf8')));
    expect(skipped).toEqual([]);
  });

  it('notices a title that is gone, and one that is only spoken of in a comment', () => {
    const texts = textsIn('test/support/attacks/attack.ts');
    expect(stands('test/web/sync/check.test.ts', texts)).toBe(true);
    expect(stands('In few words.', texts)).toBe(false);
    expect(stands('gone', texts)).toBe(false);
  });

  it('stands in its document as it is', () => {
    if (process.env.WRITE_ATTACKS === '1') writeFileSync(TABLE, rendered());
    expect(readFileSync(TABLE, 'utf8')).toBe(rendered());
  });

  it.skipIf(!existsSync(LIST))('has every item of the list, in its order', () => {
    const [, list = ''] = readFileSync(LIST, 'utf8').split('## To be refused, each by a test named after the attack\n');
    const items = list.replace(/\s+/g, ' ').replaceAll("'", '’').trim().replace(/\.$/, '').split(' · ');
    expect(ITEMS.map(({ item }) => item)).toEqual(items);
  });
});
