/**
 * Removes, in place, what the outputs of an ONNX graph do not need: nodes, initializers and value infos.
 * Complains if an output depends on a tensor that nothing provides.
 */
export function prune(graph) {
  const producer = new Map()
  for (const node of graph.node) for (const name of node.output) if (name) producer.set(name, node)
  const neededNodes = new Set()
  const neededNames = new Set()
  const queue = graph.output.map(({ name }) => name)
  while (queue.length > 0) {
    const name = queue.pop()
    // An empty name stands for an optional input that is not given.
    if (!name || neededNames.has(name)) continue
    neededNames.add(name)
    const node = producer.get(name)
    if (!node || neededNodes.has(node)) continue
    neededNodes.add(node)
    queue.push(...node.input, ...captured(node))
  }
  graph.node = graph.node.filter((node) => neededNodes.has(node))
  graph.initializer = graph.initializer.filter(({ name }) => neededNames.has(name))
  graph.valueInfo = graph.valueInfo.filter(({ name }) => neededNames.has(name))
  assertClosed(graph, neededNames, producer)
}

/** What the branches or the body of a node take from the graphs around them. */
function captured(node) {
  return node.attribute.flatMap(({ g }) => {
    if (!g) return []
    const given = [...g.input, ...g.initializer].map(({ name }) => name)
    const own = new Set([...given, ...g.node.flatMap(({ output }) => output)])
    return g.node.flatMap((inner) => [...inner.input, ...captured(inner)]).filter((name) => !own.has(name))
  })
}

function assertClosed(graph, names, producer) {
  const given = new Set([...graph.input, ...graph.initializer].map(({ name }) => name))
  const missing = [...names].filter((name) => !given.has(name) && !producer.has(name))
  if (missing.length > 0)
    throw new Error(`The graph needs tensors that nothing provides: ${missing.join(', ')}`)
}
