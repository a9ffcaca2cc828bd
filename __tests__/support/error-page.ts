import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { marked, type Token, type Tokens } from 'marked'
import { root } from '../../scripts/project.ts'

const tokens = marked.lexer(await readFile(join(root, 'docs/errors.md'), 'utf8'))

/** The texts of the code spans among tokens. */
export function codeIn(all: readonly Token[] = []): readonly string[] {
  return all
    .filter((token): token is Tokens.Codespan => token.type === 'codespan')
    .map(({ text }) => text)
}

/** The page docs/errors.md, in the tokens of its Markdown. */
export const errorPage: readonly Token[] = tokens

/** The headings of its messages. */
export const headings = tokens.filter(
  (token): token is Tokens.Heading => token.type === 'heading' && token['depth'] === 3,
)

/** The items of lists: what stands for the last `…` of the message above them. */
const reasons = tokens
  .filter((token): token is Tokens.List => token.type === 'list')
  .flatMap(({ items }) => items)
  .flatMap(({ tokens: [first] }) =>
    codeIn(first && 'tokens' in first ? first.tokens : []).slice(0, 1),
  )

/** Every message of the page, with `…` for what differs: its headings, and the reasons listed below some of them. */
export const messages: readonly string[] = [
  ...headings.flatMap((heading) => codeIn(heading.tokens)),
  ...reasons,
]
