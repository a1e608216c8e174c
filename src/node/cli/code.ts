/** `yixinma code check CODE`: form and check character of a 统一社会信用代码. */
import { checkCreditCode } from '../../core/domain/credit-code.ts';
import type { Command } from './command.ts';

export const code: Command = {
  name: 'code',
  summary: '检查统一社会信用代码 / check a unified social credit code (GB 32100-2015)',
  usage: 'yixinma code check CODE',
  async run(args, io) {
    const [verb, text, ...more] = args;
    if (verb !== 'check' || text === undefined || more.length > 0) {
      io.err(`${this.usage}\n`);
      return 2;
    }
    const result = checkCreditCode(text);
    io.out(`${JSON.stringify(result)}\n`);
    return result.wellFormed ? 0 : 1;
  },
};
