/** Which elements of a part are of its own vocabulary (Namespaces in XML 1.0): that of its root, under whatever prefix. */
import { damaged } from './error.ts';
import type { Tag } from './tag.ts';

interface Declared {
  readonly depth: number;
  readonly prefix: string;
  readonly before: string | undefined;
}

export class Namespaces {
  /** Namespace by prefix, `''` the default one. */
  readonly #bound = new Map<string, string>([['xml', 'http://www.w3.org/XML/1998/namespace']]);
  /** What to take back when an element closes. */
  readonly #declared: Declared[] = [];
  /** Of the root; null before it. */
  #main: string | null = null;
  /** A prefix that means it here: most tags have this one and need no look-up. */
  #usual: string | null = null;

  /** The name of an element that opens at `depth`: bare within the part's vocabulary, else with a colon. */
  open(tag: Tag, depth: number): string {
    if (tag.declares) this.#declare(tag, depth);
    const colon = tag.name.indexOf(':');
    const prefix = colon < 0 ? '' : tag.name.slice(0, colon);
    const local = colon < 0 ? tag.name : tag.name.slice(colon + 1);
    if (prefix === this.#usual) return local;
    const found = this.#bound.get(prefix);
    if (prefix !== '' && found === undefined) throw damaged(`nobody declared ${prefix}`);
    this.#main ??= found ?? '';
    if ((found ?? '') !== this.#main) return colon < 0 ? `:${local}` : tag.name;
    this.#usual = prefix;
    return local;
  }

  /** An element at `depth` closes. */
  close(depth: number): void {
    while (this.#declared.at(-1)?.depth === depth) {
      const last = this.#declared.pop();
      if (last === undefined) return;
      if (last.before === undefined) this.#bound.delete(last.prefix);
      else this.#bound.set(last.prefix, last.before);
      this.#usual = null;
    }
  }

  #declare(tag: Tag, depth: number): void {
    for (const [name, value] of tag.attributes()) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const uri = value.trim();
      const prefix = name.slice('xmlns:'.length);
      if ((uri === '' || prefix === 'xmlns' || prefix === 'xml') && name !== 'xmlns') throw damaged(`xmlns:${prefix}`);
      this.#declared.push({ depth, prefix, before: this.#bound.get(prefix) });
      this.#bound.set(prefix, uri);
    }
    this.#usual = null;
  }
}
