import { describe, expect, test } from 'vitest';
import { jsonFault } from '../../../../src/node/publish/workspace/json-fault.ts';

const LINES = ['{', '  "id": "bureau-1",', '  "name": "某县卫生健康局",', '  "demo": false', '}'];

/** The configuration with one line written otherwise. */
const withLine = (number: number, text: string) =>
  LINES.map((line, at) => (at === number - 1 ? text : line)).join('\r\n');

describe('what is wrong with bureau.json', () => {
  test('is nothing where it is JSON, Chinese quotation marks within a text among it', () => {
    expect(jsonFault(withLine(3, '  "name": "某县“卫健”局",'))).toBeNull();
  });

  test.each([
    ['Chinese quotation marks around a name', 3, '  “name”: "某县",', 3, '是中文引号“，请改成英文的 "'],
    ['a Chinese quotation mark at the end', 3, '  "name”: "某县",', 3, '这一行有中文引号'],
    ['full-width quotation marks', 3, '  ＂name＂: "某县",', 3, '是全角引号＂'],
    ['single quotation marks', 3, "  'name': '某县',", 3, '是单引号'],
    ['a Chinese comma', 2, '  "id": "bureau-1"，', 2, '是中文逗号，，请改成英文的 ,'],
    ['a Chinese colon', 2, '  "id"："bureau-1",', 2, '是中文冒号：，请改成英文的 :'],
    ['a comma after the last entry', 4, '  "demo": false,', 5, '前面多了一个逗号'],
    ['a comma that is missing', 2, '  "id": "bureau-1"', 3, '前一项末尾少了逗号'],
    ['a comment', 2, '  // 本局', 2, '不能写注释'],
    ['a quotation mark that is missing', 2, '  "id": "bureau-1,', 2, '少了后一半引号'],
    ['an end that is missing', 5, '', 5, '没有写完'],
    ['something else', 4, '  "demo": 否', 4, '从“否”起看不懂'],
  ])('%s is named, with the line as it stands there', (_, number, text, line, said) => {
    const fault = jsonFault(withLine(number, text));
    expect(fault?.line).toBe(line);
    expect(fault?.text).toMatch(new RegExp(`^第${line}行第\\d+个字符，`));
    expect(fault?.text).toContain(said);
    expect(fault?.text).toContain(`这一行是：${withLine(number, text).split('\r\n')[line - 1]?.trim()}`);
    expect(fault?.text).toMatch(/ \/ line \d+, column \d+: [\x20-\x7e否]+$/);
  });
});
