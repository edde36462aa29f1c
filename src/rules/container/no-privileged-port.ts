import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-privileged-port',
  title: 'A port below 1024 is published for a program that is not root',
  severity: 'low',
  confidence: 'possible',
  profile: 'default',
  subject: 'container',
  needs: ['ports'],
  why: 'On many kernels and runtimes only root, or a holder of `NET_BIND_SERVICE`, may listen below 1024. Docker 20.10 and later lift that inside a container’s own network; with the host’s network, other runtimes or older engines the program fails to start, and people go back to root.',
  remedy:
    'Listen on a port above 1024 and publish it (`80:8080`), or put a reverse proxy in front; else add `cap_add: [NET_BIND_SERVICE]`, or `setcap cap_net_bind_service=+ep` on the program (which `no-new-privileges` makes ineffective).',
  references: [
    'https://docs.docker.com/reference/compose-file/services/#ports',
    'CIS Docker Benchmark 1.6.0, 5.8',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  equivalents: { cis: ['5.8'] },

  *check({ container, posture }) {
    const user = posture.user.setting;
    if (user.state !== 'known' || isRoot(user.value)) return;
    if (container.sysctls.items.some(({ value }) => value.replace(/\s/g, '').startsWith('net.ipv4.ip_unprivileged_port_start=')))
      return;
    const capabilities = posture.capabilities.setting;
    const mayBind =
      capabilities.state === 'known' &&
      container.capAdd.items.some(({ value }) => /^(?:CAP_)?(?:NET_BIND_SERVICE|ALL)$/i.test(value.trim()));
    if (mayBind) return;
    for (const { value, at } of container.ports.items) {
      if (!value.published || value.container[0] >= 1024) continue;
      yield {
        at,
        key: String(value.container[0]),
        message: `${called(container)} runs as ${user.value} and is to listen on port ${value.container[0]}, for which it may lack the privilege.`,
      };
    }
  },

  examples: [
    {
      name: 'a user without privileges on port 80',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    user: "1000"\n    ports:\n      - «"127.0.0.1:8080:80"»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    user: "1000"\n    ports:\n      - "127.0.0.1:80:8080"\n',
    },
    {
      name: 'with the capability',
      good: 'services:\n  web:\n    image: example/web:1.4\n    user: "1000"\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n    ports: ["127.0.0.1:80:80"]\n',
    },
    {
      name: 'with the capability by its long name, or where the kernel asks for none',
      good: 'services:\n  web:\n    image: example/web:1.4\n    user: "1000"\n    ports: ["80:80"]\n    cap_add: [cap_net_bind_service]\n  api:\n    image: example/api:1\n    user: "1000"\n    ports: ["81:1024"]\n  dns:\n    image: example/dns:1\n    user: "1000"\n    ports: ["53:53/udp"]\n    sysctls: ["net.ipv4.ip_unprivileged_port_start = 0"]\n',
    },
  ],
});
