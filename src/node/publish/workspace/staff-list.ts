/** Staff as they are held from reading to the pages: a province has a million of them. */
import type { StaffMember } from '../../../core/domain/institution.ts';

/** All of a member but the name: a handful of them in a whole workbook. */
type Post = Omit<StaffMember, 'name'>;

/** In no text of a cell. */
const BETWEEN = '\0';

/** Posts, each kept once. */
export class Posts {
  readonly #known = new Map<string, Post>();

  of({ category, group, title, scope }: StaffMember): Post {
    const key = [category, group, title, scope].join(BETWEEN);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const post = { category, group, title, scope };
    this.#known.set(key, post);
    return post;
  }
}

/** The staff of one institution: one text of all names, and the post of each. A member is made when it is asked for. */
export class StaffList implements Iterable<StaffMember> {
  readonly #names: string;
  readonly #posts: readonly Post[];

  constructor(members: readonly StaffMember[], posts: Posts) {
    this.#names = members.map(({ name }) => name).join(BETWEEN);
    this.#posts = members.map((member) => posts.of(member));
  }

  get length(): number {
    return this.#posts.length;
  }

  toJSON(): readonly StaffMember[] {
    return [...this];
  }

  *[Symbol.iterator](): Iterator<StaffMember> {
    const names = this.#names.split(BETWEEN);
    for (const [at, post] of this.#posts.entries()) yield { name: names[at] ?? '', ...post };
  }
}
