import { capabilityName } from '../../posture/capabilities.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/drop-capabilities',
  title: 'Container keeps Docker’s default capabilities',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  judges: 'capabilities',
  why: 'Whoever breaks in gets tools that the program never needed. Docker gives every container fourteen capabilities (parts of the power of root: sending raw network packets, changing the owners of files), and most programs need none.',
  remedy: 'Add `cap_drop: [ALL]` (`--cap-drop ALL`), then give back what the program needs with `cap_add`.',
  references: [
    'https://docs.docker.com/engine/security/#linux-kernel-capabilities',
    'CIS Docker Benchmark 1.6.0, 5.4',
    'OWASP Docker Security Cheat Sheet, rule 3',
  ],
  equivalents: { kics: ['ce76b7d0-9e77-464d-b86f-c5c48e03e22d'], composeLint: ['CL-0006'], cis: ['5.4'] },

  *check({ container }) {
    // The engine refuses to start a container that drops `CAP_ALL`: it keeps nothing either.
    if (container.capDrop.items.some(({ value }) => /^(?:CAP_)?ALL$/.test(capabilityName(value)))) return;
    if (container.passing) return;
    const unclear = container.capDrop.unknown[0];
    if (unclear !== undefined && container.kind === 'command') return;
    yield {
      at: container.at,
      ...(unclear === undefined ? {} : { confidence: 'possible' as const }),
      message: `${called(container)} does not drop the capabilities that it does not need.`,
      related: unclear === undefined ? [] : [{ at: unclear.at, note: unclear.why }],
    };
  },

  examples: [
    {
      name: 'nothing dropped',
      bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n',
    },
    { name: 'only one dropped', bad: 'services:\n  «web»:\n    image: example/web:1.4\n    cap_drop: [NET_RAW]\n' },
    { name: 'in lower case', good: 'services:\n  web:\n    image: example/web:1.4\n    cap_drop: [all]\n' },
  ],
});
