/** systemd units of a workspace: the service for what people send in, and the timer of the daily refresh. */
import { quoted } from './quoted.ts';

export interface UnitSite {
  /** Full name of the bureau. */
  readonly name: string;
  /** The workspace. */
  readonly dir: string;
  /** Account under which both run; it owns the workspace. */
  readonly user: string;
  /** Program and first argument: Node and our script. */
  readonly program: readonly [node: string, script: string];
  readonly port: number;
  /** The command of the timer: `refresh`, or a province's. */
  readonly refresh?: 'refresh' | 'province refresh';
}

/** File name → text. */
export function systemdUnits(site: UnitSite): ReadonlyMap<string, string> {
  return new Map([
    ['yixinma-serve.service', serveUnit(site)],
    ['yixinma-refresh.service', refreshUnit(site)],
    ['yixinma-refresh.timer', TIMER],
  ]);
}

function serveUnit(site: UnitSite): string {
  return `[Unit]
Description=医信码：网站和网上反映 Yixinma site and intake (${plain(site.name)})
After=network.target

[Service]
ExecStart=${command(site, 'serve')} --host 127.0.0.1 --port ${site.port}
# 前面有一层反向代理（nginx）。 One reverse proxy says where a request came from.
Environment=TRUST_PROXY=1
Restart=on-failure
RestartSec=5
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
${sandbox(site)}
[Install]
WantedBy=multi-user.target
`;
}

function refreshUnit(site: UnitSite): string {
  return `[Unit]
Description=医信码：续签、撤下到期的处罚 Yixinma daily refresh (${plain(site.name)})

[Service]
Type=oneshot
ExecStart=${command(site, site.refresh ?? 'refresh')}
# 续签不需要网络。 It signs with the online key and asks nobody.
PrivateNetwork=yes
RestrictAddressFamilies=AF_UNIX
${sandbox(site)}`;
}

/** A term ends with its day in China: shortly after midnight there, and again should that run have failed. */
const TIMER = `[Unit]
Description=医信码：每天续签 Yixinma daily refresh

[Timer]
OnCalendar=*-*-* 00/6:05:00 Asia/Shanghai
Persistent=yes

[Install]
WantedBy=timers.target
`;

/** Writes below the workspace alone; no MemoryDenyWriteExecute, since V8 compiles while it runs. */
function sandbox({ dir, user }: UnitSite): string {
  return `User=${plain(user)}
UMask=0022
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths=${quoted(dir)}
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RemoveIPC=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
`;
}

function command({ program, dir }: UnitSite, name: string): string {
  const [node, script] = program;
  return [quoted(node), quoted(script), name, quoted(dir)].join(' ');
}

/** Text of one line that is not in quotes. */
const plain = (text: string): string => quoted(text).slice(1, -1);
