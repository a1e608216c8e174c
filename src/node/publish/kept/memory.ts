/** The hooks of a publication: what was kept is tried before it reads its workbook, and replaced once it is published. */
import type { Prepared, PublishInput } from '../publication.ts';
import type { Ready } from '../ready.ts';
import { headOf, readRuns, refusedFamilies } from './families.ts';
import { filesOf, type Inputs, inputsOf, sha256 } from './inputs.ts';
import { type Quick, quickly } from './quick.ts';
import type { Frame, Gist, KeptRound } from './round.ts';
import { Families } from './runs.ts';
import { forgetRound, loadRound, saveRound } from './store.ts';

type Input = Omit<PublishInput, 'passphrase'>;
/** Inputs of which the bytes are let go. */
type Digests = Omit<Inputs, 'tables'> & {
  readonly tables: ReadonlyMap<string, string>;
  readonly answers: string | null;
};

export class Memory {
  /** The publication, where what was kept was enough to prepare it. */
  prepared: Prepared | null;
  readonly #input: Input;
  readonly #digests: Digests | null;
  #next: Omit<KeptRound, 'frame'> | null;
  #gist: (Gist & Pick<KeptRound, 'leaves'>) | null = null;

  private constructor(input: Input, digests: Digests | null, quick: Quick | null) {
    this.#input = input;
    this.#digests = digests;
    this.prepared = quick?.prepared ?? null;
    this.#next = quick?.next ?? null;
  }

  /** Under the workspace's lock; writes nothing. Whatever is wrong with what was kept, the publication goes the whole way. */
  static async open(input: Input): Promise<Memory> {
    const inputs = await inputsOf(input);
    if (inputs === null) return new Memory(input, null, null);
    // Before anything is read: what is answered meanwhile is another answer for the next publication.
    const digests = await digestsOf(inputs);
    const kept = await loadRound(input.dir, inputs.secret);
    const quick = kept && (await quickly(input, inputs, kept).catch(() => null));
    return new Memory(input, digests, quick);
  }

  /** Takes what is to be kept out of a publication that is ready to be signed, and lets go of the rest. */
  note(prepared: Prepared, ready: Ready): void {
    if (prepared.gist !== null) this.#gist = { ...prepared.gist, leaves: ready.tree.leaves };
    this.prepared = null;
  }

  /** After the switch. That it cannot be kept, for want of room or otherwise, is no fault of the publication. */
  async save(targets: string): Promise<void> {
    const { dir } = this.#input;
    try {
      const next = this.#next ?? (await this.#whole());
      if (next === null || this.#digests === null) return await forgetRound(dir);
      await saveRound(dir, this.#digests.secret, { ...next, frame: await this.#frame(this.#digests, targets) });
    } catch {
      await forgetRound(dir).catch(() => undefined);
    }
  }

  async #frame({ program, configDigest: config, year, answers }: Digests, targets: string): Promise<Frame> {
    const files = { ...(await filesOf(this.#input.dir, year)), 'matches.json': answers };
    return { program, config, year, targets: sha256(targets), files };
  }

  /** Of a publication that read all: its tables are looked at once more, and must be those that it read. */
  async #whole(): Promise<Omit<KeptRound, 'frame'> | null> {
    const [gist, digests] = [this.#gist, this.#digests];
    const inputs = gist && (await inputsOf(this.#input));
    if (!inputs || !gist || !digests || inputs.configDigest !== digests.configDigest) return null;
    if (inputs.tables.some(({ sheet, sha256: digest }) => digests.tables.get(sheet) !== digest)) return null;
    const families = new Families(gist.ids);
    const read = readRuns(inputs, families, null);
    const again = read && refusedFamilies(gist.problems, read);
    if (!read || !again || inputs.tables.length !== digests.tables.size) return null;
    const tables = read.map(({ table, runs }) => ({
      ...{ sheet: table.sheet, sha256: table.sha256, headings: table.headings, head: headOf(table, families), runs },
    }));
    const { day, facts, evaluations, staff, leaves } = gist;
    const members = Uint32Array.from(gist.ids.keys());
    return { day, families: families.ids, again, tables, members, facts, evaluations, staff, leaves };
  }
}

async function digestsOf({ tables, ...inputs }: Inputs): Promise<Digests> {
  const { 'matches.json': answers = null } = await filesOf(inputs.dir, inputs.year);
  return { ...inputs, tables: new Map(tables.map(({ sheet, sha256: digest }) => [sheet, digest])), answers };
}
