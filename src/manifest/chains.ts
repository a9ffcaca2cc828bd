import type { Params } from '../api/task.ts'
import type { Finding } from '../base/findings.ts'
import { didYouMean } from '../base/suggest.ts'
import type { Draft } from './draft.ts'
import { findingOf, unchained, type Generation, type ParamProblem } from './generation.ts'
import { inCycles } from './graph.ts'
import type { ValueEvaluator } from './template.ts'

/** Names of all generations, by the same in lower case. */
export type NameIndex = ReadonlyMap<string, string>

/** A draft, once all names are known. */
export function generationOf(
  { name, model, modelAt, evaluated, scope, locate }: Draft,
  names: NameIndex,
  evaluator: ValueEvaluator,
): Generation {
  const params = evaluated.value as Params
  const own = { name, model, modelAt, params, locate }
  if (evaluated.waiting.length === 0) return { ...own, ...unchained(params) }
  const actual = (parent: string) => names.get(parent.toLowerCase()) ?? parent
  const parents = evaluated.waiting.flatMap((value) => value.parents.map((each) => each.name))
  return {
    ...own,
    parents: [...new Set(parents.map(actual))],
    resolve: (of) => evaluator.complete(evaluated, scope, (parent) => of(actual(parent))),
  }
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

function unknownParents({ evaluated }: Draft, names: NameIndex): readonly ParamProblem[] {
  return evaluated.waiting.flatMap(({ path, parents }) =>
    parents
      .filter(({ name }) => !names.has(name.toLowerCase()))
      .map(({ written }): ParamProblem => {
        const message = `There is no generation \`${written}\` in this file.${didYouMean(written, [...names.values()])}`
        return { severity: 'error', path, message }
      }),
  )
}

function cycle({ evaluated }: Draft, { name, parents }: Generation): readonly ParamProblem[] {
  const others = parents.filter((parent) => parent !== name)
  const [whom, back] =
    others.length === 0 ? ['itself', ''] : [`\`${others.join('`, `')}\``, ', which waits for it']
  const message = `\`${name}\` waits for ${whom}${back}: nobody could start. Break the circle.`
  return evaluated.waiting.slice(0, 1).map(({ path }) => ({ severity: 'error', path, message }))
}
