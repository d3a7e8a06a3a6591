import { GraphError } from '../graph/errors.js';
import type { GraphNode, Value } from '../graph/graph.js';
import { formatShape } from '../graph/shape.js';
import { add } from '../ops/elementwise.js';
import { GRADIENT_RULES } from './rules.js';

/**
 * Reverse-mode differentiation: appends to the graph the nodes that compute d`loss`/d`parameter`
 * for each of `parameters`, and returns those gradients in the same order.
 * @throws GraphError when the loss is no scalar, does not depend on a parameter, or passes through an operator without a rule.
 */
export function gradients(loss: Value, parameters: readonly Value[]): Value[] {
  if (loss.rank !== 0) throw new GraphError(`the loss must be a scalar, not ${formatShape(loss.shape)}`);
  const { graph } = loss;
  const forward = [...graph.nodes];
  const dependent = dependents(forward, parameters);
  const collected = new Map<string, Value>([[loss.name, graph.scalar(1)]]);
  for (const node of forward.reverse()) propagate(node, dependent, collected);
  return parameters.map((parameter) => {
    const gradient = collected.get(parameter.name);
    if (!gradient) throw new GraphError(`the loss does not depend on ${parameter.name}`);
    return gradient;
  });
}

/** Names of all values that depend on a parameter. */
function dependents(nodes: readonly GraphNode[], parameters: readonly Value[]): Set<string> {
  const names = new Set(parameters.map((value) => value.name));
  for (const node of nodes)
    if (node.inputs.some((value) => names.has(value.name)))
      for (const output of node.outputs) if (output.type === 'float32') names.add(output.name);
  return names;
}

function propagate(node: GraphNode, dependent: ReadonlySet<string>, collected: Map<string, Value>): void {
  const gradient = collected.get(node.outputs[0]!.name);
  const wanted = (i: number) => dependent.has(node.inputs[i]!.name);
  if (!gradient || !node.inputs.some((_, i) => wanted(i))) return;
  const rule = GRADIENT_RULES[node.op];
  if (!rule) throw new GraphError(`${node.op} cannot be differentiated`);
  rule(node, gradient, wanted).forEach((part, i) => {
    if (!part || !wanted(i)) return;
    const { name } = node.inputs[i]!;
    const known = collected.get(name);
    collected.set(name, known ? add(known, part) : part);
  });
}
