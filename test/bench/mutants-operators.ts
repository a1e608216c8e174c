/** The faults that are planted: one small change of a source text each, as a hurried hand or an attacker's patch would make it. */
import ts from 'typescript';

export interface Mutant {
  /** Position in the source text. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly operator: string;
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '+=': ['-='],
};
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  max: 'min',
  min: 'max',
  startsWith: 'endsWith',
  pop: 'shift',
  shift: 'pop',
};
/** Calls that a value can do without: `list.sort()` → `list`. */
const DROPPED = new Set(['sort', 'reverse', 'slice', 'filter', 'padStart', 'replace', 'subarray']);

type Plant = (node: ts.Node, replacement: string, operator: string) => void;

/** Every fault of one file, in the order of the text. Types, imports and texts of errors are left alone. */
export function mutantsOf(path: string, source: string): Mutant[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2023, true);
  const found: Mutant[] = [];
  const plant: Plant = (node, replacement, operator) => {
    const [start, end] = [node.getStart(file), node.getEnd()];
    if (source.slice(start, end) !== replacement) found.push({ start, end, replacement, operator });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    conditions(node, plant);
    operators(node, plant);
    statements(node, plant);
    results(node, plant);
    values(node, plant);
    calls(node, plant);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const seen = new Set<string>();
  return found
    .filter(({ start, end, replacement }) => {
      const key = `${start}:${end}:${replacement}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .sort((a, b) => a.start - b.start);
}

/** The text with the fault in it, and a bound on every loop, so that a fault that never ends is a fault that is seen. */
export function planted(path: string, source: string, { start, end, replacement }: Mutant): string {
  return bounded(path, source.slice(0, start) + replacement + source.slice(end));
}

/** Turns of all loops of the file, in all tests of one run. */
const TURNS = 20_000_000;

function bounded(path: string, source: string): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2023, true);
  const bodies: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIterationStatement(node, false)) bodies.push(node.statement);
    ts.forEachChild(node, visit);
  };
  visit(file);
  let text = source;
  const check = `if ((globalThis.__turns = (globalThis.__turns ?? 0) + 1) > ${TURNS}) throw new Error('endless');`;
  // From the last to the first, inner loops before the outer ones that hold them.
  for (const [at, insert] of bodies
    .flatMap((body): [number, string][] => [
      [body.getStart(file), `{ ${check} `],
      [body.getEnd(), ' }'],
    ])
    .sort(([a], [b]) => b - a))
    text = text.slice(0, at) + insert + text.slice(at);
  return text;
}

/** Checks that always or never hold. */
function conditions(node: ts.Node, plant: Plant): void {
  const condition =
    ts.isIfStatement(node) || ts.isWhileStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node) || ts.isForStatement(node)
        ? node.condition
        : undefined;
  if (condition === undefined) return;
  if (!ts.isWhileStatement(node) && !ts.isForStatement(node)) plant(condition, 'true', 'always');
  plant(condition, 'false', 'never');
}

/** Boundaries, negations, and for or. */
function operators(node: ts.Node, plant: Plant): void {
  if (ts.isBinaryExpression(node)) {
    for (const other of OPERATORS[node.operatorToken.getText()] ?? []) plant(node.operatorToken, other, 'operator');
    if (/^(&&|\|\||\?\?)$/.test(node.operatorToken.getText())) {
      plant(node, `(${node.left.getText()})`, 'left alone');
      plant(node, `(${node.right.getText()})`, 'right alone');
    }
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    plant(node, node.operand.getText(), 'not');
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (node.operator === ts.SyntaxKind.PlusPlusToken) plant(node, node.getText().replace('++', '--'), 'other way');
  }
}

/** A refusal, an assignment, a call that never comes. */
function statements(node: ts.Node, plant: Plant): void {
  if (ts.isThrowStatement(node) || ts.isExpressionStatement(node)) plant(node, ';', 'dropped');
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) plant(node, ';', 'dropped');
  if (ts.isReturnStatement(node) && ts.isBlock(node.parent) && node.parent.statements.length > 1) {
    const last = node.parent.statements[node.parent.statements.length - 1] === node;
    if (!last) plant(node, ';', 'dropped');
  }
  if (ts.isReturnStatement(node) && ts.isIfStatement(node.parent)) plant(node, ';', 'dropped');
}

/** An answer of yes or no that is always the same. */
function results(node: ts.Node, plant: Plant): void {
  const answer =
    ts.isReturnStatement(node) && node.expression
      ? node.expression
      : ts.isArrowFunction(node) && !ts.isBlock(node.body)
        ? node.body
        : undefined;
  if (answer === undefined || !decides(answer)) return;
  plant(answer, 'true', 'always');
  plant(answer, 'false', 'never');
}

function decides(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) return decides(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(node)) return /^([<>]=?|[!=]==|&&|\|\|)$/.test(node.operatorToken.getText());
  return (
    ts.isCallExpression(node) && /(test|has|includes|some|every|verify|startsWith)$/.test(node.expression.getText())
  );
}

/** Limits one off, words that are others, patterns that no longer hold a text from its beginning to its end. */
function values(node: ts.Node, plant: Plant): void {
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text.replace(/_/g, ''));
    plant(node, String(value + 1), 'one more');
    plant(node, value === 0 ? '(-1)' : String(value - 1), 'one less');
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) plant(node, 'false', 'opposite');
  if (node.kind === ts.SyntaxKind.FalseKeyword) plant(node, 'true', 'opposite');
  if (ts.isStringLiteral(node)) plant(node, `'${node.text}~'`, 'other text');
  if (ts.isTemplateLiteral(node)) plant(node, `\`~${node.getText().slice(1)}`, 'other text');
  if (ts.isSpreadElement(node)) plant(node, '...[]', 'left out');
  if (ts.isSpreadAssignment(node)) plant(node, '...{}', 'left out');
  if (ts.isRegularExpressionLiteral(node)) for (const text of patterns(node.text)) plant(node, text, 'looser pattern');
}

function patterns(text: string): string[] {
  const loose = [
    text.replace(/(^\/|[^[\\])\^/, '$1'),
    text.replace(/\$(?=\/\w*$)/, ''),
    text.replace(/\(\?[!=][^)]*\)/, ''),
    ...[...text.matchAll(/[\])\w]\+/g)].map(({ index }) => `${text.slice(0, index + 1)}*${text.slice(index + 2)}`),
  ];
  return loose.filter((one) => one !== text && compiles(one));
}

function compiles(text: string): boolean {
  const end = text.lastIndexOf('/');
  try {
    return new RegExp(text.slice(1, end), text.slice(end + 1)) !== null;
  } catch {
    return false;
  }
}

/** All for some, the greatest for the least, the last for the first; a step that is left out. */
function calls(node: ts.Node, plant: Plant): void {
  if (!ts.isCallExpression(node)) return;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return;
  const other = METHODS[expression.name.text];
  if (other !== undefined) plant(expression.name, other, 'other method');
  if (DROPPED.has(expression.name.text)) plant(node, expression.expression.getText(), 'step left out');
}
