import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleInto } from './bundle.ts'
import { licensesOf } from './licenses.ts'
import { root } from './project.ts'

// Writes dist/: the bundle of src/ and the licences of what is in it.

const dist = join(root, 'dist')
await rm(dist, { recursive: true, force: true })
const modules = await bundleInto(dist)
await writeFile(join(dist, 'licenses.txt'), await licensesOf(modules))
