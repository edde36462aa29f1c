import type { Entries, Setting } from '../model/setting.ts';
import type { ContainerPosture } from './container.ts';
import { isRoot } from './user.ts';

/** The groups that the processes of a container are in. */
export interface Groups {
  /** The first group, by which new files are marked: a name or a number. */
  readonly primary: Setting<string>;
  /** Those that the container adds. The image’s own list of groups may add some for a user that it knows by name. */
  readonly added: Entries<string>;
}

/**
 * The group behind the colon of the user, else that of the user, which is `root` for root and stands in the image for others:
 * a number that the image does not know has `root` too.
 */
export function groupsOf({ settings, user }: ContainerPosture): Groups {
  return { primary: primaryOf(user.setting), added: settings.groupAdd };
}

function primaryOf(user: Setting<string>): Setting<string> {
  if (user.state !== 'known') return user.state === 'unset' ? user : { ...user, why: `depends on the user: ${user.why}` };
  const [name = '', group = ''] = user.value.split(':');
  if (group !== '') return { ...user, value: group };
  if (isRoot(name)) return { ...user, value: 'root' };
  return { state: 'unknown', why: `the image’s own list says which group ${name} has`, at: user.at };
}
