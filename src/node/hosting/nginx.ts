/**
 * An nginx configuration that answers as our own server does: paths, headers and lifetimes are written from the same
 * constants (`server/headers.ts`, `server/paths.ts`), and `test/e2e/nginx.test.ts` compares the two answer by answer.
 */
import { cacheControl, HASHED_ASSET, NEWEST, OPEN_DATA_HEADERS, securityHeaders, TYPES } from '../server/headers.ts';
import { APP_ROUTES, OPEN_DATA } from '../server/paths.ts';
import { quoted } from './quoted.ts';

export interface NginxSite {
  /** Scheme, host and port of the pages. */
  readonly origin: string;
  /** Path of the home page: `/`, or `/folder/`. */
  readonly basePath: string;
  /** The link that publishing switches. */
  readonly siteDir: string;
  readonly styleHashes: readonly string[];
  /** Folders below it in which sites of bureaus lie, on a province's host. */
  readonly folders?: readonly string[];
  /** Port of `yixinma serve` on this machine. */
  readonly port: number;
  /** Whether it takes what people send in. */
  readonly intake: boolean;
  /** Whether it renders the institutions' pages, which are then no files. */
  readonly onRequest: boolean;
  /** Largest body of the intake, bytes. */
  readonly largestBody: number;
  /** PEM files; used when the origin is https. */
  readonly certificate: string;
  readonly key: string;
}

/** For the `http` level: what headers depend on. Empty values are not sent. */
export function nginxMaps(site: NginxSite): string {
  const at = (pattern: RegExp): string =>
    pattern.source.replace(/^\^/, `(?:${literal(bare(site))}${inFolder(site)})?/`);
  const headers = rules(site);
  const open = Object.entries(OPEN_DATA_HEADERS).map(
    ([name, value]) => `map $uri ${variable(name)} {
    default ${quoted(headers[name] ?? '')};
    "~^${at(OPEN_DATA)}" ${quoted(value)};
}
`,
  );
  return `# 由 yixinma hosting nginx 生成，请勿手改。 Written by yixinma: make it anew instead of editing.
map "$status $uri" $yixinma_cache {
    default ${quoted(cacheControl('index.html'))};
    "~^(?!2|304)" "no-store";
    "~^\\d+ ${at(NEWEST)}" ${quoted(cacheControl('d/bundle.json'))};
    "~^\\d+ ${at(HASHED_ASSET)}" ${quoted(cacheControl('assets/page-0123456789.js'))};
}
${open.join('')}`;
}

/** Of a province: a bureau's folder, or none. */
function inFolder({ folders = [] }: NginxSite): string {
  return folders.length === 0 ? '' : `(?:/(?:${folders.map(literal).join('|')}))?`;
}

/** For a `server`: the site below its path, and those in its folders. */
export function nginxLocations(site: NginxSite): string {
  const below = (site.folders ?? []).map((folder) => {
    return siteLocation({ ...site, basePath: `${bare(site)}/${folder}/`, siteDir: `${site.siteDir}/${folder}` });
  });
  return `# 由 yixinma hosting nginx 生成，请勿手改。 Written by yixinma: make it anew instead of editing.
${[siteLocation(site), ...below].join('')}location @yixinma_missing {
    types { }
    default_type text/plain;
    charset utf-8;
    charset_types ${typesWithText()};
${headerLines(site)}
    return 404 "not found\\n";
}
${servedLocations(site)}`;
}

function typesWithText(): string {
  const text = Object.keys(TYPES).filter((extension) => TYPES[extension]?.includes('charset='));
  return [...new Set(text.map(mime))].filter((type) => type !== 'text/html').join(' ');
}

/** One site. */
function siteLocation(site: NginxSite): string {
  const base = bare(site);
  const re = literal(base);
  const routes = [...APP_ROUTES].join('|');
  const typed = typesWithText();
  const toFolder = base === '' ? '' : `location = ${base} { return 301 ${base}/; }\n`;
  return `${toFolder}location ^~ ${base}/ {
    root ${quoted(site.siteDir)};
    error_page 404 ${base}/404.html;
    types {
${typeLines()}    }
    default_type application/octet-stream;
    charset utf-8;
    charset_types ${typed};
    gzip on;
    gzip_vary on;
    gzip_comp_level 6;
    gzip_types ${typed} ${mime('.wasm')};
${headerLines(site)}
    location = ${base}/ { try_files /index.html =404; }
    # 签名数据和给程序用的文件：没有就是没有，不能用网页代替。 A missing signed file never looks like a page.
    location ~ "^${re}/(d/.*[^/]|(?:en/)?i/[^/]+\\.json)$" { try_files /$1 @yixinma_missing; }
    location ~ "^${re}/d(?:/|/.*/)?$" { try_files /.none @yixinma_missing; }
    # 印在公示栏上的网址：直接给出网页，不跳转。 Printed addresses are answered, never redirected.
    location ~ "^${re}/((?:en/)?i/[^/.]+)/?$" { try_files /$1.html =404; }
    # 页面名含机构编码，不记访问日志。 These addresses name an institution: who asked is not logged.
    location ~ "^${re}/((?:${routes})(?:/(?:.*/)?[^/.]*)?)$" { access_log off; try_files /$1 /$1.html /index.html =404; }
    location ~ "^${re}/((?:.*/)?[^/.]+)$" { try_files /$1 /$1.html =404; }
    location ~ "^${re}/(.+)$" { try_files /$1 =404; }
}
`;
}

/** A whole server for the site's names, that includes the two others. */
export function nginxServer(site: NginxSite, folder: string): string {
  const { protocol, hostname, port } = new URL(site.origin);
  const secure = protocol === 'https:';
  const number = port === '' ? (secure ? '443' : '80') : port;
  const tls = `    listen ${number} ssl http2;
    listen [::]:${number} ssl http2;
    ssl_certificate ${quoted(site.certificate)};
    ssl_certificate_key ${quoted(site.key)};
    ssl_protocols TLSv1.2 TLSv1.3;
`;
  const plain = `    listen ${number};\n    listen [::]:${number};\n`;
  const toTls = `server {
    listen 80;
    listen [::]:80;
    server_name ${quoted(hostname)};
    return 301 https://$host$request_uri;
}
`;
  return `include ${quoted(`${folder}/maps.conf`)};
${secure && port === '' ? toTls : ''}server {
${secure ? tls : plain}    server_name ${quoted(hostname)};
    server_tokens off;
    include ${quoted(`${folder}/locations.conf`)};
}
`;
}

/** What `yixinma serve` answers. It sends its own headers but one. */
function servedLocations(site: NginxSite): string {
  const base = bare(site);
  const limit = `    client_max_body_size ${Math.ceil(site.largestBody / 1024)}k;\n`;
  const complaints = site.intake
    ? `# 网上反映由 yixinma serve 接收。 What people send in.\n${proxied(`${base}/api/`, site, limit)}`
    : '';
  const pages = site.onRequest
    ? `# 机构网页和名单没有文件，由 yixinma serve 随时生成。 Institution pages and lists are no files.\n${['/i/', '/en/i/', '/lists', '/en/lists'].map((path) => proxied(base + path, site)).join('')}`
    : '';
  return complaints + pages;
}

function proxied(path: string, site: NginxSite, more = ''): string {
  const hsts = 'Strict-Transport-Security';
  const value = rules(site)[hsts];
  return `location ^~ ${path} {
    access_log off;
${more}    proxy_pass http://127.0.0.1:${site.port};
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
${value === undefined ? '' : `    add_header ${hsts} ${quoted(value)} always;\n`}}
`;
}

function rules({ origin, styleHashes }: NginxSite): Readonly<Record<string, string>> {
  return securityHeaders(styleHashes, { secure: origin.startsWith('https:'), selfSigned: false });
}

function headerLines(site: NginxSite): string {
  const fixed = Object.entries(rules(site)).filter(([name]) => !Object.hasOwn(OPEN_DATA_HEADERS, name));
  const varied = Object.keys(OPEN_DATA_HEADERS).map((name) => [name, variable(name)] as const);
  return [['Cache-Control', '$yixinma_cache'], ...fixed.map(([name, value]) => [name, quoted(value)]), ...varied]
    .map(([name, value]) => `    add_header ${name} ${value} always;`)
    .join('\n');
}

function typeLines(): string {
  const extensions = Object.keys(TYPES);
  return [...new Set(extensions.map(mime))]
    .map((type) => [type, ...extensions.filter((one) => mime(one) === type).map((one) => one.slice(1))].join(' '))
    .map((line) => `        ${line};\n`)
    .join('');
}

const mime = (extension: string): string => TYPES[extension]?.split(';')[0] ?? '';
const variable = (header: string): string => `$yixinma_${header.toLowerCase().replaceAll('-', '_')}`;
/** The base path without the slash at its end; empty at the root. */
const bare = ({ basePath }: NginxSite): string => basePath.replace(/\/$/, '');
/** As part of a regular expression. */
const literal = (path: string): string => path.replaceAll(/[.+*?()[\]{}|^$\\-]/g, '\\$&');
