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
  /** Home of the province's site in which this bureau's lies; not there for a site of its own. */
  readonly province?: string;
  /** Not there in shells that were installed before it was told. */
  readonly contact?: AppContact;
}

/** What a province's own home shows: the bureaus that it lists. */
export interface ProvinceConfig {
  readonly pin: AppPin;
  /** Its id, first part of the signed path of its list. */
  readonly province: string;
  readonly basePath: string;
  readonly area: { readonly name: string; readonly nameEn: string };
  readonly contact: AppContact;
  /** Fictional data: said on every page. */
  readonly demo?: boolean;
}

const BASE = /^\/(?:[\w.-]+\/)*$/;

/** Reads the data block `#config`. Null when no release is installed (a bare build), or when the block is damaged. */
export function parseConfig(text: string | null): AppConfig | null {
  const value = blockIn(text);
  const pin = pinIn(value?.pin);
  if (value === null || pin === null || !isId(value.bureau)) return null;
  const contact = contactIn(value.contact);
  const province = typeof value.province === 'string' && BASE.test(value.province) ? value.province : null;
  return {
    pin,
    bureau: value.bureau,
    basePath: baseIn(value.basePath),
    ...(province !== null && { province }),
    ...(contact && { contact }),
  };
}

/** The same of a province's home; null in any other shell. */
export function parseProvinceConfig(text: string | null): ProvinceConfig | null {
  const value = blockIn(text);
  const pin = pinIn(value?.pin);
  const contact = contactIn(value?.contact);
  if (value === null || pin === null || contact === null || !isId(value.lists) || !isMap(value.area)) return null;
  const { name, nameEn } = value.area;
  if (typeof name !== 'string' || typeof nameEn !== 'string') return null;
  return {
    pin,
    province: value.lists,
    basePath: baseIn(value.basePath),
    area: { name, nameEn },
    contact,
    demo: value.demo === true,
  };
}

function blockIn(text: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isMap(value) ? value : null;
  } catch {
    return null;
  }
}

function pinIn(value: unknown): AppPin | null {
  if (!isMap(value)) return null;
  const { rootSha256, minimumVersion, builtAt } = value;
  if (typeof rootSha256 !== 'string' || !/^[0-9a-f]{64}$/.test(rootSha256)) return null;
  if (typeof minimumVersion !== 'number' || typeof builtAt !== 'string') return null;
  return { rootSha256, minimumVersion, builtAt };
}

/** An id becomes part of signed paths. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(value);
}

function baseIn(value: unknown): string {
  return typeof value === 'string' && BASE.test(value) ? value : '/';
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
