import { pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/go-packages-pinned',
    title: 'A Go program is installed without a version',
    profile: 'strict',
    why: '`go install …@latest` and `go get …` take whatever was released last. The build changes from day to day, and whoever takes over the repository gets into your image.',
    remedy: 'Name the version (`go install example.com/tool@v1.2.3`), or add the program to `go.mod` as a tool.',
    references: [
      'https://go.dev/ref/mod#go-install',
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'OWASP Docker Security Cheat Sheet, rule 13',
    ],
    equivalents: { hadolint: ['DL3062'] },
    examples: [
      {
        name: 'the latest',
        bad: 'FROM golang:1.25\nRUN «go install example.com/tool@latest»\n',
        good: 'FROM golang:1.25\nRUN go install example.com/tool@v1.2.3\n',
      },
      { name: 'no version at all', bad: 'FROM golang:1.25\nRUN «go get -u example.com/lib/log»\n' },
      {
        name: 'the module itself',
        good: 'FROM golang:1.25\nRUN go install -ldflags "-s -w" ./cmd/... && go run main.go example.com/x\n',
      },
    ],
  },
  {
    managers: ['go'],
    packages: ({ verb, rest }) => (verb === 'install' || verb === 'get' ? rest : verb === 'run' ? rest.slice(0, 1) : undefined),
    isPinned: (text) => {
      const at = text.lastIndexOf('@');
      if (at > 0) return !/^(?:latest|none|upgrade|patch|main|master|HEAD)$/.test(text.slice(at + 1));
      return !/^[\w-]+(?:\.[\w-]+)+\/[^\s]*$/.test(text) || text.endsWith('.go');
    },
  },
);
