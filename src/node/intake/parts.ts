/** What the service is made of. Everything that touches the world comes in here. */
import type { Random } from '../../core/complaint/suite.ts';
import type { IntakeLimits } from './limits.ts';
import type { LogLine } from './log.ts';
import type { ReceiptSigner } from './receipts.ts';
import type { MeasureRoom } from './room.ts';
import type { IntakeStore } from './store/store.ts';

/** What the bureau's newest publication says about complaints. */
export interface RecipientKeys {
  /** Ids of the keys that new submissions are sealed to. */
  readonly current: readonly string[];
  /** Ids of earlier keys: what was sealed to them offline is still taken. */
  readonly retired: readonly string[];
  /** Work that everybody must bring. */
  readonly workBits: number;
  /** Origin of the site as published, `https://yx.example.gov.cn`. */
  readonly origin: string;
}

export interface IntakeParts {
  readonly store: IntakeStore;
  /** Id of the bureau. */
  readonly bureau: string;
  /** Asked with every request, so it must be cheap. Null: the bureau takes nothing new, but still tells the status. */
  recipientKeys(): Promise<RecipientKeys | null>;
  readonly signer: ReceiptSigner;
  readonly now: () => Date;
  readonly random: Random;
  readonly limits: IntakeLimits;
  /** Told of every request, without anything that says whose or what. */
  readonly log: (line: LogLine) => void;
  /**
   * Who may say in `X-Forwarded-For` which address a request came from: false nobody, a number of reverse proxies before
   * this server, or their addresses. Never "everybody": any client could then pretend to be any address.
   */
  readonly trustProxy: false | number | readonly string[];
  /** Lets `/metrics` be read from elsewhere, as `Authorization: Bearer …`. Null: from this machine only. */
  readonly metricsToken: string | null;
  /** How full the store is; absent where nobody here can tell. */
  readonly room?: MeasureRoom;
}
