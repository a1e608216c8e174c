/** `yixinma submissions …`: the handlers' work by commands, until their desk exists. */
import type { Command, Io } from './command.ts';
import { USAGE } from './submissions/usage.ts';

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
      io.err(`${this.usage}\n`);
      return 2;
    }
    try {
      return await (await VERBS[name]())(rest, io);
    } catch (fault) {
      const code = fault instanceof TypeError && 'code' in fault ? String(fault.code) : '';
      if (!(fault instanceof TypeError) || !code.startsWith('ERR_PARSE_ARGS')) throw fault;
      io.err(`${fault.message}\n${USAGE[name]}\n`);
      return 2;
    }
  },
};

function isVerb(name: string): name is VerbName {
  return Object.hasOwn(VERBS, name);
}
