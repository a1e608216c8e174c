/** `npm run build`: builds what changed and says where it is. */
import { buildIfChanged } from '../src/node/build/build.ts';

const { rebuilt, info } = await buildIfChanged(process.cwd(), new Date());
process.stdout.write(
  `${rebuilt ? 'built' : 'unchanged'}: dist/site, dist/render.js (page script ${info.pageScript})\n`,
);
