import type { Place } from '../../model/place.ts';
import { textOf } from '../../parse/lines.ts';
import type { StagePosture } from '../../posture/stage.ts';
import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/volume-owned',
  title: 'The program may not write to its own volume',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['mounts'],
  judges: 'user',
  why: 'A new volume takes over owner and contents of the folder that the image has in its place. Where the image has none, root owns it, and a program that runs as another user cannot write there. That is what drives people back to root.',
  remedy: 'Make the folder in the Dockerfile and give it to the user before `USER`: `RUN install -d -o app -g app /data`.',
  references: [
    'https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container',
    'https://docs.docker.com/build/building/best-practices/#user',
  ],
  equivalents: {},

  *check({ container, posture: { user, stage } }) {
    const { setting } = user;
    const volumes = stage?.facts?.volumes;
    if (stage === undefined || volumes === undefined || setting.state !== 'known' || isRoot(setting.value)) return;
    for (const { value, at } of container.mounts.items) {
      const { type, source, target, readOnly } = value;
      if (type !== 'volume' || source === undefined || readOnly || !target.startsWith('/')) continue;
      if (volumes.some((path) => covers(path, target)) || makes(stage, target)) continue;
      yield {
        at,
        key: target,
        message: `${called(container)} runs as ${setting.value}, and nothing in its image makes \`${target}\`: root will own the volume there.`,
        related: userPlace(setting),
      };
    }
  },

  examples: [
    {
      name: 'a folder that the image does not have',
      bad: 'services:\n  api:\n    build: .\n    volumes:\n      - «data:/data»\nvolumes: { data: {} }\n',
      good: 'services:\n  api:\n    build: .\n    volumes:\n      - cache:/var/cache/app\nvolumes: { cache: {} }\n',
      files: {
        Dockerfile: 'FROM alpine:3.22\nRUN adduser -D app && install -d -o app /var/cache/app\nUSER app\nCMD ["/app"]\n',
      },
    },
    {
      name: 'root writes everywhere, and an image that nobody read may have the folder',
      good: 'services:\n  api:\n    build: .\n    user: "0"\n    volumes: ["data:/data"]\n  job:\n    build: job\n    volumes: ["data:/data"]\nvolumes: { data: {} }\n',
      files: { Dockerfile: 'FROM alpine:3.22\nUSER 1000\n', 'job/Dockerfile': 'FROM example/base:1\nUSER 1000\n' },
    },
  ],
});

function userPlace(setting: { readonly at: Place }): readonly { readonly at: Place; readonly note: string }[] {
  return [{ at: setting.at, note: 'the user' }];
}

/** Whether an instruction of the chain names the path, or one above it that a variable ends: it may make it. */
function makes(stage: StagePosture, target: string): boolean {
  const targets = asked.get(stage) ?? new Map<string, boolean>();
  asked.set(stage, targets);
  const known = targets.get(target) ?? mayMake(stage, target);
  targets.set(target, known);
  return known;
}

/** Many services are built from one stage, and mount the same place. */
const asked = new WeakMap<StagePosture, Map<string, boolean>>();

function mayMake({ chain }: StagePosture, target: string): boolean {
  const path = target.replace(/(?<=.)\/+$/, '');
  return chain.some(({ instructions }) =>
    instructions.some((instruction) => {
      if (!['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(instruction.keyword)) return false;
      return textOf(instruction.at)
        .split(/[\s"'=,:;()]+/)
        .some((word) => covers(path, word) || /\$/.test(word));
    }),
  );
}

/** Whether a path is another one, or below it. */
function covers(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
