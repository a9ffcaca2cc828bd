import type { Params } from '../api/task.ts'
import { fileName } from '../base/filename.ts'
import type { Finding } from '../base/findings.ts'
import { didYouMean } from '../base/suggest.ts'
import type { Draft } from './draft.ts'
import {
  findingOf,
  resolveWithPlaceholders,
  unchained,
  type Generation,
  type ValueProblem,
} from './generation.ts'
import { inCycles } from './graph.ts'
import type { ValueEvaluator } from './template.ts'

/** Names of all generations, by what they may be called in lower case: as a file name, or as written. */
export type NameIndex = ReadonlyMap<string, string>

/** The index of names that are all known. Where one name is written as another is called, the latter counts. */
export function indexNames(drafts: readonly Draft[]): NameIndex {
  return new Map([
    ...drafts.map(({ fullName, name }) => [fullName.toLowerCase(), name] as const),
    ...drafts.map(({ name }) => [name.toLowerCase(), name] as const),
  ])
}

/** The generations of all drafts, in the same order. */
export function generationsOf(
  drafts: readonly Draft[],
  names: NameIndex,
  evaluator: ValueEvaluator,
): readonly Generation[] {
  const byName = new Map<string, Generation>()
  const generations = drafts.map((draft) =>
    generationOf(draft, names, evaluator, (name) => byName.get(name)),
  )
  for (const generation of generations) byName.set(generation.name, generation)
  return generations
}

function generationOf(
  { name, model, modelAt, evaluated, scope, locate, sourceOf, fromDefaults }: Draft,
  names: NameIndex,
  evaluator: ValueEvaluator,
  generationNamed: (name: string) => Generation | undefined,
): Generation {
  const params = evaluated.value as Params
  const own = { name, model, modelAt, params, locate, sourceOf, fromDefaults }
  if (evaluated.waiting.length === 0) return { ...own, ...unchained(params) }
  const actual = (parent: string) => nameIn(names, parent) ?? parent
  const parents = evaluated.waiting.flatMap((value) => value.parents)
  const generation: Generation = {
    ...own,
    parents: [...new Set(parents.map(actual))],
    resolve: (of) => evaluator.complete(evaluated, scope, (parent) => of(actual(parent))),
    expect: (kindOf) =>
      resolveWithPlaceholders(generation, (parentName) => {
        const parent = generationNamed(parentName)
        return { id: 'to-come', parent, kind: parent && kindOf(parent.model) }
      }),
  }
  return generation
}

function nameIn(names: NameIndex, written: string): string | undefined {
  return names.get(written.toLowerCase()) ?? names.get(fileName(written).toLowerCase())
}

/**
 * Results of generations that there are not, and generations that wait for themselves. `names` are all there are; undefined
 * when some cannot be read. `generations` are those of `drafts`, in the same order.
 */
export function chainFindings(
  drafts: readonly Draft[],
  generations: readonly Generation[],
  names: NameIndex | undefined,
): readonly Finding[] {
  const waitingForThemselves = new Set(inCycles(generations))
  return drafts.flatMap((draft, i) => {
    const generation = generations[i]
    if (!generation) return []
    const problems = [
      ...(names ? unknownParents(draft, names) : []),
      ...(waitingForThemselves.has(generation) ? cycle(draft, generation) : []),
    ]
    return problems.map((each) => findingOf(each, generation.name, generation.locate))
  })
}

function unknownParents({ evaluated }: Draft, names: NameIndex): readonly ValueProblem[] {
  return evaluated.waiting.flatMap(({ path, parents }) =>
    parents
      .filter((written) => nameIn(names, written) === undefined)
      .map((written): ValueProblem => {
        const message = `There is no generation \`${written}\` in this file.${didYouMean(written, [...new Set(names.values())])}`
        return { severity: 'error', path, message }
      }),
  )
}

function cycle({ evaluated }: Draft, { name, parents }: Generation): readonly ValueProblem[] {
  const others = parents.filter((parent) => parent !== name)
  const [whom, back] =
    others.length === 0 ? ['itself', ''] : [`\`${others.join('`, `')}\``, ', which waits for it']
  const message = `\`${name}\` waits for ${whom}${back}: none can start. Remove one of these expressions.`
  return evaluated.waiting.slice(0, 1).map(({ path }) => ({ severity: 'error', path, message }))
}
