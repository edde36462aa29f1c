import type { ImageReference } from '../model/image.ts';

/**
 * What well-known images start as. Read in the images' own Dockerfiles and entrypoints between July 2023 and August 2026;
 * an image that was scanned says it itself, and wins.
 */
export interface KnownImage {
  /** The user of the image config; `root` where it sets none. */
  readonly user: string;
  /** How the image leaves root by itself before it runs what it is for. */
  readonly drops?: string;
}

const root: KnownImage = { user: 'root' };
const by = (drops: string): KnownImage => ({ user: 'root', drops });
const as = (user: string): KnownImage => ({ user });

const official: Readonly<Record<string, KnownImage>> = {
  adminer: as('adminer'),
  almalinux: root,
  alpine: root,
  amazonlinux: root,
  busybox: root,
  caddy: root,
  cassandra: by('gosu'),
  centos: root,
  composer: root,
  couchdb: by('setpriv'),
  debian: root,
  docker: root,
  drupal: by('Apache'),
  'eclipse-mosquitto': by('mosquitto'),
  'eclipse-temurin': root,
  fedora: root,
  ghost: by('gosu'),
  golang: root,
  gradle: root,
  haproxy: as('haproxy'),
  httpd: by('Apache'),
  influxdb: by('gosu'),
  kong: as('kong'),
  mariadb: by('gosu'),
  maven: root,
  memcached: as('memcache'),
  mongo: by('gosu'),
  mysql: by('gosu'),
  nats: root,
  nextcloud: by('Apache'),
  nginx: by('nginx itself, for its workers'),
  node: root,
  odoo: as('odoo'),
  openjdk: root,
  perl: root,
  php: by('Apache or FPM, for their workers'),
  phpmyadmin: by('Apache'),
  postgres: by('gosu'),
  python: root,
  rabbitmq: by('gosu'),
  redis: by('gosu or setpriv'),
  registry: root,
  rockylinux: root,
  ruby: root,
  rust: root,
  solr: as('8983'),
  sonarqube: as('sonarqube'),
  telegraf: by('setpriv'),
  tomcat: root,
  traefik: root,
  ubuntu: root,
  valkey: by('setpriv'),
  wordpress: by('Apache'),
  zookeeper: by('gosu'),
};

const others: Readonly<Record<string, KnownImage>> = {
  'docker.io/grafana/grafana': as('472'),
  'docker.io/grafana/loki': as('10001'),
  'docker.io/hashicorp/vault': by('su-exec'),
  'docker.io/jenkins/jenkins': as('jenkins'),
  'docker.io/nginxinc/nginx-unprivileged': as('101'),
  'docker.io/prom/prometheus': as('nobody'),
  'docker.io/valkey/valkey': by('setpriv'),
  'mcr.microsoft.com/dotnet/aspnet': root,
  'mcr.microsoft.com/dotnet/runtime': root,
  'mcr.microsoft.com/dotnet/sdk': root,
};

/** What is known of an image by its name and tag alone, or undefined. */
export function knownImage({ repository, tag }: ImageReference): KnownImage | undefined {
  if (repository.startsWith('gcr.io/distroless/')) return tag?.includes('nonroot') ? as('65532') : root;
  if (repository.startsWith('cgr.dev/chainguard/')) return as('65532');
  if (/^docker\.io\/bitnami(?:legacy)?\//.test(repository)) return as('1001');
  if (repository.startsWith('mcr.microsoft.com/dotnet/') && tag?.includes('chiseled')) return as('app');
  const name = /^docker\.io\/library\/([^/]+)$/.exec(repository)?.[1];
  if (name !== undefined && tag?.includes('unprivileged')) return undefined;
  return name === undefined ? others[repository] : Object.hasOwn(official, name) ? official[name] : undefined;
}
