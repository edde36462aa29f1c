import type { Exposure, Finding, Fix, RelatedLocation, Subject, Waiver } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import { postureKeys, type Posture, type PostureValue } from '../model/report.ts';
import { quoteOf, Quotes } from './escape-json.ts';

/**
 * Findings and postures as the JSON report has them, each in one line. They are nearly all of a report and repeat each other, so
 * that they are put together from texts that are at hand. A field that is undefined is left out.
 */
export class JsonLines {
  readonly #quotes = new Quotes();
  readonly #rules = new Map<string, RuleWords>();
  readonly #unset = new Map<string, string>();
  readonly #lists = new WeakMap<readonly string[], string>();

  ofFinding(finding: Finding): string {
    const { message, fingerprint, location, subject, exposure, related, trail, sources, waiver, fix } = finding;
    const { beforeMessage, beforeFingerprint } = this.#wordsOf(finding);
    return (
      beforeMessage +
      quoteOf(message) +
      beforeFingerprint +
      quoteOf(fingerprint) +
      `,"location":${this.#location(location)}` +
      `,"subject":${this.#subject(subject)}` +
      (exposure === undefined ? '' : `,"exposure":${this.#exposure(exposure)}`) +
      `,"related":${this.#places(related)}` +
      (trail === undefined ? '' : `,"trail":${this.#places(trail)}`) +
      `,"sources":${this.#list(sources)}` +
      (waiver === undefined ? '' : `,"waiver":${this.#waiver(waiver)}`) +
      (fix === undefined ? '}' : `,"fix":${this.#fix(fix)}}`)
    );
  }

  /** What the findings of one rule have in common, most of the time. */
  #wordsOf({ rule, severity, confidence, remedy, standing }: Finding): RuleWords {
    const known = this.#rules.get(rule);
    if (known?.severity === severity && known.confidence === confidence && known.remedy === remedy && known.standing === standing)
      return known;
    const words = {
      severity,
      confidence,
      remedy,
      standing,
      beforeMessage: joined(
        '{"rule":',
        this.#text(rule),
        ',"severity":',
        this.#text(severity),
        ',"confidence":',
        this.#text(confidence),
        ',"message":',
      ),
      beforeFingerprint: joined(',"remedy":', this.#text(remedy), ',"standing":', this.#text(standing), ',"fingerprint":'),
    };
    this.#rules.set(rule, words);
    return words;
  }

  ofPosture(posture: Posture): string {
    const { subject, kind, location, when } = posture;
    let line = `{"subject":${this.#text(subject)},"kind":${this.#text(kind)},"location":${this.#location(location)}`;
    line += this.#member('when', when);
    for (const key of postureKeys) line += `,"${key}":${this.#value(posture[key])}`;
    return `${line}}`;
  }

  #value(posture: PostureValue): string {
    const { value, state, why, items, trail } = posture;
    if (state === 'unset' && items === undefined && trail.length === 0) return this.#unsetValue(value);
    const more = this.#member('why', why) + (items === undefined ? '' : `,"items":${this.#list(items)}`);
    return `{"value":${this.#text(value)},"state":${this.#text(state)}${more},"trail":${listOf(trail, quoteOf)}}`;
  }

  /** What nobody sets is told of most containers. */
  #unsetValue(value: string): string {
    const known = this.#unset.get(value) ?? joined('{"value":', this.#text(value), ',"state":"unset","trail":[]}');
    this.#unset.set(value, known);
    return known;
  }

  #location({ path, startLine, startColumn, endLine, endColumn }: Location): string {
    return `{"path":${this.#text(path)},"startLine":${startLine},"startColumn":${startColumn},"endLine":${endLine},"endColumn":${endColumn}}`;
  }

  #places(places: readonly RelatedLocation[]): string {
    return listOf(places, ({ location, note }) => `{"location":${this.#location(location)},"note":${quoteOf(note)}}`);
  }

  #subject({ service, stage, image, platforms, package: name, version, fixedVersion, advisory }: Subject): string {
    return braces(
      this.#member('service', service) +
        this.#member('stage', stage) +
        this.#member('image', image) +
        (platforms === undefined ? '' : `,"platforms":${this.#list(platforms)}`) +
        this.#member('package', name) +
        this.#member('version', version) +
        this.#member('fixedVersion', fixedVersion) +
        this.#member('advisory', advisory),
    );
  }

  #exposure({ level, container, why }: Exposure): string {
    return `{"level":${this.#text(level)},"container":${this.#text(container)},"why":${this.#text(why)}}`;
  }

  #waiver({ rule, path, subject, reason, owner, until, source }: Waiver): string {
    return braces(
      this.#member('rule', rule) +
        this.#member('path', path) +
        this.#member('subject', subject) +
        this.#member('reason', reason) +
        this.#member('owner', owner) +
        this.#member('until', until) +
        this.#member('source', source),
    );
  }

  /** The edits stay out: they are offsets into a text that the reader of a report does not have. */
  #fix({ title, safety }: Fix): string {
    return `{"title":${this.#text(title)},"safety":${this.#text(safety)}}`;
  }

  #list(texts: readonly string[]): string {
    const known = this.#lists.get(texts);
    if (known !== undefined) return known;
    const list = listOf(texts, (text) => this.#text(text));
    // The capabilities that all have by default are one list, as are the namespaces that nobody changes.
    if (texts.length > 3) this.#lists.set(texts, joined(list, ''));
    return list;
  }

  #member(key: string, text: string | undefined): string {
    return text === undefined ? '' : `,"${key}":${this.#text(text)}`;
  }

  #text(text: string): string {
    return this.#quotes.of(text);
  }
}

interface RuleWords extends Pick<Finding, 'severity' | 'confidence' | 'remedy' | 'standing'> {
  readonly beforeMessage: string;
  readonly beforeFingerprint: string;
}

/** One text, where `+` makes a tree of texts that is walked each time it is written. */
function joined(...texts: readonly string[]): string {
  return texts.join('');
}

function listOf<T>(items: readonly T[], written: (item: T) => string): string {
  if (items.length === 0) return '[]';
  let list = '';
  for (const item of items) list += `${list === '' ? '[' : ','}${written(item)}`;
  return `${list}]`;
}

/** Members, each with a comma before it, as an object. */
function braces(members: string): string {
  return `{${members.slice(1)}}`;
}
