import * as v from 'valibot';
import { builtin } from './builtin.ts';

const answerShape = v.object({ Id: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)) });

/**
 * Asks the engine of this machine for the id of an image, through the socket that DOCKER_HOST names or the usual one, by the
 * Docker Engine API. Undefined where it has none of that name or does not answer within two seconds.
 */
export async function engineImage(
  reference: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const host = environment['DOCKER_HOST'] || 'unix:///var/run/docker.sock';
  if (!host.startsWith('unix://') || !/^[\w.:/@[\]-]+$/.test(reference)) return undefined;
  const { request } = await builtin.http();
  return new Promise((resolve) => {
    const asked = request(
      { socketPath: host.slice('unix://'.length), path: `/images/${reference}/json`, headers: { host: 'docker' }, timeout: 2000 },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          const read = v.safeParse(v.pipe(v.string(), v.parseJson(), answerShape), Buffer.concat(pieces).toString('utf8'));
          resolve(response.statusCode === 200 && read.success ? read.output.Id : undefined);
        });
        response.on('error', () => resolve(undefined));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}
