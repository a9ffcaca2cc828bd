import { firstFree } from '../base/filename.ts'
import type { Finding } from '../base/findings.ts'
import type { Mapping } from '../documents/yaml.ts'
import type { Draft } from './draft.ts'
import { findingOf } from './generation.ts'

/**
 * Names given are kept, and have to be unique whatever their case. Others get a number where they are taken, as do names
 * that differ only in what a file name cannot have.
 */
export function withNames(
  drafts: readonly Draft[],
  locate: Mapping['locate'],
): { readonly drafts: readonly Draft[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const taken = new Set<string>()
  const given = new Map<string, Draft>()
  const kept = new Set<Draft>()
  for (const draft of drafts.filter(({ unnamed }) => !unnamed)) {
    const name = draft.name.toLowerCase()
    const written = draft.fullName.normalize().toLowerCase()
    const earlier = given.get(written)
    if (earlier) findings.push(duplicate(draft, earlier, locate))
    else given.set(written, draft)
    if (earlier || !taken.has(name)) kept.add(draft)
    taken.add(name)
  }
  const named = drafts.map((draft): Draft => {
    if (kept.has(draft)) return draft
    const name = firstFree(draft.name, (each) => !taken.has(each.toLowerCase()))
    taken.add(name.toLowerCase())
    return { ...draft, name }
  })
  return { drafts: named, findings }
}

function duplicate(draft: Draft, earlier: Draft, locate: Mapping['locate']): Finding {
  const line = locate(['generations', earlier.entry, 'name'])?.line
  const fix =
    earlier.entry === draft.entry
      ? 'Put a value of the matrix into the name that tells them apart.'
      : `The one of line ${line ?? '?'} has it already. Rename one of them.`
  const message = `Two generations would be named \`${draft.name}\`. ${fix}`
  const path = ['generations', draft.entry, 'name']
  return findingOf({ severity: 'error', path, message }, undefined, locate)
}
