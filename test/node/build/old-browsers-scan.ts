/**
 * Finds in a shipped script what old browsers lack (`old-browsers-table.ts`) and the script does not ask for first.
 *
 * A use is guarded when the name is tested on the way to it: in the condition of an enclosing `if`, `?:`, `&&`, `||`, `??`,
 * or of an `if` before it in the same block that leaves (`return`, `throw`, `continue`, `break`). A test is the name as a
 * string (`'x' in y`), as a member (`y.x`), or under `typeof`; which way it decides is not looked at. What goes on by `?.`
 * from the name, or only compares it, is no use. A `try` around it is no guard: something else than intended happens then.
 */
import { parseSync } from 'vite';
import { APIS, isTooNew, type SYNTAX } from './old-browsers-table.ts';

export interface Use {
  /** A key of the table. */
  readonly feature: string;
  /** The source around it. */
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A node with those around it, innermost first. */
interface Place {
  readonly node: Node;
  readonly around: readonly Node[];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function partsOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function* walk(node: Node, around: readonly Node[] = []): Generator<Place> {
  yield { node, around };
  for (const part of partsOf(node)) yield* walk(part, [node, ...around]);
}

/** Throws when the script cannot be parsed. */
export function scanScript(code: string): Use[] {
  const { program, errors } = parseSync('script.js', code);
  if (errors.length > 0 || !isNode(program)) throw new Error(`cannot be parsed: ${errors[0]?.message}`);
  const uses: Use[] = [];
  for (const place of walk(program)) {
    const feature = syntaxOf(place) ?? apiOf(place);
    if (feature === null) continue;
    const { start, end } = place.node;
    uses.push({ feature, text: code.slice(Math.max(0, start - 60), end + 60).replace(/\s+/g, ' ') });
  }
  return uses;
}

const METHODS = new Map<string, string>();
const MEMBERS = new Map<string, string>();
const GLOBALS = new Map<string, string>();
for (const [key, since] of Object.entries(APIS)) {
  if (!isTooNew(since)) continue;
  const parts = key.split('.');
  const name = parts.at(-1) ?? '';
  if (parts.includes('prototype')) METHODS.set(name, key);
  else if (parts.length > 1) MEMBERS.set(key, key);
  else GLOBALS.set(name, key);
}
const WINDOWS: ReadonlySet<unknown> = new Set(['window', 'self', 'globalThis']);

/** The member's name, of `a.b` and `a['b']`. */
function memberName({ type, computed, property }: Node): string | null {
  if (type !== 'MemberExpression' || !isNode(property)) return null;
  if (computed) return textOf(property);
  return typeof property.name === 'string' ? property.name : null;
}

/** Of a string, in backquotes too: minifiers prefer those. */
function textOf({ type, value, quasis }: Node): string | null {
  if (type === 'Literal') return typeof value === 'string' ? value : null;
  const [only, another] = type === 'TemplateLiteral' && Array.isArray(quasis) ? quasis.filter(isNode) : [];
  const text = another === undefined ? only?.value : null;
  return typeof text === 'object' && text !== null && 'cooked' in text ? String(text.cooked) : null;
}

/** The last name of what a member is taken of. */
function objectName({ object }: Node): unknown {
  if (!isNode(object)) return null;
  return object.type === 'Identifier' ? object.name : memberName(object);
}

function apiOf({ node, around }: Place): string | null {
  const [parent] = around;
  if (!parent) return null;
  const name = memberName(node);
  if (name !== null) {
    const of = objectName(node);
    const method = parent.type === 'CallExpression' && parent.callee === node && METHODS.get(name);
    const key = MEMBERS.get(`${of}.${name}`) ?? (method || (WINDOWS.has(of) && GLOBALS.get(name)));
    return key && !isHarmless(node, parent) && !isGuarded(node, around, name) ? key : null;
  }
  if (node.type !== 'Identifier' || typeof node.name !== 'string' || !isReference(node, parent)) return null;
  const key = GLOBALS.get(node.name);
  const asked = parent.type === 'UnaryExpression' && parent.operator === 'typeof';
  return key && !asked && !isGuarded(node, around, node.name) ? key : null;
}

/** Not the name of a member, of a property, of a label or of something new. */
function isReference(node: Node, parent: Node): boolean {
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed === true;
  if (/Property|MethodDefinition/.test(parent.type)) return parent.value === node && parent.shorthand !== true;
  if (!/Declarat|Specifier|Function|Class|Label|Catch|Pattern/.test(parent.type)) return true;
  return [parent.init, parent.right, parent.superClass, parent.body].includes(node);
}

/** Looked at, not used: `a.b?.()`, `!a.b`, `a.b === c`, `a.b && …`. */
function isHarmless(node: Node, parent: Node): boolean {
  if (parent.type === 'UnaryExpression') return true;
  if (parent.optional === true) return parent.object === node || parent.callee === node;
  if (parent.type === 'LogicalExpression') return parent.left === node;
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return parent.test === node;
  return parent.type === 'BinaryExpression';
}

function isGuarded(node: Node, around: readonly Node[], name: string): boolean {
  return around.some((outer, i) => {
    const inner = around[i - 1] ?? node;
    const { type, test, left, body } = outer;
    if (type === 'IfStatement' || type === 'ConditionalExpression') return inner !== test && mentions(test, name);
    if (type === 'LogicalExpression') return inner !== left && mentions(left, name);
    const statements = Array.isArray(body) ? body.filter(isNode) : [];
    return statements.slice(0, Math.max(0, statements.indexOf(inner))).some((before) => leavesWithout(before, name));
  });
}

function leavesWithout(statement: Node, name: string): boolean {
  const { type, test, consequent } = statement;
  if (type !== 'IfStatement' || !mentions(test, name) || !isNode(consequent)) return false;
  const last = consequent.type === 'BlockStatement' ? partsOf(consequent).at(-1) : consequent;
  return /^(Return|Throw|Continue|Break)Statement$/.test(last?.type ?? '');
}

function mentions(test: unknown, name: string): boolean {
  if (!isNode(test)) return false;
  for (const { node, around } of walk(test)) {
    if (memberName(node) === name || textOf(node) === name) return true;
    if (node.type === 'Identifier' && node.name === name && around[0]?.operator === 'typeof') return true;
  }
  return false;
}

/** Of what these make, an iterator; of arrays the same names are old. */
const ITERATORS: ReadonlySet<unknown> = new Set(['values', 'keys', 'entries', 'matchAll']);
const HELPERS = /^(map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)$/;

function syntaxOf({ node, around }: Place): keyof typeof SYNTAX | null {
  if (node.type === 'StaticBlock') return 'static class block';
  if (node.type === 'PropertyDefinition') return 'class field';
  if (node.type === 'PrivateIdentifier') return 'private member';
  if (/^(Import|Export)/.test(node.type) && Array.isArray(node.attributes) && node.attributes.length > 0) {
    return 'import attributes';
  }
  const inFunction = around.some(({ type }) => /Function/.test(type));
  if (!inFunction && (node.type === 'AwaitExpression' || node.await === true)) return 'await outside a function';
  if (/Literal$/.test(node.type)) return regExpOf(node, around[0]);
  return node.type === 'CallExpression' ? callOf(node) : null;
}

/** A literal, or the text given to `RegExp`. */
function regExpOf(node: Node, parent: Node | undefined): keyof typeof SYNTAX | null {
  const { regex } = node;
  const callee = parent?.callee;
  const made = isNode(callee) && callee.name === 'RegExp' ? (textOf(node) ?? '') : '';
  const literal = typeof regex === 'object' && regex !== null;
  const flags = literal && 'flags' in regex ? String(regex.flags) : '';
  const pattern = literal && 'pattern' in regex ? String(regex.pattern) : made;
  if (flags.includes('d')) return 'RegExp flag d';
  if (flags.includes('v')) return 'RegExp flag v';
  if (/\(\?<[=!]/.test(pattern)) return 'RegExp lookbehind';
  return /\(\?[ims]*-?[ims]*:/.test(pattern.replaceAll('(?:', '')) ? 'RegExp modifiers' : null;
}

function callOf({ callee, arguments: given }: Node): keyof typeof SYNTAX | null {
  if (!isNode(callee) || !Array.isArray(given)) return null;
  const name = memberName(callee) ?? callee.name;
  if (name === 'addEventListener' && isNode(given[2])) {
    const names = partsOf(given[2]).map(({ key }) => (isNode(key) ? key.name : null));
    return names.includes('signal') ? 'signal of addEventListener' : null;
  }
  const made = callee.object;
  if (!isNode(made) || made.type !== 'CallExpression' || !isNode(made.callee) || !HELPERS.test(String(name)))
    return null;
  const from = memberName(made.callee);
  // `Object.values(x)` makes an array.
  return ITERATORS.has(from) && objectName(made.callee) !== 'Object' ? 'iterator helper' : null;
}
