import { fileName } from '../base/filename.ts'
import manifestSchema from '../../manifest.schema.json' with { type: 'json' }
import type { Params } from '../api/task.ts'
import { distinct, type Finding } from '../base/findings.ts'
import { isRecord } from '../base/json.ts'
import type { Mismatch } from '../documents/mismatch.ts'
import { checkShape } from '../documents/schema.ts'
import { parseMapping, type Mapping } from '../documents/yaml.ts'
import type { RunContext } from '../inputs/context.ts'
import type { Source } from '../inputs/source.ts'
import { readText } from '../inputs/workspace.ts'
import { chainFindings, generationsOf, indexNames } from './chains.ts'
import { draftOf, type Draft, type ManifestFile } from './draft.ts'
import { emptyOnEvent, emptyProblems } from './empties.ts'
import { scopesOf } from './expand.ts'
import { ExpansionBudget, ExpansionTooLarge, sizeOf, tooMuchMessage } from './expansion.ts'
import { findingInFile, findingOf, unchained, type Asked } from './generation.ts'
import { inputFilesIn } from './input-files.ts'
import { withNames } from './names.ts'
import {
  evaluatorFor,
  literalValues,
  noValue,
  type EvaluatedValue,
  type Exposed,
} from './template.ts'
import type { WrittenEntry, WrittenManifest } from './written.ts'

/** An input of the step that asks for generations. */
export type GenerationSource = Extract<Source, { kind: 'generation' | 'manifest' }>

/** Where files are read, and what they may use in expressions. */
export interface Reading extends Exposed {
  readonly context: Pick<RunContext, 'github' | 'workspace'>
}

/** The most generations of one manifest. */
const mostGenerations = 5000

/** Reads what the step asks for. Throws InputError when a file cannot be read at all. */
export async function loadGenerations(source: GenerationSource, reading: Reading): Promise<Asked> {
  const read = await (source.kind === 'manifest'
    ? loadManifest(source.file, reading)
    : loadGeneration(source, reading))
  const params = read.generations.map((each) => each.params)
  return { ...read, files: await inputFilesIn(params, reading.context.workspace) }
}

type Read = Omit<Asked, 'files'>

async function loadGeneration(
  { model, name = model, params: from }: Extract<GenerationSource, { kind: 'generation' }>,
  reading: Reading,
): Promise<Read> {
  const isFile = 'file' in from
  const { text, file } = isFile
    ? await readText(from.file, 'params-file', reading.context)
    : { text: from.text, file: undefined }
  const { value, problems, misreadings, locate, sourceOf } = await parseMapping(
    text,
    file,
    'prompt: A red kite',
  )
  // Inline, the runner has evaluated expressions already, and what it put in is not ours to evaluate.
  const evaluator = isFile
    ? await evaluatorFor(text, reading, new ExpansionBudget())
    : literalValues
  const evaluated = withinBudget(() => evaluator.evaluate(value, [], {})) ?? tooLarge
  const params = evaluated.value as Params
  const { event_name: event } = reading.context.github
  const found = [
    ...misreadings,
    ...evaluated.problems,
    ...evaluated.empty.map((each) => emptyOnEvent(each, event)),
  ]
  return {
    generations: [{ name, model, params, locate, sourceOf, ...unchained(params) }],
    findings: [
      ...problems.map((each): Finding => ({ severity: 'error', generation: name, ...each })),
      ...found.map((each) => findingOf(each, name, locate)),
    ],
    models: [model],
  }
}

const tooLarge: EvaluatedValue = {
  ...noValue,
  problems: [{ severity: 'error', path: [], message: tooMuchMessage }],
}

/** What `work` gives; undefined where a file expands to too much. */
function withinBudget<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof ExpansionTooLarge) return undefined
    throw error
  }
}

async function loadManifest(path: string, reading: Reading): Promise<Read> {
  const { text, file } = await readText(path, 'manifest', reading.context)
  const document = await parseMapping(text, file, 'generations: [{ model: nano-banana-2 }]')
  if (document.problems.length > 0) {
    return refused(document.problems.map((each): Finding => ({ severity: 'error', ...each })))
  }
  const { value, sourceOf } = document
  const mismatches = await checkShape(value, manifestSchema, 'a manifest', sourceOf)
  const findings = mismatches.map((each) => findingOf(each, undefined, document.locate))
  const broken = brokenEntries(mismatches)
  if (broken === 'all') return refused(findings)
  const { generations: entries, defaults = {} } = value as unknown as WrittenManifest
  const budget = new ExpansionBudget()
  const evaluator = await evaluatorFor(text, reading, budget)
  const { event_name: event } = reading.context.github
  const manifest: ManifestFile = { defaults, evaluator, document, budget, event }
  const drafted = withinBudget(() => draftAll(entries, broken, manifest))
  if (!drafted) return refused(findings, tooMuchMessage)
  findings.push(...drafted.findings)
  if (!drafted.drafts) return refused(findings)
  const named = withNames(drafted.drafts, document.locate)
  findings.push(...named.findings)
  const names = indexNames(named.drafts)
  const generations = generationsOf(named.drafts, names, evaluator)
  for (const { name, findings: own, evaluated, locate } of named.drafts) {
    findings.push(...own.map((each) => ({ ...each, generation: name })))
    findings.push(...evaluated.problems.map((each) => findingOf(each, name, locate)))
  }
  findings.push(...chainFindings(named.drafts, generations, broken.size === 0 ? names : undefined))
  return { generations, findings, models: [...new Set(generations.map(({ model }) => model))] }
}

function refused(findings: readonly Finding[], message?: string): Read {
  const last: readonly Finding[] = message === undefined ? [] : [{ severity: 'error', message }]
  return { generations: [], findings: distinct([...findings, ...last]), models: [] }
}

/** The entries that are no generations, by index; or that the manifest as a whole is none. */
function brokenEntries(mismatches: readonly Mismatch[]): ReadonlySet<number> | 'all' {
  const broken = new Set<number>()
  for (const { unknownKey: isUnknownKey = false, path } of mismatches) {
    if (isUnknownKey) continue
    const [top, entry] = path
    if (top !== 'generations' || entry === undefined) return 'all'
    broken.add(Number(entry))
  }
  return broken
}

/** The generations of all entries, in order. `drafts` is undefined where there are too many. */
function draftAll(
  entries: readonly WrittenEntry[],
  broken: ReadonlySet<number>,
  file: ManifestFile,
): { readonly drafts: readonly Draft[] | undefined; readonly findings: readonly Finding[] } {
  const { document, budget, defaults, event } = file
  const findings: Finding[] = []
  const sizeOfDefaults = sizeOf(defaults)
  const drafts: Draft[] = []
  for (const [i, entry] of entries.entries()) {
    if (broken.has(i) || !isRecord(entry)) continue
    const expanded = scopesOf(entry, i, file)
    findings.push(...expanded.findings)
    if (drafts.length + expanded.scopes.length > mostGenerations) {
      findings.push(tooMany(i, document))
      return { drafts: undefined, findings }
    }
    const { name, model, params } = entry
    budget.take(expanded.scopes.length * (sizeOfDefaults + sizeOf({ name, model, params })))
    for (const { combination } of expanded.scopes) budget.take(sizeOf(combination))
    const made = expanded.scopes.map((scope) => draftOf(entry, i, scope, file))
    const isUnique = new Set(made.map(({ name }) => name.toLowerCase())).size === made.length
    const problems = emptyProblems({
      empties: made.map(({ empty }) => empty),
      combinations: expanded.scopes.map(({ combination }) => combination),
      event,
    })
    drafts.push(
      ...made.map((draft, at): Draft => {
        const own = (problems[at] ?? []).map((each) => findingInFile(each, document.locate))
        return {
          ...draft,
          ...(!isUnique && { name: fileName(draft.longName), fullName: draft.longName }),
          findings: [...draft.findings, ...own],
        }
      }),
    )
  }
  return { drafts, findings }
}

function tooMany(entry: number, { locate }: Mapping): Finding {
  const message = `This makes more than ${mostGenerations} generations. Split the file.`
  return findingOf({ severity: 'error', path: ['generations', entry], message }, undefined, locate)
}
