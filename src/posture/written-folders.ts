import type { Mount } from '../model/container.ts';

/**
 * The folders outside of their volumes that well-known images write to before they are ready, by repository: read in their
 * Dockerfiles, entrypoints and manuals in 2026-08. `/var/run` is `/run`.
 */
const folders: Readonly<Record<string, readonly string[]>> = {
  'docker.io/library/couchdb': ['/opt/couchdb/etc/local.d'],
  'docker.io/library/kong': ['/run/kong', '/tmp'],
  'docker.io/library/mariadb': ['/run/mysqld'],
  'docker.io/library/mongo': ['/tmp'],
  'docker.io/library/mysql': ['/run/mysqld'],
  'docker.io/library/nginx': ['/var/cache/nginx', '/run'],
  'docker.io/library/postgres': ['/run/postgresql'],
  'docker.io/library/sonarqube': ['/tmp'],
  'docker.io/library/wordpress': ['/tmp', '/run'],
  'docker.io/library/zookeeper': ['/conf'],
  'docker.io/nginxinc/nginx-unprivileged': ['/tmp'],
};

/** The folders that an image writes to and that neither a tmpfs nor a mount of the container lies on. */
export function unwritableFolders(repository: string, mounts: readonly Mount[], tmpfs: readonly string[]): readonly string[] {
  const targets = [
    ...mounts.filter(({ readOnly }) => !readOnly).map(({ target }) => target),
    ...tmpfs.map((entry) => entry.split(':')[0] ?? ''),
  ].map(plain);
  const wanted = Object.hasOwn(folders, repository) ? (folders[repository] ?? []) : [];
  return wanted.filter((folder) => !targets.some((target) => folder === target || folder.startsWith(`${target}/`)));
}

/** A path without a slash at its end, with `/run` for what is a link to it. */
function plain(path: string): string {
  return path.replace(/(?<=.)\/+$/, '').replace(/^\/var\/run(?=\/|$)/, '/run');
}
