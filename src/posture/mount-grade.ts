import { posix } from 'node:path';
import type { Mount } from '../model/container.ts';
import { withAnswers } from '../parse/last-answer.ts';

/** How much of the host a bind mount hands over, worst first. */
export type MountGrade =
  | 'root'
  | 'engine'
  | 'root-equivalent'
  | 'sensitive'
  | 'administration'
  | 'device'
  | 'state'
  | 'file'
  | 'system-folder'
  | 'harmless';

/** A path of the host as the kernel sees it: without `..`, doubled or trailing slashes. */
export function hostPath(mount: Mount): string | undefined {
  return mount.type !== 'bind' || mount.source === undefined ? undefined : cleanSource(mount);
}

const cleanSource = withAnswers(({ source = '' }: Mount): string => {
  const path = posix.normalize(source.replaceAll('\\', '/').replace(/^\/+/, '/'));
  return path.length > 1 ? path.replace(/\/$/, '') : path;
});

/** The sockets through which container engines and the host’s init are given orders. */
const sockets =
  /(?:(?:^|\/)(?:docker|docker\.raw|containerd|podman|crio|cri-dockerd|buildkitd)\.sock(?:\.raw)?|\/systemd\/private|[\\/]docker_engine)$/;
const socketFolders =
  /^(?:\/var|(?:\/var)?\/run(?:\/(?:docker|containerd|podman|crio|buildkit|systemd))?|\/run\/user(?:\/\d+)?\/(?:docker|podman))$/;

/** Whether a path or a name is that of an engine’s socket, or of a folder that holds one. */
export function isEngineSocket(path: string): boolean {
  return sockets.test(path) || socketFolders.test(path);
}

/** Whoever writes below these is root on the host: jobs, keys, programs and modules that root runs or loads. */
const writableRoot =
  /^\/(?:root\/\..*|boot|proc|s?bin|usr\/(?:local\/)?s?bin|(?:usr\/)?lib\/modules|var\/lib\/(?:docker|containerd|kubelet|rancher)|var\/spool\/cron)(?:\/|$)/;

/** Trees that hold such places among others; a folder further down need not be one. */
const writableTree = /^\/(?:root|usr|usr\/local|(?:usr\/)?lib(?:32|64)?|var\/lib|var\/spool)$/;

/** What in /etc decides who is root, or what root runs. The rest is configuration of single programs. */
const rootInEtc =
  /^\/etc(?:$|\/(?:cron.*|anacrontab|ld\.so.*|sudoers.*|g?shadow.*|passwd.*|group.*|pam.*|profile.*|bash.*|environment|systemd|init.*|rc.*|ssh|security|udev|mod.*|sysctl.*|default|wireguard|network.*|NetworkManager|apt|yum.*|dnf|docker|containerd|kubernetes|rancher|fstab|polkit-1|logrotate.*|skel|selinux|apparmor.*|alternatives|sub[ug]id)(?:\/|$))/;

/** Files of /etc that say nothing secret, and of which many containers want a copy. */
const clockFiles = /^\/etc\/(?:localtime|timezone)$/;

/** Read-only, these give away password hashes, keys, or the disks of all other containers. */
const secretToRead =
  /^(?:\/(?:root|boot|home|Users|var\/lib|var\/lib\/(?:docker|containerd|kubelet|rancher)|etc|etc\/(?:g?shadow.*|ssh|sudoers.*|kubernetes|docker|rancher|ssl\/private|wireguard|NetworkManager)|(?:home|Users)\/[^/]+|root\/.*|var\/lib\/(?:docker|containerd|kubelet|rancher)\/.*)|~[^/]*)$/;
const secretSubfolder = /^\/etc\/(?:ssh|sudoers\.d|kubernetes|rancher|docker|wireguard|ssl\/private|NetworkManager)(?:\/|$)/;

/** Where programs keep the credentials of a person, in whoever’s home. */
const credentials =
  /^(?:~[^/]*|\/root|\/(?:home|Users)\/[^/]+)\/\.(?:ssh|aws|azure|docker|kube|gnupg|gcloud|config\/(?:gcloud|gh|hub|doctl|op|sops|rclone|containers)|netrc|npmrc|pypirc|pgpass|my\.cnf|git-credentials|vault-token|password-store|terraform\.d|cargo\/credentials.*|m2\/settings.*|gem\/credentials|local\/share\/keyrings|mozilla|bash_history|zsh_history)(?:\/|$)/;

const sinks = /^\/dev\/(?:null|zero|full|u?random)$/;

const systemFolders = /^\/(?:s?bin|lib(?:32|64)?|usr|var|run|srv|media|cdrom|selinux|sys|dev|proc|boot|etc|root)(?:\/|$)/;

/** What a bind mount hands over. A mount has one grade, so that it is told once. */
export function gradeOf(mount: Mount): MountGrade {
  return mount.type === 'bind' ? gradeOfBind(mount) : 'harmless';
}

const gradeOfBind = withAnswers((mount: Mount): MountGrade => {
  const path = hostPath(mount);
  if (path === undefined) return 'harmless';
  if (path === '/') return 'root';
  if (isEngineSocket(path)) return 'engine';
  const { readOnly } = mount;
  if (clockFiles.test(path)) return readOnly ? 'harmless' : 'file';
  if (sinks.test(path)) return 'harmless';
  if (credentials.test(path)) return readOnly || !path.startsWith('/root/') ? 'sensitive' : 'root-equivalent';
  if (!readOnly && (writableRoot.test(path) || writableTree.test(path) || rootInEtc.test(path))) return 'root-equivalent';
  if (path === '/dev' || secretToRead.test(path) || secretSubfolder.test(path) || /^\/boot(?:\/|$)/.test(path)) {
    return !readOnly && path.startsWith('/root/') ? 'administration' : 'sensitive';
  }
  if (path.startsWith('/dev/')) return 'device';
  if (/^\/sys(?:\/|$)/.test(path)) return readOnly ? 'state' : 'sensitive';
  if (/^\/(?:proc|(?:var\/)?run)(?:\/|$)/.test(path)) return 'state';
  if (path.startsWith('/etc/')) return readOnly ? 'file' : 'administration';
  return systemFolders.test(path) ? 'system-folder' : 'harmless';
});
