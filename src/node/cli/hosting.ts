/** `yixinma hosting …`: what the host of the site needs – lists for an upload, an archive, configurations. */
import type { Command } from './command.ts';
import { archive } from './hosting/archive.ts';
import { nginx } from './hosting/nginx.ts';
import type { HostingCommand } from './hosting/shared.ts';
import { systemd } from './hosting/systemd.ts';
import { upload } from './hosting/upload.ts';
import { notOneOf, wrongUsage } from './wrong-usage.ts';

const PARTS: Readonly<Record<string, HostingCommand>> = { upload, archive, nginx, systemd };

export const hosting: Command = {
  name: 'hosting',
  summary:
    '放到网站上：上传清单、压缩包、nginx和systemd配置 / for the host: upload lists, an archive, nginx and systemd',
  usage: Object.values(PARTS)
    .map((part) => part.usage)
    .join('\n'),
  async run(args, io) {
    const [name = '', ...rest] = args;
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (part !== undefined) return part.run(rest, io);
    return wrongUsage(io, this, [notOneOf(['要做的事', 'what to do'], args[0], Object.keys(PARTS))]);
  },
};
