/** `yixinma submissions …`: the handlers' work by commands, until their desk exists. */
import type { Command, Io } from './command.ts';
import { USAGE } from './submissions/usage.ts';
import { notOneOf, parseFault, wrongUsage } from './wrong-usage.ts';

type Run = (args: readonly string[], io: Io) => Promise<0 | 1 | 2>;
type VerbName = keyof typeof USAGE;

/** Loaded when called. */
const VERBS: Readonly<Record<VerbName, () => Promise<Run>>> = {
  list: async () => (await import('./submissions/list.ts')).list,
  sort: async () => (await import('./submissions/sort.ts')).sort,
  open: async () => (await import('./submissions/open.ts')).open,
  decide: async () => (await import('./submissions/decide.ts')).decide,
  export: async () => (await import('./submissions/export.ts')).exportRows,
  import: async () => (await import('./submissions/import.ts')).importSealed,
  'rotate-key': async () => (await import('./submissions/rotate-key.ts')).rotateKey,
  retain: async () => (await import('./submissions/retain.ts')).retain,
};

export const submissions: Command = {
  name: 'submissions',
  summary: '办理网上反映 / handle complaints: list, sort, open, decide, export, import, rotate-key, retain',
  usage: `${Object.values(USAGE).join('\n')}
数据库：DIR/intake/intake.sqlite；设置了 DATABASE_URL 的用 PostgreSQL。口令：--passphrase-file、YIXINMA_PASSPHRASE_FILE，或在终端输入。
Database: DIR/intake/intake.sqlite, or PostgreSQL by DATABASE_URL. Passphrase: --passphrase-file, YIXINMA_PASSPHRASE_FILE, or typed.`,
  async run(args, io) {
    const [name, ...rest] = args;
    if (name === undefined || !isVerb(name)) {
      return wrongUsage(io, this, [notOneOf(['要做的事', 'what to do'], name, Object.keys(VERBS))]);
    }
    try {
      return await (await VERBS[name]())(rest, io);
    } catch (fault) {
      const typed = parseFault(fault, USAGE[name]);
      if (typed === null) throw fault;
      return wrongUsage(io, { usage: USAGE[name] }, [typed]);
    }
  },
};

function isVerb(name: string): name is VerbName {
  return Object.hasOwn(VERBS, name);
}
