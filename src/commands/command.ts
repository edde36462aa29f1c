import { GuardError } from '../errors.ts';
import { didYouMean } from '../settings/nearest.ts';
import type { Terminal } from './terminal.ts';

const commands = ['scan', 'rules', 'explain', 'trivy', 'help'];

/**
 * Runs what the command line asks for; the answer is the exit code. Each command is loaded when it is needed, so that the
 * program starts fast.
 * @throws GuardError for usage and configuration.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = args;
  const wantsHelp = rest.some((arg) => arg === '--help' || arg === '-h');
  if (
    command === undefined ||
    command === 'help' ||
    command === '--help' ||
    command === '-h' ||
    (wantsHelp && command !== 'scan' && command !== 'explain' && command !== 'trivy')
  ) {
    if (rest[0] === 'trivy') {
      terminal.print((await import('./trivy-help.ts')).trivyHelp(rest[1]));
      return 0;
    }
    const { explainHelp, mainHelp, scanHelp } = await import('./help.ts');
    terminal.print(rest[0] === 'scan' ? scanHelp() : rest[0] === 'explain' ? explainHelp() : mainHelp());
    return 0;
  }
  if (command === 'scan') {
    if (wantsHelp) terminal.print((await import('./help.ts')).scanHelp());
    return wantsHelp ? 0 : (await import('./scan.ts')).scan(rest, terminal);
  }
  if (command === 'trivy') {
    if (!wantsHelp) return (await import('./trivy.ts')).trivy(rest, terminal);
    terminal.print((await import('./trivy-help.ts')).trivyHelp(rest[0]));
    return 0;
  }
  if (command === 'rules') return (await import('./rules.ts')).rules(rest, terminal);
  if (command === 'explain' && wantsHelp) {
    terminal.print((await import('./help.ts')).explainHelp());
    return 0;
  }
  if (command === 'explain') return (await import('./explain.ts')).explain(rest, terminal);
  if (command === '--version' || command === '-V' || command === 'version') {
    terminal.print(`${(await import('../version.ts')).version}\n`);
    return 0;
  }
  throw new GuardError(
    'USAGE',
    `\`${command}\` is not a command.${didYouMean(command, commands)} See \`container-guard --help\`.`,
  );
}
