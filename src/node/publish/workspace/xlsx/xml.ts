/**
 * XML as parts of a workbook may have it: elements, attributes, texts; no DOCTYPE, so no entities of its own. It checks that
 * elements close as they opened, and no more: what matters is that no text gets under another's name. Written by hand
 * because a general parser makes an object of every tag: decision 059 has the measurement.
 */
import { type Decode, decoderOf } from './decode.ts';
import { damaged } from './error.ts';
import { Namespaces } from './namespaces.ts';
import { nameEnd, Tag, unescapeText } from './tag.ts';

/** What a part's elements mean. Names of the part's own vocabulary come bare, those of others with a colon. */
export interface Meaning {
  /** Name of the root; any where it says nothing. */
  readonly root?: string;
  /** `tag` is good until this returns. */
  open(name: string, tag: Tag): void;
  /** Whether the text here means anything. */
  readonly listening?: boolean;
  text?(text: string): void;
  close?(name: string): void;
}

const MAX_DEPTH = 100;
/** Characters of one text or tag; a cell of Excel has 32,767 at most. */
const MAX_RUN = 1024 * 1024;
const [SLASH, LESS, QUESTION, BANG] = [0x2f, 0x3c, 0x3f, 0x21];
const COMMENT = '<!--';
const NO_TEXT = /[^ \t\r\n]/;
/** What XML 1.0, 2.2 does not count among the characters. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ufffd]/;
/** XML 1.0, 2.8; the encoding as ECMA-376 part 2, 6.1.4 has it. */
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])(?:utf-8|utf-16|us-ascii)\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>$/i;
const CDATA = '<![CDATA[';

export class XmlReader {
  readonly #meaning: Meaning;
  readonly #tag = new Tag();
  readonly #open: string[] = [];
  /** What they are called here. */
  readonly #names: string[] = [];
  readonly #spaces = new Namespaces();
  #decode: Decode | null = null;
  #atStart = true;
  #rooted = false;
  /** What the last piece left unfinished. */
  #rest = '';

  constructor(meaning: Meaning) {
    this.#meaning = meaning;
  }

  /** Throws `WorkbookError` where it is no such XML. */
  write(piece: Buffer): void {
    this.#decode ??= decoderOf(piece);
    this.#take(this.#decode(piece, false));
  }

  end(): void {
    this.#take(this.#decode?.(Buffer.alloc(0), true) ?? '');
    if (!this.#rooted || this.#open.length > 0 || NO_TEXT.test(this.#rest)) throw damaged('XML cut off');
  }

  #take(text: string): void {
    if (NO_CHARACTER.test(text)) throw damaged('no character');
    this.#read(this.#rest + text);
  }

  #read(text: string): void {
    let at = 0;
    for (;;) {
      let start = at;
      while (start < text.length && text.charCodeAt(start) !== LESS) start++;
      const end = start + 1 < text.length ? this.#endOf(text, start) : -1;
      if (end < 0) break;
      if (start > at) this.#text(text, at, start);
      this.#markup(text, start, end);
      this.#atStart = false;
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_RUN) throw damaged('a text without end');
  }

  #text(text: string, from: number, to: number): void {
    this.#atStart = false;
    const outside = this.#open.length === 0;
    if (!outside && this.#meaning.listening !== true) return;
    const found = text.slice(from, to);
    if (outside && NO_TEXT.test(found)) throw damaged('text outside of the root');
    if (found.includes(']]>')) throw damaged(']]> within a text');
    if (!outside) this.#meaning.text?.(unescapeText(found));
  }

  /** Where the markup that begins at `start` is over; -1 where the text ends before. */
  #endOf(text: string, start: number): number {
    const mark = text.charCodeAt(start + 1);
    if (mark === SLASH) return after(text, '>', start);
    if (mark === QUESTION) return after(text, '?>', start);
    return mark === BANG ? endOfSection(text, start) : this.#tag.read(text, start);
  }

  #markup(text: string, start: number, end: number): void {
    const mark = text.charCodeAt(start + 1);
    if (mark === SLASH) this.#closeTag(text.slice(start + 2, end - 1));
    else if (mark === BANG) this.#section(text, start, end);
    else if (mark === QUESTION) this.#instruction(text, start, end);
    else this.#openTag();
  }

  /** Only the declaration of XML means something, and stands at the very beginning. */
  #instruction(text: string, start: number, end: number): void {
    const name = text.slice(start + 2, nameEnd(text, start + 2));
    const declared = this.#atStart && name === 'xml' && DECLARATION.test(text.slice(start, end));
    if (!declared && (/^xml$|:/i.test(name) || !/^[ \t\r\n?]/.test(text.slice(start + 2 + name.length, end))))
      throw damaged(`<?${name}`);
  }

  /** Comments mean nothing; a text may stand in a CDATA section. */
  #section(text: string, start: number, end: number): void {
    const outside = this.#open.length === 0;
    if (!text.startsWith(CDATA, start)) {
      if (text.indexOf('--', start + COMMENT.length) !== end - 3) throw damaged('-- within a comment');
    } else if (outside) throw damaged('text outside of the root');
    else if (this.#meaning.listening === true) this.#meaning.text?.(text.slice(start + CDATA.length, end - 3));
  }

  #openTag(): void {
    const tag = this.#tag;
    if (this.#open.length >= MAX_DEPTH) throw damaged('elements too deep');
    const name = this.#spaces.open(tag, this.#open.length);
    if (this.#open.length === 0) {
      if (this.#rooted) throw damaged('two roots');
      this.#rooted = true;
      const { root = name } = this.#meaning;
      if (name !== root) throw damaged(`<${name.slice(0, 20)}> in place of <${root}>`);
    }
    this.#open.push(tag.name);
    this.#names.push(name);
    this.#meaning.open(name, tag);
    if (tag.empty) this.#close();
  }

  #closeTag(written: string): void {
    const open = this.#open.at(-1);
    const more = open !== undefined && written.startsWith(open) ? written.slice(open.length) : 'x';
    if (NO_TEXT.test(more)) throw damaged(`</${written.slice(0, 20)}> closes nothing`);
    this.#close();
  }

  #close(): void {
    this.#open.pop();
    this.#meaning.close?.(this.#names.pop() ?? '');
    this.#spaces.close(this.#open.length);
  }
}

/** Reads a whole part. */
export async function readXml(pieces: AsyncIterable<Buffer>, meaning: Meaning): Promise<void> {
  const reader = new XmlReader(meaning);
  for await (const piece of pieces) reader.write(piece);
  reader.end();
}

function endOfSection(text: string, start: number): number {
  if (text.startsWith(COMMENT, start)) return after(text, '-->', start + COMMENT.length);
  if (text.startsWith(CDATA, start)) return after(text, ']]>', start + CDATA.length);
  if (text.length - start >= CDATA.length) throw damaged('DOCTYPE');
  return -1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
