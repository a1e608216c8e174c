/**
 * XML as parts of a workbook may have it: elements, attributes, texts; no DOCTYPE, so no entities of its own. It checks that
 * elements close as they opened, and no more: what matters is that no text gets under another's name. Written by hand
 * because a general parser makes an object of every tag: decision 059 has the measurement.
 */
import { type Decode, decoderOf } from './decode.ts';
import { damaged } from './error.ts';
import { Tag, unescapeText } from './tag.ts';

/** What a part's elements mean. Names come without the prefix of the root; elements of other vocabularies keep theirs. */
export interface Meaning {
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
const CDATA = '<![CDATA[';

export class XmlReader {
  readonly #meaning: Meaning;
  readonly #tag = new Tag();
  readonly #open: string[] = [];
  #decode: Decode | null = null;
  /** Of the root, with its colon; null before it. */
  #prefix: string | null = null;
  /** What the last piece left unfinished. */
  #rest = '';

  constructor(meaning: Meaning) {
    this.#meaning = meaning;
  }

  /** Throws `WorkbookError` where it is no such XML. */
  write(piece: Buffer): void {
    this.#decode ??= decoderOf(piece);
    this.#read(this.#rest + this.#decode(piece, false));
  }

  end(): void {
    this.#read(this.#rest + (this.#decode?.(Buffer.alloc(0), true) ?? ''));
    if (this.#prefix === null || this.#open.length > 0 || this.#rest.trim() !== '') throw damaged('XML cut off');
  }

  #read(text: string): void {
    let at = 0;
    for (;;) {
      let start = at;
      while (start < text.length && text.charCodeAt(start) !== LESS) start++;
      const end = start + 1 < text.length ? this.#endOf(text, start) : -1;
      if (end < 0) break;
      if (start > at && this.#meaning.listening === true) this.#meaning.text?.(unescapeText(text.slice(at, start)));
      this.#markup(text, start, end);
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_RUN) throw damaged('a text without end');
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
    else if (mark !== QUESTION) this.#openTag();
  }

  /** Comments mean nothing; a text may stand in a CDATA section. */
  #section(text: string, start: number, end: number): void {
    if (!text.startsWith(CDATA, start) || this.#meaning.listening !== true) return;
    this.#meaning.text?.(text.slice(start + CDATA.length, end - 3));
  }

  #openTag(): void {
    const { name, empty } = this.#tag;
    if (this.#open.length >= MAX_DEPTH) throw damaged('elements too deep');
    if (this.#open.length === 0 && this.#prefix !== null) throw damaged('two roots');
    this.#prefix ??= name.slice(0, name.indexOf(':') + 1);
    this.#open.push(name);
    this.#meaning.open(this.#local(name), this.#tag);
    if (empty) this.#closeTag(name);
  }

  #closeTag(written: string): void {
    const name = this.#open.pop();
    if (name === undefined || (name !== written && name !== written.trimEnd()))
      throw damaged(`</${written.slice(0, 20)}> closes nothing`);
    this.#meaning.close?.(this.#local(name));
  }

  #local(name: string): string {
    const prefix = this.#prefix ?? '';
    return prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
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
