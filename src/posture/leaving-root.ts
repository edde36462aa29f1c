import type { Place } from '../model/place.ts';
import type { CommandForm } from '../parse/dockerfile/ast.ts';
import { dropsRoot } from './image-facts.ts';
import { parseReference } from './reference.ts';
import type { StagePosture } from './stage.ts';

/** `whole`: the main process is another user’s. `workers`: it stays root’s, and gives the work to processes that are not. */
export type Leaving = 'whole' | 'workers';

/**
 * How a stage that sets no user leaves root by the way its base image starts; undefined where it does not. An entrypoint such
 * as postgres’ does so for the program the image is for, and for no other.
 */
export function leavesRoot({ base, entrypoint, command }: StagePosture): Leaving | undefined {
  const way = base.state === 'known' ? dropsRoot(base.value) : undefined;
  const parsed = base.state === 'known' ? parseReference(base.value) : undefined;
  if (way === undefined || parsed === undefined) return undefined;
  const image = parsed.repository.split('/').at(-1) ?? '';
  const starts = [entrypoint, command].flatMap((form) => (form === undefined ? [] : [programOf(form)]));
  if (/Apache|workers/.test(way)) {
    if (starts.length === 0) return image === 'php' && !/apache|fpm/.test(parsed.tag ?? '') ? undefined : 'workers';
    return starts.some((program) => servers.test(program)) ? 'workers' : undefined;
  }
  const [first] = starts;
  const program = starts.at(-1);
  if (first === undefined || program === undefined) return 'whole';
  if (entrypoint !== undefined && !ownStart.test(first)) return undefined;
  return program.startsWith('-') || ownStart.test(program) || isOf(image, program) ? 'whole' : undefined;
}

/**
 * With which program a stage that starts as root changes to another user, and what says so: its own ENTRYPOINT, or else its
 * base image, which starts that way; undefined where it does not, or a script hides it.
 */
export function changerOf(posture: StagePosture): { readonly program: string; readonly at: Place } | undefined {
  const { base, entrypoint, chain } = posture;
  const own = entrypoint === undefined ? undefined : programOf(entrypoint);
  if (entrypoint !== undefined && own !== undefined && changers.test(own)) return { program: own, at: entrypoint.at };
  const program = base.state === 'known' && leavesRoot(posture) === 'whole' ? dropsRoot(base.value) : undefined;
  const from = chain.at(-1)?.from;
  return program === undefined || from === undefined ? undefined : { program, at: from.at };
}

const changers = /^(?:gosu|su-exec|setpriv)$/;
const servers = /^(?:nginx|openresty|httpd|httpd-foreground|apache2|apache2-foreground|apache2ctl|apachectl|php-fpm[\d.]*)$/;
const ownStart = /^(?:docker-)?entrypoint(?:\.sh)?$|^docker-php-entrypoint$|^(?:gosu|su-exec|setpriv)$/;

/** Programs of images that are called otherwise. */
const others: Readonly<Record<string, readonly string[]>> = {
  mariadb: ['mysqld'],
  zookeeper: ['zkServer.sh'],
  ghost: ['node'],
  vault: ['server'],
};

function isOf(image: string, program: string): boolean {
  return program.includes(image.replace(/^eclipse-/, '').slice(0, 4)) || others[image]?.includes(program) === true;
}

/** The program that is started, without its folder. */
function programOf(form: CommandForm): string {
  const word =
    form.form === 'exec'
      ? (form.exec[0]?.raw ?? '').replaceAll('"', '')
      : (/^\s*(?:exec\s+)?(\S+)/.exec(form.command.raw)?.[1] ?? '');
  return word.split('/').at(-1) ?? '';
}
