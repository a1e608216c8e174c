import { describe, expect, it } from 'vitest';
import { expiredRoles } from '../../../src/core/trust/trusted.ts';
import { OurClient, trustedOf } from '../../support/tuf-clients.ts';
import { instant, later, TufRepository } from '../../support/tuf-repository.ts';

/** Every role, with the day after which nobody renewed it. */
const ROLES = [
  ['timestamp', 90],
  ['snapshot', 180],
  ['targets', 400],
  ['root', 1100],
] as const;

/** All that was signed before the role's last day is renewed beside it, but for the role itself. */
function frozen(role: string, day: number): TufRepository {
  const repository = new TufRepository();
  const { signed } = repository;
  for (const [other] of ROLES) if (other !== role) signed[other].expires = instant(later(2000));
  signed[role as 'root'].expires = instant(later(day));
  repository.write('root');
  repository.link();
  return repository;
}

describe('each role expired', () => {
  it.each(
    ROLES,
  )('%s, with unchanged version: online it is dated from its day on, offline too, and never refused', async (role, day) => {
    const repository = frozen(role, day);
    const client = new OurClient(repository);
    const lastMoment = new Date(later(day).getTime() - 1);
    expect((await client.refresh(lastMoment)).status).toBe('current');
    const online = await client.refresh(later(day));
    expect(online).toMatchObject({ status: 'aged', expired: [{ role, since: instant(later(day)) }] });
    repository.failFrom = 0;
    const offline = await client.refresh(later(day));
    expect(offline).toMatchObject({ status: 'kept', problem: { code: 'network' }, expired: [{ role }] });
    expect(trustedOf(offline).target('demo/2025/records.json')).not.toBeNull();
    expect(await client.refresh(lastMoment)).toMatchObject({ status: 'kept', expired: [] });
  });

  it.each(ROLES)('%s, on a first visit: dated at once, not refused', async (role, day) => {
    expect(await new OurClient(frozen(role, day)).outcome(later(day))).toBe(`aged:${role}`);
  });

  it('all of them after three years without any renewal, in the order of their files', async () => {
    const state = await new OurClient(new TufRepository()).refresh(later(1100));
    const roles = ['root', 'timestamp', 'snapshot', 'targets'];
    expect(expiredRoles(trustedOf(state).set, later(1100)).map(({ role }) => role)).toEqual(roles);
  });
});
