import { describe, expect, test } from 'vitest';
import type { Io } from '../../../src/node/cli/command.ts';
import { publish, refuse, summary } from '../../../src/node/cli/publish.ts';
import type { PublishReport } from '../../../src/node/publish/report.ts';
import { NOW, temporaryFolder } from '../publish/workspace/support.ts';

async function world() {
  const said = { out: '', err: '' };
  const io: Io = {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => NOW,
    cwd: await temporaryFolder(),
    env: {},
  };
  return { io, said };
}

describe('publish --stage proposed', () => {
  test.each([
    ['without a last day', ['--stage', 'proposed']],
    ['with a last day that does not exist', ['--stage', 'proposed', '--until', '2026-02-30']],
    ['with a last day for final grades', ['--stage', 'final', '--until', '2026-06-05']],
  ])('%s is wrong usage, and says in both languages what is wanted', async (_, args) => {
    const { io, said } = await world();
    expect(await publish.run(['county', '--year', '2026', ...args], io)).toBe(2);
    expect(said.err).toContain('--until 2026-03-10');
    expect(said.err).toContain('--stage proposed needs the last day');
    expect(said.err).toContain(publish.usage);
  });

  test('refused says why in both languages, and until when a period runs', async () => {
    const { io, said } = await world();
    expect(refuse({ code: 'until-past' }, false, io)).toBe(1);
    expect(said.err).toBe(
      '公示的最后一天（--until）早于今天，没有发布。/ The last day of the period (--until) is before today.\n',
    );
    const { io: other, said: told } = await world();
    refuse({ code: 'period-running', detail: '2026-06-05' as never }, false, other);
    expect(told.err).toContain('期满后才能公布最终结果');
    expect(told.err).toContain('Open until\n2026-06-05\n');
  });
});

const REPORT: PublishReport = {
  version: 2,
  time: '2027-01-15T02:00:00Z',
  unchanged: false,
  changed: ['records'],
  institutions: 3,
  rowsRead: 3,
  quarantined: 0,
  quarantinedRows: {},
  unattributed: 0,
  states: { A: 2, awaiting: 1 },
  proposed: { A: 1, B: 2 },
  evaluationProblems: {},
  rulings: {},
  newCodes: 0,
  gone: [],
  codeCollisions: 0,
  fingerprint: '0'.repeat(64),
  files: 1,
  bytes: 1,
  codes: [],
};

test('the summary of a proposed stage tells what is proposed apart from what is in force', () => {
  expect(summary(REPORT)).toContain(
    '现行等级 grades in force: A 2 · awaiting 1\n公示的拟定等级 proposed grades: A 1 · B 2（',
  );
  const final = summary({ ...REPORT, proposed: null });
  expect(final).toContain('\n等级 grades: A 2 · awaiting 1\n');
  expect(final).not.toContain('proposed');
});
