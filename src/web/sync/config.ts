/** What publishing fills into `index.html`: the pin of the trust root and the bureau whose data this app shows. */

/** The pin as built into an app; the verifier's `TrustPin` has the same shape. */
export interface AppPin {
  readonly rootSha256: string;
  readonly minimumVersion: number;
  readonly builtAt: string;
}

/** Whom to call before anything is verified; as little proven as the page around it. */
export interface AppContact {
  readonly name: string;
  readonly nameEn: string;
  readonly phone: string;
  readonly phoneHours: string;
  readonly phoneHoursEn?: string;
}

export interface AppConfig {
  readonly pin: AppPin;
  readonly bureau: string;
  /** Path of the home page, from slash to slash. */
  readonly basePath: string;
  /** Not there in shells that were installed before it was told. */
  readonly contact?: AppContact;
}

const BASE = /^\/(?:[\w.-]+\/)*$/;

/** Reads the data block `#config`. Null when no release is installed (a bare build), or when the block is damaged. */
export function parseConfig(text: string | null): AppConfig | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (!isMap(value) || !isMap(value.pin)) return null;
  const { rootSha256, minimumVersion, builtAt } = value.pin;
  const bureau = value.bureau;
  if (typeof rootSha256 !== 'string' || !/^[0-9a-f]{64}$/.test(rootSha256)) return null;
  if (typeof minimumVersion !== 'number' || typeof builtAt !== 'string' || typeof bureau !== 'string') return null;
  // The bureau's id becomes part of signed paths.
  if (!/^[a-z0-9][a-z0-9-]*$/.test(bureau)) return null;
  const contact = contactIn(value.contact);
  const basePath = typeof value.basePath === 'string' && BASE.test(value.basePath) ? value.basePath : '/';
  return { pin: { rootSha256, minimumVersion, builtAt }, bureau, basePath, ...(contact && { contact }) };
}

function contactIn(value: unknown): AppContact | null {
  if (!isMap(value)) return null;
  const { name, nameEn, phone, phoneHours, phoneHoursEn } = value;
  if (typeof name !== 'string' || typeof nameEn !== 'string') return null;
  if (typeof phone !== 'string' || typeof phoneHours !== 'string') return null;
  return { name, nameEn, phone, phoneHours, ...(typeof phoneHoursEn === 'string' && { phoneHoursEn }) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
