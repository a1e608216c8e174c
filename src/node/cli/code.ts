/** `yixinma code check CODE`: form and check character of a 统一社会信用代码. */
import { checkCreditCode } from '../../core/domain/credit-code.ts';
import type { Command } from './command.ts';
import { notOneOf, tooMuch, wrongUsage } from './wrong-usage.ts';

export const code: Command = {
  name: 'code',
  summary: '检查统一社会信用代码 / check a unified social credit code (GB 32100-2015)',
  usage: 'yixinma code check CODE',
  async run(args, io) {
    const [verb, text, ...more] = args;
    const faults = [...tooMuch(more)];
    if (verb !== 'check') faults.push(notOneOf(['第一个词', 'the first word'], verb, ['check']));
    else if (text === undefined) faults.push('缺少要检查的代码。/ The code is missing.');
    if (text === undefined || faults.length > 0) return wrongUsage(io, this, faults);
    const result = checkCreditCode(text);
    io.out(`${JSON.stringify(result)}\n`);
    return result.wellFormed ? 0 : 1;
  },
};
