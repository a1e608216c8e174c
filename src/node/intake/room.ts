/**
 * How full the store is. Whoever brings the work for it may fill it with junk that opens to nothing, up to the quota: work
 * and pace make that slow, nothing makes it impossible without turning away people. So it is told while there is time.
 */

export interface Room {
  /** Bytes on the disk. */
  readonly used: number;
  /** Bytes from which on nothing more is taken (`full`). */
  readonly quota: number;
}

const MINUTE_MS = 60_000;
/** Told from half of the quota on, and again with every tenth more. */
const FIRST_TENTH = 5;

function tenths({ used, quota }: Room): number {
  return Math.floor((used * 10) / Math.max(1, quota));
}

/** More than half of what there is: a person should look. */
export function isFilling(room: Room | null): boolean {
  return room !== null && tenths(room) >= FIRST_TENTH;
}

/** Null where the database is not a file here: its own watch counts then. */
export type MeasureRoom = () => Promise<Room | null>;

/** Looks at once and then every ten minutes. Returns what stops it. A look that fails is made again the next time. */
export function keepWatchingRoom(parts: {
  readonly room: MeasureRoom;
  readonly warn: (room: Room) => void;
  readonly everyMs?: number;
}): () => void {
  const look = roomWatch(parts.warn);
  const run = (): void => void parts.room().then(look, () => undefined);
  run();
  const timer = setInterval(run, parts.everyMs ?? 10 * MINUTE_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Warns when a further tenth was reached; what was freed in between may be told again. */
export function roomWatch(warn: (room: Room) => void): (room: Room | null) => void {
  let told = FIRST_TENTH - 1;
  return (room) => {
    if (room === null) return;
    const now = tenths(room);
    if (now > told) warn(room);
    told = Math.max(FIRST_TENTH - 1, now);
  };
}

/** For the people who run the service. */
export function roomText({ used, quota }: Room): string {
  const percent = Math.floor((used * 100) / Math.max(1, quota));
  const [gone, all] = [used, quota].map((bytes) => (bytes / 1e9).toFixed(1));
  return (
    `⚠ 网上反映的存储空间已用${percent}%（${gone}／${all} GB），用完后将不能再接收。请看是否有人大量提交打不开的内容（submissions list、sort），清理保存期满的（submissions retain），或扩大磁盘后重启。\n` +
    `⚠ ${percent}% of the room for complaints is used (${gone} of ${all} GB); when it is full nothing more is taken. See whether somebody floods it with what does not open (submissions list, sort), delete what need not be kept (submissions retain), or enlarge the disk and restart.`
  );
}
