import type { Place, SourceFile } from '../../model/place.ts';
import { copyRange, placeIn, ScriptBuilder } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';
import { createLine } from './create-line.ts';
import { githubExpression, withHoles } from './expressions.ts';
import { isAction, isWorkflow } from './github.ts';
import { isGitlabPipeline } from './gitlab.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** An image that a workflow, a pipeline or an action starts. */
export interface WorkflowImage {
  readonly kind: 'container' | 'service' | 'action';
  /** The job and, for a service, its name: `test`, `test/postgres`. Empty for an action that is an image itself. */
  readonly name: string;
  /** Without `docker://`. */
  readonly image: string;
  /** False where an expression or a variable stands in the name. */
  readonly resolved: boolean;
  readonly at: Place;
  /** The text of `options:`, for a container or a service of a workflow. */
  readonly options?: Script;
  /** The `docker create` line the runner makes of a container or a service of a workflow. */
  readonly create?: Script;
}

/** The images of a GitHub workflow or action, or of a GitLab pipeline, in the order of the file. */
export function imagesOfWorkflow(file: SourceFile): readonly WorkflowImage[] {
  const read =
    isWorkflow(file.path) || isAction(file.path) ? githubImages : isGitlabPipeline(file.path) ? gitlabImages : undefined;
  if (read === undefined) return [];
  return yamlTrees(file)
    .flatMap((tree) => read(file, tree))
    .toSorted((one, other) => one.at.span.start - other.at.span.start);
}

function githubImages(file: SourceFile, tree: YamlTree): readonly WorkflowImage[] {
  const jobs = tree.entries(tree.get(tree.root, 'jobs')).flatMap(({ key, value: job }) => {
    const services = tree.entries(tree.get(job, 'services'));
    return [
      ...startedImage(file, tree, 'container', key, tree.get(job, 'container')),
      ...services.flatMap(({ key: service, value }) => startedImage(file, tree, 'service', `${key}/${service}`, value)),
      ...stepImages(file, tree, key, tree.get(job, 'steps')),
    ];
  });
  const own = tree.get(tree.root, 'runs', 'image');
  return [
    ...jobs,
    ...stepImages(file, tree, '', tree.get(tree.root, 'runs', 'steps')),
    ...(isText(own) && own.value.startsWith('docker://') ? imageOf(file, 'action', '', own) : []),
  ];
}

function startedImage(
  file: SourceFile,
  tree: YamlTree,
  kind: 'container' | 'service',
  name: string,
  node: unknown,
): readonly WorkflowImage[] {
  const options = tree.get(node, 'options');
  return imageOf(file, kind, name, isText(node) ? node : tree.get(node, 'image')).map((image) => ({
    ...image,
    ...(isText(options) ? { options: withHoles(textOfScalar(file, options), githubExpression) } : {}),
    create: createLine(file, tree, node, image.text),
  }));
}

function stepImages(file: SourceFile, tree: YamlTree, job: string, steps: unknown): readonly WorkflowImage[] {
  return tree.items(steps).flatMap((step) => {
    const uses = tree.get(step, 'uses');
    return isText(uses) && uses.value.startsWith('docker://') ? imageOf(file, 'action', job, uses) : [];
  });
}

function gitlabImages(file: SourceFile, tree: YamlTree): readonly WorkflowImage[] {
  const seen = new Set<unknown>();
  const of = (name: string, node: unknown): readonly WorkflowImage[] => {
    const image = tree.get(node, 'image');
    const services = tree.items(tree.get(node, 'services'));
    const nodes = [
      { kind: 'container' as const, name, node: isText(image) ? image : tree.get(image, 'name') },
      ...services.map((service) => ({
        kind: 'service' as const,
        name,
        node: isText(service) ? service : tree.get(service, 'name'),
      })),
    ];
    return nodes.flatMap((one) => {
      if (seen.has(one.node)) return [];
      seen.add(one.node);
      return imageOf(file, one.kind, one.name, one.node);
    });
  };
  return [...of('', tree.root), ...tree.entries(tree.root).flatMap(({ key, value }) => of(key, value))];
}

/** An image and its text, expressions unknown. */
type Named = WorkflowImage & { readonly text: Script };

function imageOf(file: SourceFile, kind: WorkflowImage['kind'], name: string, node: unknown): readonly Named[] {
  if (!isText(node)) return [];
  const whole = withHoles(textOfScalar(file, node), githubExpression);
  const image = whole.text.replace(/^docker:\/\//, '').trim();
  if (image === '') return [];
  const from = whole.text.indexOf(image);
  const builder = new ScriptBuilder(file);
  copyRange(builder, whole, from, from + image.length);
  const text = builder.build();
  return [{ kind, name, image, resolved: !image.includes('$'), at: placeIn(text, 0, image.length), text }];
}
