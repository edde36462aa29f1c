import { defineRule, type RuleDefinition } from '../rule.ts';
import { packageCalls, programsOf, type Manager, type PackageCall } from './package-call.ts';

interface Assent {
  readonly managers: readonly Manager[];
  /** The verbs that ask before they act. */
  readonly asks: readonly string[];
  /** Whether a call says yes to everything. */
  readonly isGiven: (call: PackageCall) => boolean;
}

type Texts = Pick<RuleDefinition<'dockerfile'>, 'id' | 'title' | 'remedy' | 'references' | 'equivalents' | 'examples'>;

/** A rule against package managers that wait for an answer no build gives. */
export function assentRule(texts: Texts, assent: Assent): RuleDefinition<'dockerfile'> {
  return defineRule({
    ...texts,
    severity: 'info',
    confidence: 'certain',
    profile: 'all',
    subject: 'dockerfile',
    needs: programsOf(assent.managers),
    why: 'The build fails, or hangs until somebody stops it: the package manager asks before it installs, and in a build nobody answers.',
    *check({ dockerfile }) {
      for (const call of packageCalls(dockerfile, ...assent.managers)) {
        if (!assent.asks.includes(call.verb) || assent.isGiven(call) || isAnswered(call)) continue;
        yield {
          at: call.command.at,
          key: call.manager,
          message: `\`${call.manager} ${call.verb}\` asks before it acts, and nobody answers.`,
        };
      }
    },
  });
}

/** Whether something is piped into the call: `yes | apt-get install curl`. */
function isAnswered({ command }: PackageCall): boolean {
  const [first] = command.pipeline;
  return command.position > 0 && first !== undefined && ['yes', 'echo', 'printf'].includes(first.name);
}
