import { describe, expect, test } from 'vitest';
import { volumeFromText } from '../../src/parse/container-text.ts';
import { gradeOf } from '../../src/posture/mount-grade.ts';

/** The grade of `SOURCE` or `SOURCE:ro`, mounted somewhere. */
function grade(source: string): string {
  const [path = '', mode] = source.split(/:(?=ro$)/);
  const mount = volumeFromText(`${path}:/x${mode === undefined ? '' : ':ro'}`);
  return mount === undefined ? 'no mount' : gradeOf(mount);
}

describe('how much of the host a mount hands over', () => {
  test.each([
    ['root', '/ /:ro // /./ /etc/.. /../'],
    [
      'engine',
      '/var/run/docker.sock /run/docker.sock:ro /run /var/run/:ro /var /run/containerd /run/podman/podman.sock /run/systemd /run/user/1000/docker.sock ./docker.sock',
    ],
    [
      'root-equivalent',
      '/etc //etc/ /etc/./cron.d /etc/passwd /etc/ssh/sshd_config /root /root/.ssh /boot /proc /proc/sys/kernel /var/lib/docker/volumes /usr/bin /usr/local/sbin /lib/modules /usr/lib /usr /var/lib /var/spool/cron',
    ],
    [
      'sensitive',
      '/etc:ro /etc/shadow:ro /etc/ssh:ro /root:ro /root/.ssh/id:ro /boot:ro /var/lib/docker:ro /var/lib/docker/containers:ro /dev /dev:ro /home /home/me:ro ~ ~/ ~/.ssh/ ~/.aws:ro /home/me/.kube/config:ro /Users/me/.docker ~/.config/gcloud /sys /sys/fs/cgroup',
    ],
    ['administration', '/etc/nginx /etc/letsencrypt/live /root/backups'],
    ['device', '/dev/shm /dev/shm/ //dev/shm /dev/disk:ro /dev/snd'],
    ['state', '/proc:ro /sys:ro /sys/fs/cgroup:ro /run/user/1000 /run/dbus /var/run/libvirt/libvirt-sock'],
    ['file', '/etc/localtime /etc/timezone /etc/passwd:ro /etc/hosts:ro /etc/ssl/certs:ro'],
    ['system-folder', '/var/log /usr/share/zoneinfo:ro /usr/lib/node_modules /lib/modules:ro /srv/data /var/lib/mysql'],
    ['harmless', '/etc/localtime:ro /etc/./localtime:ro ./data data /home/me/site /opt/app /dev/null ~/site /data'],
  ])('%s: %s', (expected, sources) => {
    const grades = sources.split(' ').map((source) => `${source} ${grade(source)}`);
    expect(grades).toEqual(sources.split(' ').map((source) => `${source} ${expected}`));
  });
});
