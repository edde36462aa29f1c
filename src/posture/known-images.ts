import type { ImageReference } from '../model/image.ts';

/**
 * What is known of a well-known image by its name: read in its own Dockerfile and entrypoint, or in the history of the built
 * image, and true of that month. An image that was scanned says it itself, and wins.
 */
export interface KnownImage {
  /** The user of the image config; `root` where it sets none. */
  readonly user: string;
  /** How the image leaves root by itself before it runs what it is for. */
  readonly drops?: string;
  /** Paths for which the engine makes a volume; absent where nobody looked. */
  readonly volumes?: readonly string[];
  /** Whether it brings a health check; absent where nobody looked. */
  readonly healthCheck?: boolean;
  /** The month of the build or file that was read, `YYYY-MM`; for a file without a date, of the release it is of. */
  readonly read: string;
}

type Row = Omit<KnownImage, 'read' | 'healthCheck'> & { readonly read?: string; readonly healthCheck?: boolean };

/** The day of rows that name none. */
const tableDate = '2026-08';

const root: Row = { user: 'root' };
/** An image for others to build on: no volumes of its own. */
const bare: Row = { user: 'root', volumes: [] };
const by = (drops: string, read?: string, ...volumes: readonly string[]): Row => ({
  user: 'root',
  drops,
  ...noted(read, volumes),
});
const as = (user: string, read?: string, ...volumes: readonly string[]): Row => ({ user, ...noted(read, volumes) });

function noted(read: string | undefined, volumes: readonly string[]): Pick<Row, 'read' | 'volumes'> {
  return read === undefined ? {} : { read, volumes };
}

/**
 * Official images for others to build on, which set no user and make no volume: read in the history of the newest build for
 * amd64 that docker-library/repo-info had, by the month of that build.
 */
const bases: Readonly<Record<string, string>> = {
  '2022-11': 'alt',
  '2023-01': 'clearlinux mono sl',
  '2026-05': 'busybox',
  '2026-06': 'caddy',
  '2026-07': 'amazoncorretto amazonlinux elixir erlang golang julia mageia photon pypy swift tomee',
  '2026-08':
    'archlinux buildpack-deps clojure dart debian fedora gcc haskell haxe ibmjava jruby node perl python r-base rust sapmachine',
  '2026-09': 'almalinux alpine bash eclipse-temurin hylang nats oraclelinux ros ruby swipl tomcat ubuntu',
};

/** Docker’s official images, of which none but kong brings a health check. */
const official: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    Object.entries(bases).flatMap(([read, names]) => names.split(' ').map((name) => [name, { ...bare, read }])),
  ),
  adminer: as('adminer', '2026-08'),
  cassandra: by('gosu', '2026-08', '/var/lib/cassandra'),
  centos: bare,
  composer: root,
  consul: by('su-exec', '2022-12', '/consul/data'),
  couchdb: by('setpriv', '2026-08', '/opt/couchdb/data'),
  docker: { user: 'root', volumes: ['/var/lib/docker'] },
  drupal: by('Apache'),
  'eclipse-mosquitto': by('mosquitto', '2026-06', '/mosquitto/data', '/mosquitto/log'),
  elasticsearch: as('1000', '2026-09'),
  flink: as('flink', '2026-08'),
  fluentd: as('fluent', '2026-09'),
  ghost: by('gosu', '2026-08', '/var/lib/ghost/content'),
  gradle: root,
  groovy: as('1000', '2026-09', '/home/groovy/.groovy/grapes'),
  haproxy: as('haproxy', '2026-07'),
  httpd: by('Apache', '2026-06'),
  influxdb: by('gosu', '2026-08', '/var/lib/influxdb2', '/etc/influxdb2'),
  jetty: as('jetty', '2026-09'),
  joomla: by('Apache', '2026-09', '/var/www/html'),
  kibana: as('1000', '2026-09'),
  kong: { user: 'kong', volumes: [], healthCheck: true },
  liquibase: as('liquibase', '2026-07'),
  logstash: as('1000', '2026-09'),
  mariadb: by('gosu', '2026-05', '/var/lib/mysql'),
  maven: root,
  matomo: by('Apache', '2026-09', '/var/www/html'),
  mediawiki: by('Apache', '2026-07'),
  memcached: as('memcache', '2026-07'),
  mongo: by('gosu', '2026-06', '/data/db', '/data/configdb'),
  mysql: by('gosu', '2026-06', '/var/lib/mysql'),
  neo4j: by('su-exec', '2026-08', '/data', '/logs'),
  nextcloud: by('Apache', '2026-08', '/var/www/html'),
  nginx: by('nginx itself, for its workers', '2026-04'),
  odoo: as('odoo', '2026-08', '/var/lib/odoo', '/mnt/extra-addons'),
  openjdk: bare,
  php: by('Apache or FPM, for their workers', '2026-07'),
  phpmyadmin: by('Apache'),
  postgres: by('gosu', '2026-02', '/var/lib/postgresql'),
  rabbitmq: by('gosu', '2026-06', '/var/lib/rabbitmq'),
  redis: by('gosu or setpriv', '2024-10', '/data'),
  redmine: by('gosu', '2026-09', '/usr/src/redmine/files'),
  registry: { user: 'root', volumes: ['/var/lib/registry'] },
  'rocket.chat': as('rocketchat', '2026-09', '/app/uploads'),
  rockylinux: bare,
  solr: as('8983', '2026-08', '/var/solr'),
  sonarqube: as('sonarqube'),
  telegraf: by('setpriv', '2026-08'),
  traefik: root,
  valkey: by('setpriv', '2025-01', '/data'),
  varnish: as('varnish', '2026-07'),
  vault: by('su-exec', '2022-12', '/vault/logs', '/vault/file'),
  wordpress: by('Apache', '2026-08', '/var/www/html'),
  zookeeper: by('gosu', '2026-08', '/data', '/datalog', '/logs'),
};

const others: Readonly<Record<string, Row>> = {
  'docker.io/grafana/grafana': as('472'),
  'docker.io/grafana/loki': as('10001'),
  'docker.io/hashicorp/consul': by('su-exec', '2026-06', '/consul/data'),
  'docker.io/hashicorp/vault': by('su-exec', '2023-12', '/vault/logs', '/vault/file'),
  'docker.io/jenkins/jenkins': as('jenkins', '2026-08', '/var/jenkins_home'),
  'docker.io/nginxinc/nginx-unprivileged': as('101', '2026-07'),
  'docker.io/prom/prometheus': as('nobody', '2026-08', '/prometheus'),
  'docker.io/valkey/valkey': by('setpriv', '2025-01', '/data'),
  'quay.io/keycloak/keycloak': as('1000', '2023-07'),
  'mcr.microsoft.com/dotnet/aspnet': root,
  'mcr.microsoft.com/dotnet/runtime': root,
  'mcr.microsoft.com/dotnet/runtime-deps': { ...bare, read: '2024-11' },
  'mcr.microsoft.com/dotnet/sdk': root,
};

/** An official image: from Docker Hub, for one platform there, or from one of the mirrors that carry the same. */
const ofLibrary =
  /^(?:docker\.io\/(?:library|amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)|mirror\.gcr\.io\/library|public\.ecr\.aws\/docker\/library)\/([^/]+)$/;

/** What is known of an image by its name and tag alone, or undefined. */
export function knownImage({ repository, tag }: ImageReference): KnownImage | undefined {
  const name = ofLibrary.exec(repository)?.[1];
  const row = name === undefined ? rowOfOther(repository, tag) : rowOfOfficial(name, tag);
  if (row === undefined) return undefined;
  return { ...(name === undefined ? {} : { healthCheck: false }), read: tableDate, ...row };
}

function rowOfOfficial(name: string, tag: string | undefined): Row | undefined {
  if (tag?.includes('unprivileged') || !Object.hasOwn(official, name)) return undefined;
  const row = official[name];
  const release = Number(/^\d+/.exec(tag ?? '')?.[0]);
  // Before release 8 it set no user.
  if (name === 'elasticsearch' && release < 8) return by('chroot', '2022-12');
  // Up to release 17 the volume is the folder of the data, behind it the folder around it.
  return row !== undefined && name === 'postgres' && release < 18 ? { ...row, volumes: ['/var/lib/postgresql/data'] } : row;
}

function rowOfOther(repository: string, tag: string | undefined): Row | undefined {
  if (repository.startsWith('gcr.io/distroless/')) return { user: tag?.includes('nonroot') ? '65532' : 'root', volumes: [] };
  if (repository.startsWith('cgr.dev/chainguard/')) return as('65532');
  const ofElastic = /^docker\.elastic\.co\/(elasticsearch|kibana|logstash)\/\1$/.exec(repository)?.[1];
  if (ofElastic !== undefined) return rowOfOfficial(ofElastic, tag);
  if (/^registry(?:\.access)?\.redhat\.com\/ubi9(?:-minimal|\/ubi-minimal)$/.test(repository))
    return { ...bare, read: '2026-09' };
  // The image on UBI sets a user; the one on Alpine starts as root.
  if (repository === 'docker.io/hashicorp/consul' && tag?.endsWith('-ubi')) return as('100', '2026-06', '/consul/data');
  if (/^docker\.io\/bitnami(?:legacy)?\//.test(repository)) return as('1001');
  if (repository.startsWith('mcr.microsoft.com/dotnet/') && tag?.includes('chiseled')) return as('app');
  return Object.hasOwn(others, repository) ? others[repository] : undefined;
}
