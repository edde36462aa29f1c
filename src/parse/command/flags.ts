/** The options of one command: what takes a value, what does not. Long names without dashes. */
export interface FlagTable {
  readonly valued: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  /** Short spellings and the long names they stand for. */
  readonly short: ReadonlyMap<string, string>;
  /** Whether options may also stand behind the first operand. */
  readonly interspersed: boolean;
}

function table(valued: string, switches: string, short: string, interspersed = false): FlagTable {
  const list = (text: string): string[] => text.split(/\s+/).filter((name) => name !== '');
  const pairs = list(short).map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]);
  return { valued: new Set(list(valued)), switches: new Set(list(switches)), short: new Map(pairs), interspersed };
}

/** Options before the subcommand. */
export const globalFlags: Readonly<Record<'docker' | 'podman' | 'nerdctl', FlagTable>> = {
  docker: table(
    'config context host log-level tlscacert tlscert tlskey',
    'debug tls tlsverify version help',
    'c:context H:host l:log-level D:debug v:version h:help',
  ),
  podman: table(
    `cdi-spec-dir cgroup-manager config conmon connection default-mounts-file events-backend hooks-dir identity imagestore
     log-level module namespace network-cmd-path network-config-dir out pull-option root runroot runtime runtime-flag ssh
     storage-driver storage-opt tlsca tls-ca tls-cert tls-key tmpdir url volumepath`,
    'noout remote syslog trace transient-store version help',
    'c:connection r:remote v:version h:help',
  ),
  nerdctl: table(
    `H address bridge-ip cdi-spec-dirs cgroup-manager cni-netconfpath cni-path config data-root host host-gateway-ip hosts-dir
     namespace snapshotter storage-driver a n`,
    'debug debug-full experimental insecure-registry kube-hide-dupe version help',
    'a:address H:host n:namespace v:version h:help',
  ),
};

/** Options of `docker compose`, before its subcommand. */
export const composeFlags: FlagTable = table(
  'ansi env-file file parallel profile progress project-directory project-name workdir context host tlscacert tlscert tlskey log-level',
  'all-resources compatibility dry-run insecure-registry verbose version help no-ansi debug tls tlsverify skip-hostname-check',
  'f:file p:project-name v:version h:help c:context H:host D:debug',
);

/** Options of `docker stack deploy`. */
export const stackFlags: FlagTable = table(
  'compose-file resolve-image orchestrator kubeconfig namespace bundle-file',
  'detach prune quiet with-registry-auth help',
  'c:compose-file d:detach q:quiet',
  true,
);

/** Options between `buildx`, `image`, `container` and their subcommand. */
export const groupFlags: FlagTable = table('builder', 'debug help', 'D:debug h:help');

const createValued = `
  add-host annotation arch attach authfile blkio-weight blkio-weight-device cap-add cap-drop cert-dir cgroup-conf cgroup-parent cgroupns
  cgroups chrootdirs cidfile cni conmon-pidfile containerd-config cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period
  cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems creds decryption-key detach-keys device device-cgroup-rule
  device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt dns-option dns-search domainname entrypoint
  env env-file env-merge expose gidmap gpus group-add group-entry health-cmd health-interval health-log-destination
  health-max-log-count health-max-log-size health-on-failure health-retries health-start-interval health-start-period
  health-startup-cmd health-startup-interval health-startup-retries health-startup-success health-startup-timeout
  health-timeout hostname hostuser image-volume init-ctr init-path io-maxbandwidth io-maxiops ip ip6 ipc ipfs-address
  isolation kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory memory-reservation
  memory-swap memory-swappiness mount name net net-alias network network-alias oom-score-adj os passwd-entry personality pid
  pidfile pids-limit platform pod pod-id-file preserve-fd preserve-fds publish pull rdt-class requires restart retry
  retry-delay rootfs-opt runtime runtime-flag sdnotify seccomp-policy secret security-opt shm-size shm-size-systemd
  stop-signal stop-timeout storage-opt subgidname subuidname sysctl systemd timeout tmpfs tz uidmap ulimit umask unsetenv user
  userns uts variant verify volume volume-driver volumes-from workdir cosign-key cosign-certificate-identity
  cosign-certificate-identity-regexp cosign-certificate-oidc-issuer cosign-certificate-oidc-issuer-regexp umount
  cuda device-group rdt-closid
`;

const createSwitches = `
  detach disable-content-trust env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts no-resolv
  oom-kill-disable passwd privileged publish-all quiet read-only read-only-tmpfs replace rm rmi rootfs sig-proxy tls-verify
  tty unsetenv-all use-api-socket
`;

const createShort =
  'a:attach c:cpu-shares d:detach e:env h:hostname i:interactive l:label m:memory p:publish P:publish-all q:quiet t:tty u:user v:volume w:workdir';

const buildValued = `
  add-host allow annotation annotations arch attest authfile build-arg build-context builder cache-from cache-to cache-ttl
  call cap-add cap-drop cert-dir cgroup-parent cgroupns compress-level cpp-flag cpu-period cpu-quota cpu-shares cpuset-cpus
  cpuset-mems creds debug-config decryption-key device dns dns-option dns-search env evaluate file format from group-add
  hooks-dir iidfile ignorefile ipc isolation jobs label layer-label logfile manifest memory memory-swap metadata-file method
  network no-cache-filter os os-feature os-version output pid platform policy progress provenance retry retry-delay
  runtime runtime-flag sbom sbom-image-output sbom-output sbom-purl-output sbom-scanner-command sbom-scanner-image secret
  security-opt shm-size sign-by source-date-epoch source-policy-file ssh tag target timestamp ulimit unsetannotation
  unsetenv unsetlabel userns userns-gid-map userns-gid-map-group userns-uid-map userns-uid-map-user uts variant volume
  cw created-annotation
`;

const buildSwitches = `
  all-platforms check compat-volumes compress debug detach disable-compression disable-content-trust force-rm help
  http-proxy identity-label inherit-annotations inherit-labels layers load no-cache no-hostname no-hosts omit-history print
  pull pull-always pull-never push quiet rewrite-timestamp rm skip-unused-stages squash squash-all stdin stream tls-verify
  rm-dist
`;

/** The commands that are read, by the name they get. */
export const commandFlags = {
  run: table(createValued, createSwitches, createShort),
  create: table(createValued, createSwitches, createShort),
  exec: table(
    'cidfile detach-keys env env-file preserve-fd preserve-fds user workdir',
    'detach interactive latest no-session privileged tty wait help',
    'd:detach e:env i:interactive l:latest t:tty u:user w:workdir',
  ),
  build: table(buildValued, buildSwitches, 'c:cpu-shares D:debug f:file m:memory o:output q:quiet t:tag v:volume', true),
  'compose run': table(
    'add-host cap-add cap-drop entrypoint env env-file env-from-file label name publish pull user volume workdir',
    'build detach interactive no-TTY no-deps no-tty quiet quiet-build quiet-pull remove-orphans rm service-ports tty use-aliases help',
    'e:env l:label p:publish u:user v:volume w:workdir d:detach i:interactive P:service-ports q:quiet t:tty T:no-tty',
  ),
  'compose exec': table(
    'env index user workdir',
    'detach interactive no-TTY no-tty privileged tty help',
    'e:env u:user w:workdir d:detach i:interactive t:tty T:no-tty',
  ),
  login: table(
    'authfile cert-dir compat-auth-file password secret username',
    'get-login password-stdin tls-verify verbose help',
    'p:password u:username v:verbose',
    true,
  ),
  push: table(
    'authfile cert-dir compression-format compression-level creds digestfile encrypt-layer encryption-key format platform retry retry-delay sign-by sign-by-sigstore sign-by-sigstore-private-key sign-passphrase-file sign cosign-key notation-key-name',
    'all-platforms all-tags compress disable-content-trust force-compression quiet remove-signatures tls-verify help estargz ipfs-ensure-image allow-nondistributable-artifacts',
    'a:all-tags f:format q:quiet',
    true,
  ),
  pull: table(
    'arch authfile cert-dir creds decryption-key os platform retry retry-delay variant policy verify unpack cosign-key',
    'all-platforms all-tags disable-content-trust quiet tls-verify help',
    'a:all-tags q:quiet',
    true,
  ),
} as const satisfies Readonly<Record<string, FlagTable>>;

export type Verb = keyof typeof commandFlags;
