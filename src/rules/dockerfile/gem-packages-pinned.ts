import { hasOption, said } from './command-line.ts';
import { pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/gem-packages-pinned',
    title: 'A Ruby gem is installed without a version',
    profile: 'strict',
    why: 'The image gets whatever was published last, with all its dependencies. That breaks builds, and it lets whoever takes over a gem into your image the same day.',
    remedy:
      'Name the version (`gem install bundler:2.5.16`), or put the gem into the `Gemfile` and run `bundle install` with its lock file.',
    references: [
      'https://guides.rubygems.org/command-reference/#gem-install',
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'OWASP Docker Security Cheat Sheet, rule 13',
    ],
    equivalents: { kics: ['22cd11f7-9c6c-4f6e-84c0-02058120b341'], hadolint: ['DL3028'] },
    examples: [
      {
        name: 'a gem by its name',
        bad: 'FROM ruby:3.3-slim\nRUN «gem install bundler»\n',
        good: 'FROM ruby:3.3-slim\nRUN gem install bundler:2.5.16\n',
      },
      {
        name: 'the version as an option',
        good: 'FROM ruby:3.3-slim\nRUN gem install bundler -v 2.5.16 && gem install --version=13.2.1 rake\n',
      },
      { name: 'flags for the build', good: 'FROM ruby:3.3-slim\nRUN gem install nokogiri:1.16.7 -- --use-system-libraries\n' },
    ],
  },
  {
    managers: ['gem'],
    packages: (call) => {
      if (call.verb !== 'install' && call.verb !== 'i') return undefined;
      const gems = call.rest.filter((word) => !said(word).startsWith('-'));
      // The option is for one gem; behind it others would still be open.
      return hasOption(call, 'v', 'version') ? gems.slice(1) : gems;
    },
    isPinned: (text) => /[:/]|\.gem$/.test(text),
  },
);
