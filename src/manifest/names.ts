import { firstFree } from '../base/filename.ts'
import type { Finding } from '../base/findings.ts'
import type { Mapping } from '../documents/yaml.ts'
import type { Draft } from './draft.ts'
import { findingOf } from './generation.ts'

/** Names given are kept, and have to be unique whatever their case; others get a number where they are taken. */
export function withNames(
  drafts: readonly Draft[],
  locate: Mapping['locate'],
): { readonly drafts: readonly Draft[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const taken = new Map<string, Draft>()
  for (const draft of drafts.filter(({ unnamed }) => !unnamed)) {
    const earlier = taken.get(draft.name.toLowerCase())
    taken.set(draft.name.toLowerCase(), earlier ?? draft)
    if (!earlier) continue
    const line = locate(['generations', earlier.entry, 'name'])?.line
    const fix =
      earlier.entry === draft.entry
        ? 'Put a value of the matrix into the name that tells them apart.'
        : `The one of line ${line ?? '?'} has it already. Rename one of them.`
    const message = `Two generations would be named \`${draft.name}\`. ${fix}`
    const path = ['generations', draft.entry, 'name']
    findings.push(findingOf({ severity: 'error', path, message }, undefined, locate))
  }
  const named = drafts.map((draft): Draft => {
    if (!draft.unnamed) return draft
    const name = firstFree(draft.name, (each) => !taken.has(each.toLowerCase()))
    taken.set(name.toLowerCase(), draft)
    return { ...draft, name }
  })
  return { drafts: named, findings }
}
