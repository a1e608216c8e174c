/** Hands out institutions to the stories: each plays one part, and the rest lead ordinary lives. */
import type { Member } from './institutions.ts';
import type { Group } from './kinds.ts';
import type { Random } from './random.ts';

export interface Cast {
  /** The next free licensed member of these groups; of any group but hospitals when none is named. */
  next(...groups: readonly Group[]): Member;
  /** The next free filed clinic. */
  nextFiled(): Member;
  /** Takes a named one out of the ordinary. Throws when it is taken. */
  take(id: string): Member;
  /** Whoever has no part yet. */
  rest(): readonly Member[];
}

export function createCast(members: readonly Member[], random: Random): Cast {
  const free = new Set(random.shuffle(members));
  function first(fits: (member: Member) => boolean): Member {
    for (const member of free) {
      if (!fits(member)) continue;
      free.delete(member);
      return member;
    }
    throw new RangeError('the county is too small for its stories');
  }
  return {
    next: (...groups) =>
      first(
        (member) =>
          !member.filed && (groups.length === 0 ? member.group !== 'hospital' : groups.includes(member.group)),
      ),
    nextFiled: () => first((member) => member.filed),
    take: (id) => first((member) => member.id === id),
    rest: () => [...free].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
