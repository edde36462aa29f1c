import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import { docker, dockerIn, options } from './source.ts';

describe('which commands are recognised', () => {
  test.each([
    ['docker run x', 'docker', 'run'],
    ['sudo -E docker container run x', 'docker', 'run'],
    ['/usr/bin/podman create x', 'podman', 'create'],
    ['nerdctl -n k8s.io exec c sh', 'nerdctl', 'exec'],
    ['docker build .', 'docker', 'build'],
    ['docker image build .', 'docker', 'build'],
    ['docker buildx --builder b build --push .', 'docker', 'build'],
    ['docker compose -f a.yml --profile p run web', 'docker', 'compose run'],
    ['docker-compose run web', 'docker', 'compose run'],
    ['docker compose exec web sh', 'docker', 'compose exec'],
    ['docker login -u x reg.example', 'docker', 'login'],
    ['docker push a/b', 'docker', 'push'],
    ['docker image pull a/b', 'docker', 'pull'],
    ['$DOCKER run x', 'docker', 'run'],
    ['${CONTAINER_ENGINE:-podman} run x', 'podman', 'run'],
    ['sh -c "docker run x"', 'docker', 'run'],
    ['docker --context c -H tcp://h:1 --tls run x', 'docker', 'run'],
  ])('%s', (text, engine, verb) => {
    expect(docker(text)).toMatchObject({ engine, verb });
  });

  test.each([
    'docker ps',
    'docker',
    'docker compose up',
    'echo docker run x',
    'docker $VERB x',
    'docker container ls',
    '$TOOL run x',
  ])('%s is none', (text) => {
    expect(dockerIn(text)).toEqual([]);
  });
});

describe('the spellings of options', () => {
  test.each([
    ['--user=x', 'user=x @ --user=x'],
    ['--user x', 'user=x @ --user x'],
    ['-u x', 'user=x @ -u x'],
    ['-ux', 'user=x @ -ux'],
    ['-u=x', 'user=x @ -u=x'],
    ['--user "a b"', 'user=a b @ --user "a b"'],
    ['--user="a b"', 'user=a b @ --user="a b"'],
    ['--user $X', 'user=? @ --user $X'],
    ['--user=$X', 'user=? @ --user=$X'],
    ['-u$X', 'user=? @ -u$X'],
    ['--privileged', 'privileged @ --privileged'],
    ['--privileged=false', 'privileged=false @ --privileged=false'],
    ['-t=false', 'tty=false @ -t=false'],
    ['-m1g', 'memory=1g @ -m1g'],
    ['-P', 'publish-all @ -P'],
  ])('%s', (spelling, expected) => {
    const command = docker(`docker run ${spelling} alpine sh`);
    expect(options(command)).toEqual([expected]);
    expect(command.options[0]?.known).toBe(true);
    expect(command.operand?.value).toBe('alpine');
    expect(command.rest.map((word) => word.value)).toEqual(['sh']);
  });

  test('short options stand together, the last one with its value', () => {
    expect(options(docker('docker run -itu 0 alpine'))).toEqual(['interactive @ -itu', 'tty @ -itu', 'user=0 @ -itu 0']);
    expect(options(docker('docker run -dp8080:80 alpine'))).toEqual(['detach @ -dp8080:80', 'publish=8080:80 @ -dp8080:80']);
  });

  test('the place of a value is the value’s own', () => {
    const places = docker('docker run --user=x -uy -u z -v"/a:/b" alpine').options.map(({ value }) => value && textOf(value.at));
    expect(places).toEqual(['x', 'y', 'z', '"/a:/b"']);
  });

  test('options that may be given again stay apart', () => {
    expect(options(docker('docker run --cap-add A --cap-add=B alpine'))).toEqual([
      'cap-add=A @ --cap-add A',
      'cap-add=B @ --cap-add=B',
    ]);
  });

  test('options behind the image are the container’s', () => {
    const command = docker('docker run alpine --privileged -u root');
    expect(command.options).toEqual([]);
    expect(command.rest.map((word) => word.raw)).toEqual(['--privileged', '-u', 'root']);
  });

  test('two dashes end the options', () => {
    expect(docker('docker run --rm -- alpine -x')).toMatchObject({ operand: { value: 'alpine' }, rest: [{ raw: '-x' }] });
  });

  test('build takes options behind its context', () => {
    const command = docker('docker build . -t a:b --build-arg X=1 --no-cache');
    expect(command.operand?.value).toBe('.');
    expect(options(command)).toEqual(['tag=a:b @ -t a:b', 'build-arg=X=1 @ --build-arg X=1', 'no-cache @ --no-cache']);
  });

  test('the same letter means what its command says', () => {
    expect(options(docker('docker login -u me -p secret'))).toEqual(['username=me @ -u me', 'password=secret @ -p secret']);
    expect(options(docker('docker compose run -T -p 1:1 web'))).toEqual(['no-tty @ -T', 'publish=1:1 @ -p 1:1']);
  });

  test('options in front of the subcommand are kept apart', () => {
    const command = docker('docker --context c compose -f a.yml run --rm web');
    expect(command.globals.map(({ name, value }) => [name, value?.text])).toEqual([
      ['context', 'c'],
      ['file', 'a.yml'],
    ]);
    expect(options(command)).toEqual(['rm @ --rm']);
  });

  test('a long line with continuations is read to its image', () => {
    const command = docker('docker run -d \\\n  --name web \\\n  -p 80:80 \\\n  nginx:1.27 \\\n  nginx -g "daemon off;"');
    expect(textOf(command.at)).toBe('docker run -d \\\n  --name web \\\n  -p 80:80 \\\n  nginx:1.27');
    expect(command.rest.map((word) => word.value)).toEqual(['nginx', '-g', 'daemon off;']);
  });
});

describe('what cannot be known', () => {
  test.each(['$OPTS', '${DOCKER_RUN_ARGS}', '"${ARGS[@]}"', '"$@"', '$EXTRA_FLAGS', '${X[*]}'])(
    '%s may stand for options',
    (word) => {
      const command = docker(`docker run --rm ${word} alpine sh`);
      expect(command.opaque.map(({ raw }) => raw)).toEqual([word]);
      expect(command.operand?.value).toBe('alpine');
    },
  );

  test.each(['$IMAGE', '"$IMAGE"', '$REGISTRY/app:$TAG', '${IMG:-alpine}', '$(image)', '"$ARGS"'])('%s is the image', (word) => {
    const command = docker(`docker run --rm ${word} sh`);
    expect(command.opaque).toEqual([]);
    expect(command.operand?.raw).toBe(word);
    expect(command.operand?.value).toBeUndefined();
  });

  test('a variable in front of an option is taken for options, unless it is named like an image', () => {
    expect(docker('docker run --rm ${GEARS} -e A=1 --name x alpine').opaque.map(({ raw }) => raw)).toEqual(['${GEARS}']);
    expect(docker('docker run --rm ${GEARS} -e A=1 --name x alpine').operand?.value).toBe('alpine');
    expect(docker('docker run --rm $THING --version').operand?.raw).toBe('$THING');
    expect(docker('docker run --rm $IMAGE -v').operand?.raw).toBe('$IMAGE');
    expect(docker('docker run --rm "$THING" -v').operand?.raw).toBe('"$THING"');
  });

  test('an unknown option is kept as such, and the others are read', () => {
    const command = docker('docker run --brand-new --other=1 -Z --privileged alpine');
    expect(command.options.map(({ name, known }) => [name, known])).toEqual([
      ['brand-new', false],
      ['other', false],
      ['Z', false],
      ['privileged', true],
    ]);
    expect(command.operand?.value).toBe('alpine');
  });

  test('a command that ends early has no operand', () => {
    expect(docker('docker run').operand).toBeUndefined();
    expect(options(docker('docker run -u'))).toEqual(['user @ -u']);
  });

  test('no line of options makes it throw', () => {
    const word = fc.constantFrom(
      '-',
      '--',
      '-u',
      '--user',
      '=',
      '-v',
      '/a:/b',
      '"$@"',
      '$X',
      '-it',
      '-u$X',
      '--mount=',
      'x',
      '-p',
      '::',
      "''",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        expect(dockerIn(`docker run ${words.join(' ')}`)).toHaveLength(1);
      }),
    );
  });
});
